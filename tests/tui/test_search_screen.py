"""The search screen tells what its filters hide."""

from textual.widgets import Static

from redaksi.desk import Desk
from redaksi.tui.app import RedaksiApp

from .driving import draft, keys, shown, typed, until


async def test_what_the_filters_hide_is_counted(app: RedaksiApp, desk: Desk) -> None:
    draft(desk, "Banjir surut", "Warga pulang.")
    draft(desk, "Banjir lagi", "Warga mengungsi.")
    async with app.run_test() as pilot:
        await keys(pilot, "slash")
        await typed(pilot, "banjir")
        await until(lambda: "2 articles" in shown(pilot))
        await keys(pilot, "tab", "right", "right")
        await until(lambda: "without them: 2 articles" in shown(pilot))
        await keys(pilot, "left", "left")
        await until(lambda: "without them" not in shown(pilot) and "2 articles" in shown(pilot))


async def test_what_is_nowhere_is_not_blamed_on_the_filters(app: RedaksiApp, desk: Desk) -> None:
    draft(desk, "Banjir surut", "Warga pulang.")
    async with app.run_test() as pilot:
        await keys(pilot, "slash", "q", "q", "tab", "right", "right")
        await until(
            lambda: "Nothing found." in str(app.screen.query_one("#found", Static).render())
        )
