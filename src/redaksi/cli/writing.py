"""`redaksi new`, `edit` and `set`: write articles."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from msgspec.structs import replace

from redaksi.cli import offers, output
from redaksi.cli.change_report import answer
from redaksi.cli.command import CliCommand
from redaksi.cli.options import article_id, as_json
from redaksi.cli.session import Session, pass_session
from redaksi.desk import Desk, moments, outside_editor, particulars, views, wording
from redaksi.desk.conflict import SaveConflict
from redaksi.desk.imports import STDIN, read_text
from redaksi.desk.rescued_text import keep_over
from redaksi.domain.article import Dossier, Text
from redaksi.errors import BadInput, RedaksiError
from redaksi.i18n import _
from redaksi.text import clean


@click.command(
    "new",
    cls=CliCommand,
    examples=(
        'redaksi new --headline "Banjir Rob Surut"',
        'pbpaste | redaksi new --headline "Banjir Rob Surut" --body -',
        'redaksi new --headline "Banjir Rob Surut" --template peristiwa',
        'redaksi new --headline "Banjir Rob Surut" --to "Sari W" --due "besok 17.00"',
    ),
    help=_("Begin a draft; prints its id. Whoever begins it has it."),
)
@click.option("--headline", metavar="TEXT", required=True, help=_("The headline."))
@click.option(
    "--body",
    metavar="FILE",
    shell_complete=offers.files,
    help=_("The body: a file, or - for standard input."),
)
@click.option(
    "--template",
    metavar="NAME",
    shell_complete=offers.templates,
    help=_("Begin with the fields and the skeleton of this template: redaksi templates."),
)
@click.option(
    "--to", metavar="NAME", shell_complete=offers.people, help=_("Who has the draft instead.")
)
@click.option("--due", metavar="TIME", help=_("When it is due: besok 17.00, +2j, Friday 9am."))
@click.option("--embargo", metavar="TIME", help=_("The time before which nothing leaves."))
@as_json
@pass_session
def new_command(
    session: Session,
    headline: str,
    body: str | None,
    template: str | None,
    to: str | None,
    due: str | None,
    embargo: str | None,
    as_json: bool,
) -> None:
    text = Text(headline=headline, body=_paragraphs(body) if body else ())
    times = {"due": due, "embargo": embargo}
    given = {name: value for name, value in times.items() if value is not None}
    with _nothing_lost("new", text, is_piped=body == STDIN):
        desk = session.open()
        if template is None:
            dossier = desk.copy.new(text, to, given)
        else:
            dossier = desk.templates.new(template, text, to, given)
    if as_json:
        answer(as_json, [views.brief(dossier)])
        return
    # The answer itself: printed under --quiet, too, and alone on standard output.
    output.line(dossier.id)
    for understood in _understood(desk, dossier, given):
        output.warn(understood)


@click.command(
    "edit",
    cls=CliCommand,
    examples=(
        "redaksi edit 2611",
        'redaksi edit 2611 --headline "Banjir Rob Surut, Warga Pulang"',
        "redaksi edit 2611 --body isi.md --base 4",
    ),
    help=_(
        "Replace the headline, the body or both; without either, edit the text in $VISUAL or "
        "$EDITOR."
    ),
)
@article_id
@click.option("--headline", metavar="TEXT", help=_("The new headline."))
@click.option(
    "--body",
    metavar="FILE",
    shell_complete=offers.files,
    help=_("The new body: a file, or - for standard input."),
)
@click.option(
    "--base",
    metavar="REVISION",
    type=int,
    help=_(
        "The revision that your text was made of, as show prints it: what changed since is merged "
        "in, or refused."
    ),
)
@as_json
@pass_session
def edit_command(
    session: Session,
    article_id: str,
    headline: str | None,
    body: str | None,
    base: int | None,
    as_json: bool,
) -> None:
    paragraphs = None if body is None else _paragraphs(body)
    given = Text(headline=headline or "", body=paragraphs or ())
    # The id may match no article, so the kept file is not named after it.
    with _nothing_lost("edit", given, is_piped=body == STDIN):
        desk = session.open()
        before = desk.reading.article(article_id)
    if headline is None and body is None:
        written = _edited_outside(desk, before, _version(desk, before, base))
        _saved(desk, before, written, as_json=as_json)
        return

    def compose(text: Text) -> Text:
        text = text if headline is None else replace(text, headline=headline)
        return text if paragraphs is None else replace(text, body=paragraphs)

    with _nothing_lost(before.id, compose(before.article.text), is_piped=body == STDIN):
        after = desk.copy.edit(before.id, compose, _version(desk, before, base))
    _saved(desk, before, after, as_json=as_json, says_what=base is None)


@click.command(
    "set",
    cls=CliCommand,
    examples=(
        'redaksi set 2611 rubric=Peristiwa tags="banjir, pesisir" due="besok 17.00"',
        "redaksi set 2611 embargo=",
    ),
    help=_(
        "Set particulars as FIELD=VALUE; an empty value clears the field. Fields: {fields}."
    ).format(fields=", ".join(map(particulars.typed, particulars.FIELDS))),
)
@article_id
@click.argument(
    "pairs", metavar="FIELD=VALUE...", nargs=-1, required=True, shell_complete=offers.pairs
)
@as_json
@pass_session
def set_command(session: Session, article_id: str, pairs: tuple[str, ...], as_json: bool) -> None:
    desk = session.open()
    fields = particulars.parse(list(pairs))
    before = desk.reading.article(article_id)
    dossier = desk.copy.set(before.id, fields)
    changed = dossier.version != before.version
    what = (
        _("{id}: {what}; the text is revision {revision}.")
        if changed
        else _("Nothing was changed.")
    )
    said = what.format(
        id=dossier.id, what=", ".join(_done(fields)), revision=len(dossier.revisions)
    )
    answer(as_json, [views.brief(dossier)], said, *_understood(desk, dossier, fields))


def _understood(desk: Desk, dossier: Dossier, fields: particulars.Fields) -> Iterator[str]:
    """The times among `fields`, in full."""
    for field in particulars.TIMES:
        at = getattr(dossier.article, field)
        if field in fields and at:
            yield f"{particulars.typed(field)}: {moments.said(at, desk.clock())}"


def _done(fields: particulars.Fields) -> Iterator[str]:
    """A phrase for each of `fields`, by the names that a person types."""
    for field, value in fields.items():
        said = _("{field} set") if "".join(value).strip() else _("{field} cleared")
        yield said.format(field=particulars.typed(field))


def _version(desk: Desk, dossier: Dossier, base: int | None) -> int | None:
    """The version of `dossier` whose newest revision is `base`; None for None."""
    return None if base is None else desk.revisions.version(dossier, str(base))


def _edited_outside(desk: Desk, before: Dossier, base: int | None) -> Dossier:
    """Edit the text in the person's editor, and save it over the version handed out.

    Raises:
        BadInput: when there is neither a terminal nor an editor.
    """
    desk.copy.settle(before, base)
    if not (sys.stdin.isatty() or os.environ.get("VISUAL") or os.environ.get("EDITOR")):
        raise BadInput(
            _("There is no terminal to edit in."),
            _("Give the text with --headline or --body, or set $EDITOR."),
        )
    return outside_editor.write(desk.copy, before) or before


def _paragraphs(path: str) -> tuple[str, ...]:
    """The paragraphs of the file `path`; a remark on how it was read is shown as a warning."""
    text, remark = read_text(path)
    if remark:
        output.warn(remark)
    return clean.paragraphs(text)


@contextmanager
def _nothing_lost(name: str, text: Text, *, is_piped: bool) -> Iterator[None]:
    """Keep `text` in a file when it cannot be saved and would otherwise be lost.

    That is text piped in, which exists nowhere else, or text that waits to be merged.
    """
    try:
        yield
    except SaveConflict as conflict:
        keep_over(conflict, name, outside_editor.document(conflict.mine))
        raise
    except RedaksiError as error:
        if is_piped:
            keep_over(error, name, outside_editor.document(text))
        raise


def _saved(
    desk: Desk, before: Dossier, after: Dossier, *, as_json: bool, says_what: bool = False
) -> None:
    """Report the result of an edit; `says_what` also names the text that it replaced."""
    changed = after.version != before.version
    said = (
        _about_saving(desk, before, after, says_what=says_what)
        if changed
        else [_("Nothing was changed.")]
    )
    answer(as_json, [views.brief(after)], *said)


def _about_saving(
    desk: Desk, before: Dossier, after: Dossier, *, says_what: bool
) -> Iterator[str]:
    if says_what:
        last = before.revisions[-1]
        yield _("Replaces revision {revision} of {at}, by {who}: {headline}").format(
            revision=last.number,
            at=wording.moment(last.at, desk.house.zone),
            who=last.by,
            headline=before.article.text.headline,
        )
    if after.events[-1].data.get("merged"):
        yield _("Merged with what {who} changed meanwhile.").format(who=before.events[-1].editor)
    yield saved_as(after)


def saved_as(dossier: Dossier) -> str:
    """The sentence with the revision number of a saved text."""
    return _("{id} is saved as revision {revision}.").format(
        id=dossier.id, revision=len(dossier.revisions)
    )
