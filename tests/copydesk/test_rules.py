"""Every rule finds the exact errors in its wrong examples and none in its right examples."""

from collections.abc import Iterator
from importlib import resources
from time import process_time

import pytest
from msgspec.structs import replace

from redaksi.copydesk import engine, load, mend, ruleset
from redaksi.copydesk.rule import Example, Rule
from redaksi.domain.article import Text
from redaksi.domain.finding import Severity
from tests.copydesk.pieces import article, example

RULES = load.own(examples=True)
FILES = sorted(file.name for file in (resources.files("redaksi.copydesk") / "rules").iterdir())
NASTY = (
    "a" * 3000,
    "1" * 3000,
    "a " * 1500,
    "(" * 3000,
    '"' * 3000,
    "Rp " * 1000,
    "di " * 1000,
    "9.9," * 800,
    " " * 3000,
    "a-" * 1500,
)
BUDGET = 1.0
"""The processor time, in seconds, that one rule may take for all of `NASTY`.

A good rule takes a thousandth of that.
"""


def wrong() -> Iterator[pytest.param]:  # type: ignore[valid-type]
    for rule in RULES:
        for number, one in enumerate(rule.wrong):
            yield pytest.param(rule, one, id=f"{rule.id}-{number}")


def right() -> Iterator[pytest.param]:  # type: ignore[valid-type]
    for rule in RULES:
        for number, one in enumerate(rule.right):
            yield pytest.param(rule, example(rule, one), id=f"{rule.id}-{number}")


@pytest.mark.parametrize("name", FILES)
def test_the_file_is_sound(name: str) -> None:
    file = resources.files("redaksi.copydesk") / "rules" / name
    assert load.examined(file.read_text("utf-8"), name)


def test_a_reader_has_the_same_rules_without_their_examples() -> None:
    bare = tuple(replace(rule, wrong=(), right=()) for rule in RULES)
    assert load.own() == bare


def test_no_two_rules_have_one_name() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(("rule", "one"), wrong())
def test_a_wrong_example_is_objected_to_in_that_place(rule: Rule, one: Example) -> None:
    found = [
        finding
        for finding in engine.check(article(rule, one), ruleset.Ruleset([rule]), one.editor)
        if finding.rule == rule.id
    ]
    assert [(finding.text, finding.replacement) for finding in found] == [(one.cut, one.fix)]
    assert "{" not in found[0].message


@pytest.mark.parametrize(("rule", "one"), right())
def test_a_right_example_is_left_alone_and_free_of_errors(rule: Rule, one: Example) -> None:
    found = engine.check(article(rule, one), ruleset.standard(), one.editor)
    assert [
        finding
        for finding in found
        if finding.rule == rule.id or finding.severity is Severity.GALAT
    ] == []


@pytest.mark.parametrize(("rule", "one"), wrong())
def test_what_is_mended_stays_mended(rule: Rule, one: Example) -> None:
    once = mend.mended(article(rule, one), ruleset.standard())
    assert mend.mended(once.text, ruleset.standard()) == (once.text, ())


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_no_text_makes_a_rule_run_away(rule: Rule) -> None:
    alone = ruleset.Ruleset([rule])
    began = process_time()
    for text in NASTY:
        engine.check(article(rule, Example(text=text)), alone)
    assert process_time() - began < BUDGET


def test_no_word_is_replaced_by_one_that_a_rule_replaces() -> None:
    every = ruleset.standard()
    phrases = (
        phrase
        for seconds in every.phrases.values()
        for several in seconds.values()
        for phrase in several
    )
    written = {right for right, _rule in every.words.values()} | {
        phrase.replacement for phrase in phrases
    }
    text = Text(body=tuple(sorted(word for word in written if word)))
    every_finding = engine.check(text, ruleset.standard())
    found = [one for one in every_finding if one.replacement is not None and one.scope == "body"]
    assert [(one.rule, text.body[one.item or 0], one.replacement) for one in found] == []
