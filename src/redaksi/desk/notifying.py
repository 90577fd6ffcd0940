"""Notifications: people are told outside the desk of what concerns them."""

import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import partial
from queue import Empty, SimpleQueue
from threading import Event as Signal
from threading import Thread

from redaksi import config
from redaksi.delivery import notification_ledger, trust
from redaksi.delivery.notification_ledger import OpenNotificationLedger
from redaksi.delivery.notify import settings
from redaksi.delivery.notify.rests import Rests
from redaksi.delivery.opening import Surroundings
from redaksi.desk.context import Context
from redaksi.desk.courier import Courier
from redaksi.desk.notification_events import NotificationEvents
from redaksi.desk.notification_sending import NotificationReport, NotificationSending
from redaksi.domain import workflow
from redaksi.domain.notification import LEDGER, Notify
from redaksi.errors import RedaksiError, Refused
from redaksi.i18n import _
from redaksi.store.base import ChangeStore

__all__ = ["NotificationReport", "Notifying"]

_TICK = 15.0
"""Seconds after which a quiet watch looks at the clock: due times, quiet hours, pauses."""
_PACE = 60.0
"""Seconds between two mails of a watch to one person."""
_AGAIN = 3600.0
"""Seconds after which a watch repeats a sentence about a failure."""
_WHOLE = 300.0
"""Seconds after which a watch looks at all articles, in case that a change was not reported."""

_Changes = SimpleQueue[Collection[str]]


class Notifying:
    """The verbs about notifications."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @property
    def _notify(self) -> Notify:
        """The `[notify]` of the present settings."""
        return config.house_of(*self._context.newsroom.settings).notify

    @property
    def _around(self) -> Surroundings:
        around = Courier(self._context).around
        house = config.house_of(*self._context.newsroom.settings)
        sources = tuple(one.secret for one in house.target)
        return around._replace(sources=(*sources, house.notify.mail.secret))

    def facts(self) -> dict[str, str]:
        """What a person trusts about the notifications, by name.

        Raises:
            BadInput: when the settings cannot be used.
        """
        settings.check(self._notify)
        return settings.facts(self._notify)

    def trusted(self) -> str:
        """Whether the person trusts the notifications as they are now, in a sentence.

        The sentence is empty where nothing is to be told outside the desk.
        """
        if not self._notify.is_set:
            return ""
        try:
            trust.check_notify(self.facts(), self._around.address)
        except RedaksiError as error:
            return f"{error.sentence} {error.advice()}"
        return _("The notifications are trusted.")

    def trust(self, facts: dict[str, str]) -> None:
        """Trust the notifications as the `facts` that the person was shown."""
        trust.add_notify(facts, self._around.address)

    def distrust(self) -> bool:
        """Trust the notifications no more; whether they were trusted."""
        return trust.remove_notify(self._around.address)

    def once(self, say: Callable[[str], object]) -> NotificationReport:
        """Tell people of everything that is new, and end.

        `say` is called with sentences about locks that are waited for.

        Raises:
            BadInput: when the settings cannot be used.
            Refused: when the person has not trusted them, or another process tells people now.
            MoveRefused: when the person may not.
        """
        self._trusted()
        with self._held(say) as book:
            return self._round(book, Rests(), None, 0.0)

    def watch(self, stop: Signal, say: Callable[[str], object], pace: float = _PACE) -> None:
        """Tell people of events as they happen, until `stop` is set.

        A failure does not end the watch: `say` is called with its sentence, at most once an hour.
        A person gets two mails at least `pace` seconds apart. Raises as `once` at the beginning.
        """
        self._trusted()
        with self._held(say) as book:
            changes: _Changes = SimpleQueue()
            follow = partial(_follow, self._context.store, stop, changes)
            Thread(target=follow, name="changes", daemon=True).start()
            rests, complaints = Rests(), Complaints(say)
            ids: Collection[str] | None = None
            whole = 0.0
            while not stop.is_set():
                if time.monotonic() > whole:
                    ids, whole = None, time.monotonic() + _WHOLE
                try:
                    report = self._round(book, rests, ids, pace)
                except RedaksiError as error:
                    complaints.say(f"{error.sentence} {error.advice()}".strip())
                    _gathered(changes, _TICK)
                    ids = None  # what this round left out
                else:
                    complaints.after(report)
                    ids = _gathered(changes, _TICK)

    def _trusted(self) -> Notify:
        """The present settings, which can be used, and by which the person may tell people."""
        workflow.check_notify(self._context.begin().person)
        notify = self._notify
        settings.check(notify)
        trust.check_notify(settings.facts(notify), self._around.address)
        return notify

    @contextmanager
    def _held(self, say: Callable[[str], object]) -> Iterator[OpenNotificationLedger]:
        """The ledger of notifications, which one process holds: its lock is the lease."""

        def waits(lock: str, sentence: str) -> None:
            if lock.endswith(LEDGER):
                raise Refused(
                    _("Another program tells the people of this newsroom already."), sentence
                )
            say(sentence)

        self._context.store.hear(waits)
        with notification_ledger.opened(self._context.store) as book:
            yield book

    def _round(
        self,
        book: OpenNotificationLedger,
        rests: Rests,
        ids: Collection[str] | None,
        pace: float,
    ) -> NotificationReport:
        """Note the new events of the articles `ids` (of all for None), and tell what waits."""
        # Exactly what was checked is used: somebody may write the settings meanwhile.
        context, notify = self._context, self._trusted()
        NotificationEvents(context, book, notify).note(ids)
        return NotificationSending(context, book, notify, self._around, rests, pace).send()


class Complaints:
    """What a watch says about failures: a sentence once, until all is well or an hour passed."""

    def __init__(self, say: Callable[[str], object]) -> None:
        self._say = say
        self._said: dict[str, float] = {}

    def say(self, sentence: str) -> None:
        """Say `sentence`, unless it was said lately."""
        now = time.monotonic()
        if self._said.get(sentence, 0.0) <= now:
            self._said[sentence] = now + _AGAIN
            self._say(sentence)

    def after(self, report: NotificationReport) -> None:
        """Say what went wrong in the round that `report` is about."""
        for sentence in report.troubles:
            self.say(sentence)
        if report.told and not report.troubles:
            self._said.clear()


def _follow(store: ChangeStore, stop: Signal, changes: _Changes) -> None:
    """Put what changes into `changes` until `stop` is set; an empty set stands for anything."""
    while not stop.is_set():
        try:
            for number, ids in enumerate(store.changes(stop)):
                # The first set tells of a change or two before the watch, and not of all.
                changes.put(ids if number else ())
        except RedaksiError:  # the disk is away, and the next round tells so
            stop.wait(_TICK)


def _gathered(changes: _Changes, patience: float) -> Collection[str] | None:
    """The ids of what changed within `patience` seconds, or at once; None for anything."""
    found: set[str] = set()
    try:
        while ids := changes.get(timeout=0.0 if found else patience):
            found |= set(ids)
    except Empty:
        return found
    return None
