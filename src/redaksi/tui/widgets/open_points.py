"""What stands before a move, one line for each point; Enter goes to its place."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import NamedTuple

from textual import on
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from redaksi.domain.article import Dossier
from redaksi.domain.workflow import OpenPoint


class ArticlePoints(NamedTuple):
    """An article and its open points. Among several articles, a `heading` names it."""

    dossier: Dossier
    points: Sequence[OpenPoint]
    heading: str = ""


class _Line(NamedTuple):
    """One line of the list; the heading of an article has no `point`."""

    option: Option
    dossier: Dossier
    point: OpenPoint | None = None


class OpenPoints(OptionList):
    """The open points, the blocking ones with a sign and a colour of their own.

    `go` is called with the article and the point on which a person presses Enter.
    """

    def __init__(
        self,
        go: Callable[[Dossier, OpenPoint], Awaitable[None]],
        articles: Sequence[ArticlePoints] = (),
    ) -> None:
        super().__init__(compact=True, markup=False, id="points")
        self._go = go
        self.show(articles)

    def show(self, articles: Sequence[ArticlePoints]) -> None:
        """List the points of `articles` instead of those listed now."""
        self._listed = [line for one in articles for line in _lines(one)]
        self.set_options(line.option for line in self._listed)

    def select(self, place: int) -> None:
        """Select the point at `place`, or the nearest one."""
        points = [at for at, line in enumerate(self._listed) if line.point]
        self.highlighted = min(points, key=lambda at: (abs(at - place), -at), default=None)

    def on_focus(self) -> None:
        if self.highlighted is None:
            self.select(0)

    @on(OptionList.OptionSelected)
    async def _selected(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        line = self._listed[message.option_index]
        if line.point:
            await self._go(line.dossier, line.point)


def _lines(article: ArticlePoints) -> Iterator[_Line]:
    if article.heading:
        yield _Line(Option(Content(article.heading), disabled=True), article.dossier)
    for point in article.points:
        yield _Line(_option(point), article.dossier, point)


def _option(point: OpenPoint) -> Option:
    if point.blocks:
        return Option(Content.styled(f"! {point.sentence}", "$warning"))
    return Option(Content(f"· {point.sentence}"))
