"""The keys of the commands: what a person bound anew, and how a key stands on the keyboard."""

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
"""How keys stand on a keyboard that are no character."""

PLAIN = {"slash": "/", "backslash": "\\", "at": "@", "minus": "-", "plus": "+", "underscore": "_"}
"""The characters of keys that Textual renamed and does not know back."""

UNSENT = frozenset("chijmqz")
"""Letters that Ctrl makes into another key (Tab, Enter, Backspace), or that the terminal and
the program keep.
"""

NONE = "none"
"""A key that no keyboard has: that of a command without one."""

_bound: Mapping[str, str] = MappingProxyType({})


def install(bound: Mapping[str, str]) -> None:
    """Use `bound`, from commands' ids to Textual's names of keys with commas between, in the
    place of their own.
    """
    global _bound  # noqa: PLW0603 - one program, one keyboard
    _bound = MappingProxyType(dict(bound))


def for_textual() -> dict[str, str]:
    """What the person bound, as a keymap of Textual's."""
    return {name: keys or NONE for name, keys in _bound.items()}


def of(command_id: str, own: str) -> tuple[str, ...]:
    """The keys of a command, by Textual's names; `own` ones where the person bound no others."""
    return tuple(key for key in _bound.get(command_id, own).split(",") if key)


def spelled(key: str) -> str:
    """Textual's `key` as it stands on a keyboard: `n`, `?`, `^s`, `F3`."""
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
    """Textual's name of one key as the screens show it: `P`, `?`, `^s` (or `ctrl+s`), `F3`,
    `Space`.

    Raises:
        ValueError: for what no terminal sends
    """
    named = {name.casefold(): key for key, name in NAMES.items()}
    if written.casefold() in named:
        return named[written.casefold()]
    if written == ",":  # stands between keys for Textual
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
