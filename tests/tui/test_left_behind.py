"""Unsaved text survives the end of the desk.

The next start offers the text once and never drops it.
"""

import asyncio
import json
import os
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from redaksi.desk import Desk, recovery
from redaksi.desk.recovery import Typed, Unsaved
from redaksi.domain import record
from redaksi.domain.article import Dossier, Text
from redaksi.errors import DiskFull
from redaksi.store.dossiers.dossier import encode
from redaksi.tui.app import RedaksiApp
from redaksi.tui.controllers import recovery_copy
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.screens.comparison import ComparisonScreen
from redaksi.tui.screens.dialog import Question
from redaksi.tui.screens.edit import EditScreen
from redaksi.tui.screens.new import NewDialog
from redaksi.tui.screens.recoverable_dialog import RecoverableDialog
from tests.waiting import PATIENCE, soon

from .conftest import CHIEF, WRITER, Typist
from .driving import draft, keys, on, shown, typed, until
from .terminal import Terminal, desk_in_terminal


def asked_about(pilot: Pilot[Any], headline: str) -> bool:
    return isinstance(pilot.app.screen, Question) and headline in shown(pilot)


def held(desk: Desk) -> list[Typed]:
    """The unsaved text that the next start will offer."""
    found = []
    for buffer in desk.recovery.left_behind():
        if buffer.typed:
            found.append(buffer.typed)
        buffer.release()
    return found


def leave_behind(desk: Desk, dossier: Dossier, **fields: str) -> None:
    """Leave the unsaved `fields` of `dossier` behind, as a killed desk does."""
    text = dossier.article.text
    buffer = desk.recovery.begin()
    buffer.keep(dossier, {"headline": text.headline, "body": "\n\n".join(text.body), **fields})
    buffer.release()


async def asked(pilot: Pilot[Any]) -> None:
    """Wait until the unsaved text is offered."""
    await until(lambda: isinstance(pilot.app.screen, Question))
    await pilot.pause()


def killed(terminal: Terminal) -> None:
    """Kill the desk as soon as its unsaved text is on disk.

    That takes less than two seconds on an idle machine.
    """
    assert soon(
        lambda: any(
            "\N{BLACK LARGE SQUARE}" in one.read_text() for one in recovery.place().glob("*.json")
        )
    )
    terminal.process.send_signal(signal.SIGKILL)


def hung_up(terminal: Terminal) -> None:
    terminal.process.send_signal(signal.SIGHUP)


def stopped(terminal: Terminal) -> None:
    terminal.process.send_signal(signal.SIGTERM)


ENDS = [killed, hung_up, stopped, Terminal.close]


@pytest.mark.parametrize("end", ENDS, ids=["SIGKILL", "SIGHUP", "SIGTERM", "closed terminal"])
def test_what_was_typed_is_on_disk_however_the_desk_ends(
    room: Path, desk: Desk, end: Callable[[Terminal], None]
) -> None:
    dossier = draft(desk, "Panen", "Satu.")
    with desk_in_terminal(room, WRITER) as terminal:
        terminal.wait_for("Panen")
        terminal.type("e")
        terminal.wait_for("saved")
        terminal.type("Kata baru ")
        terminal.wait_for("not saved")
        terminal.type("lagi\N{BLACK LARGE SQUARE}")
        terminal.wait_for("\N{BLACK LARGE SQUARE}")
        assert held(desk) == [], "its desk is still there"
        end(terminal)
        terminal.process.wait(PATIENCE)
    (found,) = held(desk)
    assert (found.article, found.base, found.by) == (dossier.id, dossier.version, WRITER)
    assert found.fields["body"] == "Kata baru lagi\N{BLACK LARGE SQUARE}Satu."
    assert desk.reading.article(dossier.id).version == dossier.version


