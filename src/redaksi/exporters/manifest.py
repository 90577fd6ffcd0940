"""The hidden list of the files that an export wrote into a folder.

An export replaces no other file.
"""

import os
from pathlib import Path
from typing import Protocol

import msgspec

from redaksi.domain.hashing import sha256
from redaksi.errors import BadInput, storage_errors
from redaksi.exporters.staging import Staging
from redaksi.i18n import _
from redaksi.system import safe_files

FORMAT = 1
"""The format of the list; a program that knows only lower numbers refuses the list."""

_LARGEST = 256 << 20
"""The most bytes that are read of a list; 100,000 articles with photos need up to 100 million."""


ALL = ""
"""In the place of an article's id: the file is about all articles of an export."""


UNKNOWN = -1
"""In the place of a size in bytes: the list does not keep it."""

_LARGEST_PAGE = 256 << 20
"""No file of a single article that an export writes has more bytes."""


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """A file written by an export: its article (or ALL), the SHA-256 and size of its content.

    The list is written before the files. `was` and `was_size` are those of the file at that time,
    which a killed export leaves in place. `stamp` is the `PlacedStamp` of the file; it was noted
    after the file was placed. A whole folder (see `FolderExporter`) also knows what each file is
    `made_of`.
    """

    article: str
    sha256: str
    size: int = UNKNOWN
    was: str = ""
    was_size: int = UNKNOWN
    made_of: str = ""
    # Lists of older versions hold `stamp`, without the last part: such files are read once.
    stamp: tuple[int, int, int, int] = msgspec.field(default=(0, 0, 0, 0), name="placed")

    def may_have(self, size: int) -> bool:
        """Whether a file of `size` bytes can be a file that an export wrote."""
        if self.size == UNKNOWN:
            return self.article == ALL or size <= _LARGEST_PAGE
        return size in {self.size, self.was_size}

    def wrote(self, sha256: str) -> bool:
        """Whether an export wrote the file with this hash."""
        return sha256 in {self.sha256, self.was}


class Keeper(Protocol):
    """Knows the lists that were written for a delivery: others may write into the folder."""

    def check(self, found: str) -> None:
        """Raise an error when the list in place, with the hash `found` or "", is not ours."""

    def note(self, made: str) -> None:
        """Note that a list with the hash `made` is about to be placed."""


class Anybody:
    """The keeper of an export by hand, which takes every list for its own."""

    def check(self, found: str) -> None:
        """Nothing is compared."""

    def note(self, made: str) -> None:
        """Nothing is kept."""


ANYBODY = Anybody()


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


def load(path: Path, keeper: Keeper = ANYBODY) -> dict[str, Entry]:
    """The entries in the file `path`, by path below the folder; raises as `read`."""
    return read(path, keeper).files


def read(path: Path, keeper: Keeper = ANYBODY) -> FileList:
    """The list in the file `path`; empty when there is no file.

    Raises what `keeper` raises about it.

    Raises:
        BadInput: when the list is damaged, or a newer Redaksi wrote it.
        StorageError: when `path` cannot be read.
    """
    data = _written(path)
    keeper.check("" if data is None else sha256(data))
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


def place(staging: Staging, name: str, files: FileList, keeper: Keeper) -> None:
    """Write `files` as the list `name` of the folder of `staging`; `keeper` knows it before."""
    content = encode(files)
    staging.add(name, content)
    keeper.note(sha256(content))
    staging.place([name])


def encode(files: FileList) -> bytes:
    """The list as JSON, sorted so that two versions differ in few lines."""
    return msgspec.json.format(msgspec.json.encode(files, order="deterministic"), indent=1) + b"\n"
