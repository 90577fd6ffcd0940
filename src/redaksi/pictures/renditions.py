"""The photos of a newsroom as they leave: small enough, upright, and without metadata."""

from collections.abc import Callable
from typing import Protocol

from redaksi.domain.article import Photo
from redaksi.pictures.exchange import WebFiles
from redaksi.pictures.studio import Studio

WIDTH = 2_000
"""The most pixels of a side, unless a target has another limit."""


class PictureSource(Protocol):
    """The part of a store that holds the photos."""

    def has_attachment(self, sha256: str) -> bool:
        """Whether there are bytes under the hash `sha256`."""

    def attachment(self, sha256: str) -> bytes:
        """The bytes with the hash `sha256`, checked."""


class Rendition:
    """A photo as it leaves.

    `sha256` is the hash of the original, `name` is safe in paths and tells the limit of its
    sides, too.
    """

    __slots__ = ("_make", "name", "sha256")

    def __init__(self, sha256: str, longest: int, make: Callable[[], WebFiles]) -> None:
        self.sha256 = sha256
        self.name = f"{sha256[:16]}-{longest}"
        self._make = make

    def made(self) -> WebFiles:
        """The files for the web, made anew by each call; it may take seconds.

        Raises:
            BadInput: when the picture cannot be decoded.
            StorageError: when the original cannot be read.
        """
        return self._make()


class Renditions:
    """The renditions of the photos in `attachments`, with sides of at most `longest` pixels."""

    def __init__(self, attachments: PictureSource, longest: int = WIDTH) -> None:
        self._attachments = attachments
        self._longest = longest
        self._studio = Studio()

    def __call__(self, photo: Photo) -> Rendition | None:
        """The rendition of `photo`; None when its bytes are not in the newsroom."""
        sha256 = photo.attachment
        if not self._attachments.has_attachment(sha256):
            return None
        return Rendition(sha256, self._longest, lambda: self._made(sha256))

    def _made(self, sha256: str) -> WebFiles:
        return self._studio.web_files(self._attachments.attachment(sha256), self._longest)
