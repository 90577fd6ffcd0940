"""The state that every group of verbs shares: store, house, clock and acting person."""

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any, NamedTuple, TypeVar

from msgspec.structs import replace

from redaksi.config import House
from redaksi.desk import identity, rules
from redaksi.desk.identity import Identity
from redaksi.desk.rules import HouseRules
from redaksi.domain import record, workflow
from redaksi.domain.article import Dossier, Person, Team
from redaksi.domain.harmless import harmless, shown
from redaksi.domain.hashing import canonical
from redaksi.errors import Claimed, Overtaken, PersonChanged, RedaksiError, StaleRevision
from redaksi.store.base import Claim, Store

TRIES = 50
"""How many times a change without a base is tried when other saves come in between."""


class Act(NamedTuple):
    """One action: the acting person, its time and the team it rests on.

    `team` is safe to show; `evidence` is the same team as it is stored. The rules are those of the
    context at that moment.
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
        """Name, language and time zone of the newsroom stay those of `house`.

        `rules` follows the settings and is renewed by each act.
        """
        self.store = store
        self.newsroom = store.newsroom()
        self.house = house
        self.identity = who
        self.clock = clock
        self.rules = HouseRules(house, self.newsroom)
        self.latest: Person | None = None
        """The person who acted last in this context; None before the first act."""

    @property
    def person(self) -> Person:
        """The acting person, with the present role in the team (see `identity.person`)."""
        return self.begin().person

    def become(self, name: str) -> Person:
        """Let the member called `name` act from now on, at the same system user and host.

        Raises:
            MoveRefused: when the house identifies people by their system user.
            IdentityRefused, EditorNotFound, BadInput: as `identity.person`; then nobody changes.
        """
        self.rules = self.rules.renewed()
        workflow.check_switch(self.rules.people)
        before = self.identity, self.latest
        self.identity = replace(self.identity, name=name, claimed=True, guest=False)
        self.latest = None
        try:
            return self.person
        except RedaksiError:
            self.identity, self.latest = before
            raise

    def begin(self) -> Act:
        """Begin an act: read the team once, and apply the present rules of the settings.

        Raises:
            IdentityRefused, EditorNotFound, BadInput: as `identity.person`.
            StorageError: when the newsroom is gone.
        """
        self.rules = self.rules.renewed()
        return self._act(self.store.team_evidence())

    def _act(self, team: Team) -> Act:
        """An act of `team`, as stored, under the rules already loaded.

        Raises:
            PersonChanged: when the team now knows the person by another name; nobody may act under
                another name without noticing.
        """
        harmless_team = shown(team)
        person = identity.person(self.identity, harmless_team, self.rules.people)
        if self.latest and not workflow.same_person(self.latest.name, person.name):
            raise PersonChanged(self.latest.name, person.name)
        self.latest = person
        return Act(person, self.clock(), harmless_team, team)

    def new_id(self, at: datetime) -> str:
        """A new id for an article begun at `at`, dated by the newsroom's time zone."""
        return record.new_id(at.astimezone(self.house.zone))

    def change(
        self, article_id: str, base: int | None, alter: Alter, claim: Collection[Claim] = ()
    ) -> Dossier:
        """Commit the dossier that `alter` makes of the present dossier; return the stored dossier.

        Nothing is written when `alter` adds no event. `alter` is called again when another article
        holds a claimed value (see `Store.commit`). Without a `base`, `alter` is also called again
        when somebody saved in between.

        Raises:
            StaleRevision: when the article is at another version than `base`.
        """
        article_id = self.store.resolve(article_id)

        def attempt() -> Dossier:
            dossier = self.store.evidence(article_id)
            if base is not None and dossier.version != base:
                raise StaleRevision(
                    article_id, base, dossier.version, shown(dossier).events[-1].editor
                )
            act = self.begin()
            from redaksi.domain import audit  # noqa: PLC0415 - not before the first paint

            altered_history = not audit.is_history_told(dossier)
            found = record.noticed(dossier, act.at, act.person, altered_history=altered_history)
            if not found.harmless:  # new writing is cleaned; the history is kept unchanged
                found = replace(
                    found, article=harmless(found.article), notes=harmless(found.notes, "notes")
                )
            altered = alter(found, act)
            if altered.events == found.events:
                return shown(dossier)
            return shown(self.commit(record.remember(found, altered), dossier, act, claim))

        again = (Claimed, Overtaken)
        return _repeated(attempt, again if base is not None else (StaleRevision, *again))

    def commit(
        self, dossier: Dossier, over: Dossier | None, act: Act, claim: Collection[Claim] = ()
    ) -> Dossier:
        """Seal `dossier` and store it durably over `over`, the dossier that it was made from.

        The team's record must state the team and the rules that the act rests on. If it does not,
        an event is added to the team's record first.

        Raises:
            StaleRevision, Claimed: as `Store.commit`.
            Overtaken: when role or rules changed while the act waited for a lock.
        """
        team = act.evidence if self._tells_all(act.evidence) else self._recorded()
        sealed = record.seal(dossier, record.last_of(team.events))
        return self.store.commit(sealed, over, claim, partial(self._check_still, act, team))

    def _check_still(self, act: Act, team: Team) -> None:
        """Raise Overtaken if the person of `act` or the rules are not those of `team` any more.

        Somebody may have held a lock for long, and the person may have lost the role meanwhile.
        """
        if not self.rules.are_in_force():
            raise Overtaken
        present = self.store.team_evidence()
        if present.version != team.version:
            person = identity.person(self.identity, shown(present), self.rules.people)
            if person != act.person:
                raise Overtaken

    def _tells_all(self, team: Team) -> bool:
        """Whether the record of `team` states the rules of the house and the present team."""
        return self._are_told(team) and record.is_team_sealed(team)

    def record_rules(self) -> None:
        """Record the present rules of the house, if they are new, as an act of the person."""
        self.rules = self.rules.renewed()
        self._recorded()

    def _recorded(self) -> Team:
        """The team, after changes by hand to the team or to the rules were recorded."""

        def nothing(team: Team, _person: Person) -> tuple[Team, str, Mapping[str, Any]]:
            return team, "", {}

        return self._change_team(nothing, lambda team: not self._tells_all(team))

    def _are_told(self, team: Team) -> bool:
        """Whether the record of `team` states the rules of the house."""
        # Compared as JSON: Python takes false and 0 as equal.
        return canonical(rules.recorded(team)) == canonical(self.rules.in_force)

    def change_team(
        self, alter: AlterTeam, needed: Callable[[Team], bool] = lambda _team: True
    ) -> Team:
        """Let `alter` change the team; `alter` also returns the event's name and data.

        The name "" records no event for the change. Nothing is done when `needed` returns false.
        Changes by hand and new rules of the house are recorded first.

        Raises:
            StaleRevision: when others kept saving the team during all tries.
        """
        self.rules = self.rules.renewed()
        return shown(self._change_team(alter, needed))

    def _change_team(self, alter: AlterTeam, needed: Callable[[Team], bool]) -> Team:
        """As `change_team`, but return the team as it is stored."""

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
            return self.store.commit_team(record.seal_team(changed))

        return _repeated(attempt, StaleRevision)


def _repeated(
    attempt: Callable[[], _Done], refusals: type[Exception] | tuple[type[Exception], ...]
) -> _Done:
    """The result of `attempt`, which is tried again after each of the `refusals`.

    A refusal means that somebody else saved in between.
    """
    for _time in range(TRIES - 1):
        try:
            return attempt()
        except refusals:
            continue
    return attempt()
