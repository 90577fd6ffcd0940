"""Notifications that a person should look at: those that fail, and those that nobody sends."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress

from redaksi import config
from redaksi.delivery import notification_ledger
from redaksi.delivery.notify import settings
from redaksi.desk.context import Context
from redaksi.desk.delivery_queue import all_rows
from redaksi.desk.overdue import PATIENCE, Ailing
from redaksi.domain.notification import NotificationSummary
from redaksi.errors import RedaksiError
from redaksi.i18n import _


def ailing(context: Context) -> Iterator[Ailing]:
    """All that is wrong with the notifications of the newsroom; nobody is told."""
    with suppress(RedaksiError):  # others tell of settings and ledgers that cannot be read
        notify = config.house_of(*context.newsroom.settings).notify
        if not notify.is_set:
            return
        for what in settings.problems(notify):
            yield Ailing((), what, _("Mend [notify] in newsroom.toml; nobody was told."))
        summary = notification_ledger.summary(context.store)
        yield from _failing(summary)
        if not summary.is_begun or _is_late(context, summary):
            yield Ailing(
                (),
                _("Nobody is told of what happens: the program for it does not run."),
                _("Start it: redaksi notify --watch. A service does so: docs/notifying.md."),
            )


def _failing(summary: NotificationSummary) -> Iterator[Ailing]:
    """The people who could not be told, by cause."""
    people: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for number, why in summary.why.items():
        people[why][summary.waiting[number].person] = None
    for why, names in people.items():
        yield Ailing(
            tuple(names),
            _("Notifications wait: {why}").format(why=why),
            _("They are sent as soon as that is mended; nothing is lost."),
        )


def _is_late(context: Context, summary: NotificationSummary) -> bool:
    """Whether an article was changed some time ago, and nobody looked at it since."""
    before = context.clock() - PATIENCE
    return any(
        row.updated_at < before and row.version != summary.seen.get(row.id)
        for row in all_rows(context)
    )
