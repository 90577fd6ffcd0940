"""The numbers of formats: a file of a newer Redaksi is refused by its name, and nothing in a
file is lost by a save.

docs/files.md tells how formats change.
"""

from collections.abc import Mapping

import msgspec

from redaksi.errors import NewerFormat, UnknownFields
from redaksi.text import extra_fields

FORMAT = 2
"""The format of the dossiers and the team that this program writes.

It reads every format up to this one.
"""


class Meta(msgspec.Struct):
    """The row of a dossier's table `meta`; files of format 1 have none."""

    format: int = 1


class _Marked(msgspec.Struct):
    meta: dict[str, Meta] = {}


_decode = msgspec.json.Decoder(_Marked).decode
_decode_row = msgspec.json.Decoder(Meta).decode


def check(name: str, number: int, known: int = FORMAT) -> None:
    """Raise NewerFormat where `number`, the format of the file `name`, is beyond `known`."""
    if number > known:
        raise NewerFormat(name, number, known)


def check_data(name: str, data: bytes) -> None:
    """Raise NewerFormat where `data`, the content of the file `name`, says that it is of a
    newer format.
    """
    try:
        meta = _decode(data).meta
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return  # damage: its reader says so
    check(name, number(meta))


def number(meta: Mapping[str, Meta | msgspec.Raw]) -> int:
    """The format that a table `meta` tells."""
    rows = (_decode_row(row) if isinstance(row, msgspec.Raw) else row for row in meta.values())
    return max((row.format for row in rows), default=1)


def check_known(name: str, found: object, known: object) -> None:
    """Raise UnknownFields where `found`, rows of the file `name` that a save replaces, holds
    what `known` lacks.
    """
    if lost := list(extra_fields.unknown(found, known)):
        raise UnknownFields(name, lost)
