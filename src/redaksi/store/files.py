"""A newsroom in a folder: the files are authoritative, and the index is derived from them."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from msgspec.structs import replace

from redaksi.domain import hashing, limits
from redaksi.domain.harmless import shown
from redaksi.domain.ids import is_id
from redaksi.errors import (
    AmbiguousId,
    ArticleNotFound,
    BadInput,
    Claimed,
    NewsroomGone,
    Overtaken,
    ReadOnlyNewsroom,
    Refused,
    Unreadable,
    UnreadableDossier,
    storage_errors,
)
from redaksi.i18n import _
from redaksi.store.base import (
    LARGEST_ATTACHMENT,
    Claim,
    Content,
    Happening,
    Ledger,
    LongContent,
    Packed,
    Presence,
    Problem,
    Progress,
    Row,
)
from redaksi.store.dossiers import dossier as dossiers
from redaksi.store.dossiers import team
from redaksi.store.dossiers.attachments import Attachments
from redaksi.store.dossiers.layout import (
    ARTICLE_TEMPLATES,
    ATTACHMENTS,
    DELIVERIES,
    HOUSE,
    LOCKS,
    OPEN,
    PURPOSES,
    TEAM,
    TEMPLATES,
    is_article_template,
    is_at_home,
    is_template,
    path_of,
    rule_files,
)
from redaksi.store.dossiers.ledgers import Ledgers
from redaksi.store.dossiers.locks import Locks, Waits
from redaksi.store.dossiers.newsroom import FolderNewsroom
from redaksi.store.dossiers.storage import read_file
from redaksi.store.dossiers.there import check_there, newsroom_errors
from redaksi.store.index import location, rows, scan, select
from redaksi.store.index.catalogue import Catalogue
from redaksi.store.index.database import Index
from redaksi.store.index.memory import MemoryIndex
from redaksi.store.query import ALL, Query
from redaksi.system import durable, safe_files, sharing
from redaksi.system.durable import Stamp
from redaksi.system.safe_files import LARGEST

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from threading import Event as Signal
    from types import TracebackType

    from redaksi.domain.article import Article, Dossier, Stage, Team
    from redaksi.domain.concerns import Concern
    from redaksi.domain.days import Span
    from redaksi.store.upkeep.folder import FolderUpkeep

_Answer = TypeVar("_Answer")
_CANDIDATES = 5
"""The number of ids that the message about an ambiguous prefix names."""
_MANY = 16
"""The number of changed folders that are looked through before a lock on a claim is taken."""


class FileStore:
    """The store in `folder` (see `base.Store`).

    The constructor reads no file; the first query builds a missing index.
    """

    def __init__(self, folder: Path, holder: str = "") -> None:
        """`holder` is the name that others see while they wait for a lock of this store."""
        self._folder = folder
        self._articles = folder / "articles"
        self._team = folder / TEAM
        self._locks = Locks(folder / ".locks", holder)
        self._ledgers = Ledgers(folder, self._locks)
        self._attachments = Attachments(folder, self._locks)
        self._catalogue = Catalogue(self._articles, _index(folder, self._locks))

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Create the folders and locks of a newsroom in `folder`.

        Raises:
            Refused: when `folder` is something else than a folder.
            StorageError: when the folder cannot be written.
        """
        with storage_errors(folder):
            if folder.exists() and not folder.is_dir():
                raise Refused(
                    _("{path} is not a folder.").format(path=folder),
                    _("Name a folder for the newsroom."),
                )
            sharing.make_folders(folder)
            sharing.make_folder(folder / "articles")
            locks = Locks(folder / ".locks")
            for name in LOCKS:
                locks.make(name)
        return cls(folder)

    def __reduce__(self) -> tuple[type[Self], tuple[Path]]:
        """Pickle only the folder: the other process opens the same newsroom."""
        return type(self), (self._folder,)

    def newsroom(self) -> FolderNewsroom:
        """The newsroom apart from its articles and its team."""
        return FolderNewsroom(self._folder)

    def commit_settings(self, settings: bytes, over: bytes | None = None) -> None:
        """Replace the bytes of newsroom.toml, which are `over` if given, by `settings`, durably.

        Raises:
            Overtaken: when the file has other bytes than `over`.
            ReadOnlyNewsroom: when the file may not be written, although its folder may.
        """
        path = self._folder / HOUSE
        with ExitStack() as held, storage_errors(path):
            if over is not None:
                held.enter_context(self._locks.hold("team"))
                if self.newsroom().settings.data != over:
                    raise Overtaken
                if not os.access(path, os.W_OK):
                    raise ReadOnlyNewsroom(path)
            durable.replace(path, settings, durable.mode_of(path))

    def commit_article_template(self, name: str, data: bytes) -> None:
        """Keep `data` durably as the template of articles called `name`."""
        path = self._folder / ARTICLE_TEMPLATES / f"{name}.md"
        if not is_article_template(f"{ARTICLE_TEMPLATES}/{name}.md"):
            raise BadInput(
                _("{name} is no name of a template.").format(name=name),
                _("A name has small letters, digits and hyphens, at most 60 of them."),
            )
        with storage_errors(self._folder):
            durable.replace(path, data, below=2)

    def dossier(self, article_id: str) -> Dossier:
        """The dossier with the full id `article_id`, safe to show.

        Raises:
            ArticleNotFound: when there is no such dossier.
            UnreadableDossier: when the dossier cannot be read or is damaged.
            NewsroomGone: when the whole newsroom is not there any more.
        """
        return shown(self.evidence(article_id))

    def evidence(self, article_id: str) -> Dossier:
        """The dossier exactly as stored.

        Raises:
            ArticleNotFound: when there is no such dossier.
            UnreadableDossier: when the dossier cannot be read or is damaged.
            NewsroomGone: when the whole newsroom is not there any more.
        """
        found = dossiers.evidence(self._path(article_id))
        if found is None:
            check_there(self._folder)
            raise ArticleNotFound(article_id)
        return found

    def each(self, query: Query = ALL, limit: int | None = None) -> Iterator[Article]:
        """The first `limit` articles that `query` finds; unreadable articles are skipped."""
        for row in self.page(query, limit):
            with suppress(UnreadableDossier):
                article = dossiers.read_article(self._path(row.id))
                if article:  # else the dossier was removed meanwhile
                    yield article

    def ids(self) -> Sequence[str]:
        """The sorted ids of all dossiers, readable or not."""
        with newsroom_errors(self._folder):
            return scan.ids(self._articles)

    def stamp(self) -> str:
        """The hash of the time, size and inode of every dossier, in hexadecimal."""
        with newsroom_errors(self._folder):
            found = sorted(scan.fingerprints(self._articles).items())
        return hashing.sha256(repr(found).encode())

    def commit(
        self,
        new: Dossier,
        over: Dossier | None = None,
        claim: Collection[Claim] = (),
        last_check: Callable[[], object] = lambda: None,
    ) -> Dossier:
        """Save `new` durably as the next version after `over`, and claim the values of `claim`.

        `last_check` is called under the locks: what it raises prevents the save.

        Raises:
            BadInput: when `new` exceeds a limit.
            StaleRevision: when the store holds another version than `over`.
            Claimed: when another article has a claimed value.
        """
        base = over.version if over else 0
        saved = replace(new, article=replace(new.article, version=base + 1))
        path = path_of(self._articles, new.id)
        _check(path, limits.of_dossier(saved))
        had = over.article if over else None
        claims = {
            one: value
            for one in claim
            if (value := _claimed(saved.article, one)) not in {"", _claimed(had, one)}
        }
        with (
            self._claiming(saved.id, claims) if claims else nullcontext(),
            newsroom_errors(self._folder),
        ):
            with self._locks.hold(path.parent.name):
                last_check()
                stamp = dossiers.write(path, saved, base)
            self._catalogue.saved(path, stamp, saved)
        return saved

    @contextmanager
    def _claiming(self, article_id: str, claims: Mapping[Claim, str]) -> Iterator[None]:
        """Hold the locks of `claims`, after a check that no other article has these values.

        Raises:
            Claimed: when another article than `article_id` has one of the values.
        """
        self._catalogue.freshen(_MANY)  # so many folders are not looked through under the locks
        find = {Claim.IMPORT: self.find_import, Claim.SLUG: self.find_slug}
        with ExitStack() as held:
            for claim in sorted(claims):  # the same order everywhere prevents deadlocks
                held.enter_context(self.exclusively(claim))
                holder = find[claim](claims[claim])
                if holder not in {None, article_id}:
                    raise Claimed(claim, claims[claim], holder)
            yield

    def resolve(self, prefix: str) -> str:
        """The only id that begins with `prefix`.

        Raises:
            ArticleNotFound: when no id begins with `prefix`.
            AmbiguousId: when several ids begin with `prefix`.
            Unreadable: when the folder of the article is not accessible.
        """
        prefix = prefix.strip().lower()
        if not is_id(prefix.rstrip("-")):
            raise ArticleNotFound(prefix)
        if is_id(prefix):
            path = self._path(prefix)
            if Stamp.at(path):
                return prefix
            if os.path.lexists(path.parent) and not os.access(path.parent, os.X_OK):
                raise Unreadable(path.parent, _("you may not look into it"))
        find = partial(rows.beginning_with, prefix=prefix, limit=_CANDIDATES + 1)
        found = self._catalogue.ask(find)
        if not found:
            self.refresh()
            found = self._catalogue.ask(find)
        if not found:
            raise ArticleNotFound(prefix)
        if len(found) > 1:
            more = [_("and more")] if len(found) > _CANDIDATES else []
            raise AmbiguousId(prefix, found[:_CANDIDATES] + more)
        return found[0]

    def suggest(self, prefix: str, limit: int) -> Sequence[Row]:
        """Up to `limit` rows whose ids begin with `prefix`, the newest ids first.

        There are none if there is no index.
        """
        return self._catalogue.glance(partial(rows.suggested, prefix=prefix, limit=limit)) or []

    def page(
        self,
        query: Query = ALL,
        limit: int | None = None,
        offset: int = 0,
        after: Row | None = None,
    ) -> Sequence[Row]:
        """Up to `limit` rows that `query` finds, from number `offset` on (behind `after`)."""
        return self._select(query, partial(select.rows, limit=limit, offset=offset, after=after))

    def counts(self, query: Query = ALL) -> dict[Stage, int]:
        """The number of articles in each stage that `query` finds."""
        return self._select(query, select.counts)

    def holdings(self) -> dict[str, dict[Stage, int]]:
        """How many articles each editor has in their present stage, by the key of the name."""
        return self._catalogue.ask(select.holdings)

    def found(self, query: Query) -> dict[Stage, list[str]]:
        """The ids of all articles that `query` finds, by stage, in its order."""
        return self._select(query, select.found)

    def planned(self, span: Span, query: Query = ALL) -> Sequence[Row]:
        """The rows that `query` finds with a due time or an embargo in `span`."""
        return self._select(query, partial(select.planned, span=span))

    def _select(self, query: Query, question: Callable[..., _Answer]) -> _Answer:
        """The answer of the index to `question` about `query`.

        A query for words waits until the full text holds every article.
        """
        if query.text:
            self._catalogue.read_all_texts()
        return self._catalogue.ask(partial(question, query=query))

    def rows_of(self, ids: Sequence[str]) -> Sequence[Row]:
        """The rows of `ids`, in their order."""
        return self._catalogue.ask(partial(rows.of_ids, ids=ids))

    def happenings(self) -> Iterator[Happening]:
        """The events of all articles, the newest first; unreadable articles are left out."""
        from redaksi.store.index import happenings  # noqa: PLC0415 - not before the first paint

        return happenings.newest_first(self.page, self.dossier)

    def concerns(
        self, person: str = "", since: datetime | None = None, limit: int | None = None
    ) -> Sequence[Concern]:
        """The newest `limit` concerns of `person` at or after `since`, the newest first."""
        from redaksi.store.index import told  # noqa: PLC0415 - not before the first paint

        return self._catalogue.ask(partial(told.concerns, person=person, since=since, limit=limit))

    def find_import(self, fingerprint: str) -> str | None:
        """The id of the oldest article whose import had `fingerprint`; None if there is none."""
        return self._catalogue.ask(partial(rows.of_import, fingerprint=fingerprint))

    def find_slug(self, slug: str) -> str | None:
        """The id of the article with `slug`; None if there is none."""
        return self._catalogue.ask(partial(rows.of_slug, slug=slug))

    @contextmanager
    def exclusively(self, purpose: str) -> Iterator[None]:
        """Hold the lock for `purpose` among all processes and threads. Not reentrant.

        While the lock is held, the index contains everything that was saved under this lock, also
        by a program with another index or by one that was killed.
        """
        if purpose not in PURPOSES:
            raise ValueError(f"no such lock: {purpose!r}")
        with ExitStack() as held:
            with newsroom_errors(self._folder):
                held.enter_context(self._locks.hold(purpose))
            self._catalogue.freshen()
            yield

    def team(self) -> Team:
        """The team, safe to show; an empty team of version 0 before the first commit."""
        return team.read(self._team)

    def team_evidence(self) -> Team:
        """The team exactly as stored.

        Raises:
            NewsroomGone: when there is no team because there is no newsroom.
        """
        found = team.evidence(self._team)
        if not found.version:  # nobody is called a stranger because a disk is gone
            check_there(self._folder)
        return found

    def commit_team(self, changed: Team) -> Team:
        """Save the team `changed` durably as its next version; the team with that version.

        Raises:
            BadInput: when the team exceeds a limit.
            StaleRevision: when the store holds another version than `changed` has.
        """
        _check(self._team, limits.of_team(changed))
        with newsroom_errors(self._folder), self._locks.hold("team"):
            return team.write(self._team, changed)

    def ledgers(self) -> Sequence[str]:
        """The sorted names of all targets that have a ledger."""
        with newsroom_errors(self._folder):
            return self._ledgers.targets()

    def ledger_lines(self, target: str) -> Iterator[bytes]:
        """The whole lines of the ledger of `target`; none if it has no ledger.

        Raises:
            BadInput: when `target` is no name of a target.
            UnreadableDossier: when the ledger cannot be read.
            NewsroomGone: when the whole newsroom is not there any more.
        """
        return self._ledgers.of(target).lines()

    def ledger_stamp(self, target: str) -> object:
        """A value that changes whenever the ledger of `target` changes.

        Raises:
            BadInput: when `target` is no name of a target.
        """
        return self._ledgers.of(target).stamp()

    def ledger(self, target: str) -> AbstractContextManager[Ledger]:
        """A context that holds the ledger of `target`, to append to it.

        Raises:
            BadInput: when `target` is no name of a target.
        """
        return self._ledgers.held(target)

    def attach(self, data: bytes) -> str:
        """Keep `data` durably; its SHA-256 in hexadecimal.

        Raises:
            BadInput: when `data` is larger than an attachment may be.
        """
        with newsroom_errors(self._folder):
            return self._attachments.keep(data)

    def attachment(self, sha256: str) -> bytes:
        """The bytes with the hash `sha256`, checked.

        Raises:
            NotFound: when they are not here.
            UnreadableDossier: when they cannot be read, or do not have this hash any more.
        """
        return self._attachments.read(sha256)

    def has_attachment(self, sha256: str) -> bool:
        """Whether there is a file under the hash `sha256`."""
        return self._attachments.has(sha256)

    def attachments(self) -> Sequence[str]:
        """The sorted hashes of all attachments."""
        with newsroom_errors(self._folder):
            return self._attachments.hashes()

    def refresh(self) -> set[str]:
        """Index changes that no store made; the ids that changed."""
        return self._catalogue.refresh()

    def snapshot(
        self, progress: Progress, trouble: Callable[[Problem], object]
    ) -> Iterator[Packed]:
        """Every file that a backup must hold, each in one consistent version.

        Ledgers come first, settings, rule files and templates last.
        """
        for target in self.ledgers():
            yield from self._ledger_content(target, trouble)
        with newsroom_errors(self._folder):
            names = [
                path.relative_to(self._folder).as_posix()
                for path in scan.files(self._articles)
                if is_at_home(path)
            ]
        total = len(names) + len(self.attachments())
        for done, name in enumerate(chain(names, self._attachment_names()), start=1):
            yield from self._content(name, trouble)
            progress(done, max(done, total))
        yield from self._content(TEAM)
        for house in self._content(HOUSE):
            yield house
            for name in rule_files(house.data):
                yield from self._content(name, trouble)
        for name in sorted(safe_files.names(self._folder / TEMPLATES, 1)):
            if is_template(f"{TEMPLATES}/{name}"):
                yield from self._content(f"{TEMPLATES}/{name}", trouble)
        for name in sorted(safe_files.names(self._folder / ARTICLE_TEMPLATES, 1)):
            if is_article_template(f"{ARTICLE_TEMPLATES}/{name}"):
                yield from self._content(f"{ARTICLE_TEMPLATES}/{name}", trouble)

    def load(self, snapshot: Iterable[Packed]) -> int:
        """Restore the newsroom from `snapshot` into the folder; the number of files.

        The folder must be empty or missing.
        """
        from redaksi.store.upkeep.restore import restore  # noqa: PLC0415 - seldom needed

        return restore(self._folder, snapshot)

    def _attachment_names(self) -> Iterator[str]:
        """The names of all attachments, listed when the first one is asked for.

        An attachment is kept before an article names it: what is listed after the articles were
        read has all that they name.
        """
        for sha256 in self.attachments():
            yield f"{ATTACHMENTS}/{sha256[:2]}/{sha256}"

    def _ledger_content(
        self, target: str, trouble: Callable[[Problem], object]
    ) -> Iterator[LongContent]:
        """Yield the ledger of `target` without a torn last line.

        `trouble` is called if the ledger cannot be read.
        """
        name = f"{DELIVERIES}/{target}.jsonl"
        try:
            found = self._ledgers.of(target).parts()
        except UnreadableDossier as error:
            trouble(Problem(name, error.why))
        else:
            if found:
                yield LongContent(name, *found)

    def _content(
        self, name: str, trouble: Callable[[Problem], object] | None = None
    ) -> Iterator[Content]:
        """Yield the file `name`; nothing if the file was removed meanwhile.

        `trouble` is called if the file cannot be read; without `trouble` the error is raised.
        """
        most = LARGEST_ATTACHMENT if name.startswith(f"{ATTACHMENTS}/") else LARGEST
        try:
            data = read_file(self._folder / name, len(Path(name).parts), most)
        except UnreadableDossier as error:
            if trouble is None:
                raise
            trouble(Problem(name, error.why))
        else:
            if data is not None:
                yield Content(name, data)

    def problems(self) -> Sequence[Problem]:
        """Dossiers that the last refresh could not read, and folders that are not accessible.

        Raises:
            NewsroomGone: when the newsroom is not there; an index in the cache would still answer.
        """
        check_there(self._folder)
        return self._catalogue.problems()

    def changes(self, stop: Signal) -> Iterator[set[str]]:
        """Yield the ids of articles that anybody changed, as it happens, until `stop` is set.

        An empty set means that the team changed, that the watch started or restarted, or that
        the newsroom is gone. The full text is updated in quiet moments.
        """
        while not stop.is_set():
            try:
                check_there(self._folder)
            except NewsroomGone:
                yield set()  # the next query of the caller raises NewsroomGone
            with suppress(NewsroomGone):
                yield from self._watch(stop)

    def _watch(self, stop: Signal) -> Iterator[set[str]]:
        """The changes as in `changes`, until the folder is replaced or gone."""
        from redaksi.store.upkeep import watch  # noqa: PLC0415 - not before the first paint

        team_seen, began = Stamp.at(self._team), False
        for paths in watch.changes(self._articles, stop):
            ids = watch.notice(self._catalogue, paths) if began else self._catalogue.refresh()
            if ids or not began:
                yield ids
            if team_seen != (team_now := Stamp.at(self._team)):
                yield set()
            if not paths:
                watch.read_on(self._catalogue, stop)
            team_seen, began = team_now, True

    def hear(self, waits: Waits) -> None:
        """Call `waits` whenever this store waits long for a lock."""
        self._locks.waits = waits

    def announce(self, article_id: str, presence: Presence) -> AbstractContextManager[None]:
        """A context in which everybody sees `presence` at the article."""
        from redaksi.store.upkeep.presence import announce  # noqa: PLC0415 - not before the first paint

        return announce(self._folder / OPEN, article_id, presence)

    def present(self, article_id: str) -> Sequence[Presence]:
        """Everybody who has the article open, this process included."""
        from redaksi.store.upkeep.presence import present  # noqa: PLC0415 - not before the first paint

        return present(self._folder / OPEN, article_id)

    def upkeep(self) -> FolderUpkeep:
        """The upkeep of the folder."""
        from redaksi.store.upkeep.folder import FolderUpkeep  # noqa: PLC0415 - not before the first paint

        return FolderUpkeep(self._folder, self._locks, self._catalogue)

    def close(self) -> None:
        """Close everything that is open."""
        self._catalogue.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _path(self, article_id: str) -> Path:
        if not is_id(article_id):
            raise ArticleNotFound(article_id)
        return path_of(self._articles, article_id)


def _claimed(article: Article | None, claim: Claim) -> str:
    """The value of `article` that `claim` concerns; "" if there is none."""
    if article is None:
        return ""
    if claim is Claim.SLUG:
        return article.slug
    return article.origin.fingerprint if article.origin else ""


def _check(path: Path, why: str) -> None:
    """Refuse to write to `path` if `why`, the reason, is not empty.

    A file that exceeds a limit could not be read again.

    Raises:
        BadInput: when `why` is not empty.
    """
    if why:
        raise BadInput(
            _("{file} cannot be saved: {why}.").format(file=path.name, why=why),
            _(
                "Nothing was changed. Look at the length of the text, at the times that are set, "
                "and at the clock."
            ),
        )


def _index(folder: Path, locks: Locks) -> Index:
    """The index of the newsroom in `folder`; in memory if no folder for it is safe.

    An index inside `folder` uses `locks`; an index in the cache has locks of its own. An index on
    a full disk is still used as long as that works (see `Catalogue`).
    """
    around = location.of_index(folder)
    if around is None:
        return MemoryIndex(folder / ".index.sqlite")
    if around == Path(os.path.realpath(folder)):
        return Index(around / ".index.sqlite", locks)
    return Index(around / "index.sqlite", Locks(around / "locks"))
