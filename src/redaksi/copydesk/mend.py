"""A text with its safe findings fixed, repeated until no safe finding is left."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from redaksi.copydesk import engine
from redaksi.copydesk.ruleset import Ruleset
from redaksi.domain.article import Text
from redaksi.domain.finding import Finding

MOST_ROUNDS = 10
"""The most rounds: a fix may reveal another finding, and two rules may undo each other's fixes."""

Place = tuple[str, int | None]


class Mended(NamedTuple):
    """A fixed text, and the findings that were fixed, in order."""

    text: Text
    done: tuple[Finding, ...]


def mended(
    text: Text,
    ruleset: Ruleset,
    language: str = "id",
    keeps: Callable[[Finding], bool] = lambda _finding: False,
) -> Mended:
    """`text` with every safe finding of `ruleset` fixed; a second run changes nothing.

    Findings for which `keeps` is true are skipped.
    """
    done: list[Finding] = []
    for _round in range(MOST_ROUNDS):
        found = engine.check(text, ruleset, language=language)
        safe = apart(finding for finding in found if finding.safe and not keeps(finding))
        if not safe:
            break
        text = applied(text, safe)
        done += safe
    return Mended(text, tuple(done))


def apart(findings: Iterable[Finding]) -> list[Finding]:
    """`findings` (in reading order) without those that overlap an earlier one."""
    ends: dict[Place, int] = {}
    kept = []
    for finding in findings:
        place = (finding.field, finding.item)
        if finding.start >= ends.get(place, 0):
            kept.append(finding)
            ends[place] = finding.end
    return kept


def applied(text: Text, findings: Iterable[Finding]) -> Text:
    """`text` with the replacements of `findings` applied.

    `findings` are in reading order, and none overlap.
    """
    by_place: dict[Place, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_place[finding.field, finding.item].append(finding)
    return replace(text, **dict(_fields(text, by_place)))


def _fields(
    text: Text, by_place: Mapping[Place, Sequence[Finding]]
) -> Iterator[tuple[str, object]]:
    for name in {field.partition(".")[0] for field, _number in by_place}:
        value = getattr(text, name)
        if isinstance(value, str):
            yield name, written(value, by_place[name, None])
            continue
        items = list(value)
        for (field, number), findings in by_place.items():
            if field.partition(".")[0] != name or number is None:
                continue
            attribute = field.partition(".")[2]
            if attribute:
                items[number] = replace(
                    items[number],
                    **{attribute: written(getattr(items[number], attribute), findings)},
                )
            else:
                items[number] = written(items[number], findings)
        yield name, tuple(items)


def written(line: str, findings: Sequence[Finding]) -> str:
    """`line` with the replacements of `findings` applied; they are places in `line`, in order."""
    return spliced(
        line, [(finding.start, finding.end, finding.replacement or "") for finding in findings]
    )


def spliced(text: str, changes: Iterable[tuple[int, int, str]]) -> str:
    """`text` with `changes` applied: (start, end, replacement), in order, none overlapping."""
    pieces, behind = [], 0
    for start, end, instead in changes:
        pieces += [text[behind:start], instead]
        behind = end
    return "".join([*pieces, text[behind:]])
