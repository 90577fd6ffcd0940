"""SHA-256 of bytes and of values, in the form of the record.

The library is imported at the first hash: the board needs none.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable
    from hashlib import _Hash

_SHA256 = re.compile(r"[0-9a-f]{64}")
_EMPTY = 2
"""The length in bytes of an empty string, list or mapping in JSON.

Half of all values are empty: their hashes are cached.
"""


def is_sha256(text: str) -> bool:
    """Whether `text` is a hash in hexadecimal, which is safe as a part of a path."""
    return bool(_SHA256.fullmatch(text))


def sha256(data: bytes) -> str:
    """The hash of `data`, in hexadecimal."""
    return _algorithm()(data).hexdigest()


def digest(value: object) -> str:
    """SHA-256 of `value`'s canonical JSON, in hexadecimal.

    In canonical JSON, keys are sorted, the encoding is UTF-8, and blanks and empty fields are left
    out. Without the empty fields, a field that a later version adds does not change the hashes of
    earlier records.
    """
    return sha256(msgspec.json.encode(_filled(msgspec.to_builtins(value)), order="sorted"))


def canonical(value: object) -> str:
    """`value` as JSON with sorted keys and without blanks; empty values are kept."""
    return msgspec.json.encode(value, order="sorted").decode()


def by_parts(values: Mapping[str, object]) -> dict[str, str]:
    """The hash of each of `values`, empty or not, by its key.

    A hash of these hashes still identifies a value that was erased.
    """
    return {
        key: _of_canonical(msgspec.json.encode(value, order="sorted"))
        for key, value in values.items()
    }


def _of_canonical(data: bytes) -> str:
    return sha256(data) if len(data) > _EMPTY else _of_empty(data)


@cache
def _of_empty(data: bytes) -> str:
    return sha256(data)


def _filled(value: Any) -> Any:
    # Most values are strings, and a verify calls this millions of times: strings cost no call.
    if isinstance(value, dict):
        return {
            key: item if isinstance(item, str) else _filled(item)
            for key, item in value.items()
            if item
        }
    if isinstance(value, list | tuple):
        return [item if isinstance(item, str) else _filled(item) for item in value]
    return value


@cache
def _algorithm() -> "Callable[[bytes], _Hash]":
    from hashlib import sha256 as algorithm  # noqa: PLC0415 - see the module's docstring

    return algorithm
