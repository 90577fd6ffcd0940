"""The editor of the body paints the marks, and the title bar counts the words."""

from typing import Any

import pytest
from textual.screen import Screen
from textual.widgets import Input

from redaksi.desk import Desk
from redaksi.tui.app import RedaksiApp
from redaksi.tui.controllers import writing_findings
from redaksi.tui.widgets.body_editor import BodyEditor
from redaksi.tui.writing.marks import Spot

from .driving import draft, keys, lines, pasted, shown, typed


def underlined(body: BodyEditor, row: int) -> list[str]:
    """The underlined passages in the line `row` of the body."""
    line = body.get_line(row)
    return [
        line.plain[span.start : span.end]
        for span in line.spans
        if getattr(span.style, "underline", False)
    ]


async def test_findings_are_painted_and_move_with_the_text(
    app: RedaksiApp, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing_findings, "PAUSE", 60)  # the copy desk would add findings
    draft(desk, "Panen", "Warga [b]memanen[/b] padi.", "Hasil nya naik.")
    async with app.run_test() as pilot:
        await keys(pilot, "e")
        body = app.screen.query_one(BodyEditor)
        body.show_findings(
            [Spot(1, 6, 9, "error"), Spot(1, 10, 14, "hint"), Spot(0, 0, 5, "warning")]
        )
        assert underlined(body, 0) == ["Warga"]
        assert underlined(body, 2) == ["nya", "naik"]
        await keys(pilot, "enter", "x", "down", "down", "end", *["left"] * 5)
        await typed(pilot, "yang ")
        assert underlined(body, 3) == ["nya", "naik"]
        assert underlined(body, 1) == ["Warga"]
        await keys(pilot, "ctrl+z")
        assert underlined(body, 3) == ["nya", "naik"]
        assert "[b]memanen[/b]" in shown(pilot)


async def test_words_minutes_and_letters_are_counted_while_one_types(
    app: RedaksiApp, desk: Desk
) -> None:
    draft(desk, "Panen", "Satu **dua** - tiga.")
    async with app.run_test() as pilot:
        await keys(pilot, "e")
        assert "3 words · 1 min · saved" in shown(pilot)
        await pasted(pilot, "kata " * 1500)
        for width in (20, 40, 60, 80):  # a narrow title drops the length first, then the revision
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            assert lines(pilot)[0].endswith("● not saved")
            assert ("1,503 words · 8 min" in lines(pilot)[0]) == (width >= 60)
            assert ("Draft · revision 1" in lines(pilot)[0]) == (width >= 40)
        await keys(pilot, "ctrl+z")
        assert "3 words · 1 min · saved" in shown(pilot)
        app.screen.query_one("#headline", Input).focus()
        await typed(pilot, " raya")
        assert any(
            line.strip(" ▌▏").startswith("Panen raya") and line.endswith("10")
            for line in shown(pilot).splitlines()
        )


async def test_f3_returns_to_the_text_also_beside_an_empty_headline(
    app: RedaksiApp, desk: Desk
) -> None:
    draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await keys(pilot, "e")
        assert app.screen.focused is app.screen.query_one("#body")
        app.screen.query_one("#headline", Input).value = ""
        await keys(pilot, "f3", "f3")
        assert app.screen.focused is app.screen.query_one("#body")  # where one was


async def test_neither_a_row_down_nor_a_letter_lays_the_screen_out_anew(
    app: RedaksiApp, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new layout repaints the whole screen, which costs several times as much as the key."""
    for number in range(3):
        draft(desk, f"Panen {number}", "Warga memanen padi.", "Hasil bumi naik.")
    laid_out, really = list[bool](), Screen._refresh_layout

    def counted(self: Screen[None], *args: Any, **named: Any) -> None:
        laid_out.append(True)
        really(self, *args, **named)

    monkeypatch.setattr(writing_findings, "PAUSE", 60)
    async with app.run_test(size=(120, 40)) as pilot:
        await keys(pilot, "j")
        monkeypatch.setattr(Screen, "_refresh_layout", counted)
        await keys(pilot, *"jkjkjkjkjk")
        assert len(laid_out) < 3, "a timer may, a row may not"
        laid_out.clear()
        await keys(pilot, "e", "a")
        assert laid_out
        laid_out.clear()
        await keys(pilot, *"bcdefghij", "backspace")
        assert len(laid_out) < 3, "a timer may, a letter may not"
