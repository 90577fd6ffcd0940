"""The keys of the commands: what a person bound anew, and how a key stands on the keyboard."""

from collections.abc import Mapping
from types import MappingProxyType

NAMES = {
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "slash": "/",
    "backslash": "\\",
    "question_mark": "?",
    "exclamation_mark": "!",
}

_bound: Mapping[str, str] = MappingProxyType({})


def install(bound: Mapping[str, str]) -> None:
    """Use BOUND, from commands' ids to keys with commas between, in the place of their own."""
    global _bound  # noqa: PLW0603 - one program, one keyboard
    _bound = MappingProxyType(dict(bound))


def of(command_id: str, own: str) -> tuple[str, ...]:
    """The keys of a command, by Textual's names; OWN ones where the person bound no others."""
    return tuple(_bound.get(command_id, own).split(","))


def spelled(key: str) -> str:
    """Textual's KEY as it stands on a keyboard: `n`, `?`, `^s`, `F3`."""
    if key in NAMES:
        return NAMES[key]
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+")
    return key.upper() if len(key) > 1 else key
