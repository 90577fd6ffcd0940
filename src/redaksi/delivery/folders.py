"""Deliveries to folders: an exporter writes the files, and a command may bring them elsewhere.

A folder is filled as by `redaksi export`, with the same promises: nothing that somebody else
wrote or changed is replaced, and no file is ever half written. Delivered is what was read back
from the disk, after the command succeeded.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from redaksi.delivery.base import TargetRefused
from redaksi.delivery.outcome import (
    NOTHING,
    Outcome,
    Permission,
    PieceKey,
    StepLog,
    Work,
    not_held,
    whole,
)
from redaksi.delivery.programs import FolderCommand
from redaksi.domain.delivery import Holding, State, StepKind
from redaksi.exporters import folder, get, held, manifest
from redaksi.exporters.base import ArticleExporter, Sealed, Site
from redaksi.exporters.folder import Refusal
from redaksi.exporters.manifest import ALL
from redaksi.i18n import _


class FolderAccess:
    """The way to the folder of a target: nothing is opened."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def check(self) -> tuple[str, ...]:
        """Everything that prevents deliveries, a sentence each; () when nothing does."""
        around = next(one for one in (self._place, *self._place.parents) if one.exists())
        if not around.is_dir():
            return (_("{path} is not a folder.").format(path=around),)
        return ()

    def close(self) -> None:
        """Nothing is open."""


class FolderEngine:
    """The engine of one folder target, while its ledger is held."""

    def __init__(
        self,
        place: Path,
        format_name: str,
        command: FolderCommand,
        site: Callable[[], Site],
        log: StepLog,
    ) -> None:
        self._place = place
        self._format = format_name
        self._command = command
        self._site = site
        self._log = log

    @property
    def wants_all(self) -> bool:
        """Whether each delivery must be given all articles: a file is about all of them."""
        return not isinstance(get(self._format), ArticleExporter)

    def deliver(self, work: Iterable[Work], allowed: Permission = NOTHING) -> Iterator[Outcome]:
        """Write the files of `work`, run the command, and read the files back."""
        run, lists = _Run(self._log), _Lists(self._log, adopt=allowed.adopt)
        report = folder.write(
            self._place,
            self._format,
            run.passed(work),
            self._site(),
            overwrite=allowed.overwrite,
            keeper=lists,
        )
        lists.placed()
        different, present = held.differing(self._place, self._format, run.new_ids())
        run.refuse((*report.refused, *different), present)
        if run.new or report.written:
            try:
                self._bring()
            except TargetRefused as error:
                run.fail(whole(error))
        yield from run.finish()

    def plan(self, work: Iterable[Work], allowed: Permission = NOTHING) -> Iterator[Outcome]:
        """Yield which articles are new in the folder; nothing is written."""
        if not allowed.adopt:
            manifest.load(self._place / manifest.file_name(self._format), _Lists(self._log))
        for piece, _earlier in work:
            holding = self._log.holding(piece.article.id)
            if not _is_settled(holding, PieceKey.of(piece)):
                is_there = holding is not None and holding.shown is not None
                state = State.OUTDATED if is_there else State.WAITING
                yield self._log.outcome(PieceKey.of(piece), state)

    def withdraw(self, article_id: str, reason: str, others: Iterable[Work] = ()) -> Outcome:
        """Remove the files of the article, or make the files about all `others` anew.

        Raises:
            TargetRefused: when a file or the list of files was changed by hand, or the command
                failed.
        """
        holding = self._log.holding(article_id)
        if holding is None or holding.last.kind is StepKind.WITHDRAWN:
            raise not_held()
        for left in self._without(article_id, others):
            raise TargetRefused(f"{left.path}: {left.why}", _("Mend it by hand, then repeat."))
        self._bring()
        self._log.step(StepKind.WITHDRAWN, article_id, message=reason)
        return self._log.withdrawn(article_id, holding, reason)

    def _without(self, article_id: str, others: Iterable[Work]) -> tuple[Refusal, ...]:
        """Make the folder show only `others`; the files that somebody changed stay."""
        lists = _Lists(self._log, is_needed=True)
        remove = partial(held.remove, self._place, self._format, keeper=lists)
        left: tuple[Refusal, ...] = ()
        if self.wants_all:
            pieces = (piece for piece, _earlier in others)
            report = folder.write(self._place, self._format, pieces, self._site(), keeper=lists)
            is_last = not (report.written or report.unchanged or report.refused)
            left = remove(ALL) if is_last else report.refused
        left += remove(article_id)
        lists.placed()
        return left

    def _bring(self) -> None:
        """Run the command, if there is one.

        Raises:
            TargetRefused: when it fails, or what it should have pushed is not there.
        """
        self._command.bring(self._place)


