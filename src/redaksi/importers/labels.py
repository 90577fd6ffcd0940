"""The lines that name people: "Editor : Yanuar D", "Reporter: A | Editor: B", "Oleh: C | 22
November 2025".
"""

import re
from itertools import count
from typing import NamedTuple

from redaksi.importers.lines import Block, ends_sentence
from redaksi.text import boilerplate

_LABEL = re.compile(
    r"(?:^|(?<=[\s,;|/(\[*_•·–—-]))(editor|reporter|pewarta|penulis|oleh)\s*[*_]*\s*[::]",
    re.IGNORECASE,
)
_OPENING = "([*_ "
_AROUND = " ,;|/()[]*_•·–—-"
_NOT_IN_NAMES = re.compile(r'[?!"“”:;<>{}=]|\d{3}')
_NAME_LIMIT = 60
_NAME_WORDS = 7
_MANY = 2
_LONGEST = 1_000
"""Characters of the longest line that names people."""


class Credits(NamedTuple):
    """Who is named: the editor, and those who wrote it as one line."""

    editor: str
    byline: str


def parse(line: str) -> list[tuple[str, str]]:
    """The (label, name) pairs of a line that is nothing but labels and names; else []."""
    if len(line) > _LONGEST or not _LABEL.match(line.lstrip(_OPENING)):
        return []
    line = boilerplate.without_stamp(line)
    found = list(_LABEL.finditer(line))
    ends = [match.start() for match in found[1:]] + [len(line)]
    names = [
        line[match.end() : end].strip(_AROUND) for match, end in zip(found, ends, strict=True)
    ]
    if not all(_is_name(name) for name in names):
        return []
    return [(match[1].lower(), name) for match, name in zip(found, names, strict=True)]


def take(blocks: list[Block], *, is_page: bool) -> tuple[Credits, list[Block]]:
    """The people that `blocks` (behind the headline) name, and the blocks without those lines.

    Names stand in front of the body or behind it; amid it such a line is a sentence. Unless the
    text is beyond doubt a page, they stand right beneath the headline or at the very end, and are
    written as names are.
    """
    parsed = _at_the_edges(blocks, is_page=is_page)
    named = [pairs for block in parsed for pairs in block]
    editors = [name for pairs in named for label, name in pairs if label == "editor" and name]
    writers = list(
        dict.fromkeys(
            name for pairs in named for label, name in pairs if label != "editor" and name
        )
    )
    # Many different answers under one label are a conversation, not the names of people.
    if len(set(editors)) > _MANY or len(writers) > 2 * _MANY:
        return Credits("", ""), blocks
    people = Credits(editors[0] if editors else "", ", ".join(writers))
    rest = [
        [line for line, pairs in zip(block, found, strict=True) if not _said(pairs, people)]
        for block, found in zip(blocks, parsed, strict=True)
    ]
    return people, [block for block in rest if block]


def _at_the_edges(blocks: list[Block], *, is_page: bool) -> list[list[list[tuple[str, str]]]]:
    """For each line of `blocks` the pairs that it names in front of the body or behind it; []
    for any other.
    """
    parsed = [[parse(line) for line in block] for block in blocks]
    if not is_page:
        parsed = [
            [pairs if all(map(_is_written_as_name, pairs)) else [] for pairs in block]
            for block in parsed
        ]
    pairs_of = [pairs for block in parsed for pairs in block]
    lines = [line for block in blocks for line in block]
    copy = [
        number
        for number, (line, pairs) in enumerate(zip(lines, pairs_of, strict=True))
        if not pairs and (ends_sentence(line) or not is_page)
    ]
    first, last = (copy[0], copy[-1]) if copy else (len(lines), -1)
    numbers = count()
    return [
        [pairs if not first <= next(numbers) <= last else [] for pairs in block]
        for block in parsed
    ]


def _is_written_as_name(pair: tuple[str, str]) -> bool:
    return bool(pair[1]) and not pair[1][0].islower()


def _said(pairs: list[tuple[str, str]], people: Credits) -> bool:
    """Whether all that a line says, in `pairs`, is in `people`: a second, other editor stays
    where it is.
    """
    return bool(pairs) and all(
        label != "editor" or name in {"", people.editor} for label, name in pairs
    )


def _is_name(text: str) -> bool:
    """Whether `text` (maybe empty) can be names: short, no sentence, no figures."""
    return (
        len(text) <= _NAME_LIMIT
        and len(text.split()) <= _NAME_WORDS
        and not _NOT_IN_NAMES.search(text)
        and not re.search(r"\w{6,}\.$", text)
    )
