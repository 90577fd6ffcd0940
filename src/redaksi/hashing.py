"""SHA-256 as the record writes it. The library that reckons it is loaded for the first one: the board needs none."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from hashlib import _Hash


def sha256(data: bytes) -> str:
    """The hash of DATA, in hexadecimal."""
    return _algorithm()(data).hexdigest()


@cache
def _algorithm() -> "Callable[[bytes], _Hash]":
    from hashlib import sha256 as algorithm  # noqa: PLC0415 - see above

    return algorithm
