"""One-line fields with undo. A paste becomes one line, or is passed on whole."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text
from textual import on
from textual.events import Paste
from textual.message import Message
from textual.reactive import reactive
from textual.widgets.input import Selection

from redaksi.text import clean
from redaksi.tui.widgets.field import Field, Painter
from redaksi.tui.writing.marks import alike

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 2_000
"""The greatest number of characters that a field takes from one paste."""


class LineField(Field):
    """A compact field of a form.

    A paste becomes one line of limited length. Enter accepts the shown completion.
    """

    found: reactive[tuple[int, int] | None] = reactive(None, init=False)
    """Characters that stay marked without the focus: from one index to before another."""

    def __init__(self, value: str, *, placeholder: str = "", id: str) -> None:  # noqa: A002 - Textual's name
        self.divert: Callable[[str], bool] = lambda _pasted: False
        """Takes a paste that is meant for another field, and returns whether it did."""
        self._before: list[str] = []  # the values before each change
        self._after: list[str] = []  # the values before each undo
        self._typing = ""
        marker = _Marker()
        super().__init__(
            value,
            placeholder=placeholder,
            highlighter=marker,
            compact=True,
            select_on_focus=False,
            id=id,
        )
        self._marker = marker

    def watch_found(self) -> None:
        self._marker.span = self.found
        self._marker.style = self.get_component_rich_style("input--selection")
        self.refresh()

    def watch_value(self, before: str, value: str) -> None:
        """Record the value `before`. A typed word, or a run of deletions, is one change."""
        typing = _typing(before, value)
        if not typing or typing != self._typing or value == f"{before} ":
            self._before.append(before)
        self._after.clear()
        self._typing = typing

    def undo(self) -> None:
        """Undo the last change."""
        self._step(self._before, self._after)

    def redo(self) -> None:
        """Redo the change that was undone last."""
        self._step(self._after, self._before)

    def _step(self, source: list[str], target: list[str]) -> None:
        """Show the last value of `source`; the present value goes to `target`."""
        if source:
            value, was = source.pop(), self.value
            target.append(was)
            before, after = self._before.copy(), self._after.copy()
            self.value = value
            # This step is not a new change.
            self._before, self._after, self._typing = before, after, ""
            # The cursor goes after the changed part.
            self.cursor_position = len(value) - alike(was[::-1], value[::-1])

    @on(Paste)
    def _take_paste(self, event: Paste) -> None:
        event.prevent_default()
        event.stop()
        self.take(event.text)

    def take(self, text: str) -> None:
        """Take the pasted `text`, unless it is meant for another field."""
        if not self.divert(text):
            self.replace(clean.line(text)[:LONGEST], *self.selection)

    def mark(self, start: int, end: int) -> None:
        """Select the characters from `start` to before `end`."""
        self.selection = Selection(start, end)

    async def action_submit(self) -> None:
        await self.take_completion()
        await super().action_submit()


def _typing(before: str, value: str) -> str:
    """The kind of typing that turns `before` into `value`; empty for none."""
    same = alike(before, value)
    if before[same:] == value[same + 1 :]:
        return "more"
    return "less" if before[same + 1 :] == value[same:] else ""


class _Marker(Painter):
    """Paints the marked characters."""

    span: tuple[int, int] | None = None
    style = Style()

    def highlight(self, text: Text) -> None:
        if self.span:
            text.stylize(self.style, *self.span)


class ShortField(Field):
    """A field that cannot hold several lines.

    A paste of several lines is posted as `Lines`, and the field stays unchanged.
    """

    @dataclass
    class Lines(Message):
        """The person pasted `text`, which has several lines."""

        text: str

    @on(Paste)
    def _pass_on(self, event: Paste) -> None:
        if len(event.text.strip().splitlines()) > 1:
            event.prevent_default()
            event.stop()
            self.post_message(self.Lines(event.text))
