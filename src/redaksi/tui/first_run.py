"""The first screen that a person sees, once: their name and a newsroom. Escape never ends the program."""

from pathlib import Path
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.types import CSSPathType
from textual.widgets import Button, Input, Static

from redaksi.desk import beginning
from redaksi.errors import RedaksiError
from redaksi.i18n import _
from redaksi.tui.themed import SCREENS, ThemedApp
from redaksi.tui.widgets.choice import Choice

TOUR, NO_TOUR = "tour", "no"


class Beginning(NamedTuple):
    """Where to begin, and whether with the tour."""

    folder: Path
    tour: bool


class FirstRunApp(ThemedApp[Beginning]):
    """Asks both in one screen; gives None to who leaves."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["redaksi.tcss", SCREENS]
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "begin", show=False),
        Binding("enter", "go_on", show=False),
    ]

    def compose(self) -> ComposeResult:
        kinds = {
            beginning.NEW: _("a new one"),
            beginning.SAMPLE: _("the sample"),
            beginning.THERE: _("a folder"),
        }
        with Container(classes="box first-run"):
            yield Static(_("Welcome to Redaksi"), classes="dialog-heading", markup=False)
            with VerticalScroll(classes="dialog-fields", can_focus=False):
                yield Static(_("Your name, as colleagues know it"), classes="field-label", markup=False)
                yield Input(placeholder=_example("Yanuar D"), compact=True, id="name")
                yield Static(_("Your newsroom (the arrows choose)"), classes="field-label", markup=False)
                yield Choice(kinds, beginning.NEW, "kind")
                yield Static("", classes="field-label", markup=False, id="where-label")
                yield Input(compact=True, id="where")
                yield Static(_("A tour of six steps"), classes="field-label", markup=False)
                yield Choice({TOUR: _("show me around"), NO_TOUR: _("not now")}, TOUR, "tour")
            with Vertical(classes="dialog-foot"):
                yield Static("", classes="dialog-trouble", markup=False)
                with Horizontal(classes="dialog-buttons"):
                    yield Button(_("Begin"), variant="primary", compact=True, id="begin")
                    yield Button(_("Leave"), compact=True, id="leave")

    def on_mount(self) -> None:
        self.screen.add_class("first-screen")
        self.query_one("#name").focus()
        self.watch(self.query_one("#kind", Choice), "value", self._show_kind)

    def _show_kind(self, kind: str) -> None:
        words = {
            beginning.NEW: _("What it is called"),
            beginning.SAMPLE: _("Articles to try everything with. Nothing to fill in."),
            beginning.THERE: _("The folder that holds its newsroom.toml"),
        }
        self.query_one("#where-label", Static).update(words[kind])
        where = self.query_one("#where", Input)
        where.display = kind != beginning.SAMPLE
        where.placeholder = _example("Kabar Brantas" if kind == beginning.NEW else "~/kabar-brantas")

    @on(Input.Submitted, "#name")
    def action_go_on(self) -> None:
        """Go to the next question; at the last one, begin."""
        if self.query_one("#tour").has_focus:
            self.action_begin()
        else:
            self.screen.focus_next()

    @on(Input.Submitted, "#where")
    @on(Button.Pressed, "#begin")
    def action_begin(self) -> None:
        name, where = self.query_one("#name", Input).value, self.query_one("#where", Input).value
        try:
            folder = beginning.begin(name, self.query_one("#kind", Choice).value, where)
        except RedaksiError as error:
            trouble = self.query_one(".dialog-trouble", Static)
            trouble.update(f"! {error.sentence} {error.advice()}".strip())
            trouble.add_class("-shown")
            return
        self.exit(Beginning(folder, self.query_one("#tour", Choice).value == TOUR))

    @on(Button.Pressed, "#leave")
    def _leave(self) -> None:
        self.exit()


def _example(example: str) -> str:
    """EXAMPLE as an empty field shows it: nobody shall take it for what is filled in."""
    return _("e.g. {example}").format(example=example)
