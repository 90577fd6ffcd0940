"""The length of headlines, sentences, paragraphs and leads."""

from collections.abc import Iterator

from redaksi.copydesk.checks.base import Hit
from redaksi.copydesk.rule import Rule
from redaksi.copydesk.tokens import Page, Passage

_SEVERAL = 4
"""The fewest words of a headline in capitals that is shouted, not a row of abbreviations."""


def long_headline(page: Page, rule: Rule) -> Iterator[Hit]:
    """A headline of more words than the rule's limit."""
    headline = page.passages[0]
    yield from _over(headline, 0, len(headline.text), rule.limit)


def shouted_headline(page: Page, _rule: Rule) -> Iterator[Hit]:
    """A headline of several words without small letters."""
    headline = page.passages[0]
    if headline.text.isupper() and len(headline.text.split()) >= _SEVERAL:
        yield Hit(headline, 0, len(headline.text))


def long_sentence(page: Page, rule: Rule) -> Iterator[Hit]:
    """A sentence of more words than the rule's limit."""
    for passage in page.prose:
        if len(passage.words) > rule.limit:
            for start, end in passage.sentences:
                yield from _over(passage, start, end, rule.limit)


def long_paragraph(page: Page, rule: Rule) -> Iterator[Hit]:
    """A paragraph of more words than the rule's limit.

    A rule that reads only leads has its own limit.
    """
    for passage in page.prose:
        if passage.scope in rule.scopes:
            yield from _over(passage, 0, len(passage.text), rule.limit)


def _over(passage: Passage, start: int, end: int, limit: int) -> Iterator[Hit]:
    part = passage.text[start:end]
    count = len(part.split())
    if count > limit:
        words = {"count": str(count), "limit": str(limit)}
        yield Hit(passage, start, start + len(part.rstrip()), words=words)
