"""The commands of the desk, whatever is selected."""

from redaksi.i18n import N_
from redaksi.tui.commands.activity import ShowActivity
from redaksi.tui.commands.base import BulkCommand, Command, CommandContext


class New(Command):
    """Start a new draft: its headline first, the text follows."""

    keys = "n"
    label = N_("New")
    aliases = "baru tulis write create"
    rank = 5


class Import(Command):
    """Bring copy in: a file, a folder, or text that you paste. The same text is never taken twice."""

    keys = "i"
    label = N_("Import")
    aliases = "impor tempel paste rilis release"
    rank = 9


class Export(BulkCommand):
    """Write published articles as files: this one, or all of them."""

    keys = "x"
    label = N_("Export")
    aliases = "ekspor simpan"
    rank = 9


class Search(Command):
    """Search the full text of every article."""

    keys = "slash"
    label = N_("Search")
    aliases = "cari find"
    rank = 8


class Aside(Command):
    """Show the articles that were put aside, or the others again."""

    keys = "Z"
    label = N_("Aside")
    aliases = "disisihkan trash"


class ShowDeliveries(Command):
    """See what each target shows: what waits, is out of date, differs or failed, and deliver it."""

    keys = "D"
    label = N_("Deliveries")
    aliases = "kirim wordpress situs website send"

    @classmethod
    def place(cls, context: CommandContext) -> int:
        return 6 if context.targets else 0


class Problems(Command):
    """Show the dossiers of the newsroom that cannot be read, and why."""

    keys = "exclamation_mark"
    label = N_("Unreadable")


class Help(Command):
    """Show what can be done here."""

    keys = "question_mark,f1"
    label = N_("Help")
    aliases = "tolong kunci tombol keys"
    rank = 1


class Palette(Command):
    """Find a command, an article, a theme or a language by its name."""

    keys = "ctrl+p"
    label = N_("Commands")
    rank = 10


class Theme(Command):
    """Change between the dark and the light theme."""

    keys = "ctrl+t"
    label = N_("Theme")
    aliases = "gelap terang dark light"
    rank = 20


class Themes(Command):
    """Choose among all themes; each is shown as you come to it."""

    label = N_("Choose a theme")
    aliases = "warna colours"


class Tour(Command):
    """Be shown around in six steps."""

    label = N_("Tour")
    aliases = "kenalan panduan guide"


class Confirm(Command):
    """Do what the dialog says."""

    keys = "enter,ctrl+s,f2"
    label = N_("Do it")


class Leave(Command):
    """Go back. What you typed is not lost: you are asked first."""

    keys = "escape"
    label = N_("Back")
    rank = 2


class Quit(Command):
    """Leave the program. Unsaved text is asked about first."""

    keys = "q"
    label = N_("Quit")
    aliases = "exit tutup"
    rank = 2


DESK = (New, Import, Export, Search, ShowActivity, Help, Palette, Theme, Themes, Tour)
"""The commands of every screen of the desk."""
