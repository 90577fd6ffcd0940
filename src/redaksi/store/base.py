"""The protocols that every store implements.

`Store` combines all of them. A caller that needs only some of the methods asks for the protocol
with those.

No path, OSError, TinyDB type or SQLite type appears in these protocols, because a newsroom may
live elsewhere than in a folder. `tests/store/contract.py` tests the protocols; each store must
pass these tests. New abilities become protocols of their own (leases).
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from threading import Event as Signal
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self

from redaksi.domain.article import Article, Dossier, Event, Stage, Team
from redaksi.store.query import ALL, Query

if TYPE_CHECKING:
    from redaksi.domain.concerns import Concern
    from redaksi.domain.days import Span

Progress = Callable[[int, int], None]
"""Called with the amount that is done and the total amount."""


LONGEST_LINE = 1 << 16
"""The most bytes of a line of a ledger."""
LARGEST_ATTACHMENT = 32 << 20
"""The most bytes of an attachment."""
MOST_CONCERNS = 50
"""The number of concerns of an article that a store keeps ready: the newest."""


class Row(NamedTuple):
    """The fields of an article that the board shows.

    `editor` is the editor assigned to the present stage, or "". `open_notes` is the number of
    open notes. `returned` means that the article was returned to draft with a note that is not
    answered yet. `sealed` means that a text of the article was signed off at some time.
    `first_published` is when the desk first published the article (see
    `domain.holdings.first_published`).
    """

    id: str
    headline: str
    stage: Stage
    editor: str
    rubric: str
    version: int
    updated_at: datetime
    stage_since: datetime
    due: datetime | None
    embargo: datetime | None
    spiked: bool
    open_notes: int = 0
    returned: bool = False
    sealed: bool = False
    first_published: datetime | None = None

    @property
    def reopened(self) -> bool:
        """Whether the article is open again over a text that is live."""
        return self.sealed and self.stage is not Stage.PUBLISHED


class Happening(NamedTuple):
    """An event in the record of the article of `row`, which is the present row; safe to show."""

    row: Row
    event: Event


class Problem(NamedTuple):
    """A dossier that cannot be read: the name under which a person finds it, and the reason."""

    name: str
    why: str


class DefectKind(StrEnum):
    """The kinds of defects that a newsroom can have."""

    NETWORK = "network"
    READ_ONLY = "read-only"
    FULL = "full"
    SPECIAL = "special"
    RIGHTS = "rights"
    LOCKS = "locks"
    TEMPORARY = "temporary"
    TEAM = "team"
    DOSSIER = "dossier"
    NEWER = "newer"
    CLOCK = "clock"
    INDEX = "index"
    OWNERS = "owners"
    ASIDE = "aside"
    UNUSED = "unused"


class Defect(NamedTuple):
    """A defect of a newsroom: its kind, the names of the affected files, and one sentence."""

    kind: DefectKind
    names: tuple[str, ...]
    sentence: str


class Content(NamedTuple):
    """A file of a newsroom in a backup: its relative name with slashes, and its bytes."""

    name: str
    data: bytes

    @property
    def size(self) -> int:
        return len(self.data)

    @property
    def parts(self) -> Iterable[bytes]:
        return (self.data,)


class LongContent(NamedTuple):
    """A file that may be larger than the memory, a ledger: `parts` yield its `size` bytes once."""

    name: str
    size: int
    parts: Iterable[bytes]


Packed = Content | LongContent
"""A file in a backup."""


class Claim(StrEnum):
    """A value that no two articles may share.

    In a folder, this is also the name of the lock that is held while the value is chosen.
    """

    IMPORT = "import"
    """`origin.fingerprint`: a text may be imported only once."""
    SLUG = "slug"


class Presence(NamedTuple):
    """A person who has an article open for editing, and since when."""

    editor: str
    since: datetime


class Newsroom(Protocol):
    """A newsroom apart from its articles and its team.

    A store may read each value only when it is needed.
    """

    @property
    def uuid(self) -> str:
        """32 hexadecimal digits that identify the newsroom; "" as long as it has no team.

        The value stays the same after a move or a restored backup.

        Raises:
            UnreadableDossier: when the team cannot be read.
        """

    @property
    def address(self) -> str:
        """The address of the newsroom, as `open_store` takes it."""

    @property
    def settings(self) -> Content:
        """The bytes of newsroom.toml, and the name under which people know the file.

        Raises:
            NewsroomNotFound: when there are no settings.
            Unreadable: when the settings cannot be read.
        """

    def rules(self, name: str) -> bytes:
        """The bytes of the rule file that the settings call `name`.

        Raises:
            NotFound: when there is no such file.
            Unreadable: when the file cannot be read.
        """

    def keeps(self, path: Path) -> bool:
        """Whether `path` is the newsroom's folder, or a path in it that Redaksi uses."""

    def touches(self, path: Path) -> bool:
        """Whether `path` lies in the newsroom's folder, or around it."""

    def template_names(self) -> Sequence[str]:
        """The names of all files in the folder of the templates, also of those that are none.

        Raises:
            Unreadable: when the folder cannot be read.
        """

    def templates(self) -> Mapping[str, str]:
        """The texts of the templates of the newsroom's website, by file name.

        Raises:
            BadInput: when there are too many, or a text is no UTF-8.
            Unreadable: when a template cannot be read.
        """

    def article_templates(self) -> Sequence[str]:
        """The sorted names of the templates of articles.

        Raises:
            BadInput: when there are too many.
        """

    def article_template(self, name: str) -> bytes:
        """The bytes of the template of articles called `name`.

        Raises:
            NotFound: when there is no such template.
            Unreadable: when the template cannot be read or is too large.
        """

    def stamp(self, names: Sequence[str]) -> object:
        """A value that changes whenever the settings or one of the rule files `names` change."""


