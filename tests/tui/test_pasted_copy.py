"""A paste on the board opens the import; a paste into a new headline brings its body along."""

import pytest
from textual.widgets import Input, Static, TextArea

from redaksi.desk import Desk
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.screens.edit import EditScreen
from redaksi.tui.screens.importing import ImportDialog
from redaksi.tui.screens.new import NewDialog
from redaksi.tui.widgets.choice import Choice

from .driving import keys, on, pasted, shown, typed, until

COPY = "SIARAN PERS\nPanen raya di Kediri\n\nPetani memanen padi.\n\nHarga *gabah* naik."
SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)])


def only(desk: Desk) -> tuple[str, tuple[str, ...]]:
    """Headline and body of the only article."""
    (row,) = desk.reading.rows()
    text = desk.reading.article(row.id).article.text
    return text.headline, text.body


@SIZES
@pytest.mark.parametrize(
    ("steps", "headline", "first"),
    [
        (1, "SIARAN PERS", "Panen raya di Kediri"),
        (2, "Panen raya di Kediri", "SIARAN PERS"),
        (3, "Petani memanen padi.", "SIARAN PERS  \nPanen raya di Kediri"),
    ],
)
async def test_a_paste_on_the_board_is_imported_under_the_chosen_line(
    app: RedaksiApp,
    desk: Desk,
    size: tuple[int, int],
    steps: int,
    headline: str,
    first: str,
) -> None:
    async with app.run_test(size=size) as pilot:
        await pasted(pilot, COPY)
        await until(lambda: on(pilot, ImportDialog) and isinstance(app.focused, Choice))
        await keys(pilot, *["right"] * steps)
        assert headline in shown(pilot)
        await keys(pilot, "enter")
        await until(lambda: on(pilot, BoardScreen))
    told, body = only(desk)
    assert told == headline
    assert first in "\n".join(body)
    assert headline not in "\n".join(body).replace(first, "")
    assert any("Harga" in part for part in body)


async def test_the_headline_may_be_none_of_the_lines(app: RedaksiApp, desk: Desk) -> None:
    async with app.run_test() as pilot:
        await pasted(pilot, COPY)
        await until(lambda: isinstance(app.focused, Choice))
        await keys(pilot, "left", "enter")
        assert "! The headline is empty. Type it." in shown(pilot)
        await typed(pilot, "Judul sendiri")
        assert "! The headline" not in shown(pilot)
        await keys(pilot, "enter")
        await until(lambda: on(pilot, BoardScreen))
    headline, body = only(desk)
    assert headline == "Judul sendiri"
    assert "SIARAN PERS" in "\n".join(body)


async def test_a_line_that_is_not_there_is_no_headline(app: RedaksiApp, desk: Desk) -> None:
    async with app.run_test() as pilot:
        await pasted(pilot, "Satu\n\nDua")
        await until(lambda: isinstance(app.focused, Choice))
        await keys(pilot, "right", "right", "right")
        assert "fewer lines" in shown(pilot)
        await keys(pilot, "enter")
        assert on(pilot, ImportDialog)
        await keys(pilot, "escape")
        assert on(pilot, BoardScreen)
    assert not desk.reading.rows()


async def test_a_path_that_is_pasted_on_the_board_is_a_path(app: RedaksiApp) -> None:
    async with app.run_test() as pilot:
        await pasted(pilot, " ~/naskah/panen.txt \n")
        await until(lambda: on(pilot, ImportDialog))
        assert app.screen.query_one("#path", Input).value == "~/naskah/panen.txt"
        assert app.screen.query_one("#pasted", TextArea).text == ""


async def test_blanks_that_are_pasted_on_the_board_do_nothing(app: RedaksiApp) -> None:
    async with app.run_test() as pilot:
        await pasted(pilot, " \n\n")
        assert on(pilot, BoardScreen)


