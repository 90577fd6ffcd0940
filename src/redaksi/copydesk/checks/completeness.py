"""Parts that an article lacks or contains twice."""

from collections.abc import Iterator

from redaksi.copydesk.checks.base import Hit
from redaksi.copydesk.rule import Rule
from redaksi.copydesk.tokens import Page, Passage
from redaksi.domain.finding import Scope

_LONG = 40
"""The fewest characters of a repeated paragraph that is no refrain."""


def missing_dateline(page: Page, _rule: Rule) -> Iterator[Hit]:
    """The dateline, the city of the report, is missing."""
    if page.prose and not page.text.dateline:
        yield _missing("dateline")


def missing_byline(page: Page, _rule: Rule) -> Iterator[Hit]:
    """The byline is missing."""
    if page.prose and not page.text.byline:
        yield _missing("byline")


def missing_editor(page: Page, _rule: Rule) -> Iterator[Hit]:
    """The article is assigned to nobody."""
    if page.editor == "":
        yield _missing("editor")


def missing_credit(page: Page, _rule: Rule) -> Iterator[Hit]:
    """A photo has no credit."""
    for number, photo in enumerate(page.text.photos):
        if not photo.credit:
            yield _missing("photos.credit", number)


def missing_alt(page: Page, _rule: Rule) -> Iterator[Hit]:
    """A photo has a picture and no alternative text.

    A photo without a picture leaves as words, which need no alternative.
    """
    for number, photo in enumerate(page.text.photos):
        if (photo.attachment or photo.url) and not photo.alt:
            yield _missing("photos.alt", number)


def doubled_paragraph(page: Page, _rule: Rule) -> Iterator[Hit]:
    """A paragraph occurs a second time."""
    seen: dict[str, int] = {}
    for passage in page.prose:
        words = " ".join(passage.lower.split())
        if len(words) >= _LONG and words in seen:
            yield Hit(passage, 0, len(passage.text), words={"number": str(seen[words] + 1)})
        seen.setdefault(words, passage.index or 0)


def doubled_caption(page: Page, _rule: Rule) -> Iterator[Hit]:
    """Two photos have the same caption."""
    seen: set[str] = set()
    for passage in page.passages:
        if passage.field == "photos.caption":
            words = " ".join(passage.lower.split())
            if words in seen:
                yield Hit(passage, 0, len(passage.text))
            seen.add(words)


def _missing(field: str, index: int | None = None) -> Hit:
    return Hit(Passage("", Scope.PARTICULARS, field, index), 0, 0)
