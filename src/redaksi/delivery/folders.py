"""Deliveries to folders: an exporter writes the files, and a command may bring them elsewhere.

A folder is filled as by `redaksi export`, with the same promises: nothing that somebody else
wrote or changed is replaced, and no file is ever half written. Delivered is what was read back
from the disk, after the command succeeded. Each delivery compares what was delivered before: what
somebody changed or removed is told, and is made anew only when a chief says so.
"""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

import msgspec

from redaksi.delivery.base import TargetRefused
from redaksi.delivery.file_lists import FileLists
from redaksi.delivery.folder_comparison import FolderComparison, names_of, shared_differ, told_of
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
from redaksi.domain.delivery import State, StepKind
from redaksi.domain.holdings import Holding
from redaksi.exporters import folder, get, held, manifest
from redaksi.exporters.base import ArticleExporter, CollectionExporter, Sealed, Site
from redaksi.exporters.folder import Refusal
from redaksi.exporters.held import FileDifference
from redaksi.exporters.manifest import ALL, Entry
from redaksi.i18n import _, ngettext

_DIFFERENT = {State.CHANGED.value, State.GONE.value}


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
        self._list = place / manifest.file_name(format_name)
        self._command = command
        self._site = site
        self._log = log

    def wants_all(self, allowed: Permission) -> bool:
        """Whether this delivery must be given all articles.

        A file is about all of them, or a chief lets all that differs be made anew.
        """
        return self._is_of_all or (allowed.overwrite and allowed.only is None)

    @property
    def _is_of_all(self) -> bool:
        return not isinstance(get(self._format), ArticleExporter)

    @property
    def _is_one_file(self) -> bool:
        """Whether the texts of all articles stand in the same file."""
        return isinstance(get(self._format), CollectionExporter)

    def deliver(self, work: Iterable[Work], allowed: Permission = NOTHING) -> Iterator[Outcome]:
        """Write the files of `work`, run the command, and read the files back.

        Raises:
            TargetRefused: after the outcomes, when files about all articles differ.
        """
        lists = FileLists(self._log, adopt=allowed.adopt)
        before = self._compared(manifest.load(self._list, lists))
        is_pending = lists.is_pending
        run = _Run(self._log, allowed, before)
        report = folder.write(
            self._place,
            self._format,
            run.passed(work),
            self._site(),
            overwrite=_overwritten(allowed),
            inspected=before.inspected(allowed),
            keeper=lists,
        )
        if not (is_pending or report.written or report.removed):
            lists.brought()  # it only has new stamps: there is nothing that a command could bring
        strays = self._remove_withdrawn(run.given, lists)
        after = self._compared(manifest.load(self._list), run.given, read=report.written)
        run.look(after, self._refused(report.refused, after), is_one_file=self._is_one_file)
        if lists.is_pending or run.arrived or report.written:
            try:
                self._command.bring(self._place)
            except TargetRefused as error:
                run.fail(whole(error))
                lists.fail(whole(error))
            else:
                lists.brought()
        yield from run.finish()
        run.check((*strays, *after.shared(report.refused)), self._log.target)

    def plan(self, work: Iterable[Work], allowed: Permission = NOTHING) -> Iterator[Outcome]:
        """Yield which articles are new in the folder, and what differs; nothing is written.

        Raises:
            TargetRefused: after the outcomes, when files about all articles differ.
        """
        if allowed.adopt:
            found = self._compared(manifest.load(self._list))
        else:
            found = self._compared(manifest.load(self._list, FileLists(self._log)))
        wrong = found.judged(self._log.target)
        for piece, _earlier in work:
            subject = PieceKey.of(piece)
            holding = self._log.holding(subject.article)
            if subject.article in wrong and not allowed.overwrites(subject.article):
                continue
            if wrong.pop(subject.article, None) or not _is_settled(holding, subject):
                is_there = holding is not None and holding.shown is not None
                yield self._log.outcome(subject, State.OUTDATED if is_there else State.WAITING)
        for article, (state, why) in wrong.items():
            yield self._log.outcome(_shown(self._log, article), state, message=why)
        if not allowed.overwrites(ALL) and (shared := found.shared()):
            raise shared_differ(shared, self._log.target)

    def withdraw(self, article_id: str, reason: str, others: Iterable[Work] = ()) -> Outcome:
        """Remove the files of the article, or make the files about all `others` anew.

        Files that somebody changed stay; the outcome names those of others.

        Raises:
            TargetRefused: when somebody changed a file of the article, or the list of files, or
                the command failed.
        """
        holding = self._log.holding(article_id)
        lists = FileLists(self._log, is_needed=True)
        entries = manifest.load(self._list, lists)
        is_there = any(one.article == article_id for one in entries.values())
        if not is_there and (holding is None or holding.last.kind is StepKind.WITHDRAWN):
            raise not_held()
        self._check_own(article_id, entries)
        with self._log.withdrawing(article_id, reason):
            left = self._without(article_id, others, lists)
            self._command.bring(self._place)
            lists.brought()
        outcome = self._log.withdrawn(article_id, holding, reason)
        return _with_left(outcome, left) if left else outcome

    def _check_own(self, article_id: str, entries: Mapping[str, Entry]) -> None:
        """Raise when somebody changed a file that tells the text of the article."""
        own = {article_id, ALL} if self._is_one_file else {article_id}
        for one in held.compare(self._place, entries, own).differences:
            if not one.is_gone:
                raise TargetRefused(
                    f"{one.path}: {one.why}",
                    _("Nothing was withdrawn. Move the file away, then withdraw again."),
                )

    def _without(
        self, article_id: str, others: Iterable[Work], lists: FileLists
    ) -> tuple[FileDifference | Refusal, ...]:
        """Make the folder show only `others`; the files that somebody changed stay."""
        remove = partial(held.remove, self._place, self._format, keeper=lists)
        left: tuple[FileDifference | Refusal, ...] = ()
        if self._is_of_all:
            pieces = (piece for piece, _earlier in others)
            found = self._compared(manifest.load(self._list)).inspected(NOTHING)
            report = folder.write(
                self._place, self._format, pieces, self._site(), inspected=found, keeper=lists
            )
            is_last = not (report.written or report.unchanged or report.refused)
            left = remove([ALL]) if is_last else report.refused
        return (*left, *remove([article_id]))

    def _remove_withdrawn(self, given: Collection[str], lists: FileLists) -> Iterable[Refusal]:
        """Remove the files of withdrawn articles, which somebody else exported into the folder.

        `given` are the articles that this delivery brings back. The files that cannot be removed
        are returned.
        """
        listed = {one.article for one in manifest.load(self._list).values()} - {ALL, *given}
        withdrawn = [one for one in listed if _is_withdrawn(self._log.holding(one))]
        if not withdrawn:
            return ()
        return tuple(
            Refusal(one.path, _("Its article is withdrawn. {why}").format(why=one.why), ALL)
            for one in held.remove(self._place, self._format, withdrawn, keeper=lists)
        )

    def _compared(
        self, entries: Mapping[str, Entry], given: Collection[str] = (), read: Iterable[str] = ()
    ) -> FolderComparison:
        """What differs of all that was delivered before, and of the articles `given`.

        The files `read` are read, and of the others those that were touched.
        """
        delivered = {one for one in self._log.holdings if _is_delivered(self._log.holding(one))}
        wanted = {*delivered, *given, ALL}
        compared = held.compare(self._place, entries, wanted, read=frozenset(read))
        found = list(compared.differences)
        if entries and not self._is_one_file:
            missing = wanted - {one.article for one in entries.values()} - {ALL}
            found += [
                FileDifference("", _("Its file is not there."), one, True) for one in missing
            ]
        elif delivered and not entries:
            found.append(FileDifference(self._list.name, _("It was removed."), ALL, is_gone=True))
        return FolderComparison(tuple(found), entries, compared.touched)

    def _refused(
        self, refusals: Iterable[Refusal], after: FolderComparison
    ) -> dict[str, tuple[State, str]]:
        """What is wrong with each article by the `refusals` of the exporter, and by `after`."""
        wrong: dict[str, tuple[State, str]] = {}
        for one in refusals:
            is_there = os.path.lexists(self._place / one.path)
            state = State.CHANGED if is_there else State.FAILED
            wrong.setdefault(one.article, (state, f"{one.path}: {one.why}"))
        wrong.pop(ALL, None)
        return wrong | after.judged(self._log.target)

    def differences(self) -> tuple[str, ...]:
        """How the folder differs from what was delivered, a sentence each; nothing is written."""
        try:
            entries = manifest.load(self._list, FileLists(self._log))
        except TargetRefused as error:
            return (whole(error),)
        paths = [one.path for one in self._compared(entries).differences]
        if not paths:
            return ()
        sentence = ngettext(
            "{count} file is not as it was delivered: {names}.",
            "{count} files are not as they were delivered: {names}.",
            len(paths),
        )
        told = sentence.format(count=len(paths), names=names_of(paths))
        return (f"{told} " + _("redaksi deliver --all says what to do."),)


