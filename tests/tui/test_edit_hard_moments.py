"""While a person writes, the newsroom becomes read-only, full or unreachable.

The terminal also shrinks to almost nothing.
"""

from pathlib import Path

import pytest
from textual.widgets import TextArea

from redaksi.desk import Desk
from redaksi.domain.article import Dossier
from redaksi.errors import DiskFull, ReadOnlyNewsroom, StorageError
from redaksi.store.dossiers import locks
from redaksi.store.dossiers.layout import shard_of
from redaksi.store.dossiers.locks import Locks
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens.dialog import Question
from redaksi.tui.screens.edit import EditScreen

from .driving import draft, keys, on, shown, typed


@pytest.mark.parametrize("error", [ReadOnlyNewsroom("/ruang"), DiskFull("/ruang")])
async def test_a_save_that_the_disk_refuses_keeps_the_text_and_says_where(
    app: RedaksiApp,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    error: StorageError,
) -> None:
    dossier = draft(desk, "Panen", "Satu.")

    def refuse(*_commit: object) -> Dossier:
        raise error

    async with app.run_test(size=(120, 40)) as pilot:
        await keys(pilot, "e")
        await typed(pilot, "Kata ")
        with monkeypatch.context() as patch:
            patch.setattr(desk.store, "commit", refuse)
            await keys(pilot, "ctrl+s")
        (file,) = (tmp_path / "home" / "redaksi" / "recovery").glob("*.json")
        assert "Kata Satu." in file.read_text()
        said = "".join(shown(pilot).split())
        assert error.sentence.replace(" ", "") in said
        assert "save again later".replace(" ", "") in said
        assert file.name in said
        assert app.screen.query_one("#body", TextArea).text == "Kata Satu."
        await keys(pilot, "ctrl+s")
        assert on(pilot, EditScreen)
        assert not file.exists()
    assert desk.reading.article(dossier.id).article.text.body == ("Kata Satu.",)


async def test_a_save_that_somebody_holds_up_says_who_and_keeps_the_text(
    app: RedaksiApp, desk: Desk, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "PATIENCE", 0.1)
    dossier = draft(desk, "Panen", "Satu.")
    async with app.run_test(size=(120, 40)) as pilot:
        await keys(pilot, "e")
        await typed(pilot, "Kata ")
        with Locks(room / ".locks", "Sari W").hold(shard_of(dossier.id)):
            await keys(pilot, "ctrl+s")
            said = "".join(shown(pilot).split())
            assert "ThiswaitsforSariW,whoseprogram" in said
            assert on(pilot, EditScreen)
            assert app.screen.query_one("#body", TextArea).text == "Kata Satu."
        await keys(pilot, "ctrl+s")
    assert desk.reading.article(dossier.id).article.text.body == ("Kata Satu.",)


async def test_a_newsroom_that_went_away_comes_back_and_the_text_is_saved(
    app: RedaksiApp, desk: Desk, room: Path
) -> None:
    dossier = draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await keys(pilot, "e")
        await typed(pilot, "Kata ")
        away = room.rename(room.with_name("dipindah"))
        await keys(pilot, "ctrl+s")
        assert "not saved" in shown(pilot)
        assert app.screen.query_one("#body", TextArea).text == "Kata Satu."
        away.rename(room)
        await keys(pilot, "ctrl+s")
    assert desk.reading.article(dossier.id).article.text.body == ("Kata Satu.",)


async def test_the_terminal_shrinks_over_a_dialog_and_over_the_find_bar(
    app: RedaksiApp, desk: Desk
) -> None:
    draft(desk, "Panen", "Satu.")
    async with app.run_test(size=(120, 40)) as pilot:
        await keys(pilot, "e", "ctrl+f")
        await typed(pilot, "sat")
        await pilot.resize_terminal(20, 5)
        await pilot.pause()
        await keys(pilot, "escape", "x", "escape")
        assert on(pilot, Question)
        for size in ((1, 1), (120, 40), (20, 5)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        await keys(pilot, "escape")
        assert on(pilot, EditScreen)
        assert app.screen.query_one("#body", TextArea).text == "xu."
