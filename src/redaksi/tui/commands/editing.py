"""What can be done while writing."""

from redaksi.i18n import N_
from redaksi.tui.commands.base import Command


class Save(Command):
    """Save what you typed. You stay where you are."""

    keys = "ctrl+s,f2"
    label = N_("Save")
    rank = 1


class Switch(Command):
    """Go to the other half of the screen: the text, or the particulars."""

    keys = "f3"
    label = N_("Text / particulars")
    rank = 3


class Theirs(Command):
    """Look at the article as it is stored now, beside what you typed."""

    keys = "f4"
    label = N_("Stored version")
    rank = 4
