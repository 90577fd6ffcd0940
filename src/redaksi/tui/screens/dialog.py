"""The dialogs: boxes over a screen that ask something and then act.

A dialog whose act is refused stays open and keeps everything that was typed.
"""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen, ScreenResultType
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from redaksi.errors import RedaksiError
from redaksi.i18n import N_, _
from redaksi.tui.commands.base import Command, bindings
from redaksi.tui.commands.desk import Confirm, Help, Leave
from redaksi.tui.desk_screen import WIDE, DeskScreen
from redaksi.tui.host import Done
from redaksi.tui.widgets.dialog_box import DialogBox

SLIM = 62
"""The width, in cells, below which the buttons are stacked."""


class Box(ModalScreen[ScreenResultType]):
    """A modal screen with a box in the middle."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "scroll(1)", show=False),
        Binding("pageup", "scroll(-1)", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (SLIM, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - as in Textual

    def heading(self) -> str:
        """The heading of the box, in a few words."""
        raise NotImplementedError

    def fields(self) -> Iterable[Widget]:
        """The widgets below the heading; a long list of widgets scrolls."""
        return ()

    def asked(self) -> Iterable[Widget]:
        """The widgets below the fields, which do not scroll."""
        return ()

    def buttons(self) -> Iterable[Button]:
        """The buttons at the foot of the box."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        yield DialogBox(self.heading(), self.fields(), self.asked(), self.buttons())

    @property
    def box(self) -> DialogBox:
        """The box in the middle of the screen."""
        return self.query_one(DialogBox)

    def action_scroll(self, pages: int) -> None:
        self.box.scroll_pages(pages)


class Dialog(Box[Done], DeskScreen[Done]):
    """A box with fields and a button that runs `act`."""

    label = N_("dialogs")
    kind: ClassVar[str] = ""
    """The verb of the command line that the dialog stands for, or another name of its own."""
    commands: ClassVar[tuple[type[Command], ...]] = (Confirm, Leave, Help)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    def button(self) -> str:
        """The word on the button that runs `act`; "" for a dialog that can only be left."""
        raise NotImplementedError

    def way_out(self) -> str:
        """The word on the button that leaves the dialog."""
        return _("Cancel") if self.button() else _("Close")

    def act(self) -> Done | None:
        """Do the work of the dialog.

        Returns None where the dialog stays open, as while a job runs in the background.

        Raises:
            RedaksiError: when the act is refused; the dialog stays open
        """
        raise NotImplementedError

    def buttons(self) -> Iterator[Button]:
        if self.button():
            yield Button(self.button(), variant="primary", compact=True, id="confirm")
        yield Button(
            self.way_out(), compact=True, id="cancel", action=f"screen.perform({Leave.name()!r})"
        )

    def on_mount(self) -> None:
        self.box.name_button(self.button())

    def do_confirm(self) -> None:
        if not self.button():
            self.do_leave()
        elif done := self.act():
            self.dismiss(done)

    def do_leave(self) -> None:
        self.dismiss(None)

    def complain(self, error: RedaksiError) -> None:
        """Show `error`, without an advice to open this very dialog."""
        is_here = bool(self.kind) and error.how.partition(" ")[0] == self.kind
        advice = "" if is_here else self.host.advice(error)
        self.box.complain(error, f"{error.sentence} {advice}".strip())

    @on(Input.Submitted)
    @on(Button.Pressed, "#confirm")
    async def _confirmed(self) -> None:
        await self.action_perform(Confirm.name())


class Question(Box[str]):
    """A sentence and some answers as buttons; Escape answers "".

    No letter moves or chooses: a question may come up in the middle of a word, and the rest of
    the word is no answer. The arrows stop at both ends, so that the last answer is never one key
    from the first. The keys that confirm a dialog give the first answer.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss('')"),
        Binding("left,up", "step(-1)", show=False),
        Binding("right,down", "step(1)", show=False),
        Binding(Confirm.keys, "first", show=False, id=Confirm.id()),
    ]

    def __init__(self, heading: str, sentence: str, answers: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self._heading = heading
        self._sentence = sentence
        self._answers = tuple(answers)

    def heading(self) -> str:
        return self._heading

    def fields(self) -> Iterator[Widget]:
        yield Static(self._sentence, markup=False)

    def buttons(self) -> Iterator[Button]:
        for place, (answer, label) in enumerate(self._answers):
            yield Button(
                Content(label), variant="default" if place else "primary", compact=True, id=answer
            )

    @on(Button.Pressed)
    def _answered(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id or "")

    def action_first(self) -> None:
        self.dismiss(self._answers[0][0])

    def action_step(self, step: int) -> None:
        """Go to the answer `step` places further, stopping at both ends."""
        buttons = [*self.query(Button)]
        place = next((at for at, one in enumerate(buttons) if one.has_focus), 0)
        buttons[max(0, min(len(buttons) - 1, place + step))].focus()
