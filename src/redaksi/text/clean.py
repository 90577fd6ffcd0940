"""What text may hold: control, escape and bidirectional override characters are dropped on the
way in.
"""

import re
import unicodedata
from functools import cache, lru_cache

# C0 and C1 controls but tab and newline; bidirectional embeddings, overrides and isolates ("Trojan
# Source"); line and paragraph separators, lone surrogates, the BOM inside a text.
_DROPPED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff\ufeff]"
)
# A whole terminal escape goes, not only its ESC: otherwise "[31m" would stay behind as text.
_COMMAND = "[0-?]*[ -/]*[@-~]"
# Each branch begins with its letter, which `re` looks for many times faster than it tries the
# branches everywhere.
_ESCAPES = re.compile(
    f"\x1b(?:\\[{_COMMAND}|\\][^\x07\x1b]*(?:\x07|\x1b\\\\)|[@-Z\\\\-_])|\x9b{_COMMAND}"
)
# What shows nothing where it stands alone: soft hyphen, zero-width blanks and joiners, marks of
# direction.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060"
# What str.isspace calls blank; looking for them among all characters would take a start a
# millisecond.
_BLANK = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B)))
_BLANK += "\u2028\u2029\u202f\u205f\u3000"
_EDGES = _INVISIBLE + _BLANK
# What shows nothing and is no format character: the other default-ignorable code points of Unicode
# (joiners of marks, fillers of Hangul and Khmer, variation selectors), the empty Braille pattern,
# the empty head of a note.
_HIDDEN_RANGES = (
    *(
        (0x34F, 0x34F),
        (0x115F, 0x1160),
        (0x17B4, 0x17B5),
        (0x180B, 0x180F),
        (0x2800, 0x2800),
        (0x3164, 0x3164),
    ),
    *(
        (0xFE00, 0xFE0F),
        (0xFFA0, 0xFFA0),
        (0x16FE4, 0x16FE4),
        (0x1D159, 0x1D159),
        (0xE0100, 0xE01EF),
    ),
)
_HIDDEN = dict.fromkeys(code for first, last in _HIDDEN_RANGES for code in range(first, last + 1))
_NO_LETTERS = frozenset({"Cf", "Cn", "Co", "Cs"})
"""Categories of format characters, of what is assigned to nothing, of private use and of halves
of characters.
"""
# What word processors and old files end lines with; dropping these would glue two words together.
_LINE_ENDS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_ANY_LINE_END = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile(r"\s+")
_BREAKS = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


_LONG = 20_000
"""Characters from which on a text is looked through for heaps of marks: composing one of
250,000 takes minutes.
"""
_HEAP = 30
"""So many marks on one letter are kept, as Unicode's Stream-Safe Text Format has it (UAX #15)."""


def characters(text: str) -> str:
    """`text` in NFC with newlines as `\\n`, without characters that steer a terminal.

    Characters that turn the writing direction are dropped as well.
    """
    if len(text) > _LONG and any(
        map(unicodedata.combining, set(text))
    ):  # they are rare, and the search is slow
        text = _heaps().sub(r"\1", text)
    if (
        text.isprintable()
    ):  # one line of letters alone, as most are: looking for each of the others takes long
        return unicodedata.normalize("NFC", text)
    # Composed first: a decomposed letter would lose its base to the escape before it.
    text = (
        _ESCAPES.sub("", unicodedata.normalize("NFC", text))
        .replace("\r\n", "\n")
        .replace("\r", "\n")
    )
    return unicodedata.normalize("NFC", _DROPPED.sub("", _LINE_ENDS.sub("\n", text)))


@cache
def _heaps() -> re.Pattern[str]:
    """More marks on one letter than any writing has."""
    marks = "".join(
        mark for mark in map(chr, range(0x300, 0x1F000)) if unicodedata.combining(mark)
    )
    return re.compile(f"([{marks}]{{{_HEAP}}})[{marks}]+")


def is_harmful(text: str) -> bool:
    """Whether `text` holds a character that `characters` drops."""
    return bool(_DROPPED.search(text))


def line(text: str) -> str:
    """`text` as one line: clean characters, runs of white space (NBSP too) folded to one blank,
    trimmed.
    """
    if (
        text.isascii() and text.isprintable() and "  " not in text
    ):  # most lines: the archive is full of them
        return text.strip()
    return _trimmed(_BLANKS.sub(" ", characters(text)))


def unbroken(name: str) -> str:
    """The name of a file, which may hold line ends, with U+FFFD for each: it forges no line of
    what is told of it.
    """
    return _ANY_LINE_END.sub("\ufffd", name)


def paragraph(text: str) -> str:
    """`text` as one paragraph: clean, trimmed, and without the blank lines that would split it."""
    return _trimmed(_BREAKS.sub("\n", characters(text)))


def paragraphs(text: str) -> tuple[str, ...]:
    """`text` cut at blank lines into clean paragraphs; a newline inside a paragraph stays."""
    return tuple(part for raw in _BREAKS.split(characters(text)) if (part := _trimmed(raw)))


def visible(text: str) -> str:
    """`text` without the characters that show nothing, or only a blank that is none."""
    if text.isascii():
        return text
    return "".join(
        letter for letter in text if unicodedata.category(letter) not in _NO_LETTERS
    ).translate(_HIDDEN)


def name(text: str) -> str:
    """`text` as the name of somebody or something: one clean line, and nothing in it that
    nobody sees.
    """
    return line(visible(line(text)))


@lru_cache(maxsize=20_000)  # a large team is looked through at every act
def key(name: str) -> str:
    """`name` as names of people are compared: capitals, compatibility forms, blanks and
    invisible characters aside.
    """
    seen = visible(unicodedata.normalize("NFKC", visible(name)))
    return unicodedata.normalize("NFKC", line(seen).casefold())


def _trimmed(text: str) -> str:
    """`text` without blanks and invisible characters around it."""
    return text.strip(_EDGES)
