"""Photos in the form: dropped, looked at, attached by the save, refused in a sentence."""

import asyncio
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.color import Color
from textual.pilot import Pilot
from textual.style import Style
from textual.widgets import Input, TextArea

from redaksi.desk import Desk
from redaksi.desk.photos import FoundPhoto, PhotoVerbs
from redaksi.domain.article import Dossier, Photo
from redaksi.errors import StorageError
from redaksi.pictures.exchange import Thumbnail
from redaksi.store.files import FileStore
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens.edit import EditScreen
from redaksi.tui.widgets import photo_field
from redaksi.tui.widgets.photo_field import PhotoField
from redaksi.tui.widgets.photo_preview import PhotoPreview, half_cells
from tests.pictures.pieces import photo, png, xmp

from .conftest import CHIEF
from .driving import draft, keys, pasted, seen, shown, typed, until

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)])
CAPTION = "Warga menyeberangi Jalan Raya Porong yang tergenang banjir rob sejak Senin dini hari."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "Foto Banjir" / "rob 1.jpg"
    path.parent.mkdir()
    path.write_bytes(photo(words=xmp(CAPTION, "Budi", "Antara", "Warga di air setinggi lutut")))
    return path


def value(pilot: Pilot[Any], name: str) -> str:
    """The content of the field of the photo called `name`."""
    field = pilot.app.screen.query_one(f"#field-photo-{name}")
    assert isinstance(field, Input | TextArea)
    return field.value if isinstance(field, Input) else field.text


def first_photo(desk: Desk, dossier: Dossier) -> Photo:
    return desk.reading.article(dossier.id).article.text.photos[0]


async def dropped(pilot: Pilot[Any], path: str) -> None:
    """Drop a file on the focused field, and wait until its picture was looked at."""
    await pasted(pilot, path)
    field = pilot.app.screen.query_one(PhotoField)
    await until(lambda: field.picture or "→ There" in shown(pilot) or "→ rob" in shown(pilot))
    await pilot.pause()


@SIZES
@pytest.mark.parametrize(
    "where", ["field-deck", "field-due", "field-photo-caption", "field-photo-file"]
)
async def test_a_dropped_picture_is_shown_its_words_are_offered_and_the_save_attaches_it(
    app: RedaksiApp, desk: Desk, file: Path, size: tuple[int, int], where: str
) -> None:
    dossier = draft(desk, "Panen", "Satu.")
    async with app.run_test(size=size) as pilot:
        await keys(pilot, "f")
        app.screen.set_focus(app.screen.query_one(f"#{where}"))
        await dropped(pilot, str(file).replace(" ", "\\ "))
        assert app.screen.query_one("#field-deck", Input).value == ""
        assert (value(pilot, "caption"), value(pilot, "credit")) == (CAPTION, "Budi/Antara")
        assert value(pilot, "alt") == "Warga di air setinggi lutut"
        await until(lambda: "Budi/Antara" in shown(pilot))  # the words to be checked are in sight
        app.screen.query_one(PhotoPreview).scroll_visible(animate=False)
        await pilot.pause()
        assert "JPEG · 400 × 300 · " in shown(pilot)
        assert "▀" in shown(pilot)
        assert seen(pilot, "#field-photo-credit-remark") == "→ from the file: check it"
        app.screen.set_focus(app.screen.query_one("#field-photo-credit"))
        await typed(pilot, "!")
        assert not app.screen.query_one("#field-photo-credit-remark").display
        assert value(pilot, "credit") == "!", "what is typed takes the place of the offer"
        await keys(pilot, "ctrl+z")
        assert value(pilot, "credit") == "Budi/Antara"
        assert not desk.reading.article(dossier.id).article.text.photos
        await keys(pilot, "ctrl+s")
        assert value(pilot, "file") == "rob 1.jpg"
        assert not desk.reading.article(dossier.id).article.text.photos[1:]
        screen = app.screen
        assert isinstance(screen, EditScreen)
        assert not screen.unsaved
    one = first_photo(desk, dossier)
    assert (one.caption, one.credit, one.file) == (CAPTION, "Budi/Antara", "rob 1.jpg")
    assert desk._context.store.attachment(one.attachment) == file.read_bytes()


async def test_words_that_are_there_stay(app: RedaksiApp, desk: Desk, file: Path) -> None:
    draft(desk, "Panen", "Satu.", photos=(Photo(caption="Milik kami"),))
    async with app.run_test() as pilot:
        await keys(pilot, "f")
        await dropped(pilot, f"'{file}'")
        assert (value(pilot, "caption"), value(pilot, "credit")) == ("Milik kami", "Budi/Antara")


