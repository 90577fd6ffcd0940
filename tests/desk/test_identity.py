"""The names under which a person may act, and the persons who count as one pair of eyes.

With `free` a name is a claim; with `login` the system user decides.
"""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from redaksi import config
from redaksi.desk import Desk, Identity, open_desk
from redaksi.domain import audit
from redaksi.domain.article import Dossier, Role, SavedSearch, Stage
from redaksi.domain.workflow import Move
from redaksi.errors import (
    ArticleNotFound,
    BadInput,
    EditorNotFound,
    IdentityRefused,
    MoveRefused,
    NewsroomGone,
    PersonChanged,
)
from redaksi.store.files import FileStore
from redaksi.system import logins
from tests.desk.rooms import CHIEF, TEXT, Room, tree

if TYPE_CHECKING:
    from collections.abc import Callable

ANI, BUDI, GITA = "Ani Editor", "Budi Editor", "Gita Guest"
LOGINS = {CHIEF: "cici", ANI: "ani", BUDI: "budi"}


def know_by_login(room: Room) -> None:
    path = room.folder / config.FILE
    assert 'identity = "free"' in path.read_text()
    path.write_text(path.read_text().replace('identity = "free"', 'identity = "login"'))


@pytest.fixture
def bound(room: Room) -> Room:
    """A newsroom by login, with all members but the guest bound to their system users."""
    for name, login in LOGINS.items():
        room.desk(CHIEF, login="cici").team.bind(name, login)
    know_by_login(room)
    return room


def who(desk: Desk) -> tuple[str, Role]:
    return desk.person.name, desk.person.role


# Names that are claimed


def test_a_claimed_name_that_the_team_lacks_is_refused_with_those_that_look_alike(
    room: Room,
) -> None:
    before = tree(room.folder)
    desk = room.desk("Ani Editr", claimed=True)
    with pytest.raises(EditorNotFound, match="Ani Editr is not in the team") as refused:
        desk.copy.new(TEXT)
    assert "Did you mean Ani Editor" in refused.value.hint
    assert "--guest" in refused.value.hint
    assert tree(room.folder) == before
    assert who(room.desk(" ani editor", claimed=True)) == (ANI, Role.EDITOR)


def test_a_name_of_the_settings_that_the_team_lacks_acts_as_a_guest(room: Room) -> None:
    assert who(room.desk("Ani Editr")) == ("Ani Editr", Role.GUEST)
    assert who(room.desk("")) == ("meja", Role.GUEST)


def test_a_guest_acts_once_and_joins_nothing(room: Room) -> None:
    before = room.store.team()
    desk = room.desk("Orang Luar", claimed=True, guest=True)
    dossier = desk.copy.new(TEXT)
    assert dossier.events[0].editor == "Orang Luar"
    assert room.store.team() == before
    with pytest.raises(MoveRefused, match="is a guest here"):
        desk.moves.assign(dossier.id, Stage.DRAFT, ANI)
    with pytest.raises(EditorNotFound):
        room.desk("Orang Luar", claimed=True).copy.new(TEXT)


@pytest.mark.parametrize("name", [ANI, "ANI  editor", GITA])
def test_who_is_in_the_team_is_no_guest_that_nobody_knows(room: Room, name: str) -> None:
    with pytest.raises(BadInput, match="is in the team; --guest is for strangers"):
        _ = room.desk(name, claimed=True, guest=True).person


# Names that only look like a member's

NOTHING_SEEN = "\u3164\u115f\u1160\uffa0\u034f\u2800\ufe0f\U000e0100\u17b4\u180b\u200b\u00ad\U000e0020\ue000\u0378"  # noqa: E501
LIKE_ANI = [
    "\u0410ni Editor",  # Cyrillic
    "\u0391ni Editor",  # Greek
    "Ani Ed1tor",
    "An\u0131 Editor",
    "\u1d00n\u026a Editor",  # small capitals
    "\U0001f170ni Editor",
    "\u00c1ni Editor",
    "AniEditor",
    "Ani-Editor \u2713",
    "\ua4ee\ua4e0\ua4f2 \ua4f0\ua4d3\ua4f2\ua4d4\ua4f3\ua4e3",  # Lisu
    "Ani Editor (chief)",
    "Ani Editor \u2013 redpel",
    "Ani Editor redaktur, tamu",
]


