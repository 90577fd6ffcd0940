"""Notes while one writes: beside the text or below it, answered and resolved without leaving."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from textual.widgets import TextArea

from redaksi.desk import Desk
from redaksi.domain.article import Dossier
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.screens.edit import EditScreen
from redaksi.tui.screens.noting import AnswerDialog, NoteDialog
from redaksi.tui.widgets.note_detail import NoteDetail
from redaksi.tui.widgets.notes_panel import NotesPanel

from .conftest import CHIEF
from .driving import draft, keys, on, said, shown, typed, until

Desks = Callable[[str], Desk]
SIZES = pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40)])
BODY = ("Air surut sejak pagi.", "Warga membersihkan rumah.", "Lurah berjanji pompa.")


@pytest.fixture
def noted(desk_of: Desks, desk: Desk) -> Dossier:
    """An article with a note on the second paragraph, one on the third, and one on the whole."""
    made = draft(desk, "Banjir", *BODY)
    chief = desk_of(CHIEF)
    ids = made.article.paragraph_ids
    chief.notes.add(made.id, "Warga desa mana?", ids[1], asks_change=True)
    chief.notes.add(made.id, "Kapan pompanya datang?", ids[2])
    return chief.notes.add(made.id, "Judul kurang tajam.")


def told(app: RedaksiApp) -> str:
    """The text of the note that the cursor is on, in the pane or in the strip."""
    panel = app.screen.query_one(NotesPanel)
    strip = app.screen.query_one("#note-here", NoteDetail)
    in_strip = str(strip.render()) if strip.has_class("-shown") else ""
    return in_strip or (panel.selected.text if panel.selected else "")


@SIZES
async def test_the_note_of_the_paragraph_of_the_cursor_is_shown(
    app: RedaksiApp, noted: Dossier, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await keys(pilot, "e", "ctrl+home")
        assert ("Warga desa" in shown(pilot)) is (size[0] >= 100)  # beside the text
        await keys(pilot, "down", "down")
        assert "Warga desa mana?" in told(app)
        assert "Warga desa" in shown(pilot)
        await keys(pilot, "down", "down")
        assert "Kapan pompanya datang?" in told(app)
        await keys(pilot, "ctrl+home")
        assert not app.screen.query_one("#note-here", NoteDetail).has_class("-shown")


@SIZES
async def test_a_note_is_answered_and_resolved_without_leaving_unsaved_text(
    app: RedaksiApp, desk: Desk, noted: Dossier, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await keys(pilot, "e", "ctrl+home", "down", "down", "end")
        await typed(pilot, " Belum disimpan.")
        await keys(pilot, "ctrl+n")
        await keys(pilot, "A")
        assert on(pilot, AnswerDialog)
        await typed(pilot, "Desa Kedung")
        await keys(pilot, "ctrl+s")
        await until(lambda: on(pilot, EditScreen))
        assert desk.reading.article(noted.id).notes[0].answers[0].text == "Desa Kedung"
        assert "changed this article" not in shown(pilot)
        await keys(pilot, "R")
        assert not desk.reading.article(noted.id).notes[0].is_open
        assert "Resolved" in said(pilot)
        await until(lambda: len(app.screen.query_one(NotesPanel).notes) == 2)
        await keys(pilot, "D")
        assert len(app.screen.query_one(NotesPanel).notes) == 3
        await keys(pilot, "escape")
        body = app.screen.query_one("#body", TextArea)
        assert app.focused is body
        assert "Belum disimpan." in body.text
        await keys(pilot, "ctrl+s")
        assert "Saved as revision 2." in said(pilot)
    stored = desk.reading.article(noted.id)
    assert stored.article.text.body[1] == "Warga membersihkan rumah. Belum disimpan."
    assert len(stored.notes[0].answers) == 1


async def test_a_note_is_written_on_the_paragraph_of_the_cursor(
    app: RedaksiApp, desk: Desk, noted: Dossier
) -> None:
    async with app.run_test() as pilot:
        await keys(pilot, "e", "ctrl+home", "ctrl+n", "N")
        assert on(pilot, NoteDialog)
        await typed(pilot, "Sejak jam berapa?")
        await keys(pilot, "ctrl+s")
        await until(lambda: on(pilot, EditScreen))
        await until(lambda: len(app.screen.query_one(NotesPanel).notes) == 4)
    stored = desk.reading.article(noted.id)
    assert stored.notes[-1].paragraph == stored.article.paragraph_ids[0]


async def test_notes_stay_with_their_paragraph_while_others_are_typed_above(
    app: RedaksiApp, noted: Dossier
) -> None:
    async with app.run_test() as pilot:
        await keys(pilot, "e", "ctrl+home")
        await typed(pilot, "Paragraf baru di atas.\n\n")
        await keys(pilot, "down", "down")
        assert "Warga desa mana?" in told(app)
        await keys(pilot, "ctrl+n", "G", "ctrl+n")  # the note on the last paragraph
        body = app.screen.query_one("#body", TextArea)
        assert app.focused is body
        assert body.document[body.cursor_location[0]] == BODY[2]


async def test_another_editor_s_note_arrives_while_one_writes(
    app: RedaksiApp, desk_of: Desks, noted: Dossier
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await keys(pilot, "e", "ctrl+home")
        await typed(pilot, "Baru. ")
        desk_of(CHIEF).notes.add(noted.id, "Satu lagi.")
        app.tell({noted.id})
        await until(lambda: "Satu lagi." in shown(pilot))
        assert "changed this article" not in shown(pilot)
        await keys(pilot, "ctrl+s")
        assert "Saved as revision 2." in said(pilot)


async def test_a_change_of_the_text_by_another_editor_is_still_told(
    app: RedaksiApp, desk_of: Desks, noted: Dossier
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await keys(pilot, "e")
        await typed(pilot, "Baru. ")
        desk_of(CHIEF).copy.edit(noted.id, lambda text: replace(text, body=(*text.body, "Akhir.")))
        app.tell({noted.id})
        await until(lambda: "changed this article" in shown(pilot))


async def test_wrong_keys_in_the_list_of_notes_say_why(app: RedaksiApp, desk: Desk) -> None:
    draft(desk, "Tanpa catatan", "Satu.")
    async with app.run_test() as pilot:
        await keys(pilot, "e", "ctrl+n", "R")
        assert "There is no note here." in said(pilot)
        await keys(pilot, "A", "j", "k", "D", "ctrl+n", "escape")
        assert on(pilot, BoardScreen)


@SIZES
async def test_the_particulars_are_shown_also_where_notes_are_open(
    app: RedaksiApp, noted: Dossier, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await keys(pilot, "f")
        assert app.focused
        assert app.focused.id == "field-deck"
        assert "dateline" in shown(pilot)


async def test_the_strip_below_the_text_goes_where_the_list_has_room_and_comes_back(
    app: RedaksiApp, noted: Dossier
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "e", "ctrl+home", "down", "down")
        strip = app.screen.query_one("#note-here", NoteDetail)
        assert strip.has_class("-shown")
        await pilot.resize_terminal(120, 40)
        await until(lambda: not strip.has_class("-shown"))
        await pilot.resize_terminal(80, 24)
        await until(lambda: strip.has_class("-shown"))


async def test_notes_of_others_arrive_with_a_text_that_others_changed(
    app: RedaksiApp, noted: Dossier, desk_of: Desks
) -> None:
    chief = desk_of(CHIEF)
    async with app.run_test(size=(120, 40)) as pilot:
        await keys(pilot, "e")
        assert len(app.screen.query_one(NotesPanel).notes) == 3
        chief.copy.edit(noted.id, lambda text: replace(text, deck="Lain"))
        chief.notes.add(noted.id, "Dan kapan surut?")
        app.tell({noted.id})
        await until(lambda: len(app.screen.query_one(NotesPanel).notes) == 4)
        await typed(pilot, "Kini ")
        await keys(pilot, "ctrl+s")
        await until(lambda: "merged" in said(pilot))
