"""Several people at one terminal: another person goes on at the same desk."""

from collections.abc import Callable
from pathlib import Path

from redaksi import config
from redaksi.desk import Desk
from redaksi.domain.article import Stage
from redaksi.system import logins
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.screens.dialog import Question
from redaksi.tui.screens.switching import SwitchDialog

from .conftest import CHIEF, GUEST, WRITER
from .driving import draft, keys, lines, on, said, shown, typed, until


async def test_another_person_goes_on_and_acts_are_theirs(app: RedaksiApp, desk: Desk) -> None:
    dossier = draft(desk, "Panen")
    async with app.run_test() as pilot:
        await keys(pilot, "W")
        assert on(pilot, SwitchDialog)
        assert f"now: {WRITER}" in shown(pilot)
        await typed(pilot, "rina")
        await keys(pilot, "enter")
        assert on(pilot, BoardScreen)
        assert f"You are {CHIEF} here now" in said(pilot)
        assert f"{CHIEF} · chief" in lines(pilot)[0]
        await keys(pilot, "z")
        assert desk.reading.history(dossier.id)[-1].editor == CHIEF


async def test_a_bound_name_is_refused_and_nobody_changes(
    app: RedaksiApp, desk_of: Callable[[str], Desk]
) -> None:
    desk_of(CHIEF).team.bind(GUEST, "tidak-ada-di-sini")
    async with app.run_test() as pilot:
        await keys(pilot, "W")
        await typed(pilot, GUEST)
        await keys(pilot, "enter")
        assert "is bound to the system user tidak-ada-di-sini" in shown(pilot)
        await keys(pilot, "escape")
        assert app.desk.me.name == WRITER
        await keys(pilot, "W")
        await typed(pilot, "Siapa Saja")
        await keys(pilot, "enter")
        assert "is not in the team" in shown(pilot)
        assert app.desk.me.name == WRITER


async def test_where_logins_say_who_is_who_it_is_refused(
    app: RedaksiApp, desk_of: Callable[[str], Desk], room: Path
) -> None:
    chief = desk_of(CHIEF)
    for name in (CHIEF, WRITER):
        chief.team.bind(name, logins.own())
    file = room / config.FILE
    file.write_text(file.read_text().replace('"free"', '"login"'))
    async with app.run_test() as pilot:
        await keys(pilot, "W")
        assert on(pilot, BoardScreen)
        assert "Here the system user says who is who" in said(pilot)


async def test_unsaved_text_stays_the_first_persons(
    app: RedaksiApp, desk_of: Callable[[str], Desk]
) -> None:
    dossier = draft(app.desk, "Panen")
    left = app.desk.recovery.begin()
    left.keep(dossier, {"headline": "Panen", "body": "Belum disimpan."})
    left.release()
    async with app.run_test() as pilot:
        await until(lambda: on(pilot, Question))
        await keys(pilot, "escape")  # later
        await keys(pilot, "W")
        await typed(pilot, "rina")
        await keys(pilot, "enter")
        await pilot.pause()
        assert on(pilot, BoardScreen)  # the chief is not offered the writer's text
        await keys(pilot, "W")
        await typed(pilot, WRITER)
        await keys(pilot, "enter")
        await until(lambda: on(pilot, Question))
        assert "Belum disimpan" not in shown(pilot) or WRITER in lines(pilot)[0]


async def test_deliveries_under_way_are_ended_in_the_name_that_began_them(app: RedaksiApp) -> None:
    async with app.run_test() as pilot:
        app.delivering._runs = 1  # type: ignore[attr-defined]
        await keys(pilot, "W")
        await typed(pilot, "rina")
        await keys(pilot, "enter")
        assert "Deliveries are under way in your name." in shown(pilot)
        assert app.desk.me.name == WRITER
        app.delivering._runs = 0  # type: ignore[attr-defined]


async def test_each_person_has_a_board_and_an_inbox_of_their_own(
    app: RedaksiApp, desk_of: Callable[[str], Desk]
) -> None:
    chief = desk_of(CHIEF)
    mine, other = draft(chief, "Panen"), draft(app.desk, "Pasar")
    chief.moves.assign(mine.id, Stage.DRAFT, WRITER)
    app.desk.moves.assign(other.id, Stage.DRAFT, CHIEF)
    async with app.run_test() as pilot:
        await keys(pilot, "m")
        assert "mine first" in lines(pilot)[0]
        await until(lambda: app.desk.board.load().mine_first)
        await until(lambda: mine.id in app.inbox.unseen.marked)
        await keys(pilot, "W")
        await typed(pilot, "rina")
        await keys(pilot, "enter")
        await until(lambda: other.id in app.inbox.unseen.marked)
        assert "mine first" not in lines(pilot)[0]
        await keys(pilot, "W")
        await typed(pilot, WRITER)
        await keys(pilot, "enter")
        await until(lambda: "mine first" in lines(pilot)[0])
