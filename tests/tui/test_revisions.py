"""Revisions, undo, putting aside and the presence of others, by keys."""

from collections.abc import Callable
from contextlib import ExitStack

import pytest
from msgspec.structs import replace

from redaksi.desk import Desk
from redaksi.domain.article import Dossier, Stage
from redaksi.tui import presence
from redaksi.tui.app import RedaksiApp
from redaksi.tui.controllers import editors_present
from redaksi.tui.screens import article
from redaksi.tui.screens.revisions import RevisionsScreen
from redaksi.tui.screens.stored import StoredScreen

from .conftest import CHIEF, WRITER, Clock
from .driving import draft, headlines, keys, said, shown, until

Desks = Callable[[str], Desk]


def saved(desk: Desk, dossier: Dossier, *bodies: str) -> None:
    for body in bodies:
        desk.copy.edit(dossier.id, lambda text, body=body: replace(text, body=(body,)))  # type: ignore[misc]


async def test_runs_of_saves_are_one_line_and_the_difference_is_shown(
    app: RedaksiApp, desk_of: Desks, desk: Desk, clock: Clock
) -> None:
    dossier = draft(desk, "Panen", "Air surut sejak pagi.")
    saved(desk, dossier, "Air surut sejak siang.", "Air surut sejak subuh.")
    clock.on(hours=2)
    saved(desk_of(CHIEF), dossier, "Air surut sejak malam.")
    async with app.run_test(size=(120, 40)) as pilot:
        await keys(pilot, "enter", "v")
        assert isinstance(app.screen, RevisionsScreen)
        assert "1-3" in shown(pilot)
        assert "−subuh+malam" in shown(pilot)
        await keys(pilot, "j")
        assert "−pagi+subuh" in shown(pilot)
        await keys(pilot, "c")
        assert "−subuh+malam" in shown(pilot)
        assert "with the present text" in shown(pilot)


async def test_a_restored_revision_is_the_newest_and_undo_takes_it_back(
    app: RedaksiApp, desk: Desk, clock: Clock
) -> None:
    dossier = draft(desk, "Panen", "Pagi.")
    clock.on(hours=2)
    saved(desk, dossier, "Malam.")
    async with app.run_test() as pilot:
        await keys(pilot, "v", "j", "r")
        assert desk.reading.article(dossier.id).article.text.body == ("Pagi.",)
        assert "u takes it back" in said(pilot)
        await until(lambda: "2-3" in shown(pilot))
        await keys(pilot, "u")
        assert desk.reading.article(dossier.id).article.text.body == ("Malam.",)
        assert "Took back" in said(pilot)


async def test_what_changed_since_publication_and_since_one_approved(
    desk_of: Desks, clock: Clock
) -> None:
    writer, chief = desk_of(WRITER), desk_of(CHIEF)
    dossier = draft(writer, "Panen", "Pagi.")
    writer.moves.submit(dossier.id, CHIEF)
    chief.moves.publish(dossier.id)
    writer.moves.reopen(dossier.id, "Ralat")
    clock.on(hours=1)
    saved(writer, dossier, "Siang.")
    app = RedaksiApp(writer)
    async with app.run_test() as pilot:
        await keys(pilot, "v", "p")
        assert "Changed since it was published" in shown(pilot)
        assert "−Pagi+Siang" in shown(pilot)
        await keys(pilot, "a")
        assert "no revision approved" in said(pilot)


async def test_a_sealed_text_is_not_restored_over(
    app: RedaksiApp, desk: Desk, desk_of: Desks
) -> None:
    dossier = draft(desk, "Panen", "Pagi.")
    desk.moves.submit(dossier.id, CHIEF)
    desk_of(CHIEF).moves.publish(dossier.id)
    async with app.run_test() as pilot:
        await keys(pilot, "l", "l", "v", "r")
        assert "sealed" in said(pilot)


async def test_undo_says_what_it_took_back_and_goes_there(app: RedaksiApp, desk: Desk) -> None:
    dossier = draft(desk, "Panen", "Pagi.")
    desk.moves.submit(dossier.id, CHIEF)
    async with app.run_test() as pilot:
        await keys(pilot, "l", "u")
        assert "Took back: the submission." in said(pilot)
        assert headlines(pilot, "draft") == ["Panen"]
        await keys(pilot, "u")
        assert "nothing of yours" in said(pilot)


async def test_what_another_did_is_not_taken_back(
    app: RedaksiApp, desk: Desk, desk_of: Desks
) -> None:
    dossier = draft(desk, "Panen", "Pagi.")
    desk_of(CHIEF).copy.set(dossier.id, {"deck": "Baru"})
    async with app.run_test() as pilot:
        await keys(pilot, "enter", "u")
        assert f"{CHIEF} has worked on the article since" in said(pilot)
    assert desk.reading.article(dossier.id).article.text.deck == "Baru"