class SettingsStore(Protocol):
    """Access to the newsroom itself."""

    def newsroom(self) -> Newsroom:
        """The newsroom apart from its articles and its team."""

    def commit_settings(self, settings: bytes, over: bytes | None = None) -> None:
        """Replace the bytes of newsroom.toml by `settings`, durably; `over` are the present bytes.

        Without `over`, the settings are the first, or replace whatever is there.

        Raises:
            Overtaken: when the present bytes are others than `over`. Nothing was written.
            ReadOnlyNewsroom: when the person may not write newsroom.toml. Nothing was written.
        """

    def commit_article_template(self, name: str, data: bytes) -> None:
        """Keep `data` durably as the template of articles called `name`.

        Raises:
            BadInput: when `name` is no name of a template.
        """


class ArticleStore(Protocol):
    """Whole articles: each with its complete history."""

    def dossier(self, article_id: str) -> Dossier:
        """The dossier with the full id `article_id`, safe to show.

        Raises:
            ArticleNotFound: when there is no such dossier.
            UnreadableDossier: when the dossier cannot be read or is damaged.
        """

    def evidence(self, article_id: str) -> Dossier:
        """The dossier exactly as stored, for verification and for the next change.

        Raises:
            ArticleNotFound: when there is no such dossier.
            UnreadableDossier: when the dossier cannot be read or is damaged.
        """

    def each(self, query: Query = ALL, limit: int | None = None) -> Iterator[Article]:
        """The first `limit` articles that `query` finds, in its order, without their history.

        The articles are safe to show. Articles that cannot be read are skipped.
        """

    def ids(self) -> Sequence[str]:
        """The sorted ids of all stored dossiers, readable or not; no index is used."""

    def stamp(self) -> str:
        """A value that changes whenever a stored dossier changes; no dossier is read."""

    def commit(
        self,
        new: Dossier,
        over: Dossier | None = None,
        claim: Collection[Claim] = (),
        last_check: Callable[[], object] = lambda: None,
    ) -> Dossier:
        """Save `new` durably as the next version after `over`; `new` with that version.

        `last_check` is called when nobody else can save any more; its error prevents the save.

        Without `over` the article is created. `new` must continue the history of `over`; the
        additions are appended. The same operation claims the values that `claim` names, except
        those that `over` has already.

        Raises:
            StaleRevision: when the store holds another version than `over`, or, without `over`,
                holds the id already. Nothing was written.
            Claimed: when another article has a claimed value. Nothing was written.
        """


