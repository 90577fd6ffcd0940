"""The screen of the team: who is there, what each has, and acts that can be taken back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Input

from redaksi.desk import Desk
from redaksi.domain.article import Member, Role, Stage, Team
from redaksi.system import durable
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.screens.people import AddMemberDialog, BindDialog, RoleDialog
from redaksi.tui.screens.team import TeamScreen
from redaksi.tui.widgets import command_bar
from redaksi.tui.widgets.team_list import TeamList
from tests.hostile import HARMFUL, POISON

from .conftest import CHIEF, GUEST, WRITER
from .driving import draft, headlines, keys, lines, on, said, seen, shown, typed, until

SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def chiefs(desk_of: Callable[[str], Desk]) -> RedaksiApp:
    """The app of the chief."""
    return RedaksiApp(desk_of(CHIEF))


def listed(app: RedaksiApp) -> TeamList:
    screen = app.screen
    assert isinstance(screen, TeamScreen)
    return screen.list


def names(app: RedaksiApp) -> list[str]:
    return [one.member.name for one in listed(app).people]


def selected(app: RedaksiApp) -> Member:
    one = listed(app).selected
    assert one is not None
    return one.member


def member(app: RedaksiApp, name: str) -> Member | None:
    return app.desk.store.team().find(name)


async def team_shown(app: RedaksiApp, people: int = 3) -> None:
    await until(lambda: isinstance(app.screen, TeamScreen) and app.screen.list.count == people)


@pytest.mark.parametrize("size", SIZES)
async def test_it_shows_everybody_with_role_duty_and_articles(
    app: RedaksiApp, desk: Desk, size: tuple[int, int]
) -> None:
    desk.team.duty(WRITER, on=False)
    dossier = draft(desk, "Panen")
    desk.moves.assign(dossier.id, Stage.DRAFT, WRITER)
    desk.reading.refresh()
    async with app.run_test(size=size) as pilot:
        await keys(pilot, "T")
        await team_shown(app)
        assert names(app) == [GUEST, CHIEF, WRITER]
        assert selected(app).name == WRITER  # the person at the desk
        own = next(line for line in lines(pilot) if WRITER in line)
        assert "○" in own
        assert own.split()[-3:] == ["1", "0", "0"]
        assert "editor" in own
        assert ("off duty" in own) is (size[0] >= 100)
        heading = next(line for line in lines(pilot) if "system user" in line)
        assert heading.index("review") + len("review") == own.rindex(" 0 ", 0, len(own) - 2) + 2
        assert "● 2 on duty · ○ 1 off duty" in lines(pilot)[0]
        await keys(pilot, "escape")
        assert on(pilot, BoardScreen)


async def test_enter_shows_on_the_board_what_the_person_has(app: RedaksiApp, desk: Desk) -> None:
    mine, other = draft(desk, "Panen"), draft(desk, "Pasar")
    desk.moves.assign(mine.id, Stage.DRAFT, WRITER)
    desk.moves.assign(other.id, Stage.DRAFT, GUEST)
    desk.reading.refresh()
    async with app.run_test() as pilot:
        await keys(pilot, "T")
        await team_shown(app)
        await keys(pilot, "g", "enter")
        assert on(pilot, BoardScreen)
        await until(lambda: headlines(pilot, "draft") == ["Pasar"])
        assert GUEST in lines(pilot)[0]


async def test_each_act_says_what_it_did_and_u_takes_it_back(chiefs: RedaksiApp) -> None:
    app = chiefs
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "T")
        await team_shown(app)
        await keys(pilot, "g", "d")
        assert f"{GUEST} is off duty. u takes it back." in said(pilot)
        await keys(pilot, "r")
        assert on(pilot, RoleDialog)
        await keys(pilot, "right", "enter")
        assert f"{GUEST}: editor. u takes it back." in said(pilot)
        await keys(pilot, "b")
        assert on(pilot, BindDialog)
        await typed(pilot, "tidak-ada-di-sini")
        await keys(pilot, "enter")
        assert "This machine has no system user tidak-ada-di-sini." in said(pilot)
        await until(lambda: "tidak-ada-di-s…" in shown(pilot))
        await keys(pilot, "x")
        assert f"{GUEST} is not in the team any more. u takes it back." in said(pilot)
        await team_shown(app, 2)
        for words in (
            f"{GUEST} is editor, off duty, tidak-ada-di-sini again.",
            f"{GUEST} is editor, off duty again.",
            f"{GUEST} is guest, off duty again.",
            f"{GUEST} is guest, on duty again.",
        ):
            await keys(pilot, "u")
            assert f"Taken back: {words}" in said(pilot)
        assert member(app, GUEST) == Member(name=GUEST, role=Role.GUEST)
        await team_shown(app)
        await keys(pilot, "u")
        assert "Nothing of the team was changed here." in said(pilot)


async def test_a_colleague_is_added_and_a_wrong_name_stays_beside_its_field(
    chiefs: RedaksiApp,
) -> None:
    app = chiefs
    async with app.run_test() as pilot:
        await keys(pilot, "T")
        await team_shown(app)
        await keys(pilot, "a")
        assert on(pilot, AddMemberDialog)
        await typed(pilot, WRITER.upper())
        await keys(pilot, "enter")
        assert f"{WRITER} is in the team already, as editor." in shown(pilot)
        assert app.focused is app.screen.query_one("#name")
        app.screen.query_one("#name", Input).value = "Sari W"
        await keys(pilot, "tab", "left", "enter")
        assert "Sari W is in the team, as guest. u takes it back." in said(pilot)
        await team_shown(app, 4)
        assert selected(app).name == "Sari W", "the next act is about the new person"
        await keys(pilot, "u")
        assert "Taken back: Sari W is not in the team any more." in said(pilot)
        await team_shown(app)


async def test_an_editor_says_their_own_duty_and_nothing_else(app: RedaksiApp) -> None:
    async with app.run_test() as pilot:
        await keys(pilot, "T")
        await team_shown(app)
        bar = seen(pilot, "CommandBar")
        assert "Duty" in bar
        assert "Role" not in bar
        assert "Add" not in bar
        await keys(pilot, "d")
        assert f"{WRITER} is off duty" in said(pilot)
        before = app.desk.store.team()
        await keys(pilot, "g")
        assert "Duty" not in seen(pilot, "CommandBar")
        await keys(pilot, "d")
        assert f"{WRITER} is not a chief and cannot say it of {GUEST}." in said(pilot)
        await keys(pilot, "x")
        assert f"{WRITER} is not a chief" in said(pilot)
        for key in ("r", "b"):
            await keys(pilot, key, "enter")
            assert "is not a chief" in shown(pilot)
            await keys(pilot, "escape")
        assert app.desk.store.team() == before


async def test_the_last_chief_stays(chiefs: RedaksiApp) -> None:
    async with chiefs.run_test() as pilot:
        await keys(pilot, "T")
        await team_shown(chiefs)
        await keys(pilot, "x")
        assert "keeps at least one chief" in said(pilot)
        assert member(chiefs, CHIEF)


@pytest.mark.parametrize(
    ("key", "sentence", "stays"),
    [("x", "keeps at least one chief", False), ("d", "duty. u takes it back", True)],
)
async def test_a_refusal_leaves_with_its_screen_and_what_was_done_stays(
    chiefs: RedaksiApp, monkeypatch: pytest.MonkeyPatch, key: str, sentence: str, stays: bool
) -> None:
    monkeypatch.setattr(command_bar, "SHORTEST", 600.0)  # nothing goes by itself
    async with chiefs.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "T")
        await team_shown(chiefs)
        listed(chiefs).cursor = names(chiefs).index(CHIEF)
        await keys(pilot, key)
        assert sentence in said(pilot)
        await keys(pilot, "escape")
        await until(lambda: on(pilot, BoardScreen))
        await until(lambda: (sentence in said(pilot)) is stays)


async def test_slash_finds_by_parts_of_a_name_and_esc_shows_everybody(app: RedaksiApp) -> None:
    async with app.run_test() as pilot:
        await keys(pilot, "T")
        await team_shown(app)
        await keys(pilot, "slash")
        await typed(pilot, "les de")
        assert names(app) == [GUEST]
        await typed(pilot, "x")
        assert "Nobody is called so." in shown(pilot)
        await keys(pilot, "enter", "d")
        assert "Nobody is selected." in said(pilot)
        await keys(pilot, "escape")
        assert names(app) == [GUEST, CHIEF, WRITER]
        await keys(pilot, "escape")
        assert on(pilot, BoardScreen)


async def test_who_left_with_articles_is_shown_and_cannot_be_changed(chiefs: RedaksiApp) -> None:
    desk = chiefs.desk
    desk.moves.assign(draft(desk, "Panen").id, Stage.DRAFT, GUEST)
    desk.team.remove(GUEST)
    desk.reading.refresh()
    async with chiefs.run_test() as pilot:
        await keys(pilot, "T")
        await team_shown(chiefs)
        await keys(pilot, "G")
        row = next(line for line in lines(pilot) if GUEST in line)
        assert "– " in row
        assert "left" in row
        await keys(pilot, "d")
        assert f"{GUEST} is not in the team any more. a takes them into the team." in said(pilot)


async def test_changes_of_others_show_at_once(
    app: RedaksiApp, desk_of: Callable[[str], Desk]
) -> None:
    async with app.run_test() as pilot:
        await keys(pilot, "T")
        await team_shown(app)
        desk_of(CHIEF).team.add("Sari W")
        app.tell(set())
        await team_shown(app, 4)
        assert selected(app).name == WRITER


async def test_five_thousand_people_are_listed_and_only_visible_lines_painted(
    app: RedaksiApp, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    team = desk.store.team()
    many = (Member(name=f"Redaktur {number:04}") for number in range(5000))
    desk.store.commit_team(
        Team(version=team.version, members=(*team.members, *many), events=team.events)
    )
    painted: list[int] = []
    line = TeamList.line

    def noted(self: TeamList, place: int) -> Content:
        painted.append(place)
        return line(self, place)

    monkeypatch.setattr(TeamList, "line", noted)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "T")
        await team_shown(app, 5003)
        assert len({*painted}) < 60
        await keys(pilot, "slash")
        await typed(pilot, "4321")
        assert names(app) == ["Redaktur 4321"]


@pytest.mark.parametrize("name", [f"[red]Sari[/] {POISON}", "W" * 300, "家" * 60, "👨‍👩‍👧‍👦" * 9])
async def test_hostile_names_are_shown_as_text(app: RedaksiApp, desk: Desk, name: str) -> None:
    team = desk.store.team()
    desk.store.commit_team(
        replace(team, members=(*team.members, Member(name=name, login=name[:50])))
    )
    async with app.run_test() as pilot:
        await keys(pilot, "T")
        await team_shown(app, 4)
        assert not HARMFUL.search(shown(pilot).replace("\n", ""))
        assert "[red]" in shown(pilot) or "[red]" not in name
        assert len({cell_len(line) for line in lines(pilot)[4:8]}) <= 2  # columns stay in place


async def test_a_newsroom_that_cannot_be_written_says_so_and_changes_nothing(
    app: RedaksiApp, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    async with app.run_test() as pilot:
        await keys(pilot, "T")
        await team_shown(app)
        before = (room / "team.json").read_bytes()
        monkeypatch.setattr(durable, "replace", full)
        await keys(pilot, "d")
        assert "There is no room left on the disk" in said(pilot)
        assert (room / "team.json").read_bytes() == before


@pytest.mark.parametrize("size", [(20, 5), (1, 1), (40, 10)])
async def test_a_tiny_terminal_breaks_nothing(app: RedaksiApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await keys(pilot, "T", "j", "d", "u", "slash", "x", "escape", "escape")
        assert app.is_running
