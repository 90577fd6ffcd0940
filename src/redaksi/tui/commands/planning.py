"""The commands of the agenda and of the figures."""

from redaksi.i18n import N_
from redaksi.tui.commands.base import ArticleCommand, Command, CommandContext


class ShowAgenda(Command):
    """See day by day what is overdue, what is due, and which embargoes end; move what is due."""

    keys = "A"
    label = N_("Agenda")
    aliases = "kalender calendar jadwal schedule deadline overdue rencana planning"
    rank = 10


class DueCommand(ArticleCommand):
    """A command that moves the selected due time."""

    @classmethod
    def enabled(cls, context: CommandContext) -> bool:
        return super().enabled(context) and context.due


class HourLater(DueCommand):
    """Make the article due one hour later."""

    keys = "full_stop"
    label = N_("+1 hour")
    rank = 4


class HourEarlier(DueCommand):
    """Make the article due one hour earlier."""

    keys = "comma"
    label = N_("-1 hour")
    rank = 5


class DayLater(DueCommand):
    """Make the article due one day later, at the same time of day."""

    keys = "greater_than_sign"
    label = N_("+1 day")
    rank = 6


class DayEarlier(DueCommand):
    """Make the article due one day earlier, at the same time of day."""

    keys = "less_than_sign"
    label = N_("-1 day")
    rank = 7


class NextDays(Command):
    """Go on to the days that follow."""

    keys = "plus"
    label = N_("Next days")
    rank = 9


class PreviousDays(Command):
    """Go back to the days before."""

    keys = "minus"
    label = N_("Days before")
    rank = 11


class Today(Command):
    """Go back to today, where everything that is overdue comes first."""

    keys = "t"
    label = N_("Today")
    rank = 10


class NextSpan(Command):
    """Show one day, a week or four weeks, one after the other."""

    keys = "w"
    label = N_("Day or weeks")
    rank = 8


class OnlyMine(Command):
    """Show only what is assigned to you; or everything again."""

    keys = "m"
    label = N_("Only mine")
    rank = 12


PLANNING = (
    HourLater,
    HourEarlier,
    DayLater,
    DayEarlier,
    NextDays,
    PreviousDays,
    Today,
    NextSpan,
    OnlyMine,
)
"""The commands that only the agenda has."""


class ShowFigures(Command):
    """See how long articles take, what came back, what was late, and who brought how much."""

    keys = "number_sign"
    label = N_("Figures")
    aliases = "statistik statistics stats numbers laporan report"


class NextPeriod(Command):
    """Count the last 7, 30, 90 or 365 days, one after the other."""

    keys = "w"
    label = N_("Other days")
    rank = 4


class StopReading(Command):
    """Stop reading; the figures that are shown stay."""

    keys = "s"
    label = N_("Stop")
    rank = 5

    @classmethod
    def enabled(cls, context: CommandContext) -> bool:
        return context.reading


COUNTING = (NextPeriod, StopReading)
"""The commands that only the figures have."""
