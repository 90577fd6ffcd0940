"""A new draft: from a template of the house, for somebody else, from a very long paste."""

import asyncio
from collections.abc import Callable
from threading import Event

import pytest
from textual.widgets import Input

from redaksi.desk import Desk
from redaksi.desk.copy import Copy
from redaksi.domain.article import Dossier, Stage, Text
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens.edit import EditScreen
from redaksi.tui.screens.new import NewDialog
from redaksi.tui.widgets.choice import Choice
from redaksi.tui.widgets.holder_field import HolderField
from tests.waiting import PATIENCE

from .conftest import CHIEF, GUEST, WRITER
from .driving import keys, on, pasted, said, shown, typed, until

LIPUTAN = b"---\nnama: Liputan\nrubrik: Kota\ntenggat: +3j\n---\nTeras dulu.\n\nKronologi.\n"


@pytest.fixture
def kinds(desk: Desk) -> None:
    desk.store.commit_article_template("liputan", LIPUTAN)


@pytest.mark.usefixtures("kinds")
@pytest.mark.parametrize(("presses", "rubric", "body"), [(1, "Kota", 2), (0, "", 0), (2, "", 0)])
async def test_a_draft_begins_with_the_chosen_template(
    app: RedaksiApp, desk: Desk, presses: int, rubric: str, body: int
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "n")
        await until(lambda: on(pilot, NewDialog) and pilot.app.screen.query(Choice))
        await typed(pilot, "Banjir")
        await keys(pilot, "tab", *["right"] * presses)
        await keys(pilot, "f2")
        await until(lambda: on(pilot, EditScreen))
        assert ("Teras dulu." in shown(pilot)) is bool(body)
    (row,) = desk.reading.rows()
    article = desk.reading.article(row.id).article
    assert (article.text.headline, article.text.rubric) == ("Banjir", rubric)
    assert len(article.text.body) == body
    assert bool(article.due) is bool(body)


async def test_without_templates_nothing_is_asked(app: RedaksiApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "n")
        await until(lambda: on(pilot, NewDialog))
        mine = [one for one in app.workers if one.node is app.screen]
        await until(lambda: all(one.is_finished for one in mine))
        await pilot.pause()
        assert not pilot.app.screen.query(Choice)


@pytest.mark.usefixtures("kinds")
async def test_a_template_with_an_error_is_named_and_what_is_typed_stays(
    app: RedaksiApp, desk: Desk
) -> None:
    desk.store.commit_article_template("rusak", b"---\nrubrikk: Kota\n---\n")
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "n")
        await until(lambda: "templates/rusak.md, line 2" in shown(pilot))
        desk.store.commit_article_template("liputan", b"---\nnama: A\nsalah: B\n---\n")
        await typed(pilot, "Banjir")
        await keys(pilot, "tab", "right", "f2")
        await until(lambda: "templates/liputan.md, line 3" in shown(pilot))
        assert on(pilot, NewDialog)
        assert pilot.app.screen.query_one("#headline", Input).value == "Banjir"
    assert desk.reading.rows() == []


def holder(desk: Desk) -> str:
    """Who has the only draft."""
    (row,) = desk.reading.rows()
    return desk.reading.article(row.id).article.editor(Stage.DRAFT)


@pytest.mark.parametrize(
    ("part", "has_it"), [("", WRITER), ("rin", CHIEF), ("kusuma", CHIEF), (WRITER.lower(), WRITER)]
)
@pytest.mark.parametrize("completes", [False, True])
async def test_a_draft_is_begun_for_oneself_or_for_part_of_a_name(
    app: RedaksiApp, desk: Desk, part: str, has_it: str, completes: bool
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "n")
        await typed(pilot, "Banjir")
        await keys(pilot, "tab")
        assert isinstance(app.focused, HolderField)
        await typed(pilot, part)
        if completes and part == "rin":
            await keys(pilot, "tab")
            assert app.screen.query_one(HolderField).value == has_it
        await keys(pilot, "f2")
        await until(lambda: on(pilot, EditScreen))
    assert holder(desk) == has_it


@pytest.mark.parametrize(("part", "sentence"), [("a", CHIEF), ("siapa", "siapa is not in")])
async def test_a_name_that_does_not_fit_is_said_at_its_field_and_begins_nothing(
    app: RedaksiApp, desk: Desk, part: str, sentence: str
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "n")
        await typed(pilot, "Banjir")
        await keys(pilot, "tab")
        await typed(pilot, part)
        await keys(pilot, "f2")
        await until(lambda: sentence in shown(pilot))
        assert isinstance(app.focused, HolderField)
    assert desk.reading.rows() == []


async def test_an_import_is_for_whom_one_says(app: RedaksiApp, desk: Desk) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pasted(pilot, "Panen raya\n\nEditor : Yanuar D\n\nPetani memanen padi.")
        await until(lambda: pilot.app.screen.query(HolderField))
        app.screen.set_focus(app.screen.query_one(HolderField))
        await typed(pilot, "rina")
        await keys(pilot, "f2")
        await until(lambda: "imported as" in said(pilot))
    assert holder(desk) == CHIEF


async def test_a_guest_is_not_asked_for_whom(desk_of: Callable[[str], Desk]) -> None:
    app = RedaksiApp(desk_of(GUEST))
    async with app.run_test() as pilot:
        await keys(pilot, "n")
        assert on(pilot, NewDialog)
        assert not app.screen.query(HolderField)


async def test_a_paste_of_a_megabyte_becomes_a_draft_while_the_desk_goes_on(
    app: RedaksiApp, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    turned, turns, make = Event(), 0, Copy.new

    def new(copy: Copy, text: Text, *others: object) -> Dossier:
        assert turned.wait(PATIENCE), "the loop stands still while the draft is made"
        return make(copy, text, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(Copy, "new", new)
    async with app.run_test() as pilot:
        await keys(pilot, "n")
        await pasted(pilot, "Panen raya\n\n" + "Petani memanen padi di Kediri.\n\n" * 33_000)
        await keys(pilot, "f2")
        for _turn in range(50):
            await asyncio.sleep(0)
            turns += 1
        await keys(pilot, "escape")
        assert on(pilot, NewDialog), "the draft is on its way"
        turned.set()
        await until(lambda: on(pilot, EditScreen))
        await pilot.pause()
    assert turns == 50
    (row,) = desk.reading.rows()
    text = desk.reading.article(row.id).article.text
    assert text.headline == "Panen raya"
    assert len(text.body) == 33_000