@pytest.mark.parametrize("hidden", NOTHING_SEEN)
@pytest.mark.parametrize("name", ["Ani Editor{}", "{}Ani Editor", "A{}ni Editor", "Ani {} Editor"])
def test_what_nobody_sees_makes_no_other_name(room: Room, hidden: str, name: str) -> None:
    name = name.format(hidden)
    with pytest.raises(BadInput, match="Ani Editor is in the team; --guest is for strangers"):
        _ = room.desk(name, claimed=True, guest=True).person
    with pytest.raises(BadInput, match="in the team already"):
        room.desk(CHIEF).team.add(name)
    assert who(room.desk(name)) == (ANI, Role.EDITOR)
    assert room.desk(CHIEF).team.add(f"Eka{hidden}").name == "Eka"


@pytest.mark.parametrize("name", LIKE_ANI)
def test_nobody_takes_a_name_that_only_looks_like_a_members(room: Room, name: str) -> None:
    before = tree(room.folder)
    like = "only looks like Ani Editor of the team"
    for guest in (room.desk(name, claimed=True, guest=True), room.desk(name)):
        with pytest.raises(BadInput, match=like):
            guest.copy.new(TEXT)
    for join in (room.desk(CHIEF).team.add, room.desk(CHIEF).team.welcome):
        with pytest.raises(BadInput, match=like):
            join(name)
    assert tree(room.folder) == before


@pytest.mark.parametrize(
    "name", ["Andi", "Ani E.", "Editor", "Ani Pradana (Kota)", "Анна", "田中", "M. Nu'man", "Zoë"]
)
def test_a_name_of_ones_own_is_a_guests_and_a_members(room: Room, name: str) -> None:
    assert who(room.desk(name, claimed=True, guest=True)) == (name, Role.GUEST)
    assert room.desk(CHIEF).team.add(name).name == name


@pytest.mark.parametrize("name", ["-", "\u2013", "...", "\u2800", "\u3164 \u3164"])
def test_a_name_has_letters(room: Room, name: str) -> None:
    with pytest.raises(BadInput):
        _ = room.desk(name, claimed=True, guest=True).person
    with pytest.raises(BadInput):
        room.desk(CHIEF).team.add(name)


def test_a_name_mixes_no_alphabets(room: Room) -> None:
    with pytest.raises(BadInput, match="mixes alphabets"):
        room.desk(CHIEF).team.add("Ek\u0430 Putra")
    assert room.desk(CHIEF).team.add("Eka Putra")


# Binding


def test_a_chief_binds_every_member_and_the_record_tells_it(room: Room) -> None:
    chief = room.desk(CHIEF)
    assert chief.team.bind(ANI, "ani").login == "ani"
    assert chief.team.bind("cici chief", "meja").login == "meja"
    with pytest.raises(IdentityRefused, match="bound to the system user ani"):
        room.desk(ANI).copy.new(TEXT)
    assert who(room.desk("", login="ani")) == (ANI, Role.EDITOR)
    assert chief.team.bind(ANI, "").login == ""
    assert who(room.desk(ANI)) == (ANI, Role.EDITOR)
    team = room.store.team()
    told = [
        (event.kind, event.data["name"], event.data["login"])
        for event in team.events
        if "bound" in event.kind
    ]
    assert told == [("bound", ANI, "ani"), ("bound", CHIEF, "meja"), ("unbound", ANI, "")]
    assert audit.team_faults(team) == ()
    with pytest.raises(EditorNotFound):
        chief.team.bind("Ani Editr", "ani")


def test_nobody_but_a_chief_binds(room: Room) -> None:
    before = tree(room.folder)
    for name in (ANI, GITA, "Orang Luar"):
        for member in (ANI, CHIEF, GITA):
            for login in ("ani", ""):
                with pytest.raises(MoveRefused, match="is not a chief"):
                    room.desk(name).team.bind(member, login)
    assert tree(room.folder) == before


