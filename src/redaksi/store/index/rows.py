"""The rows of files and articles in the index, and simple queries on them."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from msgspec import json

from redaksi.domain.article import Dossier, Stage
from redaksi.domain.ids import is_id
from redaksi.i18n import _
from redaksi.store.base import MOST_CONCERNS, Problem, Row
from redaksi.store.dossiers.layout import shard_of
from redaksi.system import safe_files
from redaksi.system.durable import Stamp
from redaksi.text import clean

_STAGES: dict[str, Stage] = {str(stage): stage for stage in Stage}
COLUMNS = ", ".join(f"articles.{field}" for field in Row._fields)

_PUT_FILE = (
    "INSERT INTO files (shard, name, mtime_ns, size, inode, why) VALUES (?, ?, ?, ?, ?, ?) ON "
    "CONFLICT (shard, name) "
    "DO UPDATE SET mtime_ns = excluded.mtime_ns, size = excluded.size, inode = excluded.inode, "
    "why = excluded.why"
)
_FIELDS = (
    *(*Row._fields, "created_at", "editor_key", "rubric_key", "tags", "slug", "fingerprint"),
    "concerns",
)
_PUT_ARTICLE = (
    f"INSERT INTO articles ({', '.join(_FIELDS)}) VALUES "  # noqa: S608 - names of ours
    f"({', '.join('?' * len(_FIELDS))}) "
    "ON CONFLICT (id) DO UPDATE SET "
    f"{', '.join(f'{name} = excluded.{name}' for name in _FIELDS[1:])}"
)


FileStamp = tuple[str, int, int, int]
"""A file's name in its folder, then the fields of its `Stamp`.

