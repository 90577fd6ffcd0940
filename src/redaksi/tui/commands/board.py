"""The commands on the board as a whole: its filter, its order and its marks."""

from redaksi.i18n import N_
from redaksi.tui.commands.base import ArticleCommand, Command, CommandContext


class MineFirst(Command):
    """Put what is assigned to you, in any stage, before the rest; or back into the order."""

    keys = "m"
    label = N_("Mine first")
    aliases = "milik punya own"
    rank = 9


class Filter(Command):
    """Show only some articles: by editor, rubric, tag, due and text, all together. It can be saved by name."""

    keys = "F"
    label = N_("Filter")
    aliases = "saring narrow"
    rank = 8


class Saved(Command):
    """Choose a saved search, or delete one."""

    keys = "b"
    label = N_("Saved")
    aliases = "pencarian searches"
    rank = 16


class NextSort(Command):
    """Order by newest change, due, longest in stage, headline: one after the other."""

    keys = "S"
    label = N_("Sort")
    aliases = "urut order"
    rank = 11


class Mark(ArticleCommand):
    """Mark the article, or unmark it. What is marked is assigned, submitted and exported together."""

    keys = "space"
    label = N_("Mark")
    rank = 12


class MarkAll(ArticleCommand):
    """Mark everything that this list shows, or unmark it."""

    keys = "asterisk"
    label = N_("Mark all")


class Clear(Command):
    """Unmark everything; once more, show every article again; then leave what is put aside."""

    keys = "escape"
    label = N_("Clear")
    rank = 5

    @classmethod
    def enabled(cls, context: CommandContext) -> bool:
        return bool(context.marked) or context.narrowed


class DeleteSaved(Command):
    """Delete the selected search."""

    keys = "d,delete"
    label = N_("Delete")
    rank = 3


BOARD = (MineFirst, Filter, Saved, NextSort, Mark, MarkAll, Clear)
"""The commands of the board that no other screen has."""
