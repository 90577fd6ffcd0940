"""Find defects in the files of a newsroom.

The examination changes nothing; `mend` repairs.
"""

import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import chain, starmap
from pathlib import Path

from redaksi.errors import NewerFormat, UnreadableDossier
from redaksi.i18n import _, messages
from redaksi.store.base import Defect, DefectKind, Progress
from redaksi.store.dossiers import dossier, team
from redaksi.store.dossiers.layout import (
    ASIDE,
    ATTACHMENTS,
    HOUSE,
    OPEN,
    SHARDS,
    TEAM,
    is_ledger_lock,
    lock_of,
)
from redaksi.store.dossiers.locks import Locks
from redaksi.store.index import location, rows, scan
from redaksi.store.index.database import Index
from redaksi.store.index.freshness import IndexContent
from redaksi.store.index.rows import FileState
from redaksi.store.upkeep import deposits, mounts, owners, rights
from redaksi.system import safe_files, temporary, workers

_TOLERANCE = timedelta(seconds=2)
"""The tolerance for times in the future: clocks of file systems are coarser than ours."""
_END = datetime.max.replace(tzinfo=UTC).timestamp() // 2
"""Seconds since 1970; later times of files count as this time, which `datetime` can hold."""
_MOMENT = 0.5
"""Seconds after which the index contains a save that was in progress."""


class Examination:
    """One examination of the newsroom in `folder` with its `locks` and its `index`.

    `names` are the names of the locks that must exist. `clock` returns the present time in UTC.
    """

    def __init__(
        self,
        folder: Path,
        locks: Locks,
        names: tuple[str, ...],
        index: Index,
        clock: Callable[[], datetime],
    ) -> None:
        self._folder = folder
        self._articles = folder / "articles"
        self._locks = locks
        self._names = names
        self._index = index
        self._clock = clock

    def findings(self, progress: Progress) -> Iterator[Defect]:
        """All findings; `progress` gets the number of examined dossiers and the total."""
        yield from mounts.findings(self._folder)
        try:
            yield from self._special()
            yield from rights.findings(self._folder, self._kept())
            yield from self._lost_locks()
            yield from self._team()
            yield from self._temporaries()
            yield from self._dossiers(progress)
            yield from owners.findings(self._articles)
            yield from self._unused()
        except OSError as error:
            sentence = _("It could not be looked at to the end: {why}.")
            yield Defect(
                DefectKind.RIGHTS, ("articles",), sentence.format(why=messages.said(error))
            )
        yield from self._aside()

    def _aside(self) -> Iterator[Defect]:
        """Files that were put aside and wait for a person's decision; they do no harm."""
        with suppress(OSError):
            names = tuple(
                sorted(f"{ASIDE}/{name}" for name in safe_files.names(self._folder / ASIDE, 1))
            )
            if names:
                yield Defect(
                    DefectKind.ASIDE,
                    names,
                    _("It was put aside, and is no part of the newsroom meanwhile."),
                )

    def _kept(self) -> Iterator[Path]:
        """Every file and folder of the newsroom, including derived ones."""
        yield from (
            path
            for name in (HOUSE, TEAM, "articles", ".locks")
            if (path := self._folder / name).exists()
        )
        yield from self._parts_of_index()
        yield from (
            self._folder / ".locks" / name for name in safe_files.names(self._folder / ".locks", 1)
        )
        for path in (*deposits.folders(self._folder), *deposits.files(self._folder)):
            if path.exists():
                yield path
        for shard in safe_files.names(self._articles, 1):
            yield self._articles / shard
            yield from (
                self._articles / shard / name
                for name in safe_files.names(self._articles / shard, 2)
            )

    def _special(self) -> Iterator[Defect]:
        """Links, FIFOs and the like in the place of a file or folder; Redaksi follows none."""
        names: dict[str, list[str]] = {}
        for path, is_folder in self._places():
            with suppress(OSError):
                mode = path.lstat().st_mode
                if not (stat.S_ISDIR(mode) if is_folder else stat.S_ISREG(mode)):
                    names.setdefault(_why_special(mode), []).append(
                        path.relative_to(self._folder).as_posix()
                    )
        for why, found in names.items():
            yield Defect(DefectKind.SPECIAL, tuple(found), why)

    def _places(self) -> Iterator[tuple[Path, bool]]:
        """The paths of all files and folders (True) of a newsroom except the dossiers."""
        yield from ((path, True) for path in deposits.folders(self._folder))
        yield from ((path, False) for path in deposits.files(self._folder))
        yield from ((self._folder / ".locks" / name, False) for name in self._ledger_locks())
        yield from ((self._folder / name, True) for name in ("articles", ".locks", OPEN, ASIDE))
        yield from ((self._folder / name, False) for name in (HOUSE, TEAM))
        yield from ((path, False) for path in self._parts_of_index())
        yield from ((self._folder / ".locks" / name, False) for name in self._names)
        yield from ((self._articles / name, True) for name in SHARDS)

    def _ledger_locks(self) -> Iterator[str]:
        return filter(is_ledger_lock, safe_files.names(self._folder / ".locks", 1))

    def _parts_of_index(self) -> Iterator[Path]:
        """The files of the index in the newsroom, if the index there is used."""
        if not self._is_shared():
            yield from self._folder.glob(".index.sqlite*")

    def _unused(self) -> Iterator[Defect]:
        """An unused index from before the folder was shared, or from an older program."""
        names = tuple(sorted(path.name for path in self._folder.glob(".index.sqlite*")))
        if names and self._is_shared():
            yield Defect(
                DefectKind.UNUSED,
                names,
                _("It is not used: where several may write, each has an index at home."),
            )

    def _is_shared(self) -> bool:
        return not location.is_closed(self._folder.stat())

    def _lost_locks(self) -> Iterator[Defect]:
        there = set(safe_files.names(self._folder / ".locks", 1))
        lost = tuple(name for name in self._names if name not in there)
        if lost:
            yield Defect(DefectKind.LOCKS, lost, _("The lock files are not all there."))

    def _temporaries(self) -> Iterator[Defect]:
        """Temporary files without a writer: a writer holds a lock."""
        shards = (
            *((self._articles / shard, 2) for shard in scan.shards(self._articles)),
            *((self._folder / ATTACHMENTS / shard, 2) for shard in SHARDS),
        )
        for path in chain.from_iterable(starmap(_temporaries_in, ((self._folder, 0), *shards))):
            lock = lock_of(self._folder, path)
            if (self._folder / ".locks" / lock).exists():
                try:
                    with self._locks.hold(lock, shared=True):
                        pass  # every earlier writer is done
                except PermissionError:
                    continue  # without write access the lock cannot be tested
                except OSError:
                    pass
            if os.path.lexists(path):
                name = path.relative_to(self._folder).as_posix()
                yield Defect(
                    DefectKind.TEMPORARY,
                    (name,),
                    _("It was being written when a program or the machine stopped."),
                )

    def _team(self) -> Iterator[Defect]:
        """Defects of the team's file; other checks report special and unreadable files."""
        path = self._folder / TEAM
        if not os.path.lexists(path):
            yield Defect(
                DefectKind.TEAM,
                (TEAM,),
                _("It is missing: the newsroom knows nobody, and each is a guest."),
            )
            return
        if path.is_symlink() or not path.is_file() or not os.access(path, os.R_OK):
            return
        try:
            events = team.read(path).events
        except UnreadableDossier as error:
            yield Defect(
                DefectKind.NEWER if isinstance(error, NewerFormat) else DefectKind.TEAM,
                (TEAM,),
                error.why,
            )
            return
        if events and events[-1].at > self._clock() + _TOLERANCE:
            yield _ahead((TEAM,), events[-1].at)

    def _dossiers(self, progress: Progress) -> Iterator[Defect]:
        total = sum(len(names) for _shard, names in scan.names_by_shard(self._articles))
        clock = _Clock(self._clock)
        suspects: list[Path] = []
        with IndexContent(self._index) as known:
            seen = workers.each(scan.look, scan.files(self._articles))
            for done, file in enumerate(seen, start=1):
                if file.why:
                    yield from self._unreadable(file, file.why)
                clock.see(file)
                if known.contradicts(file):
                    suspects.append(self._articles / file.shard / file.name)
                progress(done, total)
            yield from clock.findings()
            yield from self._index_findings(known, suspects)

    def _unreadable(self, file: FileState, why: str) -> Iterator[Defect]:
        """The defect of a dossier that cannot be used; `rights` reports one without rights."""
        path = self._articles / file.shard / file.name
        if path.is_symlink() or os.access(path, os.R_OK):
            kind = DefectKind.NEWER if dossier.is_newer(path) else DefectKind.DOSSIER
            yield Defect(kind, (path.relative_to(self._folder).as_posix(),), why)

    def _index_findings(self, known: IndexContent, suspects: list[Path]) -> Iterator[Defect]:
        if suspects:
            time.sleep(_MOMENT)
            known.reopen()
            suspects = [file for file in suspects if known.contradicts(scan.look([file])[0])]
        path = self._index.path
        name = (path.name if path.name.startswith(".") else str(path),)
        if suspects:
            example = suspects[0].stem
            sentence = _("It tells of {count} articles what is not in their files: {id} is one.")
            yield Defect(DefectKind.INDEX, name, sentence.format(count=len(suspects), id=example))
        for why in known.damage():
            yield Defect(DefectKind.INDEX, name, why)


