"""The articles of each stage, side by side or as tabs."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, tzinfo

from redaksi.desk.reading import Listing
from redaksi.domain.article import Stage
from redaksi.domain.workflow import stage_name
from redaksi.tui.widgets.article_list import ArticleList
from redaksi.tui.widgets.panes import Pane, Panes


class StageLists(Panes):
    """A pane with a list and its count for each stage."""

    def __init__(self, clock: Callable[[], datetime], zone: tzinfo) -> None:
        self._lists = {stage: ArticleList(clock, zone, accent=stage.value) for stage in Stage}
        panes = {
            stage: Pane(stage_name(stage).capitalize(), one, id=stage.value)
            for stage, one in self._lists.items()
        }
        self._pane_of = panes
        super().__init__(*panes.values())

    @property
    def lists(self) -> Sequence[ArticleList]:
        """The list of each stage."""
        return list(self._lists.values())

    def list_of(self, stage: Stage) -> ArticleList:
        """The list of `stage`."""
        return self._lists[stage]

    @property
    def current(self) -> ArticleList:
        """The list of the active stage."""
        return self._lists[Stage(self.active)]

    def show(
        self, listings: Mapping[Stage, Listing], me: str, empty: Callable[[Stage], str]
    ) -> None:
        """Show `listings` to the person called `me`; `empty` gives the hint of an empty stage."""
        for stage, listing in listings.items():
            articles = self._lists[stage]
            articles.me, articles.empty = me, empty(stage)
            self._pane_of[stage].count = listing.total
            articles.show(listing)

    def go_to_stage(self, stage: Stage) -> None:
        """Make `stage` active, and put the focus into its list."""
        self.go(stage.value)

    def to_top(self) -> None:
        """Put every cursor on the first article."""
        for articles in self.lists:
            articles.action_jump(0)

    def resize_rows(self, lines: int, headline: int) -> None:
        """Give every row `lines` lines, of which its headline has at least `headline`."""
        for articles in self.lists:
            articles.lines, articles.headline_lines = lines, headline

    def mark(self, ids: frozenset[str]) -> None:
        """Mark the articles `ids`, and no others."""
        for articles in self.lists:
            articles.marked = ids

    def repaint(self) -> None:
        """Paint every row again."""
        for articles in self.lists:
            articles.repaint()
