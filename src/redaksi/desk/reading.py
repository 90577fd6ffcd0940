"""Looking: rows of the board, one article, its history, search."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from msgspec.structs import replace

from redaksi.desk import searching
from redaksi.desk.context import Context
from redaksi.desk.team import known
from redaksi.domain.article import Dossier, Event, SavedSearch, Stage
from redaksi.store.base import Presence, Problem, Row
from redaksi.store.query import ALL, Query
from redaksi.text import clean

__all__ = ["ALL", "Listing", "Presence", "Problem", "Query", "Reading", "Row"]


COMPLETED = ("byline", "dateline", "source", "rubric")
"""Fields of one line that are completed from what others hold; tags are, too."""

NEWEST = 300
"""Articles that are looked at for it."""


class Listing(NamedTuple):
    """Articles in an order: how many, their rows from an offset on (so many), and the ids of
    all.
    """

    total: int
    rows: Callable[[int, int], Sequence[Row]]
    ids: Callable[[], Sequence[str]]

    @classmethod
    def of(cls, rows: Sequence[Row]) -> "Listing":
        """`rows` that are all there."""
        return cls(
            len(rows),
            lambda offset, limit: rows[offset : offset + limit],
            lambda: [row.id for row in rows],
        )


class Reading:
    """The verbs that change nothing."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._store = context.store

    def rows(self, query: Query = ALL, limit: int | None = None, offset: int = 0) -> Sequence[Row]:
        """`limit` rows that `query` asks for, from `offset` on."""
        return self._store.page(query, limit, offset)

    def counts(self, query: Query = ALL) -> dict[Stage, int]:
        """How many articles that `query` asks for stand in each stage."""
        return self._store.counts(query)

    def listings(self, query: Query) -> dict[Stage, Listing]:
        """What `query` asks for, by stage.

        Whole stages are ready at once; else all is looked up, which takes time.
        """
        if query.is_whole:
            counts = self._store.counts(query)
            return {
                stage: self._whole(replace(query, stage=stage), counts[stage]) for stage in Stage
            }
        return {stage: self._chosen(ids) for stage, ids in self._store.found(query).items()}

    def _whole(self, query: Query, count: int) -> Listing:
        def ids() -> Sequence[str]:
            return [one for found in self._store.found(query).values() for one in found]

        ends: dict[
            int, Row
        ] = {}  # the row before an offset: from there a page is found at once, however far it lies

        def rows(offset: int, limit: int) -> Sequence[Row]:
            after = ends.get(offset)
            found = self._store.page(query, limit, 0 if after else offset, after)
            if found:
                ends[offset + len(found)] = found[-1]
            return found

        return Listing(count, rows, ids)

    def _chosen(self, ids: Sequence[str]) -> Listing:
        return Listing(
            len(ids),
            lambda offset, limit: self._store.rows_of(ids[offset : offset + limit]),
            lambda: ids,
        )

    def query(self, search: SavedSearch) -> Query:
        """What `search` asks for at this moment and of this person.

        Raises:
            EditorNotFound
            BadInput
        """
        return Query(
            stage=search.stage,
            editor=self._editor(search.editor),
            rubric=clean.line(search.rubric),
            tag=clean.line(search.tag),
            due=searching.due_before(search.due, self._context.clock(), self._context.house.zone),
            text=clean.line(search.text),
            spiked=search.spiked,
            sort=searching.sort(search.sort),
        )

    def _editor(self, name: str) -> str:
        """`name` as the team spells it, or of somebody who left and still has articles; the
        person for ME.
        """
        if searching.is_me(name) and not self._store.team().find(name):
            return self._context.person.name
        if not name or any(self._store.counts(Query(editor=name)).values()):
            return clean.line(name)
        return known(self._store.team(), name).name

    def search(self, words: str, limit: int = 50) -> Sequence[Row]:
        """The newest rows of articles that hold all `words`."""
        words = clean.line(words)
        return self._store.page(Query(text=words), limit) if words else ()

    def suggest(self, prefix: str, limit: int) -> Sequence[Row]:
        """`limit` rows whose ids begin with `prefix`, the newest ids first, as far as the index
        knows them at once.
        """
        return self._store.suggest(prefix, limit)

    def article(self, article_id: str) -> Dossier:
        """The dossier of an id or of its unique beginning."""
        return self._store.dossier(self._store.resolve(article_id))

    def history(self, article_id: str) -> tuple[Event, ...]:
        """The events of an article, from the first on."""
        return self.article(article_id).events

    @contextmanager
    def editing(self, article_id: str) -> Iterator[Presence]:
        """Tell everybody meanwhile that we have the article open for editing; gives what they
        see of us.
        """
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

    def known(self) -> dict[str, Sequence[str]]:
        """What the newest articles hold in the fields that are completed, most frequent first;
        in bylines the team.
        """
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for article in self._store.each(limit=NEWEST):
            for field in COMPLETED:
                found[field][getattr(article.text, field)] += 1
            found["tags"].update(article.text.tags)
        found["byline"].update({member.name: 0 for member in self._store.team().members})
        return {
            field: [value for value, _count in values.most_common() if value]
            for field, values in found.items()
        }
