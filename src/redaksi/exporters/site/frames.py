"""The messages between `press` and `child`: a length in four bytes, and so many bytes.

Neither side unpickles: a child that a template took over must not take over its parent.
"""

from struct import Struct
from typing import IO

import msgspec

LARGEST = 1 << 28
"""The most bytes of a message."""

_LENGTH = Struct(">I")


class Rendered(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The pages of a child, or its complaint: the `template`, the `line` and `why`."""

    pages: tuple[bytes, ...] = ()
    template: str = ""
    line: int = 0
    why: str = ""


def write(stream: IO[bytes] | None, message: bytes) -> None:
    """Send `message`.

    Raises:
        OSError: when nobody reads any more.
    """
    if stream is None:
        raise BrokenPipeError
    stream.write(_LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()


def read(stream: IO[bytes] | None) -> bytes:
    """The next message.

    Raises:
        EOFError: when there is none, or more than `LARGEST` bytes.
    """
    head = stream.read(_LENGTH.size) if stream else b""
    if stream is None or len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    if length > LARGEST:
        raise EOFError
    message = stream.read(length)
    if len(message) < length:
        raise EOFError
    return message
