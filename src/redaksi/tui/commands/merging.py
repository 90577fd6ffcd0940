"""The commands where two people changed the same place."""

from redaksi.i18n import N_
from redaksi.tui.commands.base import Command


class TakeMine(Command):
    """Take what you wrote here."""

    keys = "m"
    label = N_("Mine")
    rank = 3


class TakeTheirs(Command):
    """Take what the other one wrote here."""

    keys = "t"
    label = N_("Theirs")
    rank = 3


class EditMerged(Command):
    """Write this place anew, out of both."""

    keys = "e"
    label = N_("Write")
    rank = 4


class KeepCopy(Command):
    """Keep a copy of what you typed in a file of your own."""

    keys = "c"
    label = N_("Keep a copy")
    rank = 5
