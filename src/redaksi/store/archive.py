"""A backup in one file: a compressed tar of the newsroom's files.

The manifest at the end proves that the backup is complete. A backup may come from anywhere: only
files that belong into a newsroom are accepted, each limited in size and checked by its hash.
"""

import gzip
import hashlib
import os
import tarfile
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Set
from contextlib import contextmanager, suppress
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import IO, BinaryIO, Literal, NamedTuple, cast

import msgspec

from redaksi.errors import BadInput, reading_errors, storage_errors
from redaksi.i18n import _, messages
from redaksi.store.base import Content, LongContent, Packed, Progress
from redaksi.store.dossiers.layout import HOUSE, belongs, is_ledger, rule_files
from redaksi.system import file_systems, temporary

MANIFEST = "manifest.json"
SUFFIXES = (".tar.zst", ".tar.gz")

_BLOCK = tarfile.BLOCKSIZE
_MEMBER, _LEDGER = 64 << 20, 1 << 30
"""The greatest size of one file and of one ledger in bytes.

A dossier with 500 revisions has about 330,000.
"""
_END = 1 << 16
"""Bytes; a tar pads its last record with up to 10,240 zero bytes."""
_TOTAL, _SWELLING = 1 << 30, 200
"""The greatest unpacked size: `_TOTAL` bytes, and `_SWELLING` for each byte of the backup.

Text is five to twenty times as large when it is unpacked.
"""
_DAMAGED = (EOFError, zlib.error, gzip.BadGzipFile, tarfile.TarError, UnicodeDecodeError)


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The manifest: name of the newsroom, time, number of files, and each file's SHA-256."""

    redaksi_backup: Literal[1] = 1  # another number is another format
    newsroom: str
    at: datetime
    count: int
    files: dict[str, str]


class _Member(NamedTuple):
    name: str
    size: int
    parts: Iterator[bytes]