def _temporaries_in(folder: Path, below: int) -> list[Path]:
    return [
        folder / name for name in safe_files.names(folder, below) if temporary.is_temporary(name)
    ]


def _why_special(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return _("It is a link: nothing of a newsroom is read or written through one.")
    return _("It is not what belongs there.")


def _ahead(names: tuple[str, ...], latest: datetime) -> Defect:
    sentence = _("By this machine's clock it is in the future: {moment}.")
    return Defect(
        DefectKind.CLOCK,
        names,
        sentence.format(moment=f"{latest.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"),
    )


class _Clock:
    """Compares the times of dossiers with the clock: no time may be in the future."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._names: list[str] = []
        self._latest = datetime.min.replace(tzinfo=UTC)

    def see(self, file: FileState) -> None:
        times = (
            [datetime.fromtimestamp(min(file.stamp.mtime_ns / 1e9, _END), UTC)]
            if file.stamp
            else []
        )
        if file.values:
            times.append(datetime.fromisoformat(rows.updated_at(file.values)))
        latest = max(times, default=self._latest)
        if latest > self._clock() + _TOLERANCE:
            self._names.append(f"articles/{file.shard}/{file.name}")
            self._latest = max(latest, self._latest)

    def findings(self) -> Iterator[Defect]:
        if self._names:
            yield _ahead(tuple(self._names), self._latest)
