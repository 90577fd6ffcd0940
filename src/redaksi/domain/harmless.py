"""Values from files, without characters that control a terminal. Pure.

Anybody may have edited a file by hand. Verification and the next act use the file as it is
(`Store.evidence`); every value that is shown or exported is harmless.
"""

import re
from collections.abc import Mapping
from enum import Enum
from itertools import islice
from typing import Any, TypeVar

import msgspec

from redaksi.domain.article import Article, Dossier, Team
from redaksi.text import clean

_Value = TypeVar("_Value")
_Found = TypeVar("_Found", Dossier, Team)

# The characters that `clean` drops, as JSON stores them: as escapes, and unescaped.
_ESCAPED = re.compile(rb"\\[bfru]")
_WRITTEN = re.compile(rb"\xc2[\x80-\x9f]|\xe2\x80[\xa8-\xae]|\xe2\x81[\xa6-\xa9]|\xef\xbb\xbf")
_ASCII = bytes(range(128))
_SEVERAL_LINES = {"body", "before", "after", "text", "texts", "quotation", "note", "pool"}
"""The fields that may hold line ends."""


def is_harmless(data: bytes) -> bool:
    """Whether `data`, JSON as a store holds it, has no character that `clean` drops.

    Line ends count as harmless. A harmless character in the form of an escape (`\\u00e9`) counts
    as harmful.
    """
    if b"\x7f" in data or _ESCAPED.search(data):
        return False
    return data.isascii() or not _WRITTEN.search(
        data.translate(None, _ASCII)
    )  # which leaves few bytes to search


def shown(found: _Found) -> _Found:
    """`found`, a value of a store, in a form that may be shown."""
    return found if found.harmless else msgspec.structs.replace(harmless(found), harmless=True)


def harmless(value: _Value, name: str = "") -> _Value:
    """`value`, the field called `name`, with every string in it clean.

    The value may be a struct, mapping, sequence or plain value. A string becomes one line, unless
    its field may hold several.
    """
    return _harmless(value, name)  # type: ignore[no-any-return]


def _harmless(value: Any, name: str) -> Any:
    if isinstance(value, str) and not isinstance(value, Enum):
        return clean.characters(value) if name in _SEVERAL_LINES else clean.line(value)
    if isinstance(value, msgspec.Struct):
        fields = {
            field: _harmless(getattr(value, field), field) for field in value.__struct_fields__
        }
        if isinstance(value, Article):
            fields["paragraph_ids"] = _as_many(fields["paragraph_ids"], len(value.text.body))
        return msgspec.structs.replace(value, **fields)
    if isinstance(value, Mapping):
        inherited = name if name in _SEVERAL_LINES else ""
        return {
            _harmless(key, ""): _harmless(item, inherited or str(key))
            for key, item in value.items()
        }
    if isinstance(value, list | tuple):
        return type(value)(_harmless(item, name) for item in value)
    return value


def _as_many(ids: tuple[str, ...], count: int) -> tuple[str, ...]:
    """`ids` of paragraphs, cut or extended to `count`.

    Whoever edits the text of a file by hand does not adjust the ids.
    """
    taken = set(ids)
    names = (name for name in map(str, range(count)) if name not in taken)
    return (*ids[:count], *islice(names, max(0, count - len(ids))))
