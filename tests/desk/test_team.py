"""The acting person, and the people who may change the team."""

import os
import pwd
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from redaksi.desk import Identity, open_desk, system_identity
from redaksi.desk.newsroom import create
from redaksi.domain import audit
from redaksi.domain.article import Member, Role, Stage
from redaksi.domain.hashing import digest
from redaksi.errors import BadInput, EditorNotFound, IdentityRefused, MoveRefused, Refused
from tests.desk.rooms import CHIEF, TEAM, Room, tree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from redaksi.desk.team import TeamDesk

ANI, GITA = "Ani Editor", "Gita Guest"


def roles(room: Room) -> dict[str, Role]:
    return {member.name: member.role for member in room.store.team().members}


def test_whoever_made_the_newsroom_is_its_chief_and_added_people_are_editors(room: Room) -> None:
    assert roles(room) == {CHIEF: Role.CHIEF, **TEAM}
    assert room.desk(CHIEF).team.add("Dewi").role is Role.EDITOR
    team = room.store.team()
    assert [event.kind for event in team.events] == ["added"] * 5
    assert audit.team_faults(team) == ()


def test_a_folder_that_holds_a_newsroom_is_refused_and_untouched(
    room: Room, tmp_path: "Path"
) -> None:
    before = tree(room.folder)
    with pytest.raises(Refused, match="holds a newsroom already"):
        create(room.folder, Identity(name="Lain", login="x", host="h"))
    assert tree(room.folder) == before
    (tmp_path / "berkas").write_text("x")
    with pytest.raises(Refused, match="is not a folder"):
        create(tmp_path / "berkas", Identity(name="Lain", login="x", host="h"))


@pytest.mark.parametrize("name", [ANI, GITA, "Orang Luar"])
def test_only_a_chief_changes_the_team(room: Room, name: str) -> None:
    team = room.desk(name).team
    before = tree(room.folder)
    acts: list[Callable[[], object]] = [
        lambda: team.add("Kawan", Role.CHIEF),
        lambda: team.add(GITA, Role.EDITOR),
        lambda: team.role(name, Role.CHIEF),
        lambda: team.role(CHIEF, Role.GUEST),
        lambda: team.remove(CHIEF),
    ]
    for act in acts:
        with pytest.raises((MoveRefused, EditorNotFound)):
            act()
    assert tree(room.folder) == before


def test_the_last_chief_stays_one(room: Room) -> None:
    chief = room.desk(CHIEF).team
    acts: list[Callable[[], object]] = [
        lambda: chief.role(CHIEF, Role.EDITOR),
        lambda: chief.remove(CHIEF.upper()),
    ]
    for act in acts:
        with pytest.raises(MoveRefused, match="at least one chief"):
            act()
    chief.role(ANI, Role.CHIEF)
    assert chief.role(CHIEF, Role.GUEST).role is Role.GUEST
    with pytest.raises(MoveRefused, match="is not a chief"):
        chief.role(ANI, Role.GUEST)


def test_nobody_is_in_the_team_twice_under_another_spelling(room: Room) -> None:
    chief = room.desk(CHIEF).team
    for name in ("ani editor", " Ani  Editor", "Ani\u200b Editor", "\uff21ni Editor"):
        with pytest.raises(BadInput, match="in the team already"):
            chief.add(name)
    assert chief.add("gita guest", Role.EDITOR).role is Role.EDITOR
    assert len(room.store.team().members) == 4


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "\x1b[31m", "x" * 81])
def test_a_name_has_letters_and_a_limit(room: Room, name: str) -> None:
    with pytest.raises(BadInput, match="1 to 80 characters"):
        room.desk(CHIEF).team.add(name)
    assert room.desk(CHIEF).team.add("x" * 80)


def test_a_name_is_harmless_wherever_it_comes_from(room: Room) -> None:
    assert room.desk(CHIEF).team.add("De\x1b[31mwi\u202e S").name == "Dewi S"
    assert room.desk("Or\x1b[31mang\nLuar").person.name == "Orang Luar"
    with pytest.raises(BadInput):
        _ = room.desk("x" * 5000).person


