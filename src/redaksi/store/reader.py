"""Texts that wait for the full text are read from their dossiers and taken in, some at a time."""

from pathlib import Path

from redaksi.errors import UnreadableDossier
from redaksi.store import dossier, fulltext
from redaksi.store.durable import Stamp
from redaksi.store.index import Index
from redaksi.store.layout import path_of

_BATCH = 500
"""Articles per transaction."""


def take_in(articles: Path, index: Index) -> bool:
    """Take in some of the waiting texts; whether there may be more. Raises NoIndex."""
    with index.reading() as db:
        waiting = fulltext.waiting(db, _BATCH)
    if not waiting:
        return False
    paths = [path_of(articles, article.id) for article in waiting]
    texts = [(Stamp.at(path), _read(path)) for path in paths]
    with index.writing() as db:
        for article, path, (stamp, words) in zip(waiting, paths, texts, strict=True):
            if Stamp.at(path) == stamp:  # else somebody saved since: it waits again
                fulltext.put(db, article, words)
        fulltext.learn(db, set().union(*(words for _stamp, words in texts if words)))
        if fulltext.is_worn(db):
            fulltext.clear(db)
    return True


def _read(path: Path) -> set[str] | None:
    try:
        article = dossier.read_article(path)
    except UnreadableDossier:
        return None
    return fulltext.content(article.text) if article else None
