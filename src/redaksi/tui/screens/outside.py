"""An article in the person's own editor, which has the terminal meanwhile."""

from textual.app import SuspendNotSupported

from redaksi.desk import outside
from redaksi.desk.conflict import SaveConflict
from redaksi.domain.article import Dossier
from redaksi.errors import RedaksiError
from redaksi.i18n import _
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens.edit import EditScreen


async def write(app: RedaksiApp, dossier: Dossier) -> None:
    """Let the person write DOSSIER outside, and save it; what conflicts goes into our editor. Raises RedaksiError."""
    app.desk.copy.settle(dossier)
    outside.program()  # before the screen goes away
    saved = _written(app, dossier)
    if isinstance(saved, SaveConflict):
        mine = saved.mine
        editing = EditScreen(dossier, fields={"headline": mine.headline, "body": "\n\n".join(mine.body)})
        await app.push_screen(editing)
        editing.do_save()
    elif isinstance(saved, RedaksiError):
        raise saved
    elif saved is None or saved.version == dossier.version:
        app.say(_("Nothing was changed."))
    else:
        app.tell({dossier.id})
        app.say(_("Saved as revision {revision}.").format(revision=len(saved.revisions)))


def _written(app: RedaksiApp, dossier: Dossier) -> Dossier | RedaksiError | None:
    """What comes of it; an error is given, not raised: Textual would leave the terminal to nobody."""
    try:
        with app.suspend():
            try:
                return outside.write(app.desk.copy, dossier)
            except RedaksiError as error:
                return error
    except SuspendNotSupported:
        return RedaksiError(_("This terminal cannot be handed to another program."), _("Press e to write here."))
