"""The public notice of a change in the dialogs: asked for, mended, named at the publication."""

from collections.abc import Callable

import pytest
from textual.widgets import Input

from redaksi import i18n
from redaksi.desk import Desk
from redaksi.domain.article import Dossier, NoticeKind, PublicNotice, Stage
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.screens.moves import NoticeDialog, ReopenDialog

from .conftest import CHIEF, GUEST, WRITER
from .driving import draft, headlines, keys, on, pasted, said, shown, until

SENTENCE = "Korban tiga orang, bukan empat."


@pytest.fixture
def chief(desk_of: Callable[[str], Desk]) -> Desk:
    return desk_of(CHIEF)


@pytest.fixture
def published(desk: Desk, chief: Desk) -> Dossier:
    dossier = desk.moves.submit(draft(desk, "Panen", "Satu.").id, CHIEF)
    return chief.moves.publish(dossier.id)


def notice(desk: Desk, dossier: Dossier) -> PublicNotice | None:
    return desk.reading.article(dossier.id).article.notice


async def test_the_dialog_asks_for_kind_and_sentence_and_both_are_optional(
    chief: Desk, published: Dossier
) -> None:
    async with RedaksiApp(chief).run_test() as pilot:
        await keys(pilot, "l", "l", "o")
        await pasted(pilot, "Salah hitung.")
        await keys(pilot, "tab", "right", "tab")
        await pasted(pilot, SENTENCE)
        await keys(pilot, "enter")
        assert on(pilot, BoardScreen)
        assert notice(chief, published) == PublicNotice(kind=NoticeKind.RALAT, sentence=SENTENCE)
        await keys(pilot, "h", "h", "u")
        assert notice(chief, published) is None
        await keys(pilot, "l", "l", "o")
        await pasted(pilot, "Foto baru.")
        await keys(pilot, "enter")
    assert chief.reading.article(published.id).article.stage is Stage.DRAFT
    assert notice(chief, published) is None


async def test_a_kind_without_a_sentence_is_asked_for_in_its_field(
    chief: Desk, published: Dossier
) -> None:
    async with RedaksiApp(chief).run_test() as pilot:
        await keys(pilot, "l", "l", "o")
        await pasted(pilot, "Salah hitung.")
        await keys(pilot, "tab", "right", "ctrl+s")
        assert on(pilot, ReopenDialog)
        assert "The notice has no sentence yet." in shown(pilot)
        focused = pilot.app.screen.focused
        assert isinstance(focused, Input)
        assert focused.id == "public"
    assert chief.reading.article(published.id).article.stage is Stage.PUBLISHED


async def test_the_notice_is_mended_on_the_board_and_named_at_the_publication(
    chief: Desk, desk: Desk, published: Dossier
) -> None:
    desk.moves.reopen(published.id, "Salah.", kind=NoticeKind.RALAT, public="Korban lima.")
    async with RedaksiApp(chief).run_test() as pilot:
        await keys(pilot, "O")
        assert pilot.app.screen.query_one("#public", Input).value == "Korban lima."
        await keys(pilot, "tab", "ctrl+end", "ctrl+u")
        await pasted(pilot, SENTENCE)
        await keys(pilot, "enter")
        assert "brings the notice" in said(pilot)
        assert notice(chief, published) == PublicNotice(kind=NoticeKind.RALAT, sentence=SENTENCE)
        desk.moves.submit(published.id, CHIEF)
        await until(lambda: headlines(pilot, "review"))
        await keys(pilot, "l", "p")
        assert f"It brings the erratum: {SENTENCE}" in shown(pilot)
        await keys(pilot, "enter")
        await pilot.pause(0.5)
        await keys(pilot, "l", "enter")
        assert f"Erratum (now): {SENTENCE}" in shown(pilot)


async def test_none_takes_the_notice_back(chief: Desk, desk: Desk, published: Dossier) -> None:
    desk.moves.reopen(published.id, "Salah.", kind=NoticeKind.RALAT, public=SENTENCE)
    async with RedaksiApp(chief).run_test() as pilot:
        await keys(pilot, "O", "left", "tab", "ctrl+end", "ctrl+u", "enter")
        assert "no notice" in said(pilot)
    assert notice(chief, published) is None


async def test_where_no_notice_can_be_the_key_says_why(
    desk_of: Callable[[str], Desk], published: Dossier
) -> None:
    writer, guest = desk_of(WRITER), desk_of(GUEST)
    draft(writer, "Baru", "Satu.")
    async with RedaksiApp(writer).run_test() as pilot:
        await keys(pilot, "O")
        assert "never published" in said(pilot)
        await keys(pilot, "l", "l", "O")
        assert "sealed" in said(pilot)
        assert not on(pilot, NoticeDialog)
    writer.moves.reopen(published.id, "Foto.")
    async with RedaksiApp(guest).run_test() as pilot:
        await keys(pilot, "O")
        assert "guest" in said(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_dialog_fits_in_both_languages(
    chief: Desk, published: Dossier, size: tuple[int, int]
) -> None:
    i18n.install("id")
    try:
        async with RedaksiApp(chief).run_test(size=size) as pilot:
            await keys(pilot, "l", "l", "o")
            for words in ("tidak ada", "ralat", "koreksi", "pembaruan", "dalam satu kalimat"):
                assert words in shown(pilot)
            assert "PgUp" not in shown(pilot)
    finally:
        i18n.install("en")
