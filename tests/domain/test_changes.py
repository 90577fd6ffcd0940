"""The differences between two texts are listed by field and by paragraph."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from redaksi.domain import changes
from redaksi.domain.article import Change, Photo
from tests.domain.pieces import TEXT

bodies = st.lists(st.sampled_from(["Satu.", "Dua.", "Tiga.", "Empat."]), max_size=6).map(tuple)


def test_equal_texts_have_no_change() -> None:
    assert changes.between(TEXT, replace(TEXT)) == ()


def test_each_field_that_differs_is_one_change_in_the_order_of_the_text() -> None:
    after = replace(
        TEXT, headline="Lain", tags=("banjir",), rubric="Daerah", photos=(Photo(caption="Air"),)
    )
    found = changes.between(TEXT, after)
    assert [one.field for one in found] == ["headline", "rubric", "tags", "photos"]
    assert found[0] == Change(field="headline", before="Banjir Surut", after="Lain")
    assert found[2] == Change(field="tags", before="[]", after='["banjir"]')


@given(bodies, bodies)
def test_the_changes_of_a_body_lead_from_one_to_the_other(
    before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    found = changes.between(replace(TEXT, body=before), replace(TEXT, body=after))
    assert bool(found) is (before != after)
    gone, come = (
        [one.before for one in found if one.before],
        [one.after for one in found if one.after],
    )
    left = list(before)
    for part in gone:
        left.remove(part)
    assert sorted([*left, *come]) == sorted(after)
    assert all(one.before != one.after for one in found)


def test_a_paragraph_that_went_and_one_that_came_have_an_empty_side() -> None:
    assert changes.between(TEXT, replace(TEXT, body=TEXT.body[:1])) == (
        Change(field="body", before="Warga membersihkan rumah.", after=""),
    )
    assert changes.between(replace(TEXT, body=()), replace(TEXT, body=("Baru.",))) == (
        Change(field="body", before="", after="Baru."),
    )


def test_one_paragraph_gone_at_the_top_is_one_change_and_the_others_mended_alone() -> None:
    before = (
        "Sari menulis ini pagi tadi.",
        "Air surut sejak pagi di desa itu.",
        "Warga pulang ke rumah mereka.",
    )
    after = ("Air surut sejak subuh di desa itu.", "Warga pulang ke rumah masing-masing.")
    assert [
        (one.before, one.after)
        for one in changes.between(replace(TEXT, body=before), replace(TEXT, body=after))
    ] == [
        (before[0], ""),
        (before[1], after[0]),
        (before[2], after[1]),
    ]


def test_paragraphs_that_changed_places_are_not_told_as_rewrites_of_each_other() -> None:
    old = (
        "Jembatan putus pada hari Senin pagi.",
        "Harga cabai naik lagi di pasar.",
        "Tim voli menang tiga set tadi.",
    )
    new = (old[2].replace("tiga", "dua"), old[1], old[0].replace("Senin", "Selasa"))
    found = changes.between(replace(TEXT, body=old), replace(TEXT, body=new))
    assert [(one.before, one.after) for one in found] == [
        (old[0], ""),
        ("", new[0]),
        (old[2], ""),
        ("", new[2]),
    ]
