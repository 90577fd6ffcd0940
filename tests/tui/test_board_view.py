"""The filter and the order of the board, and saved searches."""

import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread, current_thread, main_thread
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from redaksi.desk import Desk
from redaksi.desk.reading import Listing, Query, Reading
from redaksi.domain.article import Member, SavedSearch, Stage, Team
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens.article import ArticleScreen
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.screens.filtering import FilterDialog, SavedDialog
from redaksi.tui.widgets.article_list import ArticleList
from redaksi.tui.widgets.panes import Panes
from redaksi.tui.widgets.team_picker import MOST
from tests.waiting import PATIENCE

from .conftest import CHIEF, WRITER, Clock
from .driving import draft, headlines, keys, lines, on, said, seen, shown, typed, until


@pytest.fixture
def copy(desk_of: Callable[[str], Desk], clock: Clock) -> None:
    """Three drafts, the oldest first.

    The first and the third are the chief's, and the first is overdue. The second is the writer's
    and was returned.
    """
    writer, chief = desk_of(WRITER), desk_of(CHIEF)
    late = draft(chief, "Zamrud hilang", "Satu.", rubric="Kota", tags=("pasar",))
    chief.copy.set(late.id, {"due": "2026-11-23 10:00"})
    clock.on(minutes=1)
    mine = draft(writer, "Mawar layu", "Dua.", rubric="Taman", tags=("pasar", "kebun raya"))
    writer.moves.submit(mine.id, CHIEF)
    chief.moves.return_(mine.id, "Cek nama.", WRITER)
    chief.copy.set(mine.id, {"embargo": "2026-11-30 08:00"})
    clock.on(minutes=1)
    chief.moves.assign(
        draft(chief, "Anggrek mekar", "Tiga.", rubric="Kota").id, Stage.DRAFT, CHIEF
    )


async def filled(pilot: Pilot[Any], **fields: str) -> None:
    """Fill `fields` of the filter dialog and show the matching articles."""
    for name, value in fields.items():
        pilot.app.screen.query_one(f"#filter-{name}", Input).value = value
    await keys(pilot, "enter")


