"""Writing an article in the person's own editor, which uses the terminal meanwhile."""

from textual.app import SuspendNotSupported

from redaksi.desk import outside_editor
from redaksi.desk.conflict import SaveConflict
from redaksi.domain.article import Dossier
from redaksi.errors import RedaksiError
from redaksi.i18n import _
from redaksi.tui.host import Host
from redaksi.tui.screens.edit import EditScreen


async def write(host: Host, dossier: Dossier) -> None:
    """Let the person write `dossier` in their own editor, and save the result.

    A conflict with another person's change opens our editor.

    Raises:
        RedaksiError: when no editor runs, or the article cannot be saved.
    """
    host.desk.copy.settle(dossier)
    outside_editor.program()  # an unset editor is an error before the screen goes away
    saved = _written(host, dossier)
    if isinstance(saved, SaveConflict):
        mine = saved.mine
        editing = EditScreen(
            dossier, fields={"headline": mine.headline, "body": "\n\n".join(mine.body)}
        )
        await host.push_screen(editing)
        await editing.saving.save()
    elif isinstance(saved, RedaksiError):
        raise saved
    elif saved is None or saved.version == dossier.version:
        host.say(_("Nothing was changed."))
    else:
        host.tell({dossier.id})
        host.say(_("Saved as revision {revision}.").format(revision=len(saved.revisions)))


def _written(host: Host, dossier: Dossier) -> Dossier | RedaksiError | None:
    """The saved article, None if the text is unchanged, or the error.

    An error is returned, not raised: Textual would not restore the terminal.
    """
    try:
        with host.suspend():
            try:
                return outside_editor.write(host.desk.copy, dossier)
            except RedaksiError as error:
                return error
    except SuspendNotSupported:
        return RedaksiError(
            _("This terminal cannot be handed to another program."), _("Press e to write here.")
        )
