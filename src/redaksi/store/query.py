"""The query of the board: which articles, in which order."""

from datetime import datetime
from enum import StrEnum

import msgspec

from redaksi.domain.article import Stage


class Sort(StrEnum):
    """The order of rows; rows with equal values are ordered by id."""

    NEWEST = "newest"
    """The last changed first."""
    DUE = "due"
    """The soonest due first; articles without a due time last."""
    WAITING = "waiting"
    """The longest in its stage first."""
    HEADLINE = "headline"


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """Which articles, in which order.

    An article must meet the condition of every field; an empty field sets no condition.

    Names and tags are compared by `clean.key`. `due` finds unpublished articles that are due
    before that moment. `text` finds articles with all its words: each word may also begin a
    longer word, or occur in another form. With `spiked` only spiked articles are found, without
    `spiked` only others. With `reopened` only drafts and reviews over a text that is live are
    found. With `unassigned` only articles are found that nobody has in their present stage.
    Articles whose present editor is `first` come before the rest.
    """

    stage: Stage | None = None
    editor: str = ""
    rubric: str = ""
    tag: str = ""
    due: datetime | None = None
    text: str = ""
    spiked: bool = False
    reopened: bool = False
    unassigned: bool = False
    first: str = ""
    sort: Sort = Sort.NEWEST

    @property
    def is_whole(self) -> bool:
        """Whether the query asks for whole stages only.

        The index keeps their counts and every order, so the answer is fast at any size.
        """
        chosen = self.editor or self.rubric or self.tag or self.due or self.text or self.first
        return not (chosen or self.reopened or self.unassigned)


ALL = Query()
"""Every article that is not spiked, the newest first."""
