"""The states in which a power cut may leave a folder, by the rules of POSIX alone.

Many file systems promise more; these tests do not rely on that.

After a power cut, a file holds its content of the last fsync. After later writes, the file holds
the old bytes, the new bytes or a torn part of the new bytes. The names in a folder are certain
from the folder's fsync on. Any of the later creations, renames and removals may be there or not,
in any order. A rename happens wholly or not at all.
"""

import itertools
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tests.safety.calls import Real

Act = Callable[[], object]


class File:
    """The content of a file.

    `synced` survives a power cut for certain. A reader sees `data` until the power cut.
    """

    def __init__(self, data: bytes = b"") -> None:
        self.synced = data
        self.data = data


class Op(NamedTuple):
    """A change to the `file` or folder under `path`; `file` is None for a folder.

    `gone` is the old name, for a rename.
    """

    kind: str
    path: Path
    file: File | None = None
    data: bytes = b""
    gone: Path | None = None


class Journal:
    """A tap that records every change of an act to files and folders."""

    def __init__(self, files: Mapping[Path, File]) -> None:
        self.ops: list[Op] = []
        self._files = dict(files)
        self._open: dict[int, tuple[Path, File | None]] = {}

    def __call__(self, name: str, real: Real, args: tuple[Any, ...]) -> Any:
        options = getattr(real, "keywords", {})
        result = real(*args)
        note = getattr(self, name.replace(".", "_"), None)
        if note:
            note(result, options, *args)
        return result

    def os_open(
        self, file: int, options: Mapping[str, Any], path: Any, flags: int, *_mode: int
    ) -> None:
        place = self._place(path, options.get("dir_fd"))
        if flags & os.O_EXCL or (flags & os.O_CREAT and place not in self._files):
            self._files[place] = File()
            self.ops.append(Op("name", place, self._files[place]))
        self._open[file] = place, self._files.get(place)

    def os_write(self, written: int, _options: Mapping[str, Any], file: int, data: Any) -> None:
        path, content = self._open[file]
        if content:
            self.ops.append(Op("write", path, content, bytes(data[:written])))

    def os_fsync(self, _none: None, _options: Mapping[str, Any], file: int) -> None:
        path, content = self._open[file]
        self.ops.append(Op("sync file" if content else "sync folder", path, content))

    def os_replace(
        self, _none: None, options: Mapping[str, Any], source: Any, target: Any
    ) -> None:
        old = self._place(source, options.get("src_dir_fd"))
        new = self._place(target, options.get("dst_dir_fd"))
        self._files[new] = self._files.pop(old)
        self.ops.append(Op("name", new, self._files[new], gone=old))

    def os_mkdir(self, _none: None, options: Mapping[str, Any], path: Any, *_mode: int) -> None:
        self.ops.append(Op("name", self._place(path, options.get("dir_fd"))))

    def _place(self, path: Any, folder: int | None) -> Path:
        return (self._open[folder][0] / path) if folder is not None else Path(path)


def remains(files: Mapping[Path, File], ops: list[Op]) -> Iterator[dict[Path, bytes | None]]:
    """Every state that a power cut after `ops` may leave; `files` existed before and were synced.

    A state maps paths to contents, or to None for a folder. A missing folder has no content.
    """
    pending: list[Op] = []
    names: dict[Path, File | None] = dict(files)
    for file in files.values():
        file.data = file.synced
    for op in ops:
        _apply(op, names, pending)
    for count in range(len(pending) + 1):
        for chosen in itertools.combinations(pending, count):
            found = dict(names)
            for op in chosen:
                _rename(op, found)
            yield from _contents(_reachable(found, ops))


def _apply(op: Op, names: dict[Path, File | None], pending: list[Op]) -> None:
    if op.kind == "write" and op.file:
        op.file.data += op.data
    elif op.kind == "sync file" and op.file:
        op.file.synced = op.file.data
    elif op.kind == "sync folder":
        for done in [one for one in pending if one.path.parent == op.path]:
            _rename(done, names)
            pending.remove(done)
    elif op.kind == "name":
        if op.file and not any(op.file is file for file in names.values()) and not op.gone:
            op.file.data = op.file.synced = b""
        pending.append(op)


def _rename(op: Op, names: dict[Path, File | None]) -> None:
    names[op.path] = op.file
    if op.gone:
        names.pop(op.gone, None)


def _reachable(names: dict[Path, File | None], ops: list[Op]) -> dict[Path, File | None]:
    missing = {op.path for op in ops if op.kind == "name" and op.file is None} - names.keys()
    return {path: file for path, file in names.items() if not missing & set(path.parents)}


def _contents(names: dict[Path, File | None]) -> Iterator[dict[Path, bytes | None]]:
    for contents in itertools.product(*map(_possible, names.values())):
        yield dict(zip(names, contents, strict=True))


def _possible(file: File | None) -> list[bytes] | list[None]:
    if file is None:
        return [None]
    if file.data == file.synced:
        return [file.data]
    return [file.synced, file.data, file.data[: len(file.data) // 2]]
