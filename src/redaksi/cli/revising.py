"""`redaksi revisions`, `diff` and `restore`: earlier texts."""

import click
import msgspec
from rich.text import Text as Line

from redaksi.cli import output
from redaksi.cli.change_report import answer
from redaksi.cli.command import CliCommand
from redaksi.cli.options import article_id, as_json
from redaksi.cli.session import Session, pass_session
from redaksi.cli.writing import saved_as
from redaksi.desk import views, wording
from redaksi.desk.revisions import Difference
from redaksi.domain.workflow import stage_name
from redaksi.i18n import _
from redaksi.text.word_diff import PieceKind

STYLES = {PieceKind.SAME: "", PieceKind.GONE: "red strike", PieceKind.NEW: "green underline"}
MARKS = {PieceKind.SAME: ("", ""), PieceKind.GONE: ("[-", "-]"), PieceKind.NEW: ("{+", "+}")}
"""As in `git diff --word-diff`: colour alone must not carry the meaning."""


@click.command(
    "revisions",
    cls=CliCommand,
    examples=("redaksi revisions 2611",),
    help=_("The saved texts of an article; saves that follow each other closely are one line."),
)
@article_id
@as_json
@pass_session
def revisions_command(session: Session, article_id: str, as_json: bool) -> None:
    desk = session.open()
    runs = desk.revisions.list(article_id)
    if as_json:
        output.document(msgspec.to_builtins(runs))
        return
    rows = (
        (
            str(run.last) if run.first == run.last else f"{run.first}-{run.last}",
            wording.moment(run.at, desk.house.zone),
            run.by,
            stage_name(run.stage),
        )
        for run in runs
    )
    output.table((_("revision"), _("when"), _("who"), _("stage")), rows, flexible=2)


@click.command(
    "diff",
    cls=CliCommand,
    examples=(
        "redaksi diff 2611",
        "redaksi diff 2611 3 latest",
        "redaksi diff 2611 published",
    ),
    help=_(
        "What changed from revision A to B, word by word. A and B: a number, latest, published, "
        "or approved (by you)."
    ),
)
@article_id
@click.argument("before", metavar="[A]", required=False)
@click.argument("after", metavar="[B]", default="latest")
@as_json
@pass_session
def diff_command(
    session: Session, article_id: str, before: str | None, after: str, as_json: bool
) -> None:
    found = session.open().revisions.diff(article_id, before, after)
    if as_json:
        output.document(
            [
                {"field": one.field, "pieces": [piece._asdict() for piece in one.pieces]}
                for one in found
            ]
        )
    elif not found:
        output.say(_("No difference."))
    else:
        for one in found:
            _print(one)


def _print(one: Difference) -> None:
    line = Line.assemble((f"{wording.field_name(one.field)}: ", "bold"))
    for kind, text in one.pieces:
        opening, closing = MARKS[kind]
        line.append(opening + output.plain(text) + closing, STYLES[kind])
    output.console().print(line)


@click.command(
    "restore",
    cls=CliCommand,
    examples=("redaksi restore 2611 3",),
    help=_("Make the text of an earlier revision the newest one, as a revision of its own."),
)
@article_id
@click.argument("revision", metavar="REVISION")
@as_json
@pass_session
def restore_command(session: Session, article_id: str, revision: str, as_json: bool) -> None:
    dossier = session.open().revisions.restore(article_id, revision)
    answer(as_json, [views.brief(dossier)], saved_as(dossier))
