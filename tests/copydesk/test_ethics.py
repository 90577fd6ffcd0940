"""Crime and court copy with errors marked by hand (docs/copydesk.md).

The marks are older than the rules of ethics.
"""

from importlib import resources

import pytest

from redaksi.copydesk import engine, load, ruleset
from redaksi.desk.source_positions import value
from redaksi.domain.article import Text
from redaksi.domain.finding import Finding, Severity
from tests.copydesk.marked import articles, touches

FLOORS = {
    "INN": 0.86,
    "VIC": 0.83,
    "CHI": 1.0,
    "SRC": 1.0,
    "EUP": 1.0,
    "BLA": 1.0,
    "SUI": 1.0,
    "SAR": 1.0,
    "SAD": 1.0,
}
"""The minimum share of found marks by kind: innocence, victims, children, sources and others."""


RULES = load.parse(
    (resources.files("redaksi.copydesk") / "rules" / "etik.toml").read_text("utf-8"), "etik.toml"
)


def found(text: Text) -> list[Finding]:
    return [
        one
        for one in engine.check(text, ruleset.Ruleset(RULES))
        if one.field in {"headline", "body"}
    ]


@pytest.mark.parametrize("kind", FLOORS)
def test_what_an_editor_would_not_let_pass_is_found(kind: str) -> None:
    marks = [
        (text, mark)
        for text, several in articles("etik.txt")
        for mark in several
        if mark.kind == kind
    ]
    missed = [
        value(text, "body", mark.paragraph)[mark.start : mark.end]
        for text, mark in marks
        if not any(touches(one, mark) for one in found(text))
    ]
    assert 1 - len(missed) / len(marks) >= FLOORS[kind], missed


def test_the_rules_of_ethics_object_to_nothing_else() -> None:
    others = [
        (one.rule, one.text)
        for text, marks in articles("etik.txt")
        for one in found(text)
        if one.severity is Severity.ETIK and not any(touches(one, mark) for mark in marks)
    ]
    # Two headlines name a person by a mere accusation: the findings are right, and the editor
    # overlooked the errors.
    assert others == [("praduga-tak-bersalah", "Pencuri"), ("praduga-tak-bersalah", "Pengedar")]
