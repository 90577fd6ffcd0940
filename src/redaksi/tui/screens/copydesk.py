"""The copy desk while one writes: it reads along behind the typing, and its findings are gone to, fixed and waived."""

from collections.abc import Awaitable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on, work
from textual.events import DescendantBlur, DescendantFocus
from textual.message import Message
from textual.screen import ScreenResultType
from textual.widgets.input import Selection

from redaksi.domain.article import Dossier, Text
from redaksi.domain.finding import Finding, alike
from redaksi.errors import RedaksiError
from redaksi.i18n import _, ngettext
from redaksi.tui.commands.base import Context
from redaksi.tui.commands.copydesk import Findings, Fix
from redaksi.tui.commands.editing import FindNext
from redaksi.tui.host import Done
from redaksi.tui.screens.find_replace import FindingScreen
from redaksi.tui.widgets.finding_detail import FindingDetail
from redaksi.tui.widgets.finding_list import STYLES, FindingList
from redaksi.tui.widgets.findings_panel import FindingsPanel
from redaksi.tui.widgets.manuscript import FINDINGS, PARTICULARS, TEXT, Manuscript, within
from redaksi.tui.writing.marks import Spot

if TYPE_CHECKING:
    from textual.timer import Timer

PAUSE = 0.3
"""Seconds after the last key until the text is read."""

State = tuple[int, Mapping[str, str]]
"""What a check is about: the version that is written over, and the fields as they are typed."""


