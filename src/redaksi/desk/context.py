"""What every group of verbs shares: the store, the house, the clock, and who acts."""

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from redaksi.config import House
from redaksi.desk import identity, rules
from redaksi.desk.identity import Identity
from redaksi.desk.rules import HouseRules
from redaksi.domain import audit, record
from redaksi.domain.article import Dossier, Person, Team
from redaksi.domain.harmless import harmless, shown
from redaksi.domain.hashing import canonical
from redaksi.errors import Claimed, StaleRevision
from redaksi.store.base import Claim, Store

TRIES = 50
"""How often a change without a base is repeated on what others saved in between."""


Alter = Callable[[Dossier, Person, datetime], Dossier]
AlterTeam = Callable[[Team, Person], tuple[Team, str, Mapping[str, Any]]]


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


class Context:
    """The store and the house of one newsroom, and the person who acts in it."""

    def __init__(
        self, store: Store, house: House, who: Identity, clock: Callable[[], datetime] = now, folder: str = ""
    ) -> None:
        """FOLDER is where the house's settings and rule files lie.

        Its name, language and time zone are those of HOUSE all along; `rules` are those in force.
        """
        self.store = store
        self.house = house
        self.identity = who
        self.clock = clock
        self.folder = Path(folder)
        self.rules = HouseRules(house, self.folder)

    @property
    def person(self) -> Person:
        """Who acts, with the role that the team gives them at this moment (see `identity.person`).

        Every act begins with this question: from here on the rules hold that the settings have now.
        """
        self.rules = self.rules.renewed()
        return self._known()

    def _known(self) -> Person:
        """The same, by the rules of the act that is under way.

        Raises StorageError where the newsroom itself is gone: nobody is a stranger to a team that cannot be read.
        """
        team = self.store.team()
        if not team.version:
            self.store.refresh()
        return identity.person(self.identity, team, self.rules.people)

    def new_id(self, at: datetime) -> str:
        """An id for an article that begins at `at`: with the day that the newsroom has then."""
        return record.new_id(at.astimezone(self.house.zone))

    def change(self, article_id: str, base: int | None, alter: Alter, claim: Collection[Claim] = ()) -> Dossier:
        """Let ALTER make a new dossier out of the present one, and commit it; returns what is stored then.

        With BASE, raises StaleRevision when the article is at another version; without, works on what is there.
        Nothing is written when ALTER returns the dossier as it was. ALTER is asked anew where another article has what
        is claimed (see `Store.commit`).
        """
        article_id = self.store.resolve(article_id)
        for _attempt in range(TRIES):
            dossier = self.store.evidence(article_id)
            if base is not None and dossier.version != base:
                raise StaleRevision(article_id, base, dossier.version, shown(dossier).events[-1].editor)
            person, at = self.person, self.clock()
            found = record.noticed(dossier, at, person, altered_history=not audit.is_history_told(dossier))
            if not found.harmless:  # what is written anew is clean; the history stays as it is
                found = replace(found, article=harmless(found.article), notes=harmless(found.notes, "notes"))
            altered = alter(found, person, at)
            if altered.events == found.events:
                return shown(dossier)
            try:
                return shown(self.commit(record.remember(found, altered), dossier, claim))
            except (StaleRevision, Claimed) as error:
                if base is not None and isinstance(error, StaleRevision):
                    raise
                refused = error
        raise refused

    def commit(self, dossier: Dossier, over: Dossier | None, claim: Collection[Claim] = ()) -> Dossier:
        """Seal DOSSIER and make it durable over the one that it was made of, by a team and rules that the record knows.

        Raises StaleRevision, Claimed.
        """
        team = self._told_team()
        return self.store.commit(record.seal(dossier, record.last_of(team.events)), over, claim)

    def _told_team(self) -> Team:
        """The team, as it is stored, after its record tells what the act rests on.

        That is a team that was altered by hand, and other rules of the house.
        """

        def nothing(team: Team, _person: Person) -> tuple[Team, str, Mapping[str, Any]]:
            return team, "", {}

        return self._change_team(nothing, lambda team: not (self._are_told(team) and record.is_team_sealed(team)))

    def _are_told(self, team: Team) -> bool:
        """Whether the record of TEAM tells the rules of the house."""
        return canonical(rules.recorded(team)) == canonical(self.rules.in_force)  # false and 0 say something

    def change_team(self, alter: AlterTeam, needed: Callable[[Team], bool] = lambda _team: True) -> Team:
        """Let ALTER change the team and name the event with its data ("" for no event of its own).

        Nothing is done when that is not NEEDED; what was altered by hand and other rules of the house are told before.
        Raises StaleRevision.
        """
        self.rules = self.rules.renewed()
        return shown(self._change_team(alter, needed))

    def _change_team(self, alter: AlterTeam, needed: Callable[[Team], bool]) -> Team:
        """The same; the team as it is stored."""
        for _attempt in range(TRIES):
            team = self.store.team_evidence()
            if not needed(team):
                return team
            person, at = self._known(), self.clock()
            found = record.noticed_team(team, at, person)
            if not found.harmless:
                found = replace(found, members=harmless(found.members), searches=harmless(found.searches))
            if not self._are_told(found):
                found = record.log_team(found, rules.CHANGED, at, person, self.rules.in_force)
            changed, kind, data = alter(found, person)
            if kind:
                changed = record.log_team(changed, kind, at, person, data)
            try:
                return self.store.commit_team(record.seal_team(changed), team.version)
            except StaleRevision as error:
                stale = error
        raise stale
