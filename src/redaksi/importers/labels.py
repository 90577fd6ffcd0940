"""The lines that name people.

Examples: "Editor : Yanuar D", "Reporter: A | Editor: B", "Oleh: C | 22 November 2025".
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
"""The greatest length of a line that names people, in characters."""


class Credits(NamedTuple):
    """The people who are named: the editor, and the writers as one line."""

    editor: str
    byline: str


def parse(line: str) -> list[tuple[str, str]]:
    """The pairs (label, name) of a line that consists of labels and names only; else []."""
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
    """The people that `blocks` name, and the blocks without the lines that name them.

    `blocks` follow the headline. Names stand before or behind the body; inside the body such a
    line is a sentence. Unless the text is certainly a page (`is_page`), names stand directly below
    the headline or at the very end, and do not begin in lower case.
    """
    parsed = _at_the_edges(blocks, is_page=is_page)
    named = [pairs for block in parsed for pairs in block]
    editors = [name for pairs in named for label, name in pairs if label == "editor" and name]
    writers = list(
        dict.fromkeys(
            name for pairs in named for label, name in pairs if label != "editor" and name
        )
    )
    # Many different names under one label mean that the text is a conversation.
    if len(set(editors)) > _MANY or len(writers) > 2 * _MANY:
        return Credits("", ""), blocks
    people = Credits(editors[0] if editors else "", ", ".join(writers))
    rest = [
        [line for line, pairs in zip(block, found, strict=True) if not _said(pairs, people)]
        for block, found in zip(blocks, parsed, strict=True)
    ]
    return people, [block for block in rest if block]


def _at_the_edges(blocks: list[Block], *, is_page: bool) -> list[list[list[tuple[str, str]]]]:
    """For each line of `blocks` its pairs (label, name); [] for a line inside the body."""
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
    """Whether `people` contain everything that a line says in `pairs`.

    `people` have one editor only, so a line with a second, different editor stays.
    """
    return bool(pairs) and all(
        label != "editor" or name in {"", people.editor} for label, name in pairs
    )


def _is_name(text: str) -> bool:
    """Whether `text` can be names: short, no sentence, no numbers; it may be empty."""
    return (
        len(text) <= _NAME_LIMIT
        and len(text.split()) <= _NAME_WORDS
        and not _NOT_IN_NAMES.search(text)
        and not re.search(r"\w{6,}\.$", text)
    )
