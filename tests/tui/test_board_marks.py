"""Several articles are marked on the board and moved together."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event, current_thread, main_thread

import pytest
from textual.widgets import Input

from redaksi.desk import Desk
from redaksi.domain.article import Stage
from redaksi.errors import StorageError
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.screens.bulk import BulkAssignDialog, BulkSubmitDialog
from redaksi.tui.screens.moves import AssignDialog
from redaksi.tui.screens.report import ReportDialog
from redaksi.tui.widgets.article_list import ArticleList

from .conftest import CHIEF, Clock
from .driving import draft, headlines, keys, lines, on, said, shown, typed, until


async def test_marked_articles_are_assigned_and_submitted_and_what_was_refused_is_told(
    app: RedaksiApp, desk: Desk, clock: Clock
) -> None:
    made = []
    for name in ("Satu", "Dua", "Tiga"):
        made.append(draft(desk, name, "Isi."))
        clock.on(minutes=1)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "space", "space")
        assert [line[:2] for line in lines(pilot)[3:9:2]] == ["● ", "● ", "▌ "]
        assert "2 marked · Esc clears" in lines(pilot)[0]
        for width in (50, 80):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            assert "2 marked · Esc clears" in lines(pilot)[0]
            assert {"a Assign (2)", "s Submit (2)", "x Export (2)"} <= {
                *lines(pilot)[-1].strip().split("  ")
            }
        await keys(pilot, "k", "space", "escape")
        assert "marked" not in lines(pilot)[0]
        await keys(pilot, "asterisk", "a")
        assert on(pilot, BulkAssignDialog)
        await typed(pilot, "rina")
        await keys(pilot, "enter")
        await until(lambda: on(pilot, BoardScreen))
        assert {desk.reading.article(one.id).article.editor() for one in made} == {CHIEF}
        assert "3 articles assigned to Rina Kusuma." in said(pilot)
        await keys(pilot, "asterisk")
        desk.moves.submit(made[0].id)  # meanwhile another person submits an article
        await keys(pilot, "s")
        assert on(pilot, BulkSubmitDialog)
        await keys(pilot, "enter")
        await until(lambda: on(pilot, ReportDialog))
        assert "2 articles submitted for review, 1 refused." in shown(pilot)
        assert "! Satu" in shown(pilot)
        assert "✓ Tiga" in shown(pilot)
        await keys(pilot, "escape")
        assert "1 marked" in lines(pilot)[0]
        assert len(headlines(pilot, "review")) == 3
        await keys(pilot, "l", "asterisk", "escape", "escape")
        assert "marked" not in lines(pilot)[0]
    assert {desk.reading.article(one.id).article.stage for one in made} == {Stage.REVIEW}


async def test_the_desk_is_usable_while_everything_is_marked_and_what_is_done_to_it_waits(
    app: RedaksiApp, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Satu", "Dua", "Tiga"):
        draft(desk, name, "Isi.")
    ids, go_on = ArticleList.ids, Event()

    def slow(articles: ArticleList) -> Sequence[str]:
        assert current_thread() is not main_thread()
        assert go_on.wait(10)
        return ids(articles)

    monkeypatch.setattr(ArticleList, "ids", slow)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "asterisk", "j")
        board = app.screen
        assert isinstance(board, BoardScreen)
        assert (board.selection.articles.cursor, board.marks.ids) == (1, frozenset())
        asyncio.get_running_loop().call_later(0.05, go_on.set)
        await keys(pilot, "a")
        assert on(pilot, BulkAssignDialog)
        assert "Assign 3 articles" in shown(pilot)


async def test_what_cannot_be_marked_is_said(
    app: RedaksiApp, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft(desk, "Satu", "Isi.")

    def gone(_articles: ArticleList) -> Sequence[str]:
        raise StorageError("The newsroom is gone.")

    monkeypatch.setattr(ArticleList, "ids", gone)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "asterisk")
        assert "The newsroom is gone." in said(pilot)
        await keys(pilot, "a")
        assert on(pilot, AssignDialog)


async def test_marked_articles_are_exported_together(
    app: RedaksiApp, desk: Desk, desk_of: Callable[[str], Desk], tmp_path: Path
) -> None:
    for name in ("Satu", "Dua"):
        made = draft(desk, name, "Isi.")
        desk.moves.submit(made.id, CHIEF)
        desk_of(CHIEF).moves.publish(made.id)
    draft(desk, "Belum", "Isi.")
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "space", "l", "l", "asterisk", "x")
        assert "3 articles" in shown(pilot)
        app.screen.query_one("#folder", Input).value = str(tmp_path / "out")
        await keys(pilot, "enter")
        await until(lambda: "never published" in shown(pilot))
        assert "2 files written" in shown(pilot)
    assert len([one for one in (tmp_path / "out").rglob("*.md") if one.is_file()]) == 2
