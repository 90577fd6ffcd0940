"""The rules of the house: for the copy desk, for the gates and in the record.

People edit newsroom.toml and the rule files by hand. The first act under changed rules records
them, and each sign-off contains the rules that judged it.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, json, to_builtins

from redaksi.config import DeskSettings, House, house_of, is_inside
from redaksi.copydesk.settings import CopydeskSettings
from redaksi.domain.article import Team
from redaksi.domain.hashing import canonical, sha256
from redaksi.domain.workflow import People, Rules
from redaksi.errors import BadInput, NewsroomNotFound, RedaksiError
from redaksi.i18n import _
from redaksi.store.base import Newsroom
from redaksi.store.opening import open_store

if TYPE_CHECKING:
    from redaksi.copydesk.ruleset import Ruleset

CHANGED = "rules"
"""The kind of the event that records new rules in the team's record; its data are all rules."""

UNREADABLE = "-"
"""Replaces the hash of a rule file that cannot be read."""


class HouseRules:
    """The rules of `house`; `newsroom` holds the settings and rule files, each read once."""

    def __init__(self, house: House, newsroom: Newsroom) -> None:
        self._house = house
        self._newsroom = newsroom
        self._texts: dict[str, str] = {}
        self._stamps = self._seen()

    def renewed(self) -> "HouseRules":
        """These rules while their files are unchanged, else the rules of the present files.

        A newsroom whose settings are gone keeps its present rules.

        Raises:
            BadInput: when the settings are invalid.
            StorageError: when the files cannot be read.
        """
        if self._seen() == self._stamps:
            return self
        with suppress(NewsroomNotFound):
            return HouseRules(house_of(*self._newsroom.settings), self._newsroom)
        return self

    def are_in_force(self) -> bool:
        """Whether the files of these rules still state these rules.

        Raises:
            BadInput, StorageError: as `renewed`.
        """
        present = self.renewed()
        # Compared as JSON: Python takes false and 0 as equal.
        return present is self or canonical(present.in_force) == canonical(self.in_force)

    def _seen(self) -> object:
        """A value that changes when a file of the rules changes."""
        return self._newsroom.stamp(self._house.copydesk.rules)

    @property
    def workflow(self) -> Rules:
        """The workflow rules that the house chose."""
        return self._house.rules

    @property
    def copydesk(self) -> CopydeskSettings:
        """The settings of the copy desk that the house chose."""
        return self._house.copydesk

    @property
    def people(self) -> People:
        """How the house identifies people."""
        return self._house.people

    @property
    def desk(self) -> DeskSettings:
        """How the desk of the house works."""
        return self._house.desk

    @cached_property
    def ruleset(self) -> "Ruleset":
        """The rules of the copy desk.

        Raises:
            BadInput: when a rule file is broken or the settings name an unknown rule; the message
                gives the line.
            Unreadable: when a rule file cannot be read.
        """
        from redaksi.copydesk import ruleset  # noqa: PLC0415 - reading needs no rules

        if self._house.copydesk == CopydeskSettings():
            return ruleset.standard()
        files = {name: self._written(name) for name in self._house.copydesk.rules}
        return ruleset.house(self._house.copydesk, files, self._settings)

    def faults(self, written: str = "") -> Iterator[RedaksiError]:
        """Every fault of the copy desk's rules: broken rule files and unknown rule names.

        `written` is the text of newsroom.toml, if it is not the one that is stored.
        """
        from redaksi.copydesk import load  # noqa: PLC0415 - only the doctor needs it

        settings = self._house.copydesk
        if settings == CopydeskSettings():
            return
        known = {rule.id for rule in load.own()}
        for name in settings.rules:
            try:
                known |= {rule.id for rule in load.examined(self._written(name), name)}
            except RedaksiError as error:
                yield error
        yield from load.settings_faults(settings, known, written or self._settings)

    @cached_property
    def in_force(self) -> Mapping[str, Any]:
        """The rules as the record states them: workflow, people, and settings of the copy desk.

        Rule files are represented by their SHA-256 hashes.
        """
        copydesk = {name: value for name, value in _stored(self._house.copydesk).items() if value}
        hashes = {name: self._hash(name) for name in self._house.copydesk.rules}
        told = {"copydesk": copydesk, "rule_files": hashes}
        own = {**_stored(self._house.rules), **_stored(self._house.people)}
        return {**own, **{name: value for name, value in told.items() if value}}

    def _hash(self, name: str) -> str:
        try:
            return sha256(self._written(name).encode())
        except RedaksiError:  # the copy desk refuses to check text, but a save goes on
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
    """`settings` as a store returns them: with lists in place of tuples."""
    stored: dict[str, Any] = json.decode(json.encode(settings))
    return stored


def recorded(team: Team) -> Mapping[str, Any]:
    """The rules last recorded for `team`; the default for each rule never recorded."""
    told = next((event.data for event in reversed(team.events) if event.kind == CHANGED), {})
    return {**to_builtins(Rules()), **to_builtins(People()), **told}


def at(address: Path) -> HouseRules:
    """The rules of the newsroom at `address`, without a desk; raises as `open_desk`."""
    newsroom = open_store(address).newsroom()
    return HouseRules(house_of(*newsroom.settings), newsroom)
