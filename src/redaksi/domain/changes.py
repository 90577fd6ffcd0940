"""The differences between two texts: field by field, the body paragraph by paragraph. Pure."""

from collections.abc import Iterator, Sequence

import msgspec

from redaksi.domain.article import Change, Text
from redaksi.domain.paragraphs import pairs


def between(before: Text, after: Text) -> tuple[Change, ...]:
    """Every change that leads from `before` to `after`, in the order of the fields.

    The result is () where both are equal.
    """
    return tuple(_changes(before, after))


def _changes(before: Text, after: Text) -> Iterator[Change]:
    for field in Text.__struct_fields__:
        old, new = getattr(before, field), getattr(after, field)
        if old == new:
            continue
        if field == "body":
            yield from _paragraphs(old, new)
        else:
            yield Change(field=field, before=_plain(old), after=_plain(new))


def _paragraphs(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """The changed, deleted and added paragraphs, from top to bottom."""
    became = pairs(before, after)
    done = 0
    for here, old in enumerate(before):
        there = became.get(here)
        if there is None:
            yield Change(field="body", before=old, after="")
            continue
        yield from (Change(field="body", before="", after=new) for new in after[done:there])
        if old != after[there]:
            yield Change(field="body", before=old, after=after[there])
        done = there + 1
    yield from (Change(field="body", before="", after=new) for new in after[done:])


def _plain(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