class FolderAccess:
    """The way to the folder of a target: nothing is opened."""

    def __init__(self, place: Path, engine: FolderEngine) -> None:
        self._place = place
        self._engine = engine

    def check(self) -> tuple[str, ...]:
        """Everything that prevents deliveries, a sentence each; () when nothing does."""
        if step := folder.no_folder(self._place):
            return (_("{path} is not a folder.").format(path=step),)
        return self._engine.differences()

    def close(self) -> None:
        """Nothing is open."""


class _Run:
    """One delivery: which articles are new in the folder, and what became of them."""

    def __init__(self, log: StepLog, allowed: Permission, before: FolderComparison) -> None:
        self.given: set[str] = set()
        self._new: list[PieceKey] = []
        self._log = log
        self._allowed = allowed
        self._before = before
        self._wrong: dict[str, tuple[State, str]] = {}
        self._failure = ""

    def passed(self, work: Iterable[Work]) -> Iterator[Sealed]:
        """The texts of `work`; the ledger knows the new ones before the first file is placed."""
        different = self._before.articles()
        for piece, _earlier in work:
            subject = PieceKey.of(piece)
            self.given.add(subject.article)
            is_settled = _is_settled(self._log.holding(subject.article), subject)
            if not is_settled or subject.article in different:
                self._new.append(subject)
            yield piece
        fresh = [one for one in self._new if one.article not in different]
        self._log.many(StepKind.SENDING, fresh)
        record = _("Overwritten by a chief: {why}")
        why = {one.article: f"{one.path}: {one.why}" for one in self._before.differences}
        for one in self._new:
            if one.article in different and self._allowed.overwrites(one.article):
                told = record.format(why=why[one.article])
                self._log.many(StepKind.SENDING, [one], message=told)

    def look(
        self, after: FolderComparison, wrong: Mapping[str, tuple[State, str]], *, is_one_file: bool
    ) -> None:
        """Note what is `wrong`; when all stand in one file, what differs there is of all."""
        self._wrong = dict(wrong)
        if is_one_file and (shared := after.shared()):
            told = whole(shared_differ(shared, self._log.target))
            for one in self._new:
                self._wrong.setdefault(one.article, (State.CHANGED, told))

    @property
    def arrived(self) -> list[PieceKey]:
        """The new articles whose files are as they should be."""
        return [one for one in self._new if one.article not in self._wrong]

    def fail(self, why: str) -> None:
        """Note that the command failed: nobody knows what arrived."""
        self._failure = why

    def finish(self) -> Iterator[Outcome]:
        """Note the result in the ledger, and yield what became of each article that changed."""
        arrived = self.arrived
        if not self._failure:
            self._log.many(StepKind.DELIVERED, arrived)
        for subject in arrived:
            if self._failure:
                yield self._log.failed(subject, self._failure)
            else:
                yield self._log.outcome(subject, State.DELIVERED)
        new = {one.article: one for one in self._new}
        for article, (state, why) in self._wrong.items():
            subject = new.get(article) or _shown(self._log, article)
            yield self._log.failed(subject, why, state)

    def check(self, shared: Collection[FileDifference | Refusal], target: str) -> None:
        """Raise when nobody was told yet of a failure, or of the files that are `shared`."""
        if self._failure and not self.arrived:
            raise TargetRefused(self._failure)
        if shared:
            raise shared_differ(shared, target)


