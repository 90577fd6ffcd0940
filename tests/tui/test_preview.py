"""A very wide board shows the selected article beside the lists."""

import pytest

from redaksi.desk import Desk
from redaksi.tui.app import RedaksiApp
from redaksi.tui.controllers.beside_lists import VAST
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.widgets.article_preview import ArticlePreview

from .conftest import Clock
from .driving import draft, keys, on, shown, until


async def test_the_preview_follows_the_cursor_and_the_text(
    app: RedaksiApp, desk: Desk, clock: Clock
) -> None:
    draft(desk, "Panen raya", "Padi menguning.")
    clock.on(minutes=1)
    market = draft(desk, "Pasar pagi", "Cabai [b]turun[/b].")
    async with app.run_test(size=(VAST, 40)) as pilot:
        await until(lambda: "Cabai [b]turun[/b]." in shown(pilot))
        await keys(pilot, "j")
        await until(lambda: "Padi menguning." in shown(pilot))
        assert "Cabai" not in shown(pilot)
        await keys(pilot, "k")
        desk.copy.set(market.id, {"deck": "Pedagang lega"})
        app.tell({market.id})
        await until(lambda: "Pedagang lega" in shown(pilot))
        desk.moves.spike(market.id)
        app.tell({market.id})
        await until(lambda: "Padi menguning." in shown(pilot))


async def test_a_narrower_screen_has_none_and_enter_still_opens(
    app: RedaksiApp, desk: Desk
) -> None:
    draft(desk, "Panen raya", "Padi menguning.")
    async with app.run_test(size=(VAST - 1, 40)) as pilot:
        await pilot.pause(0.5)
        assert not app.screen.query(ArticlePreview)
        await pilot.resize_terminal(VAST, 40)
        await until(lambda: "Padi menguning." in shown(pilot))
        await pilot.resize_terminal(VAST - 1, 40)
        await until(lambda: "Padi menguning." not in shown(pilot))
        assert on(pilot, BoardScreen)


@pytest.mark.parametrize("size", [(VAST, 10), (VAST, 5), (300, 80)])
async def test_a_long_article_never_leaves_its_place(
    app: RedaksiApp, desk: Desk, size: tuple[int, int]
) -> None:
    draft(desk, "kata " * 90, *["panjang " * 400] * 30)
    async with app.run_test(size=size) as pilot:
        preview = app.screen.query_one(ArticlePreview)
        await until(lambda: preview.dossier is not None)
        assert preview.size.height <= size[1]
        assert preview.region.right == size[0]
        assert on(pilot, BoardScreen)
