"""The new content of a file, compared with the file in place while it arrives in parts.

Only one part is in memory, and nothing is written for a file that stays as it is.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import file_digest, sha256
from io import BufferedReader
from itertools import chain
from typing import BinaryIO

from redaksi.i18n import _, messages

_BLOCK = 1 << 20
"""The most bytes that are copied at once."""


class Kept(Exception):
    """A file in place that must stay as it is.

    The message is a sentence that tells why and names the way out.
    """


@contextmanager
def reading() -> Iterator[None]:
    """Raise Kept for an OSError in the block, which reads a file in place."""
    try:
        yield
    except OSError as error:
        raise Kept(_("It cannot be read: {why}.").format(why=messages.said(error))) from error


def sha256_of(present: BufferedReader) -> str:
    """The SHA-256 of the whole file in hexadecimal.

    Raises:
        Kept: when the file cannot be read.
    """
    with reading():
        present.seek(0)
        return file_digest(present, "sha256").hexdigest()


class Candidate:
    """The new content of a file in parts, compared with the file `present`.

    `present` is None when there is no file. `is_present` tells whether `present` holds exactly
    this content; all parts are read by then. Otherwise `write` reads the remaining parts. The
    constructor and `write` raise Kept when `present` cannot be read.
    """

    def __init__(self, parts: Iterable[bytes], present: BufferedReader | None) -> None:
        self._parts = iter(parts)
        self._present = present
        self._hash = sha256()
        self._same = 0
        """The number of bytes that `present` begins with, too."""
        self.is_present = present is not None and self._is_all_of(present)

    @property
    def sha256(self) -> str:
        """The SHA-256 of the parts read so far, in hexadecimal."""
        return self._hash.hexdigest()

    def _is_all_of(self, present: BufferedReader) -> bool:
        for part in self._parts:
            with reading():
                found = present.read(len(part))
            if found != part:
                self._parts = chain([part], self._parts)
                return False
            self._hash.update(part)
            self._same += len(part)
        with reading():
            return not present.read(1)

    def write(self, file: BinaryIO) -> None:
        """Write the content into `file`.

        Raises:
            Kept: also when `present` was changed since it was compared.
        """
        if self._present and self._same:
            self._copy(self._present, file)
        for part in self._parts:
            self._hash.update(part)
            file.write(part)

    def _copy(self, present: BufferedReader, file: BinaryIO) -> None:
        copied, left = sha256(), self._same
        with reading():
            present.seek(0)
        while left:
            with reading():
                block = present.read(min(left, _BLOCK))
            if not block:
                break
            copied.update(block)
            file.write(block)
            left -= len(block)
        if copied.digest() != self._hash.digest():
            raise Kept(_("It was changed while it was compared; export again."))
