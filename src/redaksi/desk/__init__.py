"""The entry to the program: every verb, for the command line, the screens and the tests alike."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Self

from msgspec.structs import replace

from redaksi import config
from redaksi.desk.context import Context, now
from redaksi.desk.identity import Identity, stranger, system_identity
from redaksi.desk.moments import Clock
from redaksi.desk.reading import Reading
from redaksi.domain.article import Role
from redaksi.errors import RedaksiError, StorageError
from redaksi.store.opening import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path
    from threading import Event as Signal

    from redaksi.config import House
    from redaksi.desk.activity import Activity
    from redaksi.desk.agenda import Agenda
    from redaksi.desk.backup import Backups
    from redaksi.desk.board_memory import BoardMemory
    from redaksi.desk.bulk import BulkVerbs
    from redaksi.desk.chats import Chats
    from redaksi.desk.checking import Checking
    from redaksi.desk.copy import Copy
    from redaksi.desk.deliveries import Deliveries
    from redaksi.desk.doctor import Doctor
    from redaksi.desk.exports import Exports
    from redaksi.desk.figures import FigureVerbs
    from redaksi.desk.findings import FindingVerbs
    from redaksi.desk.house_settings import HouseSettings
    from redaksi.desk.imports import Imports
    from redaksi.desk.inbox import Inbox
    from redaksi.desk.moves import Moves
    from redaksi.desk.notes import Notes
    from redaksi.desk.notifying import Notifying
    from redaksi.desk.photos import PhotoVerbs
    from redaksi.desk.proofs import Proofs
    from redaksi.desk.reach import Reach
    from redaksi.desk.receipts import Receipts
    from redaksi.desk.recovery import Recovery
    from redaksi.desk.revisions import RevisionVerbs
    from redaksi.desk.searches import Searches
    from redaksi.desk.standing import Standings
    from redaksi.desk.team import TeamDesk
    from redaksi.desk.templates import ArticleTemplates
    from redaksi.domain.article import Article, Person
    from redaksi.domain.finding import Finding
    from redaksi.domain.workflow import People
    from redaksi.store.base import Store

__all__ = ["Desk", "Identity", "open_desk", "system_identity"]


class Desk:
    """The verbs of one newsroom for one person, by group; this class only wires the groups.

    Groups that the board does not need are loaded on first use, because the board's first paint
    must not wait for them.
    """

    def __init__(
        self,
        store: Store,
        house: House,
        identity: Identity,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self._context = Context(store, house, identity, clock)
        self.store = store
        self.house = house
        self.reading = Reading(self._context)

    @cached_property
    def copy(self) -> Copy:
        """The verbs that write articles."""
        from redaksi.desk.copy import Copy

        return Copy(self._context)

    @cached_property
    def moves(self) -> Moves:
        """The verbs about stages and assignments."""
        from redaksi.desk.moves import Moves

        return Moves(self._context, self._found, self._skeletons)

    @cached_property
    def team(self) -> TeamDesk:
        """The verbs about people and roles."""
        from redaksi.desk.team import TeamDesk

        return TeamDesk(self._context)

    @cached_property
    def reach(self) -> Reach:
        """The verbs about the address and the quiet hours of a member."""
        from redaksi.desk.reach import Reach

        return Reach(self._context)

    @cached_property
    def house_settings(self) -> HouseSettings:
        """The verbs about the settings of the house."""
        from redaksi.desk.house_settings import HouseSettings

        return HouseSettings(self._context)

    @cached_property
    def imports(self) -> Imports:
        """The verbs that import copy."""
        from redaksi.desk.imports import Imports

        return Imports(self._context, self.team, self._found)

    @cached_property
    def exports(self) -> Exports:
        """The verbs that export copy."""
        from redaksi.desk.exports import Exports

        return Exports(self._context)

    @cached_property
    def deliveries(self) -> Deliveries:
        """The verbs about targets."""
        from redaksi.desk.deliveries import Deliveries

        return Deliveries(self._context)

    @property
    def has_targets(self) -> bool:
        """Whether the settings name targets now; the verbs about them are not loaded for that.

        Raises:
            BadInput: when the settings are invalid.
        """
        return bool(config.house_of(*self._context.newsroom.settings).target)

    @cached_property
    def notifying(self) -> Notifying:
        """The verbs that tell people outside the desk."""
        from redaksi.desk.notifying import Notifying

        return Notifying(self._context)

    @cached_property
    def chats(self) -> Chats:
        """The verb that makes short texts for chats."""
        from redaksi.desk.chats import Chats

        return Chats(self._context)

    @cached_property
    def findings(self) -> FindingVerbs:
        """The verbs about language faults in articles."""
        from redaksi.desk.findings import FindingVerbs

        return FindingVerbs(self._context, self.copy)

    @cached_property
    def recovery(self) -> Recovery:
        """The verbs about text that is typed and not saved."""
        from redaksi.desk.recovery import Recovery

        return Recovery(self._context)

    @cached_property
    def revisions(self) -> RevisionVerbs:
        """The verbs about earlier texts."""
        from redaksi.desk.revisions import RevisionVerbs

        return RevisionVerbs(self._context)

    @cached_property
    def activity(self) -> Activity:
        """The verbs about what happened in the newsroom."""
        from redaksi.desk.activity import Activity

        return Activity(self._context)

    @cached_property
    def inbox(self) -> Inbox:
        """The verbs about what waits for the acting person."""
        from redaksi.desk.inbox import Inbox

        return Inbox(self._context, self.activity)

    @cached_property
    def notes(self) -> Notes:
        """The verbs about notes on the text."""
        from redaksi.desk.notes import Notes

        return Notes(self._context)

    @cached_property
    def photos(self) -> PhotoVerbs:
        """The verbs about the photos of articles."""
        from redaksi.desk.photos import PhotoVerbs

        return PhotoVerbs(self._context, self.copy)

    @cached_property
    def searches(self) -> Searches:
        """The verbs about saved searches."""
        from redaksi.desk.searches import Searches

        return Searches(self._context)

    @cached_property
    def board(self) -> BoardMemory:
        """The board as this person left it."""
        from redaksi.desk.board_memory import BoardMemory

        return BoardMemory(self._context.newsroom.uuid, self.me.name)

    @cached_property
    def bulk(self) -> BulkVerbs:
        """The verbs on several articles."""
        from redaksi.desk.bulk import BulkVerbs

        return BulkVerbs(self._context, self.moves)

    @cached_property
    def checking(self) -> Checking:
        """The verbs that verify the record."""
        from redaksi.desk.checking import Checking

        return Checking(self._context)

    @cached_property
    def standings(self) -> Standings:
        """The verb that tells where an article stands."""
        from redaksi.desk.standing import Standings

        return Standings(self._context, self.moves, self.deliveries)

    @cached_property
    def agenda(self) -> Agenda:
        """The verbs about what is planned."""
        from redaksi.desk.agenda import Agenda

        return Agenda(self._context)

    @cached_property
    def templates(self) -> ArticleTemplates:
        """The verbs about templates of articles."""
        from redaksi.desk.templates import ArticleTemplates

        return ArticleTemplates(self._context, self.copy)

    @cached_property
    def figures(self) -> FigureVerbs:
        """The verbs that count what the record tells."""
        from redaksi.desk.figures import FigureVerbs

        return FigureVerbs(self._context)

    @cached_property
    def receipts(self) -> Receipts:
        """The verb that proves a publication."""
        from redaksi.desk.receipts import Receipts

        return Receipts(self._context, self.checking, self.deliveries)

    @cached_property
    def proofs(self) -> Proofs:
        """The verbs that print an article for people who read on paper."""
        from redaksi.desk.proofs import Proofs

        return Proofs(self._context, self.findings.standing)

    @cached_property
    def doctor(self) -> Doctor:
        """The verbs that examine and repair the newsroom's files."""
        from redaksi.desk.doctor import Doctor

        return Doctor(self._context)

    @cached_property
    def backups(self) -> Backups:
        """The verbs about backups of the whole newsroom."""
        from redaksi.desk.backup import Backups

        return Backups(self._context)

    def _skeletons(self) -> frozenset[str]:
        """The paragraphs of the templates; the module of those loads when a move asks."""
        return self.templates.skeletons()

    def _found(self, article: Article) -> list[Finding]:
        """What the copy desk finds in `article`, waived findings included.

        The rules are loaded on first use.
        """
        return self.findings.of(article.text, article.editor())

    @property
    def person(self) -> Person:
        """The person who acts here.

        Raises:
            IdentityRefused: when the name belongs to another person.
            EditorNotFound: when a claimed name is not in the team.
            BadInput: when the name is invalid, or the settings are.
        """
        return self._context.person

    @property
    def me(self) -> Person:
        """The person as the screens show them; a guest when they may not act.

        The refusal itself is raised only by acts. While the newsroom cannot be read, the person
        stays the last known one.
        """
        try:
            return self.person
        except StorageError:
            return self._context.latest or stranger(self._context.identity)
        except RedaksiError:
            latest = self._context.latest
            return replace(latest, role=Role.GUEST) if latest else stranger(self._context.identity)

    @property
    def people(self) -> People:
        """How the house identifies people, by its settings as they are now."""
        return config.house_of(*self._context.newsroom.settings).people

    def become(self, name: str) -> Person:
        """Let the member called `name` act here from now on.

        Raises:
            MoveRefused: when the house identifies people by their system user.
            IdentityRefused, EditorNotFound, BadInput: when `name` cannot act here.
        """
        person = self._context.become(name)
        for group in ("board", "inbox"):  # these are kept at home for each person
            self.__dict__.pop(group, None)
        return person

    def now(self) -> datetime:
        """The present time by the desk's clock, in UTC."""
        return self._context.clock()

    def clock(self) -> Clock:
        """The present time with the newsroom's zone, by which typed times are understood."""
        return Clock(self.house.zone, self.now())

    def hear(self, waits: Callable[[str, str], object]) -> None:
        """Call `waits` for each lock that another process holds for long.

        See `store.base.LockStore`.
        """
        self.store.hear(waits)

    def changes(self, stop: Signal) -> Iterator[set[str]]:
        """The changes by others as they happen, until `stop` is set.

        See `store.base.ChangeStore`.
        """
        return self.store.changes(stop)

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()


def open_desk(
    address: Path | str,
    who: Identity | str = "",
    clock: Callable[[], datetime] = now,
    house: House | None = None,
) -> Desk:
    """The desk of the newsroom at `address` for `who`, an identity or a name from the settings.

    `house` replaces settings that cannot be read.

    Raises:
        NewsroomNotFound: when there is no newsroom at `address`.
        BadInput: when the settings are invalid.
    """
    who = system_identity(who) if isinstance(who, str) else who
    store = open_store(address, who.name or who.login)
    return Desk(store, house or config.house_of(*store.newsroom().settings), who, clock)
