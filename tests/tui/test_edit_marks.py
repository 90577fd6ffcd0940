"""The styles of a text in the editor."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.tui.writing.markdown import LONGEST, STYLES, markdown
from redaksi.tui.writing.marks import LineMark, Spot, moved, placed

SIGNS = st.text(alphabet="*_`[]()<>#->!\\ ab1.\t🌊é\u0627", max_size=60)


def painted(line: str) -> set[tuple[str, str]]:
    """The styled passages of `line`, without the Markdown signs."""
    return {
        (line[mark.start : mark.end], mark.style)
        for mark in markdown(line)
        if mark.style != "sign"
    }


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Biasa saja, 2 * 3 * 4 dan snake_case_x.", set()),
        (
            "## Belajar *dari* gagal",
            {("## Belajar *dari* gagal", "heading"), ("dari", "emphasis")},
        ),
        ("#tagar bukan judul", set()),
        ("> Kata **Wahyu**", {("> Kata **Wahyu**", "quote"), ("Wahyu", "strong")}),
        ("- butir _satu_", {("-", "bullet"), ("satu", "emphasis")}),
        ("12. kedua belas", {("12.", "bullet")}),
        ("pakai `x*y*z` di sini", {("`x*y*z`", "code")}),
        ("baca [juga](https://a.id/x_y_z)", {("juga", "link"), ("https://a.id/x_y_z", "address")}),
        ("lihat https://a.id/x_y_z", {("https://a.id/x_y_z", "address")}),
        ("**dua *satu* dua**", {("dua *satu* dua", "strong"), ("satu", "emphasis")}),
        (r"\*bukan\* tebal, *belum ditutup", set()),
        ("* * *", set()),
    ],
)
def test_markdown_is_painted_for_what_it_is(line: str, expected: set[tuple[str, str]]) -> None:
    assert painted(line) == expected


@given(st.one_of(SIGNS, st.text(max_size=60)))
def test_marks_lie_inside_of_any_line(line: str) -> None:
    for mark in markdown(line):
        assert 0 <= mark.start <= mark.end <= len(line)
        assert mark.style in STYLES


def test_a_line_that_is_too_long_is_left_as_it_is() -> None:
    assert markdown("**a** " * LONGEST) == ()


LINES = ["  Paragraf satu", "masih satu.", "", "", "Paragraf dua."]


@pytest.mark.parametrize(
    ("spot", "expected"),
    [
        (Spot(0, 0, 8, "error"), {0: [LineMark(2, 10, "error")]}),
        (Spot(0, 9, 19, "hint"), {0: [LineMark(11, 15, "hint")], 1: [LineMark(0, 5, "hint")]}),
        (Spot(1, 9, 12, "warning"), {4: [LineMark(9, 12, "warning")]}),
        (Spot(1, 9, 99, "warning"), {4: [LineMark(9, 13, "warning")]}),
        (Spot(2, 0, 1, "error"), {}),
        (Spot(-1, 0, 1, "error"), {}),
    ],
)
def test_a_finding_is_placed_in_its_paragraph(
    spot: Spot, expected: dict[int, list[LineMark]]
) -> None:
    assert placed([spot], LINES) == expected


def test_marks_move_with_what_is_typed() -> None:
    marks = {0: [LineMark(0, 4, "hint"), LineMark(9, 13, "error")], 2: [LineMark(0, 3, "hint")]}
    before = ["Satu dan tiga", "", "Dua"]
    assert moved(marks, before, ["Satu dan dua tiga", "", "Dua"]) == {
        0: [LineMark(0, 4, "hint"), LineMark(13, 17, "error")],
        2: [LineMark(0, 3, "hint")],
    }
    assert moved(marks, before, ["Satu dan tigaa", "", "Dua"])[0] == marks[0]
    assert moved(marks, before, ["Satu dan tga", "", "Dua"])[0] == [LineMark(0, 4, "hint")]
    assert moved(marks, before, ["Baru", "", *before]) == {
        row + 2: found for row, found in marks.items()
    }
    assert moved(marks, before, ["Satu dan tiga"]) == {0: marks[0]}


TEXTS = st.lists(st.text(alphabet="ab c", max_size=8), min_size=1, max_size=6)


@given(
    TEXTS,
    TEXTS,
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 8), st.integers(0, 8)), max_size=5),
)
def test_marks_that_moved_stand_on_the_same_characters(
    before: list[str], after: list[str], raw: list[tuple[int, int, int]]
) -> None:
    marks = {
        row: [LineMark(start, end, "hint")]
        for row, start, end in raw
        if row < len(before) and start < end <= len(before[row])
    }
    words = {before[row][mark.start : mark.end] for row, found in marks.items() for mark in found}
    for row, found in moved(marks, before, after).items():
        for mark in found:
            assert after[row][mark.start : mark.end] in words
    assert moved(marks, before, before) == marks
