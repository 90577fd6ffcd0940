"""The commands that change the stage or the editor of an article.

`redaksi assign`, `submit`, `return`, `publish`, `reopen`, `spike`, `unspike` and `undo`.
"""

from collections.abc import Callable

import click

from redaksi.cli import offers, output
from redaksi.cli.change_report import answer
from redaksi.cli.command import CliCommand
from redaksi.cli.options import article_id, article_ids, as_json
from redaksi.cli.session import Session, pass_session
from redaksi.cli.types import NoticeType, StageType
from redaksi.desk import Desk, views, wording
from redaksi.desk.bulk import BulkReport
from redaksi.domain.article import Dossier, NoticeKind, Stage
from redaksi.domain.workflow import notice_name, stage_name
from redaksi.i18n import _

notice_kind = click.option(
    "--kind",
    metavar="KIND",
    type=NoticeType(),
    help=_("What the change is to readers: ralat, koreksi or pembaruan."),
)
public_sentence = click.option(
    "--public",
    metavar="TEXT",
    default="",
    help=_("The sentence about the change that readers see with the text."),
)


@click.command(
    "assign",
    cls=CliCommand,
    examples=(
        'redaksi assign 2611 review "Sari W"',
        'redaksi assign 261118-cj 261119-am review "Sari W"',
    ),
    help=_("Assign a stage of articles (draft, review, published) to an editor of the team."),
)
@click.argument("ids", metavar="ID...", nargs=-1, required=True, shell_complete=offers.assignment)
@click.argument("stage", metavar="STAGE", type=StageType())
@click.argument("editor", metavar="EDITOR")
@as_json
@pass_session
def assign_command(
    session: Session, ids: tuple[str, ...], stage: Stage, editor: str, as_json: bool
) -> int:
    desk = session.open()
    if len(ids) > 1:
        report = desk.bulk.assign(ids, stage, editor)
        return _told(desk, report, lambda dossier: _assigned(dossier, stage), as_json=as_json)
    dossier = desk.moves.assign(ids[0], stage, editor)
    answer(as_json, [views.brief(dossier)], _assigned(dossier, stage))
    _warn_of_absence(desk, dossier.article.editor(stage))
    return 0


def _assigned(dossier: Dossier, stage: Stage) -> str:
    return _("{id}: the stage {stage} is {editor}'s.").format(
        id=dossier.id, stage=stage_name(stage), editor=dossier.article.editor(stage)
    )


@click.command(
    "submit",
    cls=CliCommand,
    examples=(
        "redaksi submit 2611",
        'redaksi submit 2611 --to "Sari W"',
        "redaksi submit 261118-cj 261119-am",
    ),
    help=_("Hand drafts in for review."),
)
@article_ids
@click.option(
    "--to", metavar="EDITOR", shell_complete=offers.people, help=_("The editor who reviews it.")
)
@as_json
@pass_session
def submit_command(session: Session, ids: tuple[str, ...], to: str | None, as_json: bool) -> int:
    desk = session.open()
    if len(ids) > 1:
        return _told(desk, desk.bulk.submit(ids, to), _where, as_json=as_json)
    dossier = desk.moves.submit(ids[0], to)
    _stands(dossier, as_json=as_json)
    _warn_of_absence(desk, dossier.article.editor())
    return 0


def _warn_of_absence(desk: Desk, editor: str) -> None:
    if absent := desk.team.absence(editor):
        output.warn(absent)


def _told(
    desk: Desk, report: BulkReport, sentence: Callable[[Dossier], str], *, as_json: bool
) -> int:
    """Report each article, with `sentence` for those done; return the exit code."""
    done = [desk.reading.article(one.id) for one in report.done]
    refused = [(one.id, one.why) for one in report.refused]
    answer(as_json, [*map(views.brief, done)], *map(sentence, done), refused=refused)
    return report.code


@click.command(
    "return",
    cls=CliCommand,
    examples=('redaksi return 2611 --note "Sumber kedua belum ada."',),
    help=_("Give an article back to draft, with a note that says what to change."),
)
@article_id
@click.option("--note", metavar="TEXT", required=True, help=_("What to change."))
@click.option(
    "--to",
    metavar="EDITOR",
    shell_complete=offers.people,
    help=_("The editor who has the draft from now on, instead of the submitter."),
)
@as_json
@pass_session
def return_command(
    session: Session, article_id: str, note: str, to: str | None, as_json: bool
) -> None:
    _stands(session.open().moves.return_(article_id, note, to), as_json=as_json)


