"""Marks: the styles of parts of lines. Pure.

Findings come as places in paragraphs (cut by `clean.paragraphs`) and become marks of lines. While
the person types, the marks move with the text until newer findings arrive.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple


class LineMark(NamedTuple):
    """A part of a line: characters from `start` to before `end`, and the style's name.

    `number` is the index of the finding, -1 for none.
    """

    start: int
    end: int
    style: str
    number: int = -1


class Spot(NamedTuple):
    """A finding in a text: characters `start` to before `end` of a paragraph.

    `paragraph` counts from 0. `number` is the index of the finding, -1 for none.
    """

    paragraph: int
    start: int
    end: int
    severity: str
    number: int = -1


MarksByLine = Mapping[int, Sequence[LineMark]]
"""The marks of the lines that have any, by the line's number from 0."""


def placed(spots: Iterable[Spot], lines: Sequence[str]) -> MarksByLine:
    """`spots` as marks of `lines`; a spot outside its paragraph is skipped.

    A spot over two lines becomes a mark in each.
    """
    marks: defaultdict[int, list[LineMark]] = defaultdict(list)
    stretches = list(paragraphs(lines))
    for spot in spots:
        rows = stretches[spot.paragraph] if 0 <= spot.paragraph < len(stretches) else range(0)
        for row, mark in _in_rows(spot, rows, lines):
            marks[row].append(mark)
    return dict(marks)


def paragraphs(lines: Sequence[str]) -> Iterator[range]:
    """The rows of each paragraph. Blank rows separate paragraphs."""
    first = None
    for row, line in enumerate((*lines, "")):
        blank = not line.strip()
        if first is None and not blank:
            first = row
        elif first is not None and blank:
            yield range(first, row)
            first = None


def _in_rows(spot: Spot, rows: range, lines: Sequence[str]) -> Iterator[tuple[int, LineMark]]:
    """The parts of `spot` in `rows`.

    The characters of a paragraph are counted from its first character that is not blank.
    """
    offset = len(lines[rows[0]]) - len(lines[rows[0]].lstrip()) if rows else 0
    start, end = spot.start + offset, spot.end + offset
    for row in rows:
        length = len(lines[row])
        if max(start, 0) < min(end, length) or 0 <= start == end <= length:
            yield row, LineMark(max(start, 0), min(end, length), spot.severity, spot.number)
        start, end = start - length - 1, end - length - 1


def moved(marks: MarksByLine, before: Sequence[str], after: Sequence[str]) -> MarksByLine:
    """`marks` of the lines `before` a change, moved to their places in the lines `after`.

    A changed part loses its mark.
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
    """The number of equal elements at the beginning of both sequences."""
    shorter = min(len(one), len(other))
    return next((place for place in range(shorter) if one[place] != other[place]), shorter)
