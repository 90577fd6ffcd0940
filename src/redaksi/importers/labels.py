"""The lines that name people: "Editor : Yanuar D", "Reporter: A | Editor: B", "Oleh: C | 22 November 2025"."""

import re
from typing import NamedTuple

from redaksi.importers.lines import Block
from redaksi.text import boilerplate

_LABEL = re.compile(
    r"(?:^|(?<=[\s,;|/(\[*_•·–—-]))(editor|reporter|pewarta|penulis|oleh)\s*[*_]*\s*[::]", re.IGNORECASE
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
    names = [line[match.end() : end].strip(_AROUND) for match, end in zip(found, ends, strict=True)]
    if not all(_is_name(name) for name in names):
        return []
    return [(match[1].lower(), name) for match, name in zip(found, names, strict=True)]


def take(blocks: list[Block]) -> tuple[Credits, list[Block]]:
    """The people that BLOCKS name, and the blocks without those lines."""
    parsed = [[parse(line) for line in block] for block in blocks]
    named = [pairs for block in parsed for pairs in block]
    editors = [name for pairs in named for label, name in pairs if label == "editor" and name]
    writers = list(dict.fromkeys(name for pairs in named for label, name in pairs if label != "editor" and name))
    # Many different answers under one label are a conversation, not the names of people.
    if len(set(editors)) > _MANY or len(writers) > 2 * _MANY:
        return Credits("", ""), blocks
    people = Credits(editors[0] if editors else "", ", ".join(writers))
    rest = [
        [line for line, pairs in zip(block, found, strict=True) if not _said(pairs, people)]
        for block, found in zip(blocks, parsed, strict=True)
    ]
    return people, [block for block in rest if block]


def _said(pairs: list[tuple[str, str]], people: Credits) -> bool:
    """Whether all that a line says, in PAIRS, is in PEOPLE: a second, other editor stays where it is."""
    return bool(pairs) and all(label != "editor" or name in {"", people.editor} for label, name in pairs)


def _is_name(text: str) -> bool:
    """Whether TEXT (maybe empty) can be names: short, no sentence, no figures."""
    return (
        len(text) <= _NAME_LIMIT
        and len(text.split()) <= _NAME_WORDS
        and not _NOT_IN_NAMES.search(text)
        and not re.search(r"\w{6,}\.$", text)
    )
