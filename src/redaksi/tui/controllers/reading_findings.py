"""What the copy desk found in an article that one reads: marked in the text, and gone to one by
one.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from redaksi.domain.article import Stage
from redaksi.i18n import _
from redaksi.tui.commands.copydesk import Findings
from redaksi.tui.widgets.article_text import ArticleText
from redaksi.tui.widgets.finding_detail import FindingDetail

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from redaksi.domain.article import Dossier
    from redaksi.domain.finding import Finding
    from redaksi.tui.controllers.verbs import ArticleVerbs
    from redaksi.tui.desk_screen import DeskScreen

PAUSE = 0.3
"""Seconds after which the text is read: neither opening it nor moving waits for that."""


class ReadingFindings:
    """Reads an article that is shown.

    A published one is sealed, and nobody is told what could be mended in it.
    """

    def __init__(
        self, screen: DeskScreen[Any], verbs: ArticleVerbs, changed: Callable[[], None]
    ) -> None:
        """`changed` shows how much was found."""
        self._screen = screen
        self._verbs = verbs
        self._changed = changed
        self.found: Sequence[
            Finding
        ] = ()  # what was found in the text and not waived, in reading order
        self._read = 0  # the version that `found` is about, 0 for none yet
        self._sought = 0  # the version that was begun to be read
        self._here: int | None = None  # the place in `found` of the finding that one looks at

    @property
    def _text(self) -> ArticleText:
        return self._screen.query_one(ArticleText)

    def check_soon(self) -> None:
        """Read the text as it is shown now, unless that was begun."""
        dossier = self._verbs.dossier()
        if dossier.version != self._sought:
            self._sought = dossier.version
            self._take(())
            if dossier.article.stage is not Stage.PUBLISHED:
                self._screen.set_timer(PAUSE, partial(self._begin, dossier))

    @property
    def is_read(self) -> bool:
        """Whether nothing is to be read any more."""
        dossier = self._verbs.dossier()
        return self._read == dossier.version or dossier.article.stage is Stage.PUBLISHED

    def _begin(self, dossier: Dossier) -> None:
        self._screen.run_worker(partial(self._check, dossier), thread=True, exit_on_error=False)

    def _check(self, dossier: Dossier) -> None:
        """In a thread, which loads the rules, too."""
        found = self._screen.desk.findings.standing(dossier.article)
        self._screen.call_later(self.checked, dossier.version, found)

    def checked(self, version: int, found: Sequence[Finding]) -> None:
        """Take in what was `found` in a `version`."""
        if self._read != version == self._verbs.dossier().version:  # it may have been begun twice
            self._read = version
            self._take(found)

    def _take(self, found: Sequence[Finding]) -> None:
        """Show what was `found` in reading order: what is about the article as a whole comes
        first.
        """
        self.found = sorted(found, key=self._position)
        self._look_at(None)
        self._text.show_findings(self.found)
        self._changed()

    def _look_at(self, place: int | None) -> None:
        """Mark the finding at `place`, and tell what it is; None for none of them."""
        self._here = place
        self._text.current = place
        finding = None if place is None else self.found[place]
        self._screen.query_one(FindingDetail).show(
            finding, (place or 0) + 1, len(self.found), (Findings,)
        )

    def cursor_moved(self) -> None:
        """The cursor may have left the finding that one looked at."""
        if self._here is not None and self._text.cursor.stop != self._text.home(
            self.found[self._here]
        ):
            self._look_at(None)

    def do_findnext(self) -> None:
        self._step(1)

    def do_findprevious(self) -> None:
        self._step(-1)

    def _step(self, step: int) -> None:
        if not self.found:
            self._screen.host.say(self._nothing())
            return
        self._look_at(self._from_here(step) % len(self.found))
        self._text.go_to(self.found[self._here or 0])

    def _nothing(self) -> str:
        if self._verbs.dossier().article.stage is Stage.PUBLISHED:
            return _("The copy desk reads drafts and what is in review.")
        return (
            _("The copy desk found nothing.") if self.is_read else _("The copy desk still reads.")
        )

    def _from_here(self, step: int) -> int:
        """The place behind the cursor (`step` 1) or before it (-1)."""
        if self._here is not None:
            return self._here + step
        here = self._text.position(self._text.cursor.stop)
        before = [number for number, one in enumerate(self.found) if self._position(one) < here]
        return len(before) if step > 0 else len(before) - 1

    def _position(self, finding: Finding) -> int:
        return self._text.position(self._text.home(finding))

    def do_findings(self) -> Awaitable[object]:
        """Write, with the list of findings in front; the finding that one looks at is selected
        there.
        """
        finding = None if self._here is None else self.found[self._here]
        return self._verbs.write(self._verbs.dossier(), "findings", finding=finding)
