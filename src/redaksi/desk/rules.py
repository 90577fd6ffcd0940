"""The rules of the house, for its copy desk, for its gates and in the record.

newsroom.toml and rule files are edited by hand: the first act under other rules than the record
tells brings them into it, and each sign-off holds those that judged it.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, json, to_builtins

from redaksi.config import House, house_of, is_inside
from redaksi.copydesk.settings import CopydeskSettings
from redaksi.domain.article import Team
from redaksi.domain.hashing import sha256
from redaksi.domain.workflow import People, Rules
from redaksi.errors import BadInput, NewsroomNotFound, RedaksiError
from redaksi.i18n import _
from redaksi.store.base import Newsroom
from redaksi.store.opening import open_store

if TYPE_CHECKING:
    from redaksi.copydesk.ruleset import Ruleset

CHANGED = "rules"
"""The kind of the event in the team's record; its data are all rules as they are from then on."""

UNREADABLE = "-"
"""Stands for the hash of a rule file that cannot be read."""


class HouseRules:
    """The rules of `house`, whose settings and rule files `newsroom` has; each is read once."""

    def __init__(self, house: House, newsroom: Newsroom) -> None:
        self._house = house
        self._newsroom = newsroom
        self._texts: dict[str, str] = {}
        self._stamps = self._seen()

    def renewed(self) -> "HouseRules":
        """These rules while their files are as they were, else those of the files as they are now.

        A newsroom whose settings are gone keeps the rules that it had.

        Raises:
            BadInput
            StorageError
        """
        if self._seen() == self._stamps:
            return self
        with suppress(NewsroomNotFound):
            return HouseRules(house_of(*self._newsroom.settings), self._newsroom)
        return self

    def _seen(self) -> object:
        """What tells whether these rules are still those that were read."""
        return self._newsroom.stamp(self._house.copydesk.rules)

    @property
    def workflow(self) -> Rules:
        """What the house chose of the workflow."""
        return self._house.rules

    @property
    def people(self) -> People:
        """How the house knows who is who."""
        return self._house.people

    @cached_property
    def ruleset(self) -> "Ruleset":
        """The rules of the copy desk.

        Raises:
            BadInput: for a broken rule file and for rules that there are not, with the line
            Unreadable
        """
        from redaksi.copydesk import ruleset  # noqa: PLC0415 - a desk that only reads needs no rules

        if self._house.copydesk == CopydeskSettings():
            return ruleset.standard()
        files = {name: self._written(name) for name in self._house.copydesk.rules}
        return ruleset.house(self._house.copydesk, files, self._settings)

    def faults(self) -> Iterator[RedaksiError]:
        """All that stands against the rules of the copy desk: each rule file that is broken,
        each name of no rule.
        """
        from redaksi.copydesk import load  # noqa: PLC0415 - as above

        settings = self._house.copydesk
        if settings == CopydeskSettings():
            return
        known = {rule.id for rule in load.own()}
        for name in settings.rules:
            try:
                known |= {rule.id for rule in load.examined(self._written(name), name)}
            except RedaksiError as error:
                yield error
        yield from load.settings_faults(settings, known, self._settings)

    @cached_property
    def in_force(self) -> Mapping[str, Any]:
        """The rules as the record tells them: the workflow's, how the house knows people, the
        copy desk's as set.

        Rule files are told by their hashes.
        """
        copydesk = {name: value for name, value in _stored(self._house.copydesk).items() if value}
        hashes = {name: self._hash(name) for name in self._house.copydesk.rules}
        told = {"copydesk": copydesk, "rule_files": hashes}
        own = {**_stored(self._house.rules), **_stored(self._house.people)}
        return {**own, **{name: value for name, value in told.items() if value}}

    def _hash(self, name: str) -> str:
        try:
            return sha256(self._written(name).encode())
        except RedaksiError:  # the copy desk refuses to judge; a save goes on
            return UNREADABLE

    def _written(self, name: str) -> str:
        if name not in self._texts:
            if not is_inside(name):
                raise BadInput(
                    _("{name} does not lie in the newsroom.").format(name=name),
                    _(
                        "Put the rule file beside newsroom.toml, and name it as it is called from "
                        "there."
                    ),
                )
            self._texts[name] = self._newsroom.rules(name).decode("utf-8", errors="replace")
        return self._texts[name]

    @property
    def _settings(self) -> str:
        return self._newsroom.settings.data.decode("utf-8", errors="replace")


def _stored(settings: Struct) -> dict[str, Any]:
    """`settings` as they come back from a store: with lists for tuples."""
    stored: dict[str, Any] = json.decode(json.encode(settings))
    return stored


def recorded(team: Team) -> Mapping[str, Any]:
    """The rules that the record of `team` told last; the default of each that it did not tell."""
    told = next((event.data for event in reversed(team.events) if event.kind == CHANGED), {})
    return {**to_builtins(Rules()), **to_builtins(People()), **told}


def at(address: Path) -> HouseRules:
    """The rules of the newsroom at `address`, where nothing else of it is needed.

    Raises as `open_desk`.
    """
    newsroom = open_store(address).newsroom()
    return HouseRules(house_of(*newsroom.settings), newsroom)
