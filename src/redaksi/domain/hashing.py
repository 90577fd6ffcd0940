"""SHA-256 as the record writes it, of bytes and of values.

The library that reckons it is loaded for the first one: the board needs none.
"""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable
    from hashlib import _Hash

_EMPTY = 2
"""Bytes of JSON that an empty string, list or mapping has.

Half of the values are empty: their hash is kept.
"""


def sha256(data: bytes) -> str:
    """The hash of `data`, in hexadecimal."""
    return _algorithm()(data).hexdigest()


def digest(value: object) -> str:
    """SHA-256 of `value`'s canonical JSON (keys sorted, UTF-8, no blanks, empty fields left
    out), in hexadecimal.

    Without the empty fields, a field that is new in a later version leaves the hashes of earlier
    records as they are.
    """
    return sha256(msgspec.json.encode(_filled(msgspec.to_builtins(value)), order="sorted"))


def canonical(value: object) -> str:
    """`value` as JSON with its keys sorted, without blanks, and with all that is empty."""
    return msgspec.json.encode(value, order="sorted").decode()


def by_parts(values: Mapping[str, object]) -> dict[str, str]:
    """The hash of each of `values`, empty or not, by its key: what is hashed is named by its
    hash.
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
    # Most of it is strings, and a verify comes here millions of times: they are not asked twice.
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
    from hashlib import sha256 as algorithm  # noqa: PLC0415 - see above

    return algorithm
