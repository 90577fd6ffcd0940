"""The screen of the settings: the person's own, and those of the newsroom."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input

from redaksi import config
from redaksi.desk import Desk
from redaksi.system import durable
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens import settings
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.screens.keys import KeysScreen
from redaksi.tui.screens.setting import SettingDialog
from redaksi.tui.screens.settings import SettingsScreen
from redaksi.tui.screens.themes import ThemeDialog
from redaksi.tui.widgets.choice import Choice

from .conftest import CHIEF, WRITER
from .driving import keys, lines, on, said, shown, typed, until

SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def chiefs(desk_of: Callable[[str], Desk]) -> RedaksiApp:
    """The app of the chief."""
    return RedaksiApp(desk_of(CHIEF))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The person's settings.toml, which is there with a comment and an unknown key."""
    file = tmp_path / "home" / "redaksi" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_text('# milikku\nname = "Yanuar D"   # aku\nasing = 1\n\n[keys]\nspike = "X"\n')
    return file


async def at(app: RedaksiApp, key: str) -> None:
    """Select the setting `key` of the active pane."""
    screen = app.screen
    assert isinstance(screen, SettingsScreen)
    await until(lambda: screen.list.count)
    screen.list.cursor = [one.key for one in screen.list.settings].index(key)
    screen.list.post_message(screen.list.Moved())


async def opened(app: RedaksiApp, pilot: object, key: str, *, house: bool = False) -> None:
    """Open the settings, and the dialog of the setting `key`."""
    await keys(pilot, "comma", *(["right"] if house else []))  # type: ignore[arg-type]
    await at(app, key)
    await keys(pilot, "enter")  # type: ignore[arg-type]


async def test_mail_address_and_quiet_hours_are_among_ones_own_settings_and_taken_back(
    app: RedaksiApp, desk: Desk, own: Path
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "address")
        await until(lambda: on(pilot, SettingDialog))
        await typed(pilot, "yanuar@contoh.id")
        await keys(pilot, "enter")
        await until(lambda: on(pilot, SettingsScreen) and "yanuar@contoh.id" in shown(pilot))
        assert desk.reach.of(WRITER).address == "yanuar@contoh.id"
        await at(app, "quiet")
        await keys(pilot, "enter")
        await until(lambda: on(pilot, SettingDialog))
        await typed(pilot, "kapan-kapan")
        await keys(pilot, "enter")
        assert on(pilot, SettingDialog), "no hours: the dialog stays, and says why"
        await keys(pilot, "escape", "u")
        await until(lambda: not desk.reach.of(WRITER).address)
    assert "contoh.id" not in own.read_text()


async def test_a_path_at_home_begins_with_a_tilde(app: RedaksiApp, own: Path) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await keys(pilot, "comma")
        await at(app, "name")
        await until(lambda: "name in ~/redaksi/settings.toml" in shown(pilot))


async def test_what_others_write_into_the_file_is_shown(
    app: RedaksiApp, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "FRESH", 0.1)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "comma")
        await at(app, "name")
        own.write_text('name = "Yanuar D"\nlanguage = "id"\n')
        await until(lambda: "language                Bahasa Indonesia" in shown(pilot))


@pytest.mark.parametrize("size", SIZES)
async def test_it_shows_both_kinds_and_what_each_means(
    app: RedaksiApp, own: Path, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await keys(pilot, "comma")
        await at(app, "name")
        await until(lambda: "name in" in shown(pilot))
        told = "".join(line.strip() for line in lines(pilot)[-6:])
        assert f"name in{config.shortened(str(own))}" in told.replace("name in ", "name in")
        assert "Yanuar D" in shown(pilot)
        await keys(pilot, "right")
        await at(app, "rules.four_eyes")
        await until(lambda: "Neither the submitter nor the last writer" in shown(pilot))
        line = next(line for line in lines(pilot) if "four eyes" in line)
        assert "yes" in line
        await keys(pilot, "escape")
        assert on(pilot, BoardScreen)


async def test_a_choice_of_the_person_is_written_and_taken_back(
    app: RedaksiApp, own: Path
) -> None:
    before = own.read_text()
    async with app.run_test() as pilot:
        await opened(app, pilot, "name")
        assert on(pilot, SettingDialog)
        app.screen.query_one(Input).value = "Yanuar Dwi"
        await keys(pilot, "enter")
        assert "your name: Yanuar Dwi. u takes it back." in said(pilot)
        assert own.read_text() == before.replace("Yanuar D", "Yanuar Dwi", 1)
        await keys(pilot, "u")
        assert "Taken back: your name is Yanuar D again." in said(pilot)
        assert own.read_text() == before
        await keys(pilot, "u")
        assert "No setting was changed here." in said(pilot)


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [("name", "...", "has no letters"), ("newsroom", "/tidak/ada", "There is no newsroom in")],
)
async def test_a_wrong_value_of_the_person_stays_beside_its_field(
    app: RedaksiApp, own: Path, key: str, value: str, sentence: str
) -> None:
    before = own.read_text()
    async with app.run_test() as pilot:
        await opened(app, pilot, key)
        app.screen.query_one(Input).value = value
        await keys(pilot, "enter")
        assert sentence in shown(pilot)
        assert on(pilot, SettingDialog)
        assert app.screen.query_one(Input).has_focus
        assert own.read_text() == before


async def test_themes_and_keys_have_their_own_places(app: RedaksiApp, own: Path) -> None:
    async with app.run_test() as pilot:
        await opened(app, pilot, "theme")
        assert on(pilot, ThemeDialog)
        await keys(pilot, "down", "enter")
        assert on(pilot, SettingsScreen)
        assert config.load_settings().theme == app.theme
        await at(app, "keys")
        await keys(pilot, "enter")
        assert on(pilot, KeysScreen)


