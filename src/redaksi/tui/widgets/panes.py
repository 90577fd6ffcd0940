"""Panes that stand side by side on a wide screen and become tabs on a narrow one."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.events import Click
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from redaksi.desk import wording

MARK, RULE = "▌", "─"
LONGEST = 300
"""The cells of the rule behind a title; the pane cuts it."""
PANE = "pane"
"""The key in a style's meta data for the pane that a click shows."""


class Bare(Container):
    """A container without a border or text: all its lines are equal to the first."""

    def render_lines(self, crop: Region) -> list[Strip]:
        return super().render_lines(Region(crop.x, crop.y, crop.width, 1)) * crop.height


class Pane(Bare):
    """One of several views: a title, an optional count and the content."""

    label = reactive("")
    count: reactive[int | None] = reactive(None)

    class Renamed(Message):
        """The title or the count has changed."""

    def __init__(self, label: str, *children: Widget, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.set_reactive(Pane.label, label)
        self._views = children

    def compose(self) -> ComposeResult:
        yield Static(self.title, classes="pane-title")
        yield from self._views

    @property
    def title(self) -> Content:
        """The label with the count."""
        count = "" if self.count is None else f" {wording.number(self.count)}"
        return Content.assemble((self.label, "bold"), count)

    def watch_count(self) -> None:
        self.rename()
        self.post_message(self.Renamed())

    def rename(self) -> None:
        """Show the title, with a mark on the active pane, as the upper edge of the pane."""
        mark = MARK if self.has_class("-active") else RULE
        for title in self.query_children(".pane-title").results(Static):
            title.update(Content(f"{mark} ") + self.title + f" {RULE * LONGEST}")


class TabStrip(Widget):
    """The titles of all panes in one line, with a mark on the active one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"tab-strip--active", "tab-strip--other"}

    def __init__(self, panes: Sequence[Pane]) -> None:
        super().__init__()
        self._panes = panes

    def render(self) -> Content:
        return next(
            (line for line in self._lines() if line.cell_length <= self.size.width),
            self._shortened(self.size.width),
        )

    def _shortened(self, width: int) -> Content:
        """The titles in `width` cells: a whole one of the visible pane, beginnings of others."""
        top = next((pane for pane in self._panes if pane.has_class("-top")), self._panes[0])
        whole = self._title(top, counted=True).truncate(width, ellipsis=True)
        share = (width - whole.cell_length) // max(1, len(self._panes) - 1)
        return Content("").join(
            whole
            if pane is top
            else self._title(pane, counted=False).truncate(share, ellipsis=True)
            for pane in self._panes
        )

    def _lines(self) -> Iterator[Content]:
        """The line from the widest to the narrowest; without room, counts give way."""
        yield from (self._line(gap, counted=True) for gap in ("   ", "  ", " ", ""))
        yield from (self._line(gap, counted=False) for gap in ("  ", " ", ""))

    def _line(self, gap: str, *, counted: bool) -> Content:
        return Content(gap).join(self._title(pane, counted=counted) for pane in self._panes)

    def _title(self, pane: Pane, *, counted: bool) -> Content:
        active = pane.has_class("-active")
        style = self.get_visual_style(
            "tab-strip--active" if active else "tab-strip--other", partial=True
        )
        title = pane.title if counted or active else Content.styled(pane.label, "bold")
        text = Content(MARK if active else " ") + title
        return text.stylize(style).stylize(Style.from_meta({PANE: pane.id}))

    def on_click(self, event: Click) -> None:
        if pane_id := event.style.meta.get(PANE):
            self.query_ancestor(Panes).go(pane_id)


class Stack(Bare):
    """Panes that share a place on a wide screen, with their titles above.

    The pane that was active last is visible.
    """

    def __init__(self, *panes: Pane) -> None:
        super().__init__()
        self.panes = panes

    def compose(self) -> ComposeResult:
        yield TabStrip(self.panes)
        yield from self.panes

    def turn(self, pane: Pane) -> None:
        """Show `pane`, if the stack holds it."""
        if pane in self.panes:
            for one in self.panes:
                one.set_class(one is pane, "-top")


class Columns(Bare):
    """The container of the columns."""


class Panes(Bare):
    """Several panes. The active one has the focus, or had it last."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l", "pane(1)", show=False),
        Binding("left,h", "pane(-1)", show=False),
    ]
    active = reactive("")

    class Changed(Message):
        """Another pane is active."""

    def __init__(self, *columns: Pane | Stack, active: str = "") -> None:
        super().__init__()
        self._columns = columns
        self._panes = [
            pane for one in columns for pane in (one.panes if isinstance(one, Stack) else (one,))
        ]
        self._visited: dict[str, Widget] = {}
        """The widget of each pane that had the focus last."""
        for stack in self._stacks:
            stack.turn(stack.panes[0])
        columns[0].add_class("-first", update=False)
        self.set_reactive(Panes.active, active or str(self._panes[0].id))
        self.pane.add_class("-active", update=False)

    @property
    def _stacks(self) -> list[Stack]:
        return [one for one in self._columns if isinstance(one, Stack)]

    def compose(self) -> ComposeResult:
        yield TabStrip(self._panes)
        yield Columns(*self._columns)

    def on_mount(self) -> None:
        self.watch_active()

    @property
    def pane(self) -> Pane:
        """The active pane."""
        return next(pane for pane in self._panes if pane.id == self.active)

    def watch_active(self) -> None:
        for pane in self._panes:
            pane.set_class(pane.id == self.active, "-active")
            pane.rename()
        for stack in self._stacks:
            stack.set_class(self.pane in stack.panes, "-active")
            stack.turn(self.pane)
        self.on_pane_renamed()
        self.post_message(self.Changed())

    def on_pane_renamed(self) -> None:
        for strip in self.query(TabStrip):
            strip.refresh()

    def action_pane(self, step: int) -> None:
        """Go to the pane `step` places to the right, stopping at both ends."""
        ids = [str(pane.id) for pane in self._panes]
        self.go(ids[max(0, min(len(ids) - 1, ids.index(self.active) + step))])

    def go(self, pane_id: str) -> None:
        """Make a pane active, and put the focus where it was there last."""
        self.active = pane_id
        there = [one for one in self.pane.walk_children(Widget) if one.focusable]
        last = self._visited.get(pane_id)
        target = last if last in there else next(iter(there), None)
        if target:
            self.screen.set_focus(target)  # at once: the next keys are meant for this widget

    def turn(self, pane_id: str) -> None:
        """Show a pane of a stack without moving the focus."""
        for stack in self._stacks:
            stack.turn(next(pane for pane in self._panes if pane.id == pane_id))

    def shows(self, pane_id: str) -> bool:
        """Whether a pane is visible."""
        shown = "-top" if self.screen.has_class("-wide") else "-active"
        pane = next(pane for pane in self._panes if pane.id == pane_id)
        return pane.has_class(shown)

    def on_descendant_focus(self) -> None:
        focused = self.screen.focused
        owner = next((pane for pane in self._panes if focused and pane in focused.ancestors), None)
        if owner and focused:
            self.active = str(owner.id)
            self._visited[self.active] = focused
