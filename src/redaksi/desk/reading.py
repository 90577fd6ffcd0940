"""Reading: rows of the board, single articles, their history, and search."""

from __future__ import annotations

from collections import Counter, defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from redaksi.desk import searching
from redaksi.domain.article import Dossier, Event, SavedSearch, Stage
from redaksi.errors import RedaksiError
from redaksi.store.base import Presence, Problem, Row
from redaksi.store.query import ALL, Query
from redaksi.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from redaksi.desk.context import Context
    from redaksi.desk.snippets import Snippet

__all__ = ["ALL", "Listing", "Presence", "Problem", "Query", "Reading", "Row"]


COMPLETED = ("byline", "dateline", "source", "rubric")
"""The one-line fields that are completed from values in other articles; tags are, too."""

NEWEST = 300
"""The number of articles whose values are offered for completion."""


class DueCounts(NamedTuple):
    """How many unpublished articles are overdue, and how many others are due today."""

    overdue: int
    today: int


class Listing(NamedTuple):
    """An ordered list of articles: the total, the rows at an offset, and all ids.

    `rows` takes an offset and a limit.
    """

    total: int
    rows: Callable[[int, int], Sequence[Row]]
    ids: Callable[[], Sequence[str]]

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Listing:
        """A listing of `rows` that are already loaded."""
        return cls(
            len(rows),
            lambda offset, limit: rows[offset : offset + limit],
            lambda: [row.id for row in rows],
        )

    def behind(self, first: Sequence[Row]) -> Listing:
        """The listing of the rows `first`, then of this one."""
        return Listing(
            len(first) + self.total,
            self._rows_behind(first),
            lambda: [*(row.id for row in first), *self.ids()],
        )

    def _rows_behind(self, first: Sequence[Row]) -> Callable[[int, int], Sequence[Row]]:
        def rows(offset: int, limit: int) -> Sequence[Row]:
            head = first[offset : offset + limit]
            rest = limit - len(head)
            return [*head, *(self.rows(max(0, offset - len(first)), rest) if rest else ())]

        return rows