async def test_another_language_begins_at_once(app: RedaksiApp, own: Path) -> None:
    async with app.run_test() as pilot:
        await opened(app, pilot, "language")
        app.screen.query_one(Choice).choose("id")
        await keys(pilot, "enter")
        assert app.again
    assert config.load_settings().language == "id"


async def test_damaged_own_settings_are_named_and_stay(app: RedaksiApp, own: Path) -> None:
    own.write_text("name = 'x\n")
    async with app.run_test() as pilot:
        await keys(pilot, "comma")
        await until(lambda: "settings.toml cannot be used" in shown(pilot).replace("\n", " "))
        await keys(pilot, "enter")
        assert "No setting is selected. Mend the file first." in said(pilot)
        await keys(pilot, "right")
        await at(app, "name")  # the newsroom's are there
        assert own.read_text() == "name = 'x\n"


@pytest.mark.parametrize("size", SIZES)
async def test_a_chief_changes_the_house_and_takes_it_back(
    chiefs: RedaksiApp, room: Path, size: tuple[int, int]
) -> None:
    file = room / config.FILE
    before = file.read_text()
    async with chiefs.run_test(size=size) as pilot:
        await opened(chiefs, pilot, "rules.four_eyes", house=True)
        await keys(pilot, "right", "enter")
        assert "four eyes: no. u takes it back." in said(pilot)
        assert file.read_text() == before.replace("four_eyes = true ", "four_eyes = false ")
        await keys(pilot, "u")
        assert "Taken back: four eyes is yes again." in said(pilot)
        assert file.read_text() == before


async def test_a_wrong_value_of_the_house_stays_beside_its_field(
    chiefs: RedaksiApp, room: Path
) -> None:
    before = (room / config.FILE).read_text()
    async with chiefs.run_test() as pilot:
        await opened(chiefs, pilot, "time_zone", house=True)
        app_field = chiefs.screen.query_one(Input)
        app_field.value = "Jakarta"
        await keys(pilot, "enter")
        assert "is not a time zone." in shown(pilot).replace("\n", " ")
        assert app_field.has_focus
        assert app_field.value == "Jakarta"
        app_field.value = "Asia/Makassar"
        await keys(pilot, "enter")
        assert "time zone: Asia/Makassar." in said(pilot)
    after = before.replace('"Asia/Jakarta"', '"Asia/Makassar"')
    assert (room / config.FILE).read_text() == after


async def test_an_editor_sees_the_house_and_changes_nothing(app: RedaksiApp, room: Path) -> None:
    before = (room / config.FILE).read_text()
    async with app.run_test() as pilot:
        await opened(app, pilot, "name", house=True)
        assert on(pilot, SettingsScreen)
        assert f"{WRITER} is not a chief" in said(pilot)
    assert (room / config.FILE).read_text() == before


async def test_targets_are_shown_and_changed_only_in_the_file(
    chiefs: RedaksiApp, room: Path
) -> None:
    file = room / config.FILE
    file.write_text(
        file.read_text()
        + '\n[[target]]\nname = "situs"\nkind = "html"\nfolder = "/srv"\nsecret = "env:RAHASIA"\n'
    )
    async with chiefs.run_test() as pilot:
        await opened(chiefs, pilot, "target", house=True)
        assert on(pilot, SettingsScreen)
        assert "target is changed only in the file." in said(pilot)
        assert "situs" in shown(pilot)
        assert "RAHASIA" not in shown(pilot)


async def test_what_another_chief_changed_meanwhile_is_told(
    chiefs: RedaksiApp, desk_of: Callable[[str], Desk], room: Path
) -> None:
    async with chiefs.run_test() as pilot:
        await opened(chiefs, pilot, "name", house=True)
        other = desk_of(CHIEF).house_settings
        other.change(other.listed()[0], "Kabar Lain")
        chiefs.screen.query_one(Input).value = "Kabarku"
        await keys(pilot, "enter")
        assert "name was changed meanwhile: it is Kabar Lain now." in shown(pilot)
        await keys(pilot, "escape")
    assert config.load_house(room).name == "Kabar Lain"


async def test_a_full_disk_is_told_in_the_dialog(
    chiefs: RedaksiApp, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    before = (room / config.FILE).read_text()
    async with chiefs.run_test() as pilot:
        await opened(chiefs, pilot, "name", house=True)
        await typed(pilot, "x")
        monkeypatch.setattr(durable, "replace", full)
        await keys(pilot, "enter")
        assert "There is no room left on the disk" in shown(pilot)
        assert on(pilot, SettingDialog)
    assert (room / config.FILE).read_text() == before


@pytest.mark.parametrize("size", [(20, 5), (1, 1), (40, 10)])
async def test_a_tiny_terminal_breaks_nothing(app: RedaksiApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await keys(pilot, "comma", "j", "enter", "escape", "right", "j", "enter", "escape")
        assert app.is_running


async def test_the_house_s_notifications_say_whether_the_person_trusts_them(
    chiefs: RedaksiApp, room: Path
) -> None:
    file = room / config.FILE
    file.write_text(file.read_text() + '\n[notify.commands]\nany = ["/bin/true"]\n')
    notifying = chiefs.desk.notifying
    async with chiefs.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "comma", "right")
        await at(chiefs, "notify.commands")
        await until(lambda: "redaksi trust notify" in shown(pilot))
        assert "The notifications are trusted." not in shown(pilot)
        notifying.trust(notifying.facts())
        assert isinstance(chiefs.screen, SettingsScreen)
        chiefs.screen.reload()
        await until(lambda: "The notifications are trusted." in shown(pilot))
        await at(chiefs, "rules.gate")
        await until(lambda: "The notifications are trusted." not in shown(pilot))
