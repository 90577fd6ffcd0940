"""Who else has an article open: it warns, it locks nobody out."""

from redaksi.desk import Desk, wording
from redaksi.desk.reading import Presence

LOOK = 3.0
"""Seconds after which one looks again."""


def others_present(desk: Desk, article_id: str, own: Presence | None = None) -> str:
    """Who has the article open beside `own`, as a remark; "" for nobody."""
    present = list(desk.reading.editors(article_id))
    if own in present:
        present.remove(own)
    return wording.editing(present, desk.now(), desk.me.name)
