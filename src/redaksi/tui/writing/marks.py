"""Marks: which part of which line is painted how. Pure.

Findings come as places in paragraphs (as `clean.paragraphs` cuts them) and become marks of lines;
these are moved with the text while it is written in, until newer findings arrive.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple


class LineMark(NamedTuple):
    """The characters from `start` to before `end` of a line, the name of their style, and the
    `number` of their finding.
    """

    start: int
    end: int
    style: str
    number: int = -1


class Spot(NamedTuple):
    """A finding in a text: characters `start` to before `end` of its paragraph number
    `paragraph` (from 0), how bad it is.

    `number` says which finding it is.
    """

    paragraph: int
    start: int
    end: int
    severity: str
    number: int = -1


MarksByLine = Mapping[int, Sequence[LineMark]]
"""The marks of the lines that have some, by the line's number from 0."""


def placed(spots: Iterable[Spot], lines: Sequence[str]) -> MarksByLine:
    """`spots` as marks of `lines`; what lies outside of its paragraph is left out.

    A spot over two lines marks both.
    """
    marks: defaultdict[int, list[LineMark]] = defaultdict(list)
    stretches = list(paragraphs(lines))
    for spot in spots:
        rows = stretches[spot.paragraph] if 0 <= spot.paragraph < len(stretches) else range(0)
        for row, mark in _in_rows(spot, rows, lines):
            marks[row].append(mark)
    return dict(marks)


def paragraphs(lines: Sequence[str]) -> Iterator[range]:
    """The rows of each paragraph: those between blank ones."""
    first = None
    for row, line in enumerate((*lines, "")):
        blank = not line.strip()
        if first is None and not blank:
            first = row
        elif first is not None and blank:
            yield range(first, row)
            first = None


def _in_rows(spot: Spot, rows: range, lines: Sequence[str]) -> Iterator[tuple[int, LineMark]]:
    """The parts of `spot` in `rows`; a paragraph is counted from its first character that is no
    blank.
    """
    offset = len(lines[rows[0]]) - len(lines[rows[0]].lstrip()) if rows else 0
    start, end = spot.start + offset, spot.end + offset
    for row in rows:
        length = len(lines[row])
        if max(start, 0) < min(end, length) or 0 <= start == end <= length:
            yield row, LineMark(max(start, 0), min(end, length), spot.severity, spot.number)
        start, end = start - length - 1, end - length - 1


def moved(marks: MarksByLine, before: Sequence[str], after: Sequence[str]) -> MarksByLine:
    """`marks` of the lines `before` a change, where they are in those `after` it; what was
    changed itself loses its mark.
    """
    top, bottom = alike(before, after), alike(before[::-1], after[::-1])
    grown = len(after) - len(before)
    kept: dict[int, Sequence[LineMark]] = {}
    for row, found in marks.items():
        if row < top:
            kept[row] = found
        elif row >= len(before) - bottom:
            kept[row + grown] = found
        elif not grown and row < len(after):
            kept[row] = _moved_in_line(found, before[row], after[row])
    return {row: found for row, found in kept.items() if found}


def _moved_in_line(marks: Iterable[LineMark], before: str, after: str) -> list[LineMark]:
    left, right = alike(before, after), alike(before[::-1], after[::-1])
    grown = len(after) - len(before)
    stay = [mark for mark in marks if mark.end <= left]
    follow = [mark for mark in marks if mark.start >= len(before) - right]
    return stay + [
        one._replace(start=one.start + grown, end=one.end + grown)
        for one in follow
        if one not in stay
    ]


def alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many elements are the same from the start on."""
    shorter = min(len(one), len(other))
    return next((place for place in range(shorter) if one[place] != other[place]), shorter)
