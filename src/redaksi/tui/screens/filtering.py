"""The dialogs that narrow the board: the filter and the list of saved searches."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.suggester import Suggester, SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from redaksi.desk import searching
from redaksi.domain.article import SavedSearch
from redaksi.i18n import N_, _
from redaksi.tui.commands.base import Command, bindings
from redaksi.tui.commands.board import DeleteSaved, Filter
from redaksi.tui.commands.desk import Confirm, Help, Leave
from redaksi.tui.host import Done
from redaksi.tui.screens.dialog import Dialog
from redaksi.tui.widgets.completion import Completion, Memory
from redaksi.tui.widgets.field import Field
from redaksi.tui.widgets.line_field import LineField
from redaksi.tui.widgets.options import Options
from redaksi.tui.widgets.time_field import TimeField

Apply = Callable[[SavedSearch], None]
"""A function that shows the articles that a search finds.

Raises:
    RedaksiError: when the search is not valid
"""
FIELDS = ("editor", "rubric", "tag", "due", "text")


class FilterDialog(Dialog):
    """Asks which articles the board shows: an article must match every filled field."""

    def __init__(self, search: SavedSearch, apply: Apply) -> None:
        super().__init__()
        self._search = search
        self._apply = apply

    def heading(self) -> str:
        return _("Show only")

    def button(self) -> str:
        return _("Show")

    def fields(self) -> Iterator[Widget]:
        people = [*searching.editor_words(), *(member.name for member in self.desk.team.list())]
        used_before = Memory(self.desk.reading.known)
        offers: dict[str, Suggester] = {
            "editor": SuggestFromList(people, case_sensitive=False),
            "rubric": Completion(used_before, "rubric"),
            "tag": Completion(used_before, "tags"),
            "due": SuggestFromList(list(searching.due_words().values()), case_sensitive=False),
        }
        hints = {
            "editor": _("name, me or nobody"),
            "due": _("overdue, today, week, or e.g. fri 9am"),
            "text": _("words of the headline or the text"),
        }
        for name, label in _labels().items():
            value, hint = getattr(self._search, name), hints.get(name, "")
            field = (
                TimeField(value, self._understood, placeholder=hint, id=f"filter-{name}")
                if name == "due"
                else LineField(value, placeholder=hint, id=f"filter-{name}")
            )
            field.suggester = offers.get(name)
            yield _line(label, field)
        name_of_it = Field(
            placeholder=_("a name, for the whole newsroom"), compact=True, id="filter-name"
        )
        yield _line(_("save as"), name_of_it)

    def _understood(self, value: str) -> str:
        return searching.understood(value, self.desk.clock())

    def act(self) -> Done:
        typed = {name: self.query_one(f"#filter-{name}", Input).value for name in FIELDS}
        search = replace(self._search, name="", **typed)
        query = self.desk.reading.query(search)  # raises before an invalid search is saved
        if query.editor and not searching.is_me(search.editor):
            search = replace(search, editor=query.editor)  # the whole name
        name = self.query_one("#filter-name", Input).value.strip()
        if name:
            search = self.desk.searches.save(name, search)
        self._apply(search)
        return Done(_("Saved as {name}.").format(name=name) if name else "")


def _labels() -> dict[str, str]:
    return {
        "editor": _("editor"),
        "rubric": _("rubric"),
        "tag": _("tag"),
        "due": _("due"),
        "text": _("text"),
    }


def _line(label: str, field: Widget) -> Widget:
    return Horizontal(
        Static(label, classes="filter-label", markup=False), field, classes="form-line"
    )


class SavedDialog(Dialog):
    """Lists the saved searches, to apply or to delete a search."""

    label = N_("saved searches")
    commands: ClassVar[tuple[type[Command], ...]] = (Confirm, DeleteSaved, Leave, Help)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    def __init__(self, apply: Apply) -> None:
        super().__init__()
        self._apply = apply

    def heading(self) -> str:
        return _("Saved searches")

    def button(self) -> str:
        return _("Show") if self.desk.searches.list() else ""

    def fields(self) -> Iterator[Widget]:
        options = [Option(_option(search), id=search.name) for search in self.desk.searches.list()]
        if not options:
            hint = _(
                "Nothing is saved. Press {key} on the board, fill in what to look for, and give "
                "it a name."
            )
            yield Static(hint.format(key=Filter.key()), markup=False)
            return
        yield Options(*options, compact=True, markup=False, id="saved")
        yield Static(
            _("{key} deletes the selected one.").format(key=DeleteSaved.key()),
            classes="field-hint",
        )

    def act(self) -> Done:
        self._apply(self.desk.searches.find(self._chosen))
        return Done("")

    @property
    def _chosen(self) -> str:
        options = (
            saved.highlighted_option for saved in self.query(OptionList)
        )  # empty where no search is saved
        return next((option.id or "" for option in options if option), "")

    @on(OptionList.OptionSelected)
    async def _clicked(self) -> None:
        await self.action_perform(Confirm.name())

    def do_deletesaved(self) -> None:
        search = self.desk.searches.remove(self._chosen)
        saved = self.query_one("#saved", OptionList)
        saved.remove_option(search.name)
        self.box.report(_("The search {name} is deleted.").format(name=search.name))
        if not saved.option_count:
            self.do_leave()


def _option(search: SavedSearch) -> Content:
    return Content.assemble((search.name, "bold"), f"  {searching.described(search)}")
