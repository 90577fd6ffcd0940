"""The keys of the commands: the person's own bindings, and the names that keys are shown by."""

from collections.abc import Mapping
from types import MappingProxyType

from textual.binding import Binding
from textual.keys import key_to_character

NAMES = {
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "backspace": "Backspace",
    "delete": "Del",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}
"""The names on the keyboard of keys that type no character."""

PLAIN = {"slash": "/", "backslash": "\\", "at": "@", "minus": "-", "plus": "+", "underscore": "_"}
"""The characters of keys that Textual renamed and cannot translate back."""

UNSENT = frozenset("chijmqz")
"""Letters that have no key of their own with Ctrl.

With Ctrl they are another key (Tab, Enter, Backspace), or the terminal or the program uses them.
"""

NONE = "none"
"""A key that no keyboard has, for commands without a key."""

_bound: Mapping[str, str] = MappingProxyType({})


def install(bound: Mapping[str, str]) -> None:
    """Use the bindings `bound` in place of the commands' own keys.

    `bound` maps ids of commands to Textual's names of keys, separated by commas.
    """
    global _bound  # noqa: PLW0603 - one program, one keyboard
    _bound = MappingProxyType(dict(bound))


def for_textual() -> dict[str, str]:
    """The person's bindings as a keymap for Textual."""
    return {name: keys or NONE for name, keys in _bound.items()}


def of(command_id: str, own: str) -> tuple[str, ...]:
    """The keys of a command by Textual's names; `own` if the person did not rebind the command."""
    return tuple(key for key in _bound.get(command_id, own).split(",") if key)


def spelled(key: str) -> str:
    """The name of Textual's `key` on a keyboard: `n`, `?`, `^s`, `F3`."""
    if key in NAMES:
        return NAMES[key]
    if key.startswith("ctrl+"):
        rest = key.removeprefix("ctrl+")
        return "^" + (rest if len(rest) == 1 else spelled(rest))
    return _character(key) or "+".join(
        NAMES.get(part, part.capitalize()) for part in key.split("+")
    )


def is_character(key: str) -> bool:
    """Whether `key` types a character into a field."""
    return bool(_character(key))


def _character(key: str) -> str:
    character = PLAIN.get(key) or key_to_character(key) or ""
    return character if character.isprintable() else ""


def read(written: str) -> str:
    """Textual's name of the key that is `written` as the screens show keys.

    Examples: `P`, `?`, `^s` (or `ctrl+s`), `F3`, `Space`.

    Raises:
        ValueError: when no terminal sends such a key.
    """
    named = {name.casefold(): key for key, name in NAMES.items()}
    if written.casefold() in named:
        return named[written.casefold()]
    if written == ",":  # Textual separates keys by commas
        return "comma"
    if len(written) == 1 and written.isprintable():
        return next(iter(Binding.make_bindings([Binding(written, "")]))).key
    name = written.casefold().replace("^", "ctrl+", 1)
    letter = name.removeprefix("ctrl+")
    if name != letter and len(letter) == 1 and "a" <= letter <= "z" and letter not in UNSENT:
        return name
    if name in {f"f{number}" for number in range(1, 13)}:
        return name
    raise ValueError(written)
