"""Find and replace, below the headline and the text that are searched."""

import re
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static, TextArea
from textual.widgets.input import Selection as InputSelection
from textual.widgets.text_area import Location, Selection

from redaksi.i18n import _
from redaksi.tui.commands.base import CommandContext
from redaksi.tui.commands.editing import FIND, ReplaceOne
from redaksi.tui.widgets.body_editor import BodyEditor
from redaksi.tui.widgets.command_bar import CommandBar
from redaksi.tui.widgets.field import Field
from redaksi.tui.widgets.joint_undo import JointUndo
from redaksi.tui.widgets.line_field import LineField
from redaksi.tui.writing import word_search

if TYPE_CHECKING:
    from collections.abc import Sequence

    from redaksi.tui.writing.word_search import Place


HEADLINE = -1
"""The row number of the headline, above the rows of the text."""

Span = tuple[Location, Location]


class FindBar(Vertical):
    """The words to find, their replacement and the number of places.

    Each match is marked in the text while the bar is open.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "place(1)", show=False),
        Binding("up,shift+enter", "place(-1)", show=False),
    ]

    def __init__(self, headline: LineField, body: BodyEditor, joint_undo: JointUndo) -> None:
        super().__init__()
        self.display = False
        self._headline = headline
        self._body = body
        self._joint_undo = joint_undo
        self._capitals = False
        self._pattern: re.Pattern[str] | None = None
        self._places: Sequence[Place] = ()
        self._replaced = 0  # replacements since the words were typed, made one by one

    def compose(self) -> ComposeResult:
        with Horizontal(classes="find-line"):
            yield Static(_("Find"), classes="find-label", markup=False)
            yield Field(compact=True, id="find-words")
            yield Static("", id="find-count", markup=False)
        with Horizontal(classes="find-line"):
            yield Static(_("Replace with"), classes="find-label", markup=False)
            yield Field(compact=True, id="find-replacement")
        bar = CommandBar(FIND, typing=True)
        bar.show(CommandContext(searching=True))
        yield bar

    @property
    def is_open(self) -> bool:
        return self.display

    def open(self) -> None:
        """Show the bar. A selection within one line becomes the words to find."""
        field = self.screen.focused
        self.display = True
        words = self.query_one("#find-words", Input)
        selected = (
            field.selected_text
            if isinstance(field, Input | TextArea)
            else self._body.selected_text
        )
        if field is self._headline:
            start, end = sorted(self._headline.selection)
            self._headline.found = start, end
        if selected and "\n" not in selected:
            words.value = selected
        self.screen.set_focus(words)  # at once: the next keys are meant for this field
        words.select_all()
        self._look()

    def close(self) -> None:
        """Return to the text or the headline; the last match stays selected."""
        self.display = False
        self._body.sought = None
        self.screen.set_focus(self._headline if self._headline.found else self._body)
        if self._headline.found:
            self._headline.selection = InputSelection(*self._headline.found)
            self._headline.found = None

    @on(Input.Submitted, "#find-replacement")
    async def _replace(self) -> None:
        await self.run_action(f"screen.perform({ReplaceOne.name()!r})")

    @on(Input.Changed, "#find-words")
    def _look(self) -> None:
        """Find the words again, and select the first place after the cursor."""
        self._pattern = word_search.sought(
            self.query_one("#find-words", Input).value, capitals=self._capitals
        )
        self._body.sought = self._pattern if self.is_open else None
        self._replaced = 0
        self.refresh_places()
        self.step(0)

    def refresh_places(self) -> None:
        """Find the places again after a change of the text."""
        self._places = ()
        if self._pattern:
            headline = word_search.places(self._pattern, [self._headline.value])
            body = word_search.places(self._pattern, self._body.document.lines)
            self._places = [*(place._replace(row=HEADLINE) for place in headline), *body]
        self._count()

    @property
    def found(self) -> int:
        """The number of places that were found."""
        return len(self._places)

    def action_place(self, step: int) -> None:
        self.step(step)

    def step(self, step: int) -> None:
        """Go to another place and select it (see `word_search.nearest`)."""
        if self._places:
            place = self._places[word_search.nearest(self._places, self._here, step)]
            self._headline.found = (place.start, place.end) if place.row == HEADLINE else None
            if place.row != HEADLINE:
                self._body.selection = Selection(*place.span)
                self._body.scroll_cursor_visible(center=True)
        self._count()

    @property
    def _here(self) -> Span:
        """The selection, in the headline or in the text."""
        if self._headline.found:
            start, end = self._headline.found
            return (HEADLINE, start), (HEADLINE, end)
        first, last = sorted(self._body.selection)
        return first, last

    def _count(self) -> None:
        here = self._here
        number = next(
            (number for number, place in enumerate(self._places, 1) if place.span == here), None
        )
        count = len(self._places)
        shown = f"{number}/{count}" if number else str(count) if count else _("not found")
        capitals = _("Aa as typed") + "  " if self._capitals else ""
        self.query_one("#find-count", Static).update(
            capitals + shown if self._pattern else capitals
        )

    @on(Input.Submitted, "#find-words")
    def _next(self) -> None:
        self.step(1)

    def replace(self) -> int:
        """Replace the selected place, and go to the next one.

        Returns 0, or after the last place the number of replacements since the words were typed.
        """
        here, is_last = self._here, False
        if any(place.span == here for place in self._places):
            if self._headline.found:
                start, end = self._headline.found
                value = self._headline.value
                self._headline.value = value[:start] + self._replacement + value[end:]
                self._headline.found = (start + len(self._replacement),) * 2
                self._joint_undo.join([self._headline])
            else:
                result = self._body.replace(
                    self._replacement, *here, maintain_selection_offset=False
                )
                self._body.selection = Selection.cursor(result.end_location)
            self._replaced += 1
            self.refresh_places()
            is_last = all(place.span[0] < self._here[1] for place in self._places)
        self.step(1)
        return self._replaced if is_last else 0

    def replace_all(self) -> int:
        """Replace every place as one change, which one undo reverts; returns their number."""
        count = len(self._places)
        if self._pattern and count:
            rows = [place.row for place in self._places if place.row != HEADLINE]
            fields: list[LineField | BodyEditor] = []
            if self._places[0].row == HEADLINE:
                (self._headline.value,) = word_search.replaced(
                    self._pattern, self._replacement, [self._headline.value]
                )
                self._headline.found = None
                fields.append(self._headline)
            if rows:
                self._replace_rows(self._pattern, rows[0], rows[-1])
                fields.append(self._body)
            self._joint_undo.join(fields)
            self.refresh_places()
        return count

    def _replace_rows(self, pattern: re.Pattern[str], first: int, last: int) -> None:
        """Replace every place in the lines `first` to `last` of the body."""
        lines = self._body.document.lines
        text = "\n".join(word_search.replaced(pattern, self._replacement, lines[first : last + 1]))
        cursor = self._body.selection.start
        self._body.replace(text, (first, 0), (last, len(lines[last])))
        self._body.move_cursor(cursor)

    @property
    def _replacement(self) -> str:
        return self.query_one("#find-replacement", Input).value

    def toggle_capitals(self) -> None:
        """Toggle whether the case of letters counts."""
        self._capitals = not self._capitals
        self._look()
