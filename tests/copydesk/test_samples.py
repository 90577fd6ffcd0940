"""The findings in samples of news copy that were not used to write the rules."""

import pytest

from redaksi.copydesk import engine, ruleset
from redaksi.desk.source_positions import value
from redaksi.domain.finding import Finding, Severity
from tests.copydesk.marked import Mark, articles, touches

MISTAKES = {"ERR", "STY"}
RIGHT_BUT_NOT_MARKED = {
    "sampel-c.txt": [
        ("hari-tanggal", "Selasa"),
        ("petik-timpang", '"'),
    ],  # the editor marked the adjacent words
    "sampel-d.txt": [
        ("luluh", "mensosialisasikan"),
        ("praduga-tak-bersalah", "Penyelundup"),
    ],  # the editor overlooked these
    "wajar.txt": [],
}
WRONG = {"wajar.txt": [("identitas-anak", "Elsje")]}
"""False findings: a girl in old letters of a museum, which no rule can know."""
MISSED = {"sampel-c.txt": [], "sampel-d.txt": ["Penabrak"]}
"""Marks of ethics that the rules do not find."""
FLOORS = {"sampel-c.txt": 38, "sampel-d.txt": 22}
"""The minimum number of marked mistakes that are found."""


def read(name: str) -> list[tuple[list[Finding], list[Mark], list[str]]]:
    """The findings, the marks and the marked words of each article in the file `name`."""
    told = []
    for text, marks in articles(name):
        found = engine.check(text, ruleset.standard(), "Redaktur")
        words = [
            (value(text, "body", one.paragraph) if one.paragraph >= 0 else text.headline)
            for one in marks
        ]
        told.append(
            (
                found,
                marks,
                [line[one.start : one.end] for line, one in zip(words, marks, strict=True)],
            )
        )
    return told


@pytest.mark.parametrize("name", RIGHT_BUT_NOT_MARKED)
def test_nothing_else_is_objected_to(name: str) -> None:
    others = [
        (one.rule, one.text)
        for found, marks, _words in read(name)
        for one in found
        if not any(touches(one, mark) for mark in marks)
    ]
    assert others == [*RIGHT_BUT_NOT_MARKED[name], *WRONG.get(name, [])]


@pytest.mark.parametrize("name", MISSED)
def test_matters_of_ethics_are_found(name: str) -> None:
    missed = [
        words
        for found, marks, several in read(name)
        for mark, words in zip(marks, several, strict=True)
        if mark.kind not in MISTAKES
        and not any(touches(one, mark) for one in found if one.severity is Severity.ETIK)
    ]
    assert missed == MISSED[name]


@pytest.mark.parametrize("name", FLOORS)
def test_mistakes_are_found(name: str) -> None:
    count = sum(
        mark.kind in MISTAKES and any(touches(one, mark) for one in found)
        for found, marks, _words in read(name)
        for mark in marks
    )
    assert count >= FLOORS[name]
