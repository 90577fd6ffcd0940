"""The photos of an article: their files become attachments, their words parts of the text."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from redaksi.desk.context import Context
from redaksi.desk.copy import Copy
from redaksi.domain.article import Dossier, Photo, Text
from redaksi.errors import BadInput, NotFound, reading_errors
from redaksi.i18n import _
from redaksi.pictures.exchange import PictureFacts
from redaksi.pictures.studio import Studio
from redaksi.store.base import LARGEST_ATTACHMENT
from redaksi.system import safe_files
from redaksi.text import clean

WORDS = ("caption", "credit", "alt")
"""The fields of a photo that a picture file may bring along, too."""

Words = Mapping[str, str]
"""Values of `WORDS`, by name."""


class AddedPhoto(NamedTuple):
    """A photo that got its file: the article, its number there, and the words from the file."""

    dossier: Dossier
    number: int
    from_file: tuple[str, ...]


class PhotoVerbs:
    """The verbs about the photos of articles."""

    def __init__(self, context: Context, copy: Copy) -> None:
        self._context = context
        self._copy = copy
        self._studio = Studio()

    def add(
        self, article_id: str, path: Path, words: Words, number: int | None = None
    ) -> AddedPhoto:
        """Add the picture in the file `path` to the article, as a new photo or as `number`.

        Its words are `words`, else those that photo `number` has, else those in the file.

        Raises:
            MoveRefused: when the person may not edit the article.
            NotFound: when there is no such file, or no photo `number`.
            BadInput: when the file is no picture that can be published, or the article has it.
        """
        dossier = self._context.store.dossier(self._context.store.resolve(article_id))
        self._copy.settle(dossier)
        with reading_errors(safe_files.shown(path)):
            data = safe_files.read_own(path, LARGEST_ATTACHMENT)
        look = self._studio.look(data)
        sha256 = self._context.store.attach(data)
        file = Photo(file=clean.line(safe_files.shown(path.name)), sha256=sha256)
        added: list[tuple[int, tuple[str, ...]]] = []

        def compose(text: Text) -> Text:
            _check_new(text, sha256)
            place = len(text.photos) if number is None else _place(text, number)
            present = text.photos[place] if place < len(text.photos) else Photo()
            offered = _offered(look, present, words)
            photo = replace(present, file=file.file, sha256=sha256, **{**offered, **words})
            added.append((place + 1, tuple(offered)))
            return replace(text, photos=(*text.photos[:place], photo, *text.photos[place + 1 :]))

        dossier = self._copy.edit(dossier.id, compose)
        return AddedPhoto(dossier, *added[-1])

    def describe(self, article_id: str, number: int, words: Words) -> Dossier:
        """Set the `words` of photo `number`; raises as `add`."""
        return self._change(article_id, number, lambda photo: (replace(photo, **words),))

    def remove(self, article_id: str, number: int) -> Dossier:
        """Take photo `number` out of the text; its attachment stays, for earlier revisions."""
        return self._change(article_id, number, lambda _photo: ())

    def _change(
        self, article_id: str, number: int, change: Callable[[Photo], tuple[Photo, ...]]
    ) -> Dossier:
        def compose(text: Text) -> Text:
            place = _place(text, number)
            photos = (*text.photos[:place], *change(text.photos[place]), *text.photos[place + 1 :])
            return replace(text, photos=photos)

        return self._copy.edit(article_id, compose)

    def is_here(self, photo: Photo) -> bool:
        """Whether the newsroom has the bytes of `photo`."""
        return self._context.store.has_attachment(photo.attachment)


def _offered(look: PictureFacts, present: Photo, words: Words) -> dict[str, str]:
    """The words in the file for the fields that `words` and `present` leave empty."""
    found = {field: clean.line(getattr(look, field)) for field in WORDS}
    return {
        field: text
        for field, text in found.items()
        if text and field not in words and not getattr(present, field)
    }


def _place(text: Text, number: int) -> int:
    if not 1 <= number <= len(text.photos):
        raise NotFound(
            _("There is no photo {number}.").format(number=number),
            _("See which there are: redaksi photo list ID"),
        )
    return number - 1


def _check_new(text: Text, sha256: str) -> None:
    for number, photo in enumerate(text.photos, start=1):
        if photo.attachment == sha256:
            raise BadInput(
                _("The article has this picture already, as photo {number}.").format(
                    number=number
                ),
                _("Change its words with: redaksi photo set ID N"),
            )