async def test_it_is_restored_unsaved_and_saving_forgets_it(app: RedaksiApp, desk: Desk) -> None:
    dossier = draft(desk, "Panen", "Satu.")
    leave_behind(desk, dossier, body="Satu, dua.", deck="Anak judul")
    async with app.run_test() as pilot:
        await asked(pilot)
        assert "Typed by" in shown(pilot)
        assert held(desk) == [], "it is offered here, and nowhere else"
        await keys(pilot, "enter")
        assert isinstance(app.screen, EditScreen)
        assert app.screen.query_one("#body", TextArea).text == "Satu, dua."
        assert app.screen.query_one("#field-deck", Input).value == "Anak judul"
        assert app.screen.unsaved
        await keys(pilot, "ctrl+s", "escape")
        assert on(pilot, BoardScreen)
    text = desk.reading.article(dossier.id).article.text
    assert (text.body, text.deck) == (("Satu, dua.",), "Anak judul")
    assert held(desk) == []


async def test_restored_over_a_changed_article_it_merges(
    app: RedaksiApp, desk: Desk, desk_of: Callable[[str], Desk]
) -> None:
    dossier = draft(desk, "Panen", "Satu.", "Dua.")
    leave_behind(desk, dossier, body="Satu kali.\n\nDua.")
    desk_of(CHIEF).copy.set(dossier.id, {"headline": "Panen raya", "due": "25/11/2026"})
    async with app.run_test() as pilot:
        await asked(pilot)
        assert "changed" in shown(pilot)
        await keys(pilot, "enter", "ctrl+s")
        await until(lambda: desk.reading.article(dossier.id).version > dossier.version + 1)
    article = desk.reading.article(dossier.id).article
    assert (article.text.headline, article.text.body) == ("Panen raya", ("Satu kali.", "Dua."))
    assert article.due, "what the chief set stays"


def put_in_place(room: Path, dossier: Dossier, text: Text) -> None:
    """Write another article with the same id and version, as a git checkout can do."""
    (file,) = room.glob(f"articles/*/{dossier.id}.json")
    other = record.revise(
        record.begin(dossier.id, dossier.article.created_at),
        text,
        dossier.article.created_at,
        CHIEF,
    )
    other = replace(
        other, events=dossier.events, article=replace(other.article, version=dossier.version)
    )
    file.write_bytes(encode(record.seal(other)))


async def test_restored_over_a_file_that_is_another_one_under_the_same_number_it_merges(
    app: RedaksiApp, desk: Desk, room: Path
) -> None:
    dossier = draft(desk, "Panen", "Satu.", "Dua.")
    leave_behind(desk, dossier, body="Satu kali.\n\nDua.")
    put_in_place(room, dossier, Text(headline="Panen", body=("Satu.", "Dua belas.")))
    async with app.run_test() as pilot:
        await asked(pilot)
        assert "changed by hand since" in shown(pilot)
        await keys(pilot, "enter", "ctrl+s")
        await until(lambda: desk.reading.article(dossier.id).version > dossier.version)
    assert desk.reading.article(dossier.id).article.text.body == ("Satu kali.", "Dua belas.")


async def test_a_buffer_that_does_not_tell_what_was_seen_is_restored(
    app: RedaksiApp, desk: Desk
) -> None:
    """The first format of buffers has no such field."""
    dossier = draft(desk, "Panen", "Satu.", "Dua.")
    leave_behind(desk, dossier, body="Satu kali.\n\nDua.")
    (buffer,) = (path for path in files() if path.suffix == ".json")
    buffer.write_text(
        json.dumps(
            {name: it for name, it in json.loads(buffer.read_text()).items() if name != "seen"}
        )
    )
    async with app.run_test() as pilot:
        await asked(pilot)
        assert "as it was then" in shown(pilot)
        await keys(pilot, "enter", "ctrl+s")
        await until(lambda: desk.reading.article(dossier.id).version > dossier.version)
    assert desk.reading.article(dossier.id).article.text.body == ("Satu kali.", "Dua.")


@pytest.mark.parametrize(("answer", "kept"), [("escape", 1), ("later", 1), ("discard", 0)])
async def test_later_keeps_it_and_only_discard_drops_it(
    app: RedaksiApp, desk: Desk, answer: str, kept: int
) -> None:
    leave_behind(desk, draft(desk, "Panen", "Satu."), body="Satu, dua.")
    pressed = {
        "escape": ["escape"],
        "later": ["right", "right", "enter"],
        "discard": ["right", "right", "right", "right", "enter"],
    }
    async with app.run_test() as pilot:
        await asked(pilot)
        await keys(pilot, *pressed[answer])
        assert on(pilot, BoardScreen)
    assert len(held(desk)) == kept


