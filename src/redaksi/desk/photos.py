"""The photos of an article: their files become attachments, their words parts of the text."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
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


class FoundPhoto(NamedTuple):
    """A picture that was looked at, and is not in the newsroom yet.

    `name` is the name of its file, `words` are those in the file that are not empty.
    """

    name: str
    data: bytes
    sha256: str
    facts: PictureFacts
    words: Words


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
        found = self.find(path)
        self.keep(found)
        added: list[tuple[int, tuple[str, ...]]] = []

        def compose(text: Text) -> Text:
            check_new(enumerate(text.photos, 1), found.sha256)
            place = len(text.photos) if number is None else _place(text, number)
            present = text.photos[place] if place < len(text.photos) else Photo()
            photo, offered = _with_picture(present, found, words)
            added.append((place + 1, offered))
            return replace(text, photos=(*text.photos[:place], photo, *text.photos[place + 1 :]))

        dossier = self._copy.edit(dossier.id, compose)
        return AddedPhoto(dossier, *added[-1])

    def attach(self, article_id: str, found: Sequence[FoundPhoto]) -> Dossier:
        """Attach the pictures `found` to the article, all in one revision.

        Each belongs to the first photo that waits for it (see `place_of`), else to a new one.

        Raises:
            MoveRefused: when the person may not edit the article.
            BadInput: when the article has one of them already.
        """
        dossier = self._context.store.dossier(self._context.store.resolve(article_id))
        self._copy.settle(dossier)
        for one in found:
            self.keep(one)

        def compose(text: Text) -> Text:
            photos = list(text.photos)
            for one in found:
                check_new(enumerate(photos, 1), one.sha256)
                place = place_of(photos, one.name)
                if place is None:
                    place = len(photos)
                    photos.append(Photo())
                photos[place], _offered = _with_picture(photos[place], one, {})
            return replace(text, photos=tuple(photos))

        return self._copy.edit(dossier.id, compose)

    def find(self, path: Path, preview: tuple[int, int] | None = None) -> FoundPhoto:
        """Look at the picture in the file `path`, and keep nothing; it may take seconds.

        Raises:
            NotFound: when there is no such file.
            BadInput: when the file is no picture that can be published.
        """
        with reading_errors(safe_files.shown(path)):
            data = safe_files.read_own(path, LARGEST_ATTACHMENT)
        facts = self._studio.look(data, preview)
        texts = {field: clean.line(getattr(facts, field)) for field in WORDS}
        return FoundPhoto(
            name=clean.line(safe_files.shown(path.name)),
            data=data,
            sha256=hashlib.sha256(data).hexdigest(),
            facts=facts,
            words={field: text for field, text in texts.items() if text},
        )

    def keep(self, found: FoundPhoto) -> None:
        """Keep the bytes of `found` in the newsroom.

        Raises:
            StorageError: when they cannot be written.
        """
        self._context.store.attach(found.data)

    def look(self, photo: Photo, preview: tuple[int, int]) -> PictureFacts:
        """Look at the picture of `photo` in the newsroom; it may take seconds.

        Raises:
            NotFound, StorageError: when it is missing or damaged.
            BadInput: when it cannot be decoded.
        """
        return self._studio.look(self._context.store.attachment(photo.attachment), preview)

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


def _offered(found: Words, present: Photo, words: Words) -> dict[str, str]:
    """The words `found` in the file for the fields that `words` and `present` leave empty."""
    return {
        field: text
        for field, text in found.items()
        if field not in words and not getattr(present, field)
    }


def place_of(photos: Sequence[Photo], name: str) -> int | None:
    """The index of the first of `photos` that waits for a picture whose file is called `name`.

    That is a photo without a picture and an address, which names no other file; None if none does.
    """
    waiting = (
        place
        for place, photo in enumerate(photos)
        if not photo.attachment and not photo.url and photo.file.rpartition("/")[2] in {"", name}
    )
    return next(waiting, None)


def _place(text: Text, number: int) -> int:
    if not 1 <= number <= len(text.photos):
        raise NotFound(
            _("There is no photo {number}.").format(number=number),
            _("See which there are: redaksi photo list ID"),
        )
    return number - 1


def check_new(photos: Iterable[tuple[int, Photo]], sha256: str) -> None:
    """Check that none of `photos`, each behind its number, shows the picture `sha256`.

    Raises:
        BadInput: when one of them does.
    """
    for number, photo in photos:
        if photo.attachment == sha256:
            raise BadInput(
                _("The article has this picture already, as photo {number}.").format(
                    number=number
                ),
                _("Change its words with: redaksi photo set ID N"),
            )


def _with_picture(photo: Photo, found: FoundPhoto, words: Words) -> tuple[Photo, tuple[str, ...]]:
    """`photo` with the picture `found` and `words`; and the fields whose words are the file's."""
    offered = _offered(found.words, photo, words)
    fields = {"file": found.name, "sha256": found.sha256, **offered, **words}
    return replace(photo, **fields), tuple(offered)
