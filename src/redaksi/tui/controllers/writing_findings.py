"""The copy desk in the editor: it checks the typed text; findings are visited, fixed, waived."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

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

    # The version that is edited, and the typed fields.
    State = tuple[int, Mapping[str, str]]

PAUSE = 0.3
"""Seconds after the last key until the text is checked."""


class WritingFindings:
    """The findings of a manuscript while it is being written."""

    def __init__(self, screen: DeskScreen[Any], saving: Saving, wanted: Finding | None) -> None:
        """The finding `wanted` is selected first, and the cursor goes there."""
        self._screen = screen
        self._saving = saving
        self._pause: Timer | None = None
        self._reading = False
        self._read: State | None = None  # the state that the shown findings belong to
        self._wanted = wanted

    @property
    def _host(self) -> Host:
        return self._screen.host

    @property
    def _manuscript(self) -> Manuscript:
        return self._screen.query_one(Manuscript)

    @property
    def panel(self) -> FindingsPanel:
        """The list of findings."""
        return self._screen.query_one(FindingsPanel)

    def check_soon(self) -> None:
        """Check the text after a pause in the typing."""
        self._tell(None)
        if self._pause:
            self._pause.stop()
        self._pause = self._screen.set_timer(PAUSE, self._check_now)

    def _check_now(self) -> None:
        """Check the text, unless a check is running.

        The running check starts another one if the text has changed meanwhile.
        """
        # An invalid field of the form is reported when the person saves.
        with suppress(RedaksiError):
            if not self._reading:
                check = partial(
                    self._check, self._state, self._manuscript.text(self._saving.dossier)
                )
                self._screen.run_worker(check, thread=True, exit_on_error=False)
                self._reading = True

    @property
    def is_read(self) -> bool:
        """Whether the shown findings belong to the present text."""
        return self._read == self._state

    @property
    def _state(self) -> State:
        return self._saving.dossier.version, self._manuscript.fields()

    def _check(self, state: State, text: Text) -> None:
        """Runs in a thread, which also loads the rules.

        The screen shows an error of the check; after that the screen checks no more.
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
            Spot(one.item or 0, one.start, one.end, STYLES[one.severity], number)
            for number, one in enumerate(findings)
            if one.field == "body"
        )
        wanted, self._wanted = self._wanted, None
        self.panel.show(dict(enumerate(findings)), wanted)
        if wanted and not self.panel.has_attention:
            self.visit_selected()
        elif body.current is not None or self.panel.has_attention:
            self.point()

    # Visiting findings

    def step(self, step: int) -> None:
        """Go to the finding after the cursor (`step` 1) or before it (-1)."""
        items = [*self.panel.found.items()]
        if not items:
            self._host.say(_("The copy desk found nothing."))
            return
        number, finding = items[self._from_here(items, step) % len(items)]
        self.panel.select(number)
        self._visit(number, finding)

    def _from_here(self, items: Sequence[tuple[int, Finding]], step: int) -> int:
        """The index in `items` after the cursor (`step` 1) or before it (-1).

        Outside the body, the selected finding counts as the cursor.
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
        """Put the cursor on `finding` in its field, and describe it."""
        self._manuscript.turn(FINDINGS)
        field = self._manuscript.field(finding)
        if finding.field == "body":
            self._manuscript.active = TEXT
            self._screen.set_focus(self._manuscript.body)
        elif field:
            self._manuscript.active = TEXT if field is self._manuscript.headline else PARTICULARS
            self._screen.set_focus(field)
            start, end = within(field.value, finding)
            field.mark(start, end)
        self.point()
        self._tell(finding)

    def point(self) -> None:
        """Highlight the selected finding in the text."""
        body, selected = self._manuscript.body, self.panel.selected
        body.current = selected[0] if selected else None
        if selected and (span := body.span_of(selected[0])):
            body.go_to(span)

    def visit_selected(self) -> None:
        """Put the cursor on the selected finding."""
        if self.panel.selected:
            self._visit(*self.panel.selected)

    @property
    def _detail(self) -> FindingDetail:
        return self._screen.query_one("#finding-here", FindingDetail)

    def _tell(self, finding: Finding | None) -> None:
        """Describe `finding` below the text, unless the list of findings is visible."""
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
        """Return from the list to the text; returns whether the list had the focus."""
        was_there = self.panel.has_attention
        if was_there:
            self._manuscript.active = TEXT
            self._screen.set_focus(self._manuscript.body)
        return was_there

    # Fixing and waiving findings

    def _meant(self) -> tuple[int, Finding] | None:
        """The finding that a command applies to.

        In the body it is the finding at the cursor, elsewhere the selected one.
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
            self._say_none_is_here()

    def _say_none_is_here(self) -> None:
        self._host.say(
            _("No finding stands here. {key} goes to the next one.").format(key=FindNext.key())
        )

    def do_fixall(self) -> None:
        if self.panel.has_attention and self.panel.selected:
            rule = set(alike(self.panel.found.values(), self.panel.selected[1]))
            self._fix([item for item in self.panel.found.items() if item[1] in rule])
        else:
            self._say_none_is_here()

    def _fix(self, items: Sequence[tuple[int, Finding]]) -> None:
        """Apply the proposals of `items`, which are in reading order.

        Places that were changed since the check are skipped.
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
            self._say_none_is_here()
            return None
        self._screen.desk.findings.settle(self._saving.dossier)

        async def decided(done: Done | None) -> None:
            if done:
                await self._waive(selected[1], done.sentence)

        return self._host.push_screen(
            self._host.screens.waive(selected[1], unsaved=self._saving.is_unsaved), decided
        )

    async def _waive(self, finding: Finding, reason: str) -> None:
        """Save the text, and waive `finding` for `reason`. A waiver applies to a saved text."""
        if self._saving.is_unsaved and not await self._saving.save():
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