@click.command(
    "publish",
    cls=CliCommand,
    examples=(
        "redaksi publish 2611",
        'redaksi publish 2611 --override "Redaktur kedua sakit."',
    ),
    help=_(
        "Sign an article off: its text is sealed and may leave. The rules of the desk must be "
        "met: four eyes, no note "
        "that waits, and nothing left that the copy desk holds it up for."
    ),
)
@article_id
@click.option(
    "--override",
    metavar="REASON",
    default="",
    help=_(
        "Set four eyes, notes that wait and the copy desk's gate aside; the sign-off keeps the "
        "reason."
    ),
)
@as_json
@pass_session
def publish_command(session: Session, article_id: str, override: str, as_json: bool) -> None:
    desk = session.open()
    dossier = desk.moves.publish(article_id, override)
    _stands(dossier, as_json=as_json)
    if desk.house.target:
        from redaksi.cli import delivering  # noqa: PLC0415 - most newsrooms publish without targets

        delivering.tell_published(desk, [dossier.id])


@click.command(
    "reopen",
    cls=CliCommand,
    examples=(
        'redaksi reopen 2611 --reason "Jumlah korban berubah."',
        'redaksi reopen 2611 --reason "Salah." --kind ralat --public "Korban tiga, bukan empat."',
    ),
    help=_("Begin a new draft over a published text, which stays live until then."),
)
@article_id
@click.option("--reason", metavar="TEXT", required=True, help=_("Why, for the record."))
@notice_kind
@public_sentence
@as_json
@pass_session
def reopen_command(
    session: Session,
    article_id: str,
    reason: str,
    kind: NoticeKind | None,
    public: str,
    as_json: bool,
) -> None:
    moves = session.open().moves
    dossier = moves.reopen(article_id, reason, kind=kind, public=public)
    noticed = [_noticed(dossier)] if dossier.article.notice else []
    answer(as_json, [views.brief(dossier)], _where(dossier), *noticed)


@click.command(
    "notice",
    cls=CliCommand,
    examples=(
        'redaksi notice 2611 --kind ralat --public "Korban tiga, bukan empat."',
        'redaksi notice 2611 --public "Korban tiga orang, bukan empat."',
        "redaksi notice 2611 --remove",
    ),
    help=_("Write or mend the sentence about a change that the next publication brings."),
)
@article_id
@notice_kind
@public_sentence
@click.option("--remove", is_flag=True, help=_("Bring no notice."))
@as_json
@pass_session
def notice_command(
    session: Session,
    article_id: str,
    kind: NoticeKind | None,
    public: str,
    remove: bool,
    as_json: bool,
) -> None:
    if remove and (kind or public):
        raise click.UsageError(_("--remove takes neither --kind nor --public."))
    moves = session.open().moves
    dossier = moves.unannounce(article_id) if remove else moves.announce(article_id, kind, public)
    answer(as_json, [views.brief(dossier)], _noticed(dossier))


def _noticed(dossier: Dossier) -> str:
    """What the next publication brings, as a sentence."""
    notice = dossier.article.notice
    if notice is None:
        return _("{id}: the next publication brings no notice.").format(id=dossier.id)
    return _("{id}: the next publication brings the {kind}: {sentence}").format(
        id=dossier.id, kind=notice_name(notice.kind), sentence=notice.sentence
    )


@click.command(
    "spike",
    cls=CliCommand,
    examples=("redaksi spike 2611",),
    help=_("Put an article aside without deleting it."),
)
@article_id
@as_json
@pass_session
def spike_command(session: Session, article_id: str, as_json: bool) -> None:
    dossier = session.open().moves.spike(article_id)
    said = _("{id} is put aside. Take it back with: redaksi unspike {id}").format(id=dossier.id)
    answer(as_json, [views.brief(dossier)], said)


@click.command(
    "unspike",
    cls=CliCommand,
    examples=("redaksi unspike 2611",),
    help=_("Take a spiked article back."),
)
@article_id
@as_json
@pass_session
def unspike_command(session: Session, article_id: str, as_json: bool) -> None:
    _stands(session.open().moves.unspike(article_id), as_json=as_json)


@click.command(
    "undo",
    cls=CliCommand,
    examples=("redaksi undo 2611",),
    help=_("Take back your last move, assignment, edit or spike of an article."),
)
@article_id
@as_json
@pass_session
def undo_command(session: Session, article_id: str, as_json: bool) -> None:
    desk = session.open()
    dossier = desk.moves.undo(article_id)
    undone = f"{dossier.id}: {wording.event(dossier.events[-1], desk.house.zone)}."
    _stands(dossier, undone, as_json=as_json)


def _stands(dossier: Dossier, *before: str, as_json: bool) -> None:
    """Report the article's present stage, after the sentences in `before`."""
    answer(as_json, [views.brief(dossier)], *before, _where(dossier))


def _where(dossier: Dossier) -> str:
    """The article's present stage and who has it, as a sentence."""
    article = dossier.article
    where = (
        _("{id} is published").format(id=article.id)
        if article.stage is Stage.PUBLISHED
        else _("{id} is in {stage} now").format(id=article.id, stage=stage_name(article.stage))
    )
    editor = article.editor()
    return f"{where}; " + _("{name} has it.").format(name=editor) if editor else f"{where}."
