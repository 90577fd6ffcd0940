"""What every store must do, in parts: whoever needs one asks for that part.

`Store` is all of them.

No path, no OSError, no TinyDB type and no SQLite type passes it: the same newsroom may live
elsewhere than in a folder. `tests/store/contract.py` is this protocol as tests; each store must
pass them. What is to come has its place here as another part: attachments (bytes by their hash),
ledgers (lines that are only appended), leases.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from enum import StrEnum
from threading import Event as Signal
from typing import NamedTuple, Protocol

from redaksi.domain.article import Article, Dossier, Stage, Team
from redaksi.store.query import ALL, Query

Progress = Callable[[int, int], None]
"""Hears how much is done, of how much."""


class Row(NamedTuple):
    """What the board shows of an article; `editor` is the one assigned to its present stage, or
    "".

    `open_notes` is a number; `returned` says that it came back to draft with a note that is not
    answered yet.
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


class Problem(NamedTuple):
    """A dossier that cannot be read, by the name a person finds it under, and why."""

    name: str
    why: str


class DefectKind(StrEnum):
    """What may be wrong with a newsroom."""

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
    """What is not as it should be: the names of the files concerned, and one sentence."""

    kind: DefectKind
    names: tuple[str, ...]
    sentence: str


class Content(NamedTuple):
    """A piece of a newsroom as a backup keeps it: its name (parts with slashes) and its bytes."""

    name: str
    data: bytes


class Claim(StrEnum):
    """A value of an article that no other article may have; the name of the lock that its
    choice takes in a folder.
    """

    IMPORT = "import"
    """`origin.fingerprint`: the text was brought in once."""
    SLUG = "slug"


class Presence(NamedTuple):
    """Somebody who has an article open for editing, and since when."""

    editor: str
    since: datetime


class Newsroom(Protocol):
    """What a newsroom is beside its articles and its team.

    A store may look each up when it is asked for.
    """

    @property
    def uuid(self) -> str:
        """32 hexadecimal digits: the newsroom's name wherever it lives, also after a move or a
        restored backup.

        "" as long as it has no team.

        Raises:
            UnreadableDossier
        """

    @property
    def address(self) -> str:
        """Where it lives, as `open_store` takes it."""

    @property
    def settings(self) -> Content:
        """What newsroom.toml holds, and how it is called to people.

        Raises:
            NewsroomNotFound
            Unreadable
        """

    def rules(self, name: str) -> bytes:
        """The rule file that the settings call `name`.

        Raises:
            NotFound
            Unreadable
        """

    def stamp(self, names: Sequence[str]) -> object:
        """Differs as soon as the settings, or the rule files that they call `names`, are not as
        they were.
        """


class SettingsStore(Protocol):
    """The newsroom itself."""

    def newsroom(self) -> Newsroom:
        """What the newsroom is."""

    def commit_settings(self, settings: bytes) -> None:
        """Make `settings` what newsroom.toml holds, durably."""


class ArticleStore(Protocol):
    """Articles, whole: each with all that happened to it."""

    def dossier(self, article_id: str) -> Dossier:
        """The dossier of a whole id, harmless to show.

        Raises:
            ArticleNotFound
            UnreadableDossier
        """

    def evidence(self, article_id: str) -> Dossier:
        """The dossier as it is stored, for verification and for the next act.

        Raises as `dossier`.
        """

    def each(self, query: Query = ALL, limit: int | None = None) -> Iterator[Article]:
        """The first `limit` articles that `query` asks for, in its order, one by one and
        without their history.

        They are harmless to show. Those that cannot be read are skipped.
        """

    def ids(self) -> Sequence[str]:
        """The ids of all dossiers that are stored, readable or not, in order; asked of no
        index.
        """

    def commit(
        self, new: Dossier, over: Dossier | None = None, claim: Collection[Claim] = ()
    ) -> Dossier:
        """Make `new` durable as the version behind the one of `over`, and return it so; over
        None it creates.

        `new` was made of `over`: what it has beyond that is appended. In the same act it takes the
        values that `claim` names, unless it has them from `over`.

        Raises:
            StaleRevision: The store holds another version than `over`, or for None the id.
                Nothing was written.
            Claimed: Another article has a value that is claimed. Nothing was written.
        """


