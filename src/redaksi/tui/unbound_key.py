"""The sentence about a key that no command of the open screen has."""

import re
from collections.abc import Iterable

from redaksi.i18n import _
from redaksi.tui import keyboard
from redaksi.tui.commands.base import Command
from redaksi.tui.commands.desk import Help

FUNCTION_KEY = re.compile(r"f\d+")


def told(key: str, board: Iterable[type[Command]]) -> str:
    """What to say about Textual's `key`: where its command is, if it is one of the `board`.

    Keys that only move are not told of: "" stands for them.
    """
    if not (keyboard.is_character(key) or FUNCTION_KEY.fullmatch(key)):
        return ""
    name, help_ = keyboard.spelled(key), Help.key()
    command = next((one for one in board if key in one.bound()), None)
    if command:
        return _("{key} ({command}) is a key of the board. {help} shows the keys here.").format(
            key=name, command=command.title(), help=help_
        )
    return _("{key} is no key here. {help} shows the keys that are.").format(key=name, help=help_)
