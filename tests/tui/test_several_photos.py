"""All photos of an article in the form: shown, edited, added, put in order, taken out."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from redaksi.desk import Desk
from redaksi.desk.photos import place_of
from redaksi.domain.article import Dossier, Photo
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens.dialog import Question
from redaksi.tui.screens.edit import EditScreen
from redaksi.tui.widgets.photo_field import SOON
from redaksi.tui.widgets.photo_fields import PhotoFields
from redaksi.tui.widgets.photo_preview import MOST, PhotoPreview
from tests.pictures.pieces import photo, xmp

from .driving import draft, keys, on, pasted, said, seen, shown, typed, until

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)])


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Three pictures of different sizes, with captions."""
    paths = [tmp_path / f"rob {number}.jpg" for number in (1, 2, 3)]
    for number, path in enumerate(paths, start=1):
        path.write_bytes(photo(100 * number, 100, words=xmp(f"Foto {number}", "Budi")))
    return paths


@pytest.fixture
def dossier(desk: Desk, files: list[Path]) -> Dossier:
    """A draft with the first two pictures."""
    made = draft(desk, "Panen", "Satu.")
    return desk.photos.attach(made.id, [desk.photos.find(path) for path in files[:2]])


def stored(desk: Desk, dossier: Dossier) -> list[tuple[str, str]]:
    """File and caption of each photo that is stored."""
    photos = desk.reading.article(dossier.id).article.text.photos
    names = {desk._context.store.attachment(one.attachment): one.file for one in photos}
    assert len(names) == len(photos), "each photo has a picture of its own"
    return [(one.file, one.caption) for one in photos]


def focused(pilot: Pilot[Any], name: str) -> Any:
    """Put the focus on the field called `name`."""
    field = pilot.app.screen.query_one(f"#field-{name}")
    pilot.app.screen.set_focus(field)
    return field


def state(pilot: Pilot[Any]) -> str:
    """Whether all is saved, as the title says."""
    return "not saved" if "● not saved" in shown(pilot) else "saved"


