"""How a member is told outside the desk: their mail address and their quiet hours.

Both are personal: the record of the team tells that they changed, and never what they are.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from redaksi.delivery.mail import addresses
from redaksi.desk.context import Context
from redaksi.desk.setting import Setting, SettingKind
from redaksi.desk.team import known, with_member
from redaksi.domain import quiet_hours, workflow
from redaksi.domain.article import Member, Person, Team
from redaksi.errors import BadInput, NotFound, Refused, about
from redaksi.i18n import _
from redaksi.text import clean

ADDRESS, QUIET = "address", "quiet"
"""The settings of a person that stand in the team."""


class Reach:
    """The verbs about addresses and quiet hours."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def of(self, name: str) -> Member:
        """The member `name`, with address and quiet hours.

        Raises:
            EditorNotFound: when `name` is not in the team.
            MoveRefused: when the member is another person.
        """
        act = self._context.begin()
        member = known(act.team, name)
        workflow.check_reach(member.name, act.person, ends=False)
        return member

    def listed(self) -> tuple[Setting, ...]:
        """The address and the quiet hours of the acting person, as settings; none for a guest.

        Raises:
            StorageError: when the team cannot be read.
        """
        try:
            member = self.of(self._context.person.name)
        except (NotFound, Refused):
            return ()
        return tuple(
            Setting(key, SettingKind.TEXT, getattr(member, key), "") for key in (ADDRESS, QUIET)
        )

    def change(self, setting: Setting, typed: str) -> Setting:
        """Give `setting` of the acting person the value `typed`; returns it as it is then.

        Raises as `address` and `quiet`.
        """
        write = {ADDRESS: self.address, QUIET: self.quiet}[setting.key]
        member = write(self._context.person.name, typed)
        return setting._replace(value=getattr(member, setting.key))

    def address(self, name: str, address: str) -> Member:
        """Tell the member `name` at `address` from now on; at none with "".

        Raises:
            EditorNotFound: when `name` is not in the team.
            MoveRefused: when the member is another person.
            BadInput: when `address` is no mail address.
        """
        written = clean.line(address)
        found = addresses.valid(written)
        if written and not found:
            with about("address"):
                raise BadInput(
                    _("That is no mail address."),
                    _('Write it without a name, such as rina@contoh.id; "" takes it away.'),
                )
        return self._change(name, "address", found)

    def quiet(self, name: str, hours: str) -> Member:
        """Tell the member `name` nothing in `hours`, in the newsroom's zone; "" ends that.

        Raises:
            EditorNotFound: when `name` is not in the team.
            MoveRefused: when the member is another person.
            BadInput: when `hours` tells no hours.
        """
        with about("quiet"):
            written = str(quiet_hours.read(hours)) if clean.line(hours) else ""
        return self._change(name, "quiet", written)

    def _change(self, name: str, field: str, value: str) -> Member:
        """Set `field` of the member `name`; a `value` that is there already is not recorded."""

        def change(team: Team, person: Person) -> tuple[Team, str, Mapping[str, str]]:
            present = known(team, name)
            workflow.check_reach(present.name, person, ends=not value)
            if getattr(present, field) == value:
                return team, "", {}
            member = replace(present, **{field: value})
            kind = field if value else f"no_{field}"
            return with_member(team, member), kind, {"name": member.name}

        return known(self._context.change_team(change), name)