class BoardStore(Protocol):
    """The rows of the board; answers are fast, however many articles there are."""

    def resolve(self, prefix: str) -> str:
        """The only id that begins with `prefix`.

        Raises:
            ArticleNotFound: when no id begins with `prefix`.
            AmbiguousId: when several ids begin with `prefix`.
        """

    def suggest(self, prefix: str, limit: int) -> Sequence[Row]:
        """Up to `limit` rows whose ids begin with `prefix`, the newest ids first.

        Only rows that are indexed already are returned; no index is built or updated.
        """

    def page(
        self,
        query: Query = ALL,
        limit: int | None = None,
        offset: int = 0,
        after: Row | None = None,
    ) -> Sequence[Row]:
        """Up to `limit` rows that `query` finds, in its order, from number `offset` on.

        `offset` counts from the first row or, if given, from the row behind `after`. `after`
        comes from an earlier page of the same query: rows that were added before it meanwhile do
        not shift the page.
        """

    def counts(self, query: Query = ALL) -> dict[Stage, int]:
        """The number of articles in each stage that `query` finds; every stage is a key."""

    def holdings(self) -> dict[str, dict[Stage, int]]:
        """How many articles each editor has in their present stage.

        The keys are the names by `clean.key`, then every stage. Spiked articles, and those
        that nobody has, are left out.
        """

    def found(self, query: Query) -> dict[Stage, list[str]]:
        """The ids of all articles that `query` finds, by stage, in its order.

        Every stage is a key. The time grows with the number of ids.
        """

    def planned(self, span: "Span", query: Query = ALL) -> Sequence[Row]:
        """The rows that `query` finds with a due time or an embargo in `span`, by id.

        Articles that are put aside are left out. A published article is not due any more. The
        answer costs as much as there is in `span`, however many articles there are.
        """

    def rows_of(self, ids: Sequence[str]) -> Sequence[Row]:
        """The rows of `ids`, in their order; ids that do not exist any more are skipped."""

    def find_import(self, fingerprint: str) -> str | None:
        """The id of the oldest article whose import had `fingerprint`; None if there is none."""

    def find_slug(self, slug: str) -> str | None:
        """The id of the article with `slug`; None if there is none.

        Only a claim (see `ArticleStore.commit`) guarantees that no second article has the slug.
        """


class ActivityStore(Protocol):
    """What happened in the newsroom lately, and whom it concerns."""

    def happenings(self) -> Iterator[Happening]:
        """The events of all articles, also of spiked ones, the newest first.

        Events of one moment are in the order of article and number, the last first. Articles that
        cannot be read are left out. Time and memory grow with the events that the caller takes.
        """

    def concerns(
        self, person: str = "", since: datetime | None = None, limit: int | None = None
    ) -> "Sequence[Concern]":
        """The newest `limit` concerns of `person` ("" for everybody), the newest first.

        Names are compared by `clean.key`. Only concerns at or after `since` of articles that are
        not spiked are returned, and only the newest `MOST_CONCERNS` of each article. Those of the
        clock (see `domain.concerns.of_due`) have no event and are not kept.
        """


class TeamStore(Protocol):
    """The people of the newsroom."""

    def team(self) -> Team:
        """The team, safe to show; an empty team of version 0 before the first commit."""

    def team_evidence(self) -> Team:
        """The team exactly as stored, for verification and for the next change.

        Raises:
            NewsroomGone: when there is no team because the newsroom is gone.
        """

    def commit_team(self, team: Team) -> Team:
        """Save `team` durably as the next version after its own; the team with that version.

        A team of version 0 is the first. The events of `team` must continue those in the store.

        Raises:
            StaleRevision: when the store holds another version than `team` has.
        """


class ChangeStore(Protocol):
    """Changes that others make."""

    def changes(self, stop: Signal) -> Iterator[set[str]]:
        """Yield the ids of articles that anybody changed, as it happens, until `stop` is set.

        The first set marks the start of the watch. An empty set means that the team changed, or
        that the watch started anew because the newsroom had been away; changes before a start
        are not reported. The full text is updated in quiet moments.
        """

    def refresh(self) -> set[str]:
        """Index changes that no store made; the ids that changed.

        Such changes come from a hand, git, rsync or a killed writer.
        """

    def problems(self) -> Sequence[Problem]:
        """The dossiers that the last refresh could not read."""


class PresenceStore(Protocol):
    """Who has which article open."""

    def announce(self, article_id: str, presence: Presence) -> AbstractContextManager[None]:
        """A context in which everybody sees `presence` at the article. Never fails.

        The presence also ends with this process.
        """

    def present(self, article_id: str) -> Sequence[Presence]:
        """Everybody who has the article open, this process included, the earliest first."""


class LockStore(Protocol):
    """Mutual exclusion."""

    def exclusively(self, purpose: str) -> AbstractContextManager[None]:
        """A context that holds the lock for `purpose` ("newsroom", "export") among all processes.

        Not reentrant.
        """

    def hear(self, waits: Callable[[str, str], object]) -> None:
        """Call `waits` whenever this store waits long for a lock.

        The arguments are the name of the lock and a sentence about who holds the lock. An
        exception from `waits` ends the waiting and reaches the caller that waited.
        """


class Ledger(Protocol):
    """The ledger of one target, held by one process at a time."""

    def lines(self) -> Iterator[bytes]:
        """All whole lines without their ends, the oldest first; a torn last line is left out.

        Raises:
            UnreadableDossier: when the ledger cannot be read.
        """

    def append(self, *lines: bytes) -> None:
        """Add `lines` durably, all at once; a torn last line is cut off before.

        Each has at most `LONGEST_LINE` bytes, at least one, and neither a line end nor a NUL.
        After a crash the ledger may hold only the first of them.
        """