async def test_it_is_compared_word_by_word_and_offered_again(app: RedaksiApp, desk: Desk) -> None:
    leave_behind(
        desk, draft(desk, "Panen", "Air surut sejak pagi."), body="Air surut sejak subuh."
    )
    async with app.run_test() as pilot:
        await asked(pilot)
        await keys(pilot, "right", "enter")
        assert on(pilot, ComparisonScreen)
        assert "−pagi+subuh" in shown(pilot)
        await keys(pilot, "escape")
        assert on(pilot, Question)
    assert len(held(desk)) == 1


async def test_text_of_an_article_that_is_gone_becomes_a_new_one(
    app: RedaksiApp, room: Path, desk: Desk
) -> None:
    dossier = draft(desk, "Panen", "Satu.")
    leave_behind(desk, dossier, body="Satu, dua.")
    (file,) = room.glob(f"articles/*/{dossier.id}.json")
    file.unlink()
    desk.reading.refresh()
    async with app.run_test() as pilot:
        await asked(pilot)
        assert "new article" in shown(pilot)
        await keys(pilot, "enter", "ctrl+s")
        await pilot.pause()
    (row,) = desk.reading.rows()
    assert row.id != dossier.id
    assert desk.reading.article(row.id).article.text.body == ("Satu, dua.",)
    assert held(desk) == []


async def test_several_are_offered_one_after_the_other(app: RedaksiApp, desk: Desk) -> None:
    for headline in ("Panen", "Pasar"):
        leave_behind(desk, draft(desk, headline, "Satu."), body=f"{headline}: dua.")
    async with app.run_test() as pilot:
        for headline in ("Panen", "Pasar"):
            await until(partial(asked_about, pilot, headline))
            await keys(pilot, "escape")
        assert on(pilot, BoardScreen)
    assert len(held(desk)) == 2


async def test_saving_and_discarding_leave_nothing(app: RedaksiApp, desk: Desk) -> None:
    draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        for last in (("ctrl+s", "escape"), ("escape", "tab", "tab", "enter")):
            await keys(pilot, "e", "X")
            assert isinstance(app.screen, EditScreen)
            app.screen.recovery.keep()
            assert files(), "it was kept"
            await keys(pilot, *last)
            assert on(pilot, BoardScreen)
            assert not files()


def files() -> list[Path]:
    return list(Path(os.environ["XDG_STATE_HOME"]).glob("redaksi/recovery/*"))


async def test_a_full_state_folder_is_said_once_and_one_types_on(
    app: RedaksiApp, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_anything: object) -> None:
        raise DiskFull("recovery")

    draft(desk, "Panen", "Satu.")
    monkeypatch.setattr(Unsaved, "keep", full)
    monkeypatch.setattr(recovery_copy, "MOMENT", 0.01)
    async with app.run_test() as pilot:
        await keys(pilot, "e")
        await typed(pilot, "Kata ")
        await until(lambda: "not safe from a crash" in shown(pilot))
        await typed(pilot, "lagi ")
        assert app.screen.query_one("#body", TextArea).text == "Kata lagi Satu."


async def test_without_a_newsroom_what_is_typed_is_kept_all_the_same(
    app: RedaksiApp, room: Path, desk: Desk
) -> None:
    draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await keys(pilot, "e")
        room.rename(room.with_name("pindah"))
        await typed(pilot, "Kata ")
        await keys(pilot, "ctrl+s")
        assert isinstance(app.screen, EditScreen)
        assert app.screen.unsaved
        app.screen.recovery.keep()
    (found,) = held(desk)
    assert found.fields["body"] == "Kata Satu."


