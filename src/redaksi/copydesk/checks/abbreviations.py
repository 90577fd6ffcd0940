"""Abbreviations without an explanation."""

import re
from collections.abc import Iterator

from redaksi.copydesk.checks.base import Hit
from redaksi.copydesk.rule import Rule
from redaksi.copydesk.tokens import HIDDEN, Page, Passage

_CAPITALS = re.compile(r"[A-Z](?<![\w-].)[A-Z]{1,6}(?![\w$-])")
_ROMAN = re.compile(r"[IVXLCDM]{1,9}")
_CASES = (
    *(
        "tersangka",
        "terdakwa",
        "terpidana",
        "inisial",
        "korban",
        "pelaku",
        "terlapor",
        "dugaan",
        "perkosa",
        "cabul",
    ),
    "ditangkap",
)
_DEGREE = re.compile(r"[A-Z][a-z.'-]{1,30},? $")
_LETTERS = re.compile(r"(?:S[A-Z]{1,2}|M[A-Z]{1,2}|SIK|AMd)(?=[,.;)]| [a-z(]|$)")
"""A degree that may stand after a name."""
_OPENED = re.compile(
    rf"[A-Z][\w.]{{1,20}}+(?: [A-Z][\w.{HIDDEN}-]{{0,20}}+){{0,4}}[\s,|/]{{0,3}}(?:\(?[\w. "
    rf"]{{2,30}}+\)? ?)?"
    r"(?:--|[-–—])[ A-Z]"
)
"""A dateline that the importer left in the paragraph: BATAUGA, BP - Kabupaten ..."""
_BEFORE = re.compile(r"(?<!\S)[A-Z]\S{0,30} $")
_BEHIND = re.compile(r" [A-Z]")
_INITIALS = 3
"""The most letters of initials that may stand for a person's name in a case."""
_CALLED = re.compile(
    r"\b(?:grup(?: musik| band)?|band|platform|aplikasi|merek|jenama|situs|laman|mobil|motor"
    r"|ponsel|boyband|kanal) $"
)
_MODEL = re.compile(r" [A-Z]?\d")
_SHOUTED = 2
"""If more words than this are in capitals side by side, they are shouted, not abbreviated."""


def unexplained(page: Page, rule: Rule) -> Iterator[Hit]:
    """The first place of an abbreviation that is neither in the rule's `allow` nor explained."""
    known = set(rule.allow)
    told = any(case in page.lower for case in _CASES)
    for passage in page.prose:
        opened = _OPENED.match(passage.plain)
        for found in _CAPITALS.finditer(passage.plain, opened.end() - 1 if opened else 0):
            word = found[0]
            if word in known or _ROMAN.fullmatch(word) or _is_shouted(passage, found):
                continue
            if (
                (told and len(word) <= _INITIALS)
                or _is_name(passage, found)
                or _is_in_name(passage, found)
            ):
                continue
            known.add(word)
            if not _is_explained(page, word):
                yield Hit(passage, *found.span())


def _is_shouted(passage: Passage, found: re.Match[str]) -> bool:
    around = passage.plain[max(0, found.start() - 30) : found.end() + 30].split()
    return sum(word.isupper() and len(word) > 1 for word in around) > _SHOUTED


def _is_name(passage: Passage, found: re.Match[str]) -> bool:
    """Whether the word is the name of a band, app or make, or a degree after a name.

    A model's number after the word also makes it the name of a make.
    """
    before = max(0, found.start() - 35)
    return bool(
        _CALLED.search(passage.lower, max(0, found.start() - 20), found.start())
        or _MODEL.match(passage.plain, found.end())
        or (
            _LETTERS.match(passage.plain, found.start())
            and _DEGREE.search(passage.plain[before : found.start()])
        )
    )


def _is_in_name(passage: Passage, found: re.Match[str]) -> bool:
    """Whether names stand on both sides: then the word is part of a name (Kumham PR Bootcamp)."""
    before, behind = (
        _BEFORE.search(passage.plain, max(0, found.start() - 32), found.start()),
        _BEHIND.match(passage.plain, found.end()),
    )
    return bool(before and behind and not passage.opens_sentence(before.start()))


def _is_explained(page: Page, word: str) -> bool:
    """Whether `word` and its long form stand side by side, one of them in brackets."""
    explained = re.compile(
        rf"\({word}[),/ ]|\([^()]{{1,40}} {word}\)|{word} \(|(?:disingkat|atau) {word}"
    )
    return any(explained.search(passage.plain) for passage in page.passages)
