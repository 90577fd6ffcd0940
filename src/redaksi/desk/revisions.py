"""Revisions: list the saved texts, compare two of them, and restore one."""

from bisect import bisect
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

import msgspec

from redaksi.desk import particulars
from redaksi.desk.context import Act, Context
from redaksi.desk.copy import revised
from redaksi.domain import changes, record, workflow
from redaksi.domain.article import Change, Dossier, SignOff, Stage, Text
from redaksi.errors import NotFound
from redaksi.i18n import _
from redaksi.text.word_diff import DiffPiece, difference

FOLD = timedelta(minutes=10)
"""The longest time between saves that are shown as one.

The saves must be by one person, without a move between them.
"""

LATEST, PUBLISHED, APPROVED = "latest", "published", "approved"
"""Names of revisions: the newest, the last published, the last that the person signed off."""
INDONESIAN = {"terbaru": LATEST, "tayang": PUBLISHED, "disetujui": APPROVED}
"""The Indonesian names, which are accepted whatever the person's language is."""


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """Consecutive saves shown as one.

    `first` and `last` are revision numbers, `by` and `stage` belong to all saves, and `at` is the
    time of the last save.
    """

    first: int
    last: int
    by: str
    stage: Stage
    at: datetime


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """The change of one field, or of one paragraph in the body."""

    field: str
    pieces: tuple[DiffPiece, ...]


class RevisionVerbs:
    """The verbs about earlier texts."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def list(self, article_id: str, unfolded: Collection[int] = ()) -> tuple[Run, ...]:
        """The revisions of an article, the first revision first, with consecutive saves folded.

        The runs whose last revisions are `unfolded` stand as single revisions.
        """
        dossier = self._open(article_id)
        return tuple(
            one
            for run in folded(dossier)
            for one in (_single(dossier, run) if run.last in unfolded else (run,))
        )

    def diff(
        self, article_id: str, before: str | None = None, after: str = LATEST
    ) -> tuple[Difference, ...]:
        """The differences from revision `before` to revision `after`.

        Without `before` the revision before `after` is taken. A revision is named by its number,
        or as latest, published or approved.

        Raises:
            NotFound: when there is no such revision.
        """
        dossier = self._open(article_id)
        end = self.number(dossier, after)
        start = self.number(dossier, before) if before else max(end - 1, 1)
        return differences(dossier.text_of(start), dossier.text_of(end))

    def restore(self, article_id: str, revision: str, base: int | None = None) -> Dossier:
        """Save the text of `revision` again as the newest revision; raises as `Copy.edit`.

        Raises:
            NotFound: when there is no such revision.
        """

        def alter(dossier: Dossier, act: Act) -> Dossier:
            workflow.check_edit(dossier, act.person)
            number = self.number(dossier, revision)
            return revised(dossier, dossier.text_of(number), act.person, act.at, restored=number)

        return self._context.change(article_id, base, alter)

    def number(self, dossier: Dossier, name: str) -> int:
        """The number of the revision called `name`.

        Raises:
            NotFound: when there is no such revision.
        """
        found = self._named(dossier, name.strip().casefold())
        if found is None or not 1 <= found <= len(dossier.revisions):
            raise NotFound(
                _("{id} has no revision {name}.").format(id=dossier.id, name=name),
                _(
                    "Revisions run from 1 to {last}; latest, published and approved are names, "
                    "too."
                ).format(last=len(dossier.revisions)),
            )
        return found

    def version(self, dossier: Dossier, name: str) -> int:
        """The last version of `dossier` at which the revision called `name` was the newest.

        Raises:
            NotFound: when there is no such revision.
        """
        number = self.number(dossier, name)
        return (
            dossier.version
            if number == len(dossier.revisions)
            else dossier.revisions[number].version - 1
        )

    def _named(self, dossier: Dossier, name: str) -> int | None:
        name = INDONESIAN.get(name, name)
        if name == LATEST:
            return len(dossier.revisions)
        if name in {PUBLISHED, APPROVED}:
            found = (
                one
                for one in dossier.article.sign_offs
                if name == PUBLISHED or self._is_own(dossier, one)
            )
            return max((one.revision for one in found), default=None)
        return int(name) if name.isdecimal() else None

    def _is_own(self, dossier: Dossier, sign_off: SignOff) -> bool:
        actor, person = (
            workflow.actor_of(dossier, sign_off.editor, sign_off.at),
            self._context.person,
        )
        return workflow.is_own(actor, person, self._context.rules.people)

    def _open(self, article_id: str) -> Dossier:
        return self._context.store.dossier(self._context.store.resolve(article_id))


def differences(before: Text, after: Text) -> tuple[Difference, ...]:
    """The changes from `before` to `after`, word by word."""
    return tuple(
        Difference(field=one.field, pieces=difference(*_sides(one, before, after)))
        for one in changes.between(before, after)
    )


def _sides(change: Change, before: Text, after: Text) -> tuple[str, str]:
    """The old and the new value of `change`, as a person types them."""
    if change.field == "body":
        return change.before, change.after
    return particulars.spelled(before, change.field), particulars.spelled(after, change.field)


def as_of(dossier: Dossier, number: int) -> Dossier:
    """`dossier` with the text of the revision `number` and no later one, and without notes."""
    text = dossier.text_of(number)
    names = tuple(str(place) for place, _text in enumerate(text.body))
    article = msgspec.structs.replace(dossier.article, text=text, paragraph_ids=names)
    return msgspec.structs.replace(
        dossier, article=article, notes=(), revisions=dossier.revisions[:number]
    )


def _single(dossier: Dossier, run: Run) -> Iterator[Run]:
    """Each revision of `run` as a run of its own."""
    for one in dossier.revisions[run.first - 1 : run.last]:
        yield Run(first=one.number, last=one.number, by=one.by, stage=one.stage, at=one.at)


def folded(dossier: Dossier) -> tuple[Run, ...]:
    """The revisions of `dossier`, with consecutive saves by one person folded into runs.

    A move, or more than `FOLD` between two saves, begins a new run.
    """
    moves = [event.version for event in dossier.events if record.is_move(event)]
    runs: list[Run] = []
    for one in dossier.revisions:
        run = Run(first=one.number, last=one.number, by=one.by, stage=one.stage, at=one.at)
        before = dossier.revisions[one.number - 2] if runs else one
        moved = bisect(moves, one.version) > bisect(moves, before.version)
        if runs and before.by == one.by and abs(one.at - before.at) <= FOLD and not moved:
            run = msgspec.structs.replace(run, first=runs.pop().first)
        runs.append(run)
    return tuple(runs)