@pytest.mark.usefixtures("copy")
async def test_a_row_tells_what_one_must_know_of_an_article(app: RedaksiApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        foot = lines(pilot)[lines(pilot).index("  ◆ Mawar layu") + 1]
        assert [
            word in foot
            for word in (WRITER, "← returned to you", "embargo Nov 30 08:00", "1 note")
        ] == [True] * 4
        assert "! overdue" in lines(pilot)[lines(pilot).index("  Zamrud hilang") + 1]
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        for word in ("← returned to you", "embargo Nov 30 08:00", "1 note", "! overdue"):
            await until(lambda word=word: word in shown(pilot))  # type: ignore[misc]


@pytest.mark.usefixtures("copy")
async def test_the_title_counts_what_is_overdue_and_due_today(
    app: RedaksiApp, desk: Desk, clock: Clock
) -> None:
    clock.on(minutes=1)  # of two articles of one minute, chance would put one on top
    today = draft(desk, "Padi menguning", "Empat.")
    desk.copy.set(today.id, {"due": (clock() + timedelta(hours=1)).isoformat()})
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "1 overdue · 1 due today" in lines(pilot)[0]
        assert "in 1 hour" in shown(pilot)
        clock.on(hours=2)
        app.screen._age()  # type: ignore[attr-defined]  # as each half minute
        await until(lambda: "2 overdue" in lines(pilot)[0])
        assert "today" not in lines(pilot)[0]
        await keys(pilot, "g", "enter")
        await until(lambda: on(pilot, ArticleScreen))
        await until(lambda: "! overdue 1 hour" in lines(pilot)[0])
        desk.copy.set(today.id, {"due": ""})
        app.tell({today.id})
        await until(lambda: "overdue" not in lines(pilot)[0])


PAINT = """
import asyncio, sys
from pathlib import Path
from redaksi.desk import open_desk
from redaksi.tui.app import RedaksiApp
from tests.tui.driving import shown
from tests.waiting import PATIENCE

async def paint(desk):
    async with RedaksiApp(desk).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert all(word in shown(pilot) for word in ('Padi', 'due Nov', 'embargo Dec', 'Draft 1'))

with open_desk(Path(sys.argv[1]), sys.argv[2]) as desk:
    asyncio.run(paint(desk))
sys.exit(' '.join({'babel', 'tinydb'} & sys.modules.keys()) or 0)
"""


def test_the_board_is_painted_without_what_it_does_not_need(room: Path, desk: Desk) -> None:
    due = {"due": "2199-11-30 08:00", "embargo": "2199-12-01"}
    desk.copy.set(draft(desk, "Padi menguning", "Satu.").id, due)
    done = subprocess.run(
        [sys.executable, "-c", PAINT, room, WRITER], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.usefixtures("copy")
async def test_mine_come_first_and_the_order_goes_round(app: RedaksiApp) -> None:
    async with app.run_test() as pilot:
        await pilot.pause()
        assert headlines(pilot, "draft") == ["Anggrek mekar", "Mawar layu", "Zamrud hilang"]
        await keys(pilot, "m")
        assert headlines(pilot, "draft") == ["Mawar layu", "Anggrek mekar", "Zamrud hilang"]
        assert "mine first" in lines(pilot)[0]
        await keys(pilot, "m", "S")
        assert headlines(pilot, "draft")[0] == "Zamrud hilang"
        assert "by due" in lines(pilot)[0]
        await keys(pilot, "S")
        assert headlines(pilot, "draft")[0] == "Zamrud hilang"
        assert "by longest in stage" in lines(pilot)[0]
        await keys(pilot, "S")
        assert headlines(pilot, "draft") == ["Anggrek mekar", "Mawar layu", "Zamrud hilang"]
        await keys(pilot, "S")
        assert "by" not in lines(pilot)[0]


@pytest.mark.usefixtures("copy")
async def test_filters_combine_are_shown_and_cleared(app: RedaksiApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "F")
        assert on(pilot, FilterDialog)
        await filled(pilot, tag="PASAR", due="overdue")
        assert headlines(pilot, "draft") == ["Zamrud hilang"]
        assert "#PASAR · overdue · Esc clears" in lines(pilot)[0]
        assert "Draft 1" in lines(pilot)[1]
        await keys(pilot, "F")
        await filled(pilot, due="", editor="me", text="layu")
        assert headlines(pilot, "draft") == ["Mawar layu"]
        await keys(pilot, "l")
        assert "Nothing here fits what you look for. Esc shows all again." in " ".join(
            shown(pilot).split()
        )
        await keys(pilot, "escape", "F")
        due = app.screen.query_one("#filter-due", Input)
        app.screen.set_focus(due)
        await typed(pilot, "overd")
        await until(lambda: due._suggestion == "overdue")
        await keys(pilot, "enter")  # the search uses the text that the field shows
        assert "overdue · Esc clears" in lines(pilot)[0]
        await keys(pilot, "escape", "F")
        tag = app.screen.query_one("#filter-tag", Input)
        app.screen.set_focus(tag)
        await typed(pilot, "pas")
        await until(lambda: tag._suggestion == "pasar")
        await keys(pilot, "enter")
        assert sorted(headlines(pilot, "draft")) == ["Mawar layu", "Zamrud hilang"]
        await keys(pilot, "escape")
        assert len(headlines(pilot, "draft")) == 3
        assert "Kabar Brantas" in lines(pilot)[0]
        await keys(pilot, "escape")
        assert on(pilot, BoardScreen)


@pytest.mark.usefixtures("copy")
async def test_what_takes_long_is_looked_up_behind_the_scenes_and_the_last_question_wins(
    app: RedaksiApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    really, goes_on, threads = Reading.listings, Event(), set[Thread]()

    def slow(self: Reading, query: Query) -> dict[Stage, Listing]:
        if query.text:
            threads.add(current_thread())
            assert goes_on.wait(PATIENCE)
        return really(self, query)

    monkeypatch.setattr(Reading, "listings", slow)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        whole = headlines(pilot, "draft")
        board = app.screen
        assert isinstance(board, BoardScreen)
        board.search.look_for(SavedSearch(text="layu"))
        await until(lambda: "looking …" in lines(pilot)[0])
        await keys(pilot, "j")
        assert headlines(pilot, "draft") == whole
        assert board.lists.current.cursor == 1
        board.search.look_for(SavedSearch(text="mekar"))
        goes_on.set()
        await until(lambda: "looking …" not in lines(pilot)[0])
        assert headlines(pilot, "draft") == ["Anggrek mekar"]
        assert board.lists.current.cursor == 0
        await keys(pilot, "escape")
        assert headlines(pilot, "draft") == whole
    assert main_thread() not in threads


@pytest.mark.usefixtures("copy")
async def test_a_filter_that_means_nothing_keeps_what_was_typed(app: RedaksiApp) -> None:
    async with app.run_test() as pilot:
        await keys(pilot, "F")
        await filled(pilot, editor="Rina Kusumo", rubric="Kota")
        assert "Did you mean Rina Kusuma?" in seen(pilot, "#filter-editor-remark")
        await filled(pilot, editor="Rina Kusuma")
        assert headlines(pilot, "draft") == ["Anggrek mekar", "Zamrud hilang"]


@pytest.mark.usefixtures("copy")
async def test_a_search_is_saved_chosen_and_deleted(app: RedaksiApp, desk: Desk) -> None:
    desk.searches.save("Tinjauan kota", SavedSearch(stage=Stage.REVIEW, rubric="kota"))
    async with app.run_test() as pilot:
        await keys(pilot, "F")
        await filled(pilot, name="Pasar", tag="pasar")
        assert len(headlines(pilot, "draft")) == 2
        await keys(pilot, "escape", "b")
        assert on(pilot, SavedDialog)
        assert "#pasar" in shown(pilot)
        await keys(pilot, "enter")
        assert len(headlines(pilot, "draft")) == 2
        await keys(pilot, "b", "down", "enter")
        assert app.screen.query_one(Panes).active == Stage.REVIEW.value
        await keys(pilot, "b", "d")
        assert [one.name for one in desk.searches.list()] == ["Tinjauan kota"]
        await keys(pilot, "d")
        assert on(pilot, BoardScreen)
        await keys(pilot, "b")
        assert "Nothing is saved. Press F" in " ".join(shown(pilot).split())
        await keys(pilot, "d")
        assert on(pilot, SavedDialog)
        await keys(pilot, "enter")
        assert on(pilot, BoardScreen)


async def test_a_dialog_in_a_tiny_terminal_is_its_fields(app: RedaksiApp, desk: Desk) -> None:
    draft(desk, "Panen raya")
    draft(desk, "Pasar pagi")
    async with app.run_test(size=(20, 5)) as pilot:
        await keys(pilot, "F", "tab", "tab", "tab", "tab")
        await typed(pilot, "panen")
        await keys(pilot, "enter")
        assert headlines(pilot, "draft") == ["Panen raya"]


async def test_five_thousand_people_are_picked_from_at_once(app: RedaksiApp, desk: Desk) -> None:
    team = desk.store.team()
    members = (*team.members, *(Member(name=f"Redaktur {number:04}") for number in range(5000)))
    desk.store.commit_team(Team(version=team.version, members=members, events=team.events))
    draft(desk, "Panen raya")
    async with app.run_test() as pilot:
        await keys(pilot, "a")
        people = app.screen.query_one("#team-list", OptionList)
        assert people.option_count == MOST + 1
        await typed(pilot, "tur 4321")
        assert people.option_count == 1
        await keys(pilot, "enter", "F")
        await filled(pilot, editor="redaktur 4321")
        assert headlines(pilot, "draft") == ["Panen raya"]


@pytest.mark.parametrize("size", [(20, 5), (1, 1), (8, 40)])
async def test_a_tiny_terminal_breaks_nothing(
    app: RedaksiApp, desk: Desk, size: tuple[int, int]
) -> None:
    draft(desk, "x" * 400)
    draft(desk, "عاجل " * 80)
    async with app.run_test(size=size) as pilot:
        await keys(
            pilot,
            "j",
            "m",
            "S",
            "F",
            "escape",
            "space",
            "asterisk",
            "a",
            "escape",
            "escape",
            "b",
            "escape",
        )
        assert len(headlines(pilot, "draft")) == 2
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "x…" in shown(pilot)


@pytest.mark.usefixtures("copy")
@pytest.mark.parametrize("how", ["moved", "an empty folder"])
async def test_a_newsroom_with_its_index_elsewhere_disappears_and_the_board_keeps_what_it_shows(
    room: Any, desk_of: Callable[[str], Desk], how: str
) -> None:
    room.chmod(0o2770)  # the index of a folder shared by a group is at home and stays readable
    away = room.with_name("away")
    app = RedaksiApp(desk_of(CHIEF))
    async with app.run_test(size=(120, 24)) as pilot:
        await until(lambda: "Mawar layu" in shown(pilot))
        room.rename(away)
        if how != "moved":
            room.mkdir(0o2770)
        await until(
            lambda: "the newsroom cannot be read now" in lines(pilot)[0]
        )  # without any key
        assert "is not there any more" in said(pilot)
        assert f"{CHIEF} · chief" in lines(pilot)[0]
        await keys(pilot, "enter")
        assert "is not there any more" in said(pilot)
        assert "Mawar layu" in shown(pilot)
        if how != "moved":
            room.rmdir()
        away.rename(room)
        await until(lambda: "cannot be read" not in lines(pilot)[0])
        assert "Mawar layu" in shown(pilot)


@pytest.mark.usefixtures("copy")
async def test_a_newsroom_that_disappears_is_said_and_comes_back(
    app: RedaksiApp, desk: Desk, room: Any, clock: Clock, desk_of: Callable[[str], Desk]
) -> None:
    away = room.with_name("away")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        room.rename(away)
        await keys(pilot, "m")
        assert "the newsroom cannot be read now" in lines(pilot)[0]
        assert "Mawar layu" in shown(pilot)
        await keys(
            pilot,
            "F",
            "escape",
            "S",
            "enter",
            "a",
            "space",
            "asterisk",
            "x",
            "escape",
            "G",
            "escape",
        )
        assert said(pilot) or "No such file" in shown(pilot)
        away.rename(room)
        app.screen.query_one(ArticleList).screen._age()  # type: ignore[attr-defined]
        await pilot.pause()
        assert "cannot be read" not in lines(pilot)[0]
        draft(desk_of(CHIEF), "Kembali")
        await until(lambda: "Kembali" in headlines(pilot, "draft"))


async def test_filter_and_order_are_remembered_and_a_search_that_is_none_any_more_is_not(
    app: RedaksiApp, desk: Desk, desk_of: Callable[[str], Desk]
) -> None:
    draft(desk, "Panen raya", "Satu.", rubric="Ekonomi")
    draft(desk, "Pasar pagi", "Dua.", rubric="Kota")
    async with app.run_test() as pilot:
        await keys(pilot, "m", "F", "tab")
        await typed(pilot, "Kota")
        await keys(pilot, "enter")
        await until(lambda: headlines(pilot, "draft") == ["Pasar pagi"])
        await until(lambda: app.desk.board.load().search.rubric == "Kota")
    async with RedaksiApp(desk_of(desk.me.name)).run_test() as pilot:
        await until(lambda: headlines(pilot, "draft") == ["Pasar pagi"])
        assert "mine first" in shown(pilot)
        await keys(pilot, "escape")
        await until(lambda: len(headlines(pilot, "draft")) == 2)
    desk.board.looked_for(SavedSearch(editor="Nobody Any More"), mine_first=False)
    async with RedaksiApp(desk_of(desk.me.name)).run_test() as pilot:
        await until(lambda: len(headlines(pilot, "draft")) == 2)
