"""A finding stops a publication until the finding is fixed, waived or overridden."""

import json
from pathlib import Path

import pytest
from msgspec import convert
from msgspec.structs import replace

from redaksi import config
from redaksi.desk import Desk
from redaksi.domain import waivers
from redaksi.domain.article import Dossier, Text
from redaksi.domain.workflow import Move
from redaksi.errors import BadInput, MoveRefused, NotFound
from tests.desk.rooms import CHIEF, Room

ANI, BUDI, GITA = "Ani Editor", "Budi Editor", "Gita Guest"
FLAWED = Text(
    headline="Banjir Surut", body=("Air surut sejak pagi.", "Ini sekedar contoh, kata warga.")
)


@pytest.fixture
def budi(room: Room) -> Desk:
    return room.desk(BUDI)


@pytest.fixture
def flawed(room: Room) -> Dossier:
    """An article in review with one galat in its second paragraph."""
    return room.submitted(text=FLAWED)


def standing(desk: Desk, article: Dossier) -> list[str]:
    """The words of every galat that is not waived."""
    return [one.text for one in desk.findings.check(article.id)[1] if one.severity == "galat"]


def waived(desk: Desk, article: Dossier, reason: str = "Kutipan asli.") -> Dossier:
    dossier, found = desk.findings.check(article.id)
    return desk.findings.waive(
        dossier.id, [one for one in found if one.severity == "galat"], reason, dossier.version
    )


def test_a_galat_holds_the_publication_up_until_it_is_mended(budi: Desk, flawed: Dossier) -> None:
    with pytest.raises(MoveRefused) as refused:
        budi.moves.publish(flawed.id)
    assert "sekedar" in refused.value.reasons[0]
    assert [reason.overridable for reason in budi.moves.against(Move.PUBLISH, flawed)] == [True]
    assert [one.text for one in budi.findings.mend(flawed.id)[1]] == ["sekedar"]
    assert budi.moves.publish(flawed.id).article.sign_offs[-1].set_aside == ()


def test_a_waiver_is_kept_through_edits_and_gives_its_reason_in_the_record(
    budi: Desk, flawed: Dossier
) -> None:
    event = waived(budi, flawed).events[-1]
    assert (event.kind, event.data["texts"], event.data["reason"]) == (
        "waived",
        ["sekedar"],
        "Kutipan asli.",
    )
    budi.copy.edit(
        flawed.id,
        lambda text: replace(text, body=("Sisipan.", *text.body[:1], text.body[1] + " Begitu.")),
    )
    assert standing(budi, flawed) == []
    assert budi.moves.publish(flawed.id).article.sign_offs[-1].override == ""
    assert budi.checking.verify() == ()


def test_a_waiver_covers_its_paragraph_and_no_other(budi: Desk, flawed: Dossier) -> None:
    waived(budi, flawed)
    budi.copy.edit(
        flawed.id, lambda text: replace(text, body=(*text.body, "Itu pun sekedar kabar."))
    )
    assert standing(budi, flawed) == ["sekedar"]


def test_a_waiver_can_be_taken_back_and_ended(budi: Desk, flawed: Dossier) -> None:
    waived(budi, flawed)
    budi.moves.undo(flawed.id)
    assert standing(budi, flawed) == ["sekedar"]
    rule = waived(budi, flawed).article.waivers[-1].rule
    budi.findings.unwaive(flawed.id, rule)
    assert standing(budi, flawed) == ["sekedar"]
    with pytest.raises(NotFound):
        budi.findings.unwaive(flawed.id, rule)


def test_what_is_waived_already_is_waived_once_and_one_rules_end_leaves_the_others(
    budi: Desk, flawed: Dossier
) -> None:
    dossier, (finding, *_others) = budi.findings.check(flawed.id)
    other = replace(finding, rule="lain", text="contoh")
    at, article = budi.now(), dossier.article
    once = waivers.waived(article, [finding], "Kutipan.", budi.person, at)
    both = waivers.waived(once, [finding, other], "Nama.", budi.person, at)
    assert [(one.rule, one.reason) for one in both.waivers] == [
        (finding.rule, "Kutipan."),
        ("lain", "Nama."),
    ]
    assert waivers.waived(both, [finding, other], "Lagi.", budi.person, at) is both
    assert waivers.unwaived(both, finding.rule).waivers == both.waivers[1:]


def test_mending_leaves_what_was_waived(budi: Desk, flawed: Dossier) -> None:
    waived(budi, flawed)
    assert budi.findings.mend(flawed.id)[1] == ()


