"""The team's TinyDB file, with the tables meta, members, searches and events."""

from itertools import islice
from pathlib import Path

import msgspec
from msgspec import to_builtins
from msgspec.structs import replace

from redaksi.domain import limits
from redaksi.domain.article import Event, Member, SavedSearch, Team
from redaksi.domain.harmless import is_harmless, shown
from redaksi.errors import StaleRevision, UnknownFields, UnreadableDossier
from redaksi.i18n import _
from redaksi.store.dossiers import formats, storage
from redaksi.store.dossiers.formats import FORMAT, Meta
from redaksi.store.dossiers.storage import parse, read_file


class _Meta(Meta):
    version: int = 0
    seal: str = ""


class _File(msgspec.Struct):
    meta: dict[str, _Meta]
    members: dict[str, Member] = {}
    searches: dict[str, SavedSearch] = {}
    events: dict[str, Event] = {}


_decoder = msgspec.json.Decoder(_File)


def read(path: Path) -> Team:
    """The team in `path`, safe to show; an empty team if there is no file.

    Raises:
        UnreadableDossier: when the file cannot be read or is damaged.
    """
    return shown(evidence(path))


def evidence(path: Path) -> Team:
    """The team exactly as stored in `path`, for the record only; empty if there is no file.

    Raises:
        UnreadableDossier: when the file cannot be read or is damaged.
    """
    data = read_file(path, 1)
    return Team() if data is None else _team(path, data)


def _team(path: Path, data: bytes) -> Team:
    """The team in `data`, the content of `path`.

    Raises:
        UnreadableDossier: when `data` is damaged, exceeds a limit or names no version.
        NewerFormat: when `data` has a newer format.
    """
    file = parse(path, data, _decoder)
    formats.check_meta(path.name, file.meta)
    meta = next(iter(file.meta.values()), _Meta())
    if not meta.version:
        raise UnreadableDossier(path.name, _("it tells no version"))
    team = Team(
        version=meta.version,
        seal=meta.seal,
        members=tuple(file.members.values()),
        searches=tuple(file.searches.values()),
        events=tuple(file.events.values()),
        harmless=is_harmless(data) and _is_in_lines(file),
    )
    if why := limits.of_team(team):
        raise UnreadableDossier(path.name, why)
    return team


def _is_in_lines(file: _File) -> bool:
    """Whether each name is one line; only a change by hand can put a line end into a name."""
    lines = [name for member in file.members.values() for name in (member.name, member.login)]
    lines += (event.editor for event in file.events.values())
    lines += (search.name for search in file.searches.values())
    return "".join(lines).isprintable()


def unknown_fields(path: Path) -> list[str]:
    """The fields in the team file `path` that this program does not know.

    Raises:
        UnreadableDossier: when the file cannot be read or is damaged.
    """
    data = read_file(path, 1)
    return [] if data is None else storage.unknown_fields(path, data, _decoder)


def write(path: Path, team: Team) -> Team:
    """Save `team` durably in `path` as its next version; the team with that version.

    `path` must hold the version of `team`; 0 means that there is no file yet. The caller holds
    the lock.

    Raises:
        StaleRevision: when the file holds another version.
        UnreadableDossier: when the present file cannot be read or is damaged.
        UnknownFields: when the save would lose fields that this program does not know.
        OSError: when the file cannot be written.
        StorageError: when the new file is too large, or the disk did not confirm it.
        ValueError: when the events of `team` do not continue those in the file.
    """
    from redaksi.store.dossiers.tables import StagedTables  # noqa: PLC0415 - only writers need TinyDB

    data = read_file(path, 1)
    present = Team() if data is None else _team(path, data)
    if present.version != team.version:
        by = present.events[-1].editor if present.events else ""
        raise StaleRevision(path.name, team.version, present.version, by)
    if team.events[: len(present.events)] != present.events:
        raise ValueError("the events do not continue those in the file")
    if fields := storage.unknown_fields(path, data, _decoder) if data else []:
        raise UnknownFields(path.name, fields)
    saved = replace(team, version=team.version + 1)
    tables = StagedTables(path, 1)
    tables.rewrite("meta", [{"version": saved.version, "seal": team.seal, "format": FORMAT}])
    tables.rewrite("members", map(to_builtins, team.members))
    if team.searches or present.searches:
        tables.rewrite("searches", map(to_builtins, team.searches))
    tables.append("events", map(to_builtins, islice(team.events, len(present.events), None)))
    tables.staged.commit()
    return saved
