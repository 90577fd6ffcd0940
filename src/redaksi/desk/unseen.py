"""What waits for a person, as the screens know it before its first look-up."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from redaksi.domain.concerns import Concern
    from redaksi.store.base import Row


class Told(NamedTuple):
    """A concern of the person, the article's row, and whether it still waits for the person."""

    concern: Concern
    row: Row
    unread: bool


class Unseen(NamedTuple):
    """What waits for a person.

    `unread` are the unread concerns, the newest first. `changed` are the articles that others
    changed since the person opened them last.
    """

    unread: tuple[Told, ...] = ()
    changed: frozenset[str] = frozenset()

    @property
    def articles(self) -> frozenset[str]:
        """The ids of the articles with unread concerns."""
        return frozenset(one.concern.article for one in self.unread)

    @property
    def marked(self) -> frozenset[str]:
        """The ids of the articles that a list marks."""
        return self.articles | self.changed
