"""The box of a dialog: a heading, fields that scroll, and a foot that is always visible."""

from collections.abc import Iterable

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, ScrollableContainer, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input, Static, TextArea

from redaksi.errors import RedaksiError
from redaksi.i18n import _
from redaksi.tui import keyboard
from redaksi.tui.commands.desk import Confirm
from redaksi.tui.widgets.remark import forgive, remark
from redaksi.tui.widgets.text_box import TextBox


def label(text: str) -> Static:
    """A label above a field."""
    return Static(text, classes="field-label", markup=False)


def headline(text: str) -> Static:
    """The line that names the subject of a dialog."""
    return Static(text, classes="dialog-headline", markup=False)


class DialogBox(Container):
    """Heading, fields and foot of a dialog.

    The foot holds the last question, a report, an error and the buttons.
    """

    def __init__(
        self,
        heading: str,
        fields: Iterable[Widget],
        asked: Iterable[Widget],
        buttons: Iterable[Button],
    ) -> None:
        super().__init__(classes="box")
        self.heading = heading
        self._fields = fields
        self._asked = asked
        self._buttons = buttons

    def compose(self) -> ComposeResult:
        yield Static(self.heading, classes="dialog-heading", markup=False)
        yield VerticalScroll(*self._fields, classes="dialog-fields", can_focus=False)
        with Vertical(classes="dialog-foot"):
            yield from self._asked
            yield Static("", classes="dialog-report", markup=False)
            yield Static("", classes="dialog-trouble", markup=False)
            with ScrollableContainer(classes="dialog-buttons", can_focus=False):
                yield from self._buttons

    def name_button(self, word: str) -> None:
        """Show `word` on the button that confirms, behind a key where Enter does not confirm.

        Enter does not confirm where a text box takes Enter as a new line.
        """
        keys = [key for key in Confirm.bound() if key != "enter" or not self.query(TextBox)]
        named = keyboard.spelled(keys[0]) if keys and keys[0] != "enter" else ""
        for button in self.query("#confirm").results(Button):
            button.label = Content(f"{named} {word}".strip())
            button.refresh(layout=True)  # the label may be longer

    def trouble(self, sentence: str) -> None:
        """Show the error `sentence` above the buttons, instead of any other error."""
        for field in self.query("Input, TextArea, Choice"):
            forgive(field)
        self._say(".dialog-trouble", f"! {sentence}" if sentence else "")

    def complain(self, error: RedaksiError, sentence: str) -> None:
        """Show `sentence` about `error` below the field of `error`, else above the buttons."""
        field = self._point_at(error)
        self.trouble("" if field else sentence)
        if field:
            remark(field, sentence, wrong=True)

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _mended(self, event: Input.Changed | TextArea.Changed) -> None:
        forgive(event.control)

    def report(self, text: str) -> None:
        """Show `text` above the buttons: the progress or the result of the act."""
        self._say(".dialog-report", text)

    def _say(self, selector: str, text: str) -> None:
        line = self.query_one(selector, Static)
        line.update(text)
        line.set_class(bool(text), "-shown")
        self.call_after_refresh(self.show_scroll)

    def _point_at(self, error: RedaksiError) -> Widget | None:
        """Put the cursor into the field or at the choice of `error`, and return it.

        If the error names none, the cursor goes into the first field, unless a field has the
        focus.
        """
        asked = [one for one in self.query("Input, TextArea, Choice") if one.focusable]
        fields = [one for one in asked if isinstance(one, Input | TextArea)]
        meant = [one for one in asked if error.field and (one.id or "").endswith(error.field)]
        if meant or not isinstance(self.screen.focused, Input | TextArea):
            self.screen.set_focus(next(iter([*meant, *fields]), self.screen.focused))
        return next(iter(meant), None)

    def scroll_lines(self, lines: int) -> None:
        """Scroll the fields by `lines`."""
        self.query_one(".dialog-fields", VerticalScroll).scroll_relative(y=lines, animate=False)

    def scroll_pages(self, pages: int) -> None:
        """Scroll the fields by `pages`; one line of the page before stays visible."""
        height = self.query_one(".dialog-fields", VerticalScroll).size.height
        self.scroll_lines(pages * max(1, height - 1))

    def on_resize(self) -> None:
        self.call_after_refresh(self.show_scroll)

    def show_scroll(self) -> None:
        """Show the scroll keys if the fields do not all fit, and keep the focus visible."""
        # A dialog that was left meanwhile has no fields any more.
        for fields in self.query(".dialog-fields"):
            self.border_subtitle = _("PgUp PgDn ↕") if fields.max_scroll_y else ""
        if self.is_attached and self.screen.focused:
            self.screen.focused.scroll_visible(animate=False)