class _Hashed:
    """The bytes of `pieces`, to be read once; `sha256` is the hash of all that were read."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._piece = BytesIO()
        self._hash = hashlib.sha256()

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self._hash.update(piece)
            yield piece

    def read(self, size: int) -> bytes:
        """The next `size` bytes; fewer at the end."""
        data = self._piece.read(size)
        while len(data) < size and (piece := next(iter(self), None)) is not None:
            self._piece = BytesIO(piece)
            data += self._piece.read(size - len(data))
        return data


def check_name(path: Path) -> None:
    """Check that the name of `path` ends in one of `SUFFIXES`.

    Raises:
        BadInput: when the name has another suffix.
    """
    if not path.name.endswith(SUFFIXES):
        raise BadInput(
            _("{path} does not say how to pack it.").format(path=path),
            _("Let the name end in {suffixes}.").format(suffixes=" / ".join(SUFFIXES)),
        )


def write(path: Path, newsroom: str, at: datetime, contents: Iterable[Packed]) -> int:
    """Write `contents` to `path` durably, completely or not at all; the number of files.

    Raises:
        BadInput: when the name of `path` has another suffix than `SUFFIXES`.
        StorageError: when the backup cannot be written.
    """
    check_name(path)
    count = 0
    with (
        storage_errors(path),
        _put_in_place(path) as file,
        tempfile.TemporaryFile(
            dir=path.parent
        ) as manifest,  # in a file, so that the memory does not grow with the newsroom
        _packing(path, file) as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.USTAR_FORMAT) as tar,
    ):
        head = msgspec.json.encode({"redaksi_backup": 1, "newsroom": newsroom, "at": at})
        manifest.write(head.removesuffix(b"}") + b',"files":{')
        for count, content in enumerate(contents, start=1):
            hashed = _Hashed(content.parts)
            _add(tar, content.name, hashed, content.size, at)
            line = b'\n%b:"%b"' % (msgspec.json.encode(content.name), hashed.sha256.encode())
            manifest.write(line if count == 1 else b"," + line)
        manifest.write(b'},"count":%d}\n' % count)
        size = manifest.tell()
        manifest.seek(0)
        _add(tar, MANIFEST, manifest, size, at)
    return count


def read(path: Path, progress: Progress) -> Iterator[Packed]:
    """The files in the backup `path`; `progress` is called with the bytes read and the total.

    Only the end of the iterator proves that the backup is complete.

    Raises:
        Unreadable: when the file cannot be read.
        BadInput: when the file is not a complete backup of Redaksi.
    """
    check_name(path)
    hashes: dict[str, str] = {}
    rules: set[str] = set()
    is_whole = False
    with reading_errors(path), path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        for member in _members(path, file, _TOTAL + _SWELLING * size, rules):
            progress(file.tell(), size)
            name, hashed = member.name, _Hashed(member.parts)
            if name == MANIFEST:
                _check(path, hashes, b"".join(hashed))
                is_whole = True
                continue
            if name in hashes or is_whole:
                raise _refused(
                    path, _("{name} is in it twice, or behind the end").format(name=name)
                )
            if is_ledger(name):
                yield LongContent(name, member.size, hashed)
                for _part in hashed:  # all that the caller left unread
                    pass
            else:
                data = b"".join(hashed)
                if name == HOUSE:
                    rules.update(rule_files(data))
                yield Content(name, data)
            hashes[name] = hashed.sha256
    if not is_whole:
        raise _refused(path, _("it is cut off"))


def _check(path: Path, hashes: dict[str, str], data: bytes) -> None:
    try:
        manifest = msgspec.json.decode(data, type=Manifest)
    except msgspec.MsgspecError as error:
        raise _refused(path, f"{MANIFEST}: {messages.said(error)}") from error
    for name in sorted(hashes.keys() | manifest.files):
        if hashes.get(name) != manifest.files.get(name):
            raise _refused(path, _("{name} is not as it was when it was packed").format(name=name))
    if HOUSE not in hashes:
        raise _refused(path, _("{name} is missing").format(name=HOUSE))


def _members(path: Path, file: BinaryIO, most: int, rules: Set[str]) -> Iterator[_Member]:
    """The members of the packed tar `file`, which together may have at most `most` bytes.

    `rules` are the names of the rule files that are allowed. The caller adds names while it
    reads the settings.

    Raises:
        BadInput: when the tar is damaged or too large, or holds anything else.
    """
    with _damage(path), _unpacking(path, file) as stream:
        while any(header := b"".join(_exactly(path, stream, _BLOCK))):
            info = tarfile.TarInfo.frombuf(header, "utf-8", "strict")
            if not info.isreg() or not (
                info.name == MANIFEST or info.name in rules or belongs(info.name)
            ):
                raise _refused(
                    path,
                    _("{name} does not belong into a newsroom").format(name=ascii(info.name)),
                )
            most -= info.size
            if info.size > (_LEDGER if is_ledger(info.name) else _MEMBER) or most < 0:
                raise _refused(path, _("{name} is too large").format(name=info.name))
            # Each member is read to its end before the next one is asked for.
            yield _Member(info.name, info.size, _exactly(path, stream, info.size))
            b"".join(_exactly(path, stream, -info.size % _BLOCK))
        if len(stream.read(_END)) == _END:
            raise _refused(path, _("something stands behind its end"))


def _exactly(path: Path, stream: IO[bytes], size: int) -> Iterator[bytes]:
    """The next `size` bytes of `stream`, which unpacks `path`, in parts.

    Raises:
        BadInput: when there are fewer.
    """
    while size:
        with _damage(path):
            part = stream.read(min(size, 1 << 20))
            if not part:
                raise EOFError
        size -= len(part)
        yield part


@contextmanager
def _damage(path: Path) -> Iterator[None]:
    """Turn the errors of a damaged archive `path` into a refusal."""
    try:
        yield
    except _DAMAGED as error:
        raise _refused(path, messages.said(error) if str(error) else _("it is cut off")) from error


def _refused(path: Path, why: str) -> BadInput:
    return BadInput(
        _("{path} is not a whole backup of a newsroom: {why}.").format(path=path, why=why),
        _("Nothing was restored. Take another copy, written with: redaksi backup FILE."),
    )


def _add(
    tar: tarfile.TarFile, name: str, content: IO[bytes] | _Hashed, size: int, at: datetime
) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mtime, info.mode = size, int(at.timestamp()), 0o644
    tar.addfile(info, cast("IO[bytes]", content))


@contextmanager
def _put_in_place(path: Path) -> Iterator[BinaryIO]:
    """A new file that replaces `path` durably if no exception is raised."""
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with temporary.create(folder, 0o666) as (descriptor, name):
            with os.fdopen(descriptor, "wb", closefd=False) as file:
                yield file
                file.flush()
                os.fsync(descriptor)
            os.replace(name, path.name, src_dir_fd=folder, dst_dir_fd=folder)
        file_systems.sync_folder(folder)
    finally:
        with suppress(OSError):  # an error here does not concern the file
            os.close(folder)


@contextmanager
def _packing(path: Path, file: BinaryIO) -> Iterator[IO[bytes]]:
    if path.name.endswith(".gz"):
        with gzip.GzipFile(filename="", fileobj=file, mode="wb", compresslevel=6) as packed:
            yield cast("IO[bytes]", packed)
    else:
        import zstandard  # noqa: PLC0415 - only a backup needs it

        with zstandard.ZstdCompressor(write_checksum=True).stream_writer(
            file, closefd=False
        ) as packed:
            yield cast("IO[bytes]", packed)


class _Told(NamedTuple):
    """A `stream` whose errors of the kind `damaged` are told as the end of a cut file."""

    stream: IO[bytes]
    damaged: type[Exception]

    def read(self, size: int) -> bytes:
        try:
            return self.stream.read(size)
        except self.damaged as error:
            raise EOFError(str(error)) from error


@contextmanager
def _unpacking(path: Path, file: BinaryIO) -> Iterator[IO[bytes]]:
    if path.name.endswith(".gz"):
        with gzip.GzipFile(fileobj=file, mode="rb") as unpacked:
            yield cast("IO[bytes]", unpacked)
    else:
        import zstandard  # noqa: PLC0415 - only a backup needs it

        with zstandard.ZstdDecompressor().stream_reader(file, closefd=False) as unpacked:
            yield cast("IO[bytes]", _Told(unpacked, zstandard.ZstdError))
