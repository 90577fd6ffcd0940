"""Who else has an article open. This is a warning, not a lock."""

from redaksi.desk import Desk, wording
from redaksi.desk.reading import Presence

LOOK = 3.0
"""Seconds between two checks."""


def others_present(desk: Desk, article_id: str, own: Presence | None = None) -> str:
    """A remark on the persons who have the article open besides `own`; empty for nobody."""
    present = list(desk.reading.editors(article_id))
    if own in present:
        present.remove(own)
    return wording.editing(present, desk.now(), desk.me.name)
