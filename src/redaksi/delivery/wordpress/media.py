"""Photos of the website: each is uploaded once, under the hash of its original."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from redaksi.delivery.base import TargetRefused
from redaksi.delivery.wordpress.answers import Media
from redaksi.delivery.wordpress.client import Client, Rejected
from redaksi.domain.article import Photo
from redaksi.errors import NewsroomGone, RedaksiError
from redaksi.exporters.base import Site
from redaksi.i18n import _
from redaksi.pictures.renditions import Rendition


class Picture(NamedTuple):
    """A photo as it is uploaded.

    `sha256` is the hash of the original in hexadecimal, `kind` the MIME type (`image/jpeg`);
    `read` returns the bytes.
    """

    sha256: str
    read: Callable[[], bytes]
    kind: str = "image/jpeg"


Pictures = Callable[[Photo], Picture | None]
"""The picture of a photo; None where the newsroom does not have its bytes."""

_LONGEST_ALT = 500
"""The most characters of an alternative text: it stands in the address of the upload."""
_SUFFIXES = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/gif": "gif"}


def pictures_of(site: Site) -> Pictures:
    """The pictures of the photos of `site`, as JPEG.

    They raise TargetRefused for a photo whose picture is lost, damaged or cannot be decoded.
    """

    def picture(photo: Photo) -> Picture | None:
        rendition = site.rendition(photo)
        if rendition is None and photo.attachment:
            sentence = _("The picture of the photo {file} is not in the newsroom.")
            raise TargetRefused(
                sentence.format(file=photo.file or photo.attachment),
                _("See which there are: redaksi photo list ID"),
            )
        return Picture(rendition.sha256, partial(_jpeg, rendition)) if rendition else None

    return picture


def _jpeg(rendition: Rendition) -> bytes:
    try:
        return rendition.made().jpeg
    except NewsroomGone:
        raise
    except RedaksiError as error:
        raise TargetRefused(error.sentence, error.hint) from error


def name(picture: Picture) -> str:
    """The slug of `picture` on the website, and the name of its file without suffix."""
    return f"redaksi-{picture.sha256}"


class Library:
    """The photos of one website; those that were found are remembered."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._known: dict[str, Media] = {}
        self._slugs: dict[int, str] = {}

    def attachment(self, picture: Picture, alt: str) -> Media:
        """The attachment of `picture`, uploaded if it is not there yet.

        A new one gets the alternative text `alt`, which a theme shows with a featured image.
        """
        slug = name(picture)
        if slug not in self._known:
            found = self._find(slug) or self._upload(picture, alt)
            self._known[slug], self._slugs[found.id] = found, slug
        return self._known[slug]

    def slug(self, number: int) -> str:
        """The slug of the attachment `number`; its number where it cannot be seen."""
        if number not in self._slugs:
            try:
                found = self._client.get(f"wp/v2/media/{number}", Media, _fields="id,slug")
            except Rejected:
                return str(number)
            self._slugs[number] = found.slug
        return self._slugs[number]

    def _find(self, slug: str) -> Media | None:
        found = self._client.get(
            "wp/v2/media", list[Media], slug=slug, orderby="id", order="asc",
            _fields="id,slug,source_url",
        )  # fmt: skip
        return next((one for one in found if one.slug == slug and one.source_url), None)

    def _upload(self, picture: Picture, alt: str) -> Media:
        slug = name(picture)
        return self._client.create(
            "wp/v2/media",
            Media,
            picture.read(),
            lambda: self._find(slug),
            {
                "Content-Type": picture.kind,
                "Content-Disposition": f'attachment; filename="{slug}.{_SUFFIXES[picture.kind]}"',
            },
            **({"alt_text": alt[:_LONGEST_ALT]} if alt else {}),
        )
