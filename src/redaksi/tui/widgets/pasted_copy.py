"""A pasted text and the choice of its headline."""

import asyncio
from collections.abc import Callable
from enum import StrEnum

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from redaksi.errors import BadInput, about
from redaksi.i18n import _
from redaksi.text import clean
from redaksi.text.first_lines import first_lines, without
from redaksi.tui.widgets.choice import Choice
from redaksi.tui.widgets.dialog_box import label
from redaksi.tui.widgets.line_field import LineField
from redaksi.tui.widgets.remark import forgive
from redaksi.tui.widgets.text_box import TextBox


class From(StrEnum):
    """Where the headline of a pasted text comes from."""

    READ = "read"
    FIRST = "0"
    SECOND = "1"
    THIRD = "2"
    OWN = "own"


LINES = (From.FIRST, From.SECOND, From.THIRD)
SOON = 0.2
"""Seconds from a change of the text until its own headline is read."""


class PastedCopy(Vertical):
    """A box for a text. When it holds one, it asks which line is the headline."""

    def __init__(self, text: str, read: Callable[[str], str]) -> None:
        """`read` gives the headline that a text itself says; it is called in a thread."""
        super().__init__(classes="pasted-copy")
        self._read = read
        self._box = TextBox(text, id="pasted")
        self._from = Choice(
            {
                From.READ: _("as the copy says"),
                From.FIRST: _("first line"),
                From.SECOND: _("second"),
                From.THIRD: _("third"),
                From.OWN: _("none of them"),
            },
            From.READ,
            "headline-from",
        )
        self._own = LineField("", placeholder=_("Headline"), id="own-headline")
        self._shown = Static("", classes="field-hint", markup=False)

    def compose(self) -> ComposeResult:
        yield self._box
        with Vertical(classes="pasted-headline"):
            yield label(_("Headline"))
            yield self._from
            yield self._shown
            yield self._own

    def on_mount(self) -> None:
        self.watch(self._from, "value", self._show)
        if self.text:
            self.call_after_refresh(self.screen.set_focus, self._from)

    @on(TextArea.Changed)
    def _show(self) -> None:
        """Show the headline that the choice takes; ask for none before there is a text."""
        forgive(self._from)
        self.set_class(bool(self.text), "-filled")
        self.set_class(self._from.value == From.OWN, "-own")
        if self._from.value == From.READ and self.text:
            self.run_worker(self._show_read(), exclusive=True)
        else:
            is_line = self._from.value in LINES
            self._shown.update(
                (self.headline or _("The text has fewer lines.")) if is_line else ""
            )

    async def _show_read(self) -> None:
        """Show the headline that the text itself says."""
        await asyncio.sleep(SOON)
        told = await asyncio.to_thread(self._read, self.text)
        if self._from.value == From.READ:
            self._shown.update(told)

    @property
    def text(self) -> str:
        """The whole text as it was pasted; empty if it has no words."""
        return self._box.text if self._box.text.strip() else ""

    def check(self) -> None:
        """Check that the choice gives a headline.

        Raises:
            BadInput: when it gives none, about the choice or the field where one is typed.
        """
        if self._from.value == From.READ or self.headline:
            return
        if self._from.value == From.OWN:
            with about("own-headline"):
                raise BadInput(_("The headline is empty."), _("Type it."))
        with about("headline-from"):
            raise BadInput(_("The text has fewer lines."), _("Choose another line."))

    @property
    def headline(self) -> str:
        """The chosen headline; empty where there is none."""
        if self._from.value not in LINES:
            return clean.line(self._own.value) if self._from.value == From.OWN else ""
        number = int(self._from.value)
        lines = first_lines(self._box.text, number + 1)
        return lines[number] if number < len(lines) else ""

    @property
    def body(self) -> str:
        """The text without the line that is its headline."""
        return (
            without(self.text, int(self._from.value)) if self._from.value in LINES else self.text
        )
