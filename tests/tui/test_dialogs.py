"""Dialogs: the key that confirms, the folder of an export, long pastes, a single scroll bar."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input

from redaksi.desk import Desk
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.screens.dialog import Question
from redaksi.tui.screens.export import ExportDialog
from redaksi.tui.screens.importing import ImportDialog
from redaksi.tui.screens.report import ReportDialog
from redaksi.tui.widgets.text_box import TextBox

from .conftest import CHIEF
from .driving import draft, keys, on, pasted, said, seen, shown, typed, until


async def test_where_one_writes_several_lines_the_button_names_the_key_that_confirms(
    app: RedaksiApp, desk: Desk
) -> None:
    dossier = draft(desk, "Panen", "Satu.")
    desk.moves.submit(dossier.id, CHIEF)
    async with app.run_test() as pilot:
        await keys(pilot, "l", "r")
        assert "^s Return" in shown(pilot)
        await typed(pilot, "Cek\nangka.")
        await keys(pilot, "ctrl+s")
        assert on(pilot, BoardScreen)
        await keys(pilot, "h", "a")
        assert "Assign" in shown(pilot)
        assert "^s" not in shown(pilot)
        await keys(pilot, "escape", "i")
        assert "^s Import" in shown(pilot)
    assert desk.reading.article(dossier.id).notes[-1].text == "Cek\nangka."


async def test_the_key_on_the_button_is_the_persons_own(
    app: RedaksiApp, desk: Desk, tmp_path: Path
) -> None:
    settings = tmp_path / "home" / "redaksi" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[keys]\nconfirm = "F10"')
    draft(desk, "Panen", "Satu.")
    own = RedaksiApp(desk)
    async with own.run_test() as pilot:
        await keys(pilot, "a")
        assert "F10 Assign" in shown(pilot)


async def test_the_undo_of_a_long_paste_costs_nothing_in_a_dialog(app: RedaksiApp) -> None:
    text = "\n".join(
        f"Baris {number} tentang \x1b[31mpanen raya di dua belas desa" for number in range(3000)
    )
    async with app.run_test() as pilot:
        await keys(pilot, "i", "tab")
        await pasted(pilot, text)
        box = app.screen.query_one(TextBox)
        assert box.text.count("\n") == 2999
        assert "\x1b" not in box.text
        await keys(pilot, "ctrl+z")
        assert box.text == ""
        await keys(pilot, "ctrl+y", "ctrl+z")
        assert on(pilot, ImportDialog)


async def test_an_export_says_where_its_files_are_and_a_long_report_scrolls(
    app: RedaksiApp, desk: Desk, desk_of: Callable[[str], Desk], tmp_path: Path
) -> None:
    made = draft(desk, "Panen", "Satu.")
    desk.moves.submit(made.id, CHIEF)
    desk_of(CHIEF).moves.publish(made.id)
    for number in range(30):
        draft(desk, f"Belum {number}", "Isi.")
    async with app.run_test(size=(100, 24)) as pilot:
        await keys(pilot, "asterisk", "l", "l", "asterisk", "x", "tab")
        assert f"→ {Path('export').resolve()}" in shown(pilot)
        folder = app.screen.query_one("#folder", Input)
        folder.value = f"{tmp_path}/sini/../keluar"
        await until(lambda: "keluar" in shown(pilot))
        assert "sini/.." not in shown(pilot).replace(folder.value, "")
        await keys(pilot, "enter")
        await until(lambda: on(pilot, ReportDialog))
        assert "1 file written, 0 up to date, 30 held back." in shown(pilot)
        assert seen(pilot, ".dialog-fields Static") == f"Folder: {tmp_path}/keluar"
        assert re.search(r"! Belum \d+ .*\n.* \d{6}-\w{5} · It was never", shown(pilot))
        fields = app.screen.query_one(".dialog-fields")
        await keys(pilot, "j", "pagedown", "G")
        assert fields.scroll_y == fields.max_scroll_y > 30
        await keys(pilot, "enter")
        assert on(pilot, BoardScreen)
        assert f"Folder: {tmp_path}/keluar" in said(pilot)
    assert list((tmp_path / "keluar").rglob("*.md"))


async def test_an_export_that_cannot_be_stays_open_and_says_why(
    app: RedaksiApp, tmp_path: Path
) -> None:
    (tmp_path / "berkas").write_text("")
    async with app.run_test() as pilot:
        await keys(pilot, "x", "tab")
        app.screen.query_one("#folder", Input).value = str(tmp_path / "berkas")
        for _time in range(2):  # a second try works
            await keys(pilot, "enter")
            await until(lambda: bool(seen(pilot, ".dialog-trouble")))
            assert on(pilot, ExportDialog)


async def test_a_folder_of_somebody_who_is_not_here_is_only_a_name(app: RedaksiApp) -> None:
    async with app.run_test() as pilot:
        await keys(pilot, "x", "tab")
        app.screen.query_one("#folder", Input).value = "~tidakada/keluar"
        await until(lambda: "~tidakada/keluar" in shown(pilot).partition("→")[2])


async def test_what_a_dialog_does_after_its_last_painting_may_come_when_it_is_gone(
    app: RedaksiApp,
) -> None:
    async with app.run_test() as pilot:
        await keys(pilot, "i")
        dialog = app.screen
        assert isinstance(dialog, ImportDialog)
        box = dialog.box
        await dialog.dismiss()
        box.show_scroll()
        assert on(pilot, BoardScreen)


async def test_a_click_on_cancel_leaves_the_dialog(app: RedaksiApp) -> None:
    async with app.run_test() as pilot:
        await keys(pilot, "i")
        assert on(pilot, ImportDialog)
        await pilot.click("#cancel")
        await until(lambda: on(pilot, BoardScreen))


PAGE = "Wali kota berjanji.\n\nWarga menunggu.\n\nBiayanya besar."


@pytest.mark.parametrize("opened", ["n", "i", "N"])
async def test_words_in_a_dialog_are_lost_only_after_a_question(
    app: RedaksiApp, desk: Desk, opened: str
) -> None:
    draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await keys(pilot, "enter")
        behind = app.screen
        await keys(pilot, opened)
        dialog = app.screen
        await pasted(pilot, PAGE)
        await keys(pilot, "escape")
        assert on(pilot, Question)
        await keys(pilot, "escape")
        assert app.screen is dialog
        assert "Biayanya besar." in shown(pilot)
        await keys(pilot, "escape", "tab", "enter")
        assert app.screen is behind


async def test_a_dialog_without_new_words_is_left_at_once(app: RedaksiApp, desk: Desk) -> None:
    draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        for opened, written in (("n", ""), ("n", "  "), ("s", "sari"), ("i", "")):
            await keys(pilot, opened)
            assert not on(pilot, BoardScreen)
            await typed(pilot, written)
            await keys(pilot, "escape")
            assert on(pilot, BoardScreen)
