"""A save over an older version: what merges by itself, and what a person must decide."""

import logging

from redaksi.domain import record
from redaksi.domain.article import Dossier, Text
from redaksi.domain.merge import Merge, merge
from redaksi.errors import StaleRevision
from redaksi.i18n import _

LOG = logging.getLogger("redaksi")
"""The person's log, where whoever started us opened one."""


class SaveConflict(StaleRevision):
    """A stale save that does not merge by itself; nothing was written and nothing is lost.

    `mine` is the text that was to be saved, `ancestor` the one that it was made of, `stored` what
    there is now. `merge` holds what merges and what does not. `moved` tells that the article
    changed its stage meanwhile, `put_back` that its file is an older one now (a checkout, a
    backup), `by_hand` that its text is another under the same number. Where nobody knows the
    `ancestor`, an empty text stands for it.
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
                "Its file was put back to an earlier revision. Your text is kept: merge the two."
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
    """`mine`, made of `ancestor`, which version `base` was, merged into the present text of
    `dossier`.

    Raises Conflict where that takes a person; so does a `base` that cannot be: then nobody knows
    its `ancestor`.
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
