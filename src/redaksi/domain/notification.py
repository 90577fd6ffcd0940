"""Notifications: how the house tells people outside the desk, and the ledger of that. Pure.

A notification tells one person, by one way, of one event that concerns them (see `concerns`). The
ledger holds a line for each step (see `chain`), and neither headlines nor addresses.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum

import msgspec

from redaksi.domain.chain import LedgerLine
from redaksi.domain.hashing import sha256
from redaksi.text import clean

LEDGER = "_notify"
"""The name of the ledger; no target can be called so (see `delivery.is_name`)."""
ANY = "any"
"""The key of the command for every kind of event that has no command of its own."""

_KEY = 20
"""The hexadecimal digits of a message's id: with a host, a Message-ID fits on one line."""


class NotifyMail(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The `[notify.mail]` of newsroom.toml: the server that takes the mails to the team.

    `secret` says where the secret is, and `sender` is the address that a mail comes from, where
    `user` is none; both as for targets.
    """

    url: str = ""
    user: str = ""
    secret: str = ""
    sender: str = ""


class Notify(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The `[notify]` of newsroom.toml: how people are told of what concerns them.

    `headline` is false where only the id may be told. `commands` are the words of a command by
    kind of event; `ANY` is for the other kinds.
    """

    headline: bool = True
    commands: dict[str, tuple[str, ...]] = {}
    mail: NotifyMail = NotifyMail()

    @property
    def is_set(self) -> bool:
        """Whether anybody is told."""
        return bool(self.commands) or self.has_mail

    @property
    def has_mail(self) -> bool:
        """Whether there is a mail server."""
        return self.mail != NotifyMail()

    def command(self, kind: str) -> tuple[str, ...]:
        """The words of the command for events of `kind`; () for none."""
        return self.commands.get(kind) or self.commands.get(ANY, ())


class Way(StrEnum):
    """How a person is told."""

    MAIL = "mail"
    COMMAND = "command"


class NotificationStepKind(StrEnum):
    """The steps of notifications."""

    SEEN = "seen"
    """The articles in `seen` were looked at, up to these versions."""
    BEGUN = "begun"
    """All that was seen before stays untold: notifications begin here."""
    NOTED = "noted"
    """An event concerns a person, who is to be told by the `way`."""
    INTENT = "intent"
    """The `message` with the `notes` is being sent; without a later step nobody knows about it."""
    TOLD = "told"
    """The message was taken over."""
    FAILED = "failed"
    """Nothing was sent; `why` says why. The notes wait for another message."""
    UNKNOWN = "unknown"
    """Nobody knows whether the message arrived: it is sent again, as the same one."""
    DROPPED = "dropped"
    """Nobody is there to be told any more, or not by this way."""


class NotificationStep(LedgerLine, frozen=True, kw_only=True):
    """One line of the ledger of notifications.

    `seen` are versions of articles by id. A noted line tells of the event of the `article` at this
    `version`: `event` is its hash, or for the clock its due time, and `concern` its kind. `notes`
    are the numbers of the noted lines that the `message` is about (see `message_key`).
    """

    kind: NotificationStepKind
    seen: Mapping[str, int] = {}
    article: str = ""
    version: int = 0
    event: str = ""
    event_at: datetime | None = None
    concern: str = ""
    person: str = ""
    way: Way | None = None
    notes: tuple[int, ...] = ()
    message: str = ""
    why: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """What a noted line is about: the same event is noted once for a person and a way."""
        return (self.event, self.concern, clean.key(self.person), self.way or "")


class NotificationSummary:
    """The steps of the ledger, summed up one after the other.

    `seen` are the versions up to which articles were looked at. `waiting` are the noted lines that
    nobody was told of, by number; `failures` counts how often each failed, `why` tells the last
    cause. `intents` are the messages without a known outcome, by their ids: they may have arrived.
    """

    def __init__(self, steps: Iterable[NotificationStep] = ()) -> None:
        self.is_begun = False
        self.seen: dict[str, int] = {}
        self.waiting: dict[int, NotificationStep] = {}
        self.failures: Counter[int] = Counter()
        self.why: dict[int, str] = {}
        self.intents: dict[str, NotificationStep] = {}
        self._noted: dict[str, dict[tuple[str, ...], int]] = {}
        for step in steps:
            self.take(step)

    def is_noted(self, step: NotificationStep) -> bool:
        """Whether a line like `step` is there already."""
        return step.key in self._noted.get(step.article, {})

    def take(self, step: NotificationStep) -> None:
        """Take in the next step."""
        match step.kind:
            case NotificationStepKind.SEEN:
                self._see(step.seen)
            case NotificationStepKind.BEGUN:
                self.is_begun = True
            case NotificationStepKind.NOTED:
                self.waiting[step.number] = step
                self._noted.setdefault(step.article, {})[step.key] = step.version
            case NotificationStepKind.INTENT:
                self.intents[step.message] = step
            case NotificationStepKind.UNKNOWN:
                self._fail(step)
            case NotificationStepKind.FAILED:
                self.intents.pop(step.message, None)
                self._fail(step)
            case NotificationStepKind.TOLD | NotificationStepKind.DROPPED:
                self._settle(step)

    def _see(self, seen: Mapping[str, int]) -> None:
        """Take in that the articles were looked at up to the versions in `seen`.

        Noted events of the record are forgotten where no later look can find them anew. Those of
        the clock, of version 0, are kept: the clock may go back.
        """
        self.seen.update(seen)
        for article, version in seen.items():
            if noted := self._noted.pop(article, None):
                left = {key: one for key, one in noted.items() if not 0 < one <= version}
                if left:
                    self._noted[article] = left

    def _fail(self, step: NotificationStep) -> None:
        for number in step.notes:
            if number in self.waiting:
                self.failures[number] += 1
                self.why[number] = step.why

    def _settle(self, step: NotificationStep) -> None:
        self.intents.pop(step.message, None)
        for number in step.notes:
            self.waiting.pop(number, None)
            self.failures.pop(number, None)
            self.why.pop(number, None)

    @property
    def free(self) -> list[NotificationStep]:
        """The waiting lines that no message of unknown outcome is about.

        Those that failed least often come first: one that always fails holds up no other.
        """
        bound = {number for intent in self.intents.values() for number in intent.notes}
        left = [step for number, step in self.waiting.items() if number not in bound]
        return sorted(left, key=lambda step: (self.failures[step.number], step.number))


def message_key(notes: Iterable[NotificationStep]) -> str:
    """The part of a Message-ID that identifies a message about `notes`, in hexadecimal.

    It rests on the events themselves, not on their places in the ledger: a ledger that came back
    from a backup gives another message another id.
    """
    return sha256("\n".join("\t".join((one.article, *one.key)) for one in notes).encode())[:_KEY]
