"""A three-way merge keeps every change of both sides.

Only changes of the same place are conflicts.
"""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from redaksi.domain.article import Text
from redaksi.domain.merge import merge, resolved

BASE = Text(
    headline="Banjir",
    deck="d",
    body=("Satu dua tiga.", "Empat lima enam.", "Tujuh delapan.", "Akhir."),
)

paragraphs = st.sampled_from(["a b c d", "a b c e", "f g h i", "f g h j", "k", "l m", "n o p q r"])
bodies = st.lists(paragraphs, max_size=7).map(tuple)
texts = st.builds(Text, headline=st.sampled_from("xyz"), rubric=st.sampled_from("uv"), body=bodies)


def test_changes_to_neighbouring_paragraphs_merge() -> None:
    mine = replace(BASE, body=("Satu dua TIGA.", *BASE.body[1:]))
    theirs = replace(BASE, body=(BASE.body[0], "Empat LIMA enam.", *BASE.body[2:]))
    merged = merge(BASE, mine, theirs)
    assert merged.conflicts == ()
    assert merged.text.body == ("Satu dua TIGA.", "Empat LIMA enam.", "Tujuh delapan.", "Akhir.")


def test_an_addition_beside_a_change_merges() -> None:
    mine = replace(BASE, body=(BASE.body[0], "Sisipan.", *BASE.body[1:]))
    theirs = replace(
        BASE, headline="Banjir Surut", body=(BASE.body[0], "Empat LIMA enam.", *BASE.body[2:])
    )
    merged = merge(BASE, mine, theirs)
    assert merged.conflicts == ()
    assert merged.text.headline == "Banjir Surut"
    assert merged.text.body[:3] == ("Satu dua tiga.", "Sisipan.", "Empat LIMA enam.")


def test_one_paragraph_changed_by_both_is_a_conflict_and_mine_stays_for_now() -> None:
    mine = replace(BASE, body=("Satu dua EMPAT.", *BASE.body[1:]))
    theirs = replace(BASE, body=("Satu dua LIMA.", *BASE.body[1:]))
    merged = merge(BASE, mine, theirs)
    (conflict,) = merged.conflicts
    assert (conflict.base, conflict.mine, conflict.theirs) == (
        ("Satu dua tiga.",),
        ("Satu dua EMPAT.",),
        ("Satu dua LIMA.",),
    )
    assert merged.text.body[conflict.position] == "Satu dua EMPAT."


def test_a_paragraph_deleted_by_one_and_changed_by_the_other_is_a_conflict() -> None:
    mine = replace(BASE, body=BASE.body[1:])
    theirs = replace(BASE, body=("Satu dua tiga empat.", *BASE.body[1:]))
    (conflict,) = merge(BASE, mine, theirs).conflicts
    assert (conflict.mine, conflict.theirs) == ((), ("Satu dua tiga empat.",))


@given(base=texts, other=texts)
def test_what_one_side_left_alone_is_the_others(base: Text, other: Text) -> None:
    assert merge(base, other, base).text == other
    assert merge(base, base, other).text == other
    assert not merge(base, other, other).conflicts
    assert merge(base, other, other).text == other


@given(base=texts, mine=texts, theirs=texts)
def test_no_new_paragraph_of_either_side_is_lost(base: Text, mine: Text, theirs: Text) -> None:
    merged = merge(base, mine, theirs)
    kept = {*merged.text.body, *(line for one in merged.conflicts for line in one.theirs)}
    assert set(mine.body) - set(base.body) <= kept
    assert set(theirs.body) - set(base.body) <= kept


@given(base=texts, mine=texts, theirs=texts)
def test_both_editors_meet_the_same_conflicts(base: Text, mine: Text, theirs: Text) -> None:
    ours, others = merge(base, mine, theirs), merge(base, theirs, mine)
    assert [(one.field, one.base) for one in ours.conflicts] == [
        (one.field, one.base) for one in others.conflicts
    ]
    if not ours.conflicts:
        assert ours.text == others.text


@given(base=texts, mine=texts, theirs=texts)
def test_answering_every_conflict_with_one_side_gives_that_sides_merge(
    base: Text, mine: Text, theirs: Text
) -> None:
    ours, others = merge(base, mine, theirs), merge(base, theirs, mine)

    def answers(side: str, text: Text) -> list[object]:
        return [
            getattr(conflict, side) if conflict.field == "body" else getattr(text, conflict.field)
            for conflict in ours.conflicts
        ]

    assert resolved(ours, answers("mine", mine)) == ours.text
    assert resolved(ours, answers("theirs", theirs)) == others.text


def test_an_answer_may_be_of_any_length_and_moves_no_other() -> None:
    mine = replace(BASE, body=("Satu dua EMPAT.", *BASE.body[1:3], "Akhir SAYA."))
    theirs = replace(BASE, body=("Satu dua LIMA.", *BASE.body[1:3], "Akhir MEREKA."))
    found = merge(BASE, mine, theirs)
    assert resolved(found, [("Satu.", "Dua."), ()]).body == ("Satu.", "Dua.", *BASE.body[1:3])
