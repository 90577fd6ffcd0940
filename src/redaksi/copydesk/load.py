"""Rules from rule files; an invalid rule is refused with its line."""

import re
from collections.abc import Container, Iterator
from functools import cache
from importlib import resources
from itertools import chain

import msgspec
from msgspec.structs import replace

from redaksi.copydesk import checks, regex_cost
from redaksi.copydesk.rule import Rule, RuleFile
from redaksi.copydesk.settings import CopydeskSettings
from redaksi.domain.finding import Severity
from redaksi.errors import BadInput
from redaksi.i18n import _, messages
from redaksi.text import clean, toml_lines

_AT_LINE = re.compile(r"\(?at line (\d+)(?:, column \d+)?\)?|\(at end of document\)")
_EXAMPLES = re.compile(r"^(?:wrong|right) = \[(?:.*\]|(?:\n .*)*\n\])$", re.MULTILINE)
_ENOUGH = 2
_PATH = re.compile(r"\$\.rule\[(\d+)\](?:\.(\w+))?")
_FORBIDDEN_PLACE = re.compile(
    r"(?:Object contains unknown field|Object missing required field) `(\w+)`"
)


@cache
def own(*, examples: bool = False) -> tuple[Rule, ...]:
    """The rules that are part of Redaksi, by default without their examples.

    Examples are half of a rule file, and checking an article does not need them. The tests prove
    these rules.
    """
    folder = resources.files("redaksi.copydesk") / "rules"
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".toml")),
        key=lambda file: file.name,
    )
    texts = ((file.read_text("utf-8"), file.name) for file in files)
    return tuple(
        rule
        for text, name in texts
        for rule in parse(text if examples else _EXAMPLES.sub("", text), name)
    )


def with_examples(rule: Rule) -> Rule:
    """`rule` with its examples, even if it was loaded without them."""
    whole = next((one for one in own(examples=True) if one.id == rule.id), rule)
    return rule if rule.wrong else replace(rule, wrong=whole.wrong, right=whole.right)


def parse(text: str, name: str) -> tuple[Rule, ...]:
    """The rules in `text`, the content of the file `name`.

    Raises:
        BadInput: when the TOML or a value is invalid; with the line.
    """
    try:
        data = toml_lines.loads(text)
    except ValueError as error:
        found = _AT_LINE.search(str(error))
        line = int(found[1]) if found and found[1] else text.count("\n") + 1
        raise _broken(name, line, messages.said(_AT_LINE.sub("", str(error)).strip())) from error
    try:
        return msgspec.convert(data, RuleFile).rule
    except msgspec.ValidationError as error:
        why = str(error)
        place = _PATH.search(why)
        unknown = _FORBIDDEN_PLACE.search(why)
        key = place[2] if place and place[2] else unknown[1] if unknown else ""
        line = _line(text, int(place[1]) if place else 0, key or "")
        raise _broken(name, line, messages.said(why.partition(" - at ")[0])) from error


def examined(text: str, name: str) -> tuple[Rule, ...]:
    """The rules in `text` as from `parse`, each also checked for faults.

    Raises:
        BadInput: when the TOML, a value or a rule is invalid; with the line.
    """
    rules = parse(text, name)
    for number, rule in enumerate(rules):
        for key, why in faults(rule):
            raise _broken(name, _line(text, number, key), why)
    names = [rule.id for rule in rules]
    for number, rule_id in enumerate(names):
        if rule_id in names[:number]:
            raise _broken(
                name, _line(text, number, "id"), _("two rules are called {id}").format(id=rule_id)
            )
    return rules


def faults(rule: Rule) -> Iterator[tuple[str, str]]:
    """The faults of `rule`, each as the key and a sentence without a full stop."""
    for key in rule.__struct_fields__:
        if any(map(clean.is_harmful, _strings(msgspec.to_builtins(getattr(rule, key))))):
            yield key, _("it holds characters that steer a terminal")
    if sum(map(bool, (rule.words or rule.roots, rule.pattern, rule.check))) != 1:
        yield "id", _("a rule has one of words (with roots), pattern and check")
    if rule.check and rule.check not in checks.REGISTRY:
        yield (
            "check",
            _("there is no check {name}; there are: {names}").format(
                name=rule.check, names=", ".join(sorted(checks.REGISTRY))
            ),
        )
    if rule.severity is Severity.ETIK and (
        rule.replacement is not None or any(rule.words.values()) or rule.roots
    ):
        yield "severity", _("a rule of ethics replaces nothing: a person must decide")
    yield from _pattern_faults(rule)
    yield from _example_faults(rule)


def _strings(value: object) -> Iterator[str]:
    """Every string in `value`, a value of TOML."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from chain.from_iterable(map(_strings, chain(value, value.values())))
    elif isinstance(value, list | tuple):
        yield from chain.from_iterable(map(_strings, value))


def _pattern_faults(rule: Rule) -> Iterator[tuple[str, str]]:
    for key in ("pattern", "unless"):
        if why := regex_cost.fault(getattr(rule, key)):
            yield key, why
    if rule.pattern and rule.replacement is not None:
        try:
            re.compile(rule.pattern).sub(rule.replacement, "")
        except (re.error, IndexError) as error:
            yield "replacement", messages.said(error)


def _example_faults(rule: Rule) -> Iterator[tuple[str, str]]:
    for key in ("wrong", "right"):
        if len(getattr(rule, key)) < _ENOUGH:
            yield key, _("a rule has at least {count} examples of each kind").format(count=_ENOUGH)
    if any(example.cut not in example.text for example in rule.wrong):
        yield "wrong", _("an example does not hold what the rule cuts out of it")


def settings_faults(
    settings: CopydeskSettings, rules: Container[str], written: str
) -> Iterator[BadInput]:
    """An error for each rule in `settings` that is not among `rules`.

    `written` is the text of newsroom.toml, for line numbers.
    """
    for name in dict.fromkeys((*settings.off, *settings.severity, *settings.limit)):
        if name not in rules:
            yield BadInput(
                _("There is no rule {id}, which line {line} of newsroom.toml names.").format(
                    id=name, line=toml_lines.line_of(written, name, "copydesk")
                ),
                _("See the rules with: redaksi rules."),
            )


def _line(text: str, number: int, key: str) -> int:
    """The line of `key` in the rule `number` (from 0) of `text`, else the rule's first line."""
    begun, begins = -1, 1
    for count, line in enumerate(text.split("\n"), start=1):
        if re.match(r"\s*\[\[\s*rule\s*\]\]", line):
            begun += 1
            begins = count if begun == number else begins
        elif begun == number and key and re.match(rf"\s*\[?(?:rule\.)?{re.escape(key)}\b", line):
            return count
    return begins


def _broken(name: str, line: int, why: str) -> BadInput:
    return BadInput(
        _("Line {line} of {name} cannot be used: {why}.").format(
            line=line, name=name, why=why.rstrip(".")
        ),
        _(
            "Mend the rule, or take the file out of newsroom.toml; docs/copydesk.md tells how "
            "rules are written."
        ),
    )
