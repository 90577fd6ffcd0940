"""The commands while writing."""

from dataclasses import replace

from textual.binding import Binding

from redaksi.i18n import N_, _
from redaksi.tui.commands.base import Command, CommandContext
from redaksi.tui.commands.desk import Leave


class Save(Command):
    """Save what you typed. You stay where you are."""

    keys = "ctrl+s,f2"
    label = N_("Save")
    rank = 1


class Switch(Command):
    """Go to the particulars; back to the text again."""

    keys = "f3"
    label = N_("Particulars")
    rank = 3


class Theirs(Command):
    """Look at the article as it is stored now, beside what you typed."""

    keys = "f4"
    label = N_("Stored text")
    rank = 4


class PriorityCommand(Command):
    """A command whose key does something else in fields: it goes first."""

    @classmethod
    def binding(cls) -> Binding:
        return replace(super().binding(), priority=True)


class UndoTyping(PriorityCommand):
    """Take back your last change; a fix or a replacement wherever it was made."""

    keys = "ctrl+z"
    label = N_("Undo")


class RedoTyping(PriorityCommand):
    """Make the change again that you took back last; a fix or a replacement wherever it was made."""

    keys = "ctrl+y"
    label = N_("Redo")


class Find(PriorityCommand):
    """Find words in the headline and in the text, and replace them."""

    keys = "ctrl+f"
    label = N_("Find")
    rank = 5


class PlaceCommand(Command):
    """A command that goes to findings of the copy desk, where there are some, or to the places of words."""

    @classmethod
    def enabled(cls, context: CommandContext) -> bool:
        return context.found != 0


class FindNext(PlaceCommand):
    """Go to the next finding of the copy desk; while you find words, to the next place of them (Enter does it, too)."""

    keys = "f8"
    label = N_("Next")
    rank = 2

    @classmethod
    def caption(cls, context: CommandContext) -> str:
        if context.article_id:  # the footer of the reading view has little room
            return _("Findings")
        return _("Next finding") if context.found else cls.title()

    @classmethod
    def place(cls, context: CommandContext) -> int:
        """In the reading view the moves between stages come first."""
        return 5 if context.article_id else cls.rank


class FindPrevious(PlaceCommand):
    """Go to the finding before, or to the place before of the words that you find."""

    keys = "f9,shift+f8,f20"
    label = N_("Previous")
    rank = 4

    @classmethod
    def place(cls, context: CommandContext) -> int:
        """For findings the footer names only the next one, for words both."""
        return cls.rank if context.found is None else 0


class FindBarCommand(Command):
    """A command of the bar that finds."""

    @classmethod
    def enabled(cls, context: CommandContext) -> bool:
        return context.searching


class ReplaceOne(FindBarCommand):
    """Replace the words in this place, and go on to the next one."""

    keys = "ctrl+r"
    label = N_("Replace")
    rank = 3


class ReplaceAll(FindBarCommand):
    """Replace the words in every place, as one change."""

    keys = "ctrl+l"
    label = N_("Replace all")
    rank = 3


class Capitals(FindBarCommand):
    """Let capitals count in what is looked for, or not any more."""

    keys = "f5"
    label = N_("Capitals")
    rank = 5


FIND = (FindNext, FindPrevious, ReplaceOne, ReplaceAll, Capitals, Leave)
"""The commands of the bar that finds and replaces; leaving closes it."""
