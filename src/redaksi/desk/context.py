"""What every group of verbs shares: the store, the house, the clock, and who acts."""

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple, TypeVar

from msgspec.structs import replace

from redaksi.config import House
from redaksi.desk import identity, rules
from redaksi.desk.identity import Identity
from redaksi.desk.rules import HouseRules
from redaksi.domain import audit, record, workflow
from redaksi.domain.article import Dossier, Person, Team
from redaksi.domain.harmless import harmless, shown
from redaksi.domain.hashing import canonical
from redaksi.errors import Claimed, PersonChanged, StaleRevision
from redaksi.store.base import Claim, Store

TRIES = 50
"""How often a change without a base is repeated on what others saved in between."""


class Act(NamedTuple):
    """One act: who acts, when, and by which `team`, which is stored as `evidence`.

    The rules are those of the context at that moment.
    """

    person: Person
    at: datetime
    team: Team
    evidence: Team


Alter = Callable[[Dossier, Act], Dossier]
AlterTeam = Callable[[Team, Person], tuple[Team, str, Mapping[str, Any]]]
_Done = TypeVar("_Done")


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


class Context:
    """The store and the house of one newsroom, and the person who acts in it."""

    def __init__(
        self, store: Store, house: House, who: Identity, clock: Callable[[], datetime] = now
    ) -> None:
        """The newsroom's name, language and time zone are those of `house` all along; `rules`
        are those in force.
        """
        self.store = store
        self.newsroom = store.newsroom()
        self.house = house
        self.identity = who
        self.clock = clock
        self.rules = HouseRules(house, self.newsroom)
        self.latest: Person | None = None
        """Who acted here the last time; None before anybody did."""

    @property
    def person(self) -> Person:
        """Who acts, with the role that the team gives them at this moment (see
        `identity.person`).
        """
        return self.begin().person

    def begin(self) -> Act:
        """Begin an act: it reads the team once, and by the rules that the settings hold now.

        Raises:
            IdentityRefused, EditorNotFound, BadInput: as `identity.person`.
            StorageError: the newsroom is gone, so nobody is a stranger to its team.
        """
        self.rules = self.rules.renewed()
        return self._act(self.store.team_evidence())

    def _act(self, team: Team) -> Act:
        """An act by `team`, as it is stored, and by the rules of the act that is under way.

        Raises:
            PersonChanged: the team knows the person by another name than before; nobody acts
                under that unawares.
        """
        if not team.version:
            self.store.refresh()
        harmless_team = shown(team)
        person = identity.person(self.identity, harmless_team, self.rules.people)
        if self.latest and not workflow.same_person(self.latest.name, person.name):
            raise PersonChanged(self.latest.name, person.name)
        self.latest = person
        return Act(person, self.clock(), harmless_team, team)

    def new_id(self, at: datetime) -> str:
        """An id for an article that begins at `at`: with the day that the newsroom has then."""
        return record.new_id(at.astimezone(self.house.zone))

    def change(
        self, article_id: str, base: int | None, alter: Alter, claim: Collection[Claim] = ()
    ) -> Dossier:
        """Let `alter` make a new dossier out of the present one, and commit it; return the
        stored dossier.

        Nothing is written when `alter` returns the dossier as it was. `alter` is asked anew where
        another article has what is claimed (see `Store.commit`), and without a `base` also where
        somebody saved in between.

        Raises:
            StaleRevision: the article is at another version than `base`.
        """
        article_id = self.store.resolve(article_id)

        def attempt() -> Dossier:
            dossier = self.store.evidence(article_id)
            if base is not None and dossier.version != base:
                raise StaleRevision(
                    article_id, base, dossier.version, shown(dossier).events[-1].editor
                )
            act = self.begin()
            altered_history = not audit.is_history_told(dossier)
            found = record.noticed(dossier, act.at, act.person, altered_history=altered_history)
            if not found.harmless:  # what is written anew is clean; the history stays as it is
                found = replace(
                    found, article=harmless(found.article), notes=harmless(found.notes, "notes")
                )
            altered = alter(found, act)
            if altered.events == found.events:
                return shown(dossier)
            return shown(self.commit(record.remember(found, altered), dossier, act, claim))

        return _repeated(attempt, Claimed if base is not None else (StaleRevision, Claimed))

    def commit(
        self, dossier: Dossier, over: Dossier | None, act: Act, claim: Collection[Claim] = ()
    ) -> Dossier:
        """Seal `dossier` and make it durable over the one that it was made of, in `act`.

        Where the record of the team does not tell what the act rests on, an act of its own records
        that before.

        Raises:
            StaleRevision, Claimed: as `Store.commit`.
        """
        team = act.evidence if self._tells_all(act.evidence) else self._recorded()
        return self.store.commit(record.seal(dossier, record.last_of(team.events)), over, claim)

    def _tells_all(self, team: Team) -> bool:
        """Whether the record of `team` tells the rules of the house, and the team as it is."""
        return self._are_told(team) and record.is_team_sealed(team)

    def _recorded(self) -> Team:
        """The team after its record tells what was changed by hand: the team, or the rules of
        the house.
        """

        def nothing(team: Team, _person: Person) -> tuple[Team, str, Mapping[str, Any]]:
            return team, "", {}

        return self._change_team(nothing, lambda team: not self._tells_all(team))

    def _are_told(self, team: Team) -> bool:
        """Whether the record of `team` tells the rules of the house."""
        return canonical(rules.recorded(team)) == canonical(
            self.rules.in_force
        )  # false and 0 say something

    def change_team(
        self, alter: AlterTeam, needed: Callable[[Team], bool] = lambda _team: True
    ) -> Team:
        """Let `alter` change the team and name the event with its data ("" for no event of its
        own).

        Nothing is done when that is not `needed`; what was altered by hand and other rules of the
        house are told before.

        Raises:
            StaleRevision
        """
        self.rules = self.rules.renewed()
        return shown(self._change_team(alter, needed))

    def _change_team(self, alter: AlterTeam, needed: Callable[[Team], bool]) -> Team:
        """The same; the team as it is stored."""

        def attempt() -> Team:
            team = self.store.team_evidence()
            if not needed(team):
                return team
            act = self._act(team)
            person, at = act.person, act.at
            found = record.noticed_team(team, at, person)
            if not found.harmless:
                found = replace(
                    found, members=harmless(found.members), searches=harmless(found.searches)
                )
            if not self._are_told(found):
                found = record.log_team(found, rules.CHANGED, at, person, self.rules.in_force)
            changed, kind, data = alter(found, person)
            if kind:
                changed = record.log_team(changed, kind, at, person, data)
            return self.store.commit_team(record.seal_team(changed), team.version)

        return _repeated(attempt, StaleRevision)


def _repeated(
    attempt: Callable[[], _Done], refusals: type[Exception] | tuple[type[Exception], ...]
) -> _Done:
    """What `attempt` returns; it is repeated on what others saved in between, which `refusals`
    tell.
    """
    for _time in range(TRIES - 1):
        try:
            return attempt()
        except refusals:
            continue
    return attempt()
