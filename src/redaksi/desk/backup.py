"""Write a newsroom into one backup file, and restore it from that file."""

from pathlib import Path

import msgspec

from redaksi.desk.context import Context
from redaksi.desk.free import check_free
from redaksi.store.base import Problem, Progress
from redaksi.store.opening import open_store


class Backup(msgspec.Struct, frozen=True, kw_only=True):
    """The result of a backup.

    `files` counts the files packed. `left_out` names the files that do not belong in a newsroom.
    `unreadable` maps the name of each dossier that could not be read to the reason.
    """

    files: int
    left_out: tuple[str, ...]
    unreadable: dict[str, str] = {}


class Backups:
    """The verbs that write backups."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def write(
        self, path: Path, *, force: bool = False, progress: Progress = lambda _done, _total: None
    ) -> Backup:
        """Pack the newsroom into the archive `path`.

        Other people may keep working meanwhile: each dossier is packed as one whole version.

        Raises:
            BadInput: when the name of `path` does not end in .tar.zst or .tar.gz.
            Refused: when something lies at `path` and `force` is false.
            StorageError: when the newsroom cannot be read or `path` cannot be written.
        """
        from redaksi.store import archive  # noqa: PLC0415 - loaded only for a backup

        archive.check_name(path)
        check_free(path, force=force)
        unreadable: list[Problem] = []
        contents = self._context.store.snapshot(progress, unreadable.append)
        files = archive.write(path, self._context.house.name, self._context.clock(), contents)
        strays = (stray.name for stray in self._context.store.upkeep().strays())
        return Backup(files=files, left_out=tuple(strays), unreadable=dict(unreadable))


def restore_backup(
    path: Path, folder: Path, progress: Progress = lambda _done, _total: None
) -> int:
    """Restore the backup `path` into `folder`; return the number of files restored.

    Raises:
        Refused: when `folder` holds something.
        BadInput: when `path` is not a complete backup.
        StorageError: when `path` cannot be read or `folder` cannot be written.
    """
    from redaksi.store import archive  # noqa: PLC0415 - loaded only for a restore

    with open_store(folder) as store:
        return store.load(archive.read(path, progress))