def test_an_unknown_name_is_told_with_those_that_look_alike(room: Room) -> None:
    with pytest.raises(EditorNotFound) as unknown:
        room.desk(CHIEF).team.role("Ani Editr", Role.CHIEF)
    assert "Did you mean Ani Editor" in unknown.value.hint


def test_a_bound_name_is_nobody_elses_and_stands_for_its_system_user(room: Room) -> None:
    chief = room.desk(CHIEF)
    chief.team.add("Dewi", login="dewi")
    for spelling in ("Dewi", " dEWI", "De\u200bwi"):
        with pytest.raises(IdentityRefused, match="bound to the system user dewi"):
            _ = room.desk(spelling).person
        assert room.desk(spelling, login="dewi").person.name == "Dewi"
    assert room.desk("", login="dewi").person.name == "Dewi"
    assert room.desk("", login="lain").person.name == "lain"
    with pytest.raises(IdentityRefused):
        room.desk("Dewi").copy.new(room.draft().article.text)


def test_a_bound_guest_who_becomes_an_editor_stays_bound(room: Room) -> None:
    chief = room.desk(CHIEF).team
    chief.add("Dewi", Role.GUEST, login="dewi")
    assert chief.add("dewi", Role.EDITOR).login == "dewi"
    assert chief.role("Dewi", Role.CHIEF).login == "dewi"
    with pytest.raises(IdentityRefused):
        _ = room.desk("Dewi").person


def test_without_a_name_the_system_user_is_the_person(room: Room) -> None:
    person = room.desk("").person
    assert (person.name, person.role, person.login) == ("meja", Role.GUEST, "meja")
    room.desk(CHIEF).team.add("Meja")
    assert room.desk("  ").person.name == "Meja"


