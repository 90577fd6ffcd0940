"""The dialog that waives a finding of the copy desk, with a reason."""

from collections.abc import Iterator

from textual.widget import Widget
from textual.widgets import Input, Static

from redaksi.domain.finding import Finding
from redaksi.domain.workflow import severity_name
from redaksi.errors import BadInput
from redaksi.i18n import _
from redaksi.tui.host import Done
from redaksi.tui.screens.recoverable_dialog import RecoverableDialog
from redaksi.tui.widgets.dialog_box import headline, label
from redaksi.tui.widgets.field import Field
from redaksi.tui.widgets.finding_list import SIGNS, in_short


class WaiveDialog(RecoverableDialog):
    """Asks for the reason and returns the reason as the sentence of `Done`."""

    kind = "waive"

    def __init__(self, finding: Finding, *, unsaved: bool) -> None:
        super().__init__()
        self._finding = finding
        self._unsaved = unsaved

    def heading(self) -> str:
        return _("Waive")

    def button(self) -> str:
        return _("Save and waive") if self._unsaved else _("Waive")

    def fields(self) -> Iterator[Widget]:
        one = self._finding
        words = f"{SIGNS[one.severity]} {severity_name(one.severity)}  {in_short(one)}"
        yield headline(words)
        if one.text:
            yield Static(f"{one.message} ({one.source})", markup=False)

    def asked(self) -> Iterator[Widget]:
        yield label(_("Reason"))
        yield Field(id="reason", compact=True)
        hint = _(
            "It does not come back in this article; the history keeps the reason, with your name."
        )
        yield Static(hint, classes="field-hint", markup=False)
        if self._unsaved:
            yield Static(
                _("What you typed is saved first: a waiver is about a saved text."),
                classes="field-hint",
            )

    def act(self) -> Done:
        reason = self.query_one("#reason", Input).value.strip()
        if not reason:
            raise BadInput(_("A waiver needs a reason."), _("It is kept in the record."))
        return Done(reason)
