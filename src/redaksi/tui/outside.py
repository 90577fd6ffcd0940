"""An article in the person's own editor, which has the terminal meanwhile."""

from textual.app import SuspendNotSupported

from redaksi.desk import outside
from redaksi.desk.conflict import SaveConflict
from redaksi.domain.article import Dossier
from redaksi.errors import RedaksiError
from redaksi.i18n import _
from redaksi.tui.host import Host
from redaksi.tui.screens.edit import EditScreen


async def write(host: Host, dossier: Dossier) -> None:
    """Let the person write `dossier` outside, and save it; what conflicts goes into our editor.

    Raises:
        RedaksiError
    """
    host.desk.copy.settle(dossier)
    outside.program()  # before the screen goes away
    saved = _written(host, dossier)
    if isinstance(saved, SaveConflict):
        mine = saved.mine
        editing = EditScreen(
            dossier, fields={"headline": mine.headline, "body": "\n\n".join(mine.body)}
        )
        await host.push_screen(editing)
        editing.saving.save()
    elif isinstance(saved, RedaksiError):
        raise saved
    elif saved is None or saved.version == dossier.version:
        host.say(_("Nothing was changed."))
    else:
        host.tell({dossier.id})
        host.say(_("Saved as revision {revision}.").format(revision=len(saved.revisions)))


def _written(host: Host, dossier: Dossier) -> Dossier | RedaksiError | None:
    """The saved article; an error is returned, not raised, for Textual would not restore the
    terminal.
    """
    try:
        with host.suspend():
            try:
                return outside.write(host.desk.copy, dossier)
            except RedaksiError as error:
                return error
    except SuspendNotSupported:
        return RedaksiError(
            _("This terminal cannot be handed to another program."), _("Press e to write here.")
        )
