"""The files of the photos of an article, beside its text: where they lie, and links to them.

Each article has files of its own, so that they go when it is withdrawn.
"""

from collections.abc import Mapping
from typing import NamedTuple

from redaksi.domain.article import Photo
from redaksi.exporters.base import Sealed, Site
from redaksi.pictures.renditions import Rendition
from redaksi.text.slug import slug

FOLDER = "photos"
"""The folder of all photos, below the output folder."""


class PhotoPaths(NamedTuple):
    """The paths of a photo below the output folder, with slashes."""

    jpeg: str
    webp: str


def paths(sealed: Sealed, photo: Photo, site: Site) -> PhotoPaths | None:
    """The paths of `photo` in the article `sealed`; None when it has no files."""
    rendition = site.rendition(photo)
    return paths_of(sealed, rendition) if rendition else None


def paths_of(sealed: Sealed, rendition: Rendition) -> PhotoPaths:
    """The paths of the files of `rendition` in the article `sealed`."""
    stem = f"{FOLDER}/{slug(sealed.article.id, 'naskah')}-{rendition.name}"
    return PhotoPaths(f"{stem}.jpg", f"{stem}.webp")


def contents(sealed: Sealed, rendition: Rendition) -> Mapping[str, bytes]:
    """The files of `rendition` in the article `sealed`, by path.

    Raises:
        RedaksiError: when the photo cannot be read or decoded.
    """
    made = rendition.made()
    found = paths_of(sealed, rendition)
    return {found.jpeg: made.jpeg, found.webp: made.webp}