A plain tuple is fast, and a scan compares very many.
"""


class FileState(NamedTuple):
    """The state of a file on disk.

    `values` are the columns of its article. `why` is the reason if the file cannot be read. A
    file without `stamp` is gone.
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
    """The file name `name` as the index stores it: as bytes if it is not valid UTF-8."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name)
    return name


def put(
    db: sqlite3.Connection, seen: Iterable[FileState], present: Callable[[FileState], Stamp | None]
) -> None:
    """Store the files `seen` in the index, inside a transaction.

    `present` returns the present stamp of a file. A file whose stamp has changed since is
    skipped: whoever wrote it reports the new state.
    """
    for file in seen:
        if present(file) == file.stamp:
            _put(db, file)


def _put(db: sqlite3.Connection, file: FileState) -> None:
    if file.values is not None:
        db.execute(_PUT_ARTICLE, file.values)
    elif is_id(file.id) and file.shard == shard_of(
        file.id
    ):  # a copy in a wrong folder does not concern the article
        db.execute("DELETE FROM articles WHERE id = ?", (file.id,))
    if file.stamp is not None:
        db.execute(_PUT_FILE, (_stored(file.shard), _stored(file.name), *file.stamp, file.why))
    else:
        db.execute(
            "DELETE FROM files WHERE shard = ? AND name = ?",
            (_stored(file.shard), _stored(file.name)),
        )


def values(dossier: Dossier) -> tuple[Any, ...]:
    """The values of the article of `dossier` for the index, in the order of `_FIELDS`."""
    from redaksi.domain.holdings import first_published  # noqa: PLC0415 - not before the first paint

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
        bool(article.sign_offs),
        time(first_published(article)),
        time(article.created_at),
        clean.key(editor),
        clean.key(article.text.rubric),
        json.encode(sorted({tag for tag in map(clean.key, article.text.tags) if tag})).decode(),
        article.slug,
        article.origin.fingerprint if article.origin else "",
        _concerns(dossier),
    )


def _is_returned(dossier: Dossier) -> bool:
    """Whether the article was returned to draft with a note that is not answered yet."""
    newest = next((note for note in reversed(dossier.notes) if note.returned), None)
    return dossier.article.stage is Stage.DRAFT and newest is not None and newest.is_open


def _concerns(dossier: Dossier) -> str:
    """The newest concerns of `dossier` as JSON, the oldest first.

    Each is a list that begins with the key of the person and the time, as the triggers expect.
    """
    from redaksi.domain import concerns  # noqa: PLC0415 - not before the first paint

    return json.encode(
        [
            (
                *(clean.key(one.person), time(one.at)),
                *(one.kind, one.person, one.number, one.version, one.by, one.note),
            )
            for one in concerns.of_record(dossier)[-MOST_CONCERNS:]
        ]
    ).decode()


def time(at: datetime | None) -> str | None:
    """`at` as the index stores it: ISO 8601 in UTC with microseconds, which sorts by time."""
    return at.astimezone(UTC).isoformat(timespec="microseconds") if at else None


def row(values: Sequence[Any]) -> Row:
    """The `Row` of `values`, which were selected as `COLUMNS`."""
    id_, headline, stage, editor, rubric, version, updated_at, stage_since, due, embargo, *rest = (
        values
    )
    spiked, open_notes, returned, sealed, published = rest
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
        bool(sealed),
        published and parse(published),
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
    """The rows of `ids`, in their order; unknown ids are skipped."""
    wanted = json.encode(list(ids)).decode()
    found = db.execute(
        f"SELECT {COLUMNS} FROM articles "  # noqa: S608 - names of ours
        "WHERE id IN (SELECT value FROM json_each(?))",
        (wanted,),
    )
    by_id = {one.id: one for one in map(row, found)}
    return [by_id[article_id] for article_id in ids if article_id in by_id]


def of_import(db: sqlite3.Connection, fingerprint: str) -> str | None:
    """The id of the oldest article that was imported with `fingerprint`; None if none was."""
    return _one(
        db,
        "SELECT id FROM articles WHERE fingerprint = ? AND fingerprint != '' ORDER BY created_at, "
        "id LIMIT 1",
        fingerprint,
    )


def of_slug(db: sqlite3.Connection, slug: str) -> str | None:
    """The id of the article with `slug`; None if there is none."""
    return _one(
        db, "SELECT id FROM articles WHERE slug = ? AND slug != '' ORDER BY id LIMIT 1", slug
    )


def _one(db: sqlite3.Connection, query: str, value: str) -> str | None:
    found = db.execute(query, (value,)).fetchone()
    return found and str(found[0])


def shards(db: sqlite3.Connection) -> set[str]:
    """The names of the folders whose files are in the index."""
    return {os.fsdecode(shard) for (shard,) in db.execute("SELECT DISTINCT shard FROM files")}


def stamps(db: sqlite3.Connection, shard: str) -> set[FileStamp]:
    """The files in the folder `shard` as the index knows them."""
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
    """The stamp of the file `name` in the folder `shard` in the index; None if it is unknown."""
    question = "SELECT mtime_ns, size, inode FROM files WHERE shard = ? AND name = ?"
    found = db.execute(question, (_stored(shard), _stored(name))).fetchone()
    return found and Stamp(*found)


class IndexedFile(NamedTuple):
    """The state of a file according to the index."""

    stamp: Stamp
    is_readable: bool
    values: tuple[Any, ...]


def indexed_files(db: sqlite3.Connection, shard: str) -> dict[str, IndexedFile]:
    """The state of each file in the folder `shard` according to the index, by file name."""
    found = db.execute(
        "SELECT name, mtime_ns, size, inode, why IS NULL, "  # noqa: S608 - names of ours
        f"{', '.join(f'articles.{name}' for name in _FIELDS)} "
        "FROM files LEFT JOIN articles ON articles.id = substr(name, 1, length(name) - 5) WHERE "
        "shard = ?",
        (_stored(shard),),
    )
    return {
        os.fsdecode(name): IndexedFile(Stamp(*rest[:3]), bool(rest[3]), tuple(rest[4:]))
        for name, *rest in found
    }


def updated_at(values: tuple[Any, ...]) -> str:
    """The time at which the article of `values` was updated, in ISO 8601."""
    return str(values[_FIELDS.index("updated_at")])


def damage(db: sqlite3.Connection) -> list[str]:
    """Sentences about defects that the index itself shows."""
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
    """The dossiers that could not be read, ordered by name."""
    found = db.execute(
        "SELECT shard, name, why FROM files WHERE why IS NOT NULL ORDER BY name, shard"
    )
    return [
        Problem("/".join(("articles", *map(safe_files.shown, place))), why)
        for *place, why in found
    ]
