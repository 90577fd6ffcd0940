"""Very long texts can be pasted, opened and split, and typing stays fast."""

from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import Input, TextArea
from textual.widgets.text_area import Document, WrappedDocument

from redaksi.desk import Desk
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens.edit import EditScreen
from redaksi.tui.writing.long_text import PIECE, QuickDocument, QuickWrapping, longest, split
from redaksi.tui.writing.markdown import LONGEST

from .driving import draft, keys, on, pasted, shown, typed

MEGABYTE = "Warga desa memanen padi hari ini. " * 30_000


@given(st.text(alphabet="ab .\n", min_size=1, max_size=9), st.integers(0, 3 * LONGEST // 4))
def test_splitting_keeps_every_word_and_leaves_no_long_line(unit: str, times: int) -> None:
    text = unit * times
    after = split(text)
    assert after.split() == text.split() or " " not in unit
    assert "".join(after.split()) == "".join(text.split())
    assert longest(after) <= LONGEST
    assert split(after) == after
    if longest(text) <= LONGEST:
        assert after == text


def test_pieces_end_with_a_sentence() -> None:
    pieces = split(MEGABYTE.strip()).split("\n\n")
    assert all(piece.endswith(".") and len(piece) <= PIECE for piece in pieces)


@given(
    st.text(alphabet="ab\n ", max_size=30),
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 9), st.text(alphabet="ab \n", max_size=9)),
        max_size=4,
    ),
)
def test_a_quick_document_is_a_document(text: str, edits: list[tuple[int, int, str]]) -> None:
    quick, plain = QuickDocument(text), Document(text)
    wrapped, slow = QuickWrapping(quick, 4), WrappedDocument(plain, 4)
    for row, column, new in edits:
        place = (row % plain.line_count, 0)
        place = (place[0], column % (len(plain.lines[place[0]]) + 1))
        ends = [one.replace_range(place, plain.end, new).end_location for one in (quick, plain)]
        wrapped.wrap_range(place, place, ends[0])
        slow.wrap_range(place, place, ends[1])
        assert (quick.text, wrapped.height) == (plain.text, slow.height)


async def test_a_megabyte_in_one_line_is_split_where_one_likes_and_undone(
    app: RedaksiApp, desk: Desk
) -> None:
    draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await keys(pilot, "e")
        body = app.screen.query_one("#body", TextArea)
        await pasted(pilot, MEGABYTE)
        assert "1,020,000 characters" in shown(pilot)
        assert body.text == "Satu."
        await keys(pilot, "enter")
        assert on(pilot, EditScreen)
        assert body.text.split() == (MEGABYTE + "Satu.").split()
        assert longest(body.text) <= PIECE
        await typed(pilot, "x")
        await keys(pilot, "ctrl+z", "ctrl+z")
        assert body.text == "Satu."
        await pasted(pilot, MEGABYTE)
        await keys(pilot, "escape")
        assert body.text == "Satu."


async def test_a_long_paragraph_that_is_there_is_offered_to_be_split(
    app: RedaksiApp, desk: Desk
) -> None:
    text = "Kata demi kata. " * 2000
    draft(desk, "Panen", text)
    async with app.run_test() as pilot:
        await keys(pilot, "e")
        assert "31,999 characters" in shown(pilot)
        await keys(pilot, "enter")
        body = app.screen.query_one("#body", TextArea)
        assert longest(body.text) <= PIECE
        await keys(pilot, "ctrl+z")
        assert body.text == text.strip()


async def test_what_is_pasted_is_clean_and_a_field_takes_one_line(
    app: RedaksiApp, desk: Desk
) -> None:
    draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await keys(pilot, "e")
        await pasted(pilot, "\x1b[31mMerah\x07\u202e biru\r\nbaris ")
        assert app.screen.query_one("#body", TextArea).text == "Merah biru\nbaris Satu."
        headline = app.screen.query_one("#headline", Input)
        app.screen.set_focus(headline)
        await keys(pilot, "end")
        await pasted(pilot, " raya\n di\tdesa \x1b[0m" + "a" * 1_000_000)
        assert headline.value.startswith("Panenraya di desa aaa")
        assert len(headline.value) < 2100
