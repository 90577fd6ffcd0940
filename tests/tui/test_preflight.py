"""The dialogs of submitting and publishing show what stands, and each line goes to its place."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from redaksi.desk import Desk
from redaksi.domain.article import Stage
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.screens.bulk import BulkSubmitDialog
from redaksi.tui.screens.edit import EditScreen
from redaksi.tui.screens.moves import AssignDialog, PublishDialog, SubmitDialog
from redaksi.tui.widgets.open_points import OpenPoints

from .conftest import CHIEF
from .driving import draft, keys, on, said, shown, typed, until


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


async def mended(pilot: Pilot[Any], words: str) -> None:
    """Type `words` into the field that has the focus, save, and leave by one key."""
    await until(lambda: on(pilot, EditScreen))
    await typed(pilot, words)
    await keys(pilot, "ctrl+s")
    await until(lambda: "Saved as revision" in said(pilot))
    await keys(pilot, "escape")


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


async def test_colleagues_are_offered_for_the_review_before_oneself(
    desk_of: Callable[[str], Desk],
) -> None:
    desk = desk_of(CHIEF)
    draft(desk, "Panen", "Satu.")
    app = RedaksiApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(lambda: on(pilot, BoardScreen))
        await keys(pilot, "s")
        await until(lambda: on(pilot, SubmitDialog))
        offered = app.screen.query_one("#team-list", OptionList).options
        names = [one.id for one in offered]
        assert len(names) > 1
        assert names[-1] == desk.me.name


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
        await until(lambda: "dikirim" in shown(pilot))  # the proposal
        assert app.focused is screen.manuscript.body
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


async def test_leaving_the_place_brings_the_dialog_back_without_the_point_and_with_the_reviewer(
    desk: Desk,
) -> None:
    made = draft(desk, "Panen", "Satu.")
    app = RedaksiApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(lambda: on(pilot, BoardScreen))
        await keys(pilot, "s")
        await until(lambda: on(pilot, SubmitDialog))
        await typed(pilot, CHIEF[:3])
        await chosen(pilot, "The byline")
        await until(lambda: "Esc goes back to: Submit for review." in said(pilot))
        await mended(pilot, "Arif")
        await until(lambda: on(pilot, SubmitDialog) and "byline" not in shown(pilot))
        assert app.screen.query_one("#team-editor", Input).value == CHIEF
        assert isinstance(app.focused, OpenPoints), "Enter goes on mending"
        assert listed(pilot)[app.focused.highlighted or 0] == "· No due time is set."
        await keys(pilot, "escape")
        await until(lambda: on(pilot, BoardScreen))
        assert desk.reading.article(made.id).article.stage is Stage.DRAFT


async def test_tab_and_enter_go_to_the_first_point(desk: Desk) -> None:
    draft(desk, "Panen", "Satu.")
    app = RedaksiApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(lambda: on(pilot, BoardScreen))
        await keys(pilot, "s")
        await until(lambda: on(pilot, SubmitDialog))
        await keys(pilot, "tab", "down", "enter")
        await until(lambda: on(pilot, EditScreen))
        assert ((app.focused and app.focused.id) or "").endswith("byline")


async def test_a_place_left_without_mending_changes_nothing(desk: Desk) -> None:
    draft(desk, "Panen", "Satu.")
    app = RedaksiApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(lambda: on(pilot, BoardScreen))
        await keys(pilot, "s")
        await until(lambda: on(pilot, SubmitDialog))
        before = listed(pilot)
        await chosen(pilot, "The byline")
        await until(lambda: on(pilot, EditScreen))
        await keys(pilot, "escape")
        await until(lambda: on(pilot, SubmitDialog))
        await until(lambda: isinstance(app.focused, OpenPoints))
        assert listed(pilot) == before


async def test_what_blocked_a_publication_is_mended_and_the_text_is_published_from_the_same_dialog(
    desk: Desk, desk_of: Callable[[str], Desk]
) -> None:
    waiting = desk.moves.submit(draft(desk, "Panen", "Satu.").id)
    app = RedaksiApp(desk_of(CHIEF))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(lambda: on(pilot, BoardScreen))
        await app.open_article(waiting.id)
        await keys(pilot, "p")
        await until(lambda: on(pilot, PublishDialog))
        assert "Not ready to publish" in shown(pilot)
        await chosen(pilot, "No editor")
        await until(lambda: on(pilot, AssignDialog))
        await typed(pilot, CHIEF)
        await keys(pilot, "enter")
        await until(lambda: on(pilot, PublishDialog) and "Not ready" not in shown(pilot))
        await keys(pilot, "ctrl+s")
        await until(lambda: desk.reading.article(waiting.id).article.stage is Stage.PUBLISHED)
        await until(lambda: "Published. o opens a new draft over it." in said(pilot))


async def test_an_override_typed_before_the_way_to_the_place_is_there_after_it(
    desk: Desk,
) -> None:
    waiting = desk.moves.submit(draft(desk, "Panen", "Satu.").id, CHIEF)
    app = RedaksiApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(lambda: on(pilot, BoardScreen))
        await app.open_article(waiting.id)
        await keys(pilot, "p")
        await until(lambda: on(pilot, PublishDialog))
        await typed(pilot, "Berita genting.")
        await chosen(pilot, "The byline")
        await mended(pilot, "Arif")
        await until(lambda: on(pilot, PublishDialog) and "byline" not in shown(pilot))
        assert app.screen.query_one("#override", Input).value == "Berita genting."
        await keys(pilot, "ctrl+s")
        await until(lambda: desk.reading.article(waiting.id).article.stage is Stage.PUBLISHED)
        assert desk.reading.article(waiting.id).article.sign_offs[-1].override == "Berita genting."


async def test_what_somebody_else_changed_on_the_way_is_told(
    desk: Desk, desk_of: Callable[[str], Desk]
) -> None:
    made = draft(desk, "Panen", "Satu.")
    app = RedaksiApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(lambda: on(pilot, BoardScreen))
        await keys(pilot, "s")
        await until(lambda: on(pilot, SubmitDialog))
        await chosen(pilot, "No due time")
        await until(lambda: on(pilot, EditScreen))
        desk_of(CHIEF).copy.set(made.id, {"byline": "Arif"})
        await keys(pilot, "escape")
        await until(lambda: f"{CHIEF} changed the article meanwhile." in shown(pilot))


async def test_submitting_together_tells_what_stands_at_each_article_before_they_go(
    desk: Desk,
) -> None:
    draft(desk, "Panen", "Satu.", byline="Arif")
    draft(desk, "Tanam", "Dua.")
    app = RedaksiApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(lambda: on(pilot, BoardScreen))
        await keys(pilot, "asterisk", "s")
        await until(lambda: on(pilot, BulkSubmitDialog))
        await until(lambda: "Something stands at 2 of 2" in shown(pilot))
        points = app.screen.query_one(OpenPoints)
        lines = listed(pilot)
        assert {"Panen", "Tanam"} <= set(lines)
        assert lines.count("· No editor is assigned to the review.") == 2
        assert lines.count("· The byline is missing.") == 1
        await chosen(pilot, "The byline")
        await mended(pilot, "Arif")
        await until(lambda: on(pilot, BulkSubmitDialog))
        await until(lambda: "· The byline is missing." not in listed(pilot))
        assert app.screen.query_one(OpenPoints) is points
        await keys(pilot, "ctrl+s")
        await until(lambda: on(pilot, BoardScreen))
        assert {row.stage for row in desk.reading.rows()} == {Stage.REVIEW}
