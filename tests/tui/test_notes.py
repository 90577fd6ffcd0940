"""Reading an article with its notes, which stand beside or below their paragraphs.

Keys move the cursor, write notes and answer notes.
"""

from collections.abc import Callable
from functools import partial
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from textual.color import Color
from textual.content import Content
from textual.style import Style
from textual.widgets import TextArea

from redaksi.desk import Desk
from redaksi.domain.article import Dossier
from redaksi.tui import markdown
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens.article import ArticleScreen
from redaksi.tui.screens.noting import AnswerDialog, NoteDialog
from redaksi.tui.widgets.article_parts import STYLES, ArticleParts
from redaksi.tui.widgets.article_text import ArticleText
from redaksi.tui.widgets.line_layout import GUTTER, MEASURE, LineLayout, Part, Stop, frame

from .conftest import CHIEF, GUEST
from .driving import draft, keys, lines, on, said, shown, typed

BODY = (
    "Air surut sejak pagi.",
    "Warga membersihkan rumah mereka.",
    "Lurah berjanji pompa datang.",
)
PAINT = dict.fromkeys(STYLES, Style())


@pytest.fixture
def noted(desk: Desk, desk_of: Callable[[str], Desk]) -> Dossier:
    """A draft with two notes of the chief.

    The note on the second paragraph asks for a change; the other is on the whole article.
    """
    dossier = draft(desk, "Banjir surut", *BODY)
    chief = desk_of(CHIEF)
    chief.notes.add(
        dossier.id, "Sebut nama desanya.", dossier.article.paragraph_ids[1], asks_change=True
    )
    return chief.notes.add(dossier.id, "Pas untuk halaman satu.")


def row(found: list[str], text: str) -> int:
    return next(number for number, line in enumerate(found) if text in line)


async def opened(app: RedaksiApp) -> ArticleText:
    screen = app.screen
    assert isinstance(screen, ArticleScreen)
    return screen.text


async def test_notes_stand_below_their_paragraph_and_beside_it_where_there_is_room(
    app: RedaksiApp, noted: Dossier
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "enter")
        found = lines(pilot)
        order = [
            row(found, text)
            for text in ("Banjir surut", "halaman satu", *BODY[:2], "Sebut nama", BODY[2])
        ]
        assert order == sorted(order)
        assert "2 open notes" in found[0]
        assert found[row(found, BODY[1])].startswith("  ! Warga")
        assert "asks for a change" in found[row(found, "Sebut nama") - 1]
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        found = lines(pilot)
        assert row(found, BODY[1]) + 1 == row(found, "Sebut nama"), (
            "its head is beside the paragraph"
        )
        assert row(found, "Banjir surut") + 1 == row(found, "halaman satu")
        assert "Assignments" not in shown(pilot)
        await pilot.resize_terminal(170, 40)
        await pilot.pause()
        assert row(lines(pilot), BODY[1]) + 1 == row(lines(pilot), "Sebut nama")
        assert "Assignments" in shown(pilot), "there is room for the particulars, too"


async def test_an_article_without_notes_has_its_particulars_beside_it(
    app: RedaksiApp, desk: Desk
) -> None:
    draft(desk, "Banjir surut", *BODY)
    async with app.run_test(size=(120, 40)) as pilot:
        await keys(pilot, "enter")
        assert "Assignments" in shown(pilot)
        assert "open note" not in shown(pilot)
        await keys(pilot, "A")
        assert "There is no note here." in said(pilot)


async def test_the_cursor_goes_by_paragraphs_by_notes_and_by_both(
    app: RedaksiApp, noted: Dossier
) -> None:
    first, second, third = noted.article.paragraph_ids
    asking, whole = (note.id for note in noted.notes)
    reading = [
        Stop(),
        Stop("", whole),
        Stop(first),
        Stop(second),
        Stop(second, asking),
        Stop(third),
    ]
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "enter")
        text = await opened(app)
        for stop in reading:
            assert text.cursor.stop == stop
            await keys(pilot, "j")
        assert text.cursor.stop == reading[-1]
        await keys(pilot, "k")
        assert text.cursor.stop == Stop(second, asking)
        await keys(pilot, "left_square_bracket", "left_square_bracket")
        assert text.cursor.stop == Stop(first)
        await keys(pilot, "right_square_bracket")
        assert text.cursor.stop == Stop(second)
        await keys(pilot, "tab")
        assert text.cursor.stop == Stop(second, asking)
        await keys(pilot, "tab")
        assert text.cursor.stop == Stop("", whole), "after the last note comes the first"
        await keys(pilot, "shift+tab", "G")
        assert text.cursor.stop == Stop(third)
        await pilot.click(
            ArticleText, offset=(GUTTER + 2, row(lines(pilot), BODY[0]) - text.region.y)
        )
        assert text.cursor.stop == Stop(first)


