"""The dossier: one article's TinyDB file, with the tables article, paragraphs, revisions, events and notes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from msgspec import to_builtins

from redaksi.article import Article, Dossier, Event, Note, Revision
from redaksi.errors import StaleRevision, UnreadableDossier
from redaksi.i18n import _
from redaksi.store.durable import Stamp
from redaksi.store.storage import Tables, encoded, parse, read_file

if TYPE_CHECKING:
    from redaksi.store.tables import StagedTables

_Item = TypeVar("_Item")
_SPREAD = ("article",)
_SHORT = 12
"""Hexadecimal digits of a paragraph's hash by which a revision names it: 500 revisions would be 0.5 MB of hashes."""


class _Paragraph(msgspec.Struct):
    sha256: str
    text: str


class _File(msgspec.Struct):
    article: dict[str, Article]
    paragraphs: dict[str, _Paragraph] = {}
    revisions: dict[str, Revision] = {}
    events: dict[str, Event] = {}
    notes: dict[str, Note] = {}


class _ArticleOnly(msgspec.Struct):
    article: dict[str, Article]


class _Version(msgspec.Struct):
    version: int


class _Hash(msgspec.Struct):
    sha256: str


_encode = msgspec.json.Encoder().encode
_decode_file = msgspec.json.Decoder(_File)
_decode_article = msgspec.json.Decoder(_ArticleOnly)
_decode_version = msgspec.json.Decoder(_Version).decode
_decode_hash = msgspec.json.Decoder(_Hash).decode
_decode_event = msgspec.json.Decoder(Event).decode


def read(path: Path) -> Dossier | None:
    """The dossier in PATH; None where there is none. Raises UnreadableDossier."""
    data = read_file(path)
    return None if data is None else decoded(path, data)


def read_article(path: Path) -> Article | None:
    """The article alone in PATH, at half the cost; None where there is none. Raises UnreadableDossier."""
    data = read_file(path)
    return None if data is None else _only(path, parse(path, data, _decode_article).article)


def decoded(path: Path, data: bytes) -> Dossier:
    """The dossier that DATA, read from PATH, holds. Raises UnreadableDossier."""
    file = parse(path, data, _decode_file)
    article = _only(path, file.article)
    pool = {row.sha256: row.text for row in file.paragraphs.values()}
    full = {name: key for key, name in _names(pool).items()}
    try:
        revisions = tuple(
            msgspec.structs.replace(revision, body=tuple(full[name] for name in revision.body))
            for revision in file.revisions.values()
        )
    except KeyError as error:
        raise UnreadableDossier(path.name, _("the paragraph {name} is missing").format(name=error)) from error
    if any(revision.number != number for number, revision in enumerate(revisions, 1)):
        raise UnreadableDossier(path.name, _("a revision is missing"))
    if article.id != path.stem:
        raise UnreadableDossier(path.name, _("it holds the article {id}").format(id=article.id))
    return Dossier(
        article=article,
        pool=pool,
        revisions=revisions,
        events=tuple(file.events.values()),
        notes=tuple(file.notes.values()),
    )


def write(path: Path, dossier: Dossier, base: int) -> Stamp:
    """Make DOSSIER durable in PATH, which must hold version BASE (0: nothing) and a history that DOSSIER continues.

    The caller holds the lock. Raises StaleRevision, UnreadableDossier, OSError; ValueError for another history.
    """
    from redaksi.store.tables import StagedTables  # noqa: PLC0415 - TinyDB is for who writes

    tables = StagedTables(path, _SPREAD)
    try:
        _check_version(path, tables.staged.read(), base)
        _stage(tables, dossier)
    except msgspec.MsgspecError as error:
        raise UnreadableDossier(path.name, str(error)) from error
    return tables.staged.commit()


def encode(dossier: Dossier) -> bytes:
    """What the file of DOSSIER holds if it is written at once."""
    from redaksi.store.tables import StagedTables  # noqa: PLC0415 - TinyDB is for who writes

    tables = StagedTables(Path())
    tables.staged.write({})
    _stage(tables, dossier)
    return encoded(tables.staged.read() or {}, _SPREAD)


def _check_version(path: Path, present: Tables | None, base: int) -> None:
    if present is None:
        theirs, events = 0, []
    else:
        theirs = _decode_version(_only(path, present.get("article", {}))).version
        events = list(present.get("events", {}).values())
    if theirs != base:
        raise StaleRevision(path.stem, base, theirs, _decode_event(events[-1]).editor if events else "")


def _only(path: Path, rows: Mapping[str, _Item]) -> _Item:
    """The one row of an article table. Raises UnreadableDossier."""
    if len(rows) != 1:
        raise UnreadableDossier(path.name, _("it must hold one article"))
    return next(iter(rows.values()))


def _stage(tables: "StagedTables", dossier: Dossier) -> None:
    """Put DOSSIER into TABLES: article and notes anew, history behind what is there."""
    present = tables.staged.read() or {}
    pool = _continued(present, "paragraphs", list(dossier.pool), str, _hash)
    revisions = _continued(present, "revisions", dossier.revisions, attrgetter("sha256"), _hash)
    events = _continued(present, "events", dossier.events, _encode, lambda row: _encode(_decode_event(row)))
    names = _names(dossier.pool)
    tables.rewrite("article", [to_builtins(dossier.article)])
    tables.append(
        "paragraphs", ({"sha256": key, "text": dossier.pool[key]} for key in islice(dossier.pool, pool, None))
    )
    tables.append("revisions", (_revision_row(revision, names) for revision in dossier.revisions[revisions:]))
    tables.append("events", map(to_builtins, dossier.events[events:]))
    tables.rewrite("notes", map(to_builtins, dossier.notes))


def _continued(
    present: Tables,
    table: str,
    items: Sequence[_Item],
    of_item: Callable[[_Item], object],
    of_row: Callable[[msgspec.Raw], object],
) -> int:
    """How many rows of TABLE are there already; ITEMS, which are to be written, must continue them.

    The last row vouches for those before it: what OF_ROW makes of it is what OF_ITEM makes of the item at its place.
    Raises ValueError where it is not.
    """
    rows = present.get(table, {})
    if rows and not (
        len(items) >= len(rows) and of_item(items[len(rows) - 1]) == of_row(next(reversed(rows.values())))
    ):
        raise ValueError(f"the {table} do not continue those in the file")
    return len(rows)


def _hash(row: msgspec.Raw) -> str:
    return _decode_hash(row).sha256


def _revision_row(revision: Revision, names: Mapping[str, str]) -> dict[str, Any]:
    row: dict[str, Any] = to_builtins(revision)
    text = {field: value for field, value in row["text"].items() if value}  # a long history must stay small
    return {**row, "text": text, "body": [names[key] for key in revision.body]}


def _names(pool: Iterable[str]) -> dict[str, str]:
    """The short name of each hash in POOL: its beginning, or all of it where an earlier one begins so."""
    owners: dict[str, str] = {}
    return {key: key[:_SHORT] if owners.setdefault(key[:_SHORT], key) == key else key for key in pool}
