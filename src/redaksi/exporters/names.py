"""File names that cannot leave the folder, whatever slug the article brings: see
`redaksi.text.slug`.
"""

from redaksi.exporters.base import Sealed
from redaksi.text.slug import slug, unique

# `index` is a folder's own page on every web server, and turns a whole Hugo folder into the
# resources of one page; `tags` and `categories` are Hugo's own lists.
_RESERVED = {"index", "tags", "categories"}


def plain(sealed: Sealed) -> str:
    """The article's slug as a file name without suffix; the headline's, or the id, where there
    is none.
    """
    name = _name(sealed)
    return with_id(sealed) if name in _RESERVED else name


def with_id(sealed: Sealed) -> str:
    """The same with the article's id behind it, for a name that is another article's."""
    return unique(_name(sealed), lambda _name: True, slug(sealed.article.id, "naskah"))


def _name(sealed: Sealed) -> str:
    return slug(sealed.article.slug, sealed.text.headline) or slug(sealed.article.id, "naskah")
