"""The messages between a program and its child processes: a length, then one struct in msgpack."""

from typing import IO

import msgspec

LONGEST_MESSAGE = 96 << 20
"""The most bytes of a message: an attachment, or the two files that are made of it."""
_LENGTH = 8
"""The number of bytes that tell the length of a message."""


def send(stream: IO[bytes], message: msgspec.Struct) -> None:
    """Write `message` to `stream`."""
    data = msgspec.msgpack.encode(message)
    stream.write(len(data).to_bytes(_LENGTH, "big") + data)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """The next message of `stream`, encoded.

    Raises:
        EOFError: when `stream` ends, or the message is too long.
    """
    size = int.from_bytes(_exactly(stream, _LENGTH), "big")
    if size > LONGEST_MESSAGE:
        raise EOFError
    return _exactly(stream, size)


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data
