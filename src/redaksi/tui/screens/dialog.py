"""A box over the screen: it asks, does what it says, and stays open with all that was typed when that is refused."""

from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from redaksi.errors import RedaksiError
from redaksi.i18n import _
from redaksi.tui.commands.base import Command, bindings
from redaksi.tui.commands.desk import Confirm, Help, Leave
from redaksi.tui.screens.desk_screen import DeskScreen


class Done(NamedTuple):
    """What a dialog did: a sentence that says it, and the article that it did it to."""

    sentence: str
    article_id: str = ""


class Dialog(ModalScreen[Done], DeskScreen[Done]):
    """A question with fields; `act` does it."""

    commands: ClassVar[tuple[type[Command], ...]] = (Confirm, Leave, Help)
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(commands),
        Binding("pagedown", "scroll(1)", show=False),
        Binding("pageup", "scroll(-1)", show=False),
    ]

    scrolled: ClassVar[str] = ".dialog-fields"
    """What the keys scroll."""

    def __init__(self) -> None:
        super().__init__()
        self.busy = False  # while something goes on in the background

    def heading(self) -> str:
        """The question, in a few words."""
        raise NotImplementedError

    def button(self) -> str:
        """The word on the button that does it; "" for a dialog that can only be left."""
        raise NotImplementedError

    def way_out(self) -> str:
        """The word on the button that leaves it."""
        return _("Cancel") if self.button() else _("Close")

    def fields(self) -> Iterable[Widget]:
        """What stands between the question and the buttons."""
        return ()

    def act(self) -> Done | None:
        """Do it. None where it goes on in the background. Raises RedaksiError, and then the dialog stays."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        with Container(classes="box"):
            yield Static(self.heading(), classes="dialog-heading", markup=False)
            yield VerticalScroll(*self.fields(), classes="dialog-fields", can_focus=False)
            yield Static("", classes="dialog-report", markup=False)
            yield Static("", classes="dialog-trouble", markup=False)
            with Horizontal(classes="dialog-buttons"):
                if self.button():
                    yield Button(self.button(), variant="primary", compact=True, id="confirm")
                yield Button(self.way_out(), compact=True, id="cancel")
                yield Static(_("PgUp PgDn ↕"), classes="dialog-scroll", markup=False)

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_scroll)

    def _show_scroll(self) -> None:
        """Name the keys that scroll, where not all fits."""
        there_is_more = any(part.max_scroll_y > 0 for part in self.query(self.scrolled).results(VerticalScroll))
        self.query_one(".dialog-scroll", Static).set_class(there_is_more, "-shown")

    def action_scroll(self, pages: int) -> None:
        for part in self.query(self.scrolled).results(VerticalScroll):
            part.scroll_relative(y=pages * max(1, part.size.height - 1), animate=False)

    def do_confirm(self) -> None:
        if not self.button():
            self.do_leave()
        elif done := self.act():
            self.dismiss(done)

    def do_leave(self) -> None:
        self.dismiss(None)

    def complain(self, error: RedaksiError) -> None:
        self.busy = False
        self.trouble(f"{error.sentence} {self.redaksi.advice(error)}".strip())

    def trouble(self, sentence: str) -> None:
        """Show SENTENCE above the buttons, as something to mend; "" takes it away."""
        self._show(".dialog-trouble", f"! {sentence}" if sentence else "")

    def report(self, text: str) -> None:
        """Show TEXT above the buttons: how far it is, or what came of it."""
        self._show(".dialog-report", text)

    def _show(self, selector: str, text: str) -> None:
        line = self.query_one(selector, Static)
        line.update(text)
        line.set_class(bool(text), "-shown")

    @on(Input.Submitted)
    @on(Button.Pressed, "#confirm")
    async def _confirmed(self) -> None:
        await self.action_perform(Confirm.name())

    @on(Button.Pressed, "#cancel")
    def _cancelled(self) -> None:
        self.do_leave()


class Question(ModalScreen[str]):
    """A sentence and some answers to choose from; Escape answers ""."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss('')"),
        ("left,h,up,k", "app.focus_previous"),
        ("right,l,down,j", "app.focus_next"),
    ]

    def __init__(self, heading: str, sentence: str, answers: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self._heading = heading
        self._sentence = sentence
        self._answers = tuple(answers)

    def compose(self) -> ComposeResult:
        with Container(classes="box"):
            yield Static(self._heading, classes="dialog-heading", markup=False)
            yield Static(self._sentence, markup=False)
            with Horizontal(classes="dialog-buttons"):
                for place, (answer, label) in enumerate(self._answers):
                    yield Button(label, variant="default" if place else "primary", compact=True, id=answer)

    @on(Button.Pressed)
    def _answered(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id or "")