async def breaking(app: RedaksiApp) -> None:
    """Type a letter and crash before the delayed write of the buffer."""
    async with app.run_test() as pilot:
        await keys(pilot, "e", "X")
        app.call_later(lambda: 1 // 0)
        await pilot.pause()


async def test_a_desk_that_breaks_leaves_what_was_typed(app: RedaksiApp, desk: Desk) -> None:
    draft(desk, "Panen", "Satu.")
    with pytest.raises(ZeroDivisionError):
        await breaking(app)
    (found,) = held(desk)
    assert found.fields["body"] == "XSatu."


async def test_what_a_colleague_typed_under_the_same_system_account_is_not_shown(
    desk: Desk, desk_of: Callable[[str], Desk]
) -> None:
    leave_behind(desk, draft(desk, "Panen", "Satu."), body="Rahasia.")
    colleague = RedaksiApp(desk_of(CHIEF))
    async with colleague.run_test() as pilot:
        await pilot.pause()
        assert on(pilot, BoardScreen)
        assert "Rahasia" not in shown(pilot)
    assert held(desk_of(CHIEF)) == []
    assert [typed.fields["body"] for typed in held(desk)] == ["Rahasia."], (
        "it waits for whoever typed it"
    )


async def end_while_typing(app: RedaksiApp, opens: list[str], words: str) -> None:
    """Type `words` into the dialog that the keys `opens` open, then close the terminal."""
    async with app.run_test() as pilot:
        await keys(pilot, *opens)
        await typed(pilot, words)
        app.exit()


def with_a_note(desk: Desk, dossier: Dossier) -> None:
    desk.notes.add(dossier.id, "Sebut desanya.", dossier.article.paragraph_ids[0])


def in_review(desk: Desk, dossier: Dossier) -> None:
    desk.moves.submit(dossier.id, CHIEF)


def written(desk: Desk) -> list[str]:
    """Every headline and note in the newsroom."""
    dossiers = [desk.reading.article(row.id) for row in desk.reading.rows()]
    notes = [note for dossier in dossiers for note in dossier.notes]
    said = [answer.text for note in notes for answer in note.answers]
    return [
        *(dossier.article.text.headline for dossier in dossiers),
        *(note.text for note in notes),
        *said,
    ]


DIALOGS: dict[str, tuple[Callable[[Desk, Dossier], None], list[str], str]] = {
    "new": (lambda _desk, _dossier: None, ["n"], "enter"),
    "note": (lambda _desk, _dossier: None, ["enter", "j", "N"], "ctrl+s"),
    "answer": (with_a_note, ["enter", "j", "j", "A"], "ctrl+s"),
    "return": (in_review, ["l", "r"], "ctrl+s"),
}


@pytest.mark.parametrize(("prepare", "opens", "confirm"), DIALOGS.values(), ids=DIALOGS)
async def test_what_was_typed_into_a_dialog_is_offered_in_that_dialog(
    desk: Desk, prepare: Callable[[Desk, Dossier], None], opens: list[str], confirm: str
) -> None:
    dossier = draft(desk, "Panen", "Satu.")
    prepare(desk, dossier)
    await end_while_typing(RedaksiApp(desk), opens, "Kata yang hilang")
    (kept,) = held(desk)
    assert [*filter(None, kept.fields.values())] == ["Kata yang hilang"]
    app = RedaksiApp(desk)
    async with app.run_test() as pilot:
        await asked(pilot)
        assert "Kata yang hilang" in shown(pilot)
        await keys(pilot, "enter")
        assert isinstance(app.screen, RecoverableDialog)
        assert app.screen.kind == kept.dialog
        await keys(pilot, confirm)
        await until(lambda: "Kata yang hilang" in written(desk))
    assert held(desk) == []


@pytest.mark.parametrize(("prepare", "opens"), [one[:2] for one in DIALOGS.values()], ids=DIALOGS)
async def test_restored_words_that_stay_unchanged_are_still_on_disk(
    desk: Desk, prepare: Callable[[Desk, Dossier], None], opens: list[str]
) -> None:
    prepare(desk, draft(desk, "Panen", "Satu."))
    await end_while_typing(RedaksiApp(desk), opens, "Kata yang hilang")
    app = RedaksiApp(desk)
    async with app.run_test() as pilot:
        await asked(pilot)
        await keys(pilot, "enter")
        assert isinstance(app.screen, RecoverableDialog)
        app.exit()
    (kept,) = held(desk)
    assert [*filter(None, kept.fields.values())] == ["Kata yang hilang"]


async def test_that_a_note_asks_for_a_change_is_kept_with_its_words(desk: Desk) -> None:
    dossier = draft(desk, "Panen", "Satu.")
    app = RedaksiApp(desk)
    async with app.run_test() as pilot:
        await keys(pilot, "enter", "j", "N")
        await typed(pilot, "Sebut desanya")
        await keys(pilot, "tab", "right")
        app.exit()
    (kept,) = held(desk)
    assert kept.choices == {"kind": "ask"}
    app = RedaksiApp(desk)
    async with app.run_test() as pilot:
        await asked(pilot)
        await keys(pilot, "enter", "ctrl+s")
        await until(lambda: "Sebut desanya" in written(desk))
    (note,) = desk.reading.article(dossier.id).notes
    assert note.asks_change


async def test_words_whose_dialog_asks_for_nothing_any_more_are_offered_to_be_copied(
    desk: Desk,
) -> None:
    dossier = draft(desk, "Panen", "Satu.")
    in_review(desk, dossier)
    await end_while_typing(RedaksiApp(desk), ["l", "r"], "Kata yang hilang")
    desk.moves.return_(dossier.id, "Sudah saya kembalikan.")
    app = RedaksiApp(desk)
    async with app.run_test() as pilot:
        await asked(pilot)
        assert "Return to draft · Panen" in shown(pilot)
        await keys(pilot, "enter")
        assert app.clipboard == "Kata yang hilang"
        assert on(pilot, BoardScreen)
    assert len(held(desk)) == 1, "only discarding it drops it"


@pytest.mark.parametrize("leave", [("escape", "tab", "enter"), ("enter",)])
async def test_a_dialog_that_is_left_or_done_leaves_nothing(
    app: RedaksiApp, desk: Desk, leave: tuple[str, ...]
) -> None:
    async with app.run_test() as pilot:
        await keys(pilot, "n")
        await typed(pilot, "Panen")
        assert isinstance(app.screen, RecoverableDialog)
        app.screen.recovery.keep()
        assert files(), "it was kept"
        await keys(pilot, *["backspace"] * 5)
        app.screen.recovery.keep()
        assert not [path for path in files() if path.suffix == ".json"], (
            "nothing is typed any more"
        )
        await typed(pilot, "Panen")
        await keys(pilot, *leave)
    assert not [path for path in files() if path.suffix == ".json"]


@pytest.mark.parametrize("end", ENDS, ids=["SIGKILL", "SIGHUP", "SIGTERM", "closed terminal"])
def test_what_was_typed_into_a_dialog_is_on_disk_however_the_desk_ends(
    room: Path, desk: Desk, end: Callable[[Terminal], None]
) -> None:
    with desk_in_terminal(room, WRITER) as terminal:
        terminal.wait_for("No drafts")
        terminal.type("nJudul baru\N{BLACK LARGE SQUARE}")
        terminal.wait_for("\N{BLACK LARGE SQUARE}")
        end(terminal)
        terminal.process.wait(PATIENCE)
    (found,) = held(desk)
    assert (found.dialog, found.article, found.by) == ("new", "", WRITER)
    assert found.fields == {"headline": "Judul baru\N{BLACK LARGE SQUARE}", "rest": "", "to": ""}


async def test_unsaved_text_is_offered_when_nobody_types_and_over_the_board_only(
    app: RedaksiApp, desk: Desk, typist: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("redaksi.tui.app.AGAIN", 0.02)
    leave_behind(desk, draft(desk, "Panen", "Satu."), body="Dua.")
    typist.typing = True
    async with app.run_test() as pilot:
        await keys(pilot, "n")
        typist.typing = False
        await asyncio.sleep(0.2)
        await typed(pilot, "Lalu ")
        assert isinstance(app.screen, NewDialog), "no key of the dialog answers the offer"
        assert app.screen.query_one("#headline", Input).value == "Lalu "
        await keys(pilot, "escape")
        await asked(pilot)
