"""The commands of the activity of the newsroom."""

from redaksi.i18n import N_
from redaksi.tui.commands.base import Command, CommandContext


class ShowActivity(Command):
    """See what others did with your articles, and everything that happened in the newsroom, newest first."""

    keys = "K"
    label = N_("Activity")
    aliases = "kabar berita inbox news unread"

    @classmethod
    def place(cls, context: CommandContext) -> int:
        if not context.waiting:
            return 0
        return 7 if context.targets else 3  # the deliveries come first where there are targets


class AllActivity(Command):
    """Show everything that happened in the newsroom; or only what concerns you again."""

    keys = "m"
    label = N_("All")
    rank = 4


class NextDeed(Command):
    """Show only one kind of act: each kind that is there, one after the other, then all."""

    keys = "f"
    label = N_("Kind")
    rank = 5


class ReadAll(Command):
    """Take everything that waits for you as read."""

    keys = "R"
    label = N_("Mark read")
    rank = 6

    @classmethod
    def enabled(cls, context: CommandContext) -> bool:
        return bool(context.waiting)


ACTIVITY = (AllActivity, NextDeed, ReadAll)
"""The commands that only the activity has."""
