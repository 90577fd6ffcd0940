"""Read waiting texts from their dossiers and add them to the full text."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Set
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from redaksi.errors import UnreadableDossier
from redaksi.store.dossiers import dossier
from redaksi.store.dossiers.layout import path_of
from redaksi.store.index import fulltext
from redaksi.store.index.database import Index
from redaksi.store.index.fulltext import Waiting
from redaksi.system import workers
from redaksi.system.durable import Stamp

_BATCH = 700
"""The number of articles per transaction."""
_KNOWN = 100_000
"""The number of words that are remembered as stored in the vocabulary."""


class ArticleWords(NamedTuple):
    """The words of a waiting article (see `fulltext.content`), joined by blanks.

    `words` is None if the dossier cannot be read. The words were read from `path` when the file
    had `stamp`. `fresh` are the words that no earlier article of the chunk had: so few words are
    looked up in the vocabulary.
    """

    article: Waiting
    path: Path
    stamp: Stamp | None
    words: str | None
    fresh: str


def take_in(articles: Path, index: Index, most: int | None = _BATCH) -> bool:
    """Add up to `most` (None: all) of the waiting texts; whether more may be waiting.

    Raises:
        NoIndex: when there is no usable index.
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
            # An article that was saved meanwhile is skipped: it waits again.
            _put(db, [text for text in batch if Stamp.at(text.path) == text.stamp], known)
            if fulltext.is_worn(db):
                fulltext.clear(db)
                known.clear()
    return found


def fill(articles: Path, db: sqlite3.Connection, tick: Callable[[], None]) -> None:
    """Add all texts that wait in `db`, an index that nobody else uses yet.

    `tick` is called after each text.
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
    """The words of the articles `waiting`, which are pairs of an article and its path."""
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
