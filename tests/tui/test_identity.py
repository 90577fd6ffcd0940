"""The screens identify people like the command line.

A name that may not act cannot open a desk, and does not end an open desk.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import TextArea

from redaksi.desk import Desk, Identity, open_desk, system_identity
from redaksi.tui.app import RedaksiApp
from tests.waiting import PATIENCE

from .conftest import CHIEF, WRITER, Clock
from .driving import draft, keys, said, shown, until
from .terminal import desk_in_terminal


@pytest.mark.parametrize(
    ("name", "sentence", "code"),
    [
        ("Yanuar Dee", "Yanuar Dee is not in the team.", 3),
        ("Dewi Lestari", "bound to the system user lain", 4),
    ],
)
def test_a_name_that_may_not_act_is_refused_as_on_the_command_line(
    room: Path, desk_of: Callable[[str], Desk], name: str, sentence: str, code: int
) -> None:
    desk_of(CHIEF).team.bind("Dewi Lestari", "lain")
    with desk_in_terminal(room, name) as terminal:
        terminal.wait_for(sentence)
        assert terminal.process.wait(PATIENCE) == code


@pytest.mark.parametrize("claimed", [True, False])
async def test_who_loses_the_name_while_the_desk_is_open_reads_on_and_acts_no_more(
    desk_of: Callable[[str], Desk], claimed: bool
) -> None:
    desk, chief = desk_of(WRITER), desk_of(CHIEF)
    who = desk._context.identity
    desk._context.identity = Identity(name=WRITER, login=who.login, host=who.host, claimed=claimed)
    draft(chief, "Panen raya", "Satu.")
    app = RedaksiApp(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        chief.team.bind(WRITER, "lain")
        draft(chief, "Pasar pagi", "Dua.")
        await until(lambda: "Pasar pagi" in shown(pilot))
        assert f"{WRITER} · guest" in shown(pilot)
        await keys(pilot, "enter")
        await until(lambda: "Satu." in shown(pilot))
        await keys(pilot, "e")
        assert f"{WRITER} is bound to the system user lain" in said(pilot)
        await keys(pilot, "s")
        assert f"{WRITER} is bound to the system user lain" in said(pilot)
    assert app.return_code in {0, None}


@pytest.mark.parametrize("bound", [True, False])
async def test_an_open_editor_saves_under_no_other_name_and_keeps_the_text(
    desk_of: Callable[[str], Desk], bound: bool
) -> None:
    desk, chief = desk_of(WRITER), desk_of(CHIEF)
    who = desk._context.identity
    chief.team.bind(WRITER, who.login)
    desk._context.identity = Identity(name="", login=who.login, host=who.host)
    dossier = draft(chief, "Panen raya", "Satu.")
    app = RedaksiApp(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        await keys(pilot, "enter", "e")
        await pilot.press("Z")
        if bound:
            chief.team.bind(WRITER, "lain")
        await keys(pilot, "ctrl+s")
        told = " ".join(shown(pilot).split())
        assert (f"You began here as {WRITER}" in told) is bound
        assert ("What you typed stays here and in" in told) is bound
        stored = chief.reading.article(dossier.id)
        assert (stored.version == dossier.version) is bound
        assert stored.events[-1].editor == (CHIEF if bound else WRITER)
        assert "Z" in app.screen.query_one("#body", TextArea).text


@pytest.mark.parametrize("key", ["n", "a", "e", "N", "i", "x", "enter"])
async def test_no_key_ends_the_desk_of_a_person_who_left_the_team(
    room: Path, clock: Clock, desk_of: Callable[[str], Desk], key: str
) -> None:
    with open_desk(room, system_identity(WRITER, claimed=True), clock) as desk:
        draft(desk, "Panen", "Satu.")
        app = RedaksiApp(desk)
        async with app.run_test() as pilot:
            desk_of(CHIEF).team.remove(WRITER)
            await keys(pilot, key)
            await keys(pilot, "escape")
            assert app.is_running
            assert app._exception is None
