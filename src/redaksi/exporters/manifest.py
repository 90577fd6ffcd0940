"""The hidden list of the files that an export has put into a folder: no other file is ever
replaced.
"""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from redaksi.errors import BadInput, storage_errors
from redaksi.i18n import _
from redaksi.system import safe_files

FORMAT = 1
"""The format of the list; a program that knows less refuses it."""

_LARGEST = 64 << 20
"""Bytes of a list: of 100,000 articles it has up to 25 million."""


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """A file of ours: the id of its article, and the SHA-256 of what was written.

    The list is written before the files. `was` is the hash that the file had by then: what a
    killed export left behind.
    """

    article: str
    sha256: str
    was: str = ""

    def wrote(self, sha256: str) -> bool:
        """Whether a file with this hash is one that we wrote."""
        return sha256 in {self.sha256, self.was}


class _Numbered(msgspec.Struct, frozen=True):
    redaksi: int


class _Manifest(_Numbered, frozen=True):
    files: dict[str, Entry]


def file_name(format_name: str) -> str:
    """Where the list of `format_name` lies, in the output folder."""
    return f".redaksi-{format_name}.json"


def load(path: Path) -> dict[str, Entry]:
    """The list in `path`, by path below the folder; empty where there is none.

    Raises:
        BadInput: for a damaged list and for one of a newer Redaksi
    """
    data = _written(path)
    if data is None:
        return {}
    try:
        if msgspec.json.decode(data, type=_Numbered).redaksi > FORMAT:
            raise BadInput(
                _("{path} is of a newer Redaksi than this one.").format(path=path),
                _("Nothing was changed. Use that Redaksi, or a newer one."),
            )
        return msgspec.json.decode(data, type=_Manifest).files
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadInput(
            _("{path} is damaged: it should list the exported files.").format(path=path),
            _("Delete it: files that still are as they would be exported are then taken back."),
        ) from error


def _written(path: Path) -> bytes | None:
    """What stands in `path`, None where there is none. Raises StorageError, which names it."""
    with storage_errors(path):
        try:
            return safe_files.read(path, most=_LARGEST)
        except (FileNotFoundError, NotADirectoryError):
            return None


def encode(entries: Mapping[str, Entry]) -> bytes:
    """`entries` as they are written, in an order that makes small differences."""
    manifest = _Manifest(redaksi=FORMAT, files=dict(entries))
    return (
        msgspec.json.format(msgspec.json.encode(manifest, order="deterministic"), indent=1) + b"\n"
    )