async def test_a_huge_paste_on_the_board_arrives_whole(app: RedaksiApp, desk: Desk) -> None:
    paragraphs = [f"Paragraf {number} tentang panen." for number in range(20_000)]
    async with app.run_test() as pilot:
        await pasted(pilot, "\n\n".join(["Judul panjang", *paragraphs]))
        await until(lambda: on(pilot, ImportDialog) and isinstance(app.focused, Choice))
        await keys(pilot, "right", "enter")
        await until(lambda: on(pilot, BoardScreen))
    headline, body = only(desk)
    assert (headline, len(body)) == ("Judul panjang", 20_000)


@SIZES
async def test_the_rest_of_a_paste_into_a_new_headline_is_the_body(
    app: RedaksiApp, desk: Desk, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await keys(pilot, "n")
        assert not app.screen.query_one("#rest", TextArea).display
        await pasted(pilot, "Panen raya di Kediri\n\nPetani memanen padi.\n\nHarga naik.")
        assert on(pilot, NewDialog)
        assert app.screen.query_one("#headline", Input).value == "Panen raya di Kediri"
        assert "Petani memanen padi." in shown(pilot)
        await keys(pilot, "enter")
        await until(lambda: on(pilot, EditScreen))
        assert "Harga naik." in shown(pilot)
    assert only(desk) == ("Panen raya di Kediri", ("Petani memanen padi.", "Harga naik."))


async def test_a_typed_headline_stays_and_the_whole_paste_is_the_body(
    app: RedaksiApp, desk: Desk
) -> None:
    async with app.run_test() as pilot:
        await keys(pilot, "n", "A", "b")
        await pasted(pilot, "Satu.\n\nDua.")
        await keys(pilot, "enter")
        await until(lambda: on(pilot, EditScreen))
    assert only(desk) == ("Ab", ("Satu.", "Dua."))


@pytest.mark.parametrize("text", ["\u200b\n\u200b", "\x1b\n\x1b", "# # \n ##\n"])
async def test_a_paste_without_words_into_a_new_headline_is_none(
    app: RedaksiApp, text: str
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "n")
        await pasted(pilot, text)
        await typed(pilot, "Banjir")
        assert app.screen.query_one("#headline", Input).value == "Banjir"


async def test_a_line_that_the_paste_has_not_is_refused_at_the_choice(
    app: RedaksiApp, desk: Desk
) -> None:
    async with app.run_test() as pilot:
        await pasted(pilot, "SIARAN PERS\nPanen raya di Kediri")
        await until(lambda: isinstance(app.focused, Choice))
        await keys(pilot, "right", "right", "right", "enter")
        assert "! The text has fewer lines. Choose another line." in shown(pilot)
        assert isinstance(app.focused, Choice)
        await keys(pilot, "left")
        assert "! The text" not in shown(pilot)
        await keys(pilot, "enter")
        await until(lambda: on(pilot, BoardScreen))
    assert only(desk)[0] == "Panen raya di Kediri"


async def test_the_headline_that_the_copy_itself_says_is_shown_before_it_is_taken(
    app: RedaksiApp, desk: Desk
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pasted(pilot, "Perihal: Rute baru dibuka\n\nKapal berlayar dua kali sepekan.\n")
        await until(lambda: isinstance(app.focused, Choice))
        hint = app.screen.query_one(".pasted-headline .field-hint", Static)
        await until(lambda: str(hint.render()) == "Rute baru dibuka")
        await keys(pilot, "right")
        assert str(hint.render()) == "Perihal: Rute baru dibuka"
        await keys(pilot, "left", "enter")
        await until(lambda: on(pilot, BoardScreen))
    assert only(desk)[0] == "Rute baru dibuka"


@SIZES
async def test_the_lines_above_a_press_release_are_no_headline_of_a_new_article(
    app: RedaksiApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await keys(pilot, "n")
        await pasted(pilot, "SIARAN PERS\nNomor: 112/SP/XI/2026\n\nPanen raya di Kediri\n\nSatu.")
        assert app.screen.query_one("#headline", Input).value == "Panen raya di Kediri"
        rest = app.screen.query_one("#rest", TextArea).text
        assert rest.split() == ["SIARAN", "PERS", "Nomor:", "112/SP/XI/2026", "Satu."]
