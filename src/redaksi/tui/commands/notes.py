"""The commands on the notes of an article, beside its text."""

from redaksi.i18n import N_
from redaksi.tui.commands.base import Command, CommandContext


class ToNotes(Command):
    """Go to the notes on the text, which follow the cursor; from there, to the paragraph of the selected note."""

    keys = "ctrl+n"
    label = N_("Notes")
    rank = 4


class NotesCommand(Command):
    """A command of a text that is read, or of the list of notes while writing."""

    @classmethod
    def enabled(cls, context: CommandContext) -> bool:
        return bool(context.article_id) or context.in_notes

    @classmethod
    def place(cls, context: CommandContext) -> int:
        """In the list of notes its commands come first."""
        return 1 if context.in_notes else cls.rank


class NoteCommand(NotesCommand):
    """A command about the note at the cursor."""

    @classmethod
    def enabled(cls, context: CommandContext) -> bool:
        return super().enabled(context) and context.note


class AddNote(NotesCommand):
    """Write a note on the paragraph at the cursor; on the headline, about all. ] and [ move it, Tab goes to notes."""

    keys = "N"
    label = N_("Note")
    aliases = "komentar comment"
    rank = 6

    @classmethod
    def verbs(cls) -> tuple[str, ...]:
        return ("note add",)


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


class ShowResolved(NotesCommand):
    """Show the resolved notes, too, or fold them away again. A paragraph that has only such is marked with ✓."""

    keys = "D"
    label = N_("Resolved notes")
    rank = 16


NOTES = (AddNote, AnswerNote, ResolveNote, ShowResolved)
"""The commands of every screen that shows notes beside the text."""
