"""One declaration per command: keys, footer, palette and help are derived from it."""

import inspect
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input, TextArea

from redaksi.desk import Desk
from redaksi.desk.conflict import SaveConflict
from redaksi.domain.article import Stage
from redaksi.tui import inventory, motions
from redaksi.tui.app import RedaksiApp
from redaksi.tui.commands.article import ARTICLE, Open, Publish, Submit
from redaksi.tui.commands.base import Command, CommandContext
from redaksi.tui.commands.desk import DESK, Quit
from redaksi.tui.desk_screen import DeskScreen
from redaksi.tui.screens.article import ArticleScreen
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.screens.comparison import ComparisonScreen
from redaksi.tui.screens.dialog import Dialog
from redaksi.tui.screens.edit import EditScreen
from redaksi.tui.screens.merging import MergeScreen
from redaksi.tui.screens.noting import NoteDialog
from redaksi.tui.screens.revisions import RevisionsScreen
from redaksi.tui.screens.search import SearchScreen
from redaksi.tui.screens.stored import StoredScreen
from redaksi.tui.widgets.command_bar import CommandBar, fitting
from redaksi.tui.widgets.facts import Facts

from .driving import draft, keys, lines, seen, shown, typed, until

SCREENS = (
    BoardScreen,
    ArticleScreen,
    EditScreen,
    SearchScreen,
    StoredScreen,
    Dialog,
    MergeScreen,
    RevisionsScreen,
    ComparisonScreen,
)


def made(screen: type[Any], desk: Desk) -> DeskScreen[Any]:
    """A `screen` about an article."""
    dossier = draft(desk, "Panen", "Satu.")
    if screen is MergeScreen:
        desk.copy.edit(dossier.id, lambda text: replace(text, headline="Panen raya"))
        with pytest.raises(SaveConflict) as caught:
            desk.copy.save(
                dossier.id,
                replace(dossier.article.text, headline="Panen kita"),
                1,
                dossier.article.text,
            )
        return MergeScreen(caught.value)
    if screen is ComparisonScreen:
        return ComparisonScreen("Panen", ())
    about_article = screen in {ArticleScreen, EditScreen, StoredScreen, RevisionsScreen}
    shown: DeskScreen[Any] = screen(*([dossier] if about_article else []))
    return shown


@pytest.mark.parametrize("screen", SCREENS)
def test_every_command_of_a_screen_is_done_and_explained_there(
    screen: type[DeskScreen[None]], desk: Desk
) -> None:
    one = made(screen, desk)
    for command in screen.commands:
        doers = [
            doer
            for doer in (one, *one.doers)
            if callable(getattr(doer, f"do_{command.name()}", None))
        ]
        assert doers, f"neither a screen nor its doers have do_{command.__name__.lower()}"
        assert command.__doc__
        assert inspect.getdoc(command) != inspect.getdoc(Command)
        assert command.label


@pytest.mark.parametrize("screen", SCREENS)
def test_no_key_means_two_things_on_a_screen(screen: type[DeskScreen[None]]) -> None:
    pressed = [key for command in screen.commands for key in command.keys.split(",") if key]
    assert len(pressed) == len(set(pressed))


def test_moves_are_offered_where_they_start_from() -> None:
    assert Submit.enabled(CommandContext("x", Stage.DRAFT))
    assert not Submit.enabled(CommandContext("x", Stage.REVIEW))
    assert Publish.enabled(CommandContext("x", Stage.REVIEW))
    assert not Publish.enabled(CommandContext())


EVERYTHING = (Open, *ARTICLE, *DESK, Quit)


@given(st.lists(st.sampled_from(EVERYTHING), unique=True), st.integers(20, 200), st.booleans())
def test_the_footer_holds_whole_commands_the_first_in_rank_at_every_width(
    commands: list[type[Command]], width: int, typing: bool
) -> None:
    shown = fitting(commands, width, typing=typing)
    texts = [f"{command.key(typing=typing)} {command.title()}" for command in shown]
    assert cell_len("  ".join(texts)) <= width
    left_out = [
        command for command in commands if command.rank and command.keys and command not in shown
    ]
    assert shown == [command for command in commands if command in shown]
    assert max((one.rank for one in shown), default=0) <= min(
        (one.rank for one in left_out), default=100
    )
    if left_out:
        first = min(left_out, key=lambda one: one.rank)
        assert cell_len("  ".join([*texts, f"{first.key(typing=typing)} {first.title()}"])) > width


async def test_the_footer_is_drawn_anew_for_every_width(app: RedaksiApp, desk: Desk) -> None:
    draft(desk, "Panen")
    async with app.run_test() as pilot:
        whole = {f"{command.key()} {command.title()}" for command in BoardScreen.commands}
        for width in (20, 40, 80, 81, 120, 200):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            text = lines(pilot)[-1].strip()
            assert set(text.split("  ")) <= whole
            assert "? Help" in text


