"""Full text in the index: the words of each article and their Indonesian stems.

Results come newest first without a sort: entries are numbered in the order in which their articles
were updated, so the order of the numbers is the order of the results. An article that is indexed
late, after newer ones, gets a number from a separate range. That range is small, and its results
are sorted at each search. Entries are only added: a changed article gets a new entry, and its old
entry is ignored. When too many entries are old or late, the full text is built again.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple

from redaksi.domain.article import Text
from redaksi.store.base import Row
from redaksi.store.index.rows import COLUMNS, row
from redaksi.text import word_forms

_LATE = 1 << 40
"""The first number of an entry that came late."""
_SPARE = 1000
"""The number of old or late entries that is always allowed."""
_PREFIXES = {2, 3}
"""The lengths of prefixes that the full text finds as fast as words (see `schema`)."""
_FEW = 40
"""The greatest number of longer words that are searched one by one."""
_SEARCH = f"""
    SELECT {COLUMNS} FROM fulltext
    CROSS JOIN entries ON entries.number = fulltext.rowid
    CROSS JOIN articles ON articles.rowid = entries.article
    WHERE fulltext MATCH ? AND fulltext.rowid BETWEEN ? AND ? {{}}
    ORDER BY fulltext.rowid DESC LIMIT ?
"""  # noqa: S608 - our own names
HOLDS = (
    "articles.rowid IN (SELECT entries.article FROM fulltext "
    "CROSS JOIN entries ON entries.number = fulltext.rowid WHERE fulltext MATCH ?)"
)
"""The SQL condition for the articles that an expression of `match` finds."""
_NOTHING = '"" '
"""An FTS5 expression that finds nothing."""


class Waiting(NamedTuple):
    """An article whose text is not in the full text yet; `number` is its rowid in the index."""

    number: int
    id: str
    updated_at: str


def match(db: sqlite3.Connection, query: str) -> str:
    """The FTS5 expression for articles that contain every word of `query`.

    An article contains a word if the word occurs, begins a longer word, or has the same stem as
    a word. A query without words finds nothing.
    """
    words = dict.fromkeys(map(word_forms.plain, word_forms.words(query)))
    return " AND ".join(_any_of(db, word) for word in words) or _NOTHING


def search(
    db: sqlite3.Connection, query: str, limit: int | None, conditions: Mapping[str, Any]
) -> list[Row]:
    """The newest `limit` articles that contain the words of `query` and meet `conditions`.

    `conditions` are pieces of SQL, each with its value or a tuple of values.
    """
    expression, most = match(db, query), -1 if limit is None else limit
    if expression == _NOTHING or most == 0:
        return []
    question = _SEARCH.format("".join(f" AND {condition}" for condition in conditions))
    in_order = db.execute(question, (expression, 0, _LATE - 1, *placed(conditions), most))
    late = db.execute(question, (expression, _LATE, 2 * _LATE, *placed(conditions), -1))
    found = sorted(
        map(row, chain(in_order, late)),
        key=lambda found: (found.updated_at, found.id),
        reverse=True,
    )
    return found[:limit]


def placed(conditions: Mapping[str, Any]) -> Iterator[Any]:
    """The values of `conditions` in the order of their placeholders."""
    for value in conditions.values():
        yield from value if isinstance(value, tuple) else (value,)


def _any_of(db: sqlite3.Connection, word: str) -> str:
    """The FTS5 expression for `word`: its stem, and all words that begin with `word`.

    If only a few words begin with `word`, each is named: for a prefix FTS5 would collect all
    entries before it returned the first.
    """
    parts = [f'"{word_forms.stem(word)}"']
    if len(word) not in _PREFIXES:
        query = "SELECT word FROM vocabulary WHERE word >= ? AND word < ? LIMIT ?"
        longer = db.execute(query, (word, word + "\U0010ffff", _FEW + 1)).fetchall()
        if len(longer) <= _FEW:
            return "(" + " OR ".join([*parts, *(f'"{found}"' for (found,) in longer)]) + ")"
    return "(" + " OR ".join([*parts, f'"{word}" *']) + ")"


def content(text: Text) -> set[str]:
    """The words of `text` and their stems, which make up its entry."""
    captions = chain.from_iterable(
        (photo.caption, photo.credit, photo.alt) for photo in text.photos
    )
    fields = (text.headline, text.deck, text.byline, text.dateline, text.source, text.rubric)
    words = set(word_forms.words("\n".join((*fields, *text.body, *text.tags, *captions))))
    return set(chain.from_iterable(map(word_forms.entry, words)))


def waiting(db: sqlite3.Connection, limit: int, behind: Waiting | None = None) -> list[Waiting]:
    """Up to `limit` articles that wait for the full text, in the order in which they are added.

    They follow the article `behind`, if one is given.
    """
    query = (
        "SELECT articles.rowid, id, waiting.updated_at FROM waiting JOIN articles USING (id) "
        "WHERE (waiting.updated_at, id) > (?, ?) ORDER BY 3, 2 LIMIT ?"
    )
    last = (behind.updated_at, behind.id) if behind else ("", "")
    return list(map(Waiting._make, db.execute(query, (*last, limit))))


def put(db: sqlite3.Connection, article: Waiting, words: str | None) -> None:
    """Add the `words` (see `content`) of `article`, inside a transaction.

    An article whose words are None cannot be read; it only stops waiting.
    """
    db.execute(
        "DELETE FROM waiting WHERE updated_at = ? AND id = ?", (article.updated_at, article.id)
    )
    if words is not None:
        number = _next_number(db, article)
        db.execute("INSERT OR REPLACE INTO entries VALUES (?, ?)", (number, article.number))
        db.execute("INSERT INTO fulltext (rowid, words) VALUES (?, ?)", (number, words))


def _next_number(db: sqlite3.Connection, article: Waiting) -> int:
    last, last_late, updated_at, id_ = db.execute(
        "SELECT last, last_late, updated_at, id FROM progress"
    ).fetchone()
    if (article.updated_at, article.id) > (updated_at, id_):
        db.execute(
            "UPDATE progress SET last = ?, updated_at = ?, id = ?",
            (last + 1, article.updated_at, article.id),
        )
        return int(last) + 1
    db.execute("UPDATE progress SET last_late = ?", (last_late + 1,))
    return int(last_late) + 1


def learn(db: sqlite3.Connection, words: Iterable[str]) -> None:
    """Add `words` to the vocabulary of the full text, inside a transaction."""
    db.executemany("INSERT OR IGNORE INTO vocabulary VALUES (?)", ((word,) for word in words))


def is_worn(db: sqlite3.Connection) -> bool:
    """Whether too many entries are old or late."""
    ((last, last_late),) = db.execute("SELECT last, last_late FROM progress")
    ((live,),) = db.execute("SELECT count(*) FROM entries")
    late = last_late - _LATE
    return bool(last + late > 2 * live + _SPARE or late > live // 10 + _SPARE)


def clear(db: sqlite3.Connection) -> None:
    """Remove every entry, inside a transaction; all articles wait to be added again."""
    db.execute("INSERT INTO fulltext (fulltext) VALUES ('delete-all')")
    for table in ("entries", "vocabulary", "progress", "waiting"):
        db.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
    db.execute("INSERT INTO progress VALUES (0, ?, '', '')", (_LATE,))
    db.execute("INSERT INTO waiting SELECT updated_at, id FROM articles")
