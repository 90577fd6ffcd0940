"""The commands on the earlier texts of an article."""

from redaksi.i18n import N_
from redaksi.tui.commands.base import Command


class Against(Command):
    """Compare with the revision before, or with the present text."""

    keys = "c"
    label = N_("Compare with")
    rank = 3


class SincePublished(Command):
    """Show what changed since the text that was published last."""

    keys = "p"
    label = N_("Since published")
    rank = 5


class SinceApproved(Command):
    """Show what changed since the text that you published last."""

    keys = "a"
    label = N_("Since I approved")
    rank = 6


class Restore(Command):
    """Make the selected text the newest one, as a revision of its own."""

    keys = "r"
    label = N_("Restore")
    rank = 3


class Unfold(Command):
    """Unfold a run of saves into its revisions. On a single revision, show its whole text."""

    keys = "enter"
    label = N_("Unfold")
    rank = 2
