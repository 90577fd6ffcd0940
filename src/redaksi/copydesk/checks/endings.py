"""Ends of paragraphs."""

from collections.abc import Iterator

from redaksi.copydesk.checks.base import Hit
from redaksi.copydesk.rule import Rule
from redaksi.copydesk.tokens import HIDDEN, Page

_CLOSING = ")]%*_\"”’'"
_BETWEEN = " \"”’'"
_STOPS = (".", "!", "?", "…")


def missing_stop(page: Page, rule: Rule) -> Iterator[Hit]:
    """A paragraph of prose without a full stop at its end.

    It has at least as many words as the rule's limit. The author's initials in brackets after the
    last full stop need none.
    """
    for passage in page.prose:
        text = passage.text.rstrip()
        if (
            "\n" in text
            or text.endswith(('"', "”", "…"))
            or not text.rstrip(_CLOSING)[-1:].isalnum()
        ):
            continue
        start = len(text) - len(text.split()[-1])
        signed = text.endswith(")") and text[: text.rfind("(")].rstrip(_BETWEEN).endswith(_STOPS)
        if not signed and len(text.split()) >= rule.limit and HIDDEN not in passage.plain[start:]:
            yield Hit(passage, start, len(text), f"{text[start:]}.")
