"""The commands on the people of the newsroom."""

from redaksi.i18n import N_, _
from redaksi.tui.commands.base import Command, CommandContext


class ShowTeam(Command):
    """See the people of the newsroom: role, system user, duty, and how many articles each has."""

    keys = "T"
    label = N_("Team")
    aliases = "people orang anggota redaktur editors piket duty"

    @classmethod
    def verbs(cls) -> tuple[str, ...]:
        return ("team",)


class MemberCommand(Command):
    """A command on the selected person."""

    @classmethod
    def enabled(cls, context: CommandContext) -> bool:
        return bool(context.person)


class ChiefCommand(MemberCommand):
    """A chief's command on the selected member of the team."""

    @classmethod
    def enabled(cls, context: CommandContext) -> bool:
        return super().enabled(context) and context.chief


class TheirArticles(MemberCommand):
    """Show on the board what this person has, in every stage."""

    keys = "enter"
    label = N_("Their articles")
    rank = 3


class Duty(MemberCommand):
    """Say that the person is on duty, or is not. Each says it of themselves, a chief of everybody."""

    keys = "d"
    label = N_("Duty")
    rank = 4

    @classmethod
    def enabled(cls, context: CommandContext) -> bool:
        return super().enabled(context) and (context.chief or context.own)


class AddMember(Command):
    """Take somebody into the team, with a role. A chief's."""

    keys = "a"
    label = N_("Add")
    rank = 5

    @classmethod
    def verbs(cls) -> tuple[str, ...]:
        return ("team add",)

    @classmethod
    def enabled(cls, context: CommandContext) -> bool:
        return context.chief


class GiveRole(ChiefCommand):
    """Give the person another role: guest, editor or chief. A chief's."""

    keys = "r"
    label = N_("Role")
    rank = 6

    @classmethod
    def verbs(cls) -> tuple[str, ...]:
        return ("team role",)


class BindLogin(ChiefCommand):
    """Reserve the name for a system user, or set it free. A chief's."""

    keys = "b"
    label = N_("System user")
    rank = 8


class RemoveMember(ChiefCommand):
    """Take the person out of the team; what they did stays in the record. A chief's."""

    keys = "x,delete"
    label = N_("Remove")
    rank = 9


class TakeBack(Command):
    """Take back your last change here, and the ones before it, one after the other."""

    keys = "u"
    label = N_("Undo")
    rank = 7

    @classmethod
    def enabled(cls, context: CommandContext) -> bool:
        return context.undoable


class FindMember(Command):
    """Find people by part of their name. Esc shows everybody again."""

    keys = "slash"
    label = N_("Find")
    rank = 6


PEOPLE = (
    TheirArticles,
    Duty,
    AddMember,
    GiveRole,
    BindLogin,
    RemoveMember,
    TakeBack,
    FindMember,
)
"""The commands of the screen of the team."""


def with_way_back(sentence: str) -> str:
    """`sentence` about a change of the team, and the key that takes it back."""
    return f"{sentence} " + _("{key} takes it back.").format(key=TakeBack.key())
