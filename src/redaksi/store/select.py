"""The questions of the board, put to the index."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from redaksi import clean
from redaksi.article import Stage
from redaksi.store import fulltext
from redaksi.store.base import Row
from redaksi.store.query import Query, Sort
from redaksi.store.rows import COLUMNS, row, time

ORDER = {
    Sort.NEWEST: "updated_at DESC, id DESC",
    Sort.DUE: "due IS NULL, due, id",
    Sort.WAITING: "stage_since, id",
    Sort.HEADLINE: "headline COLLATE NOCASE, id",
}
"""Each has an index within a stage (see `schema`)."""
_FEW = 2000
"""Up to so many articles with a tag are looked up one by one and sorted; more are met soon on the way through all."""

Conditions = Mapping[str, Any]
"""Pieces of SQL, each with the value of its one placeholder."""


def rows(db: sqlite3.Connection, query: Query, limit: int | None, offset: int) -> list[Row]:
    """LIMIT rows that QUERY asks for, from OFFSET on."""
    if not query.first or query.editor:
        return _rows(db, query, _conditions(db, query), limit, offset)
    conditions, key = _conditions(db, query), clean.key(query.first)
    theirs, others = {**conditions, "editor_key = ?": key}, {**conditions, "editor_key != ?": key}
    found = _rows(db, query, theirs, limit, offset)
    if limit is not None and len(found) >= limit:
        return found
    before = offset + len(found) if found else sum(_counts(db, query, theirs).values())
    rest = None if limit is None else limit - len(found)
    return found + _rows(db, query, others, rest, max(0, offset - before))


def counts(db: sqlite3.Connection, query: Query) -> dict[Stage, int]:
    """How many articles that QUERY asks for stand in each stage; every stage is a key."""
    return _counts(db, query, _conditions(db, query))


def _conditions(db: sqlite3.Connection, query: Query) -> Conditions:
    values = {
        "spiked = ?": query.spiked,
        "stage = ?": query.stage and query.stage.value,
        "editor_key = ?": clean.key(query.editor) if query.editor else None,
        "rubric_key = ?": clean.key(query.rubric) if query.rubric else None,
        "stage != 'published' AND due < ?": time(query.due),
        _tagged(db, clean.key(query.tag)): clean.key(query.tag) if query.tag else None,
    }
    return {condition: value for condition, value in values.items() if value is not None}


def _tagged(db: sqlite3.Connection, tag: str) -> str:
    """The condition for TAG by which SQLite finds a rare tag as soon as a common one."""
    found = db.execute("SELECT count(*) FROM (SELECT 1 FROM tags WHERE tag = ? LIMIT ?)", (tag, _FEW)).fetchone()
    if found[0] < _FEW:
        return "articles.rowid IN (SELECT article FROM tags WHERE tag = ?)"
    return "EXISTS (SELECT 1 FROM tags WHERE tag = ? AND article = articles.rowid)"


def _rows(db: sqlite3.Connection, query: Query, conditions: Conditions, limit: int | None, offset: int) -> list[Row]:
    if query.text and query.sort is Sort.NEWEST:
        most = None if limit is None else limit + offset
        return fulltext.search(db, query.text, most, conditions)[offset:]
    where, values = _where(db, query, conditions)
    found = db.execute(
        f"SELECT {COLUMNS} FROM articles WHERE {where} ORDER BY {ORDER[query.sort]} LIMIT ? OFFSET ?",  # noqa: S608 - our own names
        (*values, -1 if limit is None else limit, offset),
    )
    return list(map(row, found))


def _counts(db: sqlite3.Connection, query: Query, conditions: Conditions) -> dict[Stage, int]:
    where, values = _where(db, query, conditions)
    if set(conditions) == {"spiked = ?"} and not query.spiked and not query.text:
        found = db.execute("SELECT stage, number FROM counts")
    else:
        found = db.execute(f"SELECT stage, count(*) FROM articles WHERE {where} GROUP BY stage", values)  # noqa: S608 - our own names
    return {**dict.fromkeys(Stage, 0), **{Stage(stage): number for stage, number in found}}


def _where(db: sqlite3.Connection, query: Query, conditions: Conditions) -> tuple[str, tuple[Any, ...]]:
    if query.text:
        conditions = {**conditions, fulltext.HOLDS: fulltext.match(db, query.text)}
    return " AND ".join(conditions), tuple(conditions.values())
