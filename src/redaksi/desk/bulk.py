"""One action on several articles, with one report.

Each article passes the same checks as when it is handled alone. A refused article does not stop
the others.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

import msgspec

from redaksi.desk.context import Context
from redaksi.desk.moves import Moves
from redaksi.desk.part_of_name import meant
from redaksi.domain.article import Dossier, Stage
from redaksi.domain.workflow import FROM, Move, OpenPoint
from redaksi.errors import RedaksiError

Progress = Callable[[int, int], None]
"""Called with the number of articles done and the number of all articles."""


class BulkOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """The result for one article.

    `why` is the sentence of the refusal, "" when the action was done. `code` is the exit code of
    the refusal, 0 when the action was done.
    """

    id: str
    headline: str
    why: str = ""
    code: int = 0


class BulkReport(msgspec.Struct, frozen=True, kw_only=True):
    """The results for all articles, in the order in which the articles were named."""

    done: tuple[BulkOutcome, ...]
    refused: tuple[BulkOutcome, ...]

    @property
    def code(self) -> int:
        """The highest exit code of the refusals, 0 for none."""
        return max((one.code for one in self.refused), default=0)


class BulkVerbs:
    """The verbs on several articles.

    Before the first article each verb raises EditorNotFound when an editor that it names is not in
    the team, and AmbiguousName when several people can be meant.
    """

    def __init__(self, context: Context, moves: Moves) -> None:
        self._context = context
        self._moves = moves

    def assign(
        self,
        ids: Sequence[str],
        stage: Stage | None,
        editor: str,
        progress: Progress = lambda _done, _total: None,
    ) -> BulkReport:
        """Assign a stage of each article to `editor`: `stage`, or the present stage for None."""
        name = meant(self._context.store.team(), editor).name
        return self._each(
            ids, lambda article_id: self._moves.assign(article_id, stage, name), progress
        )

    def submit(
        self,
        ids: Sequence[str],
        to: str | None = None,
        progress: Progress = lambda _done, _total: None,
    ) -> BulkReport:
        """Move each article from draft to review; assign the review to `to` if it is given."""
        name = meant(self._context.store.team(), to).name if to else None
        return self._each(ids, lambda article_id: self._moves.submit(article_id, name), progress)

    def preflight(
        self, ids: Sequence[str], move: Move
    ) -> Iterator[tuple[Dossier, tuple[OpenPoint, ...]]]:
        """Each article before whose `move` something stands, with its open points.

        An article that cannot be read is left out: the move itself reports it. A separate thread
        may call this method.
        """
        for article_id in ids:
            with suppress(RedaksiError):
                dossier = self._context.store.dossier(article_id)
                if dossier.article.stage is FROM[move] and (
                    stands := self._moves.preflight(move, dossier)
                ):
                    yield dossier, stands

    def _each(
        self, ids: Sequence[str], act: Callable[[str], Dossier], progress: Progress
    ) -> BulkReport:
        named = dict.fromkeys(map(self._whole, ids))  # an article named twice is handled once
        outcomes = []
        for number, article_id in enumerate(named, start=1):
            outcomes.append(self._one(article_id, act))
            progress(number, len(named))
        return BulkReport(
            done=tuple(one for one in outcomes if not one.code),
            refused=tuple(one for one in outcomes if one.code),
        )

    def _one(self, article_id: str, act: Callable[[str], Dossier]) -> BulkOutcome:
        try:
            dossier = act(article_id)
        except RedaksiError as error:
            return BulkOutcome(
                id=article_id,
                headline=self._headline(article_id),
                why=error.sentence,
                code=error.exit_code,
            )
        return BulkOutcome(id=dossier.id, headline=dossier.article.text.headline)

    def _whole(self, article_id: str) -> str:
        """The full id for `article_id`; `article_id` unchanged when it matches no article.

        The action itself then reports the unknown id.
        """
        try:
            return self._context.store.resolve(article_id)
        except RedaksiError:
            return article_id

    def _headline(self, article_id: str) -> str:
        try:
            return self._context.store.dossier(article_id).article.text.headline
        except RedaksiError:
            return ""
