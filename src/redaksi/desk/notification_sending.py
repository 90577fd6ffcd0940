"""Tell people what was noted: intent and outcome of each message stand in the ledger.

What is unknown is sent again as the same message; nothing else is sent twice.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import groupby
from typing import Any, NamedTuple

from redaksi.delivery import secrets
from redaksi.delivery.base import Later, RecipientRefused, Uncertain
from redaksi.delivery.mail.letters import host
from redaksi.delivery.mail.post import MailServer
from redaksi.delivery.notification_ledger import OpenNotificationLedger
from redaksi.delivery.notify import commands, letters, settings
from redaksi.delivery.notify.letters import Masthead
from redaksi.delivery.notify.rests import REFUSED, Rests
from redaksi.delivery.opening import Surroundings
from redaksi.desk import notification_texts
from redaksi.desk.context import Context
from redaksi.desk.notification_texts import Telling
from redaksi.domain import quiet_hours
from redaksi.domain.article import Member
from redaksi.domain.notification import (
    NotificationStep,
    NotificationStepKind,
    Notify,
    Way,
    message_key,
)
from redaksi.errors import BadInput, RedaksiError
from redaksi.i18n import _
from redaksi.text import clean

_MOST = 100
"""The most events that one mail tells of."""


class NotificationReport(NamedTuple):
    """How many events people were told of, how many wait, and what went wrong, in sentences."""

    told: int
    waiting: int
    troubles: tuple[str, ...] = ()


class NotificationSending:
    """Tells what waits in the ledger `book`, while it is held.

    `rests` are the pauses after failures. A person gets mails at least `pace` seconds apart: what
    comes in between is told by one mail.
    """

    def __init__(
        self,
        context: Context,
        book: OpenNotificationLedger,
        notify: Notify,
        around: Surroundings,
        rests: Rests,
        pace: float,
    ) -> None:
        self._context = context
        self._book = book
        self._notify = notify
        self._around = around
        self._rests = rests
        self._pace = pace
        self._team = context.store.team()
        self._server: MailServer | None = None
        self._told = 0
        self._troubles: dict[str, None] = {}

    def send(self) -> NotificationReport:
        """Tell everybody who may be told now."""
        try:
            for intent in tuple(self._book.summary.intents.values()):
                waiting = self._book.summary.waiting
                left = [waiting[number] for number in intent.notes if number in waiting]
                if left and self._is_due(left, intent.message):
                    self._send(left, intent.message, again=True)
            for notes in self._messages():
                if self._is_due(notes):
                    self._send(notes, message_key(notes), again=False)
        finally:
            if self._server:
                self._server.close()
        return NotificationReport(
            self._told, len(self._book.summary.waiting), tuple(self._troubles)
        )

    def _messages(self) -> Iterator[Sequence[NotificationStep]]:
        """The noted lines that are free, by the message that tells of them: mails come first."""
        free = self._book.summary.free
        failed = self._book.summary.failures

        def mail_of(note: NotificationStep) -> tuple[str, bool]:
            """What is in one mail: what failed before holds up nothing that is new."""
            return clean.key(note.person), bool(failed[note.number])

        mails = sorted(
            (one for one in free if one.way is Way.MAIL),
            key=lambda one: (mail_of(one), one.number),
        )
        for _same, notes in groupby(mails, key=mail_of):
            several = list(notes)
            yield from (several[at : at + _MOST] for at in range(0, len(several), _MOST))
        yield from ([one] for one in free if one.way is Way.COMMAND)

    def _is_due(self, notes: Sequence[NotificationStep], message: str = "") -> bool:
        """Whether the person of `notes` is to be told now; what nobody can be told is dropped."""
        member = self._team.find(notes[0].person)
        first = notes[0]
        if member is None or first.way not in settings.ways_to(
            self._notify, member, first.concern
        ):
            self._step(NotificationStepKind.DROPPED, notes, message)
            return False
        return not self._is_quiet(member) and not self._rests.holds(*_rest_keys(first))

    def _is_quiet(self, member: Member) -> bool:
        with suppress(BadInput):  # somebody changed the team by hand: hours that are none
            if member.quiet:
                now = self._context.clock().astimezone(self._context.house.zone)
                return quiet_hours.read(member.quiet).cover(now)
        return False

    def _send(self, notes: Sequence[NotificationStep], message: str, *, again: bool) -> None:
        """Send the `message` about `notes`; `again` when nobody knows whether it arrived."""
        way, *more = _rest_keys(notes[0])
        person = more[0] if more else way
        # Also before it is sent again: where no line can be written, nothing is sent.
        self._step(NotificationStepKind.INTENT, notes, message)
        try:
            tell = self._mail if notes[0].way is Way.MAIL else self._run
            tell(notes, message)
        except RedaksiError as error:
            is_unknown = again or isinstance(error, Uncertain)
            kind = NotificationStepKind.UNKNOWN if is_unknown else NotificationStepKind.FAILED
            self._step(kind, notes, message, error.sentence)
            self._troubles[f"{error.sentence} {error.hint}".strip()] = None
            if isinstance(error, RecipientRefused):
                self._rests.failed(person, REFUSED)
            else:
                self._rests.failed(person if isinstance(error, Later) else way)
            return
        self._step(NotificationStepKind.TOLD, notes, message)
        self._told += len(notes)
        self._rests.went_well(way)
        if more:
            self._rests.went_well(person, self._pace)

    def _step(
        self,
        kind: NotificationStepKind,
        notes: Sequence[NotificationStep],
        message: str = "",
        why: str = "",
    ) -> None:
        first = notes[0]
        told: dict[str, Any] = {"person": first.person, "way": first.way, "message": message}
        numbers = tuple(one.number for one in notes)
        at = self._context.clock()
        self._book.append(
            NotificationStep(number=0, at=at, kind=kind, notes=numbers, why=why, **told)
        )

    def _mail(self, notes: Sequence[NotificationStep], message: str) -> None:
        member = self._team.find(notes[0].person)
        assert member  # noqa: S101 - see `_is_due`
        told = [Telling(note, self._headline(note.article)) for note in notes]
        head = self._masthead
        letter = letters.letter(
            head,
            member.address,
            notification_texts.subject(head.title, told),
            notification_texts.lines(told, head.zone),
            f"<{message}@{head.host}>",
            self._context.clock(),
        )
        try:
            self._opened().send(head.address, member.address, letter.as_bytes())
        except (Later, RecipientRefused) as error:  # they tell a code, or of the connection
            sentence = _("The mail server took no mail for {name}: {why}.")
            why = error.sentence.rstrip(".")
            raise type(error)(sentence.format(name=member.name, why=why)) from None

    def _run(self, notes: Sequence[NotificationStep], message: str) -> None:
        (note,) = notes
        document = notification_texts.document(
            Telling(note, self._headline(note.article)), self._context.house.name, message
        )
        withheld = secrets.variables(self._around.sources)
        commands.tell(self._notify.command(note.concern), document, withheld)

    def _headline(self, article_id: str) -> str:
        """The headline of the article, if it may be told; "" otherwise.

        Whether there is an embargo is read from the article itself, and not from the index.
        """
        if not self._notify.headline:
            return ""
        try:
            article = self._context.store.dossier(article_id).article
        except RedaksiError:
            return ""
        is_held = article.embargo and article.embargo > self._context.clock()
        return "" if is_held else clean.line(article.text.headline)

    @cached_property
    def _masthead(self) -> Masthead:
        house, target = self._context.house, settings.mail_target(self._notify)
        address = settings.sender(target) if target else ""
        uuid = self._context.newsroom.uuid
        return Masthead(house.name, address, host(house.site.url, uuid), house.zone)

    def _opened(self) -> MailServer:
        """The mail server, which is connected to once for all mails.

        Raises:
            BadInput, Refused, Unreadable: when its secret cannot be read.
        """
        if self._server:
            return self._server
        target = settings.mail_target(self._notify)
        assert target  # noqa: S101 - see `_is_due`
        secret = secrets.read(target.secret, self._around.folder) if target.secret else ""
        domain = self._masthead.address.rpartition("@")[2]
        # A server that is away is asked again after a rest: the other people do not wait for it.
        self._server = MailServer(target.url, target.user, secret, domain, lambda _seconds: None)
        return self._server


def _rest_keys(note: NotificationStep) -> tuple[str, ...]:
    """The keys of the pauses that hold `note` up: of its way, and for mails of the person."""
    if note.way is Way.MAIL:
        return ("mail", f"mail/{clean.key(note.person)}")
    return (f"command/{note.concern}",)
