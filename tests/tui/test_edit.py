"""Writing: typed text is never lost."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from textual.widgets import Input, TextArea

from redaksi.desk import Desk
from redaksi.domain.article import Text
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.screens.edit import EditScreen
from redaksi.tui.screens.stored import StoredScreen

from .conftest import CHIEF
from .driving import draft, keys, pasted, said, shown, typed, until


@pytest.mark.parametrize(
    ("answer", "saved", "leaves"),
    [
        (("enter",), True, True),
        (("ctrl+s",), True, True),
        (("f2",), True, True),
        (("left", "enter"), True, True),
        (("tab", "enter"), False, False),
        (("tab", "tab", "enter"), False, True),
        (("right", "right", "right", "enter"), False, True),
    ],
)
async def test_leaving_asks_what_to_do_with_unsaved_text(
    app: RedaksiApp, desk: Desk, answer: tuple[str, ...], saved: bool, leaves: bool
) -> None:
    dossier = draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await keys(pilot, "e")
        await typed(pilot, "Kata ")
        await keys(pilot, "escape")
        assert "not saved" in shown(pilot)
        await keys(pilot, *answer)
        assert isinstance(app.screen, BoardScreen) is leaves
        if not leaves:
            assert app.screen.query_one("#body", TextArea).text == "Kata Satu."
    assert (desk.reading.article(dossier.id).article.text.body == ("Kata Satu.",)) is saved


async def test_who_types_on_while_the_question_is_up_discards_nothing(
    app: RedaksiApp, desk: Desk
) -> None:
    dossier = draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await keys(pilot, "e")
        await typed(pilot, "Kata ")
        await keys(pilot, "escape")
        await typed(pilot, "hal lain, jalan lagi\n")
        await until(lambda: isinstance(app.screen, BoardScreen))
    assert desk.reading.article(dossier.id).article.text.body == ("Kata Satu.",)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_escape_leads_from_the_particulars_back_to_the_text_one_came_from(
    app: RedaksiApp, desk: Desk, size: tuple[int, int]
) -> None:
    draft(desk, "Panen", "Satu.")
    async with app.run_test(size=size) as pilot:
        await keys(pilot, "e", "f3", "escape")
        assert app.focused is app.screen.query_one("#body")
        await keys(pilot, "escape")
        assert isinstance(app.screen, BoardScreen)
        await keys(pilot, "f", "escape")
        assert isinstance(app.screen, BoardScreen), "who began there leaves from there"


async def test_enter_goes_to_the_next_field_of_the_particulars(
    app: RedaksiApp, desk: Desk
) -> None:
    dossier = draft(desk, "Panen", "Satu.")
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "f")
        await typed(pilot, "Subjudul\nAni\nKediri\n")
        await keys(pilot, "ctrl+s")
    text = desk.reading.article(dossier.id).article.text
    assert (text.deck, text.byline, text.dateline) == ("Subjudul", "Ani", "Kediri")


@pytest.mark.parametrize(("width", "shape"), [(80, "-narrow"), (120, "-wide")])
async def test_the_first_paint_has_the_shape_of_the_terminal(
    app: RedaksiApp, desk: Desk, width: int, shape: str
) -> None:
    seen: list[bool] = []

    class Watched(EditScreen):
        def on_mount(self) -> None:
            seen.append(self.has_class(shape))

    dossier = draft(desk, "Panen", "Satu.")
    async with app.run_test(size=(width, 24)):
        await app.push_screen(Watched(dossier))
    assert seen == [True]


async def test_leaving_without_a_change_asks_nothing(app: RedaksiApp, desk: Desk) -> None:
    draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await keys(pilot, "e", "escape")
        assert isinstance(app.screen, BoardScreen)


async def test_quitting_with_unsaved_text_asks(app: RedaksiApp, desk: Desk) -> None:
    draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await keys(pilot, "e")
        await typed(pilot, "X")
        await keys(pilot, "ctrl+q")
        assert "Discard" in shown(pilot)
        assert not app.leaving
        await keys(pilot, "escape")
        assert isinstance(app.screen, EditScreen)


async def test_a_stale_save_keeps_the_text_and_says_who(
    app: RedaksiApp, desk_of: Callable[[str], Desk]
) -> None:
    other = desk_of(CHIEF)
    dossier = draft(other, "Panen", "Satu.")
    async with app.run_test(size=(120, 40)) as pilot:
        await keys(pilot, "e")
        await typed(pilot, "Milikku. ")
        other.copy.save(
            dossier.id, Text(headline="Panen", body=("Milik orang lain.",)), dossier.version
        )
        await keys(pilot, "ctrl+s")
        assert f"{CHIEF} changed this article" in shown(pilot)
        assert other.reading.article(dossier.id).version == dossier.version + 1
        await keys(pilot, "escape")
        assert app.screen.query_one("#body", TextArea).text == "Milikku. Satu."
        await keys(pilot, "f4")
        assert isinstance(app.screen, StoredScreen)
        assert "Milik orang lain." in shown(pilot)
        await keys(pilot, "escape", "ctrl+s", "m", "ctrl+s")
        assert "Saved as revision 3." in said(pilot)
    stored = other.reading.article(dossier.id)
    assert stored.article.text.body == ("Milikku. Satu.",)
    assert stored.text_of(2).body == ("Milik orang lain.",)


async def test_changes_elsewhere_in_the_text_are_merged_and_shown(
    app: RedaksiApp, desk_of: Callable[[str], Desk]
) -> None:
    other = desk_of(CHIEF)
    dossier = draft(other, "Panen", "Satu.", "Dua.")
    async with app.run_test(size=(120, 40)) as pilot:
        await keys(pilot, "e")
        await typed(pilot, "Milikku. ")
        other.copy.save(
            dossier.id, Text(headline="Panen raya", body=("Satu.", "Dua kali.")), dossier.version
        )
        await keys(pilot, "ctrl+s")
        assert f"merged with what {CHIEF} changed" in said(pilot)
        assert app.screen.query_one("#body", TextArea).text == "Milikku. Satu.\n\nDua kali."
        assert app.screen.query_one("#headline", Input).value == "Panen raya"
        assert isinstance(app.screen, EditScreen)
        assert not app.screen.unsaved


async def test_a_change_by_somebody_else_is_said_while_one_writes(
    app: RedaksiApp, desk_of: Callable[[str], Desk]
) -> None:
    other = desk_of(CHIEF)
    dossier = draft(other, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await keys(pilot, "e")
        other.copy.set(dossier.id, {"deck": "Baru"})
        await until(lambda: f"{CHIEF} changed this article" in shown(pilot))


async def test_particulars_are_saved_with_the_text(app: RedaksiApp, desk: Desk) -> None:
    dossier = draft(desk, "Panen", "Satu.")
    typing = {
        "deck": "Anak judul",
        "tags": "padi, panen",
        "due": "25/11/2026 10.00",
        "photo-caption": "Petani",
        "photo-credit": "Humas",
    }
    async with app.run_test() as pilot:
        await keys(pilot, "f")
        for name, value in typing.items():
            app.screen.set_focus(app.screen.query_one(f"#field-{name}"))
            await pasted(pilot, value)
        app.screen.set_focus(app.screen.query_one("#field-related", TextArea))
        await pasted(pilot, "Cerita lain\nSatu lagi | https://jatim.example/lagi")
        await keys(pilot, "f2")
    article = desk.reading.article(dossier.id).article
    assert article.text.deck == "Anak judul"
    assert article.text.tags == ("padi", "panen")
    assert [photo.caption for photo in article.text.photos] == ["Petani"]
    assert [story.url for story in article.text.related] == ["", "https://jatim.example/lagi"]
    assert article.due is not None
    assert f"{article.due:%d %H.%M}" == "25 03.00"


async def test_a_time_that_is_none_is_marked_and_everything_else_is_saved(
    app: RedaksiApp, desk: Desk
) -> None:
    dossier = draft(desk, "Panen", "Satu.")
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "e")
        await typed(pilot, "X")
        form = {name: app.screen.query_one(f"#field-{name}", Input) for name in ("due", "embargo")}
        app.screen.query_one("#field-rubric", Input).value = "Kota"
        form["due"].value, form["embargo"].value = "entah", "+2j"
        await keys(pilot, "ctrl+s")
        assert isinstance(app.screen, EditScreen)
        assert "! entah is not a time. Write it as" in shown(pilot)
        assert "● not saved" in shown(pilot)
        assert form["due"].has_class("-wrong")
        assert not form["embargo"].has_class("-wrong")
        saved = desk.reading.article(dossier.id).article
        assert (saved.text.rubric, saved.text.body, saved.due) == ("Kota", ("XSatu.",), None)
        assert saved.embargo == desk.now() + timedelta(hours=2)
        form["due"].value = "tomorrow 5pm"
        await pilot.pause()
        assert not form["due"].has_class("-wrong")
        assert "! entah" not in shown(pilot)
        assert "→ Wednesday 25 November 2026 17:00 WIB" in shown(pilot)
        await keys(pilot, "ctrl+s")
        assert "● not saved" not in shown(pilot)
    saved = desk.reading.article(dossier.id).article
    assert saved.due == datetime(2026, 11, 25, 10, tzinfo=UTC)


async def test_a_wrong_headline_and_a_wrong_time_are_both_marked_and_the_body_is_saved(
    app: RedaksiApp, desk: Desk
) -> None:
    dossier = draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await keys(pilot, "e")
        await typed(pilot, "X")
        app.screen.query_one("#headline", Input).value = ""
        app.screen.query_one("#field-due", Input).value = "17"
        await keys(pilot, "ctrl+s")
        assert "! The headline is empty." in shown(pilot)
        assert app.screen.focused is app.screen.query_one("#headline")
        assert app.screen.query_one("#field-due").has_class("-wrong")
        await keys(pilot, "escape")
        assert "Not saved yet" in shown(pilot)
    saved = desk.reading.article(dossier.id).article.text
    assert (saved.headline, saved.body) == ("Panen", ("XSatu.",))


async def test_an_empty_headline_is_refused_and_the_text_stays(
    app: RedaksiApp, desk: Desk
) -> None:
    draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await keys(pilot, "e")
        app.screen.query_one("#headline", Input).value = " "
        await keys(pilot, "ctrl+s")
        assert "The headline is empty." in shown(pilot)


async def test_what_is_typed_ahead_is_not_lost(app: RedaksiApp, desk: Desk) -> None:
    draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        app.simulate_key("e")
        for character in "asal":
            app.simulate_key(character)
        await until(lambda: any("asal" in area.text for area in app.screen.query(TextArea)))
        await pilot.pause()
        assert app.screen.query_one("#body", TextArea).text == "asalSatu."
