"""The hidden list of the files that an export wrote into a folder.

An export replaces no other file.
"""

import os
from pathlib import Path

import msgspec

from redaksi.errors import BadInput, storage_errors
from redaksi.i18n import _
from redaksi.system import safe_files

FORMAT = 1
"""The format of the list; a program that knows only lower numbers refuses the list."""

_LARGEST = 64 << 20
"""The most bytes that are read of a list; 100,000 articles need up to 25 million."""


ALL = ""
"""In the place of an article's id: the file is about all articles of an export."""


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """A file written by an export: the id of its article (or ALL), and the SHA-256 of its content.

    The list is written before the files. `was` is the hash of the file at that time, which a
    killed export leaves in place.

    A whole folder (see `FolderExporter`) also knows what each file is `made_of`, and its `stamp`:
    time in nanoseconds, size in bytes, inode.
    """

    article: str
    sha256: str
    was: str = ""
    made_of: str = ""
    stamp: tuple[int, int, int] = (0, 0, 0)

    def wrote(self, sha256: str) -> bool:
        """Whether an export wrote the file with this hash."""
        return sha256 in {self.sha256, self.was}


class _Numbered(msgspec.Struct, frozen=True):
    redaksi: int


class FileList(_Numbered, frozen=True, omit_defaults=True):
    """The list: the files by their paths, and what the whole run was `made_of`, or "".

    `told` is what the run told besides, and `missing` the photos that it missed (path, why, id of
    the article), to be told again as long as nothing changes.
    """

    files: dict[str, Entry]
    made_of: str = ""
    told: tuple[str, ...] = ()
    missing: tuple[tuple[str, str, str], ...] = ()


def file_name(format_name: str) -> str:
    """The name of the list for `format_name` in the output folder."""
    return f".redaksi-{format_name}.json"


def folder_around(path: Path) -> Path | None:
    """The folder of exports in which `path` lies; None for none.

    Raises:
        OSError: when a folder cannot be read.
    """
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - a link in the path is followed below
    for start in (absolute, absolute.parent.resolve() / absolute.name):
        for folder in start.parents:
            if next(folder.glob(file_name("*")), None):
                return folder
    return None


def load(path: Path) -> dict[str, Entry]:
    """The entries in the file `path`, by path below the folder; raises as `read`."""
    return read(path).files


def read(path: Path) -> FileList:
    """The list in the file `path`; empty when there is no file.

    Raises:
        BadInput: when the list is damaged, or a newer Redaksi wrote it.
        StorageError: when `path` cannot be read.
    """
    data = _written(path)
    if data is None:
        return FileList(redaksi=FORMAT, files={})
    try:
        if msgspec.json.decode(data, type=_Numbered).redaksi > FORMAT:
            raise BadInput(
                _("{path} is of a newer Redaksi than this one.").format(path=path),
                _("Nothing was changed. Use that Redaksi, or a newer one."),
            )
        found = msgspec.json.decode(data, type=FileList)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _damaged(path) from error
    if any("\0" in name for name in found.files):  # which no file has
        raise _damaged(path)
    return found


def _damaged(path: Path) -> BadInput:
    return BadInput(
        _("{path} is damaged: it should list the exported files.").format(path=path),
        _("Delete it: files that still are as they would be exported are then taken back."),
    )


def _written(path: Path) -> bytes | None:
    """The content of the file `path`; None when there is no file.

    Raises:
        StorageError: when `path` cannot be read; the message names it.
    """
    with storage_errors(path):
        try:
            return safe_files.read(path, most=_LARGEST)
        except (FileNotFoundError, NotADirectoryError):
            return None


def encode(manifest: FileList) -> bytes:
    """The list as JSON, sorted so that two versions differ in few lines."""
    return (
        msgspec.json.format(msgspec.json.encode(manifest, order="deterministic"), indent=1) + b"\n"
    )
