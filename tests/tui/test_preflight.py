"""The dialogs of submitting and publishing show what stands, and each line goes to its place."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from redaksi.desk import Desk
from redaksi.domain.article import Stage
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.screens.edit import EditScreen
from redaksi.tui.screens.moves import AssignDialog, PublishDialog, SubmitDialog
from redaksi.tui.widgets.open_points import OpenPoints

from .conftest import CHIEF
from .driving import draft, keys, on, said, shown, until


def listed(pilot: Pilot[Any]) -> list[str]:
    """The lines of what stands."""
    options = pilot.app.screen.query_one(OpenPoints)
    return [str(options.get_option_at_index(at).prompt) for at in range(options.option_count)]


async def chosen(pilot: Pilot[Any], beginning: str) -> None:
    """Go to the line that begins with `beginning`, and press Enter on it."""
    options = pilot.app.screen.query_one(OpenPoints)
    options.focus()
    options.highlighted = next(
        at for at, line in enumerate(listed(pilot)) if line[2:].startswith(beginning)
    )
    await keys(pilot, "enter")


async def test_a_submission_shows_what_stands_and_goes_where_it_is_mended(desk: Desk) -> None:
    draft(desk, "Panen", "Satu.")
    app = RedaksiApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(lambda: on(pilot, BoardScreen))
        await keys(pilot, "s")
        await until(lambda: on(pilot, SubmitDialog))
        assert "· The byline is missing." in listed(pilot)
        assert not isinstance(app.focused, OptionList), "Enter still submits"
        await chosen(pilot, "The byline")
        await until(lambda: on(pilot, EditScreen))
        assert app.focused is not None
        assert (app.focused.id or "").endswith("byline")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_enter_on_an_error_puts_the_cursor_there_where_one_key_mends_it(
    desk: Desk, size: tuple[int, int]
) -> None:
    draft(desk, "Panen", "Satu.", "Berkas di kirim ke polisi.")
    app = RedaksiApp(desk)
    async with app.run_test(size=size) as pilot:
        await until(lambda: on(pilot, BoardScreen))
        await keys(pilot, "s")
        await until(lambda: on(pilot, SubmitDialog))
        await keys(pilot, "tab", "enter")
        await until(lambda: on(pilot, EditScreen))
        screen = app.screen
        assert isinstance(screen, EditScreen)
        await until(lambda: screen.manuscript.body.cursor_location[0] > 0)
        assert app.focused is screen.manuscript.body
        assert "dikirim" in shown(pilot), "the proposal is shown"
        await keys(pilot, "ctrl+o")
        assert "Berkas dikirim ke polisi." in screen.manuscript.body.text


async def test_after_a_submission_the_next_article_is_selected_and_undo_is_for_the_one_submitted(
    desk: Desk,
) -> None:
    ids = {draft(desk, "Panen", "Satu.").id, draft(desk, "Tanam", "Dua.").id}
    app = RedaksiApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(lambda: on(pilot, BoardScreen))
        board = app.screen
        assert isinstance(board, BoardScreen)
        submitted = board.selection.article_id
        (other,) = ids - {submitted}
        await keys(pilot, "s")
        await until(lambda: on(pilot, SubmitDialog))
        await keys(pilot, "enter")
        await until(lambda: on(pilot, BoardScreen))
        await until(lambda: "u takes it back." in said(pilot))
        await until(lambda: board.selection.article_id == other)
        assert desk.reading.article(submitted).article.stage is Stage.REVIEW
        assert board.lists.active == Stage.DRAFT.value
        await keys(pilot, "u")
        await until(lambda: desk.reading.article(submitted).article.stage is Stage.DRAFT)
        assert desk.reading.article(other).article.stage is Stage.DRAFT


async def test_a_publication_names_the_missing_reviewer_once_and_goes_to_the_assignment(
    desk: Desk, desk_of: Callable[[str], Desk]
) -> None:
    waiting = desk.moves.submit(draft(desk, "Panen", "Satu.").id)
    app = RedaksiApp(desk_of(CHIEF))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(lambda: on(pilot, BoardScreen))
        await app.open_article(waiting.id)
        await keys(pilot, "p")
        await until(lambda: on(pilot, PublishDialog))
        assert listed(pilot)[0] == "! No editor is assigned to the review."
        assert shown(pilot).count("No editor is assigned to the review.") == 1
        await chosen(pilot, "No editor")
        await until(lambda: on(pilot, AssignDialog))


async def test_enter_publishes_although_something_stands(
    desk: Desk, desk_of: Callable[[str], Desk]
) -> None:
    waiting = desk.moves.submit(draft(desk, "Panen", "Satu.").id, CHIEF)
    app = RedaksiApp(desk_of(CHIEF))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(lambda: on(pilot, BoardScreen))
        await app.open_article(waiting.id)
        await keys(pilot, "p")
        await until(lambda: on(pilot, PublishDialog))
        assert "· The byline is missing." in listed(pilot)
        assert "sealed" in shown(pilot)
        await keys(pilot, "enter")
        await until(lambda: desk.reading.article(waiting.id).article.stage is Stage.PUBLISHED)
