"""Several articles at once: they are marked on the board, and then assigned, submitted or exported together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from redaksi.tui.screens.article_verbs import ArticleVerbs
from redaksi.tui.screens.selecting import Selecting

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from redaksi.desk.together import Report
    from redaksi.tui.screens.dialog import Done
    from redaksi.tui.screens.together import TogetherDialog


class Marking(ArticleVerbs[None], Selecting[None]):
    """A screen whose articles can be marked."""

    marked: frozenset[str] = frozenset()
    """The ids of those that are."""

    def marked_changed(self) -> None:
        """Show what is marked now."""
        raise NotImplementedError

    def mark(self, ids: frozenset[str]) -> None:
        """Mark IDS and no others."""
        self.marked = ids
        self.marked_changed()

    def do_mark(self) -> None:
        self.mark(self.marked ^ {self.selected()})
        self.active.action_move(1)

    def do_markall(self) -> None:
        shown = frozenset(self.active.ids())
        self.mark(self.marked - shown if shown <= self.marked else self.marked | shown)

    def do_assign(self) -> Awaitable[object]:
        from redaksi.tui.screens.together import AssignTogether  # noqa: PLC0415 - not for the first paint

        return self._together(AssignTogether(sorted(self.marked))) if self.marked else super().do_assign()

    def do_submit(self) -> Awaitable[object]:
        from redaksi.tui.screens.together import SubmitTogether  # noqa: PLC0415 - the same

        return self._together(SubmitTogether(sorted(self.marked))) if self.marked else super().do_submit()

    def do_export(self) -> Awaitable[object]:
        from redaksi.tui.screens.export import ExportDialog  # noqa: PLC0415 - the same

        return self.ask(ExportDialog(chosen=sorted(self.marked))) if self.marked else super().do_export()

    def _together(self, dialog: TogetherDialog) -> Awaitable[object]:
        return self.app.push_screen(dialog, lambda done: self._reported(done, dialog.outcome))

    def _reported(self, answer: Done | None, report: Report | None) -> None:
        """Show what became of the marked articles; those that were refused stay marked."""
        from redaksi.tui.screens.together import reported  # noqa: PLC0415 - not for the first paint

        if answer is None or report is None:
            return
        done = {one.id for one in report.done}
        self.mark(self.marked - done)
        self.redaksi.tell(done)
        if report.refused:
            self.app.push_screen(reported(answer.sentence, report))
        else:
            self.redaksi.say(answer.sentence)