def test_the_system_user_is_the_kernels_word(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("USER", "LOGNAME", "USERNAME"):
        monkeypatch.setenv(variable, "palsu")
    assert system_identity("").login == pwd.getpwuid(os.getuid()).pw_name


def test_who_is_removed_is_a_guest_and_stays_in_the_record(room: Room) -> None:
    dossier = room.submitted()
    room.desk(CHIEF).team.remove(ANI)
    assert room.desk(ANI).person.role is Role.GUEST
    assert room.store.dossier(dossier.id).events[0].editor == ANI
    assert audit.team_faults(room.store.team()) == ()


def test_a_newsroom_opened_by_its_folder_is_the_same_one(room: Room) -> None:
    with open_desk(room.folder, ANI) as desk:
        assert desk.person.role is Role.EDITOR
        assert desk.house.name == "ruang"


@pytest.mark.parametrize("name", [ANI, GITA, "gita GUEST"])
def test_each_says_of_themselves_whether_they_are_on_duty(room: Room, name: str) -> None:
    team = room.desk(name).team
    assert team.duty(name, on=False).off_duty
    assert team.absence(name) == f"{team.duty(name, on=False).name} is off duty."
    assert team.duty(name, on=True).on_duty
    assert team.absence(name) == ""


def test_a_chief_says_it_of_everybody_and_nobody_else_does(room: Room) -> None:
    assert room.desk(CHIEF).team.duty(GITA, on=False).off_duty
    for name, other in ((ANI, GITA), (GITA, ANI), ("Orang Luar", ANI), (ANI, CHIEF)):
        before = tree(room.folder)
        with pytest.raises(MoveRefused, match="is not a chief and cannot say it"):
            room.desk(name).team.duty(other, on=True)
        assert tree(room.folder) == before
    with pytest.raises(EditorNotFound):
        room.desk(CHIEF).team.duty("Siapa", on=False)


def test_duty_stands_in_the_record_once_and_outlives_other_changes(room: Room) -> None:
    chief = room.desk(CHIEF).team
    chief.duty(ANI, on=False)
    chief.duty(ANI, on=False)
    chief.role(ANI, Role.CHIEF)
    member = chief.bind(ANI, "ani")
    assert (member.off_duty, member.role, member.login) == (True, Role.CHIEF, "ani")
    chief.duty(GITA, on=False)
    assert chief.add(GITA, Role.EDITOR).off_duty
    kinds = [event.kind for event in chief.history()]
    assert kinds.count("off_duty") == 2
    assert audit.team_faults(room.store.team()) == ()


def test_a_record_of_before_the_field_keeps_its_hashes() -> None:
    assert digest(Member(name=ANI)) == digest({"name": ANI, "role": "editor"})
    assert digest(Member(name=ANI, off_duty=True)) != digest(Member(name=ANI))


def test_the_overview_counts_what_each_has_and_names_who_left_with_articles(room: Room) -> None:
    room.draft(ANI)
    room.submitted(ANI, "Budi Editor")
    room.desk(CHIEF).moves.assign(room.draft(ANI).id, Stage.DRAFT, GITA)
    room.store.refresh()
    found = {one.member.name: one for one in room.desk(ANI).team.overview()}
    assert [*found] == [ANI, "Budi Editor", CHIEF, GITA]
    assert found["Budi Editor"].counts[Stage.REVIEW] == 1
    assert found[GITA].counts[Stage.DRAFT] == 1
    room.desk(CHIEF).team.remove(GITA)
    *_others, last = room.desk(ANI).team.overview()
    assert (last.member.name, last.is_member, last.counts[Stage.DRAFT]) == (GITA, False, 1)


@pytest.mark.parametrize(
    "act",
    [
        lambda team: team.add("Dewi", Role.GUEST, "dewi"),
        lambda team: team.add(GITA, Role.EDITOR),
        lambda team: team.role(ANI, Role.CHIEF),
        lambda team: team.bind(ANI, "ani"),
        lambda team: team.duty(ANI, on=False),
        lambda team: team.remove(ANI),
    ],
)
def test_each_change_is_taken_back_whole_and_stands_in_the_record(
    room: Room, act: "Callable[[TeamDesk], Member]"
) -> None:
    chief = room.desk(CHIEF).team
    members = chief.list()
    act(chief)
    assert chief.list() != members
    chief.take_back()
    assert {*chief.list()} == {*members}
    assert chief.list()[0] == members[0]
    assert not chief.can_take_back
    assert audit.team_faults(room.store.team()) == ()


def test_changes_are_taken_back_one_after_the_other(room: Room) -> None:
    chief = room.desk(CHIEF).team
    members = chief.list()
    chief.role(ANI, Role.CHIEF)
    chief.role(ANI, Role.CHIEF)  # no change: nothing to take back
    chief.duty(ANI, on=False)
    assert [chief.take_back().after for _time in range(2)] == [
        replace(members[1], role=Role.CHIEF),
        members[1],
    ]
    assert chief.list() == members
    with pytest.raises(Refused, match="Nothing of the team was changed here"):
        chief.take_back()


def test_what_was_changed_once_more_is_not_taken_back(room: Room) -> None:
    chief, other = room.desk(CHIEF).team, room.desk(ANI).team
    chief.role(ANI, Role.CHIEF)
    other.duty(ANI, on=False)
    before = room.store.team()
    with pytest.raises(Refused, match="changed once more"):
        chief.take_back()
    assert room.store.team() == before


def test_taking_back_needs_the_right_and_leaves_a_chief(room: Room) -> None:
    chief, ani = room.desk(CHIEF).team, room.desk(ANI).team
    ani.duty(ANI, on=False)
    ani.take_back()
    chief.role(ANI, Role.CHIEF)
    ani.role(GITA, Role.CHIEF)
    chief.role(ANI, Role.EDITOR)
    with pytest.raises(MoveRefused, match="is not a chief"):
        ani.take_back()
    chief.add("Dewi", Role.CHIEF)
    chief.role(GITA, Role.GUEST)
    chief.role(CHIEF, Role.EDITOR)
    with pytest.raises(MoveRefused, match="is not a chief"):
        chief.take_back()
