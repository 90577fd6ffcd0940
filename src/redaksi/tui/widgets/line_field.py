"""Fields of one line: what is pasted into one becomes one line, or is passed on whole; changes
are taken back.
"""

from dataclasses import dataclass

from rich.highlighter import Highlighter
from rich.style import Style
from rich.text import Text
from textual import on
from textual.events import Paste
from textual.message import Message
from textual.reactive import reactive

from redaksi.text import clean
from redaksi.tui.widgets.field import Field
from redaksi.tui.writing.marks import alike

LONGEST = 2_000
"""Characters that a field takes from one paste."""


class LineField(Field):
    """A compact field of a form.

    A paste becomes one line, no longer than such a thing can be. Enter takes the completion that
    is shown.
    """

    found: reactive[tuple[int, int] | None] = reactive(None, init=False)
    """Characters that are marked while the focus is elsewhere, from one to before another."""

    def __init__(self, value: str, *, placeholder: str = "", id: str) -> None:  # noqa: A002 - Textual's name
        self._before: list[str] = []  # what stood there, before each change
        self._after: list[str] = []  # what stood there, before each change was taken back
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
        """Keep what stood there; a word that is typed is one change, and so is a row of deleted
        characters.
        """
        typing = _typing(before, value)
        if not typing or typing != self._typing or value == f"{before} ":
            self._before.append(before)
        self._after.clear()
        self._typing = typing

    def undo(self) -> None:
        """Take the last change back."""
        self._step(self._before, self._after)

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        self._step(self._after, self._before)

    def _step(self, source: list[str], target: list[str]) -> None:
        """Show what `source` has last; `target` takes what stood there."""
        if source:
            value, was = source.pop(), self.value
            target.append(was)
            before, after = self._before.copy(), self._after.copy()
            self.value = value
            self._before, self._after, self._typing = before, after, ""  # this was no change
            self.cursor_position = len(value) - alike(
                was[::-1], value[::-1]
            )  # behind what changed

    @on(Paste)
    def _take_paste(self, event: Paste) -> None:
        event.prevent_default()
        event.stop()
        self.replace(clean.line(event.text)[:LONGEST], *self.selection)

    async def action_submit(self) -> None:
        if self.cursor_at_end:
            self.action_cursor_right()  # takes the completion, so what is seen is what is meant
        await super().action_submit()


def _typing(before: str, value: str) -> str:
    """What kind of typing makes `value` out of what stood there `before`, "" for none."""
    same = alike(before, value)
    if before[same:] == value[same + 1 :]:
        return "more"
    return "less" if before[same + 1 :] == value[same:] else ""


class _Marker(Highlighter):
    """Paints the place that is marked."""

    span: tuple[int, int] | None = None
    style = Style()

    def highlight(self, text: Text) -> None:
        if self.span:
            text.stylize(self.style, *self.span)


class ShortField(Field):
    """A field in which several lines can be no answer: they are passed on as `Lines`, and the
    field stays as it is.
    """

    @dataclass
    class Lines(Message):
        """Several lines were pasted: `text`."""

        text: str

    @on(Paste)
    def _pass_on(self, event: Paste) -> None:
        if len(event.text.strip().splitlines()) > 1:
            event.prevent_default()
            event.stop()
            self.post_message(self.Lines(event.text))
