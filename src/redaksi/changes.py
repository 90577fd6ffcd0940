"""What differs between two texts: field by field, the body paragraph by paragraph. Pure."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

import msgspec

from redaksi.article import Change, Text


def between(before: Text, after: Text) -> tuple[Change, ...]:
    """Every change that leads from BEFORE to AFTER, in the order of the fields; () when they are equal."""
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
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            for old, new in zip_longest(before[a:b], after[c:d], fillvalue=""):
                yield Change(field="body", before=old, after=new)


def _plain(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