class CopydeskScreen(FindingScreen[ScreenResultType]):
    """A screen on which an article is written and read along."""

    dossier: Dossier

    @dataclass
    class Checked(Message):
        """What was found in the text as it was in a STATE."""

        state: State
        findings: Sequence[Finding]

    def __init__(self) -> None:
        super().__init__()
        self._pause: Timer | None = None
        self._reading = False
        self._read: State | None = None  # what is shown is about this
        self._wanted: Finding | None = None  # what is selected at first

    @property
    def manuscript(self) -> Manuscript:
        return self.query_one(Manuscript)

    @property
    def panel(self) -> FindingsPanel:
        return self.query_one(FindingsPanel)

    def context(self) -> Context:
        return Context(mending=self.panel.has_attention, found=len(self.panel.found), finding=self.is_finding)

    def check_soon(self) -> None:
        """Read the text when nobody has typed for a moment."""
        self._tell(None)
        if self._pause:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._check_now)

    def _check_now(self) -> None:
        """Read the text; while it is being read nothing: afterwards it is seen whether it is another one."""
        with suppress(RedaksiError):  # of a field in the form: it is said when one saves
            if not self._reading:
                self._check(self._state, self.manuscript.text(self.dossier))
                self._reading = True

    @property
    def is_read(self) -> bool:
        """Whether what is shown is about the text as it is now."""
        return self._read == self._state

    @property
    def _state(self) -> State:
        return self.dossier.version, self.manuscript.fields()

    @work(thread=True, exit_on_error=False)
    def _check(self, state: State, text: Text) -> None:
        """In a thread, which loads the rules, too. Where it fails, that is said, and this screen reads no more."""
        self.post_message(self.Checked(state, self.desk.findings.typed(self.dossier.article, text)))

    @on(Checked)
    def _checked(self, message: Checked) -> None:
        self._reading = False
        if message.state == self._state:
            self._read = message.state
            self._show_findings(message.findings)
        else:
            self.check_soon()

    def _show_findings(self, findings: Sequence[Finding]) -> None:
        body = self.manuscript.body
        body.show_findings(
            Spot(one.paragraph or 0, one.start, one.end, STYLES[one.severity], number)
            for number, one in enumerate(findings)
            if one.field == "body"
        )
        self.panel.show(dict(enumerate(findings)), self._wanted)
        self._wanted = None
        if body.current is not None or self.panel.has_attention:
            self._point()

    @on(FindingsPanel.Counted)
    def _count(self) -> None:
        self.manuscript.findings_pane.count = len(self.panel.found)
        self.offer()

    @on(DescendantFocus)
    @on(DescendantBlur)
    def _offer_what_is_there(self) -> None:
        self.offer()

    # Going to them

    def step(self, step: int) -> None:
        items = [*self.panel.found.items()]
        if not items:
            self.host.say(_("The copy desk found nothing."))
            return
        number, finding = items[self._from_here(items, step) % len(items)]
        self.panel.select(number)
        self._visit(number, finding)

    def _from_here(self, items: Sequence[tuple[int, Finding]], step: int) -> int:
        """The place in ITEMS behind the cursor (STEP 1) or before it; outside of the body, of the selected one."""
        body, here = self.manuscript.body, self.panel.cursor
        if self.focused is not body:
            return here + step if body.current is not None else here
        starts = [(place, span[0]) for place, (number, _one) in enumerate(items) if (span := body.span_of(number))]
        cursor = body.cursor_location
        if not starts or ((here, cursor) in starts and items[here][0] == body.current):
            return here + step
        if step > 0:
            return next((place for place, start in starts if start >= cursor), starts[-1][0] + 1)
        return next((place for place, start in reversed(starts) if start < cursor), starts[0][0] - 1)

    def _visit(self, number: int, finding: Finding) -> None:
        """Put the cursor to FINDING, wherever it is, and tell what it is."""
        self.manuscript.turn(FINDINGS)
        field = self.manuscript.field(finding)
        if finding.field == "body":
            self.manuscript.active = TEXT
            self.set_focus(self.manuscript.body)
        elif field:
            self.manuscript.active = TEXT if field is self.manuscript.headline else PARTICULARS
            self.set_focus(field)
            start, end = within(field.value, finding)
            field.selection = Selection(start, end)
        self._point()
        self._tell(finding)

    @on(FindingList.Moved)
    def _point(self) -> None:
        """Show the selected finding in the text."""
        body, selected = self.manuscript.body, self.panel.selected
        body.current = selected[0] if selected else None
        if selected and (span := body.span_of(selected[0])):
            body.go_to(span)

    @on(FindingList.Opened)
    def _opened(self) -> None:
        if self.panel.selected:
            self._visit(*self.panel.selected)

    def _tell(self, finding: Finding | None) -> None:
        """Tell of FINDING below the text, where the list is not to be seen beside it."""
        if finding and not self.manuscript.shows(FINDINGS):
            self.query_one("#finding-here", FindingDetail).show(
                finding,
                self.panel.cursor + 1,
                len(self.panel.found),
                (Fix, Findings) if finding.mendable else (Findings,),
            )
        else:
            self.query_one("#finding-here", FindingDetail).show(None)

    def do_findings(self) -> None:
        if not self.leave_findings():
            self.manuscript.go(FINDINGS)
            self._tell(None)

    def leave_findings(self) -> bool:
        """Go back from the list to the text; says whether one was there."""
        was_there = self.panel.has_attention
        if was_there:
            self.manuscript.active = TEXT
            self.set_focus(self.manuscript.body)
        return was_there

    def do_undotyping(self) -> None:
        if not self.manuscript.undoing.undo(self.focused):
            self.host.say(_("There is nothing to take back here."))

    def do_redotyping(self) -> None:
        if not self.manuscript.undoing.redo(self.focused):
            self.host.say(_("There is nothing to make again here."))

    # Dealing with them

    def _meant(self) -> tuple[int, Finding] | None:
        """The finding that is meant: in the body the one at the cursor, elsewhere the selected one."""
        body = self.manuscript.body
        if self.focused is not body:
            return self.panel.selected
        here = [number for number in body.numbers_at(body.cursor_location) if number in self.panel.found]
        here.sort(key=lambda number: number != body.current)
        return (here[0], self.panel.found[here[0]]) if here else None

    def do_fix(self) -> None:
        meant = self._meant()
        if meant and meant[1].mendable:
            self._fix([meant])
        elif meant and self.panel.has_attention:
            self._visit(*meant)
        elif meant:
            self.host.say(_("Nothing is proposed for this one: write it yourself, or waive it."))
        else:
            self.host.say(_("No finding stands here. {key} goes to the next one.").format(key=FindNext.key()))

    def do_fixall(self) -> None:
        if self.panel.has_attention and self.panel.selected:
            rule = set(alike(self.panel.found.values(), self.panel.selected[1]))
            self._fix([item for item in self.panel.found.items() if item[1] in rule])

    def _fix(self, items: Sequence[tuple[int, Finding]]) -> None:
        """Write what is proposed for ITEMS, which are in reading order; what was changed meanwhile stays."""
        done = self.manuscript.mend(items)
        self.panel.drop(done)
        if self.panel.has_attention:
            self._point()
        sentence = ngettext("{count} place fixed. ^z undoes it.", "{count} places fixed. ^z undoes it.", len(done))
        self.host.say(sentence.format(count=len(done)) if done else _("There is nothing to fix without you here."))

    def do_waive(self) -> Awaitable[object] | None:
        selected = self.panel.selected
        if not selected or not self.panel.has_attention:
            return None
        self.desk.findings.settle(self.dossier)

        def decided(done: Done | None) -> None:
            if done:
                self._waive(selected[1], done.sentence)

        return self.host.push_screen(self.host.screens.waive(selected[1], unsaved=self.unsaved), decided)

    def _waive(self, finding: Finding, reason: str) -> None:
        """Save what is unsaved, for a waiver is about a saved text, and set FINDING aside there for REASON."""
        if self.unsaved and not self.save():
            return
        try:
            self.dossier = self.desk.findings.waive_typed(self.dossier, finding, reason)
        except RedaksiError as error:
            self.complain(error)
            return
        self.host.say(_("Waived: {reason}").format(reason=reason))
        self.host.tell({self.dossier.id})
        self.check_soon()

    def save(self) -> bool:
        """Save what is typed; says whether it is saved."""
        raise NotImplementedError
