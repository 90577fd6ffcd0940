"""One note in full, with its answers and the keys that answer and resolve it."""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from redaksi.domain.article import Note
from redaksi.tui.commands.base import Command
from redaksi.tui.widgets.note_lines import note_lines
from redaksi.tui.widgets.note_list import note_sign

STYLES = ("note-head", "asks", "mark", "muted")


class NoteDetail(Widget):
    """The current note; hidden if there is none."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"note-detail--{name}" for name in STYLES}

    _shown: tuple[Note, int, datetime, str] | None = None

    def show(
        self,
        note: Note | None,
        number: int = 0,
        now: datetime | None = None,
        offered: Iterable[type[Command]] = (),
    ) -> None:
        """Show `note`, the `number`-th of its article, and the keys of the `offered` commands."""
        keys = "   ".join(f"{one.key(typing=True)} {one.title()}" for one in offered)
        shown = (note, number, now, keys) if note and now else None
        # This runs at every key, and a new layout of the screen costs more than the key.
        if shown != self._shown:
            self._shown = shown
            self.set_class(shown is not None, "-shown")
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        if self._shown is None:
            return []
        note, number, now, keys = self._shown
        paint = {
            name: self.get_visual_style(f"note-detail--{name}", partial=True) for name in STYLES
        }
        sign, style = note_sign(note)
        lines = note_lines(note, number, max(1, width - 2), paint, now)
        first, *rest = lines
        head = Content.styled(f"{sign} ", paint[style]) + first
        told = [head, *(Content("  ") + line for line in rest)]
        return [*told, *(Content.styled(keys, paint["muted"]).wrap(width) if keys else ())]