async def test_a_note_is_written_answered_resolved_and_taken_back_by_keys(
    app: RedaksiApp, desk: Desk
) -> None:
    dossier = draft(desk, "Banjir surut", *BODY)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "enter", "right_square_bracket", "right_square_bracket", "N")
        assert on(pilot, NoteDialog)
        assert f"“{BODY[1]}”" in shown(pilot)
        await keys(pilot, "ctrl+s")
        assert "The note is empty." in shown(pilot)
        await typed(pilot, "Desa mana?")
        await keys(pilot, "tab", "right", "ctrl+s")
        (note,) = desk.reading.article(dossier.id).notes
        assert (note.text, note.asks_change, note.quotation) == ("Desa mana?", True, BODY[1])
        assert "1 open note" in shown(pilot)
        await keys(pilot, "s")
        assert "The note “Desa mana?” by Yanuar D asks for a change." in said(pilot)
        await keys(pilot, "A")
        assert on(pilot, AnswerDialog)
        assert "Desa mana?" in shown(pilot)
        app.screen.query_one(TextArea).text = "Welang."
        await keys(pilot, "ctrl+s")
        assert "↳ Yanuar D" in shown(pilot)
        await keys(pilot, "R")
        assert "Desa mana?" not in "\n".join(lines(pilot)[:-3])
        assert "✓" in shown(pilot)
        await keys(pilot, "D")
        assert "resolved by Yanuar D" in shown(pilot)
        text, before = await opened(app), app.theme_variables["muted"]
        await keys(pilot, "ctrl+t")
        assert (
            text._paint["muted"].foreground
            == Color.parse(app.theme_variables["muted"])
            != Color.parse(before)
        )
        await keys(pilot, "u")
        assert "asks for a change" in shown(pilot)
    assert desk.reading.article(dossier.id).notes[0].is_open


async def test_a_guest_may_answer_but_not_resolve(
    desk_of: Callable[[str], Desk], noted: Dossier
) -> None:
    guest = desk_of(GUEST)
    app = RedaksiApp(guest)
    async with app.run_test() as pilot:
        await keys(pilot, "enter", "tab", "tab", "R")
        assert "guest" in said(pilot)
        await keys(pilot, "A")
        await typed(pilot, "Welang.")
        await keys(pilot, "ctrl+s")
        assert "answered" in shown(pilot)
    assert guest.reading.article(noted.id).notes[0].answers[0].by == GUEST


async def test_a_note_written_elsewhere_appears_and_the_cursor_stays(
    app: RedaksiApp, noted: Dossier, desk_of: Callable[[str], Desk]
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "enter", "G")
        text = await opened(app)
        here = text.cursor.stop
        desk_of(GUEST).notes.add(noted.id, "Fotonya menyusul.", noted.article.paragraph_ids[0])
        app.tell({noted.id})
        await pilot.pause()
        assert "Fotonya menyusul." in shown(pilot)
        assert text.cursor.stop == here


async def test_the_cursor_goes_with_the_page(app: RedaksiApp, desk: Desk) -> None:
    draft(desk, "Panjang", *(f"Paragraf {number}." for number in range(60)))
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "enter", "space")
        text = await opened(app)
        top, bottom = text._text_layout.span(text.cursor.stop)
        assert text.scroll_offset.y <= top < bottom <= text.scroll_offset.y + text.size.height
        await keys(pilot, "N")
        quoted = next(line for line in lines(pilot) if "“Paragraf" in line)
        await keys(pilot, "escape")
        assert quoted.split("“")[1].split("”")[0] in shown(pilot)


