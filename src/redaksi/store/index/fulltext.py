"""Full text in the index: every word of an article and its Indonesian stem, found newest first
without a sort.

Entries are numbered in the order in which their articles were updated, so the order of the numbers
is the order of the answer. An article that is taken in late, after newer ones, is numbered in a
space of its own, which is small and sorted when it is asked. Entries are only ever added: an
article that changed gets a new one, its old one is not looked at any more. When too many are old
or late, all is taken in anew.
"""

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from redaksi.domain.article import Text
from redaksi.store.base import Row
from redaksi.store.index.rows import COLUMNS, row

if TYPE_CHECKING:
    import Stemmer

_WORD = re.compile(r"[^\W_]+")
_LATE = 1 << 40
"""The first number of an entry that came late."""
_SPARE = 1000
"""So many old or late entries never do harm."""
_PREFIXES = {2, 3}
"""Lengths of beginnings that the full text finds as quickly as words (see `schema`)."""
_FEW = 40
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
"""The condition on articles for a `match`."""
_NOTHING = '"" '
"""An expression that nothing matches."""


class Waiting(NamedTuple):
    """An article whose text is not taken in yet; `number` is its row in the index."""

    number: int
    id: str
    updated_at: str


def match(db: sqlite3.Connection, query: str) -> str:
    """The expression for articles in which each word of `query` occurs, begins a word, or
    shares its stem with one.

    No words find nothing.
    """
    words = dict.fromkeys(map(_plain, _words(query)))
    return " AND ".join(_any_of(db, word) for word in words) or _NOTHING


def search(
    db: sqlite3.Connection, query: str, limit: int | None, conditions: Mapping[str, Any]
) -> list[Row]:
    """The newest `limit` articles that `match` `query` and fulfil `conditions`: pieces of SQL,
    each with its values.
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
    """The expression for what `word` finds.

    Few words that begin so are looked up one by one: FTS5 would gather all their entries before it
    gave the first.
    """
    parts = [f'"{_stem(word)}"']
    if len(word) not in _PREFIXES:
        query = "SELECT word FROM vocabulary WHERE word >= ? AND word < ? LIMIT ?"
        longer = db.execute(query, (word, word + "\U0010ffff", _FEW + 1)).fetchall()
        if len(longer) <= _FEW:
            return "(" + " OR ".join([*parts, *(f'"{found}"' for (found,) in longer)]) + ")"
    return "(" + " OR ".join([*parts, f'"{word}" *']) + ")"


def content(text: Text) -> set[str]:
    """The entry of `text`: its words and their stems."""
    captions = chain.from_iterable(
        (photo.caption, photo.credit, photo.alt) for photo in text.photos
    )
    fields = (text.headline, text.deck, text.byline, text.dateline, text.source, text.rubric)
    words = set(_words("\n".join((*fields, *text.body, *text.tags, *captions))))
    return set(chain.from_iterable(map(_entry, words)))


def waiting(db: sqlite3.Connection, limit: int, behind: Waiting | None = None) -> list[Waiting]:
    """Up to `limit` articles `behind` one whose text is not taken in yet, in the order in which
    it is to be.
    """
    query = (
        "SELECT articles.rowid, id, waiting.updated_at FROM waiting JOIN articles USING (id) "
        "WHERE (waiting.updated_at, id) > (?, ?) ORDER BY 3, 2 LIMIT ?"
    )
    last = (behind.updated_at, behind.id) if behind else ("", "")
    return list(map(Waiting._make, db.execute(query, (*last, limit))))


def put(db: sqlite3.Connection, article: Waiting, words: str | None) -> None:
    """Take in the `words` (see `content`) of an article, inside a transaction; None: they
    cannot be read.
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
    """Note `words`, inside a transaction, as words that the full text holds."""
    db.executemany("INSERT OR IGNORE INTO vocabulary VALUES (?)", ((word,) for word in words))


def is_worn(db: sqlite3.Connection) -> bool:
    """Whether too many entries are old or late."""
    ((last, last_late),) = db.execute("SELECT last, last_late FROM progress")
    ((live,),) = db.execute("SELECT count(*) FROM entries")
    late = last_late - _LATE
    return bool(last + late > 2 * live + _SPARE or late > live // 10 + _SPARE)


def clear(db: sqlite3.Connection) -> None:
    """Forget every entry, inside a transaction; all articles wait to be taken in anew."""
    db.execute("INSERT INTO fulltext (fulltext) VALUES ('delete-all')")
    for table in ("entries", "vocabulary", "progress", "waiting"):
        db.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
    db.execute("INSERT INTO progress VALUES (0, ?, '', '')", (_LATE,))
    db.execute("INSERT INTO waiting SELECT updated_at, id FROM articles")


def _words(text: str) -> list[str]:
    """The words of `text` in lower case: letters and digits only, so that no syntax survives."""
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def _plain(word: str) -> str:
    """`word` without accents."""
    if word.isascii():
        return word
    return (
        "".join(
            letter
            for letter in unicodedata.normalize("NFD", word)
            if not unicodedata.combining(letter)
        )
        or word
    )


@lru_cache(maxsize=30_000)
def _entry(word: str) -> tuple[str, str]:
    """What is taken in of `word`: itself and its stem."""
    plain = _plain(word)
    return plain, _stem(plain)


def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> "Stemmer.Stemmer":
    import Stemmer  # noqa: PLC0415 - only a search needs it

    return Stemmer.Stemmer("indonesian", 0)  # `_entry` remembers better
