"""The commands of the screens, each declared once: keys, footer, palette and help are derived from these classes.

A screen lists the commands that it has and does each in a method named `do_` and the command's name.
"""

from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from textual.binding import Binding

from redaksi.article import Stage
from redaksi.i18n import N_, _
from redaksi.workflow import FROM, Move


class Context(NamedTuple):
    """What the commands of a screen act on: the selected article, if there is one."""

    article_id: str = ""
    stage: Stage | None = None


class Command:
    """One thing that a person can do. The docstring is its help."""

    keys: ClassVar[str]
    """Textual's names, with commas between; the first one is shown."""
    label: ClassVar[str]
    rank: ClassVar[int] = 0
    """Who stays in a narrow footer: 1 before 2; 0 is not shown there."""

    @classmethod
    def name(cls) -> str:
        return cls.__name__.lower()

    @classmethod
    def title(cls) -> str:
        """The label in the person's language."""
        return _(cls.label)

    @classmethod
    def help(cls) -> str:
        """The docstring in the person's language."""
        return _(cls.__doc__ or "")

    @classmethod
    def enabled(cls, context: Context) -> bool:
        """Whether it is offered now. Its key works all the same, and then says what stands against it."""
        return True

    @classmethod
    def binding(cls) -> Binding:
        return Binding(cls.keys, f"perform({cls.name()!r})", cls.label, show=False)


def bindings(commands: Iterable[type[Command]]) -> list[Binding]:
    """The key bindings of COMMANDS."""
    return [command.binding() for command in commands]


class ArticleCommand(Command):
    """A command that needs a selected article."""

    @classmethod
    def enabled(cls, context: Context) -> bool:
        return bool(context.article_id)


class WritingCommand(ArticleCommand):
    """A command that changes a text: a sealed one is not changed."""

    @classmethod
    def enabled(cls, context: Context) -> bool:
        return super().enabled(context) and context.stage is not Stage.PUBLISHED


class MoveCommand(ArticleCommand):
    """A move between stages; it is offered where it starts from."""

    move: ClassVar[Move]

    @classmethod
    def enabled(cls, context: Context) -> bool:
        return super().enabled(context) and context.stage is FROM[cls.move]


class Open(ArticleCommand):
    """Read the selected article."""

    keys = "enter"
    label = N_("Open")
    rank = 3


class New(Command):
    """Start a new draft: its headline first, the text follows."""

    keys = "n"
    label = N_("New")
    rank = 4


class Import(Command):
    """Bring copy in: a file, a folder, or text that you paste. The same text is never taken twice."""

    keys = "i"
    label = N_("Import")
    rank = 5


class Edit(WritingCommand):
    """Write: the headline and the body."""

    keys = "e"
    label = N_("Edit")
    rank = 4


class Particulars(WritingCommand):
    """Write the particulars: deck, byline, rubric, tags, photo, due, embargo and more."""

    keys = "f"
    label = N_("Particulars")
    rank = 14


class Assign(ArticleCommand):
    """Assign a stage of the article to an editor. Type part of a name to find it."""

    keys = "a"
    label = N_("Assign")
    rank = 7


class Submit(MoveCommand):
    """Hand the draft over for review, to an editor of your choice or to whoever takes it."""

    keys = "s"
    label = N_("Submit")
    rank = 6
    move = Move.SUBMIT


class Return(MoveCommand):
    """Send the article back to draft, with a note that says what to change."""

    keys = "r"
    label = N_("Return")
    rank = 6
    move = Move.RETURN


class Publish(MoveCommand):
    """Publish the reviewed article. Its text is sealed; whatever stands against it is shown first."""

    keys = "p"
    label = N_("Publish")
    rank = 6
    move = Move.PUBLISH


class Reopen(MoveCommand):
    """Start a new draft over a published text, which stays live until the draft is published."""

    keys = "o"
    label = N_("Reopen")
    rank = 6
    move = Move.REOPEN


class Undo(ArticleCommand):
    """Take back your last move, assignment, edit or spike, while nobody has acted after it."""

    keys = "u"
    label = N_("Undo")
    rank = 9


class Spike(WritingCommand):
    """Put the article aside without deleting it; one that is aside comes back."""

    keys = "z"
    label = N_("Put aside")
    rank = 15


class Aside(Command):
    """Show the articles that were put aside, or the others again."""

    keys = "Z"
    label = N_("Aside")


class Revisions(ArticleCommand):
    """Look at every saved text, at what changed between them, and go back to one."""

    keys = "v"
    label = N_("Revisions")
    rank = 13


class Export(Command):
    """Write published articles as files: this one, or all of them."""

    keys = "x"
    label = N_("Export")
    rank = 9


class Search(Command):
    """Search the full text of every article."""

    keys = "slash"
    label = N_("Search")
    rank = 8


class Problems(Command):
    """Show the files of the newsroom that cannot be read, and why."""

    keys = "exclamation_mark"
    label = N_("Unreadable files")


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


class Mine(Command):
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


class Confirm(Command):
    """Do what the dialog says."""

    keys = "enter,ctrl+s,f2"
    label = N_("Do it")


class Leave(Command):
    """Go back. What you typed is not lost: you are asked first."""

    keys = "escape"
    label = N_("Back")
    rank = 2


class Help(Command):
    """Show what can be done here."""

    keys = "question_mark,f1"
    label = N_("Help")
    rank = 1


class Palette(Command):
    """Find a command by its name."""

    keys = "ctrl+p"
    label = N_("Commands")
    rank = 10


class Theme(Command):
    """Change between the dark and the light theme."""

    keys = "ctrl+t"
    label = N_("Theme")
    rank = 20


class Quit(Command):
    """Leave the program. Unsaved text is asked about first."""

    keys = "q"
    label = N_("Quit")
    rank = 2


ARTICLE = (Edit, Particulars, Assign, Submit, Return, Publish, Reopen, Undo, Spike, Revisions)
"""What can be done to an article, wherever it is selected."""

DESK = (New, Import, Export, Search, Help, Palette, Theme)
"""What can be done on every screen of the desk."""
