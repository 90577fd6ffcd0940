"""The box of a dialog: a heading, what scrolls where it is long, and a foot that is seen at
every size.
"""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Container, ScrollableContainer, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Input, Static, TextArea

from redaksi.errors import RedaksiError
from redaksi.i18n import _


def label(text: str) -> Static:
    """A line above a field."""
    return Static(text, classes="field-label", markup=False)


def headline(text: str) -> Static:
    """The line that names what a dialog is about."""
    return Static(text, classes="dialog-headline", markup=False)


class DialogBox(Container):
    """Heading, fields and foot; the foot holds what is asked last, a report, what is to be
    mended, and buttons.
    """

    def __init__(
        self,
        heading: str,
        fields: Iterable[Widget],
        asked: Iterable[Widget],
        buttons: Iterable[Button],
    ) -> None:
        super().__init__(classes="box")
        self._heading = heading
        self._fields = fields
        self._asked = asked
        self._buttons = buttons

    def compose(self) -> ComposeResult:
        yield Static(self._heading, classes="dialog-heading", markup=False)
        yield VerticalScroll(*self._fields, classes="dialog-fields", can_focus=False)
        with Vertical(classes="dialog-foot"):
            yield from self._asked
            yield Static("", classes="dialog-report", markup=False)
            yield Static("", classes="dialog-trouble", markup=False)
            with ScrollableContainer(classes="dialog-buttons", can_focus=False):
                yield from self._buttons

    def trouble(self, sentence: str) -> None:
        """Show `sentence` above the buttons, as something to mend; "" takes it away."""
        self._say(".dialog-trouble", f"! {sentence}" if sentence else "")

    def report(self, text: str) -> None:
        """Show `text` above the buttons: how far the act is, or what came of it."""
        self._say(".dialog-report", text)

    def _say(self, selector: str, text: str) -> None:
        line = self.query_one(selector, Static)
        line.update(text)
        line.set_class(bool(text), "-shown")
        self.call_after_refresh(self.show_scroll)

    def point_at(self, error: RedaksiError) -> None:
        """Put the cursor into the field that `error` is about; by itself into the first, unless
        one writes.
        """
        fields = [one for one in self.query("Input, TextArea") if one.focusable]
        meant = [one for one in fields if error.field and (one.id or "").endswith(error.field)]
        if meant or not isinstance(self.screen.focused, Input | TextArea):
            self.screen.set_focus(next(iter([*meant, *fields]), self.screen.focused))

    def scroll_lines(self, lines: int) -> None:
        """Scroll the fields."""
        self.query_one(".dialog-fields", VerticalScroll).scroll_relative(y=lines, animate=False)

    def scroll_pages(self, pages: int) -> None:
        """Scroll the fields by as many lines as are seen of them, less one."""
        height = self.query_one(".dialog-fields", VerticalScroll).size.height
        self.scroll_lines(pages * max(1, height - 1))

    def on_resize(self) -> None:
        self.call_after_refresh(self.show_scroll)

    def show_scroll(self) -> None:
        """Name the keys that scroll, where not all fits; what has the focus stays in view."""
        for fields in self.query(
            ".dialog-fields"
        ):  # none any more where the dialog was left meanwhile
            self.border_subtitle = _("PgUp PgDn ↕") if fields.max_scroll_y else ""
        if self.is_attached and self.screen.focused:
            self.screen.focused.scroll_visible(animate=False)
