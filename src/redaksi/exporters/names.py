"""File names that cannot leave the output folder, whatever slug an article has.

See `redaksi.text.slug`.
"""

from redaksi.exporters.base import Sealed
from redaksi.text.slug import slug, unique

# Web servers show `index` as the page of a folder, and Hugo treats a folder that contains it as
# the resources of one page; `404` is their page for a missing address, and `photos` is our own
# folder. The others are lists that Hugo and Pelican make themselves.
_RESERVED = {"index", "404", "tags", "categories", "photos", "authors", "archives"}


def plain(sealed: Sealed) -> str:
    """The file name of the article without suffix: its slug, else its headline's, else its id."""
    name = _name(sealed)
    return with_id(sealed) if name in _RESERVED else name


def with_id(sealed: Sealed) -> str:
    """The file name with the article's id appended, for a name that another article has."""
    return unique(_name(sealed), lambda _name: True, slug(sealed.article.id, "naskah"))


def lasting(sealed: Sealed) -> str:
    """A name that is the same in every export, whatever other articles are in it."""
    return plain(sealed) if sealed.article.slug else with_id(sealed)


def _name(sealed: Sealed) -> str:
    return slug(sealed.article.slug, sealed.text.headline) or slug(sealed.article.id, "naskah")