async def test_a_typed_path_is_looked_at_by_the_save_that_follows_at_once(
    app: RedaksiApp, desk: Desk, file: Path
) -> None:
    dossier = draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await keys(pilot, "f")
        field = app.screen.query_one(PhotoField)
        field.value = f"{file}"
        await keys(pilot, "ctrl+s")
        await until(lambda: field.value == "rob 1.jpg")
    assert first_photo(desk, dossier).attachment
    assert first_photo(desk, dossier).caption == CAPTION


async def test_a_picture_that_takes_long_blocks_nothing(
    app: RedaksiApp, desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, find = Event(), PhotoVerbs.find

    def slow(verbs: PhotoVerbs, path: Path, thumbnail: tuple[int, int]) -> FoundPhoto:
        assert go_on.wait(60)
        return find(verbs, path, thumbnail)

    monkeypatch.setattr(PhotoVerbs, "find", slow)
    dossier = draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await keys(pilot, "f")
        await pasted(pilot, str(file))
        await keys(pilot, "ctrl+s", "f3")
        await typed(pilot, "Kata ")
        assert "Kata Satu." in shown(pilot)
        assert not desk.reading.article(dossier.id).article.text.photos
        go_on.set()
        await until(lambda: desk.reading.article(dossier.id).article.text.photos)
    text = desk.reading.article(dossier.id).article.text
    assert text.photos[0].caption == CAPTION
    assert text.body == ("Kata Satu.",)


def bad(folder: Path) -> dict[str, tuple[Path, str]]:
    """Files that are no photos, and the sentence about each."""
    paths = {name: folder / f"{name}.jpg" for name in ("none", "text", "bomb", "huge", "pipe")}
    paths["text"].write_text("bukan gambar")
    paths["bomb"].write_bytes(png(20_000, 20_000, bytes(1000)))
    with paths["huge"].open("wb") as huge:
        huge.truncate(200 << 20)
    os.mkfifo(paths["pipe"])
    sentences = {
        "none": "There is no",
        "text": "no picture",
        "bomb": "100 million pixels",
        "huge": "it has more than 32 MB",
        "pipe": "is no regular file",
    }
    return {name: (paths[name], sentences[name]) for name in paths}


@pytest.mark.parametrize("kind", ["none", "text", "bomb", "huge", "pipe"])
async def test_what_is_no_photo_is_told_and_everything_else_is_saved(
    app: RedaksiApp, desk: Desk, tmp_path: Path, kind: str
) -> None:
    path, sentence = bad(tmp_path)[kind]
    dossier = draft(desk, "Panen", "Satu.")
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "f")
        await typed(pilot, "Surut")
        await pasted(pilot, str(path))
        remark = "#field-photo-file-remark"
        await until(lambda: sentence in seen(pilot, remark))
        assert seen(pilot, remark).startswith("→ ")
        await keys(pilot, "ctrl+s")
        await until(lambda: seen(pilot, remark).startswith("! "))
        assert sentence in seen(pilot, remark)
        field = app.screen.query_one(PhotoField)
        assert app.screen.focused is field
        assert field.value == str(path)
        await until(lambda: sentence[:9] in shown(pilot))
        assert field.region.height, "the field is seen with its reason"
        assert "photo file" in shown(pilot)
    text = desk.reading.article(dossier.id).article.text
    assert (text.deck, text.photos) == ("Surut", ())
    assert not desk._context.store.attachments()


async def test_the_same_picture_twice_is_refused_at_the_field(
    app: RedaksiApp, desk: Desk, file: Path
) -> None:
    dossier = draft(desk, "Panen", "Satu.", photos=(Photo(caption="Satu"),))
    desk.photos.add(dossier.id, file, {})
    async with app.run_test() as pilot:
        await keys(pilot, "f")
        await dropped(pilot, str(file))
        await keys(pilot, "ctrl+s")
        await until(lambda: "as photo 2" in seen(pilot, "#field-photo-file-remark"))
    assert first_photo(desk, dossier).attachment == ""


async def test_a_full_disk_keeps_the_path_typed(
    app: RedaksiApp, desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_verbs: PhotoVerbs, _found: object) -> None:
        raise StorageError("The disk is full.")

    monkeypatch.setattr(PhotoVerbs, "keep", full)
    dossier = draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await keys(pilot, "f")
        await dropped(pilot, str(file))
        await keys(pilot, "ctrl+s")
        await until(lambda: "The disk is full." in shown(pilot))
        assert value(pilot, "file") == str(file)
        assert "● not saved" in shown(pilot)
    assert not desk.reading.article(dossier.id).article.text.photos


