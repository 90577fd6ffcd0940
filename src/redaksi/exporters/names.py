"""File names that cannot leave the folder: lower-case ASCII, digits and hyphens, at most 80 characters, never empty."""

from slugify import slugify

from redaksi.exporters.base import Sealed

LONGEST = 80
"""Characters, without the suffix."""

# `index` is a folder's own page on every web server, and turns a whole Hugo folder into the resources of one page.
_RESERVED = {"index"}


def plain(sealed: Sealed) -> str:
    """The article's slug as a file name; the headline's, or the id, where there is none."""
    for candidate in (sealed.article.slug, sealed.text.headline):
        name = _slug(candidate, LONGEST)
        if name and name not in _RESERVED:
            return name
    return with_id(sealed)


def with_id(sealed: Sealed) -> str:
    """The same with the article's id behind it, for a name that is another article's."""
    tail = _slug(sealed.article.id, LONGEST // 2)
    head = _slug(sealed.article.slug or sealed.text.headline, LONGEST - len(tail) - 1)
    return "-".join(part for part in (head, tail) if part) or "naskah"


def _slug(text: str, longest: int) -> str:
    return slugify(text, max_length=longest, word_boundary=True, save_order=True)
