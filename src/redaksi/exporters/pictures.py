"""The pictures of an article as feeds name them: address, type, words."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import urlsplit

from redaksi.domain.article import Photo
from redaksi.exporters import links, words
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
    """A picture on the web; `type` is its media type.

    `title` is the caption with the credit, else the alternative text.
    """

    url: str
    type: str
    alt: str
    caption: str
    credit: str
    title: str


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
            title = _title(photo, words.of(site.language)["photo"])
            yield Enclosure(url, kind, photo.alt, photo.caption, photo.credit, title)


def _title(photo: Photo, label: str) -> str:
    credit = f"({label}: {photo.credit})" if photo.credit else ""
    return " ".join(filter(None, (photo.caption or photo.alt, credit)))