async def test_putting_aside_is_undone_by_the_same_hand(
    app: RedaksiApp, desk: Desk, clock: Clock
) -> None:
    draft(desk, "Pasar", "Satu.")
    clock.on(minutes=1)
    draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await keys(pilot, "z")
        assert "Put aside. u takes it back." in said(pilot)
        assert headlines(pilot, "draft") == ["Pasar"]
        await keys(pilot, "u")
        assert sorted(headlines(pilot, "draft")) == ["Panen", "Pasar"]


async def test_what_was_put_aside_can_be_looked_at_and_comes_back(
    app: RedaksiApp, desk: Desk
) -> None:
    dossier = draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await keys(pilot, "z")
        assert headlines(pilot, "draft") == []
        await keys(pilot, "Z")
        assert headlines(pilot, "draft") == ["Panen"]
        await keys(pilot, "enter")
        assert "put aside" in shown(pilot)
        await keys(pilot, "escape", "z")
        assert headlines(pilot, "draft") == []
        await keys(pilot, "Z")
        assert headlines(pilot, "draft") == ["Panen"]
    assert desk.reading.article(dossier.id).article.stage is Stage.DRAFT


@pytest.mark.parametrize(
    ("who", "sign"), [(CHIEF, f"being edited by {CHIEF}, 4 minutes"), (WRITER, "you elsewhere")]
)
@pytest.mark.parametrize("opened", ["enter", "e"])
async def test_others_who_have_it_open_show_and_go(
    desk: Desk,
    desk_of: Desks,
    clock: Clock,
    who: str,
    sign: str,
    opened: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in (presence, article, editors_present):
        monkeypatch.setattr(module, "LOOK", 0.05)
    dossier = draft(desk, "Panen", "Satu.")
    with ExitStack() as there:
        there.enter_context(desk_of(who).reading.editing(dossier.id))
        clock.on(minutes=4)
        async with RedaksiApp(desk).run_test(size=(120, 40)) as pilot:
            await keys(pilot, opened)
            await until(lambda: sign in shown(pilot))
            there.close()
            await until(lambda: sign not in shown(pilot))


async def test_one_does_not_see_oneself_and_is_seen(
    app: RedaksiApp, desk: Desk, desk_of: Desks
) -> None:
    dossier = draft(desk, "Panen", "Satu.")
    other = desk_of(CHIEF)
    async with app.run_test() as pilot:
        await keys(pilot, "e")
        assert "being edited" not in shown(pilot)
        assert [one.editor for one in other.reading.editors(dossier.id)] == [WRITER]
        await keys(pilot, "escape")
        await until(lambda: not other.reading.editors(dossier.id))
        await keys(pilot, "enter", "e", "escape")
        assert "being edited" not in shown(pilot)  # nor right after leaving the editor


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_run_unfolds_and_a_revision_shows_its_whole_text(
    app: RedaksiApp, desk: Desk, size: tuple[int, int]
) -> None:
    dossier = draft(desk, "Panen", "Pembuka tetap.", "Air surut sejak pagi.")
    for when in ("siang", "subuh"):
        body = ("Pembuka tetap.", f"Air surut sejak {when}.")
        desk.copy.edit(dossier.id, lambda text, body=body: replace(text, body=body))  # type: ignore[misc]
    async with app.run_test(size=size) as pilot:
        await keys(pilot, "v")
        assert "1-3" in shown(pilot)
        await keys(pilot, "enter")
        assert "1-3" not in shown(pilot)
        await keys(pilot, "j")
        assert "−pagi+siang" in shown(pilot)
        assert "Pembuka tetap." not in shown(pilot)
        await keys(pilot, "enter")
        assert isinstance(app.screen, StoredScreen)
        assert "Pembuka tetap." in shown(pilot)
        assert "Air surut sejak siang." in shown(pilot)
        assert "revision 2" in shown(pilot)
        await keys(pilot, "escape", "r")
    assert desk.reading.article(dossier.id).article.text.body[1] == "Air surut sejak siang."


async def test_without_colour_brackets_show_where_a_change_ends(
    app: RedaksiApp, desk: Desk, clock: Clock
) -> None:
    dossier = draft(desk, "Panen", "Pagi.")
    clock.on(hours=2)
    saved(desk, dossier, "Malam.")
    app.no_color = True
    async with app.run_test() as pilot:
        await keys(pilot, "v")
        assert "[-Pagi-]{+Malam+}" in shown(pilot)
