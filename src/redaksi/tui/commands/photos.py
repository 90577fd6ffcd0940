"""The commands on the photos of an article, while its particulars are written."""

from redaksi.i18n import N_, _
from redaksi.tui.commands.base import Command, CommandContext


class AddPhoto(Command):
    """Go to the file of another photo, in the particulars: type its path, or drop the picture."""

    keys = "f12"
    label = N_("Add photo")
    aliases = "foto gambar picture lampirkan attach"

    @classmethod
    def place(cls, context: CommandContext) -> int:
        """Among the photos its key is named."""
        return 3 if context.in_photo else cls.rank


class PhotoCommand(Command):
    """A command about the photo at the cursor."""

    @classmethod
    def enabled(cls, context: CommandContext) -> bool:
        return context.in_photo


class TakeOut(PhotoCommand):
    """Let the save take the photo at the cursor out of the article; once more brings it back."""

    keys = "ctrl+b"
    label = N_("Take out photo")
    aliases = "hapus foto remove photo"
    rank = 3

    @classmethod
    def caption(cls, context: CommandContext) -> str:
        return _("Bring back") if context.is_out else cls.title()


class PhotoUp(PhotoCommand):
    """Move the photo at the cursor before the one above it; the first one leads the article."""

    keys = "alt+up"
    label = N_("Photo up")
    aliases = "urutan foto utama order"
    rank = 5


class PhotoDown(PhotoCommand):
    """Move the photo at the cursor behind the one below it."""

    keys = "alt+down"
    label = N_("Photo down")


PHOTOS = (AddPhoto, TakeOut, PhotoUp, PhotoDown)
"""The commands on photos of the writing screen."""
