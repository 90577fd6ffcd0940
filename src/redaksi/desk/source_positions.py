"""Positions of an article's passages in its source file: lines, columns, offsets. Pure."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from redaksi.desk.mail_text import Letters
from redaksi.domain.article import Text
from redaksi.domain.finding import Finding

_NEAR = 10_000
_MOST_FAR = 500_000_000
"""The most letters searched beyond the near ones, in one file.

A passage lies far away when the importer moved it; a passage that it changed is found nowhere.
"""
_LINE_END = re.compile(r"\r\n|\n|\r")


class SourcePosition(NamedTuple):
    """A line and a column, both from 1, in characters."""

    line: int
    column: int


class _Found(NamedTuple):
    """A passage found in the file.

    `place` is the index of its first letter among the letters of the file. `text` is the passage,
    and `is_plain` says which form of its letters matched.
    """

    place: int
    text: str
    is_plain: bool

    @property
    def letters(self) -> Letters:
        return _letters(self.text, is_plain=self.is_plain)


class Source:
    """The text of a file, in which an article's passages are located.

    Blanks between words may differ.
    """

    def __init__(self, text: str, article: Text, letters: Letters | None = None) -> None:
        """`letters` are the decoded letters of `text`, if it is encoded as in a mail."""
        self.text = text
        self._letters = letters or Letters.of(text)
        self._lines = [0, *(found.end() for found in _LINE_END.finditer(text))]
        self._far = _MOST_FAR
        self._found = self._places(article)

    def place(self, finding: Finding) -> SourcePosition:
        """The line and column where `finding` begins; line 1, column 1 if it is not found."""
        span = self.span(finding)
        return self._at(span[0] if span else 0)

    def end(self, finding: Finding) -> SourcePosition:
        """The line and column behind the end of `finding`."""
        span = self.span(finding)
        return self._at(span[1] if span else 0)

    def span(self, finding: Finding) -> tuple[int, int] | None:
        """The offsets of `finding` in the file's text; None when its passage is not found."""
        stands = self._found.get((finding.field, finding.item))
        return self._span(finding, stands.place, stands.letters) if stands else None

    def spans(self, finding: Finding) -> list[tuple[int, int]]:
        """The offsets of all places of `finding`.

        A web page may contain a caption twice, while the importer takes it once.
        """
        stands = self._found.get((finding.field, finding.item))
        if stands is None:
            return []
        passage = stands.letters
        told = [stands.place]
        while finding.field == "photos.caption":
            again = self._letters.text.find(passage.text, told[-1] + len(passage.text))
            if again < 0:
                break
            told.append(again)
        return [self._span(finding, place, passage) for place in told]

    def _span(self, finding: Finding, first: int, passage: Letters) -> tuple[int, int]:
        """The offsets of `finding`, which lies in `passage`.

        `first` is the index of the passage's first letter among the letters of the file.
        """
        begin, stop = bisect_left(passage.at, finding.start), bisect_left(passage.at, finding.end)
        if begin < stop and passage.at[begin] == finding.start:
            start = self._letters.at[first + begin]
        else:  # begins with a blank: start behind the previous letter
            start = self._letters.at[first + begin - 1] + 1 if begin else self._letters.at[first]
        if stop > begin and passage.at[stop - 1] == finding.end - 1:
            return start, max(start, self._letters.at[first + stop - 1] + 1)
        end = (
            self._letters.at[first + stop]
            if first + stop < len(self._letters.at)
            else len(self.text)
        )
        return start, max(start, end)

    def _at(self, offset: int) -> SourcePosition:
        line = bisect_right(self._lines, offset)
        return SourcePosition(line, offset - self._lines[line - 1] + 1)

    def _find(self, forms: Sequence[str], behind: int) -> tuple[int, int]:
        """The index of one of the `forms` among the file's letters, and the number of that form.

        The result is (-1, 0) when no form is found. The search goes forward from `behind` in
        growing steps, then from the beginning. A near passage therefore costs little. After many
        failures only near passages are found.
        """
        text, width = self._letters.text, _NEAR
        while True:
            for number, letters in enumerate(forms):
                place = (
                    text.find(letters, behind, behind + width + len(letters)) if letters else -1
                )
                if place >= 0:
                    return place, number
            if self._far <= 0 or behind + width >= len(text):
                break
            width *= 4
        above = [
            (text.find(letters), number)
            for number, letters in enumerate(forms)
            if letters and self._far > 0
        ]
        self._far -= len(text)
        return next((found for found in above if found[0] >= 0), (-1, 0))

    def _places(self, article: Text) -> dict[tuple[str, int | None], _Found]:
        """The place of each passage among the letters of the file, by field and number."""
        found: dict[tuple[str, int | None], _Found] = {}
        behind = 0
        for field, number, text in passages(article):
            forms = [
                _letters(text, is_plain=is_plain).text
                for is_plain in ((False, True) if "\\" in text else (False,))
            ]
            place, form = self._find(forms, behind)
            if place >= 0:
                found[field, number] = _Found(place, text, bool(form))
                behind = place + len(forms[form]) if field in {"headline", "body"} else behind
        return found


@lru_cache(maxsize=4)
def _letters(passage: str, *, is_plain: bool) -> Letters:
    """The letters of `passage`, cached because one passage may hold many findings in a row."""
    return Letters.of_plain(passage) if is_plain else Letters.of(passage)


def passages(text: Text) -> list[tuple[str, int | None, str]]:
    """Every string of `text` with its field and number, as findings name them."""
    lines: list[tuple[str, int | None, str]]
    lines = [(field, None, getattr(text, field)) for field in ("headline", "deck")]
    lines += [("body", number, paragraph) for number, paragraph in enumerate(text.body)]
    for field in ("caption", "alt", "credit"):
        lines += [
            (f"photos.{field}", number, getattr(photo, field))
            for number, photo in enumerate(text.photos)
        ]
    lines += [
        (field, None, getattr(text, field)) for field in ("byline", "dateline", "source", "rubric")
    ]
    return lines + [("tags", number, tag) for number, tag in enumerate(text.tags)]


def value(text: Text, field: str, number: int | None) -> str:
    """The string of `text` with this field and number, as in a finding; "" for none."""
    name, _dot, part = field.partition(".")
    item = getattr(text, name, "")
    if number is not None:
        item = item[number] if number < len(item) else ""
    return str(getattr(item, part, "") if part else item)