class LedgerStore(Protocol):
    """Lines that are only appended: what was delivered to each target, and whom people were told.

    The ledger of notifications stands beside those of targets (see `domain.notification.LEDGER`).
    """

    def ledgers(self) -> Sequence[str]:
        """The sorted names of all targets that have a ledger."""

    def ledger_lines(self, target: str) -> Iterator[bytes]:
        """The whole lines of the ledger of `target`, the oldest first; none if it has no ledger.

        Raises:
            BadInput: when `target` is no name of a target.
            UnreadableDossier: when the ledger cannot be read.
        """

    def ledger_stamp(self, target: str) -> object:
        """A value that changes whenever the ledger of `target` changes; its lines are not read.

        Raises:
            BadInput: when `target` is no name of a target.
        """

    def ledger(self, target: str) -> AbstractContextManager[Ledger]:
        """A context that holds the ledger of `target` among all processes, to append to it.

        Not reentrant.

        Raises:
            BadInput: when `target` is no name of a target.
        """


class AttachmentStore(Protocol):
    """Bytes that are kept by their hash: photos, and the originals of imports."""

    def attach(self, data: bytes) -> str:
        """Keep `data` durably; its SHA-256 in hexadecimal. The same bytes are kept once.

        Raises:
            BadInput: when `data` has more than `LARGEST_ATTACHMENT` bytes.
        """

    def attachment(self, sha256: str) -> bytes:
        """The bytes with the hash `sha256`, checked.

        Raises:
            NotFound: when they are not here.
            UnreadableDossier: when they cannot be read, or do not have this hash any more.
        """

    def has_attachment(self, sha256: str) -> bool:
        """Whether there are bytes under the hash `sha256`; they are not checked."""

    def attachments(self) -> Sequence[str]:
        """The sorted hashes of all attachments."""


class SnapshotStore(Protocol):
    """The whole newsroom, to make or restore a backup."""

    def snapshot(
        self, progress: Progress, trouble: Callable[[Problem], object]
    ) -> Iterator[Packed]:
        """Every file that a backup must hold, each in one consistent version.

        First come the ledgers: an article that was delivered after them is compared with the
        target before it is delivered again. Then come the dossiers, their attachments, the team,
        the settings, the rule files that the settings name, and the templates. `trouble` is
        called with each dossier, attachment, ledger, rule file or template that cannot be read;
        the others follow.

        Raises:
            UnreadableDossier: when the team or the settings cannot be read.
        """

    def load(self, snapshot: Iterable[Packed]) -> int:
        """Restore the newsroom from `snapshot`, completely or not at all; the number of files.

        Nothing may be here yet. Exceptions of the iterator `snapshot` are passed on.

        Raises:
            Refused: when something is here already.
            StorageError: when the newsroom cannot be written.
        """


class Upkeep(Protocol):
    """Finds and repairs defects of a store; a store that can have none does nothing here."""

    def examine(self, clock: Callable[[], datetime], progress: Progress) -> Iterator[Defect]:
        """Examine everything and change nothing; `clock` returns the present time in UTC."""

    def mend(self, finding: Defect) -> None:
        """Repair `finding` as far as possible, and delete nothing.

        Only another examination shows whether the repair succeeded.
        """

    def remedy(self, kind: DefectKind) -> str:
        """What `mend` does about a defect of `kind`, or what a person should do: sentences."""

    def reindex(self, progress: Progress) -> None:
        """Rebuild everything that is derived from the dossiers, while others go on working.

        `progress` is called as the work goes on.
        """

    def strays(self) -> Sequence[Problem]:
        """Files among the dossiers that do not belong there, and folders that are not accessible.

        A snapshot leaves them out.
        """

    def unknown_fields(self, article_id: str | None) -> Sequence[str]:
        """The stored fields of the article (None: of the team) that this program does not know.

        A save of a file with such fields is refused.

        Raises:
            ArticleNotFound: when there is no such article.
            UnreadableDossier: when the file cannot be read or is damaged.
        """


class UpkeepStore(Protocol):
    """The way to what only one kind of store can have wrong."""

    def upkeep(self) -> Upkeep:
        """The upkeep of this store."""


class Store(
    SettingsStore,
    ArticleStore,
    BoardStore,
    ActivityStore,
    TeamStore,
    ChangeStore,
    PresenceStore,
    LockStore,
    LedgerStore,
    AttachmentStore,
    SnapshotStore,
    UpkeepStore,
    Protocol,
):
    """One newsroom with all protocols. Safe for several processes and threads.

    A store can be pickled: a process that unpickles it opens the same newsroom. Every method may
    raise StorageError.
    """

    def close(self) -> None:
        """Close everything that is open; the store must not be used afterwards."""

    def __enter__(self) -> Self:
        """The store itself; the end of the context closes it."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
