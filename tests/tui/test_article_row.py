"""A row of a list stays within its column, whatever the headline holds."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.style import Style

from redaksi.desk.reading import Row
from redaksi.domain.article import Stage
from redaksi.text import clean
from redaksi.tui import themes
from redaksi.tui.widgets.article_row import RowStyle, block
from redaksi.tui.widgets.row_colours import row_styles

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
COLOURS = {**themes.DARK.to_color_system().generate(), **themes.DARK.variables}
PAINT = row_styles(COLOURS, Style(), "draft", focused=True)

copy = st.text(max_size=200).map(clean.line)


def row(headline: str, editor: str = "", rubric: str = "", due: datetime | None = None) -> Row:
    return Row(
        "x",
        headline,
        Stage.DRAFT,
        editor,
        rubric,
        1,
        NOW,
        NOW - timedelta(hours=3),
        due,
        None,
        False,
    )


def plain(one: Row, width: int, lines: int) -> list[str]:
    look = RowStyle(width, lines, PAINT, NOW, UTC)
    return [line.plain for line in block(one, look, selected=True)]


@given(copy, copy, copy, st.integers(16, 120), st.integers(2, 3), st.sampled_from([None, -5, 5]))
def test_no_line_is_wider_or_deeper_than_its_place(
    headline: str, editor: str, rubric: str, width: int, lines: int, due: int | None
) -> None:
    at = None if due is None else NOW + timedelta(hours=due)
    shown = plain(row(headline, editor, rubric, at), width, lines)
    assert len(shown) <= lines
    assert all(cell_len(line) <= width for line in shown)
    assert shown[-1].endswith("3h")


@pytest.mark.parametrize(
    "headline", ["Pendek", "[FOTO] Banjir [/]", "Judul yang cukup panjang untuk dua baris penuh"]
)
def test_a_headline_that_fits_is_shown_whole(headline: str) -> None:
    assert " ".join(line[2:].strip() for line in plain(row(headline), 36, 3)[:-1]) == headline


def test_a_headline_that_does_not_fit_says_so() -> None:
    assert plain(row("kata " * 60), 36, 3)[1].endswith("…")


@given(
    copy,
    copy,
    st.integers(16, 120),
    st.integers(2, 3),
    st.integers(0, 20),
    st.booleans(),
    st.booleans(),
)
def test_signs_stay_in_their_place_and_the_first_is_never_left_out(
    headline: str, editor: str, width: int, lines: int, notes: int, returned: bool, late: bool
) -> None:
    due, embargo = NOW - timedelta(hours=5) if late else None, NOW + timedelta(days=6)
    one = row(headline, editor, "Peristiwa", due)._replace(
        open_notes=notes, returned=returned, embargo=embargo
    )
    shown = plain(one, width, lines)
    assert len(shown) <= lines
    assert all(cell_len(line) <= width for line in shown)
    if lines == 3 and width >= 40:
        assert not returned or "← returned" in "".join(shown)
        assert not late or "! overdue 5 hours" in "".join(shown)
        assert "embargo Nov 30 03:00" in "".join(shown) or (returned and late)


def test_an_overdue_article_says_so_in_words() -> None:
    assert "! overdue" in plain(row("Judul", "Rina", "Tani", NOW - timedelta(hours=1)), 36, 3)[-1]
    assert "in 1 hour" in plain(row("Judul", "Rina", "Tani", NOW + timedelta(hours=1)), 77, 2)[-1]


def test_nobody_is_named_where_nobody_has_it() -> None:
    for width, lines in ((36, 3), (77, 2)):
        assert "○ nobody" in plain(row("Judul"), width, lines)[-1]
        assert "nobody" not in plain(row("Judul", "Rina"), width, lines)[-1]


def test_a_live_text_that_is_open_again_says_so() -> None:
    for width, lines in ((36, 3), (77, 2)):
        for stage in (Stage.DRAFT, Stage.REVIEW):
            again = row("Judul", "Rina")._replace(sealed=True, stage=stage)
            assert "● live, reopened" in "".join(plain(again, width, lines))
        for other in (again._replace(stage=Stage.PUBLISHED), again._replace(sealed=False)):
            assert "live" not in "".join(plain(other, width, lines))


@given(copy, copy, st.integers(20, 120), st.integers(3, 4), st.integers(0, 20), st.booleans())
def test_a_long_headline_has_its_two_lines_whatever_signs_the_row_has(
    headline: str, editor: str, width: int, lines: int, notes: int, returned: bool
) -> None:
    one = row(f"{headline} {'kata ' * 60}", editor, "Peristiwa")._replace(
        open_notes=notes, returned=returned
    )
    look = RowStyle(width, lines, PAINT, NOW, UTC, headline=2)
    shown = [line.plain for line in block(one, look, selected=False)]
    assert len(shown) <= lines
    assert shown[1].endswith("…")
    assert not shown[0].endswith("…")
