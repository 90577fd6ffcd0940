"""A person is found by part of the name when only one fits; several are named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.desk.part_of_name import fitting, meant
from redaksi.domain.article import Member, SavedSearch, Stage, Team
from redaksi.errors import AmbiguousName, EditorNotFound
from tests.desk.rooms import Room

NAMES = ("Yanuar D", "Dewi A", "Dewi Ayu", "Aryani", "Rina Kusuma")
TEAM = Team(members=tuple(Member(name=name) for name in NAMES))


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("yan", "Yanuar D"),
        ("YANUAR", "Yanuar D"),
        ("d yan", "Yanuar D"),
        ("dewi a", "Dewi A"),
        ("ayu", "Dewi Ayu"),
        ("kus", "Rina Kusuma"),
        ("ryan", "Aryani"),
        ("Rina Kusuma", "Rina Kusuma"),
    ],
)
def test_part_of_a_name_is_enough_when_one_fits(part: str, name: str) -> None:
    assert meant(TEAM, part).name == name


@pytest.mark.parametrize(
    ("part", "names"), [("dew", "Dewi A, Dewi Ayu"), ("a", "Aryani, Dewi A, Dewi Ayu")]
)
def test_several_that_fit_are_named(part: str, names: str) -> None:
    with pytest.raises(AmbiguousName) as refused:
        meant(TEAM, part)
    assert refused.value.sentence == f"{part} can be {names}."
    assert refused.value.field == "editor"


@pytest.mark.parametrize("part", ["zul", "", " ", "yan x", "Rina Kusumo"])
def test_nobody_who_fits_is_told(part: str) -> None:
    with pytest.raises(EditorNotFound):
        meant(TEAM, part)


@given(st.text(max_size=8))
def test_whoever_is_meant_is_the_first_that_fits(part: str) -> None:
    try:
        one = meant(TEAM, part)
    except (AmbiguousName, EditorNotFound):
        return
    assert fitting(TEAM.members, part)[0] == one
    assert meant(TEAM, one.name) == one


def test_every_verb_that_asks_for_a_person_takes_part_of_the_name(room: Room) -> None:
    ani = room.desk("Ani Editor")
    dossier = room.draft()
    assert ani.moves.assign(dossier.id, Stage.DRAFT, "bud").article.editor() == "Budi Editor"
    assert ani.moves.submit(dossier.id, "budi").article.editor() == "Budi Editor"
    assert ani.reading.query(SavedSearch(editor="gita")).editor == "Gita Guest"
    report = ani.bulk.assign([dossier.id], Stage.REVIEW, "ani")
    assert report.done
    with pytest.raises(AmbiguousName, match="Ani Editor, Budi Editor"):
        ani.moves.assign(dossier.id, Stage.REVIEW, "edit")
