"""Full text in the index: every word of an article and its Indonesian stem, found newest first without a sort.

An entry's number begins with the second in which its article was updated, so the order of the numbers is the order of
the answer. Entries are only ever added: an article that changed gets a new one, its old one falls out in the join, and
when most are old all is taken in anew.
"""

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from redaksi.article import Text
from redaksi.store.base import Row
from redaksi.store.rows import COLUMNS, row

if TYPE_CHECKING:
    import Stemmer

NOTHING = 0
"""The entry of an article whose text could not be read."""

_WORD = re.compile(r"[^\W_]+")
_SLOTS = 1 << 10
"""Entries that one second has room for; further ones take the next second's."""
_STALE = 1000
_PREFIXES = {2, 3}
"""Lengths of beginnings that the full text finds as quickly as words (see `schema`)."""
_FEW = 40
_SEARCH = f"""
    SELECT {COLUMNS} FROM fulltext
    CROSS JOIN entries ON entries.number = fulltext.rowid
    CROSS JOIN articles ON articles.rowid = entries.article AND articles.entry = entries.number
    WHERE fulltext MATCH ? ORDER BY fulltext.rowid DESC
"""  # noqa: S608 - our own names


class Waiting(NamedTuple):
    """An article whose text is not taken in yet; `number` is its row in the index."""

    number: int
    id: str
    updated_at: str


def search(db: sqlite3.Connection, query: str, limit: int) -> list[Row]:
    """The newest LIMIT articles in which each word of QUERY occurs, begins a word, or has its stem in common with one.

    No words find nothing.
    """
    words = dict.fromkeys(map(_plain, _words(query)))
    if not words or limit < 1:
        return []
    match = " AND ".join(_any_of(db, word) for word in words)
    found = sorted(_newest(db, match, limit), key=lambda found: (found.updated_at, found.id), reverse=True)
    return found[:limit]


def _any_of(db: sqlite3.Connection, word: str) -> str:
    """The expression for what WORD finds.

    Few words that begin so are looked up one by one: FTS5 would gather all their entries before it gave the first.
    """
    parts = [f'"{_stem(word)}"']
    if len(word) not in _PREFIXES:
        query = "SELECT word FROM vocabulary WHERE word >= ? AND word < ? LIMIT ?"
        longer = db.execute(query, (word, word + "\U0010ffff", _FEW + 1)).fetchall()
        if len(longer) <= _FEW:
            return "(" + " OR ".join([*parts, *(f'"{found}"' for (found,) in longer)]) + ")"
    return "(" + " OR ".join([*parts, f'"{word}" *']) + ")"


def _newest(db: sqlite3.Connection, match: str, limit: int) -> Iterator[Row]:
    """At least LIMIT rows, and all of the second in which the last of them was updated."""
    last: datetime | None = None
    for number, values in enumerate(db.execute(_SEARCH, (match,)), 1):
        found = row(values)
        second = found.updated_at.replace(microsecond=0)
        if number > limit and second != last:
            return
        last = second
        yield found


def content(text: Text) -> set[str]:
    """The entry of TEXT: its words and their stems."""
    captions = chain.from_iterable((photo.caption, photo.credit, photo.alt) for photo in text.photos)
    fields = (text.headline, text.deck, text.byline, text.dateline, text.source, text.rubric)
    words = set(_words("\n".join((*fields, *text.body, *text.tags, *captions))))
    return set(chain.from_iterable(map(_entry, words)))


def waiting(db: sqlite3.Connection, limit: int) -> list[Waiting]:
    """Up to LIMIT articles whose text is not taken in yet, in the order in which they are best taken in."""
    found = db.execute(
        "SELECT rowid, id, updated_at FROM articles WHERE entry IS NULL ORDER BY updated_at LIMIT ?", (limit,)
    )
    return list(map(Waiting._make, found))


def put(db: sqlite3.Connection, article: Waiting, words: set[str] | None) -> None:
    """Take in the WORDS (see `content`) of an article, inside a transaction; None: they cannot be read."""
    entry = NOTHING
    if words is not None:
        entry = _free_number(db, article.updated_at)
        db.execute("INSERT INTO entries VALUES (?, ?)", (entry, article.number))
        db.execute("INSERT INTO fulltext (rowid, words) VALUES (?, ?)", (entry, " ".join(words)))
    db.execute("UPDATE articles SET entry = ? WHERE rowid = ?", (entry, article.number))


def learn(db: sqlite3.Connection, words: Iterable[str]) -> None:
    """Note WORDS, inside a transaction, as words that the full text holds."""
    db.executemany("INSERT OR IGNORE INTO vocabulary VALUES (?)", ((word,) for word in words))


def is_stale(db: sqlite3.Connection) -> bool:
    """Whether most entries are old ones."""
    (entries,) = db.execute("SELECT count(*) FROM entries").fetchone()
    (articles,) = db.execute("SELECT sum(number) FROM counts").fetchone()
    return bool(entries > 2 * articles + _STALE)


def clear(db: sqlite3.Connection) -> None:
    """Forget every entry, inside a transaction; all articles wait to be taken in anew."""
    db.execute("INSERT INTO fulltext (fulltext) VALUES ('delete-all')")
    db.execute("DELETE FROM entries")
    db.execute("DELETE FROM vocabulary")
    db.execute("UPDATE articles SET entry = NULL")


def _free_number(db: sqlite3.Connection, updated_at: str) -> int:
    first = int(datetime.fromisoformat(updated_at).timestamp()) * _SLOTS
    while True:
        query = "SELECT max(number) FROM entries WHERE number >= ? AND number < ?"
        (last,) = db.execute(query, (first, first + _SLOTS)).fetchone()
        if last is None:
            return first
        if last + 1 < first + _SLOTS:
            return int(last) + 1
        first += _SLOTS


def _words(text: str) -> list[str]:
    """The words of TEXT in lower case: letters and digits only, so that no syntax survives."""
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def _plain(word: str) -> str:
    """WORD without accents."""
    if word.isascii():
        return word
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter)) or word


@lru_cache(maxsize=30_000)
def _entry(word: str) -> tuple[str, str]:
    """What is taken in of WORD: itself and its stem."""
    plain = _plain(word)
    return plain, _stem(plain)


def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> "Stemmer.Stemmer":
    import Stemmer  # noqa: PLC0415 - only a search needs it

    return Stemmer.Stemmer("indonesian", 0)  # `_entry` remembers better
