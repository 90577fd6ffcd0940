"""The tour: six steps through the desk, with the keys from the person's own settings.

Escape leaves the tour at any step.
"""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Button, Static

from redaksi.i18n import _
from redaksi.tui.commands.article import Assign, Edit, Open, Publish, Reopen, Return, Submit, Undo
from redaksi.tui.commands.desk import Help, Import, New, Palette, Quit, Search
from redaksi.tui.commands.editing import Save
from redaksi.tui.host import Done
from redaksi.tui.screens.dialog import Dialog


class TourDialog(Dialog):
    """Shows one step at a time; arrow keys go forward and back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l,space", "step(1)", show=False),
        Binding("left,h", "step(-1)", show=False),
    ]

    AUTO_FOCUS = ""  # Enter goes to the next step, also when pressed fast

    _place = 0

    def heading(self) -> str:
        heading, _text = steps()[self._place]
        return f"{self._place + 1}/{len(steps())} · {heading}"

    def button(self) -> str:
        return _("Next") if self._place < len(steps()) - 1 else _("To the board")

    def way_out(self) -> str:
        return _("Close")

    def buttons(self) -> Iterator[Button]:
        back = Button("← " + _("Back"), compact=True, id="back", action="screen.step(-1)")
        back.display = False  # the first step has none before
        yield back
        yield from super().buttons()

    def fields(self) -> Iterator[Widget]:
        yield Static(steps()[0][1], markup=False, id="step")

    def act(self) -> Done | None:
        if self._place == len(steps()) - 1:
            self.do_leave()
        else:
            self.action_step(1)
        return None

    def action_step(self, step: int) -> None:
        self._place = max(0, min(len(steps()) - 1, self._place + step))
        self.query_one(".dialog-heading", Static).update(self.heading())
        self.query_one("#step", Static).update(steps()[self._place][1])
        self.box.name_button(self.button())
        self.query_one("#back", Button).display = bool(self._place)


def steps() -> list[tuple[str, str]]:
    """The heading and the text of each step."""
    return [
        (
            _("The board"),
            _(
                "Every article is in one of three stages: draft, review or published. Left and "
                "right change the stage, "
                "up and down the article. {open} reads it."
            ).format(open=Open.key()),
        ),
        (
            _("Writing"),
            _(
                "{new} begins a draft, {bring} brings copy in, {edit} writes on. {save} saves. "
                "What you type is kept "
                "safe from the first moment, also when the power fails."
            ).format(new=New.key(), bring=Import.key(), edit=Edit.key(), save=Save.key()),
        ),
        (
            _("Handing over"),
            _(
                "{submit} hands a draft over for review, {assign} names who has it. {back} sends "
                "it back with a note."
            ).format(submit=Submit.key(), assign=Assign.key(), back=Return.key()),
        ),
        (
            _("Publishing"),
            _(
                "{publish} publishes what a second pair of eyes has read, and seals the text. "
                "{reopen} begins a new "
                "draft over it. {undo} takes your last act back, but not a publication."
            ).format(publish=Publish.key(), reopen=Reopen.key(), undo=Undo.key()),
        ),
        (
            _("Finding"),
            _(
                "{search} searches every text. {palette} finds every command and article by some "
                "of its letters, and "
                "themes and languages too."
            ).format(search=Search.key(), palette=Palette.key()),
        ),
        (
            _("Help"),
            _(
                "{help} says on every screen what can be done there. Esc goes back and never ends "
                "the program; {quit} "
                "does. This tour is in the palette whenever you want it."
            ).format(help=Help.key(), quit=Quit.key()),
        ),
    ]
