"""The commands on the findings of the copy desk while writing."""

from redaksi.i18n import N_
from redaksi.tui.commands.base import Command, CommandContext


class Findings(Command):
    """Go to what the copy desk found in the text, in its headline and in its particulars; back to the text again."""

    keys = "ctrl+g"
    label = N_("Findings")
    aliases = "cek ejaan check spelling errors galat"
    rank = 3

    @classmethod
    def place(cls, context: CommandContext) -> int:
        """The footer of the reading view has no room: the detail of a finding names the key."""
        return 0 if context.article_id else cls.rank


class FindingCommand(Command):
    """A command of the list of findings."""

    @classmethod
    def enabled(cls, context: CommandContext) -> bool:
        return context.in_findings


class Fix(FindingCommand):
    """Write what the copy desk proposes; in the text it is the finding at the cursor. Enter does it in the list."""

    keys = "ctrl+o,enter"
    label = N_("Fix")
    rank = 1


class FixAll(FindingCommand):
    """Write what is proposed in every place that the same rule found, as one change. Quotations are left alone."""

    keys = "F"
    label = N_("Fix all of this rule")
    rank = 3


class Waive(FindingCommand):
    """Set the finding aside with a reason: it does not come back in this article, and the history keeps it."""

    keys = "w"
    label = N_("Waive")
    rank = 2


COPYDESK = (Findings, Fix, FixAll, Waive)
"""The commands of a text whose findings are shown."""