def test_several_names_of_one_system_user_are_all_theirs_and_the_first_stands_for_them(
    room: Room,
) -> None:
    chief = room.desk(CHIEF).team
    chief.bind(ANI, "ani")
    chief.bind(BUDI, "ani")
    chief.add("Tiga", login="ani")
    for name in (ANI, BUDI, "Tiga"):
        assert room.desk(name, login="ani").person.name == name
    assert room.desk("", login="ani").person.name == ANI
    assert room.desk(CHIEF).team.bound_to("ani") == (ANI, BUDI, "Tiga")


# By login


def test_by_login_each_acts_only_under_the_names_that_are_bound_to_theirs(bound: Room) -> None:
    assert who(bound.desk("", login="ani")) == (ANI, Role.EDITOR)
    assert who(bound.desk(ANI, login="ani", claimed=True)) == (ANI, Role.EDITOR)
    before = tree(bound.folder)
    for claimed in (True, False):
        with pytest.raises(
            IdentityRefused, match="Budi Editor is bound to the system user budi"
        ) as refused:
            bound.desk(BUDI, login="ani", claimed=claimed).copy.new(TEXT)
        assert refused.value.hint == "You are Ani Editor here."
        with pytest.raises(IdentityRefused, match="Gita Guest is not bound to your system user"):
            bound.desk(GITA, login="ani", claimed=claimed).copy.new(TEXT)
    with pytest.raises(IdentityRefused, match="Orang Luar is not bound"):
        bound.desk("Orang Luar", login="ani", claimed=True, guest=True).copy.new(TEXT)
    assert tree(bound.folder) == before


def test_by_login_the_settings_name_of_another_newsroom_gives_way_to_the_bound_one(
    bound: Room,
) -> None:
    assert who(bound.desk("Ani S", login="ani")) == (ANI, Role.EDITOR)
    with pytest.raises(EditorNotFound):
        bound.desk("Ani S", login="ani", claimed=True).copy.new(TEXT)


def test_by_login_whoever_has_no_name_here_is_a_guest_under_one_that_nobody_has(
    bound: Room,
) -> None:
    assert who(bound.desk("", login="lain")) == ("lain", Role.GUEST)
    assert who(bound.desk("Lain", login="lain", claimed=True, guest=True)) == ("Lain", Role.GUEST)
    with pytest.raises(IdentityRefused, match="not bound to your system user") as refused:
        _ = bound.desk("", login="Gita Guest").person
    assert "team bind" in refused.value.hint


