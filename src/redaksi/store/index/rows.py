"""What the index holds of an article, and the questions that the board asks."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from msgspec import json

from redaksi.domain.article import Dossier, Stage
from redaksi.i18n import _
from redaksi.store.base import Problem, Row
from redaksi.store.dossiers.durable import Stamp
from redaksi.store.dossiers.layout import is_id, shard_of
from redaksi.system import safe_files
from redaksi.text import clean

_STAGES: dict[str, Stage] = {str(stage): stage for stage in Stage}
COLUMNS = ", ".join(f"articles.{field}" for field in Row._fields)

_PUT_FILE = (
    "INSERT INTO files (shard, name, mtime_ns, size, inode, why) VALUES (?, ?, ?, ?, ?, ?) ON "
    "CONFLICT (shard, name) "
    "DO UPDATE SET mtime_ns = excluded.mtime_ns, size = excluded.size, inode = excluded.inode, "
    "why = excluded.why"
)
_FIELDS = (*Row._fields, "created_at", "editor_key", "rubric_key", "tags", "slug", "fingerprint")
_PUT_ARTICLE = (
    f"INSERT INTO articles ({', '.join(_FIELDS)}) VALUES "  # noqa: S608 - names of ours
    f"({', '.join('?' * len(_FIELDS))}) "
    "ON CONFLICT (id) DO UPDATE SET "
    f"{', '.join(f'{name} = excluded.{name}' for name in _FIELDS[1:])}"
)


FileStamp = tuple[str, int, int, int]
"""A file's name in its folder and what its `Stamp` holds, plain: a scan compares very many."""


class Seen(NamedTuple):
    """A file as it was found: with its article's values, the reason why it cannot be read, or
    (no stamp) gone.
    """

    shard: str
    name: str
    stamp: Stamp | None
    values: tuple[Any, ...] | None = None
    why: str | None = None

    @property
    def id(self) -> str:
        return self.name.removesuffix(".json")


