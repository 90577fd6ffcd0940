"""All themes work, with the terminal's own themes and `NO_COLOR` too.

test_pictures proves that our own themes are readable.
"""

from collections.abc import Callable
from typing import Any

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from redaksi.desk import Desk
from redaksi.domain.article import Photo
from redaksi.tui import themes
from redaksi.tui.app import RedaksiApp

from .conftest import CHIEF, WRITER
from .contrast import contrast
from .driving import draft, keys, lines, shown


@pytest.fixture
def copy(desk_of: Callable[[str], Desk], clock: Any) -> None:
    """Articles in every stage: among them a late, a returned and a revised article."""
    writer, chief = desk_of(WRITER), desk_of(CHIEF)
    published = draft(writer, "Panen kopi", "Satu.")
    writer.moves.submit(published.id, CHIEF)
    chief.moves.publish(published.id)
    writer.moves.submit(draft(writer, "Panen padi", "Satu.", rubric="Tani").id, CHIEF)
    draft(chief, "Panen tanpa redaktur")
    photos = (Photo(caption="Sawah", credit="Arif"),)
    text = (
        "## Sub",
        "Satu **dua** *tiga* `empat`.",
        "Resiko adalah merupakan biaya 5.000.000 rupiah.",
    )
    late = draft(writer, "Panen jagung", *text, deck="Anak", byline="A", photos=photos)
    writer.moves.submit(late.id, CHIEF)
    chief.moves.return_(late.id, "Cek angka.", WRITER)
    chief.copy.set(late.id, {"due": "2026-11-20 10:00"})
    clock.on(hours=3)


def test_contrast_is_computed_as_wcag_says() -> None:
    assert contrast(Color(0, 0, 0), Color(255, 255, 255)) == pytest.approx(21)
    assert contrast(Color.parse("#767676"), Color(255, 255, 255)) == pytest.approx(4.54, abs=0.01)


@pytest.mark.usefixtures("copy")
async def test_every_theme_that_there_is_shows_the_desk_and_what_is_selected(desk: Desk) -> None:
    app = RedaksiApp(desk)
    async with app.run_test() as pilot:
        assert set(app.available_themes) >= set(BUILTIN_THEMES)
        for name in themes.names(app.available_themes):
            app.theme = name
            await pilot.pause()
            assert "Panen" in shown(pilot)
            assert [line for line in lines(pilot)[2:] if line.startswith("▌")]
            await keys(pilot, "j")


@pytest.mark.usefixtures("copy")
async def test_without_colour_everything_is_told_by_marks_and_weight(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = RedaksiApp(desk)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.no_color
        strips = app.screen._compositor.render_strips()
        selected = [strip for strip in strips[2:] if strip.text.startswith("▌")]
        assert selected
        assert any(segment.style and segment.style.bold for segment in selected[0])
        assert "! overdue" in shown(pilot)
        for strip in strips:
            for line_filter in app._filters:
                strip = strip.apply_filter(line_filter, Color.parse("black"))  # noqa: PLW2901 - as Textual does it
            for segment in strip:
                colours = [segment.style.color, segment.style.bgcolor] if segment.style else []
                assert all(len(set(colour.get_truecolor())) == 1 for colour in colours if colour)
