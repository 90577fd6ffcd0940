"""The bytes of a TinyDB file: read, parsed and written."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from redaksi.errors import UnreadableDossier
from redaksi.i18n import _, messages
from redaksi.store.dossiers import formats
from redaksi.system import safe_files
from redaksi.system.safe_files import LARGEST
from redaksi.text import extra_fields

Tables = dict[str, dict[str, Any]]
"""Table name -> row number -> row; a row that nobody touched is still `msgspec.Raw`."""

_PLAIN, _PARTS = 4 << 20, 1 << 20
"""A file of more than `_PLAIN` bytes may hold at most `_PARTS` values.

A value takes up to twenty times as much room in memory as in the file.
"""

_Content = TypeVar("_Content")
_plain_decoder = msgspec.json.Decoder(object)
_encode = msgspec.json.Encoder().encode


def encoded(tables: Mapping[str, Mapping[str, Any]], spread: Collection[str] = ()) -> bytes:
    """`tables` as the JSON of a TinyDB file.

    Each row stands on one line. In the tables named by `spread` each value stands on one line.
    """
    parts: list[bytes | msgspec.Raw] = []
    for name, rows in tables.items():
        encode = _page if name in spread else _encode
        parts += (b",\n" if parts else b"{\n", _encode(name), b": {\n")
        for number, (key, row) in enumerate(rows.items()):
            parts += (b",\n" if number else b"", _encode(key), b": ")
            parts.append(row if isinstance(row, msgspec.Raw) else encode(row))
        parts.append(b"\n}")
    return b"".join((*parts, b"\n}\n" if parts else b"{}\n"))


def _page(row: Any) -> bytes:
    return msgspec.json.format(_encode(row), indent=1)


def read_file(path: Path, below: int, most: int = LARGEST) -> bytes | None:
    """The bytes of the file `path`, at most `most`; None if there is no file.

    The last `below` parts of `path` must not be links.

    Raises:
        UnreadableDossier: when the file exists, but cannot be read.
    """
    try:
        return safe_files.read(path, below, most)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UnreadableDossier(safe_files.shown(path.name), messages.said(error)) from error


def too_large(data: bytes) -> str:
    """Why a file with the content `data` is neither read nor written; "" if it may be."""
    if len(data) > LARGEST:
        return _("it has more than {limit} MB").format(limit=LARGEST >> 20)
    if len(data) > _PLAIN and sum(map(data.count, (b"[", b"{", b","))) > _PARTS:
        return _("it has too many parts")
    return ""


def unknown_fields(
    path: Path, data: bytes, decoder: "msgspec.json.Decoder[_Content]"
) -> list[str]:
    """The fields in `data`, which was read from `path`, that `decoder` does not know.

    Raises:
        UnreadableDossier, NewerFormat: as `parse`.
    """
    known = msgspec.json.decode(_encode(parse(path, data, decoder)))
    return list(extra_fields.unknown(parse(path, data, _plain_decoder), known))


def parse(path: Path, data: bytes, decoder: "msgspec.json.Decoder[_Content]") -> _Content:
    """`data`, which was read from `path`, decoded by `decoder`.

    Raises:
        UnreadableDossier: when `data` is empty, too large or not what `decoder` expects.
        NewerFormat: when `data` cannot be decoded and names a newer format.
    """
    if not data:
        raise UnreadableDossier(path.name, _("it is empty"))
    if why := too_large(data):
        raise UnreadableDossier(path.name, why)
    try:
        return decoder.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        formats.check_data(path.name, data)
        raise UnreadableDossier(path.name, messages.said(error)) from error
