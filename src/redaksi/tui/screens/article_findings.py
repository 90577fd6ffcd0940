"""What the copy desk found in an article that one reads: counted in the title, marked in the text, gone to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message
from textual.screen import ScreenResultType

from redaksi.domain.article import Stage
from redaksi.i18n import _
from redaksi.tui.commands.copydesk import Findings
from redaksi.tui.screens.article_notes import ArticleNotes
from redaksi.tui.widgets.article_text import ArticleText
from redaksi.tui.widgets.finding_detail import FindingDetail

if TYPE_CHECKING:
    from collections.abc import Awaitable, Sequence

    from redaksi.domain.article import Dossier
    from redaksi.domain.finding import Finding

PAUSE = 0.3
"""Seconds after which the text is read: neither opening it nor moving waits for that."""


class ArticleFindings(ArticleNotes[ScreenResultType]):
    """A screen that reads an article. A published one is sealed, and nobody is told what could be mended in it."""

    found: Sequence[Finding] = ()
    """What was found in the text and not waived, in reading order."""
    _read = 0
    """The version that `found` is about, 0 for none yet."""
    _sought = 0
    """The version that was begun to be read."""
    _here: int | None = None
    """The place in `found` of the one that one looks at."""

    @dataclass
    class Checked(Message):
        """So much was FOUND in a VERSION."""

        version: int
        found: Sequence[Finding]

    def check_soon(self) -> None:
        """Read the text as it is shown now, unless that was begun."""
        dossier = self.dossier()
        if dossier.version != self._sought:
            self._sought = dossier.version
            self._take(())
            if dossier.article.stage is not Stage.PUBLISHED:
                self.set_timer(PAUSE, partial(self._check, dossier))

    @property
    def is_read(self) -> bool:
        """Whether nothing is to be read any more."""
        dossier = self.dossier()
        return self._read == dossier.version or dossier.article.stage is Stage.PUBLISHED

    @work(thread=True, exit_on_error=False)
    def _check(self, dossier: Dossier) -> None:
        """In a thread, which loads the rules, too."""
        self.post_message(self.Checked(dossier.version, self.desk.findings.standing(dossier.article)))

    @on(Checked)
    def _checked(self, message: Checked) -> None:
        if self._read != message.version == self.dossier().version:  # it may have been begun twice
            self._read = message.version
            self._take(message.found)

    def _take(self, found: Sequence[Finding]) -> None:
        """Show what was FOUND, in the order in which one reads it here: what is about the article as a whole first."""
        self.found = sorted(found, key=self._position)
        self._look_at(None)
        self.text.show_findings(self.found)
        self.found_changed()

    def found_changed(self) -> None:
        """Show how much was found."""
        raise NotImplementedError

    def _look_at(self, place: int | None) -> None:
        """Mark the finding at PLACE, and tell what it is; None for none of them."""
        self._here = place
        self.text.current = place
        finding = None if place is None else self.found[place]
        self.query_one(FindingDetail).show(finding, (place or 0) + 1, len(self.found), (Findings,))

    @on(ArticleText.Moved)
    def _left(self) -> None:
        """The cursor went away from the finding that one looked at."""
        if self._here is not None and self.text.stop != self.text.home(self.found[self._here]):
            self._look_at(None)

    def do_findnext(self) -> None:
        self._step(1)

    def do_findprevious(self) -> None:
        self._step(-1)

    def _step(self, step: int) -> None:
        if not self.found:
            self.host.say(self._nothing())
            return
        self._look_at(self._from_here(step) % len(self.found))
        self.text.go_to(self.found[self._here or 0])

    def _nothing(self) -> str:
        if self.dossier().article.stage is Stage.PUBLISHED:
            return _("The copy desk reads drafts and what is in review.")
        return _("The copy desk found nothing.") if self.is_read else _("The copy desk still reads.")

    def _from_here(self, step: int) -> int:
        """The place behind the cursor (STEP 1) or before it."""
        if self._here is not None:
            return self._here + step
        here = self.text.position(self.text.stop)
        before = [number for number, one in enumerate(self.found) if self._position(one) < here]
        return len(before) if step > 0 else len(before) - 1

    def _position(self, finding: Finding) -> int:
        return self.text.position(self.text.home(finding))

    def do_findings(self) -> Awaitable[object]:
        """Write, with the list of findings in front; the one that one looks at is selected there."""
        finding = None if self._here is None else self.found[self._here]
        return self.write(self.dossier(), "findings", finding=finding)

    def do_edit(self) -> Awaitable[object]:
        """Write where one reads."""
        return self.write(self.dossier(), "text", self.text.paragraph)
