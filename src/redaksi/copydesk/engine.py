"""Checking an article by a set of rules. Pure: an article in, findings out."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from redaksi.copydesk.checks.base import Hit
from redaksi.copydesk.rule import LetterCase, Names, Rule, RuleKind, Within
from redaksi.copydesk.ruleset import Pattern, Phrase, Ruleset, names, reads
from redaksi.copydesk.tokens import Page, Passage, Span
from redaksi.domain.article import Text
from redaksi.domain.finding import Finding, Scope, Severity


def check(
    text: Text, ruleset: Ruleset, editor: str | None = None, language: str = "id"
) -> list[Finding]:
    """The findings of the rules of `ruleset` in `text`, in reading order, the gravest first.

    `editor` is the person to whom the article is assigned, "" for nobody, None where that is
    unknown. Messages are in `language`.
    """
    page = Page(text, editor)
    found: dict[tuple[int, int, int, str], Finding] = {}
    for rule, hit in _hits(page, ruleset):
        finding = _finding(page, rule, hit, ruleset, language)
        if finding:
            place = (hit.passage.order, hit.start, hit.end, rule.id)
            found.setdefault(place, finding)
    ordered = sorted(
        found.items(), key=lambda item: (*item[0][:2], -item[1].severity.weight, -item[0][2])
    )
    return _distinct([finding for _place, finding in ordered])


def _hits(page: Page, ruleset: Ruleset) -> Iterator[tuple[Rule, Hit]]:
    called = ruleset.called(page.index.keys())
    for passage in page.holding(called):
        yield from _spelled(passage, ruleset, called)
    for pattern in ruleset.patterns:
        for passage, found in pattern.found(page):
            if hit := _matched(passage, pattern, found):
                yield pattern.rule, hit
    for rule, check_page in ruleset.checks:
        yield from ((rule, hit) for hit in check_page(page, rule))


def _spelled(passage: Passage, ruleset: Ruleset, called: Set[str]) -> Iterator[tuple[Rule, Hit]]:
    """The words and phrases of the dictionary in `passage`.

    A reduplicated word (praktek-praktek) is a single hit.
    """
    last: tuple[Rule, Hit] | None = None
    for rule, hit in _looked_up(passage, ruleset, called):
        if (
            last
            and last[0] is rule
            and last[1].end == hit.start - 1
            and passage.text[hit.start - 1] == "-"
        ):
            last = rule, _joined(last[1], hit)
            continue
        if last:
            yield last
        last = rule, hit
    if last:
        yield last


def _looked_up(passage: Passage, ruleset: Ruleset, called: Set[str]) -> Iterator[tuple[Rule, Hit]]:
    words, behind = (*passage.words, ""), 0
    for number in [number for number, word in enumerate(words) if word in called]:
        for phrase in ruleset.at(words[number], words[number + 1]):
            if not reads(phrase.rule, passage.scope) or passage.places[number] < behind:
                continue
            hit = _found(passage, passage.places[number], phrase)
            if hit:
                yield phrase.rule, hit
                behind = hit.end
                break


def _found(passage: Passage, start: int, phrase: Phrase) -> Hit | None:
    """The hit of `phrase` at `start`, if the passage has it there."""
    text, replacement, rule = phrase
    end = start + len(text)
    if not passage.lower.startswith(text, start) or _goes_on(passage.lower, end):
        return None
    cut = passage.text[start:end]
    right = _cased(cut, replacement, rule)
    if right == cut or (rule.case is LetterCase.EXACT and cut.isupper()):
        return None
    return Hit(passage, start, end, right)


def _goes_on(text: str, end: int) -> bool:
    return end < len(text) and (
        text[end].isalnum() or (text[end] == "'" and text[end + 1 : end + 2].isalpha())
    )


def _joined(first: Hit, second: Hit) -> Hit:
    whole = None
    if first.replacement is not None and second.replacement is not None:
        whole = f"{first.replacement}-{second.replacement}"
    return Hit(first.passage, first.start, second.end, whole)


def _matched(passage: Passage, pattern: Pattern, found: re.Match[str]) -> Hit | None:
    """The hit of the match `found`; None if there is no text to replace or no change."""
    start, end = found.span(pattern.cut)
    if start < 0:
        return None
    cut, template = passage.text[start:end], pattern.rule.replacement
    right = None if template is None else _cased(cut, found.expand(template), pattern.rule)
    return None if right == cut else Hit(passage, start, end, right)


def _cased(cut: str, replacement: str | None, rule: Rule) -> str | None:
    """`replacement` with the capitals of `cut`, unless the rule spells it exactly."""
    if not replacement or rule.case is LetterCase.EXACT:
        return replacement
    if len(cut) > 1 and cut.isupper():
        return replacement.upper()
    if cut[:1].isupper():
        titled = " " in replacement and all(word[:1].isupper() for word in cut.split())
        return (
            _titled(replacement)
            if titled and " " in cut
            else replacement[0].upper() + replacement[1:]
        )
    return replacement


def _titled(phrase: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in phrase.split(" "))


def _finding(page: Page, rule: Rule, hit: Hit, ruleset: Ruleset, language: str) -> Finding | None:
    """The finding of `hit`.

    None where the rule does not read that place or an exception applies.
    """
    passage, start, end = hit.passage, hit.start, hit.end
    quoted = passage.is_quoted(start, end) and end > start
    scope = Scope.QUOTATION if quoted else passage.scope
    if not _counts(page, rule, hit, scope, ruleset):
        return None
    verdict, cut = _judged(rule, hit, quoted=quoted), passage.text[start:end]
    return Finding(
        rule=rule.id,
        severity=verdict.severity,
        scope=scope,
        field=passage.field,
        item=passage.index,
        start=start,
        end=end,
        text=cut,
        message=_message(
            rule, language, {"text": cut, "replacement": hit.replacement or "", **hit.words}
        ),
        replacement=verdict.replacement,
        source=rule.source,
        safe=verdict.safe,
    )


def _counts(page: Page, rule: Rule, hit: Hit, scope: Scope, ruleset: Ruleset) -> bool:
    """Whether the rule reads the place of `hit`, which is in `scope`, and no exception applies."""
    passage = hit.passage
    if (scope not in rule.scopes and passage.text) or passage.lower[
        hit.start : hit.end
    ] in ruleset.accepted:
        return False
    if not _fits(page, rule, hit):
        return False
    return (
        hit.end == hit.start
        or names(rule) is not Names.SKIP
        or not passage.is_name(hit.start, hit.end)
    )


class _Verdict(NamedTuple):
    """The severity of a hit, its replacement, and whether that may be applied without asking."""

    severity: Severity
    replacement: str | None
    safe: bool


def _judged(rule: Rule, hit: Hit, *, quoted: bool) -> _Verdict:
    """The verdict of the rule on `hit`.

    A hit that may be a name gets a milder one, and so does a `quoted` hit on matters of taste.
    """
    severity, replacement, safe = rule.severity, hit.replacement, rule.safe and not quoted
    if _may_be_a_name(rule, hit):
        severity, replacement = _milder(severity, Severity.PERINGATAN), None
    if quoted and rule.kind in {RuleKind.WORDING, RuleKind.STYLE}:
        severity, safe = _milder(severity, Severity.SARAN), False
    return _Verdict(
        severity, replacement, safe and replacement is not None and severity is not Severity.ETIK
    )


def _may_be_a_name(rule: Rule, hit: Hit) -> bool:
    """Whether `hit` may be a name, for a rule that warns of names.

    A capital that does not begin a sentence is a sign of a name.
    """
    passage, start, end = hit.passage, hit.start, hit.end
    if end == start or names(rule) is not Names.WARN:
        return False
    if passage.opens_sentence(start) and not passage.is_titled:
        return False
    return passage.is_name(start, end) or passage.text[start].isupper()


def _milder(severity: Severity, most: Severity) -> Severity:
    return severity if severity is Severity.ETIK or severity.weight <= most.weight else most


def example_message(rule: Rule, language: str) -> str:
    """The message of `rule`, in `language`, for the first of its examples, which it must have."""
    example = rule.wrong[0]
    words = {"text": example.cut, "limit": str(rule.limit)}
    if example.fix is not None:
        words["replacement"] = example.fix
    return re.sub(r"\{\w+\}", "…", _message(rule, language, words))


def _message(rule: Rule, language: str, words: Mapping[str, str]) -> str:
    template = rule.message.en if language == "en" else rule.message.id
    return re.sub(r"\{(\w+)\}", lambda found: words.get(found[1], found[0]), template)


def _fits(page: Page, rule: Rule, hit: Hit) -> bool:
    """Whether the surroundings of `hit` meet the conditions of the rule."""
    if rule.opens and not hit.passage.opens_sentence(hit.start):
        return False
    if rule.unless and _is_touched(_spans(rule.unless, hit.passage.plain), hit):
        return False
    if not (rule.if_any or rule.if_none):
        return True
    if rule.if_any and not _stands(page, rule.if_any, rule.within, hit):
        return False
    return not (rule.if_none and _stands(page, rule.if_none, rule.within, hit))


@lru_cache(maxsize=32)
def _spans(pattern: str, text: str) -> list[Span]:
    """The matches of `pattern` in `text`; cached, since a long paragraph may have many hits."""
    return [found.span() for found in _compiled(pattern).finditer(text)]


def _is_touched(spans: list[Span], hit: Hit) -> bool:
    """Whether one of `spans`, which are in order, overlaps `hit`."""
    last = bisect_left(spans, hit.end, key=itemgetter(0)) - 1
    return last >= 0 and hit.start < spans[last][1]


def _stands(page: Page, words: tuple[str, ...], within: Within, hit: Hit) -> bool:
    """Whether one of `words` stands around `hit`.

    The answer is cached for each stretch, since a long one may have many hits.
    """
    owner: Page | Passage = page if within is Within.ARTICLE else hit.passage
    start, end = (
        hit.passage.sentence(hit.start) if within is Within.SENTENCE else (0, len(owner.lower))
    )
    key = owner, start, end, words
    if key not in page.stands:
        page.stands[key] = bool(_any_of(words).search(owner.lower, start, end))
    return page.stands[key]


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@lru_cache(maxsize=512)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for any of `words`, in small letters; a `*` at the end stands for any ending."""
    forms = (re.escape(word.lower()).replace(r"\*", r"\w{0,30}") for word in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")


def _distinct(findings: Iterable[Finding]) -> list[Finding]:
    """`findings` without those that are redundant beside a graver one before them."""
    kept: list[Finding] = []
    for finding in findings:
        if not (kept and _says_the_same(kept[-1], finding)):
            kept.append(finding)
    return kept


def _says_the_same(one: Finding, other: Finding) -> bool:
    """Whether `other` is redundant beside the graver `one`.

    Both must be at the same place, and `one` must have a replacement. `other` must be less grave
    or have the same replacement.
    """
    places = [
        (finding.field, finding.item, finding.start, finding.end) for finding in (one, other)
    ]
    graver = other.severity.weight < one.severity.weight
    return (
        places[0] == places[1]
        and one.replacement is not None
        and (graver or one.replacement == other.replacement)
    )