class BoardStore(Protocol):
    """Articles by what the board shows of them: answered at once, however many there are."""

    def resolve(self, prefix: str) -> str:
        """The one id that begins with `prefix`.

        Raises:
            ArticleNotFound
            AmbiguousId
        """

    def suggest(self, prefix: str, limit: int) -> Sequence[Row]:
        """`limit` rows whose ids begin with `prefix`, newest first, as far as they are known:
        none is looked for.
        """

    def page(
        self,
        query: Query = ALL,
        limit: int | None = None,
        offset: int = 0,
        after: Row | None = None,
    ) -> Sequence[Row]:
        """`limit` rows that `query` asks for, in its order: from `offset` on, counted from the
        row `after` if named.

        `after` came from an earlier page of the same query. What was added before it meanwhile
        shifts nothing.
        """

    def counts(self, query: Query = ALL) -> dict[Stage, int]:
        """How many articles that `query` asks for stand in each stage; every stage is a key."""

    def found(self, query: Query) -> dict[Stage, list[str]]:
        """The ids of all that `query` asks for, by stage, in its order; every stage is a key.

        It takes its time where they are many.
        """

    def rows_of(self, ids: Sequence[str]) -> Sequence[Row]:
        """The rows of `ids`, in their order; none for an id that is not there any more."""

    def find_import(self, fingerprint: str) -> str | None:
        """The id of the article whose import had `fingerprint`; the oldest where there are
        several.
        """

    def find_slug(self, slug: str) -> str | None:
        """The id of the article that has `slug`.

        Only a claim (see `ArticleStore.commit`) makes sure of it.
        """


class TeamStore(Protocol):
    """The people of the newsroom."""

    def team(self) -> Team:
        """The team, harmless to show; an empty one of version 0 before the first commit."""

    def team_evidence(self) -> Team:
        """The team as it is stored, for verification and for the next act."""

    def commit_team(self, team: Team, base: int) -> Team:
        """Make `team` durable as version `base` + 1 and return it so.

        Raises:
            StaleRevision
        """


class ChangeStore(Protocol):
    """What others do."""

    def changes(self, stop: Signal) -> Iterator[set[str]]:
        """Yield the ids of articles that anybody changed, as it happens, until `stop` is set.

        An empty set says that the team changed or that the watch began, as the first one does, or
        began anew because the newsroom had been away: what came before it was not told. Quiet
        moments are used to keep the search up to date.
        """

    def refresh(self) -> set[str]:
        """Take in what changed outside of every store (by hand, git, rsync, a killed writer);
        the ids that changed.
        """

    def problems(self) -> Sequence[Problem]:
        """The dossiers that the last refresh could not read."""


class PresenceStore(Protocol):
    """Who works on which article."""

    def announce(self, article_id: str, presence: Presence) -> AbstractContextManager[None]:
        """Show everybody `presence` at the article meanwhile, or until this process ends.

        Never fails.
        """

    def present(self, article_id: str) -> Sequence[Presence]:
        """Who has the article open now, ourselves included, in the order in which they came."""


class LockStore(Protocol):
    """One at a time."""

    def exclusively(self, purpose: str) -> AbstractContextManager[None]:
        """Hold the lock for `purpose` ("newsroom", "export") among all processes.

        Not reentrant.
        """

    def hear(self, waits: Callable[[str, str], object]) -> None:
        """Let `waits` hear of each lock that somebody else holds for long: its name, and a
        sentence about who holds it.

        What it raises ends the waiting, and is raised by whoever waited.
        """


class SnapshotStore(Protocol):
    """The newsroom whole: for a backup, and from one."""

    def snapshot(
        self, progress: Progress, trouble: Callable[[Problem], object]
    ) -> Iterator[Content]:
        """All that must be kept of the newsroom, each piece as one whole version: first the
        dossiers, then the team, the settings and the rule files that they name.

        `trouble` hears of a dossier or rule file that cannot be had; the others go on.

        Raises:
            UnreadableDossier: without team or settings
        """

    def load(self, snapshot: Iterable[Content]) -> int:
        """Make the newsroom of `snapshot` here, where nothing may be yet, all or nothing; how
        many pieces it has.

        Raises Refused, StorageError, and whatever `snapshot` raises.
        """


class Upkeep(Protocol):
    """What keeps a newsroom in health, as far as its store can fall ill; others find nothing
    and mend nothing.
    """

    def examine(self, clock: Callable[[], datetime], progress: Progress) -> Iterator[Defect]:
        """Look at everything, by `clock` (which tells the present, in UTC), and change nothing."""

    def mend(self, finding: Defect) -> None:
        """Do what can be done about `finding`, and delete nothing; another look tells whether
        it helped.
        """

    def reindex(self, progress: Progress) -> None:
        """Make anew what is derived from the dossiers, whole; others go on working.

        `progress` sees it grow.
        """

    def strays(self) -> Sequence[Problem]:
        """What lies among the dossiers and does not belong there, or is closed to us; a
        snapshot leaves it out.
        """

    def unknown_fields(self, article_id: str | None) -> Sequence[str]:
        """The stored fields of the article, for None of the team, that this program does not
        know: a save is refused.

        Raises:
            ArticleNotFound
            UnreadableDossier
        """


class Store(
    SettingsStore,
    ArticleStore,
    BoardStore,
    TeamStore,
    ChangeStore,
    PresenceStore,
    LockStore,
    SnapshotStore,
    Protocol,
):
    """All of one newsroom. Safe under several processes and threads.

    It can be pickled: another process that is handed it opens the same newsroom. Every method may
    raise StorageError.
    """

    def upkeep(self) -> Upkeep:
        """What keeps it in health."""

    def close(self) -> None:
        """Let go of what is open; the store may not be used any more."""
