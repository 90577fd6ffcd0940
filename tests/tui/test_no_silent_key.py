"""No key is silent, and no message names a key that is no answer where it is shown."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static
from textual.worker import WorkerFailed

from redaksi.desk import Desk
from redaksi.tui import keyboard
from redaksi.tui.commands.article import Reopen
from redaksi.tui.commands.base import Command
from redaksi.tui.controllers.agenda_span import AgendaSpan
from redaksi.tui.desk_screen import DeskScreen
from redaksi.tui.widgets.command_bar import CommandBar
from tests.rest import ENDLESS

from .conftest import Clock
from .driving import keys, said, shown
from .posing import SHOTS, STILL, Scene, Shot, posed

EMPTY = {
    "board empty",
    "activity without any",
    "deliveries without targets",
    "nothing found",
    "no saved searches",
}
"""Screens without content, where a command has nothing to do and says so."""
BACK = 4
MARK = re.compile("\ue000(.*?)\ue001")
ONE_BACK = re.compile("\ue000leave\ue001Esc, \ue000.*?\ue001")
"""A key of the screen below, behind the key that goes there."""
ELSEWHERE = ("on the board", "is a key of the board")
"""The words that say that a key belongs to another screen."""
LESSONS = {"tour"}
"""Screens whose texts teach the keys of all others."""


def audited() -> Iterator[Shot]:
    """A shot of each screen, and those without content."""
    seen = set()
    for shot in SHOTS:
        if issubclass(shot.shows, DeskScreen) and (shot.shows not in seen or shot.name in EMPTY):
            seen.add(shot.shows)
            yield shot


def look(pilot: Pilot[Any]) -> str:
    """The whole screen with its colours, because some keys change only those."""
    strips = pilot.app.screen._compositor.render_strips()
    return repr((pilot.app.screen, [list(strip) for strip in strips]))


async def fresh(pilot: Pilot[Any], screen: DeskScreen[Any]) -> bool:
    """Go back to `screen` and remove its messages; whether that was possible."""
    for _time in range(BACK):
        if pilot.app.screen is screen or not pilot.app.is_running:
            break
        await keys(pilot, "escape")
    for bar in screen.query(CommandBar) if pilot.app.screen is screen else ():
        bar._read()
    await pilot.pause()
    return pilot.app.screen is screen


def named(pilot: Pilot[Any]) -> set[str]:
    """The ids of the commands whose keys the top screen names, as `marked_keys` marks them.

    A sentence may say that a key is one of another screen.
    """
    screen = pilot.app.screen
    told = [str(one.render()) for one in screen.query(Static)]
    told += [bar.sentence for bar in screen.query(CommandBar)]
    here = [ONE_BACK.sub("", one) for one in told if not any(words in one for words in ELSEWHERE)]
    return set(MARK.findall(" ".join(here)))


@pytest.fixture
def marked_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Mark the key of a command, wherever it is named, with the id of the command."""
    plain = Command.key.__func__  # type: ignore[attr-defined]

    def key(command: type[Command], *, typing: bool = False) -> str:
        return f"\ue000{command.id()}\ue001{plain(command, typing=typing)}"

    monkeypatch.setattr(Command, "key", classmethod(key))


class Audit(NamedTuple):
    """The keys that showed nothing, and the commands whose keys were named at a wrong place."""

    silent: set[str]
    misleading: set[tuple[str, str]]


async def audit(pilot: Pilot[Any]) -> Audit:
    """Press the key of each command of the top screen."""
    found = Audit(set(), set())
    here = pilot.app.screen
    assert isinstance(here, DeskScreen)
    for command in here.commands:
        if not command.bound() or command.name() in {"quit", "leave"}:
            continue
        before = look(pilot)
        await keys(pilot, pressed(command))
        if look(pilot) == before:
            await settled(pilot)
        if look(pilot) == before:
            found.silent.add(command.name())
        if isinstance(pilot.app.screen, DeskScreen):
            there = {one.id() for one in pilot.app.screen.commands}
            found.misleading.update((command.name(), one) for one in named(pilot) - there)
        if not await fresh(pilot, here):
            break
    return found


def pressed(command: type[Command]) -> str:
    """The key of `command` that types no character, if there is one."""
    bound = command.bound()
    return next((key for key in bound if not keyboard.is_character(key)), bound[0])


async def settled(pilot: Pilot[Any]) -> None:
    """Wait for the work of a key."""
    for worker in [one for one in pilot.app.workers if one.name not in ENDLESS]:
        with suppress(WorkerFailed):  # the screen shows the error
            await worker.wait()
    for _time in range(STILL):
        await pilot.pause()


@pytest.fixture
def scene(desk_of: Callable[[str], Desk], clock: Clock, room: Path) -> Callable[[Shot], Scene]:
    return lambda shot: Scene(desk_of(shot.who), desk_of, clock, room)


@pytest.mark.parametrize("shot", audited(), ids=lambda shot: shot.name)
@pytest.mark.usefixtures("marked_keys")
async def test_each_key_shows_something_and_no_message_names_a_key_that_is_no_answer(
    shot: Shot, scene: Callable[[Shot], Scene], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    async with posed(shot, scene(shot)) as pilot:
        found = await audit(pilot)
    assert found.silent == set()
    if shot.name not in LESSONS:
        assert found.misleading == set()


@pytest.mark.usefixtures("marked_keys")
async def test_the_audit_finds_a_silent_key_and_a_hint_that_is_no_answer(
    scene: Callable[[Shot], Scene], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AgendaSpan, "do_today", lambda _self: None)
    monkeypatch.setattr(
        AgendaSpan, "do_nextspan", lambda own: own._screen.host.say(f"Press {Reopen.key()}.")
    )
    agenda = next(shot for shot in SHOTS if shot.name == "agenda")
    async with posed(agenda, scene(agenda)) as pilot:
        found = await audit(pilot)
    assert found.silent == {"today"}
    assert found.misleading == {("nextspan", "reopen")}


async def test_a_key_that_is_none_here_says_so_and_names_the_board_for_one_of_its_keys(
    scene: Callable[[Shot], Scene],
) -> None:
    activity = next(shot for shot in SHOTS if shot.name == "activity")
    async with posed(activity, scene(activity)) as pilot:
        await keys(pilot, "s")
        assert "s (Submit) is a key of the board. ? shows the keys here." in said(pilot)
        await keys(pilot, "X")
        assert "X is no key here. ? shows the keys that are." in said(pilot)
        await keys(pilot, "escape", "f7")
        assert "F7 is no key here." in said(pilot)


async def test_a_letter_in_a_field_is_typed_without_a_word(
    scene: Callable[[Shot], Scene],
) -> None:
    search = next(shot for shot in SHOTS if shot.name == "search")
    async with posed(search, scene(search)) as pilot:
        await keys(pilot, "X")
        assert pilot.app.screen.query_one(Input).value.endswith("X")
        assert "is no key" not in said(pilot)


async def test_a_value_missing_in_a_dialog_names_no_command(
    scene: Callable[[Shot], Scene],
) -> None:
    reopen = next(shot for shot in SHOTS if shot.name == "reopen")
    async with posed(reopen, scene(reopen)) as pilot:
        await keys(pilot, "ctrl+s")
        assert "A reopening needs a reason." in shown(pilot)
        assert "Give it along" not in shown(pilot)
        assert pilot.app.focused is pilot.app.screen.query_one("#reason")