def _stored(name: str) -> str | bytes:
    """`name` of a file as the index holds it: bytes where it is no UTF-8."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name)
    return name


def put(
    db: sqlite3.Connection, seen: Iterable[Seen], present: Callable[[Seen], Stamp | None]
) -> None:
    """Take in what was `seen`, inside a transaction.

    What `present` says of a file must still be what was seen: else somebody wrote since, and it is
    theirs to report.
    """
    for file in seen:
        if present(file) == file.stamp:
            _put(db, file)


def _put(db: sqlite3.Connection, file: Seen) -> None:
    if file.values is not None:
        db.execute(_PUT_ARTICLE, file.values)
    elif is_id(file.id) and file.shard == shard_of(
        file.id
    ):  # a copy that went astray says nothing of the article
        db.execute("DELETE FROM articles WHERE id = ?", (file.id,))
    if file.stamp is not None:
        db.execute(_PUT_FILE, (_stored(file.shard), _stored(file.name), *file.stamp, file.why))
    else:
        db.execute(
            "DELETE FROM files WHERE shard = ? AND name = ?",
            (_stored(file.shard), _stored(file.name)),
        )


def values(dossier: Dossier) -> tuple[Any, ...]:
    """What the index holds of the article of `dossier`, in the order of its columns."""
    article = dossier.article
    editor = article.editor()
    return (
        article.id,
        clean.line(article.text.headline),  # a file may have been changed by hand
        article.stage.value,
        clean.line(editor),
        clean.line(article.text.rubric),
        article.version,
        time(article.updated_at),
        time(article.stage_since),
        time(article.due),
        time(article.embargo),
        article.spiked_at is not None,
        sum(note.is_open for note in dossier.notes),
        _is_returned(dossier),
        time(article.created_at),
        clean.key(editor),
        clean.key(article.text.rubric),
        json.encode(sorted({tag for tag in map(clean.key, article.text.tags) if tag})).decode(),
        article.slug,
        article.origin.fingerprint if article.origin else "",
    )


def _is_returned(dossier: Dossier) -> bool:
    """Whether the article is in draft because of a return whose note is not answered yet."""
    newest = next((note for note in reversed(dossier.notes) if note.returned), None)
    return dossier.article.stage is Stage.DRAFT and newest is not None and newest.is_open


def time(at: datetime | None) -> str | None:
    """`at` as the index holds it: it sorts."""
    return at.astimezone(UTC).isoformat(timespec="microseconds") if at else None


def row(values: Sequence[Any]) -> Row:
    """The Row in `values`, which were selected as COLUMNS."""
    id_, headline, stage, editor, rubric, version, updated_at, stage_since, due, embargo, *rest = (
        values
    )
    spiked, open_notes, returned = rest
    parse = datetime.fromisoformat
    return Row(
        id_,
        headline,
        _STAGES[stage],
        editor,
        rubric,
        version,
        parse(updated_at),
        parse(stage_since),
        due and parse(due),
        embargo and parse(embargo),
        bool(spiked),
        open_notes,
        bool(returned),
    )


def beginning_with(db: sqlite3.Connection, prefix: str, limit: int) -> list[str]:
    """Up to `limit` ids that begin with `prefix`, in order."""
    found = db.execute(
        "SELECT id FROM articles WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
        (prefix, prefix + "\uffff", limit),
    )
    return [id_ for (id_,) in found]


def suggested(db: sqlite3.Connection, prefix: str, limit: int) -> list[Row]:
    """Up to `limit` rows whose ids begin with `prefix`, the newest ids first."""
    found = db.execute(
        f"SELECT {COLUMNS} FROM articles WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT ?",  # noqa: S608 - our own names
        (prefix, prefix + "\uffff", limit),
    )
    return [row(values) for values in found]


def of_ids(db: sqlite3.Connection, ids: Sequence[str]) -> list[Row]:
    """The rows of `ids`, in their order; none for an id that is not there."""
    wanted = json.encode(list(ids)).decode()
    found = db.execute(
        f"SELECT {COLUMNS} FROM articles "  # noqa: S608 - names of ours
        "WHERE id IN (SELECT value FROM json_each(?))",
        (wanted,),
    )
    by_id = {one.id: one for one in map(row, found)}
    return [by_id[article_id] for article_id in ids if article_id in by_id]


def of_import(db: sqlite3.Connection, fingerprint: str) -> str | None:
    """The oldest article that was imported with `fingerprint`."""
    return _one(
        db,
        "SELECT id FROM articles WHERE fingerprint = ? AND fingerprint != '' ORDER BY created_at, "
        "id LIMIT 1",
        fingerprint,
    )


def of_slug(db: sqlite3.Connection, slug: str) -> str | None:
    """The article that has `slug`."""
    return _one(
        db, "SELECT id FROM articles WHERE slug = ? AND slug != '' ORDER BY id LIMIT 1", slug
    )


def _one(db: sqlite3.Connection, query: str, value: str) -> str | None:
    found = db.execute(query, (value,)).fetchone()
    return found and str(found[0])


def shards(db: sqlite3.Connection) -> set[str]:
    """The folders in which files were seen."""
    return {os.fsdecode(shard) for (shard,) in db.execute("SELECT DISTINCT shard FROM files")}


def stamps(db: sqlite3.Connection, shard: str) -> set[FileStamp]:
    """The files seen in `shard`."""
    found = set(
        db.execute(
            "SELECT name, mtime_ns, size, inode FROM files WHERE shard = ?", (_stored(shard),)
        )
    )
    foreign = [one for one in found if isinstance(one[0], bytes)]
    return (
        found.difference(foreign).union((os.fsdecode(one[0]), *one[1:]) for one in foreign)
        if foreign
        else found
    )


def stamp(db: sqlite3.Connection, shard: str, name: str) -> Stamp | None:
    """The stamp of the file `name` as it was seen in `shard`; None where it was not."""
    question = "SELECT mtime_ns, size, inode FROM files WHERE shard = ? AND name = ?"
    found = db.execute(question, (_stored(shard), _stored(name))).fetchone()
    return found and Stamp(*found)


class Told(NamedTuple):
    """What the index says of a file."""

    stamp: Stamp
    is_readable: bool
    values: tuple[Any, ...]


def told(db: sqlite3.Connection, shard: str) -> dict[str, Told]:
    """What the index says of the files in `shard`, by name."""
    found = db.execute(
        "SELECT name, mtime_ns, size, inode, why IS NULL, "  # noqa: S608 - names of ours
        f"{', '.join(f'articles.{name}' for name in _FIELDS)} "
        "FROM files LEFT JOIN articles ON articles.id = substr(name, 1, length(name) - 5) WHERE "
        "shard = ?",
        (_stored(shard),),
    )
    return {
        os.fsdecode(name): Told(Stamp(*rest[:3]), bool(rest[3]), tuple(rest[4:]))
        for name, *rest in found
    }


def updated_at(values: tuple[Any, ...]) -> str:
    """When the article of `values` was updated, in ISO 8601."""
    return str(values[_FIELDS.index("updated_at")])


def damage(db: sqlite3.Connection) -> list[str]:
    """What is wrong with the index by itself, in sentences."""
    (sound,) = db.execute("PRAGMA quick_check(1)").fetchone()
    orphans = "SELECT count(*) FROM articles WHERE id || '.json' NOT IN (SELECT name FROM files)"
    miscounts = (
        "SELECT count(*) FROM counts WHERE number != "
        "(SELECT count(*) FROM articles WHERE articles.stage = counts.stage AND NOT spiked)"
    )
    found = [_("It is damaged: {why}.").format(why=sound)] if sound != "ok" else []
    if db.execute(orphans).fetchone() != (0,):
        found.append(_("It tells of articles that there are no files of."))
    if db.execute(miscounts).fetchone() != (0,):
        found.append(_("It miscounts the articles of a stage."))
    return found


def problems(db: sqlite3.Connection) -> list[Problem]:
    """The files that could not be read."""
    found = db.execute(
        "SELECT shard, name, why FROM files WHERE why IS NOT NULL ORDER BY name, shard"
    )
    return [
        Problem("/".join(("articles", *map(safe_files.shown, place))), why)
        for *place, why in found
    ]
