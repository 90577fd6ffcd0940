"""Looking: rows of the board, one article, its history, search."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from redaksi import clean
from redaksi.article import Dossier, Event, Stage
from redaksi.desk.context import Context
from redaksi.store.base import Presence, Problem, Row

__all__ = ["Presence", "Problem", "Reading", "Row"]


class Reading:
    """The verbs that change nothing. Rows come newest first."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._store = context.store

    def rows(
        self,
        stage: Stage | None = None,
        editor: str | None = None,
        limit: int | None = None,
        offset: int = 0,
        spiked: bool = False,
    ) -> Sequence[Row]:
        """LIMIT rows from OFFSET on, of STAGE and of the present EDITOR if named; those SPIKED, or the others."""
        name = None if editor is None else clean.line(editor)
        return () if name == "" else self._store.rows(stage, name, limit, offset, spiked)

    def counts(self) -> dict[Stage, int]:
        """How many articles stand in each stage."""
        return self._store.counts()

    def search(self, words: str, limit: int = 50) -> Sequence[Row]:
        """Rows of articles that hold all WORDS."""
        return self._store.search(clean.line(words), limit)

    def article(self, article_id: str) -> Dossier:
        """The dossier of an id or of its unique beginning."""
        return self._store.get(self._store.resolve(article_id))

    def history(self, article_id: str) -> tuple[Event, ...]:
        """The events of an article, from the first on."""
        return self.article(article_id).events

    @contextmanager
    def editing(self, article_id: str) -> Iterator[Presence]:
        """Tell everybody meanwhile that we have the article open for editing; gives what they see of us."""
        presence = Presence(editor=self._context.person.name, since=self._context.clock())
        with self._store.announce(article_id, presence):
            yield presence

    def editors(self, article_id: str) -> Sequence[Presence]:
        """Who has the article open for editing, ourselves included; the earliest first."""
        return self._store.present(article_id)

    def refresh(self) -> set[str]:
        """Take in what changed outside; the ids that did."""
        return self._store.refresh()

    def problems(self) -> Sequence[Problem]:
        """The dossiers that cannot be read."""
        return self._store.problems()
