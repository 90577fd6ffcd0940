"""The settings of the house: read newsroom.toml as a list, and change one value of it.

A chief changes them. What somebody else changed meanwhile is kept, and the same value changed by
two people is never written over.
"""

from redaksi import config
from redaksi.desk import setting, toml_changes
from redaksi.desk.context import Context
from redaksi.desk.rules import HouseRules
from redaksi.desk.setting import Setting
from redaksi.desk.team import known, known_to
from redaksi.domain import workflow
from redaksi.errors import Overtaken, Refused, about
from redaksi.i18n import _

FROM_THE_NEXT_START = ("name", "language", "time_zone")
"""The settings that an open desk takes from its start."""
PERSON = "desk.import_to"
"""The setting that names somebody of the team."""
TRIES = 5
"""How many times a change is tried when others change the file at the same moment."""


class HouseSettings:
    """The verbs about the settings of the house."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @property
    def place(self) -> str:
        """The path of newsroom.toml for people.

        Raises:
            NewsroomNotFound, Unreadable: when it is not there, or cannot be read.
        """
        return self._context.newsroom.settings.name

    def listed(self) -> tuple[Setting, ...]:
        """The settings of the house.

        Raises:
            BadInput: when newsroom.toml is invalid.
            Unreadable: when newsroom.toml cannot be read.
        """
        name, data = self._context.newsroom.settings
        return tuple(setting.listed(config.house_of(name, data)))

    def change(self, seen: Setting, typed: str) -> Setting:
        """Set the value that `typed` means in place of the one that was `seen`; the new setting.

        The settings' own check judges the whole file before it is written, and the record of the
        team tells the new rules.

        Raises:
            MoveRefused: when the person is no chief, or nobody could be a chief afterwards.
            BadInput: when the value is invalid, with the sentence of that check.
            EditorNotFound: when the value names somebody whom the team lacks.
            Refused: when somebody else changed this value since.
            StorageError: when the file cannot be written.
        """
        for _time in range(TRIES - 1):
            try:
                return self._change(seen, typed)
            except Overtaken:
                continue
        return self._change(seen, typed)

    def _change(self, seen: Setting, typed: str) -> Setting:
        workflow.check_chief(self._context.person)
        name, data = self._context.newsroom.settings
        present = setting.find(setting.listed(config.house_of(name, data)), seen.key)
        if present.value != seen.value:
            raise Refused(
                _("{name} was changed meanwhile: it is {value} now.").format(
                    name=seen.key, value=present.value or "–"
                ),
                _("Nothing was written. Look at it, then change it again."),
            )
        with about("value"):
            value = self._meant(present, typed)
            text = toml_changes.changed(data.decode(), seen.key, value, name)
            house = self._checked(name, text.encode())
        if text.encode() != data:
            self._context.store.commit_settings(text.encode(), data)
            self._context.record_rules()
        return setting.find(setting.listed(house), seen.key)

    def _meant(self, present: Setting, typed: str) -> object:
        """The value that `typed` means for `present`; of a person, their whole name."""
        value = setting.meant(present, typed)
        if value and present.key == PERSON:
            return known(self._context.store.team(), str(value)).name
        return value

    def _checked(self, name: str, data: bytes) -> config.House:
        """The settings in `data`, the new content of the file `name`.

        Raises:
            BadInput: when a value is invalid, or names a rule that does not exist.
            MoveRefused: when the team would have no chief who can act.
        """
        house, rules = config.house_of(name, data), self._context.rules
        if house.copydesk != rules.copydesk:
            for fault in HouseRules(house, self._context.newsroom).faults(data.decode()):
                raise fault
        if house.people != rules.people:
            team = self._context.store.team()
            workflow.check_led(team, house.people, known_to(self._context.person))
        return house
