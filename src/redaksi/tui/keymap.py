"""The person's own keys, read from their settings: refused where one key would mean two things on a screen."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from importlib import import_module
from itertools import chain
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from textual.app import App
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input, TextArea

from redaksi.errors import BadInput
from redaksi.i18n import _
from redaksi.tui import keyboard, screens
from redaksi.tui.commands.base import Command
from redaksi.tui.screens.desk_screen import DeskScreen

Commands = tuple[type[Command], ...]


def read(written: Mapping[str, str], file: Path) -> dict[str, str]:
    """The keymap that WRITTEN in the settings FILE makes, from commands' ids to Textual's names of keys.

    Raises BadInput for an unknown command, a key that cannot be, and one that would mean two things on a screen.
    """
    known = {command.id(): command for commands in by_screen() for command in commands}
    bound = {}
    for name, keys in written.items():
        if name not in known:
            raise _unknown(name, known, file)
        bound[name] = ",".join(_key(known[name], key, file) for key in keys.split())
    for commands in by_screen():
        _check(commands, bound, file)
    return bound


def by_screen() -> list[Commands]:
    """The commands of every screen that has some."""
    for module in iter_modules(screens.__path__):
        import_module(f"{screens.__name__}.{module.name}")
    return list(dict.fromkeys(screen.commands for screen in _below(DeskScreen) if screen.commands))


def commands() -> list[type[Command]]:
    """Every command of the desk."""
    return list(dict.fromkeys(command for commands in by_screen() for command in commands))


def _below(kind: type[Any]) -> Iterator[type[Any]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def moving() -> set[str]:
    """The keys that lists, panes and the program itself take: no command gets one of them."""
    ours = [widget for widget in _below(Widget) if widget.__module__.startswith("redaksi.tui.widgets")]
    return {"tab", "shift+tab", *_keys(App), *chain.from_iterable(map(_keys, ours))}


def typing() -> set[str]:
    """The keys that fields take while one types."""
    return {key for kind in (Input, TextArea) for key in _keys(kind)}


def _keys(kind: type[Any]) -> set[str]:
    return {binding.key for binding in Binding.make_bindings(vars(kind).get("BINDINGS", ()))}


def _key(command: type[Command], written: str, file: Path) -> str:
    """Textual's name of the key that is WRITTEN for COMMAND. Raises BadInput where it cannot be."""
    key = ""
    try:
        key = keyboard.read(written)
    except ValueError:
        why = _("no terminal sends that key")
    else:
        works_in_fields = not any(keyboard.is_character(one) for one in command.keys.split(",") if one)
        if key in moving() and key not in command.keys.split(","):
            why = _("that key moves the cursor or leaves the program")
        elif command.keys and works_in_fields and (keyboard.is_character(key) or key in typing()):
            why = _("that key types or edits, and the command works while one types")
        else:
            return key
    raise BadInput(
        _("{key} cannot be the key of {name} in {file}: {why}.").format(
            key=written, name=command.id(), file=file, why=why
        ),
        _("Write a character, ^ and a letter, or F1 to F12."),
    )


def _unknown(name: str, known: Mapping[str, type[Command]], file: Path) -> BadInput:
    alike = get_close_matches(name, known, 1)
    hint = _("Did you mean {names}?").format(names=alike[0]) + " " if alike else ""
    return BadInput(
        _("{name} in {file} is not a command.").format(name=f"[keys] {name}", file=file),
        hint + _("See them all with: {how}."),
        "keys",
    )


def _check(commands: Commands, bound: Mapping[str, str], file: Path) -> None:
    """Raise BadInput where two of COMMANDS would have one key."""
    taken: dict[str, type[Command]] = {}
    for command in commands:
        for key in bound.get(command.id(), command.keys).split(","):
            other = taken.setdefault(key, command)
            if key and other is not command:
                raise BadInput(
                    _("{key} would be the key of both {one} and {other} on one screen ({file}).").format(
                        key=keyboard.spelled(key), one=other.id(), other=command.id(), file=file
                    ),
                    _("Give one of them another key; until then every command has its own."),
                )