@SIZES
async def test_every_photo_is_shown_and_edited(
    app: RedaksiApp, desk: Desk, dossier: Dossier, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await keys(pilot, "f")
        assert state(pilot) == "saved"
        files = [one.value for one in app.screen.query("PhotoField").results(Input)]
        assert files == ["rob 1.jpg", "rob 2.jpg"]
        [*app.screen.query(".photo-heading")][1].scroll_visible(animate=False)
        await pilot.pause()
        assert "Photo 2 of 2" in shown(pilot)
        focused(pilot, "photo-2-caption")
        await keys(pilot, "end")
        await typed(pilot, ", Senin")
        focused(pilot, "photo-2-alt")
        await typed(pilot, "Air")
        second = [*app.screen.query(PhotoPreview)][1]
        second.scroll_visible(animate=False)
        await until(lambda: "200 × 100" in str(second.render()))
        assert state(pilot) == "not saved"
        await keys(pilot, "ctrl+s")
        assert state(pilot) == "saved"
    assert stored(desk, dossier) == [("rob 1.jpg", "Foto 1"), ("rob 2.jpg", "Foto 2, Senin")]
    assert desk.reading.article(dossier.id).article.text.photos[1].alt == "Air"


@SIZES
async def test_another_photo_is_added_by_a_key_and_its_path(
    app: RedaksiApp, desk: Desk, dossier: Dossier, files: list[Path], size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await keys(pilot, "e", "f12")
        await typed(pilot, str(files[2]))
        caption = app.screen.query_one("#field-photo-3-caption", TextArea)
        await until(lambda: caption.text == "Foto 3")
        remark = "#field-photo-3-caption-remark"
        await until(lambda: app.screen.query(remark))
        assert seen(pilot, remark) == "→ from the file: check it"
        await keys(pilot, "ctrl+s")
        await until(lambda: len(stored(desk, dossier)) == 3)
        await pilot.pause()
        assert not app.screen.query_one(remark).display, "it was looked at"
        assert state(pilot) == "saved"
        await keys(pilot, "f12", "ctrl+s")
        assert state(pilot) == "saved", "empty fields are no photo"
    assert stored(desk, dossier)[2] == ("rob 3.jpg", "Foto 3")


async def test_photos_change_their_order_with_their_pictures(
    app: RedaksiApp, desk: Desk, dossier: Dossier
) -> None:
    async with app.run_test() as pilot:
        await keys(pilot, "f")
        caption = focused(pilot, "photo-2-caption")
        await typed(pilot, "Awal: ")
        await keys(pilot, "alt+up")
        assert app.screen.focused is caption
        assert state(pilot) == "not saved"
        await keys(pilot, "alt+up")
        assert "This is the first photo." in said(pilot)
        await keys(pilot, "ctrl+s")
        assert state(pilot) == "saved"
        assert stored(desk, dossier) == [("rob 2.jpg", "Awal: Foto 2"), ("rob 1.jpg", "Foto 1")]
        await keys(pilot, "alt+down", "ctrl+s")
    assert stored(desk, dossier) == [("rob 1.jpg", "Foto 1"), ("rob 2.jpg", "Awal: Foto 2")]


async def test_a_photo_is_taken_out_by_the_save_and_brought_back_before_it(
    app: RedaksiApp, desk: Desk, dossier: Dossier
) -> None:
    async with app.run_test() as pilot:
        await keys(pilot, "f")
        focused(pilot, "photo-credit")
        await keys(pilot, "ctrl+b")
        assert "The save takes rob 1.jpg out. ^b brings it back." in shown(pilot)
        assert state(pilot) == "not saved"
        await keys(pilot, "ctrl+b")
        assert state(pilot) == "saved"
        assert app.screen.focused is app.screen.query_one("#field-photo-file")
        await keys(pilot, "ctrl+b", "ctrl+s")
        assert stored(desk, dossier) == [("rob 2.jpg", "Foto 2")]
        assert state(pilot) == "saved"
        assert len(app.screen.query(PhotoFields)) == 1
        focused(pilot, "photo-2-credit")
        await keys(pilot, "ctrl+b", "ctrl+s")
        assert stored(desk, dossier) == []
        assert state(pilot) == "saved"
        assert len(app.screen.query(PhotoFields)) == 1, "empty fields for the next one"


async def test_keys_of_photos_say_where_they_work(app: RedaksiApp, dossier: Dossier) -> None:
    async with app.run_test() as pilot:
        await keys(pilot, "e", "ctrl+b")
        assert "The cursor is on no photo." in said(pilot)
        assert state(pilot) == "saved"


async def test_pictures_that_are_dropped_together_are_photos_of_their_own(
    app: RedaksiApp, desk: Desk, dossier: Dossier, files: list[Path], tmp_path: Path
) -> None:
    other = tmp_path / "rob 4.jpg"
    other.write_bytes(photo(50, 50))
    async with app.run_test() as pilot:
        await keys(pilot, "f")
        focused(pilot, "deck")
        await pasted(pilot, f"'{files[2]}' '{other}'")
        await until(lambda: len(app.screen.query("#field-photo-4-file")))
        await keys(pilot, "ctrl+s")
        await until(lambda: len(stored(desk, dossier)) == 4)
        assert app.screen.query_one("#field-deck", Input).value == ""
    assert [name for name, _caption in stored(desk, dossier)] == [
        *("rob 1.jpg", "rob 2.jpg", "rob 3.jpg", "rob 4.jpg")
    ]


async def test_a_picture_dropped_on_the_words_of_a_photo_leaves_that_picture(
    app: RedaksiApp, desk: Desk, dossier: Dossier, files: list[Path]
) -> None:
    async with app.run_test() as pilot:
        await keys(pilot, "f")
        focused(pilot, "photo-caption")
        await pasted(pilot, str(files[2]))
        await until(lambda: len(app.screen.query("#field-photo-3-file")))
        focused(pilot, "photo-2-file")
        replacement = files[2].with_name("ganti.jpg")
        replacement.write_bytes(photo(60, 60))
        await pasted(pilot, str(replacement))
        await keys(pilot, "ctrl+s")
        await until(lambda: len(stored(desk, dossier)) == 3)
    assert [name for name, _caption in stored(desk, dossier)] == [
        *("rob 1.jpg", "ganti.jpg", "rob 3.jpg")
    ]


async def test_a_path_that_is_not_taken_stays_with_its_photo_and_the_rest_is_saved(
    app: RedaksiApp, desk: Desk, dossier: Dossier, tmp_path: Path
) -> None:
    async with app.run_test() as pilot:
        await keys(pilot, "f")
        focused(pilot, "photo-caption")
        await typed(pilot, "Baru: ")
        await keys(pilot, "f12")
        await typed(pilot, f"{tmp_path}/tidak.jpg")
        await keys(pilot, "ctrl+s")
        remark = "#field-photo-3-file-remark"
        await until(lambda: seen(pilot, remark).startswith("! There is no"))
        third = app.screen.query_one("#field-photo-3-file", Input)
        assert app.screen.focused is third
        assert third.value == f"{tmp_path}/tidak.jpg"
        assert state(pilot) == "not saved"
        assert stored(desk, dossier) == [("rob 1.jpg", "Baru: Foto 1"), ("rob 2.jpg", "Foto 2")]
        await keys(pilot, "ctrl+b", "ctrl+s")
        assert state(pilot) == "saved"


async def test_order_and_words_survive_a_crash_with_their_pictures(
    app: RedaksiApp, desk: Desk, dossier: Dossier, files: list[Path]
) -> None:
    async with app.run_test() as pilot:
        await keys(pilot, "f")
        focused(pilot, "photo-2-caption")
        await keys(pilot, "alt+up")
        await typed(pilot, "Awal: ")
        await pasted(pilot, str(files[2]))
        await until(lambda: len(app.screen.query("#field-photo-3-file")))
        await pilot.pause()
    assert stored(desk, dossier) == [("rob 1.jpg", "Foto 1"), ("rob 2.jpg", "Foto 2")]
    later = RedaksiApp(desk)
    async with later.run_test() as pilot:
        await until(lambda: on(pilot, Question))
        await keys(pilot, "enter")
        await until(lambda: on(pilot, EditScreen))
        assert state(pilot) == "not saved"
        await keys(pilot, "ctrl+s")
        await until(lambda: len(stored(desk, dossier)) == 3)
    assert stored(desk, dossier) == [
        *(("rob 2.jpg", "Awal: Foto 2"), ("rob 1.jpg", "Foto 1"), ("rob 3.jpg", "Foto 3"))
    ]


async def test_a_damaged_recovery_of_photos_changes_none(
    app: RedaksiApp, desk: Desk, dossier: Dossier
) -> None:
    async with app.run_test() as pilot:
        await app.push_screen(EditScreen(dossier, "particulars", fields={"photos": "[{"}))
        await pilot.pause()
        assert state(pilot) == "saved"
        assert stored(desk, dossier) == [("rob 1.jpg", "Foto 1"), ("rob 2.jpg", "Foto 2")]


async def test_an_open_point_of_a_later_photo_leads_to_its_field(
    app: RedaksiApp, desk: Desk, dossier: Dossier
) -> None:
    desk.photos.describe(dossier.id, 1, {"alt": "Air"})
    async with app.run_test() as pilot:
        await app.push_screen(
            EditScreen(desk.reading.article(dossier.id), "particulars", field="photo.2.alt")
        )
        await pilot.pause()
        assert app.screen.focused is app.screen.query_one("#field-photo-2-alt")


@SIZES
async def test_the_empty_fields_of_another_photo_come_into_view(
    app: RedaksiApp, desk: Desk, dossier: Dossier, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await app.push_screen(EditScreen(dossier, "particulars"))
        await until(lambda: bool(app.screen.query(PhotoPreview)))
        focused(pilot, "photo-2-file")
        second = [*app.screen.query(PhotoPreview)][1]
        await until(lambda: "200 × 100" in str(second.render()))
        await keys(pilot, "f12")
        await until(lambda: "Photo 3 of 3" in shown(pilot) and "a path: type" in shown(pilot))
        assert app.screen.focused is app.screen.query_one("#field-photo-3-file", Input)


@SIZES
async def test_the_field_with_the_cursor_stays_in_view_when_a_picture_above_comes(
    app: RedaksiApp, desk: Desk, dossier: Dossier, files: list[Path], size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await app.push_screen(EditScreen(dossier, "particulars"))
        await keys(pilot, "f12")
        third = app.screen.query_one("#field-photo-3-file", Input)
        for one in [*app.screen.query(PhotoPreview)][:2]:
            one.update("")  # as before it was looked at
        await pilot.pause()
        found = desk.photos.find(files[2], MOST)
        for one in [*app.screen.query(PhotoPreview)][:2]:
            one.show(found.facts, found.sha256)
        await pilot.pause()
        await until(lambda: third.placeholder[:12] in shown(pilot))
        assert app.screen.focused is third


@pytest.mark.parametrize("take", ["tab", "right"])
async def test_a_credit_is_completed_from_those_of_other_photos(
    app: RedaksiApp, desk: Desk, take: str
) -> None:
    for credit in ("Antara/Budi", "Antara/Budi", "Antara/Ani"):
        draft(desk, "Lain", "Satu.", photos=(Photo(caption="A", credit=credit),))
    dossier = draft(desk, "Panen", "Satu.", photos=(Photo(caption="A"),))
    async with app.run_test() as pilot:
        await app.push_screen(EditScreen(dossier, "particulars"))
        credit_field = focused(pilot, "photo-credit")
        await typed(pilot, "Ant")
        await until(lambda: credit_field.suggestion == "ara/Budi")
        await keys(pilot, take)
        assert credit_field.text == "Antara/Budi"
        assert app.screen.focused is credit_field
        await keys(pilot, "tab")
        assert app.screen.focused is app.screen.query_one("#field-photo-alt")
        await keys(pilot, "ctrl+s")
    assert desk.reading.article(dossier.id).article.text.photos[0].credit == "Antara/Budi"


async def test_a_path_that_a_colleague_stored_is_never_read(
    app: RedaksiApp, desk: Desk, files: list[Path]
) -> None:
    theirs = Photo(file=str(files[2]), caption="Milik kolega")
    dossier = draft(desk, "Panen", "Satu.", photos=(theirs,))
    async with app.run_test() as pilot:
        await keys(pilot, "f")
        other = files[1]
        desk.copy.set(dossier.id, {"photo.file": str(other)})  # while the form is open
        focused(pilot, "deck")
        await typed(pilot, "Dek")
        await keys(pilot, "ctrl+s")
        field = app.screen.query_one("#field-photo-file", Input)
        await until(lambda: field.value == str(other))
        await keys(pilot, "tab")
        await typed(pilot, "Dek")
        await pilot.pause(2 * SOON)
        await keys(pilot, "ctrl+s")
        assert state(pilot) == "saved"
        text = desk.reading.article(dossier.id).article.text
        assert (text.deck, text.photos[0].attachment) == ("Dek", "")
        focused(pilot, "photo-file")
        await pasted(pilot, str(other))  # whoever gives the path means the file
        await keys(pilot, "ctrl+s")
        await until(lambda: stored(desk, dossier) == [("rob 2.jpg", "Milik kolega")])


def test_a_photo_without_a_picture_takes_the_next_one() -> None:
    waiting = (
        Photo(url="https://contoh.example/a.jpg"),
        Photo(file="rob.jpg"),
        Photo(caption="A"),
    )
    assert place_of(waiting, "rob.jpg") == 1
    assert place_of(waiting, "lain.jpg") == 2
    assert place_of(waiting[:2], "lain.jpg") is None
