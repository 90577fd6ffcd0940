"""The screen of the first run: it asks for the person's name and a newsroom.

Escape does not end the program.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual import on
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from redaksi import i18n
from redaksi.desk import first_run
from redaksi.errors import RedaksiError
from redaksi.i18n import _, languages
from redaksi.tui.screens.dialog import Box
from redaksi.tui.themed_app import SCREENS, ThemedApp
from redaksi.tui.widgets.choice import Choice
from redaksi.tui.widgets.dialog_box import label
from redaksi.tui.widgets.field import Field

TOUR, NO_TOUR = "tour", "no"


class FirstRunAnswer(NamedTuple):
    """The newsroom's folder, and whether the person wants the tour."""

    folder: Path
    tour: bool


class FirstRunApp(ThemedApp[FirstRunAnswer]):
    """The app of the first run; its result is None if the person leaves."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["redaksi.tcss", SCREENS]
    ENABLE_COMMAND_PALETTE = False

    def get_default_screen(self) -> Screen[None]:
        return FirstRunScreen()


class FirstRunScreen(Box[None]):
    """Asks for the name and the newsroom, in the language that the person chooses."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "begin", show=False),
        Binding("enter", "go_on", show=False),
    ]

    def heading(self) -> str:
        return _("Welcome to Redaksi")

    def __init__(self) -> None:
        super().__init__()
        self._typed: Mapping[str, str] = {}
        """The values of the fields by their ids, from before the language was changed."""

    def fields(self) -> Iterator[Widget]:
        typed = self._typed
        yield Static(
            _("A newsroom's desk in the terminal. No text is lost."),
            classes="field-label",
            markup=False,
        )
        yield Choice(languages.NAMES, i18n.current(), "language")
        kinds = {
            first_run.NEW: _("a new one"),
            first_run.SAMPLE: _("the sample"),
            first_run.THERE: _("a folder"),
        }
        yield label(_("Your name, as colleagues know it"))
        yield Field(typed.get("name"), placeholder=_example("Yanuar D"), compact=True, id="name")
        yield label(_("Your newsroom (the arrows choose)"))
        yield Choice(kinds, typed.get("kind", first_run.NEW), "kind")
        yield Static("", classes="field-label", markup=False, id="where-label")
        yield Field(typed.get("where"), compact=True, id="where", classes="-close")
        hint = _("a colleague, who joins as an editor; or nobody yet")
        yield Field(typed.get("colleague"), placeholder=hint, compact=True, id="colleague")
        yield label(_("A tour of six steps"))
        tour = {TOUR: _("show me around"), NO_TOUR: _("not now")}
        yield Choice(tour, typed.get("tour", TOUR), "tour")

    def buttons(self) -> Iterator[Button]:
        yield Button(_("Begin"), variant="primary", compact=True, id="begin")
        yield Button(_("Leave"), compact=True, id="leave")

    def on_mount(self) -> None:
        self.query_one("#language" if self._typed else "#name").focus()
        self.watch(self.query_one("#kind", Choice), "value", self._show_kind)
        self.watch(self.query_one("#language", Choice), "value", self._speak, init=False)

    async def _speak(self, language: str) -> None:
        """Show this screen in `language`, with everything that was typed."""
        i18n.install(language)
        fields = (*self.query(Input), *self.query(Choice))
        self._typed = {str(one.id): one.value for one in fields}
        await self.recompose()
        self.on_mount()

    def _show_kind(self, kind: str) -> None:
        words = {
            first_run.NEW: _("What it is called"),
            first_run.SAMPLE: _("Articles to try everything with. Nothing to fill in."),
            first_run.THERE: _("The folder that holds its newsroom.toml"),
        }
        self.query_one("#where-label", Static).update(words[kind])
        where = self.query_one("#where", Input)
        where.display = kind != first_run.SAMPLE
        self.query_one("#colleague").display = kind == first_run.NEW
        where.placeholder = _example(
            "Kabar Brantas" if kind == first_run.NEW else "~/kabar-brantas"
        )

    @on(Input.Submitted, "#name")
    def action_go_on(self) -> None:
        """Go to the next question. The last question begins the desk."""
        if self.query_one("#tour").has_focus:
            self.action_begin()
        else:
            self.focus_next()

    @on(Input.Submitted, "#where")
    @on(Input.Submitted, "#colleague")
    @on(Button.Pressed, "#begin")
    def action_begin(self) -> None:
        name, where, colleague = (
            self.query_one(f"#{field}", Input).value for field in ("name", "where", "colleague")
        )
        try:
            folder = first_run.begin(name, self.query_one("#kind", Choice).value, where, colleague)
        except RedaksiError as error:
            self.box.complain(error, f"{error.sentence} {error.advice()}".strip())
            return
        self.app.exit(FirstRunAnswer(folder, self.query_one("#tour", Choice).value == TOUR))

    @on(Button.Pressed, "#leave")
    def _leave(self) -> None:
        self.app.exit()


def _example(example: str) -> str:
    """`example` as a placeholder, marked so that nobody takes it for a filled-in value."""
    return _("e.g. {example}").format(example=example)
