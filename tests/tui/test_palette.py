"""The palette finds commands, articles, themes and languages, and runs the chosen command."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from redaksi import config, i18n
from redaksi.desk import Desk
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens.article import ArticleScreen
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.screens.search import SearchScreen

from .driving import draft, keys, lines, said, shown, typed, until


async def find(pilot: Pilot[Any], words: str, first: str) -> None:
    """Type `words` into the palette until `first` stands at the top."""
    await keys(pilot, "ctrl+p")
    await typed(pilot, words)
    found = pilot.app.screen.query_one(OptionList)
    await until(
        lambda: (
            bool(found.option_count) and str(found.get_option_at_index(0).prompt).startswith(first)
        )
    )
    await until(lambda: found.highlighted == 0)


async def test_a_command_is_found_by_its_letters_and_done(app: RedaksiApp) -> None:
    async with app.run_test() as pilot:
        await find(pilot, "srch", "Search")
        await keys(pilot, "enter")
        await until(lambda: isinstance(app.screen, SearchScreen))


async def test_an_article_is_found_by_letters_by_its_text_and_by_its_id_and_opens(
    app: RedaksiApp, desk: Desk
) -> None:
    flood = draft(desk, "[FOTO] Banjir di Kali Welang [/]", "Air setinggi lutut.")
    draft(desk, "Pasar pagi", "Cabai turun.")
    async with app.run_test() as pilot:
        for words in ("bnjr", "fot welan", "lutut", flood.id[:10]):
            await find(pilot, words, "[FOTO] Banjir di Kali Welang [/]\ndraft")
            assert "Pasar" not in shown(pilot).partition("›")[2].partition("▁")[0]
            await keys(pilot, "enter")
            await until(lambda: isinstance(app.screen, ArticleScreen))
            await keys(pilot, "escape")
        await find(pilot, "xyz", "Search every text for “xyz”")
        await keys(pilot, "enter")
        await until(lambda: isinstance(app.screen, SearchScreen))
        assert app.screen.query_one(Input).value == "xyz"


async def test_escape_leaves_the_palette_and_changes_nothing(app: RedaksiApp) -> None:
    async with app.run_test() as pilot:
        await keys(pilot, "ctrl+p", "escape", "escape")
        assert isinstance(app.screen, BoardScreen)
        assert app.is_running


async def test_a_theme_is_chosen_by_name_and_remembered_beside_the_persons_own_lines(
    app: RedaksiApp,
) -> None:
    file = config.settings_file()
    file.parent.mkdir(parents=True)
    file.write_text('# mine\nname = "Ani"  # that is me\n[keys]\npublish = "P"\n')
    async with app.run_test() as pilot:
        await find(pilot, "theme:", "Theme: redaksi-dark")  # our themes come first
        found = app.screen.query_one(OptionList)
        assert str(found.get_option_at_index(1).prompt).startswith("Theme: redaksi-light")
        await keys(pilot, "escape")
        await find(pilot, "nord", "Theme: nord")
        await keys(pilot, "enter")
        await until(lambda: app.theme == "nord")
    assert config.load_settings().theme == "nord"
    assert '# mine\nname = "Ani"  # that is me\n' in file.read_text()
    assert config.load_settings().keys == {"publish": "P"}


async def test_the_picker_shows_each_theme_and_escape_brings_the_old_one_back(
    app: RedaksiApp,
) -> None:
    async with app.run_test() as pilot:
        await find(pilot, "choose", "Choose a theme")
        await keys(pilot, "enter")
        await until(lambda: bool(app.screen.query(OptionList)))
        await keys(pilot, "down")
        assert app.theme == "redaksi-light"
        await keys(pilot, "escape")
        assert app.theme == "redaksi-dark"
        assert not config.settings_file().exists()
        await find(pilot, "choose", "Choose a theme")
        await keys(pilot, "enter")
        await until(lambda: bool(app.screen.query(OptionList)))
        await keys(pilot, "down", "enter")
        assert isinstance(app.screen, BoardScreen)
    assert config.load_settings().theme == "redaksi-light"


async def test_a_setting_that_cannot_be_written_is_said_and_the_theme_changes_all_the_same(
    app: RedaksiApp,
) -> None:
    config.settings_file().parent.parent.mkdir(parents=True)
    config.settings_file().parent.write_text("a file where the folder belongs")
    async with app.run_test() as pilot:
        await keys(pilot, "ctrl+t")
        assert app.theme == "redaksi-light"
        assert "!" in shown(pilot)
        assert said(pilot)


async def test_a_language_starts_the_desk_anew_and_is_remembered_and_unsaved_text_is_never_left(
    app: RedaksiApp, desk: Desk
) -> None:
    draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await keys(pilot, "e", "A")
        app.use_language("id")
        await pilot.pause()
        assert "next start" in said(pilot)
        assert app.is_running
        await keys(pilot, "ctrl+s", "escape")
        await find(pilot, "bahasa", "Language: Bahasa Indonesia")
        await keys(pilot, "enter")
        await until(lambda: not app.is_running)
    assert app.again
    assert i18n.current() == config.load_settings().language == "id"


async def test_a_command_is_found_by_its_word_in_the_other_language(app: RedaksiApp) -> None:
    async with app.run_test() as pilot:
        for words, label in (("cari", "Search"), ("tempel", "Import"), ("keluar", "Quit")):
            await find(pilot, words, label)
            await keys(pilot, "escape")


async def test_keys_stand_at_the_right_edge_of_the_list(app: RedaksiApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await find(pilot, "search", "Search")
        line = next(one for one in lines(pilot) if one.strip().startswith("Search "))
        assert line.rstrip().endswith("/")
        assert len(line.rstrip()) > 70


async def test_what_was_done_last_comes_first_also_at_the_next_start(
    app: RedaksiApp, desk_of: Callable[[str], Desk]
) -> None:
    async with app.run_test() as pilot:
        await find(pilot, "search", "Search")
        await keys(pilot, "enter")
        await until(lambda: isinstance(app.screen, SearchScreen))
        await until(lambda: app.desk.board.load().commands == ("search",))
    again = RedaksiApp(desk_of(app.desk.me.name))
    async with again.run_test() as pilot:
        await keys(pilot, "ctrl+p")
        found = again.screen.query_one(OptionList)
        await until(lambda: bool(found.option_count))
        assert str(found.get_option_at_index(0).prompt).startswith("Search")


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("people", "Team"),
        ("kalender", "Agenda"),
        ("statistik", "Figures"),
        ("setelan", "Settings"),
        ("rilis", "Import"),
    ],
)
async def test_a_newsroom_finds_a_command_by_its_own_word(
    app: RedaksiApp, words: str, label: str
) -> None:
    async with app.run_test() as pilot:
        await find(pilot, words, label)


async def test_a_command_that_is_not_possible_now_is_found_and_tells_why(app: RedaksiApp) -> None:
    async with app.run_test() as pilot:
        await find(pilot, "undo", "Undo")
        assert "Not possible now" in shown(pilot)
        assert "Language:" not in shown(pilot), "no entry by letters that are strewn over words"
        await keys(pilot, "enter")
        await until(lambda: "No article is selected." in said(pilot))


async def test_what_is_possible_stands_before_what_is_not(app: RedaksiApp, desk: Desk) -> None:
    draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await keys(pilot, "ctrl+p")
        await typed(pilot, "re")
        found = app.screen.query_one(OptionList)

        def place(label: str) -> int:
            prompts = [str(one.prompt) for one in found.options]
            return next((at for at, one in enumerate(prompts) if one.startswith(label)), -1)

        await until(lambda: place("Return") > 0 and place("Search every text") > 0)
        assert -1 < place("Revisions") < place("Return") < place("Search every text")
