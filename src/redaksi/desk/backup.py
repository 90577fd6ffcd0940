"""A copy of the newsroom in one file, and the newsroom back from it."""

from pathlib import Path

import msgspec

from redaksi.desk.context import Context
from redaksi.desk.free import check_free
from redaksi.store.base import Problem, Progress
from redaksi.store.opening import open_store


class Backup(msgspec.Struct, frozen=True, kw_only=True):
    """What was packed: how many files, and the names of those that do not belong into a newsroom.

    `unreadable` are those that belong there and are missing, with the reasons.
    """

    files: int
    left_out: tuple[str, ...]
    unreadable: dict[str, str] = {}


class Backups:
    """The verbs about copies."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def write(
        self, path: Path, *, force: bool = False, progress: Progress = lambda _done, _total: None
    ) -> Backup:
        """Pack the newsroom into `path` while others go on: each dossier is one whole version.

        Raises:
            BadInput: for another name than .tar.zst and .tar.gz
            Refused: where `path` is (unless `force`)
            StorageError
        """
        from redaksi.store.upkeep import archive  # noqa: PLC0415 - only a backup needs it

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
    """Make the newsroom in the backup `path` again in `folder`; how many files it has.

    Raises:
        Refused: for a folder that holds something
        BadInput: for what is no whole backup
        StorageError
    """
    from redaksi.store.upkeep import archive  # noqa: PLC0415 - the same

    with open_store(folder) as store:
        return store.load(archive.read(path, progress))
