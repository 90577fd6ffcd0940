"""The interface of targets: what the engines of `delivery` ask of each kind.

There are three kinds of targets. A *page* target (a website with an API) shows each article at an
address of its own and can be read back and changed. A *folder* target is a folder of files, made
by an exporter, that a command may bring elsewhere. A *message* target (mail, chat) takes an
article once and cannot be changed.

Whatever a target answers is hostile input: bounded, and cleaned where it is decoded.
"""

from collections.abc import Mapping
from typing import Protocol

import msgspec

from redaksi.errors import RedaksiError, StorageError
from redaksi.exporters.base import Sealed

TRIES = 3
"""How often a target is asked that cannot serve now."""
PATIENCE = 30.0
"""Seconds to wait for a connection, for the next bytes, or because the target asks for it."""


class Unreachable(StorageError):
    """The target did not answer, or answered that it cannot serve now; nothing was changed."""


class Uncertain(StorageError):
    """The target was sent something and its answer was lost: nobody knows whether it acted."""


class Later(Unreachable):
    """Nothing was done; the target may be asked again after `after` seconds (0: unsaid)."""

    after = 0.0


class TargetRefused(RedaksiError):
    """The target answered and refused, or is not what its settings say."""

    exit_code = 4


class RecipientRefused(TargetRefused):
    """The target takes no message for this recipient; it would not take it later either."""


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """An article as a page target holds it now.

    `id` and `link` lead to it. `held` is the hash of its visible parts. `visible` is true when
    readers can see it. `lines` are its visible parts as plain lines, for a comparison.
    """

    id: str
    link: str
    held: str
    visible: bool
    lines: tuple[str, ...] = ()


class Connection(Protocol):
    """The way to a target."""

    def check(self) -> tuple[str, ...]:
        """Everything that prevents deliveries, a sentence each; () when nothing does."""

    def close(self) -> None:
        """Close the connections."""


class PageTarget(Connection, Protocol):
    """A website that shows each article at an address of its own.

    Every method may raise Unreachable and TargetRefused; those that write may raise Uncertain.
    """

    def look(self, article_id: str, remote_id: str) -> Shown | None:
        """The article as the target holds it; None when the target does not have it (any more).

        Without a `remote_id`, it is looked up by the reserved names that `create` and `send` give
        it.
        """

    def admit(self, piece: Sealed) -> None:
        """Raise TargetRefused with all that forbids to send `piece`; called before `create`.

        For example, the user of the target may not publish there. Nothing is written.
        """

    def create(self, article_id: str) -> Shown:
        """Reserve a place for the article that readers do not see; never twice.

        A place that a lost answer left behind is found again and returned.
        """

    def expected(self, piece: Sealed) -> Shown:
        """What `look` should return after `piece` was sent, with "" as id and link.

        The target is not asked.
        """

    def send(self, piece: Sealed, remote_id: str) -> bytes:
        """Replace all of the article at `remote_id` by `piece`; the bytes that were sent."""

    def withdraw(self, remote_id: str) -> None:
        """Take the article from the readers; it stays in the bin of the target."""


class MessageTarget(Connection, Protocol):
    """A target that takes an article once, as a message to each recipient."""

    def recipients(self, article_id: str) -> Mapping[str, str]:
        """Everybody who gets a message about the article: a key, and a name for people.

        The ledger holds the keys, and sentences hold the names. Neither tells an address.

        Raises:
            RedaksiError: when the recipients cannot be read, or there are none.
        """

    def send(self, piece: Sealed, recipient: str) -> tuple[str, str]:
        """Send `piece` to `recipient`; the id and link of the message ("" for no link).

        Raises:
            Later: when `recipient` cannot take it now.
            RecipientRefused: when `recipient` takes no message.
            Unreachable, TargetRefused: when nothing was sent, and no other recipient could be
                reached either.
            Uncertain: when the answer was lost.
        """