async def test_words_are_marked_in_the_column_where_one_begins(
    app: RedaksiApp, noted: Dossier
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await keys(pilot, "enter")
        text = await opened(app)
        y = row(lines(pilot), BODY[1]) - text.region.y
        for start, end, wanted in (
            (4, 9, "Warga"),
            (4, 119, BODY[1]),
            (81, 119, "1 Rina Kusuma · now · asks for a change"),
        ):
            await pilot.mouse_down(ArticleText, offset=(start, y))
            await pilot.hover(ArticleText, offset=(min(end, text.size.width - 1), y))
            await pilot.mouse_up(ArticleText, offset=(min(end, text.size.width - 1), y))
            assert app.screen.get_selected_text() == wanted


async def test_twenty_thousand_paragraphs_open_and_scroll(app: RedaksiApp, desk: Desk) -> None:
    dossier = draft(
        desk,
        "Panjang",
        *(f"Paragraf {number}: burung itu bersarang lagi." for number in range(20_000)),
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(ArticleScreen(dossier))
        text = await opened(app)
        assert len(text._text_layout._tops) < 2_000, (
            "what is out of sight is not measured before the first paint"
        )
        text.action_end(-1)
        await pilot.pause()
        assert "Paragraf 19999:" in shown(pilot)
        assert text.cursor.stop == Stop(dossier.article.paragraph_ids[-1])


# The sheet and the Markdown, without a screen


def lines_of(number: int, _width: int) -> list[Content]:
    return [Content(f"{number}")] * number


parts = st.lists(st.integers(1, 5), min_size=1, max_size=12)


@given(parts, st.lists(st.integers(0, 80), max_size=5))
def test_a_sheet_is_the_same_in_whatever_order_it_is_asked_for(
    heights: list[int], asked: list[int]
) -> None:
    def sheet() -> LineLayout:
        made = (Part(partial(lines_of, n), Stop(str(place))) for place, n in enumerate(heights))
        return LineLayout(list(made), 80, lambda *_: [])

    one, other = sheet(), sheet()
    for y in asked:
        one.line(y)
    whole = [other.line(y) for y in range(sum(heights) + len(heights) + 3)]
    assert [one.line(y) for y in range(len(whole))] == whole
    assert one.whole
    assert one.height == other.height == sum(heights) + len(heights)
    for place, height in enumerate(heights):
        top, bottom = one.span(Stop(str(place)))
        assert bottom - top == height
        assert {whole[y].stop for y in range(top, bottom)} == {Stop(str(place))}


def test_a_note_whose_paragraph_is_unknown_is_found_beside_the_whole(noted: Dossier) -> None:
    """Such notes occur in files that were changed by hand."""
    stray = replace(noted.notes[0], paragraph="zzzzz")
    sheet = LineLayout(
        [Part(lambda _w: [Content("Judul")], Stop(), notes=(stray,))],
        120,
        lambda *_: [Content("Cek.")],
    )
    assert sheet.stops == [Stop(), Stop("zzzzz", stray.id)]
    assert sheet.span(sheet.stops[1]) == (0, 1)


@given(st.integers(1, 300))
def test_a_line_is_never_longer_than_is_comfortable_nor_than_the_screen(width: int) -> None:
    for notes in (True, False):
        found = frame(width, notes=notes)
        assert found.measure <= MEASURE[1]
        if width >= 20:
            assert found.end <= width
        if found.aside:
            assert found.end + 3 + found.aside <= width


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("Satu dua tiga empat lima", ["Satu dua", "tiga empat", "lima"]),
        ("Satu\ndua", ["Satu dua"]),
        ("## Belajar", ["Belajar"]),
        ("- satu dua tiga\n- empat", ["• satu dua", "  tiga", "• empat"]),
        ("3. satu dua tiga\n4. empat", ["3. satu dua", "   tiga", "4. empat"]),
        ("> satu dua tiga", ["│ satu dua", "│ tiga"]),
        ("*a* **b** ~~c~~ `d`", ["a b c d"]),
        ("[kata](https://x.example)", ["kata"]),
        ("![foto](x.jpg)", ["▣ foto"]),
        ("<b>utuh</b>", ["<b>utuh</b", ">"]),
        ("[/] [bold]", ["[/] [bold]"]),
        ("***", ["* * *"]),
        ("```\nx = 1\n```", ["x = 1"]),
    ],
)
def test_markdown_is_wrapped_paragraph_by_paragraph(source: str, wanted: list[str]) -> None:
    assert [line.plain.rstrip() for line in markdown.lines(source, 10, PAINT)] == wanted


LINES = st.sampled_from(["```", "```py", "~~~", "````", " ```", "``` x `y`", "x = *1*", "kata"])


@given(st.lists(st.lists(LINES, min_size=1, max_size=3).map("\n".join), max_size=6))
def test_code_with_blank_lines_reads_paragraph_by_paragraph_as_in_the_whole_text(
    body: list[str],
) -> None:
    whole = markdown.lines("\n\n".join(body), 80, PAINT)
    parts = zip(body, markdown.fences(body), strict=True)
    found = [line for source, fence in parts for line in markdown.lines(source, 80, PAINT, fence)]
    assert [line.plain for line in found if line.plain] == [
        line.plain for line in whole if line.plain
    ]


def test_code_with_a_blank_line_is_shown_as_code_and_ends(desk: Desk) -> None:
    dossier = draft(desk, "Kode", "```py", "x = *1*\n\ny = 2\n```", "*tamat*")
    parts = ArticleParts(dossier, PAINT, desk.now(), resolved=False)
    shown = [line.plain.rstrip() for part in parts.parts() for line in part.lines(40)]
    assert shown[1:] == ["", "x = *1*", "y = 2", "tamat"]


@given(st.text(max_size=60))
def test_no_text_is_lost_or_breaks_the_reading_of_plain_words(text: str) -> None:
    """Any body is shown completely; words without signs are shown unchanged."""
    found = "".join(line.plain for line in markdown.lines(text, 30, PAINT))
    if text.isalpha():
        assert found.replace(" ", "") == text


@pytest.mark.parametrize("mark", ["[", "![", "*_", "`a", "[a](", "[\n"])
def test_a_paragraph_of_marks_alone_is_words_and_is_read_at_once(mark: str) -> None:
    """The limit is the same as for exports, because a parser takes minutes for 200 KB of `[`."""
    text = mark * (200_000 // len(mark))
    start = process_time()
    found = "".join(line.plain for line in markdown.lines(text, 68, PAINT))
    assert process_time() - start < 1.5
    assert found.replace(" ", "") == text.replace("\n", "")


def test_as_many_marks_as_a_newsroom_writes_are_read() -> None:
    """The negative control: text with an ordinary number of marks is parsed."""
    assert "*" not in "".join(line.plain for line in markdown.lines("*a* " * 2_000, 68, PAINT))
