"""The figures on the screen: plots, periods, and the articles behind a number."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from textual.pilot import Pilot

from redaksi.desk import Desk
from redaksi.desk.figure_words import reasons
from redaksi.desk.figures import FigureVerbs
from redaksi.domain.figures import FigureKind, SentBack, Tally
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens.article import ArticleScreen
from redaksi.tui.screens.behind import BehindScreen
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.screens.figures import FiguresScreen
from redaksi.tui.widgets.figure_list import FigureList
from redaksi.tui.widgets.figure_plot import bars, titled

from .conftest import CHIEF, WRITER, Clock
from .driving import draft, keys, lines, on, said, shown, until


@pytest.fixture
def history(desk_of: Callable[[str], Desk], clock: Clock) -> None:
    """A publication, and an article that was returned forty days before."""
    writer, chief = desk_of(WRITER), desk_of(CHIEF)
    back = draft(writer, "Mawar layu", "Dua.", rubric="Taman")
    writer.moves.submit(back.id, CHIEF)
    chief.moves.return_(back.id, "Cek nama.", WRITER)
    clock.on(days=40)
    made = draft(writer, "Anggrek mekar", "Satu.", rubric="Kota")
    clock.on(hours=2)
    writer.moves.submit(made.id, CHIEF)
    clock.on(hours=1)
    chief.moves.publish(made.id)


async def opened(pilot: Pilot[Any]) -> None:
    await keys(pilot, "number_sign")
    await until(lambda: on(pilot, FiguresScreen) and "Kota" in shown(pilot))


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_each_column_of_numbers_stands_under_its_name(
    app: RedaksiApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        await until(lambda: "9 of 10" in shown(pilot))
        heads = next(line for line in lines(pilot) if "9 of 10" in line)
        drafts = next(line for line in lines(pilot) if "turnaround" in line and "2.0h" in line)
        for head, figure in (("count", "1"), ("half", "2.0h"), ("9 of 10", "2.0h")):
            assert drafts[: heads.index(head) + len(head)].endswith(figure), (heads, drafts)
        assert "begin to publication┤" in shown(pilot), "the name beside its bar is whole"


@pytest.mark.parametrize(("minutes", "unit"), [(45, "minutes"), (119, "minutes"), (120, "hours")])
def test_short_times_are_counted_in_minutes(minutes: int, unit: str) -> None:
    half = timedelta(minutes=minutes)
    tally = Tally(FigureKind.TURNAROUND, "draft", 1, half=half, most=half, articles=("1",))
    assert titled((tally,)) == f"turnaround: {unit} that half of all take"


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_each_number_opens_to_its_articles(app: RedaksiApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        text = shown(pilot)
        for words in ("turnaround", "2.0h", "1.0h", "3.0h", "published by rubric", "█"):
            assert words in text
        assert "returns" not in text
        await keys(pilot, "G", "enter")
        await until(lambda: on(pilot, BehindScreen) and "Anggrek mekar" in shown(pilot))
        assert "Mawar layu" not in shown(pilot)
        await keys(pilot, "enter")
        await until(lambda: on(pilot, ArticleScreen))
        await keys(pilot, "escape", "escape", "escape")
        await until(lambda: on(pilot, BoardScreen))


@pytest.mark.usefixtures("history")
async def test_other_days_are_counted_one_after_the_other(app: RedaksiApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        before = lines(pilot)[0]
        await keys(pilot, "w")
        await until(lambda: "returns" in shown(pilot) and "Taman" in shown(pilot))
        assert lines(pilot)[0] != before
        await keys(pilot, "w", "w")
        await until(lambda: "returns" not in shown(pilot))
        await keys(pilot, "s")
        assert "Nothing is being read." in said(pilot)


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_figure_of_returns_opens_to_who_returned_what_and_why(
    app: RedaksiApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        await keys(pilot, "w")
        await until(lambda: "Taman" in shown(pilot))
        figures = app.screen.query_one(FigureList)
        kinds = [one.kind for one in figures.tallies]
        figures.cursor = kinds.index(FigureKind.RETURNS)
        await keys(pilot, "enter")
        await until(lambda: on(pilot, BehindScreen) and "Mawar layu" in shown(pilot))
        assert f"{CHIEF}: Cek nama." in shown(pilot)
        await keys(pilot, "escape")
        figures.cursor = 0
        await keys(pilot, "enter")
        await until(lambda: on(pilot, BehindScreen) and "Mawar layu" in shown(pilot))
        assert "Cek nama." not in shown(pilot), "the reasons belong to the returns"


def test_an_article_that_was_returned_twice_has_both_reasons() -> None:
    at = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
    back = [
        SentBack("a", at, "Ani", "Cek nama."),
        SentBack("b", at, "Ani", "Sumber?"),
        SentBack("a", at, "Budi", "Cek angka."),
    ]
    assert reasons(back) == {"a": "Ani: Cek nama. · Budi: Cek angka.", "b": "Ani: Sumber?"}


@pytest.mark.usefixtures("history")
async def test_a_reading_can_be_stopped(app: RedaksiApp, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = FigureVerbs.of

    def slow(self: FigureVerbs, span: Any, progress: Any, stopped: Any) -> Any:
        while not stopped():
            pass
        return counted(self, span, progress, stopped)

    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        monkeypatch.setattr(FigureVerbs, "of", slow)
        await keys(pilot, "w")
        assert "reading …" in lines(pilot)[0]
        await keys(pilot, "s")
        await until(lambda: "stopped" in lines(pilot)[0])
        assert "Kota" in shown(pilot), "what was shown stays"
        await keys(pilot, "escape")
        await until(lambda: on(pilot, BoardScreen))


def test_bars_are_as_long_as_their_numbers() -> None:
    totals = (8, 4, 4)
    tallies = [
        Tally(FigureKind.RUBRICS, f"R{place}", total, ("a",)) for place, total in enumerate(totals)
    ]
    rows = {line[:2]: line.count("█") for line in bars(tallies, 60, 12).splitlines()}
    assert rows["R0"] > 40
    assert abs(rows["R0"] - 2 * rows["R1"]) <= 2
    assert rows["R1"] == rows["R2"]


@pytest.mark.parametrize("size", [(24, 5), (80, 8), (60, 30)])
def test_a_plot_stays_in_its_place_and_is_plain_text(size: tuple[int, int]) -> None:
    names = ("[red]Kota[/]", "日本の記事" * 9, "")
    tallies = [Tally(FigureKind.RUBRICS, name, 3, ("a",)) for name in names]
    drawn = bars(tallies, *size)
    assert "\x1b" not in drawn
    assert len(drawn.splitlines()) <= size[1]
