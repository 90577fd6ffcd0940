"""The field for the headline of a new article, which takes a whole text as well."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import TextArea

from redaksi.i18n import _
from redaksi.text.boilerplate import is_release_line
from redaksi.text.first_lines import first_lines, without
from redaksi.tui.widgets.dialog_box import label
from redaksi.tui.widgets.line_field import ShortField
from redaksi.tui.widgets.text_box import TextBox

_LINES = 6
"""As many lines may stand above the headline of a paste."""


class HeadlineField(Vertical):
    """A headline. The first line of a paste goes into it, the others into a box for the body."""

    def __init__(self) -> None:
        super().__init__(classes="pasted-copy")
        self._line = ShortField(id="headline", compact=True)
        self._label = label(_("Text"))
        self._rest = TextBox(id="rest")
        for one in (self._label, self._rest):
            one.add_class("first-rest")

    def compose(self) -> ComposeResult:
        yield label(_("Headline"))
        yield self._line
        yield self._label
        yield self._rest

    @property
    def headline(self) -> str:
        """The line as it is typed."""
        return self._line.value

    @property
    def body(self) -> str:
        """The text below the headline."""
        return self._rest.text

    @on(ShortField.Lines)
    def _take(self, message: ShortField.Lines) -> None:
        """Take the headline of the paste; with words in the line, the whole paste is the body.

        It is the first line that does more than announce a press release.
        """
        message.stop()
        text = message.text
        if not self._line.value.strip():
            lines = first_lines(text, _LINES)  # a paste may have no words
            told = [number for number, line in enumerate(lines) if not is_release_line(line)]
            number = next(iter(told), 0)
            self._line.value = "".join(lines[number : number + 1])
            self._line.cursor_position = len(self._line.value)
            text = without(text, number)
        self._rest.text = "\n\n".join(filter(None, (self._rest.text.strip(), text)))

    @on(TextArea.Changed)
    def _show(self) -> None:
        for one in (self._label, self._rest):
            one.set_class(bool(self._rest.text), "-shown")
