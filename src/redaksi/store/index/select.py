"""Answer the queries of the board from the index."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from redaksi.domain.article import Stage
from redaksi.domain.days import Span
from redaksi.store.base import Row
from redaksi.store.index import fulltext
from redaksi.store.index.rows import COLUMNS, row, time
from redaksi.store.query import Query, Sort
from redaksi.text import clean

ORDER = {
    Sort.NEWEST: "updated_at DESC, id DESC",
    Sort.DUE: "due IS NULL, due, id",
    Sort.WAITING: "stage_since, id",
    Sort.HEADLINE: "headline COLLATE NOCASE, id",
}
"""The SQL for each order; the orders within a stage have SQL indexes (see `schema`)."""
BACKWARDS = {
    Sort.NEWEST: "updated_at, id",
    Sort.DUE: "due IS NULL DESC, due DESC, id DESC",
    Sort.WAITING: "stage_since DESC, id DESC",
    Sort.HEADLINE: "headline COLLATE NOCASE DESC, id DESC",
}
"""The reversed SQL orders.

SQLite passes every row before an offset, so a page in the second half is read from the end.
"""
TAGGED = "articles.rowid IN (SELECT article FROM tags WHERE tag = ?)"
"""The condition for a rare tag: its articles are looked up one by one."""
COMMONLY_TAGGED = "EXISTS (SELECT 1 FROM tags WHERE tag = ? AND article = articles.rowid)"
"""The condition for a common tag: all articles are read in order, and enough match soon."""
_DUE = "stage IN ('draft', 'review') AND (due IS NULL) = 0 AND due < ?"
"""The condition for what is due; its second part lets SQLite use the index `due_soonest`."""
_EMBARGO = "embargo IS NOT NULL AND embargo < ? AND embargo >= ?"
_PLANNED = f"""articles.rowid IN (
SELECT rowid FROM articles WHERE spiked = 0 AND {_DUE} AND due >= ? UNION
SELECT rowid FROM articles WHERE spiked = 0 AND {_EMBARGO})"""  # noqa: S608 - our own names
"""The condition for what has a due time or an embargo in a span of time."""
_REOPENED = "(sealed AND stage != 'published')"
"""The condition for drafts and reviews over a live text; the index `reopened` holds them."""
_FEW = 2000
"""The number of articles from which a tag is common."""

Conditions = Mapping[str, Any]
"""SQL conditions, each with the value of its placeholder or a tuple of several values."""


def rows(
    db: sqlite3.Connection,
    query: Query,
    limit: int | None = None,
    offset: int = 0,
    after: Row | None = None,
) -> list[Row]:
    """Up to `limit` rows that `query` finds, from number `offset` on (behind `after`)."""
    conditions = _conditions(db, query)
    behind = {**conditions, **_behind(query.sort, after)} if after else conditions
    if not query.first or query.editor or query.unassigned:
        return _rows(db, query, behind, limit, offset)
    key = clean.key(query.first)
    if after and clean.key(after.editor) != key:
        return _rows(db, query, {**behind, "editor_key != ?": key}, limit, offset)
    theirs, others = {**behind, "editor_key = ?": key}, {**conditions, "editor_key != ?": key}
    found = _rows(db, query, theirs, limit, offset)
    if limit is not None and len(found) >= limit:
        return found
    before = offset + len(found) if found else sum(_counts(db, query, theirs).values())
    rest = None if limit is None else limit - len(found)
    return found + _rows(db, query, others, rest, max(0, offset - before))


def counts(db: sqlite3.Connection, query: Query) -> dict[Stage, int]:
    """The number of articles in each stage that `query` finds; every stage is a key."""
    return _counts(db, query, _conditions(db, query))


def holdings(db: sqlite3.Connection) -> dict[str, dict[Stage, int]]:
    """How many articles that are not spiked each editor has, by the key of the name and stage."""
    found: dict[str, dict[Stage, int]] = {}
    # `spiked = 0` and not `NOT spiked`: the question is answered from one SQL index alone.
    ask = (
        "SELECT editor_key, stage, count(*) FROM articles "
        "WHERE spiked = 0 AND editor_key != '' GROUP BY editor_key, stage"
    )
    for key, stage, number in db.execute(ask):
        found.setdefault(key, dict.fromkeys(Stage, 0))[Stage(stage)] = number
    return found


def found(db: sqlite3.Connection, query: Query) -> dict[Stage, list[str]]:
    """The ids of all articles that `query` finds, by stage, in its order; every stage is a key."""
    conditions = _conditions(db, query)
    where, values = _where(db, query, conditions)
    order = ORDER[query.sort]
    first: tuple[str, ...] = ()
    if query.first:
        order, first = f"editor_key != ?, {order}", (clean.key(query.first),)
    ids: dict[Stage, list[str]] = {stage: [] for stage in Stage}
    ask = f"SELECT stage, id FROM articles WHERE {where} ORDER BY {order}"  # noqa: S608 - our own names
    for stage, article_id in db.execute(ask, (*values, *first)):
        ids[stage].append(article_id)
    return ids


def planned(db: sqlite3.Connection, query: Query, span: Span) -> list[Row]:
    """The rows that `query` finds with a due time or an embargo in `span`, by id."""
    since, until = time(span.since), time(span.until)
    conditions = {**_conditions(db, query), _PLANNED: (until, since, until, since)}
    where, values = _where(db, query, conditions)
    ask = f"SELECT {COLUMNS} FROM articles WHERE {where} ORDER BY id"  # noqa: S608 - our own names
    return list(map(row, db.execute(ask, values)))


def _behind(sort: Sort, row: Row) -> Conditions:
    """The condition for all rows that follow `row` in the order `sort`."""
    if sort is Sort.DUE:
        if row.due is None:
            return {"(due IS NULL AND id > ?)": row.id}
        return {"(due IS NULL OR (due, id) > (?, ?))": (time(row.due), row.id)}
    if sort is Sort.WAITING:
        return {"(stage_since, id) > (?, ?)": (time(row.stage_since), row.id)}
    if sort is Sort.HEADLINE:
        return {"(headline COLLATE NOCASE, id) > (?, ?)": (row.headline, row.id)}
    return {"(updated_at, id) < (?, ?)": (time(row.updated_at), row.id)}


def _conditions(db: sqlite3.Connection, query: Query) -> Conditions:
    values = {
        "spiked = ?": query.spiked,
        "stage = ?": query.stage and query.stage.value,
        "editor_key = ?": clean.key(query.editor) if query.editor or query.unassigned else None,
        "rubric_key = ?": clean.key(query.rubric) if query.rubric else None,
        _DUE: time(query.due),
        TAGGED: clean.key(query.tag) if query.tag else None,
        _REOPENED: () if query.reopened else None,
    }
    return {condition: value for condition, value in values.items() if value is not None}


def _rows(
    db: sqlite3.Connection, query: Query, conditions: Conditions, limit: int | None, offset: int
) -> list[Row]:
    if query.text and query.sort is Sort.NEWEST:
        most = None if limit is None else limit + offset
        return fulltext.search(db, query.text, most, conditions)[offset:]
    tag = conditions.get(TAGGED)
    if tag and not query.text and _is_common(db, tag):
        conditions = {
            COMMONLY_TAGGED if condition == TAGGED else condition: conditions[condition]
            for condition in conditions
        }
    where, values = _where(db, query, conditions)
    ask = f"SELECT {COLUMNS} FROM articles WHERE {where} ORDER BY {{}} LIMIT ? OFFSET ?"  # noqa: S608 - our own names
    count = _known_count(db, query, conditions) if offset else 0
    if limit is not None and count // 2 < offset < count:
        most = min(limit, count - offset)
        found = db.execute(
            ask.format(BACKWARDS[query.sort]), (*values, most, count - offset - most)
        )
        return list(map(row, found))[::-1]
    found = db.execute(
        ask.format(ORDER[query.sort]), (*values, -1 if limit is None else limit, offset)
    )
    return list(map(row, found))


def _known_count(db: sqlite3.Connection, query: Query, conditions: Conditions) -> int:
    """The number of rows if the index stores it, as for a whole stage; else 0."""
    if query.text or query.spiked or not set(conditions) <= {"spiked = ?", "stage = ?"}:
        return 0
    numbers = _counts(db, query, {"spiked = ?": False})
    return numbers[query.stage] if query.stage else sum(numbers.values())


def _is_common(db: sqlite3.Connection, tag: str) -> bool:
    found = db.execute(
        "SELECT count(*) FROM (SELECT 1 FROM tags WHERE tag = ? LIMIT ?)", (tag, _FEW)
    ).fetchone()
    return bool(found[0] == _FEW)


def _counts(db: sqlite3.Connection, query: Query, conditions: Conditions) -> dict[Stage, int]:
    where, values = _where(db, query, conditions)
    if set(conditions) == {"spiked = ?"} and not query.spiked and not query.text:
        found = db.execute("SELECT stage, number FROM counts")
    else:
        found = db.execute(
            f"SELECT stage, count(*) FROM articles WHERE {where} GROUP BY stage",  # noqa: S608 - ours
            values,
        )
    return {**dict.fromkeys(Stage, 0), **{Stage(stage): number for stage, number in found}}


def _where(
    db: sqlite3.Connection, query: Query, conditions: Conditions
) -> tuple[str, tuple[Any, ...]]:
    if query.text:
        conditions = {**conditions, fulltext.HOLDS: fulltext.match(db, query.text)}
    looked_up = {TAGGED, fulltext.HOLDS, _PLANNED} & set(conditions)
    # A unary plus keeps SQLite from using an index on that column, which covers all articles.
    pieces = (
        piece if piece in looked_up or not looked_up else _plus(piece) for piece in conditions
    )
    return " AND ".join(pieces), tuple(fulltext.placed(conditions))


def _plus(piece: str) -> str:
    """`piece` with a plus before its first column."""
    return f"(+{piece[1:]}" if piece.startswith("(") else f"+{piece}"