def test_an_override_lists_in_the_sign_off_what_stood_open(budi: Desk, flawed: Dossier) -> None:
    sign_off = budi.moves.publish(flawed.id, override="Mendesak.").article.sign_offs[-1]
    assert sign_off.override == "Mendesak."
    assert any("sekedar" in sentence for sentence in sign_off.set_aside)


@pytest.mark.parametrize(
    ("gate", "passes"), [("[]", True), ('["etik"]', True), ('["galat"]', False)]
)
def test_the_house_chooses_what_holds_a_publication_up(
    room: Room, flawed: Dossier, gate: str, passes: bool
) -> None:
    path = room.folder / config.FILE
    path.write_text(path.read_text().replace('gate = ["galat", "etik"]', f"gate = {gate}"))
    desk = room.desk(BUDI)
    assert (desk.moves.against(Move.PUBLISH, flawed) == ()) is passes


def test_a_waiver_takes_an_editor_and_a_reason(room: Room, budi: Desk) -> None:
    draft = room.draft(GITA, FLAWED)
    with pytest.raises(MoveRefused, match="guest"):
        waived(room.desk(GITA), draft)
    with pytest.raises(BadInput, match="reason"):
        waived(budi, draft, " ")
    assert budi.reading.article(draft.id).version == draft.version


def exported(room: Room, desk: Desk, article_id: str) -> Path:
    desk.exports.export([article_id], "json", room.folder.parent / "web")
    (file,) = (room.folder.parent / "web").rglob("[!.]*.json")
    return file


def test_copy_that_arrives_as_published_meets_the_same_gate(
    room: Room, budi: Desk, flawed: Dossier
) -> None:
    budi.moves.publish(flawed.id, override="Mendesak.")
    file = exported(room, budi, flawed.id)
    chief = room.desk(CHIEF)
    with pytest.raises(MoveRefused) as refused:
        chief.imports.data(file.read_bytes(), file.name, again=True, keep_stage=True)
    assert len(refused.value.reasons) == 2
    assert "sekedar" in refused.value.reasons[0]
    assert refused.value.reasons[1] == "Four eyes: Cici Chief alone brings it in and publishes it."
    assert "--override" in refused.value.advice()
    arrival = chief.imports.data(
        file.read_bytes(), file.name, again=True, keep_stage=True, override="Arsip."
    )
    sign_off = chief.reading.article(arrival.id).article.sign_offs[-1]
    assert (sign_off.override, sign_off.set_aside) == ("Arsip.", refused.value.reasons)
    assert chief.checking.verify() == ()


def test_waivers_that_arrive_with_the_copy_waive_nothing(
    room: Room, budi: Desk, flawed: Dossier
) -> None:
    waived(budi, flawed)
    budi.moves.publish(flawed.id)
    file = exported(room, budi, flawed.id)
    chief = room.desk(CHIEF)
    with pytest.raises(MoveRefused, match="sekedar"):
        chief.imports.data(file.read_bytes(), file.name, again=True, keep_stage=True)
    arrival = chief.imports.data(
        file.read_bytes(), file.name, again=True, keep_stage=True, override="Arsip."
    )
    assert chief.reading.article(arrival.id).article.waivers == ()


def test_an_override_is_named_by_every_sign_off_of_its_run(room: Room, budi: Desk) -> None:
    path = room.folder / config.FILE
    path.write_text(path.read_text().replace("four_eyes = true", "four_eyes = false"))
    sound = room.published()
    file = exported(room, budi, sound.id)
    chief = room.desk(CHIEF)
    bare = chief.imports.data(file.read_bytes(), file.name, again=True, keep_stage=True)
    named = chief.imports.data(
        file.read_bytes(), file.name, again=True, keep_stage=True, override=" Arsip. "
    )
    sign_offs = [chief.reading.article(one.id).article.sign_offs[-1] for one in (bare, named)]
    assert [(one.override, one.set_aside) for one in sign_offs] == [("", ()), ("Arsip.", ())]


def test_an_arrival_without_a_body_is_not_published_whatever_the_override(
    room: Room, budi: Desk
) -> None:
    file = exported(room, budi, room.published().id)
    document = json.loads(file.read_text())
    document["article"]["text"]["body"] = []
    text = convert(document["article"]["text"], Text)
    document["article"]["sign_offs"][-1]["sha256"] = text.sha256()
    with pytest.raises(MoveRefused, match="body is missing"):
        room.desk(CHIEF).imports.data(
            json.dumps(document).encode(), "a.json", keep_stage=True, override="Arsip."
        )
