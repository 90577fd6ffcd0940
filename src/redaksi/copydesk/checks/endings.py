"""How paragraphs end."""

import re
from collections.abc import Iterator

from redaksi.copydesk.checks.base import Hit
from redaksi.copydesk.rule import Rule
from redaksi.copydesk.tokens import HIDDEN, Page

_CLOSING = ")]%*_\"”’'"
_LAST = re.compile(r"\S+$")


def missing_stop(page: Page, rule: Rule) -> Iterator[Hit]:
    """A paragraph of sentences, of at least the rule's limit of words, whose last letter ends no sentence."""
    for passage in page.prose:
        text = passage.text.rstrip()
        if "\n" in text or text.endswith(('"', "”", "…")) or not text.rstrip(_CLOSING)[-1:].isalnum():
            continue
        last = _LAST.search(text)
        if last and len(text.split()) >= rule.limit and HIDDEN not in passage.plain[last.start() :]:
            yield Hit(passage, *last.span(), f"{last[0]}.")
