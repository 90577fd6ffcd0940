"""A compiled catalogue of gettext (`.mo`), in which each text is looked up when it is shown.

The standard library's `gettext` first reads all 2,000 messages into a dictionary. That takes 3 ms
of every start, and the board shows a hundred of them. The file is made for the search: its
messages are sorted, and two tables tell where each stands.
"""

import struct
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path

_MAGIC = 0x950412DE
"""The first number of a file, by which its byte order is known."""
_SEPARATOR = b"\0"
"""Stands between the forms of a text that has a plural."""


class Translations:
    """The translations in the file `path`. Its language uses the plural for all but one thing.

    Raises:
        OSError: when the file cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._data = path.read_bytes()
        order = "<" if struct.unpack_from("<I", self._data) == (_MAGIC,) else ">"
        _magic, _version, count, originals, translations = struct.unpack_from(
            f"{order}5I", self._data
        )
        self._entry = struct.Struct(f"{order}II")
        size = self._entry.size
        # The places of the entries of both tables.
        self._originals = range(originals, originals + count * size, size)
        self._translations = range(translations, translations + count * size, size)
        self._found: dict[str, Sequence[str]] = {}

    def gettext(self, message: str) -> str:
        """The translation of `message`; `message` itself where there is none."""
        return (self._forms(message) or (message,))[0]

    def ngettext(self, one: str, many: str, count: int) -> str:
        """The form for `count` things of the text whose source forms are `one` and `many`."""
        return (self._forms(one) or (one, many))[count != 1]

    def _forms(self, message: str) -> Sequence[str]:
        """The forms of the translation of `message`; none where there is no translation."""
        if message not in self._found:
            self._found[message] = self._search(message.encode())
        return self._found[message]

    def _search(self, message: bytes) -> Sequence[str]:
        place = bisect_left(self._originals, message, key=self._original)
        if place == len(self._originals) or self._original(self._originals[place]) != message:
            return ()
        return [form.decode() for form in self._text(self._translations[place]).split(_SEPARATOR)]

    def _original(self, place: int) -> bytes:
        """The text of the entry at `place`, without its plural."""
        return self._text(place).partition(_SEPARATOR)[0]

    def _text(self, place: int) -> bytes:
        length, start = self._entry.unpack_from(self._data, place)
        return self._data[start : start + length]
