"""Screens use composition: the objects that they own do the work, not their base classes."""

from typing import Any, Generic, TypeVar

import pytest
from textual.screen import ModalScreen, Screen

import redaksi.tui.first_run
from redaksi.tui import inventory
from redaksi.tui.screens.board import BoardScreen

MOST = 40
"""The maximum number of our own members in a screen and all of its base classes."""

Answer = TypeVar("Answer")


class Bare(ModalScreen[Answer], Generic[Answer]):
    """A screen with only the members that Textual and Python provide."""


def members(screen: type[Any]) -> set[str]:
    """The functions, properties and class attributes that our classes define for `screen`."""
    ours = [
        kind
        for kind in screen.__mro__
        if kind.__module__.split(".")[0] in {"redaksi", __name__.split(".")[0]}
    ]
    given = {"__annotations__", "__annotate_func__", "__annotations_cache__", *vars(Bare)} - {
        "__init__"
    }
    return {name for kind in ours for name in vars(kind)} - given


def screens() -> list[type[Any]]:
    """Every screen and dialog."""
    inventory.screens()  # loads all screens
    assert redaksi.tui.first_run
    ours = [one for one in inventory.subclasses(Screen) if one.__module__.startswith("redaksi.")]
    return sorted(set(ours), key=lambda one: one.__name__)


@pytest.mark.parametrize("screen", screens(), ids=lambda one: one.__name__)
def test_a_screen_has_few_members(screen: type[Any]) -> None:
    found = members(screen)
    assert len(found) <= MOST, sorted(found)


def test_a_tower_is_found() -> None:
    many = {f"do_{number}": lambda _self: None for number in range(MOST)}
    tower = type("Tower", (BoardScreen,), {**many, "__module__": __name__})
    assert len(members(tower)) == len(members(BoardScreen)) + MOST
    assert {"compose", "do_help", "commands", "lists", "__init__"} <= members(BoardScreen)
