"""Pictures that are dropped on the text, the reading view and the board become photos."""

from pathlib import Path

import pytest
from textual.widgets import Input

from redaksi.desk import Desk
from redaksi.domain.article import Dossier, Photo
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens.article import ArticleScreen
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.screens.dialog import Question
from redaksi.tui.screens.edit import EditScreen
from redaksi.tui.screens.importing import ImportDialog
from redaksi.tui.screens.new import NewDialog
from redaksi.tui.widgets.body_editor import BodyEditor
from tests.pictures.pieces import photo, xmp

from .driving import draft, keys, on, pasted, said, shown, typed, until


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two pictures, the first with words of its own."""
    paths = [tmp_path / "Foto Banjir" / "rob 1.jpg", tmp_path / "Foto Banjir" / "rob 2.jpg"]
    paths[0].parent.mkdir()
    paths[0].write_bytes(photo(words=xmp("Warga di air", "Budi", "Antara", "Air setinggi lutut")))
    paths[1].write_bytes(photo(200, 100))
    return paths


def escaped(*paths: Path) -> str:
    """The `paths` as a terminal pastes them."""
    return " ".join(str(path).replace(" ", "\\ ") for path in paths)


def photos(desk: Desk, dossier: Dossier) -> list[tuple[str, str]]:
    """The file and the caption of each photo that is stored."""
    stored = desk.reading.article(dossier.id).article.text.photos
    assert all(one.attachment for one in stored)
    return [(one.file, one.caption) for one in stored]


@pytest.mark.parametrize("where", ["headline", "body"])
async def test_a_picture_dropped_on_the_text_is_a_photo_of_the_next_save(
    app: RedaksiApp, desk: Desk, files: list[Path], where: str
) -> None:
    dossier = draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await keys(pilot, "e")
        focused = app.screen.query_one(f"#{where}")
        app.screen.set_focus(focused)
        await pasted(pilot, escaped(files[0]))
        await until(lambda: "rob 1.jpg is photo 1." in said(pilot))
        assert "^s keeps it; F3 shows it, ^b there takes it out." in said(pilot)
        assert app.screen.focused is focused
        assert app.screen.query_one("#headline", Input).value == "Panen"
        assert app.screen.query_one(BodyEditor).text == "Satu."
        assert not desk.reading.article(dossier.id).article.text.photos
        await keys(pilot, "ctrl+s")
        await until(lambda: photos(desk, dossier))
    assert photos(desk, dossier) == [("rob 1.jpg", "Warga di air")]


async def test_a_path_of_no_picture_on_the_text_is_text(
    app: RedaksiApp, desk: Desk, tmp_path: Path
) -> None:
    draft(desk, "Panen")
    async with app.run_test() as pilot:
        await keys(pilot, "e")
        app.screen.set_focus(app.screen.query_one(BodyEditor))
        await pasted(pilot, f"{tmp_path}/naskah.txt")
        assert app.screen.query_one(BodyEditor).text == f"{tmp_path}/naskah.txt"


async def test_a_missing_picture_on_the_text_is_told_and_leaves_nothing_behind(
    app: RedaksiApp, desk: Desk, files: list[Path]
) -> None:
    draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await keys(pilot, "e")
        await pasted(pilot, escaped(files[0], files[0].with_name("tidak ada.jpg")))
        await until(lambda: "There is no" in said(pilot) and "tidak ada.jpg" in said(pilot))
        screen = app.screen
        assert isinstance(screen, EditScreen)
        assert [one.file for one in screen.manuscript.form.photos.photos] == ["rob 1.jpg"]
        assert screen.manuscript.body.text == "Satu."


async def test_pictures_dropped_on_an_article_that_is_read_are_attached_and_taken_back(
    app: RedaksiApp, desk: Desk, files: list[Path]
) -> None:
    waiting = Photo(caption="Milik kami")
    dossier = draft(desk, "Panen", "Satu.", photos=(waiting,))
    async with app.run_test() as pilot:
        await keys(pilot, "enter")
        await until(lambda: on(pilot, ArticleScreen))
        await pasted(pilot, escaped(*files))
        await until(lambda: "Attached as photos 1, 2." in said(pilot))
        assert "u takes it back." in said(pilot)
        assert photos(desk, dossier) == [("rob 1.jpg", "Milik kami"), ("rob 2.jpg", "Rahasia")]
        assert "Milik kami" in shown(pilot)
        await keys(pilot, "u")
        await until(lambda: desk.reading.article(dossier.id).article.text.photos == (waiting,))


async def test_a_picture_that_cannot_be_attached_here_says_why(
    app: RedaksiApp, desk: Desk, files: list[Path]
) -> None:
    dossier = draft(desk, "Panen", "Satu.")
    desk.photos.add(dossier.id, files[0], {})
    async with app.run_test() as pilot:
        await keys(pilot, "enter")
        await until(lambda: on(pilot, ArticleScreen))
        await pasted(pilot, escaped(files[0]))
        await until(lambda: "The article has this picture already, as photo 1." in said(pilot))
        files[1].write_text("bukan gambar")
        await pasted(pilot, escaped(files[1]))
        await until(lambda: "no picture" in said(pilot))
    assert len(photos(desk, dossier)) == 1


@pytest.mark.parametrize(
    ("answer", "here"), [(("enter",), 1), (("right", "right", "enter"), 0), (("escape",), 0)]
)
async def test_the_board_asks_where_a_dropped_picture_belongs(
    app: RedaksiApp, desk: Desk, files: list[Path], answer: tuple[str, ...], here: int
) -> None:
    dossier = draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await pasted(pilot, escaped(files[0]))
        await until(lambda: on(pilot, Question))
        assert "rob 1.jpg" in shown(pilot)
        assert "Panen" in shown(pilot)
        await keys(pilot, *answer)
        told = "Attached as photo 1." if here else "Nothing was attached."
        await until(lambda: told in said(pilot))
        assert on(pilot, BoardScreen)
    assert len(photos(desk, dossier)) == here
    assert len(desk.reading.rows()) == 1


@pytest.mark.parametrize("others", [0, 1])
async def test_a_picture_on_the_board_begins_an_article(
    app: RedaksiApp, desk: Desk, files: list[Path], others: int
) -> None:
    for _one in range(others):
        draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await pasted(pilot, escaped(files[0]))
        if others:
            await until(lambda: on(pilot, Question))
            await keys(pilot, "right", "enter")
        await until(lambda: on(pilot, NewDialog))
        await typed(pilot, "Banjir rob")
        await keys(pilot, "enter")
        await until(lambda: on(pilot, EditScreen))
        await until(lambda: "Attached as photo 1. F3 shows it." in said(pilot))
        screen = app.screen
        assert isinstance(screen, EditScreen)
        assert photos(desk, screen.dossier) == [("rob 1.jpg", "Warga di air")]
        assert screen.dossier.article.text.headline == "Banjir rob"
    assert len(desk.reading.rows()) == others + 1


async def test_a_missing_picture_on_the_board_is_told_and_nothing_is_asked(
    app: RedaksiApp, desk: Desk, tmp_path: Path
) -> None:
    draft(desk, "Panen")
    async with app.run_test() as pilot:
        await pasted(pilot, f"{tmp_path}/tidak.jpg")
        await until(lambda: "There is no" in said(pilot))
        assert on(pilot, BoardScreen)


async def test_another_path_on_the_board_opens_the_import(
    app: RedaksiApp, desk: Desk, tmp_path: Path
) -> None:
    draft(desk, "Panen")
    async with app.run_test() as pilot:
        await pasted(pilot, f"{tmp_path}/naskah.txt")
        await until(lambda: on(pilot, ImportDialog))