async def test_a_stored_picture_is_shown_and_a_lost_one_told(
    app: RedaksiApp, desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = draft(desk, "Panen", "Satu.")
    desk.photos.add(dossier.id, file, {})
    async with app.run_test() as pilot:
        await keys(pilot, "f")
        await until(lambda: "400 × 300" in seen(pilot, "PhotoPreview"))
        await keys(pilot, "escape")
        monkeypatch.setattr(FileStore, "attachment", _lost)
        await keys(pilot, "f")
        await until(lambda: "It is lost." in seen(pilot, "PhotoPreview"))


def _lost(_store: FileStore, _sha256: str) -> bytes:
    raise StorageError("It is lost.")


async def test_clearing_the_file_takes_the_picture_out_and_leaves_the_words(
    app: RedaksiApp, desk: Desk, file: Path
) -> None:
    dossier = draft(desk, "Panen", "Satu.")
    desk.photos.add(dossier.id, file, {})
    async with app.run_test() as pilot:
        await keys(pilot, "f")
        app.screen.query_one(PhotoField).value = ""
        await keys(pilot, "ctrl+s")
    one = first_photo(desk, dossier)
    assert (one.caption, one.file, one.attachment) == (CAPTION, "", "")


@pytest.mark.parametrize("is_open", [False, True])
async def test_a_path_that_a_colleague_wrote_is_not_read_from_ones_own_machine(
    app: RedaksiApp,
    desk: Desk,
    desk_of: Callable[[str], Desk],
    room: Path,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    is_open: bool,
) -> None:
    monkeypatch.setattr(photo_field, "SOON", 0.01)
    dossier = draft(desk, "Panen", "Satu.")
    written = {"photo.file": str(file)}
    if not is_open:
        desk_of(CHIEF).copy.set(dossier.id, written)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "f")
        if is_open:
            desk_of(CHIEF).copy.set(dossier.id, written)
        for letter in "ab":
            before = version(desk, dossier)
            app.screen.set_focus(app.screen.query_one("#field-deck"))
            await typed(pilot, letter)
            await keys(pilot, "ctrl+s")
            await until(partial(is_beyond, before, desk, dossier))
            await until(lambda: value(pilot, "file") == str(file))
            await asyncio.sleep(0.1)  # long enough for a look that the field must not take
        assert app.screen.query_one(PhotoField).picture is None
        assert value(pilot, "caption") == ""
        assert not list(room.rglob("attachments/*/*"))
        field = app.screen.query_one(PhotoField)
        field.value = ""
        app.screen.set_focus(field)
        other = file.with_name("rob 2.jpg")
        other.write_bytes(file.read_bytes())
        await dropped(pilot, str(other).replace(" ", "\\ "))
        await keys(pilot, "ctrl+s")
        await until(lambda: list(room.rglob("attachments/*/*")))


def version(desk: Desk, dossier: Dossier) -> int:
    return desk.reading.article(dossier.id).version


def is_beyond(before: int, desk: Desk, dossier: Dossier) -> bool:
    return version(desk, dossier) > before


async def test_a_name_alone_says_that_it_brings_no_picture(app: RedaksiApp, desk: Desk) -> None:
    dossier = draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await keys(pilot, "f")
        app.screen.set_focus(app.screen.query_one(PhotoField))
        await typed(pilot, "rob.jpg")
        assert "A name alone brings no picture" in shown(pilot)
        await keys(pilot, "ctrl+s")
    assert first_photo(desk, dossier) == Photo(file="rob.jpg")


@SIZES
async def test_a_caption_wraps_and_grows_and_enter_goes_on(
    app: RedaksiApp, desk: Desk, size: tuple[int, int]
) -> None:
    dossier = draft(desk, "Panen", "Satu.")
    async with app.run_test(size=size) as pilot:
        await keys(pilot, "f")
        caption = app.screen.query_one("#field-photo-caption", TextArea)
        app.screen.set_focus(caption)
        assert caption.size.height == 1
        await pasted(pilot, f"{CAPTION}\nBaris kedua.")
        await pilot.pause()
        assert caption.size.height > 1
        assert CAPTION.rsplit(maxsplit=1)[-1] in shown(pilot)
        await keys(pilot, "enter")
        assert app.screen.focused is app.screen.query_one("#field-photo-credit")
        await typed(pilot, "Ani")
        await keys(pilot, "ctrl+z", "shift+tab", "ctrl+s")
    assert first_photo(desk, dossier).caption == f"{CAPTION} Baris kedua."
    assert first_photo(desk, dossier).credit == ""


def test_a_preview_has_two_pixels_in_a_character() -> None:
    red, blue, black = b"\xff\0\0", b"\0\0\xff", b"\0\0\0"
    made = half_cells(Thumbnail(2, 3, red + blue + blue + red + black + black))
    assert made.plain == "▀▀\n▀▀"
    styles = [span.style for span in made.spans if isinstance(span.style, Style)]
    assert [(one.foreground, one.background) for one in styles] == [
        (Color(255, 0, 0), Color(0, 0, 255)),
        (Color(0, 0, 255), Color(255, 0, 0)),
        (Color(0, 0, 0), None),
        (Color(0, 0, 0), None),
    ]
