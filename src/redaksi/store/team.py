"""The team's TinyDB file, with the tables meta, members, searches and events."""

from itertools import islice
from pathlib import Path

import msgspec
from msgspec import to_builtins

from redaksi.article import Event, Member, Search, Team
from redaksi.errors import StaleRevision
from redaksi.store.storage import parse, read_file


class _Meta(msgspec.Struct):
    version: int
    seal: str = ""


class _File(msgspec.Struct):
    meta: dict[str, _Meta]
    members: dict[str, Member] = {}
    searches: dict[str, Search] = {}
    events: dict[str, Event] = {}


_decoder = msgspec.json.Decoder(_File)


def read(path: Path) -> Team:
    """The team in PATH, an empty one where there is no file. Raises UnreadableDossier."""
    data = read_file(path)
    if data is None:
        return Team()
    file = parse(path, data, _decoder)
    meta = next(iter(file.meta.values()), _Meta(0))
    return Team(
        version=meta.version,
        seal=meta.seal,
        members=tuple(file.members.values()),
        searches=tuple(file.searches.values()),
        events=tuple(file.events.values()),
    )


def write(path: Path, team: Team, base: int) -> Team:
    """Make TEAM durable in PATH, which must hold version BASE (0: nothing), as version BASE + 1.

    The caller holds the lock. Raises StaleRevision, UnreadableDossier, OSError; ValueError for another history.
    """
    from redaksi.store.tables import StagedTables  # noqa: PLC0415 - TinyDB is for who writes

    present = read(path)
    if present.version != base:
        by = present.events[-1].editor if present.events else ""
        raise StaleRevision(path.name, base, present.version, by)
    if team.events[: len(present.events)] != present.events:
        raise ValueError("the events do not continue those in the file")
    tables = StagedTables(path)
    tables.rewrite("meta", [{"version": base + 1, "seal": team.seal}])
    tables.rewrite("members", map(to_builtins, team.members))
    if team.searches or present.searches:
        tables.rewrite("searches", map(to_builtins, team.searches))
    tables.append("events", map(to_builtins, islice(team.events, len(present.events), None)))
    tables.staged.commit()
    return msgspec.structs.replace(team, version=base + 1)
