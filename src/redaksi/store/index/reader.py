"""Texts that wait for the full text are read from their dossiers and taken in."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Set
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from redaksi.errors import UnreadableDossier
from redaksi.store.dossiers import dossier
from redaksi.store.dossiers.durable import Stamp
from redaksi.store.dossiers.layout import path_of
from redaksi.store.index import fulltext, workers
from redaksi.store.index.database import Index
from redaksi.store.index.fulltext import Waiting

_BATCH = 700
"""Articles per transaction."""
_KNOWN = 100_000
"""Words that are remembered as noted already."""


class ArticleWords(NamedTuple):
    """The words of an article that waits (see `fulltext.content`), from `path` as `stamp`;
    None: it cannot be read.

    `fresh` are those that no article before it in its chunk had: whoever notes words has few to
    look at.
    """

    article: Waiting
    path: Path
    stamp: Stamp | None
    words: str | None
    fresh: str


def take_in(articles: Path, index: Index, most: int | None = _BATCH) -> bool:
    """Take in `most` (None: all) of the waiting texts; whether there may be more.

    Raises:
        NoIndex
    """

    def page(behind: Waiting | None) -> list[Waiting]:
        with index.reading() as db:
            return fulltext.waiting(db, _BATCH, behind)

    texts = workers.each(read, islice(_waiting(articles, page), most))
    known: set[str] = set()
    found = False
    while batch := list(islice(texts, _BATCH)):
        found = True
        with index.writing() as db:
            # Where somebody saved since, the article waits again.
            _put(db, [text for text in batch if Stamp.at(text.path) == text.stamp], known)
            if fulltext.is_worn(db):
                fulltext.clear(db)
                known.clear()
    return found


def fill(articles: Path, db: sqlite3.Connection, tick: Callable[[], None]) -> None:
    """Take in all texts that wait in `db`, an index that nobody else sees yet; `tick` hears of
    each.
    """

    def page(behind: Waiting | None) -> list[Waiting]:
        return fulltext.waiting(db, _BATCH, behind)

    texts = workers.each(read, _waiting(articles, page))
    known: set[str] = set()
    db.execute("BEGIN")
    with db:
        while batch := list(islice(texts, _BATCH)):
            _put(db, batch, known)
            for _text in batch:
                tick()


def read(waiting: list[tuple[Waiting, Path]]) -> list[ArticleWords]:
    """The words of the articles `waiting`, each with its path."""
    found: list[ArticleWords] = []
    told: set[str] = set()
    for article, path in waiting:
        stamp, words = Stamp.at(path), _words(path)
        fresh = words - told if words else set()
        told |= fresh
        found.append(
            ArticleWords(
                article, path, stamp, None if words is None else " ".join(words), " ".join(fresh)
            )
        )
    return found


def _waiting(
    articles: Path, page: Callable[[Waiting | None], list[Waiting]]
) -> Iterator[tuple[Waiting, Path]]:
    last: Waiting | None = None
    while found := page(last):
        yield from ((article, path_of(articles, article.id)) for article in found)
        last = found[-1]


def _put(db: sqlite3.Connection, texts: Iterable[ArticleWords], known: set[str]) -> None:
    words: set[str] = set()
    for text in texts:
        fulltext.put(db, text.article, text.words)
        words.update(text.fresh.split())
    fulltext.learn(db, words - known)
    if len(known) > _KNOWN:
        known.clear()
    known |= words


def _words(path: Path) -> Set[str] | None:
    try:
        article = dossier.read_article(path)
    except UnreadableDossier:
        return None
    return fulltext.content(article.text) if article else None
