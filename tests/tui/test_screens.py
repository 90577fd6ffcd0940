"""Search, import, export, dialogs and settings, by keys."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input

from redaksi.desk import Desk
from redaksi.domain.article import Stage
from redaksi.tui.app import RedaksiApp
from redaksi.tui.desk_screen import DeskScreen
from redaksi.tui.screens.article import ArticleScreen
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.screens.export import ExportDialog
from redaksi.tui.widgets.team_picker import TeamPicker

from .conftest import CHIEF, GUEST
from .driving import draft, headlines, keys, pasted, said, shown, typed, until


async def test_search_lists_and_enter_opens(app: RedaksiApp, desk: Desk) -> None:
    draft(desk, "Panen raya", "Padi menguning di sawah.")
    draft(desk, "Pasar pagi", "Cabai turun.")
    async with app.run_test() as pilot:
        await keys(pilot, "slash")
        await typed(pilot, "kuning")
        await until(lambda: "Nothing found" in shown(pilot))
        await keys(pilot, "ctrl+u")
        await typed(pilot, "sawah")
        await until(lambda: "Panen raya" in shown(pilot))
        assert "draft" in shown(pilot)  # results come from all stages
        await keys(pilot, "enter")
        assert isinstance(app.screen, ArticleScreen)
        assert "Padi menguning" in shown(pilot)
        await keys(pilot, "escape", "escape")
        assert isinstance(app.screen, BoardScreen)
        await keys(pilot, "escape")
        assert app.is_running


async def test_a_result_shows_where_the_words_stand_and_is_narrowed_by_stage_and_editor(
    app: RedaksiApp, desk: Desk
) -> None:
    draft(desk, "Panen raya", "Pembuka.", "Padi menguning di sawah.")
    handed = draft(desk, "Irigasi", "Air masuk sawah.")
    desk.moves.submit(handed.id, CHIEF)
    async with app.run_test() as pilot:
        await keys(pilot, "slash")
        await typed(pilot, "sawah")
        await until(lambda: "Padi menguning di sawah." in shown(pilot))
        assert "Air masuk sawah." in shown(pilot)
        await keys(pilot, "tab", "right", "right")  # in review
        await until(lambda: "Panen raya" not in shown(pilot))
        assert "Irigasi" in shown(pilot)
        await keys(pilot, "tab")
        await typed(pilot, "Nobody Else")
        await until(lambda: "is not in the team" in shown(pilot))
        await keys(pilot, "ctrl+u")
        await typed(pilot, CHIEF)
        await until(lambda: "Irigasi" in shown(pilot))


async def test_a_folder_is_imported_and_what_failed_is_named(
    app: RedaksiApp, tmp_path: Path
) -> None:
    folder = tmp_path / "masuk"
    folder.mkdir()
    (folder / "satu.txt").write_text("Panen raya\n\nPadi menguning.\n")
    (folder / "kosong.txt").write_text("")
    async with app.run_test(size=(120, 40)) as pilot:
        await keys(pilot, "i", "enter")
        assert "Type a path, or paste a text." in shown(pilot)
        await pasted(pilot, str(folder))
        await keys(pilot, "enter")
        await until(lambda: "1 failed" in shown(pilot))
        assert "kosong.txt" in shown(pilot)
        await keys(pilot, "escape")
        assert headlines(pilot, "draft") == ["Panen raya"]


async def test_an_export_says_what_was_held_back(
    app: RedaksiApp, desk_of: Callable[[str], Desk], tmp_path: Path
) -> None:
    chief = desk_of(CHIEF)
    dossier = draft(app.desk, "Panen", "Satu.")
    app.desk.moves.submit(dossier.id, CHIEF)
    chief.moves.publish(dossier.id)
    chief.copy.set(dossier.id, {"embargo": "2027-01-01"})
    async with app.run_test() as pilot:
        await keys(pilot, "l", "l", "x", "tab", "end", "ctrl+u", "enter")
        assert "No folder is named." in shown(pilot)
        await pasted(pilot, str(tmp_path / "keluar"))
        await keys(pilot, "enter")
        await until(lambda: "1 held back" in shown(pilot))
        assert "Embargo until Jan 1, 2027" in shown(pilot)
        await keys(pilot, "enter")
        assert isinstance(app.screen, BoardScreen)


@pytest.mark.parametrize(
    ("letters", "found"),
    [("", [CHIEF, "Yanuar D", GUEST]), ("d", [GUEST, CHIEF, "Yanuar D"]), ("x", [])],
)
async def test_typing_filters_the_team(
    app: RedaksiApp, desk: Desk, letters: str, found: list[str]
) -> None:
    draft(desk, "Panen")
    async with app.run_test() as pilot:
        await keys(pilot, "a")
        picker = app.screen.query_one(TeamPicker)
        stood = picker.region
        await typed(pilot, letters)
        assert picker.region == stood  # fewer names do not move the dialog
        assert sorted(member.name for member in picker._matching()) == sorted(
            name for name in found if letters in name.casefold()
        )
        assert picker.name_chosen == (next(iter(found), "") if letters != "x" else "x")


async def test_the_team_offers_people_on_duty_first_and_marks_the_others(
    app: RedaksiApp, desk: Desk, desk_of: Callable[[str], Desk]
) -> None:
    desk_of(CHIEF).team.duty(CHIEF, on=False)
    draft(desk, "Panen")
    async with app.run_test() as pilot:
        await keys(pilot, "a")
        picker = app.screen.query_one(TeamPicker)
        assert [one.name for one in picker._matching()] == ["Yanuar D", GUEST, CHIEF]
        assert f"{CHIEF} · chief · off duty" in shown(pilot)
        assert "Yanuar D · editor · " not in shown(pilot)
        await typed(pilot, CHIEF[:3])
        await keys(pilot, "enter")
        assert f"{CHIEF} is off duty." in said(pilot)


async def test_an_unknown_editor_is_refused_and_the_dialog_stays(
    app: RedaksiApp, desk: Desk
) -> None:
    dossier = draft(desk, "Panen")
    async with app.run_test() as pilot:
        await keys(pilot, "a")
        await typed(pilot, "zzz")
        await keys(pilot, "enter")
        assert "zzz is not in the team." in shown(pilot)
        await keys(pilot, "tab", "l", "tab", "tab", "enter")
        assert isinstance(app.screen, BoardScreen)
    assert desk.reading.article(dossier.id).article.assignments == dossier.article.assignments


async def test_another_stage_can_be_assigned(app: RedaksiApp, desk: Desk) -> None:
    dossier = draft(desk, "Panen")
    async with app.run_test() as pilot:
        await keys(pilot, "a")
        await typed(pilot, "rina")
        await keys(pilot, "tab", "right", "enter")
        assert f"{CHIEF} has the review now." in said(pilot)
    assert desk.reading.article(dossier.id).article.editor(Stage.REVIEW) == CHIEF


async def test_the_article_shows_everything_about_it(
    app: RedaksiApp, desk: Desk, clock: Callable[[], object]
) -> None:
    dossier = draft(
        desk,
        "Panen",
        "Satu **tebal** <b>mentah</b>.",
        deck="Anak judul",
        rubric="Tani",
        tags=("padi",),
    )
    desk.moves.assign(dossier.id, Stage.REVIEW, CHIEF)
    async with app.run_test(size=(120, 40)) as pilot:
        await keys(pilot, "enter")
        for words in (
            "Anak judul",
            "Satu tebal <b>mentah</b>.",
            "Tani",
            "padi",
            CHIEF,
            "wrote the",
        ):
            assert words in shown(pilot)
        assert shown(pilot).count("Particulars") == 1
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "wrote the" not in shown(pilot)
        await keys(pilot, "l")
        assert "wrote the" in shown(pilot)
        assert "Satu tebal" not in shown(pilot)


async def test_an_open_article_shows_what_others_save(
    app: RedaksiApp, desk_of: Callable[[str], Desk]
) -> None:
    other = desk_of(CHIEF)
    dossier = draft(other, "Panen", "Satu.")
    draft(other, "Pasar", "Dua.")
    async with app.run_test() as pilot:
        await pilot.pause()
        await keys(pilot, "G" if headlines(pilot, "draft")[-1] == "Panen" else "g", "enter")
        other.copy.set(dossier.id, {"deck": "Ditambah orang lain"})
        await until(lambda: "Ditambah orang lain" in shown(pilot))


async def test_the_settings_choose_the_theme(desk: Desk, tmp_path: Path) -> None:
    settings = tmp_path / "home" / "redaksi" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('theme = "redaksi-light"')
    app = RedaksiApp(desk)
    async with app.run_test():
        assert app.theme == "redaksi-light"


@pytest.mark.parametrize("theme", ["nord", "ansi-dark", "solarized-light"])
async def test_other_themes_work(app: RedaksiApp, desk: Desk, theme: str) -> None:
    draft(desk, "Panen")
    async with app.run_test() as pilot:
        app.theme = theme
        await keys(pilot, "enter")
        assert "Panen" in shown(pilot)


async def test_an_unexpected_failure_in_a_worker_is_said_and_nothing_dies(app: RedaksiApp) -> None:
    async with app.run_test() as pilot:

        def broken() -> None:
            raise ZeroDivisionError("nol [/]")

        screen = app.screen
        assert isinstance(screen, DeskScreen)
        screen.run_worker(broken, thread=True, exit_on_error=False)
        await until(lambda: "ZeroDivisionError: nol [/]" in said(pilot))
        assert app.is_running


async def test_an_unexpected_failure_of_an_export_frees_the_dialog(
    app: RedaksiApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[object] = []

    def broken(*arguments: object) -> None:
        calls.append(arguments)
        raise ZeroDivisionError

    monkeypatch.setattr(app.desk.exports, "export", broken)
    async with app.run_test() as pilot:
        await keys(pilot, "x", "tab", "enter")
        await until(lambda: "ZeroDivisionError" in shown(pilot))
        assert isinstance(app.screen, ExportDialog)
        assert app.screen.query_one(Input).value == "export"
        await keys(pilot, "enter")
        await until(lambda: len(calls) == 2)
