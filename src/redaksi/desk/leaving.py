"""Which texts may leave the newsroom: published, as signed off, and without an embargo ahead."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from enum import Enum, auto
from typing import NamedTuple

import msgspec

from redaksi import config
from redaksi.desk import wording
from redaksi.desk.context import Context
from redaksi.domain import audit
from redaksi.domain.article import Article, Dossier, Stage
from redaksi.errors import RedaksiError
from redaksi.exporters.base import Sealed, Site
from redaksi.i18n import _
from redaksi.pictures.renditions import WIDTH, Renditions

Progress = Callable[[int, int], None]


class Obstacle(Enum):
    """Why a text may not leave."""

    ALTERED = auto()
    UNPUBLISHED = auto()
    EMBARGO = auto()


class Clearance(NamedTuple):
    """The answer whether an article may leave: its last sealed text, or an obstacle and why.

    `earlier` are the texts that were signed off before, the last one last.
    """

    piece: Sealed | None = None
    earlier: tuple[Sealed, ...] = ()
    obstacle: Obstacle | None = None
    why: str = ""


def clearance(context: Context, dossier: Dossier) -> Clearance:
    """Whether the last signed-off text of `dossier` may leave now."""
    if not audit.is_signed_off(dossier):
        return Clearance(obstacle=Obstacle.ALTERED, why=_("Its text does not match its sign-off."))
    article = dossier.article
    pieces = tuple(
        Sealed(article=article, text=dossier.text_of(one.revision), sign_off=one)
        for one in article.sign_offs
    )
    if not pieces:
        return Clearance(obstacle=Obstacle.UNPUBLISHED, why=_("It was never published."))
    if article.embargo and article.embargo > context.clock():
        return Clearance(obstacle=Obstacle.EMBARGO, why=embargoed(context, article.embargo))
    return Clearance(piece=pieces[-1], earlier=pieces[:-1])


def embargoed(context: Context, embargo: datetime) -> str:
    """The sentence that tells until when `embargo` holds an article back."""
    until = wording.moment(embargo, context.house.zone)
    return _("Embargo until {until}.").format(until=until)


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """An article (by its id) or a file (by its path) that did not leave, and why."""

    name: str
    why: str
    headline: str = ""


class Gate:
    """Passes the articles that may leave, and notes the others."""

    def __init__(self, context: Context, *, explicit: bool) -> None:
        """`explicit` articles were named: the unpublished ones among them are refused."""
        self.waiting: list[Held] = []
        self.refused: list[Held] = []
        self.reopened: list[str] = []
        self.is_whole = True
        """Whether every article was passed or was never published."""
        self._context = context
        self._explicit = explicit

    def pass_through(self, ids: Sequence[str], progress: Progress) -> Iterator[Sealed]:
        """The sealed texts of the articles `ids` that may leave."""
        for done, article_id in enumerate(ids, start=1):
            try:
                dossier = self._context.store.dossier(article_id)
            except RedaksiError as error:
                self.is_whole = False
                if self._explicit:
                    self.refused.append(Held(name=article_id, why=error.sentence))
            else:
                yield from self._passed(dossier)
            progress(done, len(ids))

    def _passed(self, dossier: Dossier) -> Iterator[Sealed]:
        article = dossier.article
        answer = clearance(self._context, dossier)
        if answer.piece:
            if article.stage is not Stage.PUBLISHED:
                self.reopened.append(article.id)
            yield answer.piece
            return
        self.is_whole &= answer.obstacle is Obstacle.UNPUBLISHED
        if answer.obstacle is Obstacle.EMBARGO:
            self.waiting.append(_held(article, answer.why))
        elif answer.obstacle is Obstacle.ALTERED or self._explicit:
            self.refused.append(_held(article, answer.why))


def _held(article: Article, why: str) -> Held:
    return Held(name=article.id, headline=article.text.headline, why=why)


def site(context: Context, longest: int = WIDTH) -> Site:
    """The publication of the newsroom, as its settings describe it now.

    Its photos have sides of at most `longest` pixels.
    """
    house = config.house_of(*context.newsroom.settings)
    return Site(
        zone=house.zone,
        url=house.site.url.rstrip("/"),
        title=house.site.title or house.name,
        uuid=context.newsroom.uuid,
        language=house.language,
        now=context.clock(),
        templates=context.newsroom.templates(),
        rendition=Renditions(context.store, longest),
    )
