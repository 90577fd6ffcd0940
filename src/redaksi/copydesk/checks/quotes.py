"""Quotation marks: their pairs, their blanks, and the words after them; brackets in pairs."""

import re
from collections.abc import Iterator
from itertools import pairwise

from redaksi.copydesk.checks.base import Hit
from redaksi.copydesk.rule import Rule
from redaksi.copydesk.tokens import Page, Passage, opens

_TAGS = (
    "kata|ujar|tutur|ucap|ungkap|terang|jelas|tegas|imbuh|tambah|papar|sambung|lanjut|tandas"
    "|pungkas|tutup|sebut|cetus"
    "|beber|urai|harap|keluh|kenang|pesan|klaim|seru|tukas|timpal|jawab|tanya"
)
_TAG = re.compile(
    rf" (?:{_TAGS})(?:nya\b|(?= (?:[A-Z]|dia\b|ia\b|mereka\b|warga\b|pria\b|perempuan\b)|[.,]))"
)
_TAG_CAPITAL = re.compile(rf" (?P<cut>(?i:{_TAGS})(?:nya)?)(?= [A-Z]|[.,])")
_MARK = re.compile('["“”]')
_BRACKETS = re.compile(r"[()\[\]]")
_PAIRS = {")": "(", "]": "["}
_SPEECH = 3
"""The fewest words of a quotation that is speech rather than a term."""


def tag_comma(page: Page, _rule: Rule) -> Iterator[Hit]:
    """Speech before "kata Ani" without a comma, with a full stop, or with the comma outside."""
    for passage, start, end in _quoted(page):
        close = passage.text[end]
        tag = _TAG.match(passage.plain, end + (2 if passage.text[end + 1] == "," else 1))
        if not tag or len(passage.text[start:end].split()) < _SPEECH:
            continue
        outside = passage.text[end + 1] == ","
        last = passage.text[end - 1]
        if outside and last not in ".,?!…":
            yield Hit(passage, end, end + 2, f",{close}")
        elif last == "." and passage.text[end - 2] != ".":
            yield Hit(passage, end - 1, end + 1 + outside, f",{close}")
        elif last.isalnum():
            yield Hit(passage, end, end + 1, f",{close}")


def tag_capital(page: Page, _rule: Rule) -> Iterator[Hit]:
    """A capital in the verb of speaking after the comma of a quotation."""
    for passage, _start, end in _quoted(page):
        if passage.text[end - 1] == ",":
            tag = _TAG_CAPITAL.match(passage.plain, end + 1)
            if tag and tag["cut"][0].isupper():
                yield Hit(passage, *tag.span("cut"), tag["cut"][0].lower() + tag["cut"][1:])


def inner_blank(page: Page, _rule: Rule) -> Iterator[Hit]:
    """A blank after an opening mark or before a closing one, where all marks are in pairs."""
    paired: dict[int, bool] = {}
    for passage, start, end in _quoted(page):
        quoted = passage.text[start:end]
        bare = quoted.strip(" \xa0")
        if not bare or quoted == bare or "\n" in quoted:
            continue
        if id(passage) not in paired:
            paired[id(passage)] = _lone(_marks(passage)) is None
        if paired[id(passage)]:
            yield Hit(
                passage, start - 1, end + 1, passage.text[start - 1] + bare + passage.text[end]
            )


def unbalanced_marks(page: Page, _rule: Rule) -> Iterator[Hit]:
    """A mark without its partner.

    A quotation may stay open if the next paragraph opens it again.
    """
    for passage, following in pairwise((*page.passages, None)):
        if passage is None or not _MARK.search(passage.text):
            continue
        marks = _marks(passage)
        lone = _lone(marks)
        if lone is not None:
            lone = _lone([mark for mark in marks if not _is_inch(passage.text, mark[0])])
        goes_on = following and following.field == passage.field and following.text[:1] in '"“'
        if lone is not None and not (goes_on and lone == marks[-1][0]):
            yield Hit(passage, lone, lone + 1)


def unbalanced_brackets(page: Page, _rule: Rule) -> Iterator[Hit]:
    """A bracket without its partner."""
    for passage in page.passages:
        open_ones: list[int] = []
        for found in (
            _BRACKETS.finditer(passage.plain) if "(" in passage.text or ")" in passage.text else ()
        ):
            mark, place = found[0], found.start()
            if mark not in _PAIRS:
                open_ones.append(place)
            elif open_ones and passage.text[open_ones[-1]] == _PAIRS[mark]:
                open_ones.pop()
            elif passage.is_prose and not _is_listed(passage.text, place):
                yield Hit(passage, place, place + 1)
        if passage.is_prose:
            yield from (Hit(passage, place, place + 1) for place in open_ones)


def _quoted(page: Page) -> Iterator[tuple[Passage, int, int]]:
    """Every closed quotation with text in it and after it."""
    for passage in page.passages:
        if not _MARK.search(passage.text):
            continue
        for start, end in passage.quotations:
            if start < end < len(passage.text) - 1:
                yield passage, start, end


def _marks(passage: Passage) -> list[tuple[int, str]]:
    """The places of the marks, and the marks.

    A closing mark that opens a quotation counts as a straight mark.
    """
    marks: list[tuple[int, str]] = []
    for found in _MARK.finditer(passage.plain):
        meant = '"' if found[0] == "”" and opens(passage.plain, found.start()) else found[0]
        marks.append((found.start(), meant))
    return marks


def _lone(marks: list[tuple[int, str]]) -> int | None:
    """The first mark without a partner, or None."""
    opened: tuple[int, str] | None = None
    for place, mark in marks:
        if opened is None:
            if mark == "”":
                return place
            opened = place, mark
        elif mark == "“":
            return opened[0]
        else:
            opened = None
    return opened[0] if opened else None


def _is_inch(text: str, place: int) -> bool:
    """Whether the mark follows a figure and stands for inches."""
    return text[place] == '"' and text[max(0, place - 1) : place].isdigit()


def _is_listed(text: str, place: int) -> bool:
    """Whether a closing bracket belongs to an item of a list, "a)", or to an emoticon."""
    return bool(re.search(r"(?:^|\s)(?:\w|\d{1,2}|[:;=][-o]?)$", text[max(0, place - 4) : place]))
