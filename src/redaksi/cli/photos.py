"""`redaksi photo`: the photos of an article, their files and their words."""

from pathlib import Path
from typing import Any

import click

from redaksi.cli import output
from redaksi.cli.change_report import answer
from redaksi.cli.command import CliGroup
from redaksi.cli.options import article_id, as_json
from redaksi.cli.session import Session, pass_session
from redaksi.desk import Desk, views
from redaksi.desk.photos import WORDS
from redaksi.desk.wording import field_name
from redaksi.domain.article import Dossier
from redaksi.errors import BadInput
from redaksi.i18n import _

number = click.argument("number", metavar="N", type=click.IntRange(min=1))


@click.group(
    "photo",
    cls=CliGroup,
    examples=(
        "redaksi photo add 2611 banjir.jpg --credit Antara --alt 'Warga di atap rumah'",
        "redaksi photo list 2611",
        "redaksi photo remove 2611 2",
    ),
    help=_("The photos of an article. N: the number that list shows."),
)
def photo_command() -> None:
    """The group of commands about photos."""


def _words(function: Any) -> Any:
    """The options for the words of a photo."""
    options = (
        click.option("--caption", metavar="TEXT", help=_("What stands below the photo.")),
        click.option("--credit", metavar="TEXT", help=_("Who took it, and for whom.")),
        click.option(
            "--alt", metavar="TEXT", help=_("What it shows, for readers who do not see it.")
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function


@photo_command.command(
    "list",
    examples=("redaksi photo list 2611",),
    help=_("The photos of an article."),
)
@article_id
@as_json
@pass_session
def list_photos(session: Session, article_id: str, as_json: bool) -> None:
    desk = session.open()
    dossier = desk.reading.article(article_id)
    found = [_view(desk, dossier, one + 1) for one in range(len(dossier.article.text.photos))]
    if as_json:
        output.document(found)
        return
    if not found:
        output.say(_("No photos."))
    for one in found:
        _print(one)


@photo_command.command(
    "add",
    examples=(
        "redaksi photo add 2611 banjir.jpg --credit Antara --alt 'Warga di atap rumah'",
        "redaksi photo add 2611 banjir.jpg --number 1",
    ),
    help=_(
        "Add a picture (JPEG, PNG, WebP, GIF) to an article. Words that you do not give are those "
        "in the file, if an agency or a camera wrote any (IPTC, XMP)."
    ),
)
@article_id
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, readable=False))
@_words
@click.option(
    "--number",
    metavar="N",
    type=click.IntRange(min=1),
    help=_("The photo of the article whose picture this is; without it a new one."),
)
@as_json
@pass_session
def add(
    session: Session,
    article_id: str,
    file: Path,
    caption: str | None,
    credit: str | None,
    alt: str | None,
    number: int | None,
    as_json: bool,
) -> None:
    desk = session.open()
    added = desk.photos.add(article_id, file, _given(caption, credit, alt), number)
    found = _view(desk, added.dossier, added.number)
    sentence = _("{id}: photo {number} is added.").format(id=added.dossier.id, number=added.number)
    result = {"article": views.brief(added.dossier), **found, "from_file": list(added.from_file)}
    answer(as_json, [result], sentence)
    if as_json:
        return
    for field in added.from_file:
        output.say(
            _("{field}, from the file: {text}").format(field=field_name(field), text=found[field])
        )
    for field in ("alt", "credit"):
        if not found[field]:
            hint = _("It has no {field} yet: redaksi photo set {id} {number} --{option} TEXT")
            output.warn(
                hint.format(
                    field=field_name(field),
                    id=added.dossier.id,
                    number=added.number,
                    option=field,
                )
            )


@photo_command.command(
    "set",
    examples=("redaksi photo set 2611 1 --alt 'Warga di atap rumah'",),
    help=_("Change the words of a photo."),
)
@article_id
@number
@_words
@as_json
@pass_session
def set_words(
    session: Session,
    article_id: str,
    number: int,
    caption: str | None,
    credit: str | None,
    alt: str | None,
    as_json: bool,
) -> None:
    given = _given(caption, credit, alt)
    if not given:
        raise BadInput(
            _("This sets nothing."), _("Give at least one of: --caption, --credit, --alt.")
        )
    desk = session.open()
    dossier = desk.photos.describe(article_id, number, given)
    result = {"article": views.brief(dossier), **_view(desk, dossier, number), "from_file": []}
    answer(
        as_json, [result], _("{id}: photo {number} is saved.").format(id=dossier.id, number=number)
    )


@photo_command.command(
    "remove",
    examples=("redaksi photo remove 2611 2",),
    help=_("Take a photo out of the text. Its file stays in the newsroom, for earlier revisions."),
)
@article_id
@number
@as_json
@pass_session
def remove(session: Session, article_id: str, number: int, as_json: bool) -> None:
    dossier = session.open().photos.remove(article_id, number)
    sentence = _("{id}: photo {number} is removed.").format(id=dossier.id, number=number)
    answer(as_json, [views.brief(dossier)], sentence)


def _given(*words: str | None) -> dict[str, str]:
    """The `words`, in the order of `WORDS`, that were given."""
    return {field: text for field, text in zip(WORDS, words, strict=True) if text is not None}


def _view(desk: Desk, dossier: Dossier, number: int) -> dict[str, Any]:
    photo = dossier.article.text.photos[number - 1]
    return {"number": number, **views.photo(photo), "here": desk.photos.is_here(photo)}


def _print(one: dict[str, Any]) -> None:
    place = one["url"] or one["file"]
    if one["sha256"] and not one["here"]:
        place = _("{file} (its file is missing in the newsroom)").format(file=place)
    output.line(f"{one['number']}  {place}".rstrip())
    for field in WORDS:
        if one[field]:
            output.line(f"   {field_name(field)}: {one[field]}")
