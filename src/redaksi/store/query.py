"""What one may ask the board for."""

from datetime import datetime
from enum import StrEnum

import msgspec

from redaksi.domain.article import Stage


class Sort(StrEnum):
    """The order of rows; the id decides between equals."""

    NEWEST = "newest"
    """Changed last, first."""
    DUE = "due"
    """Due soonest first; what is never due comes last."""
    WAITING = "waiting"
    """Longest in its stage first."""
    HEADLINE = "headline"


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """Which articles, in which order.

    A field that is empty asks for nothing; those that are not must all hold.

    Names and tags are compared by `clean.key`. `due` finds what is due before that moment and not
    published yet; `text` finds what holds all its words, or a beginning or another form of each.
    Spiked articles are found by `spiked`, and then no others. The articles of the present editor
    `first` come before the rest.
    """

    stage: Stage | None = None
    editor: str = ""
    rubric: str = ""
    tag: str = ""
    due: datetime | None = None
    text: str = ""
    spiked: bool = False
    first: str = ""
    sort: Sort = Sort.NEWEST

    @property
    def is_whole(self) -> bool:
        """Whether it asks for whole stages: these are counted and kept in each order, at any
        size.
        """
        return not (self.editor or self.rubric or self.tag or self.due or self.text or self.first)


ALL = Query()
"""Every article that is not spiked, newest first."""
