"""Which articles are due at a target, and the state of each there."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from redaksi.delivery.outcome import Outcome, Work
from redaksi.desk.context import Context
from redaksi.desk.leaving import Obstacle, clearance
from redaksi.domain.article import Dossier
from redaksi.domain.delivery import Holding, State, StepKind, Target, state_of
from redaksi.errors import RedaksiError
from redaksi.store.base import Row
from redaksi.store.query import Query

Progress = Callable[[int, int], None]

_SETTLED = {None, State.DELIVERED, State.WITHDRAWN}
"""The states in which a delivery of everything that is due leaves an article alone."""
_OUTSIDE = {None, State.WITHDRAWN}
"""The states of articles that a target neither shows nor waits for."""


class Queue:
    """The articles of one target, whose ledger says `holdings`."""

    def __init__(self, context: Context, target: Target, holdings: Mapping[str, Holding]) -> None:
        self.held_back: list[Outcome] = []
        """The articles that may not leave now, and why."""
        self._context = context
        self._target = target
        self._holdings = holdings

    def work(self, ids: Sequence[str], progress: Progress, *, everything: bool) -> Iterator[Work]:
        """The articles `ids`, or all that are due for none.

        A target that wants `everything` is given all that it shows, as soon as one is due.
        """
        if everything:
            return self._everything(frozenset(ids), progress)
        return self._named(ids, progress) if ids else self._due(progress)

    def _named(self, ids: Sequence[str], progress: Progress) -> Iterator[Work]:
        """The articles `ids`, as far as they may leave; the limits of the target do not count."""
        for done, article_id in enumerate(ids, start=1):
            yield from self._work(self._context.store.dossier(article_id))
            progress(done, len(ids))

    def _due(self, progress: Progress) -> Iterator[Work]:
        """Every article that waits, is out of date or has an unsettled delivery."""
        rows = list(self._rows())
        for done, dossier in self._changed(rows):
            yield from self._work(dossier)
            progress(done, len(rows))

    def _changed(self, rows: Sequence[Row]) -> Iterator[tuple[int, Dossier]]:
        """The articles of `rows` that are due, each with its number."""
        for done, row in enumerate(rows, start=1):
            if self._is_settled(row):
                continue
            dossier = self._dossier(row.id)
            if dossier and self._state(dossier) not in _SETTLED:
                yield done, dossier

    def _everything(self, ids: Collection[str], progress: Progress) -> Iterator[Work]:
        """All articles that the target wants or shows, and the named ones."""
        rows = list(self._rows())
        if not ids and not any(True for _row, _dossier in self._changed(rows)):
            return
        for done, row in enumerate(rows, start=1):
            dossier = self._dossier(row.id)
            if dossier and (row.id in ids or self._state(dossier) not in _OUTSIDE):
                yield from self._work(dossier)
            progress(done, len(rows))

    def shown(self, without: str) -> Iterator[Work]:
        """All articles that the target wants or shows, except the article `without`."""
        for row in self._rows():
            dossier = self._dossier(row.id)
            if dossier and row.id != without and self._state(dossier) not in _OUTSIDE:
                yield from self._work(dossier)

    def states(self, ids: Sequence[str]) -> Iterator[Outcome]:
        """The state of the articles `ids`, or of all that the target holds or waits for."""
        rows = self._context.store.rows_of(ids) if ids else self._rows()
        for row in rows:
            if self._is_settled(row):
                yield self._outcome(row.id, State.DELIVERED)
            elif (dossier := self._dossier(row.id)) and (state := self._state(dossier)):
                yield self._outcome(row.id, state)

    def _rows(self) -> Iterator[Row]:
        """The rows of all articles, the spiked ones included; the last changed come last.

        So the newest article is the first of a list at the target.
        """
        store = self._context.store
        rows = [row for query in (Query(), Query(spiked=True)) for row in store.page(query)]
        return reversed(rows)

    def _is_settled(self, row: Row) -> bool:
        """Whether nothing happened to the article since the target was read back.

        The ledger alone tells, so an archive is not read again for each delivery.
        """
        holding = self._holdings.get(row.id)
        return (
            holding is not None
            and holding.last.kind is StepKind.DELIVERED
            and not holding.last.recipient
            and holding.last.version == row.version
        )

    def _dossier(self, article_id: str) -> Dossier | None:
        try:
            return self._context.store.dossier(article_id)
        except RedaksiError:  # `doctor` and `verify` name it
            return None

    def _state(self, dossier: Dossier) -> State | None:
        wanted = dossier.live is not None and self._target.wants(dossier.live[0])
        return state_of(
            dossier.article,
            self._holdings.get(dossier.id),
            self._context.clock(),
            wanted=wanted,
        )

    def _work(self, dossier: Dossier) -> Iterator[Work]:
        answer = clearance(self._context, dossier)
        if answer.piece:
            yield Work(answer.piece, answer.earlier)
            return
        state = State.EMBARGOED if answer.obstacle is Obstacle.EMBARGO else State.FAILED
        self.held_back.append(self._outcome(dossier.id, state, answer.why))

    def _outcome(self, article_id: str, state: State, message: str = "") -> Outcome:
        holding = self._holdings.get(article_id)
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
