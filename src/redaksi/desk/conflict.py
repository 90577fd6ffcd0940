"""A save over a newer version: merge automatically where possible, else report a conflict."""

import logging

from redaksi.domain import record
from redaksi.domain.article import Dossier, Text
from redaksi.domain.merge import Merge, merge
from redaksi.errors import StaleRevision
from redaksi.i18n import _

LOG = logging.getLogger("redaksi")
"""The person's log, if the program that started this code opened one."""


class SaveConflict(StaleRevision):
    """A stale save that cannot be merged automatically; nothing was written or lost.

    `mine` is the text to be saved, `ancestor` the text that `mine` was made from, and `stored` the
    present dossier. `merge` holds the merged parts and the conflicts. `moved`: the article changed
    its stage meanwhile. `put_back`: its file is now an older version (a checkout, a backup).
    `by_hand`: its text differs under the same version number. `ancestor` is an empty text when it
    is unknown.
    """

    def __init__(
        self, base: int, ancestor: Text, mine: Text, stored: Dossier, moved: bool
    ) -> None:
        super().__init__(stored.id, base, stored.version, stored.events[-1].editor)
        self.ancestor = ancestor
        self.mine = mine
        self.stored = stored
        self.moved = moved
        self.put_back = base > stored.version
        self.by_hand = base == stored.version
        self.merge: Merge = merge(ancestor, mine, stored.article.text)
        if self.put_back:
            self.hint = _(
                "It was put back to an earlier revision. Your text is kept: merge the two."
            )
        elif moved:
            self.hint = _(
                "It also moved to another stage, so nothing merges by itself. Your text is kept."
            )
        else:
            self.hint = _(
                "You both changed the same paragraph or field. Your text is kept: merge the two."
            )


def reconciled(dossier: Dossier, base: int, mine: Text, ancestor: Text | None) -> Text:
    """`mine` merged into the present text of `dossier`.

    `ancestor` is the text of version `base`, from which `mine` was made. It is None when nobody
    knows it.

    Raises:
        SaveConflict: when a person must merge the texts, when `base` is newer than `dossier`, or
            when `ancestor` is unknown.
    """
    if base > dossier.version or ancestor is None:
        raise SaveConflict(base, ancestor or Text(), mine, dossier, moved=False)
    moved = any(record.is_move(event) and event.version > base for event in dossier.events)
    merged = merge(ancestor, mine, dossier.article.text)
    if moved or merged.conflicts:
        LOG.info(
            "conflict in %s base=%d stored=%d moved=%s", dossier.id, base, dossier.version, moved
        )
        raise SaveConflict(base, ancestor, mine, dossier, moved)
    return merged.text
