"""A new draft from a template of the house."""

import pytest
from textual.widgets import Input

from redaksi.desk import Desk
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens.edit import EditScreen
from redaksi.tui.screens.new import NewDialog
from redaksi.tui.widgets.choice import Choice

from .driving import keys, on, shown, typed, until

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
        assert pilot.app.screen.query_one(Input).value == "Banjir"
    assert desk.reading.rows() == []
