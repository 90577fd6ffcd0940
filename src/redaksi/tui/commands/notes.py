"""The commands on the notes of an article, beside its text."""

from redaksi.i18n import N_
from redaksi.tui.commands.base import ArticleCommand, CommandContext


class NoteCommand(ArticleCommand):
    """A command about the note at the cursor."""

    @classmethod
    def enabled(cls, context: CommandContext) -> bool:
        return super().enabled(context) and context.note


class AddNote(ArticleCommand):
    """Write a note on the paragraph at the cursor; on the headline, about all. ] and [ move it, Tab goes to notes."""

    keys = "N"
    label = N_("Note")
    rank = 6


class AnswerNote(NoteCommand):
    """Answer the note at the cursor. A word on a resolved note opens it again."""

    keys = "A"
    label = N_("Answer")
    rank = 5


class ResolveNote(NoteCommand):
    """Be done with the note at the cursor."""

    keys = "R"
    label = N_("Resolve")
    rank = 5


class ShowResolved(ArticleCommand):
    """Show the resolved notes, too, or fold them away again. A paragraph that has only such is marked with ✓."""

    keys = "D"
    label = N_("Resolved notes")
    rank = 16


NOTES = (AddNote, AnswerNote, ResolveNote, ShowResolved)
"""The commands of every screen that shows notes beside the text."""
