"""The articles of a feed."""

from collections.abc import Iterable
from datetime import datetime
from heapq import nlargest

from redaksi.exporters.base import Sealed

MOST = 50
"""The most articles of a feed: those of a day or more, and readers ask many times a day."""


def newest(articles: Iterable[Sealed]) -> list[Sealed]:
    """The last published `articles`, the last one first."""
    return nlargest(MOST, articles, key=lambda one: (one.published_at, one.article.id))


def updated(articles: Iterable[Sealed]) -> datetime:
    """When the last text of `articles` was signed off."""
    return max(one.sign_off.at for one in articles)