class Reading:
    """The verbs that change nothing."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._store = context.store

    def rows(self, query: Query = ALL, limit: int | None = None, offset: int = 0) -> Sequence[Row]:
        """Up to `limit` rows that match `query`, from `offset` on.

        A query for published articles finds those that are open again, too, and first.
        """
        live = self._reopened(query) if query.stage is Stage.PUBLISHED else ()
        if not live:
            return self._store.page(query, limit, offset)
        head = live[offset : None if limit is None else offset + limit]
        rest = None if limit is None else limit - len(head)
        return [*head, *self._store.page(query, rest, max(0, offset - len(live)))]

    def counts(self, query: Query = ALL) -> dict[Stage, int]:
        """The number of articles in each stage that match `query`."""
        return self._store.counts(query)

    def column_counts(self) -> dict[Stage, int]:
        """The number of articles in each column of the board (see `listings`)."""
        counts = self._store.counts(ALL)
        return {**counts, Stage.PUBLISHED: counts[Stage.PUBLISHED] + len(self._reopened(ALL))}

    def _reopened(self, query: Query) -> Sequence[Row]:
        """The rows that match `query`, open again while their published text is live.

        A draft that is put aside stands last: its published text is live all the same. What is due
        is sought in its own stage only.
        """
        if query.spiked or query.due or query.stage not in {None, Stage.PUBLISHED}:
            return ()
        live = replace(query, stage=None, reopened=True)
        return [*self._store.page(live), *self._store.page(replace(live, spiked=True))]

    def due_counts(self) -> DueCounts:
        """How much of the whole newsroom is overdue and due today."""
        now, zone = self._context.clock(), self._context.house.zone
        ends = (searching.due_before(word, now, zone) for word in (searching.OVERDUE, "today"))
        overdue, until_midnight = (sum(self.counts(Query(due=end)).values()) for end in ends)
        return DueCounts(overdue, until_midnight - overdue)

    def listings(self, query: Query) -> dict[Stage, Listing]:
        """The articles that match `query`, by stage.

        An article that is open again stands in its stage and, because its published text is live,
        before the published ones.

        A query for whole stages is answered at once. Any other query looks up all matching ids,
        which takes time.
        """
        if query.is_whole:
            counts = self._store.counts(query)
            listings = {
                stage: self._whole(replace(query, stage=stage), counts[stage]) for stage in Stage
            }
        else:
            found = self._store.found(query)
            listings = {stage: self._chosen(ids) for stage, ids in found.items()}
        published = listings[Stage.PUBLISHED].behind(self._reopened(query))
        return {**listings, Stage.PUBLISHED: published}

    def _whole(self, query: Query, count: int) -> Listing:
        def ids() -> Sequence[str]:
            return [one for found in self._store.found(query).values() for one in found]

        # The row before each offset: a page after a known row costs the same at any depth.
        ends: dict[int, Row] = {}

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
        """The query that `search` means at this moment and for this person.

        Raises:
            EditorNotFound, AmbiguousName: when the editor is unknown, or can be several people.
            BadInput: when the due date or the order is unknown.
        """
        return replace(
            self._held_by(search.editor),
            stage=search.stage,
            rubric=clean.line(search.rubric),
            tag=clean.line(search.tag),
            due=searching.due_before(search.due, self._context.clock(), self._context.house.zone),
            text=clean.line(search.text),
            spiked=search.spiked,
            sort=searching.sort(search.sort),
        )

    def _held_by(self, name: str) -> Query:
        """The query for all articles of the editor `name`; `NOBODY` stands for none."""
        if searching.is_nobody(name) and not self._store.team().find(name):
            return Query(unassigned=True)
        return Query(editor=self._editor(name))

    def _editor(self, name: str) -> str:
        """`name` as the team spells it; `ME` stands for the current person.

        The name of somebody who left the team but still has articles is kept.
        """
        if searching.is_me(name) and not self._store.team().find(name):
            return self._context.person.name
        if not name or any(self._store.counts(Query(editor=name)).values()):
            return clean.line(name)
        from redaksi.desk.part_of_name import meant  # noqa: PLC0415 - not before the first paint

        return meant(self._store.team(), name).name

    def search(
        self, words: str, limit: int = 50, *, stage: Stage | None = None, editor: str = ""
    ) -> Sequence[Row]:
        """The newest rows of articles that contain all `words`.

        Only those in `stage` and of `editor`, where these are given.

        Raises:
            EditorNotFound: when `editor` is unknown.
        """
        words = clean.line(words)
        query = replace(self._held_by(editor), text=words, stage=stage)
        return self.rows(query, limit) if words else ()

    def snippet(self, article_id: str, words: str) -> Snippet:
        """The part of the article that holds `words`, and their places in its headline."""
        from redaksi.desk.snippets import Snippet, snippet  # noqa: PLC0415 - not before the first paint

        try:
            return snippet(self._store.dossier(article_id).article.text, words)
        except RedaksiError:  # the board names what cannot be read
            return Snippet()

    def suggest(self, prefix: str, limit: int) -> Sequence[Row]:
        """Up to `limit` rows whose ids begin with `prefix`, the newest first.

        Only the index is read, so the answer comes at once.
        """
        return self._store.suggest(prefix, limit)

    def article(self, article_id: str) -> Dossier:
        """The dossier with the id `article_id`, or with that unique prefix."""
        return self._store.dossier(self._store.resolve(article_id))

    def history(self, article_id: str) -> tuple[Event, ...]:
        """The events of an article, the first event first."""
        return self.article(article_id).events

    @contextmanager
    def editing(self, article_id: str) -> Iterator[Presence]:
        """Announce to others that this person has the article open for editing.

        Yields the presence that others see.
        """
        presence = Presence(editor=self._context.person.name, since=self._context.clock())
        with self._store.announce(article_id, presence):
            yield presence

    def editors(self, article_id: str) -> Sequence[Presence]:
        """Everybody who has the article open for editing, this person too; the earliest first."""
        return self._store.present(article_id)

    def refresh(self) -> set[str]:
        """Index changes made outside the program; return the ids of the changed articles."""
        return self._store.refresh()

    def problems(self) -> Sequence[Problem]:
        """The dossiers that cannot be read."""
        return self._store.problems()

    def known(self) -> dict[str, Sequence[str]]:
        """The values in completed fields of the newest articles, the most frequent first.

        The bylines also contain the names of the team. `credit` are those of photos.
        """
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for article in self._store.each(limit=NEWEST):
            for field in COMPLETED:
                found[field][getattr(article.text, field)] += 1
            found["tags"].update(article.text.tags)
            found["credit"].update(photo.credit for photo in article.text.photos)
        found["byline"].update({member.name: 0 for member in self._store.team().members})
        return {
            field: [value for value, _count in values.most_common() if value]
            for field, values in found.items()
        }
