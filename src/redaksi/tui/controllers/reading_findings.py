"""The findings of the copy desk in the reading view: marked in the text, visited in turn."""

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
    from redaksi.tui.controllers.article_verbs import ArticleVerbs
    from redaksi.tui.desk_screen import DeskScreen

PAUSE = 0.3
"""Seconds until the text is checked: opening and scrolling do not wait for the check."""


class ReadingFindings:
    """Checks an article that is shown.

    A published article is sealed, and is not checked.
    """

    def __init__(
        self, screen: DeskScreen[Any], verbs: ArticleVerbs, changed: Callable[[], None]
    ) -> None:
        """`changed` shows the new number of findings."""
        self._screen = screen
        self._verbs = verbs
        self._changed = changed
        # The findings of the text that are not waived, in reading order.
        self.found: Sequence[Finding] = ()
        self._read = 0  # the version that `found` belongs to, 0 for none yet
        self._sought = 0  # the version whose check was started last
        self._here: int | None = None  # the index in `found` of the current finding

    @property
    def _text(self) -> ArticleText:
        return self._screen.query_one(ArticleText)

    def check_soon(self) -> None:
        """Check the shown version, unless its check was started before."""
        dossier = self._verbs.dossier()
        if dossier.version != self._sought:
            self._sought = dossier.version
            self._take(())
            if dossier.article.stage is not Stage.PUBLISHED:
                begin = partial(self._begin, dossier)
                self._screen.call_after_refresh(self._screen.set_timer, PAUSE, begin)

    @property
    def is_read(self) -> bool:
        """Whether no check is outstanding."""
        dossier = self._verbs.dossier()
        return self._read == dossier.version or dossier.article.stage is Stage.PUBLISHED

    def _begin(self, dossier: Dossier) -> None:
        self._screen.run_worker(partial(self._check, dossier), thread=True, exit_on_error=False)

    def _check(self, dossier: Dossier) -> None:
        """Runs in a thread, which also loads the rules."""
        found = self._screen.desk.findings.standing(dossier.article)
        self._screen.call_later(self.checked, dossier.version, found)

    def checked(self, version: int, found: Sequence[Finding]) -> None:
        """Take over the findings `found` of `version`."""
        # The check may have been started twice.
        if self._read != version == self._verbs.dossier().version:
            self._read = version
            self._take(found)

    def _take(self, found: Sequence[Finding]) -> None:
        """Show the findings `found` in reading order.

        Findings about the article as a whole come first.
        """
        self.found = sorted(found, key=self._position)
        self._look_at(None)
        self._text.show_findings(self.found)
        self._changed()

    def _look_at(self, place: int | None) -> None:
        """Highlight and describe the finding at index `place`; None for no finding."""
        self._here = place
        self._text.current = place
        finding = None if place is None else self.found[place]
        self._screen.query_one(FindingDetail).show(
            finding, (place or 0) + 1, len(self.found), (Findings,)
        )

    def cursor_moved(self) -> None:
        """Clear the current finding if the cursor has left it."""
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
        """The index of the finding after the cursor (`step` 1) or before it (-1)."""
        if self._here is not None:
            return self._here + step
        here = self._text.position(self._text.cursor.stop)
        before = [number for number, one in enumerate(self.found) if self._position(one) < here]
        return len(before) if step > 0 else len(before) - 1

    def _position(self, finding: Finding) -> int:
        return self._text.position(self._text.home(finding))

    def do_findings(self) -> Awaitable[object]:
        """Open the editor with the list of findings; the current finding is selected there."""
        finding = None if self._here is None else self.found[self._here]
        return self._verbs.write(self._verbs.dossier(), "findings", finding=finding)
