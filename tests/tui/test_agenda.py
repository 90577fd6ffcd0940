"""The agenda: days and what is planned for them, moved by keys."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from redaksi.desk import Desk
from redaksi.domain.article import Stage
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens.agenda import AgendaScreen
from redaksi.tui.screens.article import ArticleScreen
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.screens.filtering import FilterDialog
from redaksi.tui.widgets.agenda_list import AgendaList

from .conftest import CHIEF, WRITER
from .driving import draft, keys, lines, on, said, shown, until

Plan = dict[str, str]


@pytest.fixture
def plan(desk_of: Callable[[str], Desk]) -> Plan:
    """Articles at several times, by a word of their headline. It is 10:00 on a Tuesday."""
    writer, chief = desk_of(WRITER), desk_of(CHIEF)
    times = {
        "Anggrek": {"due": "2026-11-24 08:00"},
        "Mawar": {"due": "2026-11-24 17:00"},
        "Melati": {"due": "2026-11-25 09:00"},
        "Kenanga": {"embargo": "2026-11-27 06:00"},
        "Zamrud": {"due": "2026-12-20 09:00"},
    }
    made = {}
    for word, fields in times.items():
        desk = writer if word == "Melati" else chief
        made[word] = draft(desk, f"{word} mekar", "Satu.", rubric="Taman").id
        chief.copy.set(made[word], fields)
    chief.moves.assign(made["Melati"], Stage.DRAFT, WRITER)
    return made


async def opened(pilot: Pilot[Any]) -> None:
    await keys(pilot, "A")
    await until(lambda: on(pilot, AgendaScreen) and "Anggrek" in shown(pilot))


async def test_the_agenda_tells_what_is_overdue_and_each_day(app: RedaksiApp, plan: Plan) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        text = [line.strip() for line in lines(pilot)]
        assert "Nov 24 – Nov 30" in text[0]
        assert "1 overdue · 1 due today" in text[0]
        places = [
            next(place for place, line in enumerate(text) if word in line)
            for word in (
                "! Overdue · 1",
                "overdue 2 hours",
                "Tuesday, November 24 · today · 1",
                "in 7 hours",
                "Wednesday, November 25 · tomorrow · 1",
                "Melati",
                "Thursday, November 26 · –",
                "Friday, November 27 · 1",
                "embargo ends",
            )
        ]
        assert places == sorted(places)
        assert "Zamrud" not in shown(pilot)


@pytest.mark.usefixtures("plan")
async def test_the_cursor_passes_over_headings(app: RedaksiApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        walked = [selected(pilot)]
        for _step in range(4):
            await keys(pilot, "j")
            walked.append(selected(pilot))
        assert walked == ["Anggrek", "Mawar", "Melati", "Kenanga", "Kenanga"]
        await keys(pilot, "k", "k", "pagedown")
        assert selected(pilot) == "Kenanga"
        await keys(pilot, "g")
        assert selected(pilot) == "Anggrek"
        await keys(pilot, "G", "enter")
        await until(lambda: on(pilot, ArticleScreen))
        assert "Kenanga mekar" in shown(pilot)


async def test_keys_move_the_due_time_and_say_how_to_take_it_back(
    app: RedaksiApp, desk: Desk, plan: Plan
) -> None:
    before = desk.reading.article(plan["Mawar"]).article.due
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await keys(pilot, "j", "full_stop")
        assert "Due Tuesday Nov 24 18:00 (in 8 hours). u takes it back." in said(pilot)
        await keys(pilot, "full_stop", "comma", "less_than_sign")
        await until(lambda: "Overdue · 2" in shown(pilot))
        assert selected(pilot) == "Mawar"
        await keys(pilot, "greater_than_sign", "greater_than_sign")
        await until(lambda: "November 25 · tomorrow · 2" in shown(pilot))
        assert selected(pilot) == "Mawar"
        for _act in range(6):
            await keys(pilot, "u")
        await until(lambda: "in 7 hours" in shown(pilot))
        assert desk.reading.article(plan["Mawar"]).article.due == before


async def test_the_end_of_an_embargo_is_not_moved(app: RedaksiApp, desk: Desk, plan: Plan) -> None:
    version = desk.reading.article(plan["Kenanga"]).version
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await keys(pilot, "G", "full_stop")
        assert "This is the end of an embargo" in said(pilot)
        assert desk.reading.article(plan["Kenanga"]).version == version


@pytest.mark.usefixtures("plan")
async def test_days_and_weeks_follow_one_another(app: RedaksiApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await keys(pilot, "w")
        await until(lambda: "Nov 24 – Dec 21" in shown(pilot))
        assert "Zamrud" in shown(pilot)
        assert "Thursday, November 26" not in shown(pilot)  # nothing is planned then
        await keys(pilot, "w", "plus")
        await until(lambda: "Melati" in shown(pilot) and "Mawar" not in shown(pilot))
        assert "Overdue" not in shown(pilot)
        await keys(pilot, "minus", "minus")
        await until(lambda: "Monday, November 23 · –" in shown(pilot))
        await keys(pilot, "full_stop")
        assert "Nothing is planned here." in said(pilot)
        await keys(pilot, "t")
        await until(lambda: "Anggrek" in shown(pilot))


@pytest.mark.usefixtures("plan")
async def test_the_agenda_is_narrowed_by_person_and_rubric(app: RedaksiApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await keys(pilot, "m")
        await until(lambda: "Anggrek" not in shown(pilot))
        assert "Melati" in shown(pilot)
        assert "Esc clears" in lines(pilot)[0]
        await keys(pilot, "escape")
        await until(lambda: "Anggrek" in shown(pilot))
        await keys(pilot, "F")
        await until(lambda: on(pilot, FilterDialog))
        pilot.app.screen.query_one("#filter-rubric", Input).value = "Kota"
        await keys(pilot, "enter")
        await until(lambda: on(pilot, AgendaScreen) and "Anggrek" not in shown(pilot))
        await keys(pilot, "escape", "escape")
        await until(lambda: on(pilot, BoardScreen))


def selected(pilot: Pilot[Any]) -> str:
    """The first word of the selected headline."""
    entry = pilot.app.screen.query_one(AgendaList).entry
    return entry.row.headline.split()[0] if entry else ""
