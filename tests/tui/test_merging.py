"""Two desks edit one article: both texts are kept, and a person decides the conflicts.

All other changes are merged automatically.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import TextArea

from redaksi.desk import Desk
from redaksi.domain.article import Dossier, Text
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens.dialog import Question
from redaksi.tui.screens.edit import EditScreen
from redaksi.tui.screens.merging import MergeScreen
from redaksi.tui.widgets import command_bar
from redaksi.tui.widgets.conflict_view import ConflictView

from .conftest import CHIEF, Typist
from .driving import draft, keys, on, said, shown, typed, until


def theirs(desk: Desk, dossier: Dossier, **fields: object) -> Dossier:
    """Save `fields` at the desk of another person."""
    return desk.copy.edit(dossier.id, lambda text: replace(text, **fields))


@pytest.fixture
def other(desk_of: Callable[[str], Desk]) -> Desk:
    """The desk of another person."""
    return desk_of(CHIEF)


async def begun(pilot: Pilot[Any]) -> None:
    """Type at the beginning of the newest article."""
    await keys(pilot, "e")
    await typed(pilot, "Milikku. ")


async def test_each_place_is_decided_and_the_rest_merges(app: RedaksiApp, other: Desk) -> None:
    dossier = draft(other, "Panen", "Satu.", "Dua.", "Tiga.", tags=("padi",))
    async with app.run_test(size=(120, 40)) as pilot:
        await begun(pilot)
        app.screen.query_one("#headline").value = "Panen kita"  # type: ignore[attr-defined]
        theirs(
            other,
            dossier,
            headline="Panen raya",
            body=("Satu kali.", "Dua.", "Tiga kali."),
            deck="Dari Rina",
        )
        await keys(pilot, "ctrl+s")
        assert on(pilot, MergeScreen)
        assert "2 places to decide" in shown(pilot)
        assert "+Milikku. Satu." in shown(pilot)
        assert "Merged by itself" in shown(pilot)
        assert "+Dari Rina" in shown(pilot)
        await keys(pilot, "ctrl+s")
        assert "not decided yet" in said(pilot)
        assert other.reading.article(dossier.id).version == dossier.version + 1, (
            "nothing was saved"
        )
        await keys(pilot, "t", "m")
        assert "all decided" in shown(pilot)
        await keys(pilot, "ctrl+s")
        assert isinstance(app.screen, EditScreen)
        assert not app.screen.unsaved
        assert (
            app.screen.query_one("#body", TextArea).text == "Milikku. Satu.\n\nDua.\n\nTiga kali."
        )
    text = other.reading.article(dossier.id).article.text
    assert (text.headline, text.deck) == ("Panen raya", "Dari Rina")
    assert text.body == ("Milikku. Satu.", "Dua.", "Tiga kali.")


async def test_the_refusal_of_an_undecided_place_does_not_stay_in_the_editor(
    app: RedaksiApp, other: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command_bar, "SHORTEST", 600.0)  # nothing goes by itself
    dossier = draft(other, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await begun(pilot)
        theirs(other, dossier, body=("Satu kali.",))
        await keys(pilot, "ctrl+s", "ctrl+s")
        assert on(pilot, MergeScreen)
        assert "not decided yet" in said(pilot)
        await keys(pilot, "escape")
        assert on(pilot, EditScreen)
        await until(lambda: "not decided yet" not in said(pilot))


async def test_a_place_is_written_anew(app: RedaksiApp, other: Desk) -> None:
    dossier = draft(other, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await begun(pilot)
        theirs(other, dossier, body=("Satu kali.",))
        await keys(pilot, "ctrl+s", "e")
        app.screen.query_one(TextArea).text = "Milikku. Satu kali.\n\nLagi."
        await keys(pilot, "ctrl+s")
        assert "my wording" in shown(pilot)
        await keys(pilot, "ctrl+s")
    assert other.reading.article(dossier.id).article.text.body == ("Milikku. Satu kali.", "Lagi.")


async def test_a_save_while_one_decides_asks_again(app: RedaksiApp, other: Desk) -> None:
    dossier = draft(other, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await begun(pilot)
        theirs(other, dossier, body=("Satu kali.",))
        await keys(pilot, "ctrl+s", "m")
        theirs(other, dossier, body=("Satu kali lagi.",))
        await keys(pilot, "ctrl+s")
        assert on(pilot, MergeScreen)
        assert "Satu kali lagi" in shown(pilot).replace("+", "")
        await keys(pilot, "t", "ctrl+s")
        assert isinstance(app.screen, EditScreen)
    assert other.reading.article(dossier.id).article.text.body == ("Satu kali lagi.",)


async def test_what_was_changed_by_hand_meanwhile_is_told_and_not_overwritten(
    app: RedaksiApp, other: Desk, room: Path
) -> None:
    dossier = draft(other, "Panen", "Satu.")
    (file,) = room.glob(f"articles/*/{dossier.id}.json")
    async with app.run_test() as pilot:
        await begun(pilot)
        file.write_text(file.read_text().replace("Satu.", "Satu kali."))
        await until(lambda: "changed by hand" in shown(pilot))
        await keys(pilot, "ctrl+s")
        assert on(pilot, MergeScreen)
        assert "changed by hand" in shown(pilot)
        assert "+Milikku. Satu." in shown(pilot)
        await keys(pilot, "t", "ctrl+s")
        assert isinstance(app.screen, EditScreen)
        assert not app.screen.unsaved
    assert other.reading.article(dossier.id).article.text.body == ("Satu kali.",)


async def test_over_a_file_that_was_put_back_the_writer_decides_and_goes_on(
    app: RedaksiApp, other: Desk, room: Path
) -> None:
    dossier = draft(other, "Panen", "Satu.")
    (file,) = room.glob(f"articles/*/{dossier.id}.json")
    older = file.read_bytes()
    theirs(other, dossier, deck="Dari Rina")
    async with app.run_test() as pilot:
        await begun(pilot)
        file.write_bytes(older)
        await keys(pilot, "ctrl+s")
        assert on(pilot, MergeScreen)
        assert "put back to revision 1" in shown(pilot)
        await keys(pilot, "ctrl+s")
        assert isinstance(app.screen, EditScreen)
        assert not app.screen.unsaved
    text = other.reading.article(dossier.id).article.text
    assert (text.headline, text.deck, text.body) == ("Panen", "", ("Milikku. Satu.",))


async def test_across_a_move_it_goes_into_the_editor_unsaved(app: RedaksiApp, other: Desk) -> None:
    dossier = draft(other, "Panen", "Satu.", "Dua.")
    async with app.run_test(size=(120, 40)) as pilot:
        await begun(pilot)
        theirs(other, dossier, deck="Dari Rina")
        moved = other.moves.submit(dossier.id, CHIEF)
        await keys(pilot, "ctrl+s")
        await until(lambda: "The article moved, too" in shown(pilot))
        await keys(pilot, "c")
        assert "is kept in" in said(pilot)
        await keys(pilot, "ctrl+s")
        assert isinstance(app.screen, EditScreen)
        assert app.screen.unsaved
        assert other.reading.article(dossier.id).version == moved.version
        await keys(pilot, "ctrl+s")
    text = other.reading.article(dossier.id).article.text
    assert (text.deck, text.body) == ("Dari Rina", ("Milikku. Satu.", "Dua."))


async def test_going_back_loses_nothing(app: RedaksiApp, other: Desk) -> None:
    dossier = draft(other, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await begun(pilot)
        theirs(other, dossier, body=("Satu kali.",))
        await keys(pilot, "ctrl+s", "t", "escape")
        assert isinstance(app.screen, EditScreen)
        assert app.screen.query_one("#body", TextArea).text == "Milikku. Satu."
        assert app.screen.unsaved


async def test_photos_and_stories_are_taken_from_one_side(
    app: RedaksiApp, desk: Desk, other: Desk
) -> None:
    dossier = draft(desk, "Panen", "Satu.", tags=("padi",))
    async with app.run_test(size=(120, 40)) as pilot:
        await keys(pilot, "f")
        app.screen.query_one("#field-tags").value = "padi, sawah"  # type: ignore[attr-defined]
        app.screen.query_one("#field-photo-caption").value = "Petani"  # type: ignore[attr-defined]
        other.copy.set(dossier.id, {"tags": "panen", "photo.caption": "Sawah"})
        await keys(pilot, "ctrl+s")
        assert len(app.screen.query(ConflictView)) == 2
        assert "Sawah" in shown(pilot)
        await keys(pilot, "m", "e")
        assert "taken from one of you" in said(pilot)
        await keys(pilot, "t", "ctrl+s")
    text: Text = other.reading.article(dossier.id).article.text
    assert text.tags == ("padi", "sawah")
    assert [photo.caption for photo in text.photos] == ["Sawah"]


async def test_who_types_on_behind_a_save_decides_nothing_and_keeps_every_letter(
    app: RedaksiApp, other: Desk, typist: Typist
) -> None:
    dossier = draft(other, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await begun(pilot)
        theirs(other, dossier, body=("Satu kali.",))
        typist.typing = True
        await keys(pilot, "ctrl+s", "m", "t")
        assert on(pilot, EditScreen)
        typist.typing = False
        await until(lambda: on(pilot, MergeScreen) and "mtSatu." in shown(pilot))
        assert "1 place to decide" in shown(pilot)


async def test_who_leaves_behind_a_save_is_asked_about_the_text_and_not_about_the_merge(
    app: RedaksiApp, other: Desk, typist: Typist
) -> None:
    dossier = draft(other, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await begun(pilot)
        theirs(other, dossier, body=("Satu kali.",))
        typist.typing = True
        await keys(pilot, "ctrl+s", "escape")
        assert on(pilot, Question)
        waiting = [one for one in app.workers if one.group == "conflict"]
        typist.typing = False
        await until(lambda: waiting and all(one.is_finished for one in waiting))
        assert on(pilot, Question)
        await keys(pilot, "enter")
        await until(lambda: on(pilot, MergeScreen))