def _overwritten(allowed: Permission) -> bool | Collection[str]:
    """The articles whose changed files are written over, or whether all are."""
    return allowed.only if allowed.overwrite and allowed.only is not None else allowed.overwrite


def _with_left(outcome: Outcome, left: Collection[FileDifference | Refusal]) -> Outcome:
    """`outcome` of a withdrawal that `left` files as somebody changed them."""
    told = _("These files stay as they are, and may still name the article: {files}").format(
        files=told_of(left)
    )
    return msgspec.structs.replace(outcome, message=f"{outcome.message} {told}")


def _shown(log: StepLog, article: str) -> PieceKey:
    """The text of the article that was delivered last."""
    holding = log.holding(article)
    step = holding and (holding.shown or holding.last)
    return PieceKey.of_step(step) if step else PieceKey(article, 0, 0, "", "")


def _is_withdrawn(holding: Holding | None) -> bool:
    """Whether the article is withdrawn, or is being withdrawn."""
    return holding is not None and (
        holding.last.kind is StepKind.WITHDRAWN or holding.withdrawal is not None
    )


def _is_delivered(holding: Holding | None) -> bool:
    """Whether the files of the article should be as they were delivered.

    After a kill or a failed command nobody knows which files are in place.
    """
    if holding is None or not holding.shown or holding.withdrawal or not holding.last.article:
        return False
    last = holding.last
    return last.kind is StepKind.DELIVERED or (
        last.kind is StepKind.FAILED and last.state in _DIFFERENT
    )


def _is_settled(holding: Holding | None, subject: PieceKey) -> bool:
    """Whether the folder shows exactly this sign-off, as read back before."""
    return (
        holding is not None
        and holding.last.kind is StepKind.DELIVERED
        and holding.last.sign_off == subject.sign_off
    )
