"""The photos of a newsroom as they leave: small enough, upright, and without metadata."""

from collections.abc import Callable
from functools import cached_property
from typing import Protocol

from redaksi.domain.article import Photo
from redaksi.pictures.exchange import WebFiles
from redaksi.pictures.studio import Studio

WIDTH = 2_000
"""The most pixels of a side, unless a target has another limit."""


class Attachments(Protocol):
    """The part of a store that holds the photos."""

    def has_attachment(self, sha256: str) -> bool:
        """Whether there are bytes under the hash `sha256`."""

    def attachment(self, sha256: str) -> bytes:
        """The bytes with the hash `sha256`, checked."""


class Rendition:
    """A photo as it leaves; it is made when its bytes or its sides are first asked for.

    `sha256` is the hash of the original, `name` is safe in paths and tells the limit of its
    sides, too. The properties raise BadInput when the picture cannot be decoded, and StorageError
    when the original cannot be read.
    """

    def __init__(self, sha256: str, longest: int, make: Callable[[], WebFiles]) -> None:
        self.sha256 = sha256
        self.name = f"{sha256[:16]}-{longest}"
        self._make = make

    @cached_property
    def _made(self) -> WebFiles:
        return self._make()

    @property
    def size(self) -> tuple[int, int]:
        """The width and the height in pixels."""
        return self._made.width, self._made.height

    @property
    def jpeg(self) -> bytes:
        return self._made.jpeg

    @property
    def webp(self) -> bytes:
        return self._made.webp


class Renditions:
    """The renditions of the photos in `attachments`, with sides of at most `longest` pixels."""

    def __init__(self, attachments: Attachments, longest: int = WIDTH) -> None:
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
