"""The format numbers of files: a file of a newer Redaksi is refused.

A save that would lose unknown fields of a file is refused as well. docs/files.md describes how
formats change.
"""

from collections.abc import Mapping

import msgspec

from redaksi.errors import NewerFormat, UnknownFields
from redaksi.text import extra_fields

FORMAT = 3
"""The format in which this program writes dossiers and the team; all earlier ones can be read."""


class Meta(msgspec.Struct):
    """The row of the table `meta`; files of format 1 have no such table."""

    format: int = 1


class _Marked(msgspec.Struct):
    meta: dict[str, Meta] = {}


_decode = msgspec.json.Decoder(_Marked).decode
_decode_row = msgspec.json.Decoder(Meta).decode


def check(name: str, number: int, known: int = FORMAT) -> None:
    """Check `number`, the format of the file `name`, against the newest `known` format.

    Raises:
        NewerFormat: when `number` is greater than `known`.
    """
    if number > known:
        raise NewerFormat(name, number, known)


def check_data(name: str, data: bytes) -> None:
    """Check the format number in `data`, the content of the file `name`.

    Raises:
        NewerFormat: when `data` names a newer format.
    """
    try:
        meta = _decode(data).meta
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return  # the file is damaged, which the caller reports
    check_meta(name, meta)


def check_meta(name: str, meta: Mapping[str, Meta | msgspec.Raw]) -> None:
    """Check the format number in `meta`, the table of the file `name`; an empty table means 1.

    Raises:
        NewerFormat: when `meta` names a newer format.
    """
    rows = (_decode_row(row) if isinstance(row, msgspec.Raw) else row for row in meta.values())
    check(name, max((row.format for row in rows), default=1))


def check_known(name: str, found: object, known: object) -> None:
    """Check that `found`, the rows of the file `name` that a save replaces, has only known fields.

    `known` is the same data as this program decodes and encodes it.

    Raises:
        UnknownFields: when `found` holds fields that `known` lacks.
    """
    if lost := list(extra_fields.unknown(found, known)):
        raise UnknownFields(name, lost)