def test_free_of_logins_an_unbound_name_is_whoever_claims_it(room: Room) -> None:
    """The negative control: the same acts pass in a newsroom that does not identify by login."""
    assert who(room.desk(BUDI, login="ani", claimed=True)) == (BUDI, Role.EDITOR)
    assert who(room.desk(GITA, login="ani")) == (GITA, Role.GUEST)


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names of the system users of a simulated machine."""
    logins_here = {*LOGINS.values(), "gita"}
    monkeypatch.setattr(logins, "is_known", logins_here.__contains__)
    return logins_here


def test_by_login_a_chief_who_may_act_remains(bound: Room, known: set[str]) -> None:
    chief = bound.desk(CHIEF, login="cici").team
    chief.role(GITA, Role.CHIEF)  # a chief who is bound to no system user
    acts: list[Callable[[], object]] = [
        lambda: chief.bind(CHIEF, ""),
        lambda: chief.role(CHIEF, Role.EDITOR),
        lambda: chief.remove(CHIEF),
    ]
    for act in acts:
        with pytest.raises(MoveRefused, match="one chief who is bound"):
            act()
    chief.bind(GITA, "tidak-ada")  # a system user that does not exist here
    for act in acts:
        with pytest.raises(MoveRefused, match="one chief who is bound"):
            act()
    chief.bind(GITA, "gita")
    assert chief.bind(CHIEF, "").login == ""


@pytest.mark.parametrize("house", ["free", "login"])
@pytest.mark.parametrize("login", ["tidak-ada", "budi"])
def test_the_only_chief_hands_their_name_to_no_other_system_user(
    room: Room, known: set[str], house: str, login: str
) -> None:
    """The only chief can bind the own name only to the own system user.

    Otherwise the newsroom could be left without a chief who can act.
    """
    chief = room.desk(CHIEF, login="cici").team
    chief.bind(CHIEF, "cici")
    if house == "login":
        know_by_login(room)
        chief = room.desk(CHIEF, login="cici").team
    before = tree(room.folder)
    with pytest.raises(MoveRefused, match=f"you are not the system user {login}"):
        chief.bind(CHIEF, login)
    assert tree(room.folder) == before
    chief.bind(BUDI, "tidak-ada")  # other names can be bound to any login
    chief.role(BUDI, Role.CHIEF)
    with pytest.raises(MoveRefused):
        chief.bind(CHIEF, login)
    chief.bind(BUDI, "budi")
    assert chief.bind(CHIEF, login).login == login


def test_a_number_is_a_login_where_the_system_user_has_no_name() -> None:
    """In containers the kernel knows only the number."""
    known = {
        login: logins.is_known(login)
        for login in (logins.own(), "61001", "0", "007", "4294967295", "9" * 99, "")
    }
    assert known == {
        logins.own(): True,
        "61001": True,
        **dict.fromkeys(("0", "007", "4294967295", "9" * 99, ""), False),
    }


# The author of an act


def guest_of(room: Room, name: str, login: str) -> Desk:
    return room.desk(name, login=login, claimed=True, guest=True)


def test_by_login_guests_of_like_names_are_two_people(bound: Room) -> None:
    """Neither guest may undo the acts of the other or resolve the notes of the other."""
    first, second = guest_of(bound, "Eka", "eka"), guest_of(bound, "EKA", "lain")
    dossier = first.copy.new(TEXT)
    first.copy.set(dossier.id, {"rubric": "Kota"})
    with pytest.raises(MoveRefused, match="nothing of yours"):
        second.moves.undo(dossier.id)
    note = first.notes.add(dossier.id, "Periksa.").notes[-1].id
    with pytest.raises(MoveRefused, match="is a guest here"):
        second.notes.resolve(dossier.id, note)
    assert first.moves.undo(dossier.id).notes == ()
    note = first.notes.add(dossier.id, "Periksa.").notes[-1].id
    assert not first.notes.resolve(dossier.id, note).notes[-1].is_open


def test_by_login_a_name_that_left_the_team_is_not_its_members_any_more(bound: Room) -> None:
    chief = bound.desk(CHIEF, login="cici")
    chief.team.bind(GITA, "gita")
    gita = bound.desk(GITA, login="gita")
    dossier = gita.copy.new(TEXT)
    chief.moves.assign(dossier.id, Stage.DRAFT, GITA)
    note = bound.desk(ANI, login="ani").notes.add(dossier.id, "Periksa.").notes[-1].id
    own = gita.notes.add(dossier.id, "Sudah.").notes[-1].id
    chief.team.remove(GITA)
    other = guest_of(bound, GITA, "lain")
    for one in (note, own):
        with pytest.raises(MoveRefused, match="is a guest here"):
            other.notes.resolve(dossier.id, one)
    with pytest.raises(MoveRefused, match="nothing of yours"):
        other.moves.undo(dossier.id)
    chief.team.add(GITA, Role.GUEST, login="gita")
    assert not gita.notes.resolve(dossier.id, note).notes[0].is_open  # the assigned editor may


def test_free_of_logins_a_like_name_is_the_same_person(room: Room) -> None:
    """The negative control: where a name is a claim, only the name counts."""
    first, second = guest_of(room, "Eka", "eka"), guest_of(room, "EKA", "lain")
    dossier = first.copy.new(TEXT)
    note = first.notes.add(dossier.id, "Periksa.").notes[-1].id
    assert not second.notes.resolve(dossier.id, note).notes[-1].is_open
    assert second.moves.undo(dossier.id).notes[-1].is_open


# Names in imported copy


NAMING = b"---\ntitle: Judul\neditor: %s\n---\nIsi berita."


def test_by_login_copy_lets_nobody_into_the_team(bound: Room) -> None:
    before = bound.store.team().members
    arrival = guest_of(bound, "Eka", "eka").imports.data(NAMING % b"Orang Baru", "satu.md")
    dossier = bound.store.dossier(arrival.id)
    assert "Its editor Orang Baru is not in the team. Eka has it." in arrival.message
    assert dossier.article.editor() == "Eka"
    assert dossier.events[0].data["editor"] == "Orang Baru"
    assert bound.store.team().members == before
    assert who(guest_of(bound, "Orang Baru", "orang")) == (
        "Orang Baru",
        Role.GUEST,
    )  # the import does not take the name
    known = bound.store.dossier(
        bound.desk("", login="ani")
        .imports.data((NAMING % b"Budi Editor").replace(b"Judul", b"Lain"), "dua.md")
        .id
    )
    assert known.article.editor() == BUDI


def test_free_of_logins_whom_copy_names_joins_as_a_guest(room: Room) -> None:
    arrival = room.desk(ANI).imports.data(NAMING % b"Orang Baru", "satu.md")
    assert room.store.dossier(arrival.id).article.editor() == "Orang Baru"
    assert room.store.team().role("Orang Baru") is Role.GUEST


# A desk that is open


def open_at(room: Room, name: str, login: str) -> Desk:
    """A desk for the claimed name `name` and the system user `login`."""
    who_ = Identity(name=name, login=login, host="host", claimed=True)
    return Desk(room.store, config.load_house(room.folder), who_, room.clock)


def test_an_open_desk_knows_people_by_the_settings_in_force(room: Room) -> None:
    for name, login in LOGINS.items():
        room.desk(CHIEF, login="cici").team.bind(name, login)
    desk = open_at(room, GITA, "lain")
    article = desk.copy.new(TEXT)
    know_by_login(room)
    before = tree(room.folder)
    with pytest.raises(IdentityRefused, match="not bound to your system user"):
        desk.copy.set(article.id, {"rubric": "Kota"})
    assert desk.me.role is Role.GUEST
    assert tree(room.folder) == before
    path = room.folder / config.FILE
    path.write_text(path.read_text().replace('identity = "login"', 'identity = "free"'))
    assert desk.copy.set(article.id, {"rubric": "Kota"}).article.text.rubric == "Kota"


def test_two_names_of_one_login_are_one_pair_of_eyes_from_the_moment_it_is_set(
    bound: Room,
) -> None:
    second_name(bound)
    dossier = handed_in(bound, ANI, ANI)
    path = bound.folder / config.FILE
    path.write_text(path.read_text().replace('identity = "login"', 'identity = "free"'))
    desk = open_at(bound, "Ani Dua", "ani")
    assert desk.moves.against(Move.PUBLISH, dossier) == ()
    know_by_login(bound)
    with pytest.raises(MoveRefused, match="the system user ani as you are"):
        desk.moves.publish(dossier.id)


# Four eyes


def second_name(room: Room) -> None:
    room.desk(CHIEF, login="cici").team.add("Ani Dua", login="ani")


def handed_in(room: Room, writer: str, submitter: str) -> Dossier:
    """An article written by `writer` and submitted by `submitter`, each with their own login."""
    dossier = room.desk(writer, login=LOGINS.get(writer, "ani")).copy.new(TEXT)
    return room.desk(submitter, login=LOGINS.get(submitter, "ani")).moves.submit(
        dossier.id, to=BUDI
    )


@pytest.mark.parametrize(
    ("writer", "submitter", "publisher", "against"),
    [
        (ANI, ANI, "Ani Dua", ["submitted this article", "wrote the draft last"]),
        ("Ani Dua", BUDI, ANI, ["wrote the draft last"]),
        (BUDI, "Ani Dua", ANI, ["submitted this article"]),
    ],
)
def test_two_names_of_one_login_are_one_pair_of_eyes(
    bound: Room, writer: str, submitter: str, publisher: str, against: list[str]
) -> None:
    second_name(bound)
    dossier = handed_in(bound, writer, submitter)
    with pytest.raises(MoveRefused) as refused:
        bound.desk(publisher, login="ani").moves.publish(dossier.id)
    assert [
        sentence.partition(" as you are, ")[2].rstrip(".") for sentence in refused.value.reasons
    ] == against
    assert all("the system user ani" in sentence for sentence in refused.value.reasons)
    assert (
        bound.desk(CHIEF, login="cici").moves.publish(dossier.id).article.stage is Stage.PUBLISHED
    )


def test_free_of_logins_two_names_are_two_pairs_of_eyes(room: Room) -> None:
    dossier = room.submitted(ANI, BUDI)
    assert room.desk(BUDI).moves.publish(dossier.id).article.stage is Stage.PUBLISHED


def test_who_was_bound_otherwise_when_they_wrote_has_the_same_eyes(bound: Room) -> None:
    """A system user stays one pair of eyes after its old name is bound elsewhere or removed."""
    chief = bound.desk(CHIEF, login="cici").team
    second_name(bound)
    rebound, removed, moved = (handed_in(bound, "Ani Dua", "Ani Dua") for _number in range(3))
    chief.bind("Ani Dua", "lain")
    with pytest.raises(MoveRefused, match="the system user ani as you are"):
        bound.desk(ANI, login="ani").moves.publish(rebound.id)
    chief.remove("Ani Dua")
    with pytest.raises(MoveRefused, match="the system user ani as you are"):
        bound.desk(ANI, login="ani").moves.publish(removed.id)
    chief.add("Ani Dua", login="lain")
    chief.bind(ANI, "lain")  # another system user now has both names
    with pytest.raises(MoveRefused, match="the system user lain as you are"):
        bound.desk(ANI, login="lain").moves.publish(moved.id)


def test_a_guest_of_ones_own_making_is_no_second_pair_of_eyes(bound: Room) -> None:
    """The acts of a login before the login had a name count too."""
    dossier = bound.desk("Penulis Lepas", login="eka", claimed=True, guest=True).copy.new(TEXT)
    bound.desk("Penulis Lepas", login="eka", claimed=True, guest=True).moves.submit(
        dossier.id, to=BUDI
    )
    bound.desk(CHIEF, login="cici").team.add("Eka", login="eka")
    with pytest.raises(MoveRefused, match="the system user eka as you are"):
        bound.desk("", login="eka").moves.publish(dossier.id)


def test_a_house_that_changes_how_it_knows_people_tells_it(room: Room) -> None:
    room.desk(CHIEF).team.bind(ANI, "ani")
    know_by_login(room)
    room.desk(ANI, login="ani").copy.new(TEXT)
    (event,) = [one for one in room.store.team().events if one.kind == "rules"]
    assert event.data["identity"] == "login"
    assert audit.team_faults(room.store.team()) == ()


def test_a_newsroom_without_the_line_is_free(tmp_path: Path) -> None:
    (tmp_path / config.FILE).write_text('name = "Lama"\n')
    assert config.load_house(tmp_path).people.identity == "free"
    (tmp_path / config.FILE).write_text('[people]\nidentity = "password"\n')
    with pytest.raises(BadInput):
        config.load_house(tmp_path)


def test_who_may_not_act_any_more_is_shown_as_a_guest(bound: Room) -> None:
    desk = bound.desk(ANI, login="ani", claimed=True)
    bound.desk(CHIEF, login="cici").team.bind(ANI, "lain")
    assert (desk.me.name, desk.me.role) == (ANI, Role.GUEST)
    with pytest.raises(IdentityRefused):
        desk.copy.new(TEXT)


@pytest.mark.parametrize("elsewhere", [True, False])
@pytest.mark.parametrize("how", ["moved", "an empty folder"])
def test_where_the_newsroom_is_gone_every_act_says_so_and_the_index_keeps_all(
    tmp_path: Path, how: str, elsewhere: bool
) -> None:
    room = Room(tmp_path / "ruang")
    if elsewhere:  # the index of a folder shared by a group is at home and stays readable
        room.folder.chmod(0o2770)
        room.store = FileStore(room.folder)
    desk = room.desk("", login="meja")
    room.desk(CHIEF).team.bind(CHIEF, "meja")
    dossier = room.draft()
    with open_desk(room.folder, Identity(name="", login="meja", host="host")) as other:
        desk = other
        desk.reading.refresh()
        before = desk.reading.rows()
        assert who(desk) == (CHIEF, Role.CHIEF)
        away = room.folder.with_name("away")
        room.folder.rename(away)
        if how != "moved":
            room.folder.mkdir(0o2770 if elsewhere else 0o755)
        acts: list[Callable[[], object]] = [
            lambda: desk.person,
            desk.reading.refresh,
            desk.reading.problems,
            lambda: desk.reading.article(dossier.id),
            lambda: desk.copy.save(dossier.id, TEXT, dossier.version),
            lambda: desk.moves.submit(dossier.id),
            lambda: desk.team.add("Eka"),
        ]
        for act in acts:
            with pytest.raises(NewsroomGone, match="is not there any more"):
                act()
        assert (desk.me.name, desk.me.role) == (CHIEF, Role.CHIEF)
        if how != "moved":
            assert not list(room.folder.rglob("*.json"))
            shutil.rmtree(room.folder)
        away.rename(room.folder)
        assert desk.reading.rows() == before
        assert desk.reading.article(dossier.id) == dossier
        with pytest.raises(ArticleNotFound):  # the negative control
            desk.reading.article("tidak-ada")
    room.store.close()


@pytest.mark.parametrize("claimed", [True, False])
def test_where_the_newsroom_is_gone_nobody_is_told_that_they_are_a_stranger(
    room: Room, claimed: bool
) -> None:
    desk = room.desk(CHIEF, claimed=claimed)
    dossier = room.submitted()
    room.folder.rename(room.folder.with_name("away"))
    acts: list[Callable[[], object]] = [
        lambda: desk.person,
        lambda: desk.copy.new(TEXT),
        lambda: desk.moves.publish(dossier.id),
        lambda: desk.team.add("Eka"),
        lambda: desk.reading.rows(desk.reading.query(SavedSearch(editor="me"))),
    ]
    for act in acts:
        with pytest.raises(NewsroomGone, match=r"ruang is not there any more\.") as refused:
            act()
        assert "whether its disk is there" in refused.value.hint
    assert desk.me.name == CHIEF
    room.folder.with_name("away").rename(room.folder)
    assert who(desk) == (CHIEF, Role.CHIEF)


# The person at an open desk changes


def test_nobody_acts_under_another_name_than_their_desk_began_with(room: Room) -> None:
    chief = room.desk(CHIEF).team
    chief.bind(ANI, "ani")
    desk = room.desk("", login="ani")
    dossier = desk.copy.new(TEXT)
    assert who(desk) == (ANI, Role.EDITOR)
    chief.role(ANI, Role.CHIEF)  # the negative control: the same person in another role
    assert who(desk) == (ANI, Role.CHIEF)
    chief.bind(ANI, "lain")
    before = tree(room.folder)
    acts: list[Callable[[], object]] = [
        lambda: desk.copy.save(dossier.id, TEXT, dossier.version),
        lambda: desk.copy.new(TEXT),
        lambda: desk.moves.submit(dossier.id),
        lambda: desk.notes.add(dossier.id, "Periksa."),
        lambda: desk.team.add("Eka"),
    ]
    for act in acts:
        with pytest.raises(
            PersonChanged, match="You began here as Ani Editor, and are ani in the team by now"
        ):
            act()
    assert tree(room.folder) == before
    assert (desk.me.name, desk.me.role) == (ANI, Role.GUEST)
    assert who(room.desk("", login="ani")) == ("ani", Role.GUEST)  # a new desk
    chief.bind(ANI, "ani")
    assert who(desk) == (ANI, Role.CHIEF)


def test_a_guest_who_joins_the_team_meanwhile_begins_anew_under_that_name(room: Room) -> None:
    desk = room.desk("", login="eka")
    assert who(desk) == ("eka", Role.GUEST)
    room.desk(CHIEF).team.add("Eka")  # the same name
    assert who(desk) == ("Eka", Role.EDITOR)
    room.desk(CHIEF).team.bind(ANI, "eka")
    with pytest.raises(PersonChanged):
        desk.copy.new(TEXT)