class _Lists:
    """The lists of the files in the folder that the ledger knows, by their hashes.

    A list names the files that may be replaced and removed, and it lies where others may write: a
    forged one would make them files of ours. The ledger holds steps about the list without an
    article.
    """

    def __init__(self, log: StepLog, *, adopt: bool = False, is_needed: bool = False) -> None:
        """`adopt` takes over the list of somebody else; `is_needed` when one must be there."""
        self._log = log
        self._adopt = adopt
        self._is_needed = is_needed
        self._made = ""

    def check(self, found: str) -> None:
        """Compare the hash `found` of the list in place with the ledger.

        Raises:
            TargetRefused: when somebody else wrote the list.
        """
        holding = self._log.holding(ALL)
        if holding is None:
            is_ours = not found
        else:
            is_ours = found in holding.ours or not (found or self._is_needed)
        if is_ours:
            return
        if not self._adopt:
            raise TargetRefused(
                _("The list of files in the folder is not as a delivery left it."),
                _(
                    "Somebody changed it, or exported there by hand. Look at the files; then a "
                    "chief takes it over: redaksi deliver --to TARGET --adopt"
                ),
            )
        self._log.step(StepKind.ADOPTED, ALL, held=found)

    def note(self, made: str) -> None:
        """Note that a list with the hash `made` is about to be placed."""
        self._made = made
        self._log.step(StepKind.SENDING, ALL, held=made)

    def placed(self) -> None:
        """Note that the list that was made is in place."""
        if self._made:
            self._log.step(StepKind.DELIVERED, ALL, held=self._made)


class _Run:
    """One delivery: which articles are new in the folder, and what became of them."""

    def __init__(self, log: StepLog) -> None:
        self.new: list[PieceKey] = []
        self._log = log
        self._settled: list[PieceKey] = []
        self._refused: dict[str, str] = {}
        self._failure = ""

    def passed(self, work: Iterable[Work]) -> Iterator[Sealed]:
        """The texts of `work`; the ledger knows the new ones before the first file is placed."""
        for piece, _earlier in work:
            subject = PieceKey.of(piece)
            is_settled = _is_settled(self._log.holding(subject.article), subject)
            (self._settled if is_settled else self.new).append(subject)
            yield piece
        self._log.many(StepKind.SENDING, self.new)

    def new_ids(self) -> frozenset[str]:
        return frozenset(one.article for one in self.new)

    def refuse(self, refusals: Iterable[Refusal], present: frozenset[str]) -> None:
        """Note the files that are not as they should be.

        `present` are the articles with files in the folder, or ALL.
        """
        for one in refusals:
            self._refused.setdefault(one.article, f"{one.path}: {one.why}")
        if ALL not in present:
            for article in self.new_ids() - present:
                self._refused.setdefault(article, _("Its file is not there."))

    def fail(self, why: str) -> None:
        """Note that the command failed: nobody knows what arrived."""
        self._failure = why

    def finish(self) -> Iterator[Outcome]:
        """Note the result in the ledger, and yield what became of each new article."""
        done = [one for one in self.new if not self._why(one)]
        self._log.many(StepKind.DELIVERED, done)
        for subject in self.new:
            why = self._why(subject)
            if not why:
                yield self._log.outcome(subject, State.DELIVERED)
            elif self._failure:
                yield self._log.failed(subject, why)
            else:
                yield self._log.failed(subject, why, State.CHANGED)
        for subject in self._settled:
            if why := self._why(subject):
                yield self._log.failed(subject, why, State.CHANGED)

    def _why(self, subject: PieceKey) -> str:
        """Why the article is not delivered; "" when it is."""
        return self._refused.get(subject.article) or self._refused.get(ALL) or self._failure


def _is_settled(holding: Holding | None, subject: PieceKey) -> bool:
    """Whether the folder shows exactly this sign-off, as read back before."""
    return (
        holding is not None
        and holding.last.kind is StepKind.DELIVERED
        and holding.last.sign_off == subject.sign_off
    )
