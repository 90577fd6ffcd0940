"""Concerns in the index: whom the events of articles concern, ready to be told."""

import sqlite3
from datetime import datetime
from typing import Any

from msgspec import json

from redaksi.domain.concerns import Concern, ConcernKind
from redaksi.store.index.rows import time
from redaksi.text import clean

_ASK = (
    "SELECT articles.id, json_extract(articles.concerns, '$[' || concerns.number || ']') "
    "FROM concerns JOIN articles ON articles.rowid = concerns.article WHERE NOT spiked"
)


def concerns(
    db: sqlite3.Connection, person: str, since: datetime | None, limit: int | None
) -> list[Concern]:
    """The newest `limit` concerns of `person` ("" for everybody) at or after `since`."""
    conditions: dict[str, Any] = {
        "concerns.person = ?": clean.key(person) if person else None,
        "concerns.at >= ?": time(since),
    }
    asked = {condition: value for condition, value in conditions.items() if value is not None}
    found = db.execute(
        " AND ".join((_ASK, *asked))
        + " ORDER BY concerns.at DESC, articles.id DESC, concerns.number DESC LIMIT ?",
        (*asked.values(), -1 if limit is None else limit),
    )
    return [_concern(article, stored) for article, stored in found]


def _concern(article: str, stored: str) -> Concern:
    _key, at, kind, person, number, version, by, note = json.decode(stored)
    moment = datetime.fromisoformat(at)
    return Concern(ConcernKind(kind), person, article, number, version, moment, by, note)
