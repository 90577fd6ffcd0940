"""What happened in the newsroom, one act a line: its age, who did what, and the headline."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.content import Content

from redaksi.desk import wording
from redaksi.domain.deeds import Deed
from redaksi.tui.widgets.line_list import LineList

NEWS = "◆"
"""The sign of what the person has not read."""
MOST = 0.6
"""The most of the width that the words of an act take."""


class ActivityLine(NamedTuple):
    """One line: `words` say who did what, `event` is the number of the event, or 0."""

    at: datetime
    words: str
    headline: str
    article: str
    deed: Deed
    event: int = 0
    unread: bool = False


class ActivityList(LineList):
    """A list of acts, one of them selected."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"activity-list--{name}" for name in ("news", "age", "late", "headline")
    }

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.acts: Sequence[ActivityLine] = ()
        self._clock = clock
        self._widths = 0, 0  # of the longest age and the longest words, in cells

    @property
    def count(self) -> int:
        return len(self.acts)

    @property
    def selected(self) -> ActivityLine | None:
        """The selected act, or None."""
        return self.acts[self.cursor] if self.cursor < self.count else None

    def show(self, acts: Sequence[ActivityLine]) -> None:
        """Show `acts`; the cursor stays on its act, or else on the first line."""
        before = self.selected
        self.acts = acts
        self._widths = _longest(map(self._age, acts)), _longest(one.words for one in acts)
        same = (number for number, one in enumerate(acts) if before and _same(one, before))
        self.renew(next(same, 0))
        self.post_message(self.Moved())

    def line(self, place: int) -> Content:
        one, (ages, longest) = self.acts[place], self._widths
        width = min(longest, int((self.size.width - ages) * MOST))
        style = "late" if one.deed is Deed.DUE else ""
        words = self._styled(one.words, style).truncate(width, ellipsis=True, pad=True)
        return Content(" ").join(
            (
                self._styled(NEWS if one.unread else " ", "news"),
                self._styled(self._age(one), "age").pad_left(ages - cell_len(self._age(one))),
                words + Content(" "),
                self._styled(one.headline, "headline"),
            )
        )

    def _age(self, one: ActivityLine) -> str:
        return wording.age(one.at, self._clock())

    def _styled(self, text: str, name: str) -> Content:
        if not name:
            return Content(text)
        return Content.styled(text, self.get_visual_style(f"activity-list--{name}", partial=True))


def _longest(words: Iterable[str]) -> int:
    return max(map(cell_len, {*words}), default=0)


def _same(one: ActivityLine, other: ActivityLine) -> bool:
    return (one.article, one.at, one.deed) == (other.article, other.at, other.deed)
