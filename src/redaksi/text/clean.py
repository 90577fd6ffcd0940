"""Which characters text may hold: control, escape and bidirectional characters are dropped.

They are dropped when text enters the program.
"""

import re
import unicodedata
from functools import cache, lru_cache

# C0 and C1 controls except tab and newline; bidirectional embeddings, overrides and isolates
# ("Trojan Source"); line and paragraph separators, lone surrogates, the BOM inside a text.
_DROPPED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff\ufeff]"
)
# A whole terminal escape is dropped, not only its ESC: otherwise "[31m" would remain as text.
_COMMAND = "[0-?]*[ -/]*[@-~]"
# Each branch begins with a literal character: `re` searches for those many times faster than it
# tries every branch at every place.
_ESCAPES = re.compile(
    f"\x1b(?:\\[{_COMMAND}|\\][^\x07\x1b]*(?:\x07|\x1b\\\\)|[@-Z\\\\-_])|\x9b{_COMMAND}"
)
# Characters that are invisible on their own: soft hyphen, zero-width blanks and joiners, marks of
# direction.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060"
# The characters that str.isspace calls blank. They are listed because finding them among all
# characters would make each start a millisecond longer.
_BLANK = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B)))
_BLANK += "\u2028\u2029\u202f\u205f\u3000"
_EDGES = _INVISIBLE + _BLANK
# Invisible characters that are no format characters: the other default-ignorable code points of
# Unicode (joiners of marks, fillers of Hangul and Khmer, variation selectors), the empty Braille
# pattern, the null notehead.
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
"""Unicode categories that are never visible letters.

They are format characters, unassigned code points, private use and surrogates.
"""
# Line ends of word processors and old files; dropping one would join two words.
_LINE_ENDS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_ANY_LINE_END = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile(r"\s+")
_BREAKS = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


_LONG = 20_000
"""The length, in characters, above which a text is searched for heaps of combining marks.

NFC composition of 250,000 marks takes minutes.
"""
_HEAP = 30
"""The number of marks that one letter keeps, as in Unicode's Stream-Safe Text Format (UAX #15)."""


def characters(text: str) -> str:
    """`text` in NFC with newlines as `\\n`, without characters that control a terminal.

    Characters that change the writing direction are dropped as well.
    """
    if len(text) > _LONG and any(
        map(unicodedata.combining, set(text))
    ):  # heaps are rare, and their search is slow
        text = _heaps().sub(r"\1", text)
    if (
        text.isprintable()
    ):  # most texts are one line of printable characters: the searches below take long
        return unicodedata.normalize("NFC", text)
    # NFC comes first: a decomposed letter would lose its base letter to the escape before it.
    text = (
        _ESCAPES.sub("", unicodedata.normalize("NFC", text))
        .replace("\r\n", "\n")
        .replace("\r", "\n")
    )
    return unicodedata.normalize("NFC", _DROPPED.sub("", _LINE_ENDS.sub("\n", text)))


@cache
def _heaps() -> re.Pattern[str]:
    """A pattern for more combining marks on one letter than any script uses."""
    marks = "".join(
        mark for mark in map(chr, range(0x300, 0x1F000)) if unicodedata.combining(mark)
    )
    return re.compile(f"([{marks}]{{{_HEAP}}})[{marks}]+")


def is_harmful(text: str) -> bool:
    """Whether `text` holds a character that `characters` drops."""
    return bool(_DROPPED.search(text))


def line(text: str) -> str:
    """`text` as one clean line, trimmed, with each run of white space (NBSP too) as one blank."""
    if text.isascii() and text.isprintable() and "  " not in text:  # most lines of the archive
        return text.strip()
    return _trimmed(_BLANKS.sub(" ", characters(text)))


def unbroken(name: str) -> str:
    """`name`, the name of a file, with U+FFFD for each line end.

    File names may contain line ends, which could forge a line in a report about the file.
    """
    return _ANY_LINE_END.sub("\ufffd", name)


def paragraph(text: str) -> str:
    """`text` as one paragraph: clean, trimmed, and without the blank lines that would split it."""
    return _trimmed(_BREAKS.sub("\n", characters(text)))


def paragraphs(text: str) -> tuple[str, ...]:
    """`text` cut at blank lines into clean paragraphs; a newline inside a paragraph stays."""
    return tuple(part for raw in _BREAKS.split(characters(text)) if (part := _trimmed(raw)))


def visible(text: str) -> str:
    """`text` without invisible characters, and without letters that show only a blank."""
    if text.isascii():
        return text
    return "".join(
        letter for letter in text if unicodedata.category(letter) not in _NO_LETTERS
    ).translate(_HIDDEN)


def name(text: str) -> str:
    """`text` as the name of a person or thing: one clean line without invisible characters."""
    return line(visible(line(text)))


@lru_cache(maxsize=20_000)  # every act searches the team by key
def key(name: str) -> str:
    """`name` in the form in which names of people are compared.

    Capitals, compatibility forms, blanks and invisible characters make no difference.
    """
    seen = visible(unicodedata.normalize("NFKC", visible(name)))
    return unicodedata.normalize("NFKC", line(seen).casefold())


def _trimmed(text: str) -> str:
    """`text` without blanks and invisible characters at its ends."""
    return text.strip(_EDGES)
