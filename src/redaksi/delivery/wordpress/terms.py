"""Categories and tags of the website, by name."""

from collections.abc import Iterable, Sequence
from html import escape, unescape

from redaksi.delivery.wordpress.answers import Term
from redaksi.delivery.wordpress.client import Client, Rejected, encoded
from redaksi.delivery.wordpress.page import term

CATEGORIES = "categories"
TAGS = "tags"
_EXISTS = "term_exists"
_MOST = 100
"""The most terms of an answer."""
_LONGEST = 190
"""The most characters of a name; the column of WordPress takes 200."""


class SiteTerms:
    """The terms of one website; those that were found are remembered.

    The first answer holds the terms that are used most: most websites have no more, and then no
    name is searched for.
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self._known: dict[tuple[str, str], int] = {}
        self._names: dict[tuple[str, int], str] = {}
        self._is_whole: dict[str, bool] = {}

    def missing(self, kind: str, names: Iterable[str]) -> list[str]:
        """Those of `names` that the website does not have as `kind`."""
        return [name for name in names if not self._find(kind, name)]

    def ids(self, kind: str, names: Iterable[str]) -> list[int]:
        """The ids of `names`, created where they are missing."""
        return list(
            dict.fromkeys(self._find(kind, name) or self._make(kind, name) for name in names)
        )

    def names(self, kind: str, ids: Sequence[int]) -> list[str]:
        """The names of the terms `ids`."""
        if unknown := [one for one in ids if (kind, one) not in self._names]:
            include = ",".join(map(str, unknown[:_MOST]))
            self._listed(kind, include=include)
        return [self._names.get((kind, one), str(one)) for one in ids]

    def _find(self, kind: str, name: str) -> int:
        """The id of `name`; 0 when the website has no such term."""
        if kind not in self._is_whole:
            self._is_whole[kind] = self._listed(kind, orderby="count", order="desc")
        known = self._known.get((kind, term(name)), 0)
        return known if known or self._is_whole[kind] else self._searched(kind, name)

    def _searched(self, kind: str, name: str) -> int:
        """The id of `name`, which the website is asked for; 0 when it has no such term."""
        self._listed(kind, search=_html(name))
        return self._known.get((kind, term(name)), 0)

    def _listed(self, kind: str, **params: object) -> bool:
        """Remember the terms that the website lists; whether these are all."""
        found, is_whole = self._client.listed(
            f"wp/v2/{kind}", list[Term], per_page=_MOST, _fields="id,name", **params
        )
        for one in sorted(found, key=lambda one: one.id):  # of two alike, the older one counts
            self._names[kind, one.id] = unescape(one.name)
            self._known.setdefault((kind, term(unescape(one.name))), one.id)
        return is_whole

    def _make(self, kind: str, name: str) -> int:
        """The id of the new term `name`; somebody may have made it meanwhile."""

        def again() -> Term | None:
            number = self._searched(kind, name)
            return Term(id=number) if number else None

        try:
            made = self._client.create(
                f"wp/v2/{kind}", Term, encoded({"name": _html(name)}), again
            ).id
        except Rejected as error:
            if error.code != _EXISTS or not error.term:
                raise
            made = error.term
        self._known[kind, term(name)] = made
        return made


def categories(rubric: str) -> Sequence[str]:
    """The names of the categories of an article with this `rubric`.

    A rubric with several names comes from a site where copy has several categories.
    """
    return tags(rubric.split(", "))


def tags(names: Iterable[str]) -> Sequence[str]:
    """`names` in the length that WordPress takes, without empty ones."""
    return [_cut(name) for name in names if name.strip()]


def _cut(name: str) -> str:
    while len(_html(name)) > _LONGEST:
        name = name[:-1].rstrip()
    return name


def _html(name: str) -> str:
    """`name` as WordPress keeps it: it drops marks and percent signs before two figures."""
    return escape(name, quote=False).replace("%", "&#37;")
