"""The rules of a house, made ready for reading: one dictionary of words, patterns by scope, checks."""

import re
from collections.abc import Iterable, Mapping, Set
from functools import cache, cached_property
from typing import NamedTuple

from msgspec.structs import replace

from redaksi.copydesk import checks, forms, load
from redaksi.copydesk.finding import Scope
from redaksi.copydesk.rule import Case, Names, Rule
from redaksi.copydesk.settings import Settings
from redaksi.copydesk.tokens import WORD


class Entry(NamedTuple):
    """One spelling that a rule of words objects to, in small letters, and what it replaces it by (None: nothing)."""

    phrase: str
    replacement: str | None
    rule: Rule


class Pattern:
    """A rule with a pattern, which is compiled when a text first calls for it."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.scopes = frozenset(scope for scope in Scope if reads(rule, scope))

    @cached_property
    def regex(self) -> re.Pattern[str]:
        return re.compile(self.rule.pattern)

    @cached_property
    def cut(self) -> str | int:
        """The group that is cut out."""
        return "cut" if "cut" in self.regex.groupindex else 0

    def is_called(self, lower: str) -> bool:
        """Whether a text, in small letters, holds anything that it looks for."""
        when = self.rule.when
        for part in when:  # `any` with a generator takes twice as long, and this is asked most of all
            if part in lower:
                return True
        return not when


class Book:
    """Rules, ready: by id in their order, `patterns`, `checks`.

    `entries` holds the spellings by their first word and their second one, "" for those of one word.
    """

    def __init__(self, rules: Iterable[Rule], accepted: Iterable[str] = ()) -> None:
        self.rules: Mapping[str, Rule] = {rule.id: rule for rule in rules}
        self.accepted = frozenset(word.lower() for word in accepted)
        self.entries = _entries(self.rules.values())
        self.patterns = [Pattern(rule) for rule in self.rules.values() if rule.pattern]
        self.checks = [(rule, checks.REGISTRY[rule.check]) for rule in self.rules.values() if rule.check]

    def called(self, words: Set[str]) -> Set[str]:
        """The first words of the entries for which all is among WORDS that tells them apart."""
        first = self.entries.keys() & words
        return {word for word in first if "" in self.entries[word] or not words.isdisjoint(self.entries[word])}


def names(rule: Rule) -> Names:
    """What RULE does with names: rules of words leave them alone unless they say otherwise."""
    if rule.names:
        return rule.names
    return Names.SKIP if (rule.words or rule.roots) and rule.case is Case.KEEP else Names.READ


@cache
def standard() -> Book:
    """The rules that come with Redaksi."""
    return Book(load.own())


def house(settings: Settings, files: Mapping[str, str]) -> Book:
    """The rules as a house has them: SETTINGS, and the content of its rule FILES by name. Raises BadInput."""
    if settings == Settings():
        return standard()
    rules = {rule.id: rule for rule in load.own()}
    for name, text in files.items():
        rules |= {rule.id: rule for rule in load.examined(text, name)}
    load.check_settings(settings, rules)
    chosen = (_chosen(rule, settings) for rule in rules.values() if rule.id not in settings.off)
    return Book(chosen, settings.words)


def _chosen(rule: Rule, settings: Settings) -> Rule:
    severity, limit = settings.severity.get(rule.id, rule.severity), settings.limit.get(rule.id, rule.limit)
    return replace(rule, severity=severity, limit=limit)


def reads(rule: Rule, scope: Scope) -> bool:
    """Whether RULE has anything to look for in a passage of SCOPE, which may hold quotations."""
    return scope in rule.scopes or (Scope.QUOTATION in rule.scopes and scope is not Scope.PARTICULARS)


def _entries(rules: Iterable[Rule]) -> dict[str, dict[str, list[Entry]]]:
    """Every form of every word, by its first and second word; the longest phrase first."""
    entries: dict[str, dict[str, list[Entry]]] = {}
    for rule in rules:
        for phrase, right in _spellings(rule):
            first, second = (phrase, "") if phrase.isalpha() else (*WORD.findall(phrase), "", "")[:2]
            several = entries.setdefault(first, {}).setdefault(second, [])
            several.append(Entry(phrase, right, rule))
            if len(several) > 1:
                several.sort(key=lambda entry: len(entry.phrase), reverse=True)
    return entries


def _spellings(rule: Rule) -> Iterable[tuple[str, str | None]]:
    for wrong, right in rule.words.items():
        if not right or rule.case is Case.EXACT:
            yield wrong.lower(), right or None
        else:
            yield from zip(forms.of_word(wrong), forms.of_word(right), strict=True)
    for wrong, right in rule.roots.items():
        yield from zip(forms.of_root(wrong), forms.of_root(right), strict=True)
