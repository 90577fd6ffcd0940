"""Changes of rules in newsroom.toml, which is edited by hand, are recorded too."""

import pytest
from msgspec.structs import replace

from redaksi import config
from redaksi.desk import Identity, open_desk
from redaksi.domain import audit
from redaksi.domain.article import Event, Role
from redaksi.errors import BadInput, MoveRefused
from tests.desk.rooms import CHIEF, TEXT, Room
from tests.own_rule import own_rule

ANI, BUDI, GITA = "Ani Editor", "Budi Editor", "Gita Guest"
RULE = own_rule()


def loosen(room: Room) -> None:
    path = room.folder / config.FILE
    path.write_text(path.read_text().replace("four_eyes = true", "four_eyes = false"))


def told(room: Room) -> list[Event]:
    return [event for event in room.store.team().events if event.kind == "rules"]


def test_the_first_act_under_changed_rules_tells_them_once_and_is_chained(room: Room) -> None:
    article = room.draft()
    assert told(room) == []
    loosen(room)
    desk = room.desk(ANI)
    desk.copy.set(article.id, {"rubric": "Kota"})
    desk.copy.set(article.id, {"rubric": "Desa"})
    (event,) = told(room)
    assert (event.editor, event.data["four_eyes"]) == (ANI, False)
    assert audit.team_faults(room.store.team()) == ()


def test_rules_that_went_back_are_told_again(room: Room) -> None:
    before = (room.folder / config.FILE).read_bytes()
    loosen(room)
    room.draft(BUDI)
    (room.folder / config.FILE).write_bytes(before)
    room.draft(BUDI)
    room.draft(BUDI)
    assert [event.data["four_eyes"] for event in told(room)] == [False, True]


def test_looking_and_refused_acts_tell_nothing(room: Room) -> None:
    article = room.draft()
    loosen(room)
    desk = room.desk(BUDI)
    desk.reading.article(article.id)
    with pytest.raises(MoveRefused):
        desk.moves.publish(article.id)
    assert told(room) == []


def test_an_act_on_the_team_tells_them_before_itself(room: Room) -> None:
    """Changed rules are recorded even if the old rules are restored after an act on the team."""
    before = (room.folder / config.FILE).read_bytes()
    (room.folder / config.FILE).write_bytes(
        before.replace(b"four_eyes = true", b"four_eyes = false")
    )
    room.desk(CHIEF, login="lain").team.role(GITA, Role.CHIEF)
    (room.folder / config.FILE).write_bytes(before)
    room.desk(CHIEF).team.role(GITA, Role.GUEST)
    kinds = [
        (event.kind, event.login, event.data.get("four_eyes"))
        for event in room.store.team().events[-4:]
    ]
    assert kinds == [
        ("rules", "lain", False),
        ("role", "lain", None),
        ("rules", "meja", True),
        ("role", "meja", None),
    ]
    assert audit.team_faults(room.store.team()) == ()


def test_a_publication_by_loosened_rules_cannot_hide_them(room: Room) -> None:
    loosen(room)
    desk = room.desk(ANI)
    article = desk.moves.publish(room.submitted(by=ANI, to=ANI).id)
    (event,) = told(room)
    assert event.at < article.article.sign_offs[-1].at
    assert desk.checking.verify() == ()


# A desk that is open


def test_an_open_desk_publishes_by_the_gates_in_force_and_its_sign_off_tells_them(
    room: Room,
) -> None:
    before = (room.folder / config.FILE).read_bytes()
    articles = [room.submitted(by=ANI, to=ANI).id for _number in range(2)]
    with open_desk(room.folder, Identity(name=ANI, login="meja", host="host"), room.clock) as desk:
        with pytest.raises(MoveRefused, match="Four eyes"):
            desk.moves.publish(articles[0])
        loosen(room)
        published = desk.moves.publish(articles[0]).article
        assert published.sign_offs[-1].rules["four_eyes"] is False
        (room.folder / config.FILE).write_bytes(before)
        with pytest.raises(MoveRefused, match="Four eyes"):
            desk.moves.publish(articles[1])
        desk.copy.set(articles[1], {"rubric": "Kota"})
    assert [event.data["four_eyes"] for event in told(room)] == [False, True]


def test_an_open_desk_reads_a_rule_file_that_was_changed(room: Room) -> None:
    (room.folder / "gaya.toml").write_text(RULE)
    path = room.folder / config.FILE
    path.write_text(path.read_text() + '\n[copydesk]\nrules = ["gaya.toml"]\n')
    text = replace(TEXT, body=("Kata pejabat itu, air surut. Kata petugas itu, aman.",))
    article = room.submitted(text=text).id
    with open_desk(
        room.folder, Identity(name=BUDI, login="meja", host="host"), room.clock
    ) as desk:
        with pytest.raises(MoveRefused, match="«pejabat itu»"):
            desk.moves.publish(article)
        (room.folder / "gaya.toml").write_text(RULE.replace("pejabat", "petugas"))
        with pytest.raises(MoveRefused, match="«petugas itu»"):
            desk.moves.publish(article)


def test_an_open_desk_refuses_acts_under_settings_that_cannot_be_read_and_goes_on_without_any(
    room: Room,
) -> None:
    with open_desk(room.folder, Identity(name=ANI, login="meja", host="host"), room.clock) as desk:
        path = room.folder / config.FILE
        written = path.read_bytes()
        path.write_text("[rules\n")
        with pytest.raises(BadInput, match="at line 1"):
            desk.copy.new(TEXT)
        path.unlink()
        desk.copy.new(TEXT)  # an editor may be replacing the file at this moment
        path.write_bytes(written)
        desk.copy.new(TEXT)
    assert told(room) == []
