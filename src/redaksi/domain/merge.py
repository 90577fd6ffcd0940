"""Three-way merge of an article's text: field by field, the body paragraph by paragraph. Pure.

Changes to different fields, different paragraphs and different gaps between paragraphs merge
automatically, and so do equal changes. Where both sides changed the same part differently, a
person decides.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from redaksi.domain.article import Text
from redaksi.domain.paragraphs import pairs

Paragraphs = tuple[str, ...]


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """A part that both sides changed differently: a field of `Text`, or a part of the body.

    A part of the body is one paragraph or one gap. Each side is a tuple of lines, () for a missing
    paragraph. `position` is the index in the merged body at which `mine` stands until the conflict
    is resolved.
    """

    field: str
    base: Paragraphs
    mine: Paragraphs
    theirs: Paragraphs
    position: int = 0


class Merge(msgspec.Struct, frozen=True, kw_only=True):
    """`text` holds the merged parts, and mine wherever there are `conflicts`."""

    text: Text
    conflicts: tuple[Conflict, ...] = ()


class _Side(NamedTuple):
    """One side's body, seen from the base.

    `kept` holds what became of each paragraph of the base; `added` holds the paragraphs that were
    added before each of them and at the end.
    """

    kept: list[Paragraphs]
    added: list[Paragraphs]


def merge(base: Text, mine: Text, theirs: Text) -> Merge:
    """The text of `base` with both the changes in `mine` and the changes in `theirs`."""
    values: dict[str, object] = {}
    conflicts: list[Conflict] = []
    for field in Text.__struct_fields__:
        if field == "body":
            values[field] = _body(base.body, mine.body, theirs.body, conflicts)
        else:
            values[field] = _field(field, base, mine, theirs, conflicts)
    return Merge(text=msgspec.structs.replace(mine, **values), conflicts=tuple(conflicts))


def resolved(found: Merge, answers: Sequence[Any]) -> Text:
    """The text of `found` with `answers` to its conflicts, in their order.

    An answer is a tuple of paragraphs for the body, otherwise the value of the field.
    """
    body, values = list(found.text.body), {}
    for conflict, answer in reversed(list(zip(found.conflicts, answers, strict=True))):
        if conflict.field == "body":
            body[conflict.position : conflict.position + len(conflict.mine)] = answer
        else:
            values[conflict.field] = answer
    return msgspec.structs.replace(found.text, **{"body": tuple(body), **values})


def _field(field: str, base: Text, mine: Text, theirs: Text, conflicts: list[Conflict]) -> object:
    before, ours, other = (getattr(text, field) for text in (base, mine, theirs))
    if other in (ours, before):
        return ours
    if ours == before:
        return other
    conflicts.append(
        Conflict(field=field, base=_shown(before), mine=_shown(ours), theirs=_shown(other))
    )
    return ours


def _shown(value: object) -> Paragraphs:
    if isinstance(value, str):
        return (value,)
    items = msgspec.to_builtins(value)
    return tuple(
        item if isinstance(item, str) else msgspec.json.encode(item).decode() for item in items
    )


def _body(
    base: Paragraphs, mine: Paragraphs, theirs: Paragraphs, conflicts: list[Conflict]
) -> Paragraphs:
    ours, other = _side(base, mine), _side(base, theirs)
    merged: Paragraphs = ()
    for place in range(len(base) + 1):
        merged += _decided((), ours.added[place], other.added[place], len(merged), conflicts)
        if place < len(base):
            merged += _decided(
                (base[place],), ours.kept[place], other.kept[place], len(merged), conflicts
            )
    return merged


def _decided(
    base: Paragraphs,
    mine: Paragraphs,
    theirs: Paragraphs,
    position: int,
    conflicts: list[Conflict],
) -> Paragraphs:
    if theirs in (mine, base):
        return mine
    if mine == base:
        return theirs
    conflicts.append(
        Conflict(field="body", base=base, mine=mine, theirs=theirs, position=position)
    )
    return mine


def _side(base: Paragraphs, body: Paragraphs) -> _Side:
    matched = pairs(base, body)
    kept: list[Paragraphs] = []
    added: list[Paragraphs] = []
    done = 0
    for place in range(len(base)):
        there = matched.get(place)
        if there is None:
            kept.append(())
            added.append(())
        else:
            kept.append((body[there],))
            added.append(body[done:there])
            done = there + 1
    return _Side(kept, [*added, body[done:]])