async def test_what_is_said_covers_nothing_and_goes_away(app: RedaksiApp, desk: Desk) -> None:
    draft(desk, "Panen")
    async with app.run_test() as pilot:
        before = lines(pilot)
        app.say("Done.")
        await pilot.pause()
        assert lines(pilot)[:-1] == before[:-1]
        assert lines(pilot)[-1].startswith(" Done.  ")
        assert "? Help" in lines(pilot)[-1]
        app.say("A warning that is much longer than one line can hold. " * 3, "warning")
        await pilot.pause()
        assert "! A warning" in shown(pilot)
        assert lines(pilot)[-1] == before[-1]
        app.screen.query_one(CommandBar)._read()
        await pilot.pause()
        assert lines(pilot) == before
        assert not app._notifications


async def test_help_names_every_command_with_its_keys(app: RedaksiApp, desk: Desk) -> None:
    draft(desk, "Panen")
    async with app.run_test(size=(120, 60)) as pilot:
        for key in ("?", "f1"):
            await keys(pilot, key)
            explained = "\n".join(str(facts.render()) for facts in app.screen.query(Facts))
            assert all(command.title() in explained for command in BoardScreen.commands)
            assert explained.index("Not now") < explained.index("Reopen")
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


async def test_the_footer_offers_what_the_stage_allows(
    app: RedaksiApp, desk_of: Callable[[str], Desk]
) -> None:
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


async def test_two_clicks_on_a_command_of_the_footer_do_it_once(
    app: RedaksiApp, desk: Desk
) -> None:
    draft(desk, "Panen")
    async with app.run_test(size=(120, 40)) as pilot:
        await keys(pilot, "enter")
        here = app.screen.query_one(CommandBar).region
        at = (lines(pilot)[here.bottom - 1].index("Note"), here.bottom - 1)
        await pilot.click(offset=at, times=2)
        assert isinstance(app.screen, NoteDialog)


async def test_help_tells_what_the_keys_do_where_one_stands(app: RedaksiApp, desk: Desk) -> None:
    draft(desk, "Panen", "Satu.")
    async with app.run_test(size=(120, 60)) as pilot:

        async def told() -> dict[str, str]:
            await keys(pilot, "f1")
            await until(lambda: bool(app.screen.query(Facts)))
            sections = [str(facts.render()).partition("\n") for facts in app.screen.query(Facts)]
            await keys(pilot, "escape")
            told = {heading: text for heading, _end, text in sections}
            usable = told.keys() - {"The keys here", "Not now"}
            return {**told, "now": "\n".join(told[heading] for heading in usable)}

        board = await told()
        assert "? F1 " in board["now"]
        assert re.search(r"^↑ ↓ k j +one line", board["The keys here"], re.MULTILINE)
        assert re.search(r"^← → h l +to the next pane", board["The keys here"], re.MULTILINE)
        await keys(pilot, "e")
        await until(lambda: isinstance(app.screen, EditScreen))
        text = await told()
        assert re.search(r"^F1 +Help", text["now"], re.MULTILINE)
        assert re.search(r"^\^z +Undo", text["now"], re.MULTILINE)
        assert re.search(r"^\^y +Redo", text["now"], re.MULTILINE)
        assert not re.search(r" [jkhlgG?] ", text["The keys here"])  # these keys type letters here
        assert re.search(r"^w +Waive", text["Not now"], re.MULTILINE)
        await keys(pilot, "ctrl+g")
        panel = await told()
        assert re.search(r"^w +Waive", panel["now"], re.MULTILINE)
        assert "? F1 " in panel["now"]
        await keys(pilot, "ctrl+f")
        assert re.search(r"^\^r +Replace", (await told())["now"], re.MULTILINE)


@pytest.mark.parametrize(("width", "columns"), [(80, 1), (120, 2), (200, 2)])
async def test_help_is_grouped_by_theme_and_has_two_columns_where_there_is_room(
    app: RedaksiApp, desk: Desk, width: int, columns: int
) -> None:
    draft(desk, "Panen", "Satu.")
    async with app.run_test(size=(width, 60)) as pilot:
        await keys(pilot, "?")
        await until(lambda: bool(app.screen.query(Facts)))
        found = list(app.screen.query(Facts))
        headings = [str(facts.render()).partition("\n")[0] for facts in found]
        assert headings[:1] == ["This article"]
        assert headings[-2:] == ["The keys here", "Not now"]
        assert {"The board", "The desk"} <= set(headings)
        assert len({facts.region.x for facts in found}) == columns
        assert all(facts.region.right <= width for facts in found)


def test_help_knows_what_every_key_of_ours_and_of_fields_does() -> None:
    ours = (
        kind
        for kind in inventory.subclasses(Widget)
        if kind.__module__.startswith("redaksi.tui.widgets")
    )
    bound = {
        binding.action
        for kind in (*ours, Input, TextArea)
        for binding in Binding.make_bindings(vars(kind).get("BINDINGS", ()))
    }
    assert bound <= motions.KNOWN
