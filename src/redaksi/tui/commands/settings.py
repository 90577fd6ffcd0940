"""The commands on settings and keys."""

from redaksi.i18n import N_
from redaksi.tui.commands.base import Command, CommandContext


class ShowSettings(Command):
    """See and change settings: yours, and those of the newsroom, which a chief changes."""

    keys = "comma"
    label = N_("Settings")
    aliases = "setelan preferences options config"


class ChangeSetting(Command):
    """Change the selected setting."""

    keys = "enter"
    label = N_("Change")
    rank = 3


class ShowKeys(Command):
    """See every command with its keys, and bind others."""

    keys = "L"
    label = N_("Keys")
    aliases = "shortcuts pintasan bindings"


class ChangeKeys(Command):
    """Bind other keys to the selected command, or none."""

    keys = "enter"
    label = N_("Change")
    rank = 3


class FindKeys(Command):
    """Type a part of a command, of a screen or a key, to see only what has it."""

    keys = "slash"
    label = N_("Find")
    rank = 5


class UsualKeys(Command):
    """Give the selected command its usual keys again."""

    keys = "x,delete"
    label = N_("As usual")
    rank = 4

    @classmethod
    def enabled(cls, context: CommandContext) -> bool:
        return context.own


class SwitchPerson(Command):
    """Let another person of the team work at this desk. Where logins say who is who, it is refused."""

    keys = "W"
    label = N_("Another person")
    aliases = "ganti masuk login user pengguna who"
