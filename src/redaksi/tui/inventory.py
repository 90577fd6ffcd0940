"""Every screen with commands, and every command, for the keymap, `redaksi keys` and tests."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from redaksi.tui import screens as package
from redaksi.tui.commands.base import Command
from redaksi.tui.desk_screen import DeskScreen


def screens() -> list[type[DeskScreen[Any]]]:
    """The screens that declare commands, by name.

    A dialog that declares none has the commands of `Dialog`.
    """
    for module in iter_modules(package.__path__):
        import_module(f"{package.__name__}.{module.name}")
    found = [screen for screen in subclasses(DeskScreen) if "commands" in vars(screen)]
    return sorted(found, key=lambda screen: screen.__name__)


def commands() -> list[type[Command]]:
    """Every command of the desk."""
    return list(dict.fromkeys(command for screen in screens() for command in screen.commands))


def subclasses(kind: type[Any]) -> Iterator[type[Any]]:
    """The subclasses of `kind`, and theirs, as far as their modules are loaded."""
    for one in kind.__subclasses__():
        yield one
        yield from subclasses(one)
