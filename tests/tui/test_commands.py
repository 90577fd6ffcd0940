"""One declaration per command: keys, footer, palette and help are derived from it."""

import inspect
from collections.abc import Callable

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.widgets import Input

from redaksi.article import Stage
from redaksi.desk import Desk
from redaksi.tui.app import RedaksiApp
from redaksi.tui.commands.article import ARTICLE, Publish, Submit
from redaksi.tui.commands.base import Command, Context
from redaksi.tui.commands.desk import DESK, Quit
from redaksi.tui.screens.article import ArticleScreen
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.screens.desk_screen import DeskScreen
from redaksi.tui.screens.dialog import Dialog
from redaksi.tui.screens.differing import DifferingScreen
from redaksi.tui.screens.edit import EditScreen
from redaksi.tui.screens.merging import MergeScreen
from redaksi.tui.screens.revisions import RevisionsScreen
from redaksi.tui.screens.search import SearchScreen
from redaksi.tui.screens.stored import StoredScreen
from redaksi.tui.widgets.command_bar import CommandBar
from redaksi.tui.widgets.facts import Facts

from .driving import draft, keys, seen, shown, typed

SCREENS = (
    BoardScreen,
    ArticleScreen,
    EditScreen,
    SearchScreen,
    StoredScreen,
    Dialog,
    MergeScreen,
    RevisionsScreen,
    DifferingScreen,
)


@pytest.mark.parametrize("screen", SCREENS)
def test_every_command_of_a_screen_is_done_and_explained_there(screen: type[DeskScreen[None]]) -> None:
    for command in screen.commands:
        assert callable(getattr(screen, f"do_{command.name()}", None)), command
        assert command.__doc__
        assert inspect.getdoc(command) != inspect.getdoc(Command)
        assert command.label


@pytest.mark.parametrize("screen", SCREENS)
def test_no_key_means_two_things_on_a_screen(screen: type[DeskScreen[None]]) -> None:
    pressed = [key for command in screen.commands for key in command.keys.split(",")]
    assert len(pressed) == len(set(pressed))


def test_moves_are_offered_where_they_start_from() -> None:
    assert Submit.enabled(Context("x", Stage.DRAFT))
    assert not Submit.enabled(Context("x", Stage.REVIEW))
    assert Publish.enabled(Context("x", Stage.REVIEW))
    assert not Publish.enabled(Context())


class Bar(App[None]):
    """A footer and nothing else."""

    def compose(self) -> ComposeResult:
        yield CommandBar((*ARTICLE, *DESK, Quit))


async def test_the_footer_holds_whole_commands_at_every_width() -> None:
    app = Bar()
    async with app.run_test() as pilot:
        bar = app.query_one(CommandBar)
        whole = {f"{command.key()} {command.title()}" for command in (*ARTICLE, *DESK, Quit)}
        for stage in (None, *Stage):
            bar.show(Context("x" if stage else "", stage))
            for width in (20, 40, 60, 80, 81, 99, 120, 200):
                await pilot.resize_terminal(width, 24)
                await pilot.pause()
                text = str(bar.render())
                assert cell_len(text) <= width
                assert set(text.split("  ")) <= whole
                assert "? Help" in text


async def test_help_names_every_command_with_its_keys(app: RedaksiApp, desk: Desk) -> None:
    draft(desk, "Panen")
    async with app.run_test(size=(120, 60)) as pilot:
        for key in ("?", "f1"):
            await keys(pilot, key)
            explained = "\n".join(str(facts.render()) for facts in app.screen.query(Facts))
            assert all(command.title() in explained for command in BoardScreen.commands)
            assert "(not now)" in explained
            assert "Help" in shown(pilot)
            await keys(pilot, "escape")
        assert isinstance(app.screen, BoardScreen)


async def test_letters_type_where_a_field_has_the_focus(app: RedaksiApp, desk: Desk) -> None:
    draft(desk, "Panen")
    async with app.run_test() as pilot:
        await keys(pilot, "slash")
        await typed(pilot, "qpanes?")
        assert app.screen.query_one(Input).value == "qpanes?"
        assert app.is_running


async def test_the_footer_offers_what_the_stage_allows(app: RedaksiApp, desk_of: Callable[[str], Desk]) -> None:
    desk = app.desk
    desk.moves.submit(draft(desk, "Panen", "Satu.").id)
    draft(desk, "Pasar")
    async with app.run_test(size=(120, 40)) as pilot:
        assert "s Submit" in seen(pilot, "CommandBar")
        await keys(pilot, "l")
        assert "s Submit" not in seen(pilot, "CommandBar")
        assert "p Publish" in seen(pilot, "CommandBar")


async def test_the_theme_changes_and_q_quits(app: RedaksiApp) -> None:
    async with app.run_test() as pilot:
        await keys(pilot, "ctrl+t")
        assert app.theme == "redaksi-light"
        await keys(pilot, "ctrl+t", "q", "n")
        assert app.theme == "redaksi-dark"
    assert app.return_code == 0
