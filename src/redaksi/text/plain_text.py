"""Plain text as Markdown that shows the same characters, with as few backslashes as possible.

Pure.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from redaksi.text import addresses
from redaksi.text.addresses import AUTOLINK

_PUNCTUATION = r"[!-/:-@\[-`{-~]"
_ESCAPED = re.compile(rf"\\(?={_PUNCTUATION})(.)")
_SIGNIFICANT = re.compile(r"[\\`*_~\[\]<&]|^[#>+=|:\d-]", re.MULTILINE)
"""A text without these characters needs no escapes."""
# The start of a line that would be a heading, a quotation, a list item, or the underline of a
# heading or of a table's head.
_LINE = re.compile(
    r"^(?:\d{1,9}(?=[.)](?: |$))|(?=#{1,6}(?: |$)|>|[-+*](?: |$)|=+$|(?=[-:| ]+$)[:| ]*-))",
    re.MULTILINE,
)
_RULE_OR_CODE = re.compile(r"^(?:(?:\* ?){3,}$|(?:_ ?){3,}$|`{3,}|~{3,})", re.MULTILINE)
_LABEL = re.compile(r"^\[", re.MULTILINE)
# A backslash before punctuation or at the end of a line; the end of a link's label; an entity; an
# address in angle brackets.
_INLINE = re.compile(
    rf"\\(?={_PUNCTUATION}|\n)|\](?=\()|&(?=(?:#\d{{1,7}}|#[xX][\da-fA-F]{{1,6}}"
    rf"|[A-Za-z][A-Za-z\d]{{1,31}});)"
    rf"|(?={AUTOLINK})<"
)
_RUN = re.compile(r"\*+|_+|~{2,}")
_QUOTED_ADDRESS = re.compile(r"`(?=https?://|ftp://|www\.)")
_TICKS = re.compile(r"`+")


def escaped(text: str) -> str:
    """`text`, one paragraph of plain text with trimmed lines, as Markdown with the same lines."""
    if not _SIGNIFICANT.search(text):
        return text
    pieces, behind = [], 0
    links = _links(text)
    for place in sorted(
        place for place in set(_signs(text)) if not addresses.covered(place, links)
    ):
        pieces += [text[behind:place], "\\"]
        behind = place
    return "".join([*pieces, text[behind:]])


def _links(text: str) -> list[tuple[int, int]]:
    """The start and end of each bare address in `text`: a backslash inside would end the link."""
    # In plain text a backslash escapes nothing, and a mark in front of an address will get a
    # backslash itself.
    spans = addresses.bare(text.replace("\\", "x"))
    return [(start, end) for start, end in spans if text[start - 1 : start] not in {*"*_~`"}]


def unescaped(markdown: str) -> str:
    """`markdown` without the backslashes that `escaped` writes."""
    return _ESCAPED.sub(r"\1", markdown) if "\\" in markdown else markdown


def escapes(markdown: str) -> Iterator[int]:
    """The places of these backslashes."""
    return (found.start() for found in _ESCAPED.finditer(markdown))


def _signs(text: str) -> Iterator[int]:
    """The places in `text` that Markdown would read as markup."""
    yield from (found.end() for found in _LINE.finditer(text))
    yield from (found.start() for found in _INLINE.finditer(text))
    for found in _RULE_OR_CODE.finditer(text):
        yield from (place for place in range(*found.span()) if text[place] != " ")
    if "]:" in text:  # a link's definition, which is not shown
        yield from (found.start() for found in _LABEL.finditer(text))
    ticks = list(_TICKS.finditer(text))
    if len(ticks) > 1 or _QUOTED_ADDRESS.search(text):
        yield from (place for run in ticks for place in range(*run.span()))
    yield from _emphasis(text)


def _emphasis(text: str) -> Iterator[int]:
    """The stars, underscores and tildes of `text`, where one run opens and a later run closes."""
    runs: defaultdict[str, list[tuple[re.Match[str], bool, bool]]] = defaultdict(list)
    for run in _RUN.finditer(text):
        opens, closes = _flanks(text, *run.span())
        if opens or closes:
            runs[run[0][0]].append((run, opens, closes))
    for same in runs.values():
        first = next(
            (number for number, (_run, opens, _closes) in enumerate(same) if opens), len(same)
        )
        if any(closes for _run, _opens, closes in same[first + 1 :]):
            yield from (place for run, _opens, _closes in same for place in range(*run.span()))


def _flanks(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether the run of marks at `start`:`end` may open emphasis, and whether it may close it.

    An underscore inside a word is a letter.
    """
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    opens = not after.isspace() and not (_is_punctuation(after) and before.isalnum())
    closes = not before.isspace() and not (_is_punctuation(before) and after.isalnum())
    if text[start] == "_":
        opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
    return opens, closes


def _is_punctuation(letter: str) -> bool:
    """Whether `letter` is punctuation for every Markdown parser; parsers disagree on symbols."""
    return bool(re.match(_PUNCTUATION, letter)) or unicodedata.category(letter).startswith("P")
