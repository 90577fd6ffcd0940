"""What waits for the person: the count in the title, marks on rows, signals of the terminal."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.config import Signal
from redaksi.desk import Desk
from redaksi.tui import app as app_module
from redaksi.tui import signals
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens.article import ArticleScreen
from redaksi.tui.widgets.title_bar import TitleBar

from .conftest import CHIEF, WRITER, Clock
from .driving import draft, keys, lines, on, seen, shown, until

DeskOf = Callable[[str], Desk]


@pytest.fixture(autouse=True)
def _outside_tmux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TMUX", raising=False)


def title(app: RedaksiApp) -> str:
    return app.screen.query_one(TitleBar).waiting


async def test_the_title_counts_what_waits_and_the_row_is_marked_until_it_is_opened(
    desk_of: DeskOf, clock: Clock
) -> None:
    chief, writer = desk_of(CHIEF), desk_of(WRITER)
    chief.moves.assign(draft(chief, "Banjir Surut", "Satu.").id, None, WRITER)
    clock.on(minutes=5)
    draft(chief, "Pasar Pagi", "Dua.")
    app = RedaksiApp(writer)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(lambda: title(app) == "For you 1")
        assert "For you 1" in lines(pilot)[0]
        assert "◆ Banjir Surut" in shown(pilot)
        assert "◆ Pasar Pagi" not in shown(pilot)
        await keys(pilot, "down", "enter")
        await until(lambda: on(pilot, ArticleScreen))
        await until(lambda: title(app) == "")
        await keys(pilot, "escape")
        await until(lambda: "◆" not in shown(pilot))
        assert "For you" not in lines(pilot)[0]


async def test_an_open_desk_follows_the_acts_of_other_desks(desk_of: DeskOf) -> None:
    chief, writer = desk_of(CHIEF), desk_of(WRITER)
    mine = draft(writer, "Banjir Surut", "Satu.")
    writer.moves.submit(mine.id, CHIEF)
    app = RedaksiApp(writer)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert title(app) == ""
        chief.moves.return_(mine.id, "Cek angkanya.", WRITER)
        await until(lambda: title(app) == "For you 1")
        await until(lambda: "◆ Banjir Surut" in shown(pilot))


async def test_an_article_that_others_changed_since_it_was_opened_is_marked_and_not_counted(
    desk_of: DeskOf,
) -> None:
    chief, writer = desk_of(CHIEF), desk_of(WRITER)
    article = draft(chief, "Banjir Surut", "Satu.").id
    app = RedaksiApp(writer)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "enter")
        await until(lambda: on(pilot, ArticleScreen))
        await keys(pilot, "escape")
        writer.copy.set(article, {"rubric": "Kota"})
        app.tell({article})
        await pilot.pause()
        assert "◆" not in shown(pilot)
        chief.copy.set(article, {"rubric": "Desa"})
        await until(lambda: "◆ Banjir Surut" in shown(pilot))
        assert title(app) == ""


@pytest.mark.parametrize(
    ("setting", "sent"),
    [
        ("bell", "\a"),
        ("osc9", f"\x1b]9;Redaksi: {CHIEF} assigned it to you: Banjir\a"),
        ("osc777", f"\x1b]777;notify;Redaksi;{CHIEF} assigned it to you: Banjir\a"),
        ("", None),
    ],
)
async def test_what_arrives_while_the_desk_is_open_is_signalled_as_the_settings_say(
    desk_of: DeskOf,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    setting: str,
    sent: str | None,
) -> None:
    settings = tmp_path / "home" / "redaksi" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'signal = "{setting}"\n')
    written: list[str] = []
    monkeypatch.setattr(app_module, "write_sequence", lambda _app, text: written.append(text))
    chief, writer = desk_of(CHIEF), desk_of(WRITER)
    chief.moves.assign(draft(chief, "Lama", "Satu.").id, None, WRITER)
    later = draft(chief, "Banjir", "Isi yang rahasia.")
    app = RedaksiApp(writer)
    async with app.run_test(size=(80, 24)):
        await until(lambda: title(app) == "For you 1")
        assert written == [], "what waited before is no news"
        chief.moves.assign(later.id, None, WRITER)
        await until(lambda: title(app) == "For you 2")
    assert written == ([sent] if sent else [])


async def test_an_unknown_signal_in_the_settings_is_told_and_the_desk_opens(
    app: RedaksiApp, tmp_path: Path, desk_of: DeskOf
) -> None:
    settings = tmp_path / "home" / "redaksi" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('signal = "trumpet"\n')
    app = RedaksiApp(desk_of(WRITER))
    async with app.run_test(size=(120, 24)) as pilot:
        await until(lambda: "Line 1" in seen(pilot, "CommandBar"))


@given(st.text(max_size=400), st.sampled_from(Signal))
def test_no_headline_can_end_a_sequence_or_begin_another(headline: str, signal: Signal) -> None:
    sequence = signals.sequence(signal, headline)
    body = sequence.removeprefix("\x1b]9;").removeprefix("\x1b]777;notify;").removesuffix("\a")
    assert not any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in body)
    assert body.count(";") == (1 if signal is Signal.OSC_777 else 0)


def test_tmux_passes_a_sequence_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMUX", "/tmp/tmux-0/default,1,0")
    told = signals.sequence(Signal.OSC_9, "Ani")
    assert told == "\x1bPtmux;\x1b\x1b]9;Redaksi: Ani\a\x1b\\"
    assert signals.sequence(Signal.BELL, "Ani") == "\a"


async def test_a_home_that_cannot_be_written_hinders_nothing(
    desk_of: DeskOf, tmp_path: Path
) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "redaksi").mkdir()
    (tmp_path / "home" / "redaksi" / "read").write_text("")
    chief, writer = desk_of(CHIEF), desk_of(WRITER)
    chief.moves.assign(draft(chief, "Banjir", "Satu.").id, None, WRITER)
    app = RedaksiApp(writer)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(lambda: title(app) == "For you 1")
        await keys(pilot, "enter")
        await until(lambda: on(pilot, ArticleScreen))
