"""The board: its lists, its keys, and the changes by others that it shows."""

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.app import ComposeResult
from textual.content import Content
from textual.strip import Strip

from redaksi.desk import Desk
from redaksi.desk.reading import Listing, Row
from redaksi.domain.article import Stage
from redaksi.tui.app import RedaksiApp
from redaksi.tui.themed_app import ThemedApp
from redaksi.tui.widgets.article_list import ArticleList
from redaksi.tui.widgets.command_bar import CommandBar
from redaksi.tui.widgets.panes import Panes
from tests.waiting import PATIENCE

from .conftest import CHIEF, Clock
from .driving import draft, headlines, keys, lines, said, shown, until

NARROW, WIDE = (80, 24), (120, 40)


async def test_stages_stand_side_by_side_on_a_wide_screen_and_become_tabs_on_a_narrow_one(
    app: RedaksiApp, desk: Desk
) -> None:
    dossier = draft(desk, "Panen raya", "Satu.")
    desk.moves.submit(dossier.id)
    draft(desk, "Pasar pagi", "Dua.")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert "Panen raya" in shown(pilot)
        assert "Pasar pagi" in shown(pilot)
        await pilot.resize_terminal(*NARROW)
        await pilot.pause()
        assert "Pasar pagi" in shown(pilot)
        assert "Panen raya" not in shown(pilot)
        assert "Review 1" in lines(pilot)[1]
        await keys(pilot, "l")
        assert "Panen raya" in shown(pilot)
        assert "Pasar pagi" not in shown(pilot)


@pytest.mark.parametrize(
    ("down", "up", "right", "left"), [("j", "k", "l", "h"), ("down", "up", "right", "left")]
)
async def test_arrows_and_hjkl_move(
    app: RedaksiApp, desk: Desk, down: str, up: str, right: str, left: str
) -> None:
    for name in ("Satu", "Dua", "Tiga"):
        draft(desk, name)
    async with app.run_test() as pilot:
        panes = app.screen.query_one(Panes)
        articles = panes.pane.query_one(ArticleList)
        await keys(pilot, down, down, down)
        assert articles.cursor == 2
        await keys(pilot, up)
        assert articles.cursor == 1
        await keys(pilot, right, right, right)
        assert panes.active == Stage.PUBLISHED.value
        await keys(pilot, left)
        assert panes.active == Stage.REVIEW.value


async def test_the_cursor_stays_on_its_article_when_others_change(
    app: RedaksiApp, desk_of: Callable[[str], Desk], clock: Clock
) -> None:
    other = desk_of(CHIEF)
    made = []
    for name in ("Satu", "Dua", "Tiga"):
        clock.on(minutes=1)
        made.append(draft(other, name))
    async with app.run_test() as pilot:
        await keys(pilot, "j")
        clock.on(minutes=1)
        other.copy.set(made[0].id, {"rubric": "Pasar"})
        await until(lambda: headlines(pilot, "draft")[0] == "Satu")
        row = app.screen.query_one(Panes).pane.query_one(ArticleList).row
        assert row is not None
        assert row.headline == "Dua"


async def test_what_others_and_other_programs_do_shows_by_itself(
    app: RedaksiApp, desk: Desk, room: Path
) -> None:
    draft(desk, "Milik kita")
    command = [
        sys.executable,
        "-m",
        "redaksi",
        "--newsroom",
        str(room),
        "--as",
        CHIEF,
        "new",
        "--headline",
        "Kilat",
    ]
    async with app.run_test() as pilot:
        await until(lambda: headlines(pilot, "draft") == ["Milik kita"])
        subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
        await until(lambda: "Kilat" in shown(pilot))
        (file,) = (one for one in room.glob("articles/*/*.json") if "Kilat" in one.read_text())
        file.write_text(file.read_text().replace("Kilat", "Kilau"))
        await until(lambda: "Kilau" in shown(pilot))
        file.rename(room / "di luar")
        await until(lambda: "Kilau" not in shown(pilot))
        (room / "di luar").rename(file)
        await until(lambda: "Kilau" in shown(pilot))


