"""Lists in a sentence: the comma before the last item."""

import re
from collections.abc import Iterator

from redaksi.copydesk.checks.base import Hit
from redaksi.copydesk.rule import Rule
from redaksi.copydesk.tokens import Page

_ITEM = r"[^\W\d_][\w-]{2,20}+"
_LIST = re.compile(
    rf"(?<=[a-z] ){_ITEM}, {_ITEM}, {_ITEM}(?P<four> (?:dan|atau)) {_ITEM}"
    r"|(?<=[a-z] )[A-Z][a-z]{3,15}, [A-Z][a-z]{3,15}(?P<names> (?:dan|atau)) [A-Z][a-z]{3,15}(?= "
    r"[a-z(]|[.,])"
    r"|\b(?:seperti|yaitu|yakni|antara lain|di antaranya|meliputi|terdiri atas|berupa)(?: "
    r"(?!yakni|yaitu)"
    rf"{_ITEM}){{1,3}}+(?:, {_ITEM}(?: (?!dan |atau ){_ITEM}){{0,2}}+){{1,4}}+(?P<told> "
    rf"(?:dan|atau)) {_ITEM}"
    r"(?![\w,]| \w{1,20},)"
)
_LAST = re.compile(r", (?P<item>[^,.;]{3,60}?) (?:dan|atau) ")
"""A part that every such list has; fast to search for."""


def serial_comma(page: Page, _rule: Rule) -> Iterator[Hit]:
    """A list of three items or more without the comma before its last item.

    Only places that are certainly lists are reported.
    """
    for passage in page.prose:
        for found in _LIST.finditer(passage.plain) if _LAST.search(passage.plain) else ():
            yield Hit(
                passage, *found.span(found.lastgroup or 0), f",{found[found.lastgroup or 0]}"
            )
