"""The commands on an article, wherever it is selected."""

from redaksi.domain.workflow import Move
from redaksi.i18n import N_
from redaksi.tui.commands.base import (
    ArticleCommand,
    BulkCommand,
    CommandContext,
    MoveCommand,
    WritingCommand,
)
from redaksi.tui.commands.copying import COPYING


class Open(ArticleCommand):
    """Read the selected article."""

    keys = "enter"
    label = N_("Open")
    aliases = "baca read lihat"
    rank = 3


class Edit(WritingCommand):
    """Write: the headline and the body."""

    keys = "e"
    label = N_("Edit")
    aliases = "sunting ubah tulis write"
    rank = 4


class EditOutside(WritingCommand):
    """Write in your own editor: the one that $VISUAL or $EDITOR names, with its arguments."""

    keys = "E"
    label = N_("Own editor")
    aliases = "vim nano editor"
    rank = 16


class Particulars(WritingCommand):
    """Write the particulars: deck, byline, rubric, tags, photo, due, embargo and more."""

    keys = "f"
    label = N_("Particulars")
    aliases = (
        "metadata rincian foto photo gambar picture byline penulis tenggat due embargo rubrik tag"
    )
    rank = 14


class Assign(BulkCommand, ArticleCommand):
    """Assign a stage of the article to an editor. Type part of a name to find it."""

    keys = "a"
    label = N_("Assign")
    aliases = "tugaskan beri penugasan give reassign serahkan handover"
    rank = 7


class Submit(BulkCommand, MoveCommand):
    """Hand the draft over for review, to an editor of your choice or to whoever takes it."""

    keys = "s"
    label = N_("Submit")
    aliases = "ajukan kirim review send"
    rank = 3
    move = Move.SUBMIT


class Return(MoveCommand):
    """Send the article back to draft, with a note that says what to change."""

    keys = "r"
    label = N_("Return")
    aliases = "kembalikan tolak reject"
    rank = 3
    move = Move.RETURN


class Publish(MoveCommand):
    """Publish the reviewed article. Its text is sealed; whatever stands against it is shown first."""

    keys = "p"
    label = N_("Publish")
    aliases = "tayangkan terbitkan terbit setujui approve override live"
    rank = 3
    move = Move.PUBLISH


class Reopen(MoveCommand):
    """Start a new draft over a published text, which stays live until the draft is published."""

    keys = "o"
    label = N_("Reopen")
    aliases = "ralat koreksi correct"
    rank = 3
    move = Move.REOPEN


class Announce(WritingCommand):
    """Write or mend what readers are told about the change, in a new draft over a published text."""

    keys = "O"
    label = N_("Notice for readers")
    aliases = "pemberitahuan correction"

    @classmethod
    def verbs(cls) -> tuple[str, ...]:
        return ("notice",)


class Undo(ArticleCommand):
    """Take back your last move, assignment, edit or spike, while nobody has acted after it."""

    keys = "u"
    label = N_("Undo")
    aliases = "undo batal urungkan revert"
    rank = 9

    @classmethod
    def enabled(cls, context: CommandContext) -> bool:
        return super().enabled(context) and context.undoable


class Spike(WritingCommand):
    """Put the article aside without deleting it; one that is aside comes back."""

    keys = "z"
    label = N_("Put aside")
    aliases = "hapus delete buang"
    rank = 15

    @classmethod
    def verbs(cls) -> tuple[str, ...]:
        return ("spike", "unspike")


class Revisions(ArticleCommand):
    """Look at every saved text, at what changed between them, and go back to one."""

    keys = "v"
    label = N_("Revisions")
    aliases = "riwayat history versi"
    rank = 13


ARTICLE = (
    Edit,
    EditOutside,
    Particulars,
    Assign,
    Submit,
    Return,
    Publish,
    Reopen,
    Announce,
    Undo,
    Spike,
    Revisions,
    *COPYING,
)
"""The commands on an article, of the board and of the article screen."""
