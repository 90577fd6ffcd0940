"""What every store must do. No path, no TinyDB type and no SQLite type passes it: the same newsroom may live elsewhere.

`tests/store/contract.py` is this protocol as tests; each store must pass them.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from enum import StrEnum
from threading import Event as Signal
from typing import NamedTuple, Protocol

from redaksi.domain.article import Dossier, Stage, Team
from redaksi.store.query import ALL, Query

Progress = Callable[[int, int], None]
"""Hears how much is done, of how much."""


class Row(NamedTuple):
    """What the board shows of an article; `editor` is the one assigned to its present stage, or "".

    `open_notes` is a number; `returned` says that it came back to draft with a note that is not answered yet.
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


class Kind(StrEnum):
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


class Finding(NamedTuple):
    """What is not as it should be: the names of the files concerned, and one sentence."""

    kind: Kind
    names: tuple[str, ...]
    sentence: str


class Content(NamedTuple):
    """A file of the newsroom: its name (folders with slashes) and its bytes."""

    name: str
    data: bytes


class Claim(StrEnum):
    """A value of an article that no other article may have; the name of the lock that its choice takes in a folder."""

    IMPORT = "import"
    """`origin.fingerprint`: the text was brought in once."""
    SLUG = "slug"


class Presence(NamedTuple):
    """Somebody who has an article open for editing, and since when."""

    editor: str
    since: datetime


class Store(Protocol):
    """The articles and the team of one newsroom. Safe under several processes and threads.

    It can be pickled: another process that is handed it opens the same newsroom.
    Every method may raise StorageError.
    """

    def get(self, article_id: str) -> Dossier:
        """The dossier of a whole id, harmless to show. Raises ArticleNotFound, UnreadableDossier."""

    def evidence(self, article_id: str) -> Dossier:
        """The dossier as it is stored, for verification and for the next act. Raises as `get`."""

    def unknown_fields(self, article_id: str | None) -> Sequence[str]:
        """The stored fields of the article, for None of the team, that this program does not know: a save is refused.

        Raises as `get`.
        """

    def ids(self) -> Sequence[str]:
        """The ids of all dossiers that are stored, readable or not, in order; asked of no index."""

    def commit(self, new: Dossier, over: Dossier | None = None, claim: Collection[Claim] = ()) -> Dossier:
        """Make `new` durable as the version behind the one of `over`, and return it so; over None it creates.

        `new` was made of `over`: what it has beyond that is appended. In the same act it takes the values that `claim`
        names, unless it has them from `over`.

        Raises:
            StaleRevision: The store holds another version than `over`, or for None the id. Nothing was written.
            Claimed: Another article has a value that is claimed. Nothing was written.
        """

    def resolve(self, prefix: str) -> str:
        """The one id that begins with PREFIX. Raises ArticleNotFound, AmbiguousId."""

    def suggest(self, prefix: str, limit: int) -> Sequence[Row]:
        """LIMIT rows whose ids begin with PREFIX, newest ids first, as far as they are known: none is looked for."""

    def rows(self, query: Query = ALL, limit: int | None = None, offset: int = 0) -> Sequence[Row]:
        """LIMIT rows that QUERY asks for, in its order, from OFFSET on."""

    def counts(self, query: Query = ALL) -> dict[Stage, int]:
        """How many articles that QUERY asks for stand in each stage; every stage is a key."""

    def found(self, query: Query) -> dict[Stage, list[str]]:
        """The ids of all that QUERY asks for, by stage, in its order; every stage is a key.

        It takes its time where they are many.
        """

    def rows_of(self, ids: Sequence[str]) -> Sequence[Row]:
        """The rows of IDS, in their order; none for an id that is not there any more."""

    def search(self, words: str, limit: int = 50) -> Sequence[Row]:
        """The newest rows that hold all WORDS (the beginning of a word will do, or another form of it).

        No words find nothing.
        """

    def find_import(self, fingerprint: str) -> str | None:
        """The id of the article whose import had FINGERPRINT; the oldest where there are several."""

    def find_slug(self, slug: str) -> str | None:
        """The id of the article that has SLUG."""

    def exclusively(self, purpose: str) -> AbstractContextManager[None]:
        """Hold the lock for PURPOSE ("import", "slug", "export") among all processes. Not reentrant."""

    def team(self) -> Team:
        """The team, harmless to show; an empty one of version 0 before the first commit."""

    def team_evidence(self) -> Team:
        """The team as it is stored, for verification and for the next act."""

    def commit_team(self, team: Team, base: int) -> Team:
        """Make TEAM durable as version BASE + 1 and return it so. Raises StaleRevision."""

    def refresh(self) -> set[str]:
        """Take in what changed outside (by hand, git, rsync, a killed writer); the ids that changed."""

    def reindex(self, progress: Progress) -> None:
        """Make anew what is derived from the dossiers, whole; others go on working. PROGRESS sees it grow."""

    def examine(self, clock: Callable[[], datetime], progress: Progress) -> Iterator[Finding]:
        """Look at everything, by CLOCK (which tells the present, in UTC), and change nothing."""

    def mend(self, finding: Finding) -> None:
        """Do what can be done about FINDING, and delete nothing; another look tells whether it helped."""

    def contents(self, progress: Progress, trouble: Callable[[Problem], object]) -> Iterator[Content]:
        """All that must be kept of the newsroom, for a backup: each file as one whole version, the settings and the
        rule files that they name last.

        TROUBLE hears of a dossier or rule file that cannot be had; the others go on. Raises UnreadableDossier without
        team or settings.
        """

    def strays(self) -> Sequence[Problem]:
        """What lies among the dossiers and does not belong there, or is closed to us; `contents` leaves it out."""

    def problems(self) -> Sequence[Problem]:
        """The dossiers that the last refresh could not read."""

    def watch(self, stop: Signal) -> Iterator[set[str]]:
        """Yield the ids of articles that anybody changed, as it happens, until STOP is set.

        An empty set says that the team changed or that the watch began, as the first one does, or began anew because
        the newsroom had been away: what came before it was not told. Quiet moments are used to keep the search up to
        date.
        """

    def hear(self, waits: Callable[[str, str], object]) -> None:
        """Let WAITS hear of each lock that somebody else holds for long: its name, and a sentence about who holds it.

        What it raises ends the waiting, and is raised by whoever waited.
        """

    def announce(self, article_id: str, presence: Presence) -> AbstractContextManager[None]:
        """Show everybody PRESENCE at the article meanwhile, or until this process ends. Never fails."""

    def present(self, article_id: str) -> Sequence[Presence]:
        """Who has the article open now, ourselves included, in the order in which they came."""

    def close(self) -> None:
        """Let go of what is open; the store may not be used any more."""
