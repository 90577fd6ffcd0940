"""The dialog in which another person takes over this desk."""

from collections.abc import Iterator

from textual.widget import Widget
from textual.widgets import Static

from redaksi.i18n import _
from redaksi.tui.host import Done
from redaksi.tui.screens.dialog import Dialog
from redaksi.tui.widgets.dialog_box import label
from redaksi.tui.widgets.team_picker import TeamPicker


class SwitchDialog(Dialog):
    """Asks who works here from now on."""

    def heading(self) -> str:
        return _("Another person at this desk")

    def button(self) -> str:
        return _("Go on")

    def fields(self) -> Iterator[Widget]:
        present = _("now: {editor}").format(editor=self.desk.me.name)
        yield Static(present, classes="field-hint -close", markup=False)
        yield label(_("Who works here from now on"))
        yield TeamPicker(self.desk.team.list())

    def act(self) -> Done:
        self.host.switch_person(self.query_one(TeamPicker).name_chosen)
        return Done(
            _("You are {name} here now; the next start asks your settings again.").format(
                name=self.desk.me.name
            )
        )
