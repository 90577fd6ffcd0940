"""Texts that wait for the full text are read from their dossiers and taken in, some at a time."""

from pathlib import Path

from redaksi.errors import UnreadableDossier
from redaksi.store import dossier, fulltext
from redaksi.store.durable import Stamp
from redaksi.store.index import Index
from redaksi.store.layout import path_of

_BATCH = 200
"""Articles per transaction."""


def take_in(articles: Path, index: Index) -> bool:
    """Take in some of the waiting texts; whether there may be more. Raises NoIndex."""
    with index.reading() as db:
        waiting = fulltext.waiting(db, _BATCH)
    if not waiting:
        return False
    texts = [_read(path_of(articles, article.id)) for article in waiting]
    with index.writing() as db:
        for article, (stamp, words) in zip(waiting, texts, strict=True):
            if Stamp.at(path_of(articles, article.id)) == stamp:  # else somebody saved since: it waits again
                fulltext.put(db, article, words)
        if fulltext.is_stale(db):
            fulltext.clear(db)
    return True


def _read(path: Path) -> tuple[Stamp | None, str | None]:
    stamp = Stamp.at(path)
    try:
        article = dossier.read_article(path)
    except UnreadableDossier:
        article = None
    return stamp, fulltext.content(article.text) if article else None
