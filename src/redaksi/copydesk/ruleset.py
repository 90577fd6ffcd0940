"""The rules of a house, prepared for use: a dictionary of words, patterns by scope, checks."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, cached_property
from itertools import repeat
from typing import NamedTuple

from msgspec.structs import replace

from redaksi.copydesk import checks, forms, load
from redaksi.copydesk.pattern_search import PatternSearch
from redaksi.copydesk.rule import LetterCase, Names, Rule
from redaksi.copydesk.settings import CopydeskSettings
from redaksi.copydesk.tokens import WORD, Page, Passage
from redaksi.domain.finding import Scope

Spelling = tuple[str | None, Rule]
"""The replacement of a word (None: there is none), and the rule."""


class Phrase(NamedTuple):
    """A word or phrase to which a rule objects, in small letters, with its replacement."""

    text: str
    replacement: str | None
    rule: Rule


class Pattern:
    """A rule with a pattern, the scopes that it reads, and the group of a match to replace."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.scopes = frozenset(scope for scope in Scope if reads(rule, scope))
        self.search = PatternSearch(rule.pattern)
        if not self.search.needed:
            _compiled = self.search.regex  # every text needs the pattern

    @cached_property
    def cut(self) -> str | int:
        return "cut" if "cut" in self.search.regex.groupindex else 0

    def found(self, page: Page) -> Iterator[tuple[Passage, re.Match[str]]]:
        """The matches of the pattern in the passages that the rule reads."""
        for passage in self.search.passages(page):
            if passage.scope in self.scopes:
                for found in self.search.regex.finditer(passage.plain):
                    yield passage, found


class Ruleset:
    """Prepared rules: all by id in their order, `patterns`, `checks`, and the dictionary.

    `words` maps every form of a single word to its spelling. `phrases` maps phrases by their first
    and their second word; it also holds further rules for a word in `words`, under the second word
    "".
    """

    def __init__(self, rules: Iterable[Rule], accepted: Iterable[str] = ()) -> None:
        self.rules: Mapping[str, Rule] = {rule.id: rule for rule in rules}
        self.accepted = frozenset(word.lower() for word in accepted)
        self.words: dict[str, Spelling] = {}
        self.phrases: dict[str, dict[str, list[Phrase]]] = {}
        self.patterns = [Pattern(rule) for rule in self.rules.values() if rule.pattern]
        self.checks = [
            (rule, checks.REGISTRY[rule.check]) for rule in self.rules.values() if rule.check
        ]
        for rule in self.rules.values():
            self._enter(rule)

    def called(self, vocabulary: Set[str]) -> Set[str]:
        """The words in `vocabulary` at which an entry of the dictionary may begin."""
        first = self.phrases.keys() & vocabulary
        several = {
            word
            for word in first
            if "" in self.phrases[word] or not vocabulary.isdisjoint(self.phrases[word])
        }
        return (self.words.keys() & vocabulary) | several

    def at(self, word: str, following: str) -> list[Phrase]:
        """The entries of the dictionary for `word` before `following`, the longest first."""
        by_second = self.phrases.get(word, _NOTHING)
        found = by_second.get(following, [])
        single = self.words.get(word)
        if single:
            found = [*found, Phrase(word, *single)]
        return [*found, *by_second[""]] if "" in by_second else found

    def _enter(self, rule: Rule) -> None:
        """Add the words of `rule` to the dictionary."""
        for wrong, right in rule.roots.items():
            self._enter_forms(rule, forms.of_root(wrong), forms.of_root(right))
        for wrong, right in rule.words.items():
            if not right or rule.case is LetterCase.EXACT:
                self._enter_forms(rule, [wrong.lower()], [right or None])
            else:
                ends = forms.clitics(wrong)
                self._enter_forms(
                    rule, [wrong + end for end in ends], [right + end for end in ends]
                )

    def _enter_forms(self, rule: Rule, wrong: list[str], right: Sequence[str | None]) -> None:
        """Add the forms of one word or phrase to the dictionary."""
        if wrong[0].isalpha() and self.words.keys().isdisjoint(wrong):
            self.words.update(zip(wrong, zip(right, repeat(rule)), strict=True))
        else:
            self._enter_phrases(rule, wrong, right)

    def _enter_phrases(
        self, rule: Rule, wrong: Sequence[str], right: Sequence[str | None]
    ) -> None:
        for phrase, replacement in zip(wrong, right, strict=True):
            first, second = (*WORD.findall(phrase), "", "")[:2]
            several = self.phrases.setdefault(first, {}).setdefault(second, [])
            several.append(Phrase(phrase, replacement, rule))
            if len(several) > 1:
                several.sort(key=lambda one: len(one.text), reverse=True)


_NOTHING: dict[str, list[Phrase]] = {}


def names(rule: Rule) -> Names:
    """How `rule` treats names: rules of words skip them by default."""
    if rule.names:
        return rule.names
    return (
        Names.SKIP if (rule.words or rule.roots) and rule.case is LetterCase.KEEP else Names.READ
    )


@cache
def standard() -> Ruleset:
    """The rules that are part of Redaksi."""
    return Ruleset(load.own())


def house(settings: CopydeskSettings, files: Mapping[str, str], written: str = "") -> Ruleset:
    """The rules of a house: `settings` applied to the standard rules and to its rule `files`.

    `files` maps the names of rule files to their content. `written` is the text of newsroom.toml,
    for line numbers.

    Raises:
        BadInput: when a rule file is invalid, or `settings` name an unknown rule.
    """
    if settings == CopydeskSettings():
        return standard()
    rules = {rule.id: rule for rule in load.own()}
    for name, text in files.items():
        rules |= {rule.id: rule for rule in load.examined(text, name)}
    for fault in load.settings_faults(settings, rules, written):
        raise fault
    chosen = (_chosen(rule, settings) for rule in rules.values() if rule.id not in settings.off)
    return Ruleset(chosen, settings.words)


def _chosen(rule: Rule, settings: CopydeskSettings) -> Rule:
    severity, limit = (
        settings.severity.get(rule.id, rule.severity),
        settings.limit.get(rule.id, rule.limit),
    )
    return replace(rule, severity=severity, limit=limit)


def reads(rule: Rule, scope: Scope) -> bool:
    """Whether `rule` reads passages of `scope`, or the quotations in them."""
    return scope in rule.scopes or (
        Scope.QUOTATION in rule.scopes and scope is not Scope.PARTICULARS
    )
