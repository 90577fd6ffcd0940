"""Which articles are due at a target, and the state of each there."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property

from redaksi.delivery import kinds
from redaksi.delivery.outcome import Outcome, Work
from redaksi.desk.context import Context
from redaksi.desk.leaving import Obstacle, clearance, embargoed
from redaksi.domain.article import Article, Dossier, Stage
from redaksi.domain.delivery import SETTLED, State, Step, StepKind, Target
from redaksi.domain.holdings import (
    Holding,
    LedgerSummary,
    due,
    first_published,
    is_news,
    state_of,
    told,
)
from redaksi.errors import NewsroomGone, RedaksiError
from redaksi.i18n import _
from redaksi.store.base import Row
from redaksi.store.query import Query

Progress = Callable[[int, int], None]

_OUTSIDE = {None, State.WITHDRAWN}
"""The states of articles that a target neither shows nor waits for."""


def all_rows(context: Context) -> Sequence[Row]:
    """The rows of all articles, the spiked ones included; the last changed come last.

    So the newest article is the first of a list at the target.
    """
    rows = [row for query in (Query(), Query(spiked=True)) for row in context.store.page(query)]
    rows.reverse()
    return rows


class Queue:
    """The articles of one target, whose ledger is summed up in `summary`."""

    def __init__(self, context: Context, target: Target, summary: LedgerSummary) -> None:
        self.held_back: list[Outcome] = []
        """The articles that may not leave now, and why."""
        self._context = context
        self._target = target
        self._summary = summary

    def work(
        self,
        ids: Sequence[str],
        progress: Progress,
        *,
        everything: bool = False,
        with_settled: bool = False,
        with_old: bool = False,
    ) -> Iterator[Work]:
        """The articles `ids`, or all that are due for none.

        A target that wants `everything` is given all that it shows, as soon as one is due; with
        `with_settled` also when none is. With
        `with_old`, a target of messages is given those of `ids`, too, that are no news there.
        """
        if everything:
            return self._everything(frozenset(ids), progress, with_settled)
        return self._named(ids, progress, with_old) if ids else self._due(progress)

    def _named(self, ids: Sequence[str], progress: Progress, with_old: bool) -> Iterator[Work]:
        """The articles `ids`, as far as they may leave; the limits of the target do not count."""
        for done, article_id in enumerate(ids, start=1):
            dossier = self._readable(article_id)
            if dossier and (with_old or self._is_begun_for(dossier.article)):
                yield from self._work(dossier)
            progress(done, len(ids))

    def _readable(self, article_id: str) -> Dossier | None:
        """The dossier of an article that should be delivered; an unreadable one is held back."""
        try:
            return self._context.store.dossier(article_id)
        except NewsroomGone:
            raise
        except RedaksiError as error:
            self.held_back.append(self._outcome(article_id, State.FAILED, error.sentence))
            return None

    def _due(self, progress: Progress) -> Iterator[Work]:
        """Every article that waits, is out of date or has an unsettled delivery."""
        rows = all_rows(self._context)
        for done, dossier in self._changed(rows):
            yield from self._work(dossier)
            progress(done, len(rows))

    def _changed(self, rows: Sequence[Row]) -> Iterator[tuple[int, Dossier]]:
        """The articles of `rows` that are due, each with its number."""
        for done, row in enumerate(rows, start=1):
            is_due = self._state(row) not in {None, *SETTLED} and not self.is_leaving(row.id)
            if is_due and (dossier := self._dossier(row.id)):
                yield done, dossier

    def _everything(
        self, ids: Collection[str], progress: Progress, with_settled: bool
    ) -> Iterator[Work]:
        """All articles that the target wants or shows, and the named ones."""
        rows = all_rows(self._context)
        if not (ids or with_settled) and not any(True for _row, _dossier in self._changed(rows)):
            return
        for done, row in enumerate(rows, start=1):
            is_inside = row.id in ids or self._is_inside(row)
            if is_inside and (dossier := self._readable(row.id)):
                yield from self._work(dossier)
            progress(done, len(rows))

    def untold(self, ids: Sequence[str], told: Iterable[Outcome]) -> Iterator[Outcome]:
        """The states of the articles `ids` that `told` does not tell of."""
        known = {one.article for one in told}
        left = [one for one in ids if one not in known]
        return self.states(left) if left else iter(())

    def shown(self, without: str) -> Iterator[Work]:
        """All articles that the target wants or shows, except the article `without`."""
        for row in all_rows(self._context):
            is_inside = row.id != without and self._is_inside(row)
            if is_inside and (dossier := self._dossier(row.id)):
                yield from self._work(dossier)

    def _is_inside(self, row: Row) -> bool:
        """Whether the target shows or waits for the article of `row`."""
        return self._state(row) not in _OUTSIDE and not self.is_leaving(row.id)

    def leaving(self) -> Mapping[str, Step]:
        """The intents of the withdrawals that are not finished, by article."""
        found = {one: holding.withdrawal for one, holding in self._summary.holdings.items()}
        return {one: step for one, step in found.items() if step}

    def is_leaving(self, article_id: str) -> bool:
        """Whether the withdrawal of the article is not finished."""
        holding = self._holding(article_id)
        return holding is not None and holding.withdrawal is not None

    def states(self, ids: Sequence[str]) -> Iterator[Outcome]:
        """The state of the articles `ids` that the target holds or waits for."""
        rows = self._context.store.rows_of(ids)
        return (outcome for _row, outcome in self.with_rows(rows))

    def with_rows(self, rows: Iterable[Row]) -> Iterator[tuple[Row, Outcome]]:
        """Those of `rows` whose articles the target holds or waits for, each with its state."""
        for row in rows:
            if state := self._state(row):
                yield row, self._outcome(row.id, state, self._why(row, state))

    def _why(self, row: Row, state: State) -> str:
        """Why the article of `row` has to wait, or to leave; "" when the last step tells."""
        holding = self._holding(row.id)
        if holding and holding.withdrawal:
            why = holding.last.message if holding.last.kind is StepKind.FAILED else ""
            unfinished = _("Its withdrawal is not finished; the next delivery goes on with it.")
            return f"{unfinished} {why}".strip()
        if state is State.EMBARGOED and row.embargo:
            return embargoed(self._context, row.embargo)
        return ""

    def _state(self, row: Row) -> State | None:
        """The state of the article of `row`; its dossier is read only where the row does not tell.

        So an archive is not read again for each delivery.
        """
        holding = self._holding(row.id)
        if holding and (state := told(holding, row.version)):
            return state
        if not row.sealed or not self._is_expected(row.id, row.first_published, row.embargo):
            return None
        if row.stage is Stage.PUBLISHED and not (holding and holding.shown):
            return due(row.embargo, self._context.clock()) if self._wants(row) else None
        dossier = self._dossier(row.id)
        return self._state_of(dossier, holding) if dossier else None

    def _holding(self, article_id: str) -> Holding | None:
        return self._summary.holdings.get(article_id)

    def _is_begun_for(self, article: Article) -> bool:
        return self._is_expected(article.id, first_published(article), article.embargo)

    def _is_expected(
        self, article_id: str, published: datetime | None, embargo: datetime | None
    ) -> bool:
        """Whether the readers of the target expect an article that was first `published` then.

        Messages begin with the news; whoever sends an older article by name begins that one.
        """
        return (
            not kinds.sends_messages(self._target)
            or article_id in self._summary.holdings
            or is_news(published, embargo, self._summary.begun)
        )

    def _wants(self, row: Row) -> bool:
        """Whether the target wants the article of `row`, whose text is the sealed one."""
        return self._target.wants_rubric(row.rubric) and (
            not self._target.tags or row.id in self._tagged
        )

    @cached_property
    def _tagged(self) -> frozenset[str]:
        """The ids of the articles with a tag of the target."""
        return frozenset(
            article_id
            for tag in self._target.tags
            for query in (Query(tag=tag), Query(tag=tag, spiked=True))
            for ids in self._context.store.found(query).values()
            for article_id in ids
        )

    def _dossier(self, article_id: str) -> Dossier | None:
        try:
            return self._context.store.dossier(article_id)
        except RedaksiError:  # `doctor` and `verify` name it
            return None

    def _state_of(self, dossier: Dossier, holding: Holding | None) -> State | None:
        wanted = dossier.live is not None and self._target.wants(dossier.live[0])
        return state_of(dossier.article, holding, self._context.clock(), wanted=wanted)

    def _work(self, dossier: Dossier) -> Iterator[Work]:
        answer = clearance(self._context, dossier)
        if answer.piece:
            yield Work(answer.piece, answer.earlier)
            return
        state = State.EMBARGOED if answer.obstacle is Obstacle.EMBARGO else State.FAILED
        self.held_back.append(self._outcome(dossier.id, state, answer.why))

    def _outcome(self, article_id: str, state: State, message: str = "") -> Outcome:
        holding = self._holding(article_id)
        last = holding.last if holding else None
        return Outcome(
            target=self._target.name,
            article=article_id,
            revision=last.revision if last else 0,
            state=state,
            id=holding.id if holding else "",
            link=holding.link if holding else "",
            message=message or (last.message if last else ""),
        )
