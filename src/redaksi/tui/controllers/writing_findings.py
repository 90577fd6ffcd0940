"""The copy desk while one writes: it reads along behind the typing, and its findings are gone
to, fixed and waived.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.widgets.input import Selection as InputSelection

from redaksi.domain.finding import alike
from redaksi.errors import RedaksiError
from redaksi.i18n import _, ngettext
from redaksi.tui.commands.copydesk import Findings, Fix
from redaksi.tui.commands.editing import FindNext
from redaksi.tui.widgets.finding_detail import FindingDetail
from redaksi.tui.widgets.finding_list import STYLES
from redaksi.tui.widgets.findings_panel import FindingsPanel
from redaksi.tui.widgets.manuscript import FINDINGS, PARTICULARS, TEXT, Manuscript, within
from redaksi.tui.writing.marks import Spot

if TYPE_CHECKING:
    from collections.abc import Awaitable, Mapping, Sequence

    from textual.timer import Timer

    from redaksi.domain.article import Text
    from redaksi.domain.finding import Finding
    from redaksi.tui.controllers.saving import Saving
    from redaksi.tui.desk_screen import DeskScreen
    from redaksi.tui.host import Done, Host

    State = tuple[
        int, Mapping[str, str]
    ]  # the version that is written over, and the fields as they are typed

PAUSE = 0.3
"""Seconds after the last key until the text is read."""


class WritingFindings:
    """What was found in a manuscript while it is written."""

    def __init__(self, screen: DeskScreen[Any], saving: Saving, wanted: Finding | None) -> None:
        """The finding `wanted` is selected at first."""
        self._screen = screen
        self._saving = saving
        self._pause: Timer | None = None
        self._reading = False
        self._read: State | None = None  # what is shown is about this
        self._wanted = wanted

    @property
    def _host(self) -> Host:
        return self._screen.host

    @property
    def _manuscript(self) -> Manuscript:
        return self._screen.query_one(Manuscript)

    @property
    def panel(self) -> FindingsPanel:
        """The list of what was found."""
        return self._screen.query_one(FindingsPanel)

    def check_soon(self) -> None:
        """Read the text when nobody has typed for a moment."""
        self._tell(None)
        if self._pause:
            self._pause.stop()
        self._pause = self._screen.set_timer(PAUSE, self._check_now)

    def _check_now(self) -> None:
        """Read the text; while it is being read nothing: afterwards it is seen whether it is
        another one.
        """
        with suppress(RedaksiError):  # of a field in the form: it is said when one saves
            if not self._reading:
                check = partial(
                    self._check, self._state, self._manuscript.text(self._saving.dossier)
                )
                self._screen.run_worker(check, thread=True, exit_on_error=False)
                self._reading = True

    @property
    def is_read(self) -> bool:
        """Whether what is shown is about the text as it is now."""
        return self._read == self._state

    @property
    def _state(self) -> State:
        return self._saving.dossier.version, self._manuscript.fields()

    def _check(self, state: State, text: Text) -> None:
        """In a thread, which loads the rules, too.

        Where it fails, that is said, and this screen reads no more.
        """
        found = self._screen.desk.findings.typed(self._saving.dossier.article, text)
        self._screen.call_later(self._checked, state, found)

    def _checked(self, state: State, findings: Sequence[Finding]) -> None:
        self._reading = False
        if state == self._state:
            self._read = state
            self._show(findings)
        else:
            self.check_soon()

    def _show(self, findings: Sequence[Finding]) -> None:
        body = self._manuscript.body
        body.show_findings(
            Spot(one.paragraph or 0, one.start, one.end, STYLES[one.severity], number)
            for number, one in enumerate(findings)
            if one.field == "body"
        )
        self.panel.show(dict(enumerate(findings)), self._wanted)
        self._wanted = None
        if body.current is not None or self.panel.has_attention:
            self.point()

    # Going to them

    def step(self, step: int) -> None:
        """Go to the finding behind the cursor (`step` 1) or before it (-1)."""
        items = [*self.panel.found.items()]
        if not items:
            self._host.say(_("The copy desk found nothing."))
            return
        number, finding = items[self._from_here(items, step) % len(items)]
        self.panel.select(number)
        self._visit(number, finding)

    def _from_here(self, items: Sequence[tuple[int, Finding]], step: int) -> int:
        """The place in `items` behind the cursor (`step` 1) or before it; outside of the body,
        of the selected one.
        """
        body, here = self._manuscript.body, self.panel.cursor
        if self._screen.focused is not body:
            return here + step if body.current is not None else here
        starts = [
            (place, span[0])
            for place, (number, _one) in enumerate(items)
            if (span := body.span_of(number))
        ]
        cursor = body.cursor_location
        if not starts or ((here, cursor) in starts and items[here][0] == body.current):
            return here + step
        if step > 0:
            return next((place for place, start in starts if start >= cursor), starts[-1][0] + 1)
        return next(
            (place for place, start in reversed(starts) if start < cursor), starts[0][0] - 1
        )

    def _visit(self, number: int, finding: Finding) -> None:
        """Put the cursor to `finding`, wherever it is, and tell what it is."""
        self._manuscript.turn(FINDINGS)
        field = self._manuscript.field(finding)
        if finding.field == "body":
            self._manuscript.active = TEXT
            self._screen.set_focus(self._manuscript.body)
        elif field:
            self._manuscript.active = TEXT if field is self._manuscript.headline else PARTICULARS
            self._screen.set_focus(field)
            start, end = within(field.value, finding)
            field.selection = InputSelection(start, end)
        self.point()
        self._tell(finding)

    def point(self) -> None:
        """Show the selected finding in the text."""
        body, selected = self._manuscript.body, self.panel.selected
        body.current = selected[0] if selected else None
        if selected and (span := body.span_of(selected[0])):
            body.go_to(span)

    def visit_selected(self) -> None:
        """Put the cursor to the selected finding."""
        if self.panel.selected:
            self._visit(*self.panel.selected)

    @property
    def _detail(self) -> FindingDetail:
        return self._screen.query_one("#finding-here", FindingDetail)

    def _tell(self, finding: Finding | None) -> None:
        """Tell of `finding` below the text, where the list is not to be seen beside it."""
        if finding and not self._manuscript.shows(FINDINGS):
            self._detail.show(
                finding,
                self.panel.cursor + 1,
                len(self.panel.found),
                (Fix, Findings) if finding.mendable else (Findings,),
            )
        else:
            self._detail.show(None)

    def do_findings(self) -> None:
        if not self.leave():
            self._manuscript.go(FINDINGS)
            self._tell(None)

    def leave(self) -> bool:
        """Go back from the list to the text; returns whether one was there."""
        was_there = self.panel.has_attention
        if was_there:
            self._manuscript.active = TEXT
            self._screen.set_focus(self._manuscript.body)
        return was_there

    # Dealing with them

    def _meant(self) -> tuple[int, Finding] | None:
        """The finding that is meant: in the body the one at the cursor, elsewhere the selected
        one.
        """
        body = self._manuscript.body
        if self._screen.focused is not body:
            return self.panel.selected
        here = [
            number
            for number in body.numbers_at(body.cursor_location)
            if number in self.panel.found
        ]
        here.sort(key=lambda number: number != body.current)
        return (here[0], self.panel.found[here[0]]) if here else None

    def do_fix(self) -> None:
        meant = self._meant()
        if meant and meant[1].mendable:
            self._fix([meant])
        elif meant and self.panel.has_attention:
            self._visit(*meant)
        elif meant:
            self._host.say(_("Nothing is proposed for this one: write it yourself, or waive it."))
        else:
            self._host.say(
                _("No finding stands here. {key} goes to the next one.").format(key=FindNext.key())
            )

    def do_fixall(self) -> None:
        if self.panel.has_attention and self.panel.selected:
            rule = set(alike(self.panel.found.values(), self.panel.selected[1]))
            self._fix([item for item in self.panel.found.items() if item[1] in rule])

    def _fix(self, items: Sequence[tuple[int, Finding]]) -> None:
        """Write what is proposed for `items`, which are in reading order; what was changed
        meanwhile stays.
        """
        done = self._manuscript.mend(items)
        self.panel.drop(done)
        if self.panel.has_attention:
            self.point()
        sentence = ngettext(
            "{count} place fixed. ^z undoes it.", "{count} places fixed. ^z undoes it.", len(done)
        )
        self._host.say(
            sentence.format(count=len(done))
            if done
            else _("There is nothing to fix without you here.")
        )

    def do_waive(self) -> Awaitable[object] | None:
        selected = self.panel.selected
        if not selected or not self.panel.has_attention:
            return None
        self._screen.desk.findings.settle(self._saving.dossier)

        def decided(done: Done | None) -> None:
            if done:
                self._waive(selected[1], done.sentence)

        return self._host.push_screen(
            self._host.screens.waive(selected[1], unsaved=self._saving.is_unsaved), decided
        )

    def _waive(self, finding: Finding, reason: str) -> None:
        """Save what is unsaved, for a waiver is about a saved text, and set `finding` aside
        there for `reason`.
        """
        if self._saving.is_unsaved and not self._saving.save():
            return
        try:
            self._saving.dossier = self._screen.desk.findings.waive_typed(
                self._saving.dossier, finding, reason
            )
        except RedaksiError as error:
            self._screen.complain(error)
            return
        self._host.say(_("Waived: {reason}").format(reason=reason))
        self._host.tell({self._saving.dossier.id})
        self.check_soon()
