"""How paragraphs end."""

from collections.abc import Iterator

from redaksi.copydesk.checks.base import Hit
from redaksi.copydesk.rule import Rule
from redaksi.copydesk.tokens import HIDDEN, Page

_CLOSING = ")]%*_\"”’'"
_BETWEEN = " \"”’'"
_STOPS = (".", "!", "?", "…")


def missing_stop(page: Page, rule: Rule) -> Iterator[Hit]:
    """A paragraph of sentences, of at least the rule's limit of words, whose last letter ends
    no sentence.

    The initials of who wrote it, in brackets behind the last stop, take none.
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
