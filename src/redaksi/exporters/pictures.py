"""The pictures of an article as feeds name them: address, type, words."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import urlsplit

from redaksi.exporters import links
from redaksi.exporters.base import Sealed, Site

_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
_USUAL = "image/jpeg"
"""The type of a picture whose name tells none."""


class Enclosure(NamedTuple):
    """A picture on the web; `type` is its media type."""

    url: str
    type: str
    alt: str
    caption: str
    credit: str

    @property
    def title(self) -> str:
        """The caption with the credit, else the alternative text."""
        credit = f"(Foto: {self.credit})" if self.credit else ""
        return " ".join(filter(None, (self.caption or self.alt, credit)))


def of(sealed: Sealed, site: Site, top: str = "") -> Iterator[Enclosure]:
    """The pictures of the article that have an address; each address comes once.

    `top` is as for `links.picture`.
    """
    seen: set[str] = set()
    for photo in sealed.text.photos:
        url = links.picture(sealed, photo, site, top)
        if url and url not in seen:
            seen.add(url)
            kind = _TYPES.get(PurePosixPath(urlsplit(url).path).suffix.lower(), _USUAL)
            yield Enclosure(url, kind, photo.alt, photo.caption, photo.credit)