async def test_an_empty_newsroom_says_what_to_press(app: RedaksiApp) -> None:
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "Press n to write one" in shown(pilot)
        await keys(pilot, "s")
        assert "No article is selected." in said(pilot)
        await keys(pilot, "enter", "j", "k", "G")
        await keys(pilot, "l")
        assert "Nothing to review" in shown(pilot)


async def test_an_unreadable_dossier_is_named_and_the_rest_works(
    app: RedaksiApp, desk: Desk, room: Path
) -> None:
    draft(desk, "Utuh")
    broken = draft(desk, "Rusak")
    next(room.rglob(f"{broken.id}.json")).write_text("{ not JSON")
    async with app.run_test() as pilot:
        await until(lambda: "1 dossier cannot be read" in shown(pilot))
        assert "Utuh" in shown(pilot)
        await keys(pilot, "!")
        assert broken.id in said(pilot)
        await keys(pilot, "enter")
        assert "Utuh" in shown(pilot)


@pytest.mark.parametrize(
    "headline", ["[FOTO] Banjir [/]", "[/bold] [red]Merah", "[@click=app.quit]x[/]"]
)
async def test_markup_in_a_headline_is_shown_whole_everywhere(
    app: RedaksiApp, desk: Desk, headline: str
) -> None:
    draft(desk, headline, headline, deck=headline, byline=headline, tags=(headline,))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert headline in shown(pilot)
        await keys(pilot, "a")
        assert headline in shown(pilot)
        await keys(pilot, "escape", "enter")
        assert shown(pilot).count(headline) >= 4
        await keys(pilot, "e", "f3")
        beginning = headline[:15]  # the fields beside the text have room for that
        await until(lambda: shown(pilot).count(beginning) >= 4)


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_wide_and_long_headlines_are_cut_by_cells(
    app: RedaksiApp, desk: Desk, size: tuple[int, int]
) -> None:
    for headline in ("🌊" * 200, "漢字" * 100, "عاجل " * 80, "panjang " * 62):
        draft(desk, headline)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert all(cell_len(line) <= size[0] for line in lines(pilot))
        assert shown(pilot).count("…") >= 4


class Long(ThemedApp[None]):
    """A list of 100,000 articles that counts the requests for rows."""

    CSS_PATH = None

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[int] = []

    def compose(self) -> ComposeResult:
        yield ArticleList(Clock(), UTC)

    def fetch(self, offset: int, limit: int) -> list[Row]:
        self.asked.append(offset)
        at = Clock()()
        return [
            Row(
                f"id-{place}",
                f"Judul {place}",
                Stage.DRAFT,
                "",
                "",
                1,
                at,
                at,
                None,
                None,
                spiked=False,
            )
            for place in range(offset, min(offset + limit, 100_000))
        ]


async def test_a_long_list_asks_only_for_what_it_shows() -> None:
    app = Long()
    async with app.run_test() as pilot:
        articles = app.query_one(ArticleList)
        articles.show(Listing(100_000, app.fetch, list))
        await pilot.pause()
        assert "Judul 3" in shown(pilot)
        await keys(pilot, "G")
        assert articles.row == app.fetch(99_999, 1)[0]
        assert "Judul 99999" in shown(pilot)
        assert len(set(app.asked)) <= 4


async def test_one_row_down_paints_two_rows_and_nothing_else(
    app: RedaksiApp, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(9):
        draft(desk, f"Panen {number}", "Satu.")
    async with app.run_test(size=(120, 40)) as pilot:
        await keys(pilot, "j")
        articles, footer = app.screen.query_one(ArticleList), app.screen.query_one(CommandBar)
        line, bar, painted = articles.render_line, footer.render, list[int]()

        def list_line(y: int) -> Strip:
            painted.append(y)
            return line(y)

        def footer_line() -> Content:
            painted.append(-1)
            return bar()

        monkeypatch.setattr(articles, "render_line", list_line)
        monkeypatch.setattr(footer, "render", footer_line)
        moves = []
        for key in "jkj":  # the last save may reach the list at any of these keys
            painted.clear()
            await keys(pilot, key)
            moves.append([*painted])
        assert [*range(articles.lines, 3 * articles.lines)] in moves
        assert articles.cursor == 2
