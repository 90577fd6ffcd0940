"""Pasted bytes are text and never keys, wherever the terminal splits the bytes."""

from codecs import getincrementaldecoder
from collections.abc import Iterable
from pathlib import Path

import pytest
from textual.events import Key, Paste
from textual.message import Message

from redaksi.desk import Desk
from redaksi.domain.article import Stage
from redaksi.tui.app import RedaksiApp
from redaksi.tui.input_parser import InputParser
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.screens.importing import ImportDialog
from tests.waiting import soon

from .conftest import WRITER
from .driving import draft, keys, pasted, until
from .terminal import desk_in_terminal

COLOURED = "Satu kata \x1b[31mmerah\x1b[0m dua kata."
HOSTILE = "\x1b[31mNaskah spq\r\rs\rp\r\x1b\x1bq\x13\x11\t\ry"
"""Letters that are commands of the board, behind escapes, Tabs and Enters."""


def bracketed(text: str) -> bytes:
    return f"\x1b[200~{text}\x1b[201~".encode()


class Clock:
    """The clock that the parser reads."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def parser_clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("redaksi.tui.input_parser.get_time", clock)
    return clock


def understood(chunks: Iterable[bytes], clock: Clock | None = None, gap: float = 0.0) -> list[str]:
    """The keys and pastes that Textual's parser reads from `chunks`.

    A `gap` in seconds follows each chunk. Textual ticks ten times a second.
    """
    decode, parser = getincrementaldecoder("utf-8")("replace").decode, InputParser()
    events: list[Message] = []
    for chunk in chunks:
        if text := decode(chunk):  # the driver stops at an empty text
            events += parser.feed(text)
        for _tick in range(round(gap * 10)):
            assert clock
            clock.now += 0.1
            events += parser.tick()
    return [_named(event) for event in events]


def _named(event: Message) -> str:
    if isinstance(event, Paste):
        return f"paste {event.text}"
    return event.key if isinstance(event, Key) else repr(event)


SENT = {
    "colours": (bracketed(COLOURED), ["paste Satu kata merah dua kata."]),
    "a title, a cursor, a query": (
        bracketed("a\x1b]0;x\x07b\x1b[2Jc\x1b[?2048;1$yd\x1b[1;1Re"),
        ["paste abcde"],
    ),
    "the key F1, a mouse, the focus": (bracketed("a\x1bOPb\x1b[<0;1;1Mc\x1b[I"), ["paste aPbc"]),
    "an escape last": (bracketed("akhir\x1b"), ["paste akhir"]),
    "two escapes": (bracketed("a\x1b\x1bb"), ["paste ab"]),
    "C1 and lines": (bracketed("satu\x9b31m\r\ndua\rtiga"), ["paste satu\ndua\ntiga"]),
    "another start": (bracketed("a\x1b[200~b"), ["paste ab"]),
    "nothing": (bracketed(""), ["paste "]),
    "wide letters": (bracketed("é🙂‘kata’"), ["paste é🙂‘kata’"]),
    "two, and keys": (
        b"q" + bracketed("satu") + b"\x1b[A" + bracketed("\x1b[31mdua") + b"x",
        ["q", "paste satu", "up", "paste dua", "x"],
    ),
}


@pytest.mark.parametrize(("sent", "wanted"), SENT.values(), ids=SENT)
def test_a_paste_is_one_text_wherever_its_bytes_are_cut(sent: bytes, wanted: list[str]) -> None:
    assert understood([sent]) == wanted
    assert understood(bytes([byte]) for byte in sent) == wanted
    for cut in range(1, len(sent)):
        assert understood([sent[:cut], sent[cut:]]) == wanted, cut
        assert "paste" not in " ".join(understood([sent[:cut]])) or cut > sent.index(
            b"\x1b[201~"
        ), "it had not ended"


@pytest.mark.parametrize("gap", [0.2, 0.8])
def test_a_paste_whose_pieces_come_late_is_a_paste_all_the_same(
    parser_clock: Clock, gap: float
) -> None:
    """On a slow line, a lone ESC would count as a key before the rest of the end mark arrives."""
    sent = bracketed(COLOURED)
    paste = "paste Satu kata merah dua kata."
    for cut in range(1, len(sent)):
        esc = ["escape"] if cut == 1 else []
        assert understood([sent[:cut], sent[cut:]], parser_clock, gap) == [*esc, paste], cut
        assert understood([sent[:cut], sent[cut:], b"q"], parser_clock, gap) == [
            *esc,
            paste,
            "q",
        ], "keys are keys again"
    pieces = [sent[:2], *(bytes([byte]) for byte in sent[2:])]
    assert understood(pieces, parser_clock, gap) == [paste]


def test_a_paste_that_never_ends_is_taken_as_ended_and_its_text_is_kept(
    parser_clock: Clock,
) -> None:
    assert understood([b"\x1b[200~putus\x1b[20", b"q"], parser_clock, 4) == ["paste putus", "q"]
    assert understood([b"\x1b[200~putus", b" tadi", b"q\x1b[201~"], parser_clock, 2) == [
        "paste putus tadiq"
    ], "a slow line has not ended it"
    assert understood([b"\x1b[200~putus", b"\x13", b"q"], parser_clock, 1.5) == [
        "paste putus",
        "ctrl+s",
        "q",
    ]
    late = [b"\x1b[200~putus", b"\t", b"\x1b", b"[201~q"]
    assert understood(late, parser_clock, 1.5) == ["paste putus\t", "q"], "Tab and ESC may be text"


@pytest.mark.parametrize("gap", [1.2, 2.9, 4.0, 30.0])
def test_a_mark_that_is_cut_by_a_long_pause_makes_no_command_of_what_follows(
    parser_clock: Clock, gap: float
) -> None:
    given_up = {1: ["escape"], 2: ["left_square_bracket"]}
    for cut in range(1, 6):
        sent = [b"\x1b[200~"[:cut], b"\x1b[200~"[cut:] + b"qsp\x1b[201~", b"q"]
        assert understood(sent, parser_clock, gap) == [*given_up.get(cut, []), "paste qsp", "q"], (
            cut
        )
        sent = [b"\x1b[200~qsp" + b"\x1b[201~"[:cut], b"\x1b[201~"[cut:] + b"q", b"w"]
        assert understood(sent, parser_clock, gap) == ["paste qsp", "q", "w"], cut
    sent = [b"\x1b[2", b"0", b"0", b"~qsp\x1b[2", b"0", b"1", b"~", b"q"]
    assert understood(sent, parser_clock, gap) == ["paste qsp", "q"], "in many pieces"


def test_a_mark_that_never_ends_takes_no_key_and_escape_waits_for_none(
    parser_clock: Clock,
) -> None:
    assert understood([b"\x1b[20", b"q", b"\x1b"], parser_clock, 1.2) == ["q", "escape"]
    assert understood([b"\x1b[20", b"\x1b[A", b"w"], parser_clock, 1.2) == ["up", "w"]
    assert understood([b"\x1b", b"[", b"2"], parser_clock, 1.2) == [
        "escape",
        "left_square_bracket",
        "2",
    ]
    assert understood([b"\x1b"], parser_clock, 0.2) == ["escape"]


def test_the_rest_of_a_paste_taken_as_ended_is_no_command(parser_clock: Clock) -> None:
    assert understood([b"\x1b[200~satu", b"qsp\x1b[201~q"], parser_clock, 4) == [
        "paste satu",
        "paste qsp",
        "q",
    ]


ANSWERS = {
    "a colour": b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
    "a colour, with BEL": b"\x1b]11;rgb:1e1e/1e1e/1e1e\x07",
    "a name": b"\x1bP>|tmux 3.3a\x1b\\",
    "a graphic": b"\x1b_Gi=31;OK\x1b\\",
    "a private message": b"\x1b^qsp\x1b\\",
    "a start of string": b"\x1bXqsp\x1b\\",
    "what it can": b"\x1b[?62;22c",
    "all that it can": b"\x1b[?64;1;2;6;9;15;16;17;18;21;22;28;29;30;31c",
    "its version": b"\x1b[>41;354;0c",
    "flags of its keys": b"\x1b[?1u",
    "a size": b"\x1b[8;24;80t",
    "its state": b"\x1b[0n",
    "a key without a number": b"\x1b[:u",
    "a key that no character is": b"\x1b[99999999999u",
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_a_late_answer_of_the_terminal_is_no_key_wherever_it_is_cut(
    answer: bytes, parser_clock: Clock
) -> None:
    assert understood([b"a", answer, b"b"]) == ["a", "b"]
    assert understood([b"a" + answer + b"b" + answer + b"\x1b[A"]) == ["a", "b", "up"]
    assert understood(bytes([byte]) for byte in answer) == []
    for cut in range(2, len(answer)):
        assert understood([answer[:cut], answer[cut:]], parser_clock, 0.3) == [], cut
    assert understood([answer[:1], answer[1:], b"q"], parser_clock, 0.3) == ["escape", "q"]


def test_an_answer_that_never_ends_holds_no_key_back_for_long(parser_clock: Clock) -> None:
    assert understood([b"\x1b]11;rgb:1e1e", b"q"], parser_clock, 1.2) == ["q"]
    assert understood([b"\x1b]11;rgb:1e1e\x13q"]) == ["ctrl+s", "q"]
    assert understood([b"\x1b[?62;\x1b[A"]) == ["up"]
    assert understood([b"\x1b]52;c;" + b"A" * 500_000, b"A" * 500_000, b"\x1b", b"\\q"]) == ["q"]


KEYS = {
    "escape": (b"\x1b", ["escape"]),
    "twice": (b"\x1b\x1b", ["escape", "escape"]),
    "with Alt": (b"\x1bq", ["alt+q"]),
    "with Alt, a bracket": (b"\x1b[", ["left_square_bracket"]),
    "F1": (b"\x1bOP", ["f1"]),
    "F1 of a console": (b"\x1b[[A", ["f1"]),
    "a word back": (b"\x1b[1;5D", ["ctrl+left"]),
    "delete, of rxvt": (b"\x1b[3$", ["shift+delete"]),
    "kitty": (b"\x1b[97;5u", ["ctrl+a"]),
    "keys behind each other": (b"q\x1b[A\x1b[Bw", ["q", "up", "down", "w"]),
}


@pytest.mark.parametrize(("sent", "wanted"), KEYS.values(), ids=KEYS)
def test_keys_stay_keys(sent: bytes, wanted: list[str], parser_clock: Clock) -> None:
    assert understood([sent], parser_clock, 1.2) == wanted


def test_a_key_typed_behind_an_escape_is_a_key_of_its_own(parser_clock: Clock) -> None:
    assert understood([b"\x1b", b"[", b"a", b"Pasar [12] lama"], parser_clock, 0.3) == [
        "escape",
        "left_square_bracket",
        "a",
        *(_named(one) for one in InputParser().feed("Pasar [12] lama")),
    ]


ARROW = [b"\x1b", b"[A"]


def test_on_a_slow_line_a_key_that_is_cut_behind_its_esc_is_one_key(parser_clock: Clock) -> None:
    cut = ["escape", "left_square_bracket", "A"]
    assert understood(ARROW, parser_clock, 0.2) == cut, "nothing told that the line is slow"
    assert understood([b"ab", *ARROW], parser_clock, 0.2) == ["a", "b", "up"]
    assert understood([b"ab", b"\x1b", b"[<0;5;7M"], parser_clock, 0.2)[2:] == understood(
        [b"\x1b[<0;5;7M"]
    )
    assert understood([b"a", *ARROW], parser_clock, 0.2) == ["a", *cut], "one key at a time"


@pytest.mark.parametrize(("late", "is_slow"), [(0.3, True), (0.1, False)])
def test_the_first_answer_of_the_terminal_tells_how_slow_the_line_is(
    parser_clock: Clock, late: float, is_slow: bool
) -> None:
    parser = InputParser()
    parser_clock.now += late
    events = [*parser.feed("\x1b[?2026;2$y"), *parser.feed("\x1b")]
    parser_clock.now += 0.2
    events += [*parser.tick(), *parser.feed("[A")]
    assert next(one.key for one in events if isinstance(one, Key)) == ["escape", "up"][is_slow]


def test_on_a_slow_line_escape_and_the_key_behind_it_are_two_keys(parser_clock: Clock) -> None:
    slow = b"ab"
    for key, name in ((b"\r", "enter"), (b"q", "q"), (b"\x13", "ctrl+s"), (b"/", "slash")):
        for sent in ([slow, b"\x1b" + key], [slow, b"\x1b", key]):
            assert understood(sent, parser_clock, 0.2) == ["a", "b", "escape", name]
    assert understood([slow, b"\x1bb"]) == ["a", "b", "ctrl+left"], "a word back, of macOS"
    assert understood([b"\x1bq"]) == ["alt+q"], "nothing told that the line is slow"


def test_after_a_minute_of_single_keys_a_line_is_slow_no_more(parser_clock: Clock) -> None:
    sent = [b"ab", *[b"c"] * 70, b"\x1b", b"q"]
    assert understood(sent, parser_clock, 1.0)[-2:] == ["escape", "q"]
    assert understood([b"ab", *[b"c"] * 70, b"\x1bq"], parser_clock, 1.0)[-1] == "alt+q"


def test_an_end_inside_a_paste_does_not_make_commands_of_the_rest() -> None:
    """Most terminals remove an end mark from pasted text.

    Where a terminal does not, all text that arrives at the same time belongs to the paste.
    """
    assert understood([bracketed("a\x1b[201~qsp")]) == ["paste aqsp"]
    assert understood([bracketed("a"), b"q", bracketed("b")]) == ["paste a", "q", "paste b"], (
        "not a key between two"
    )


def test_a_long_paste_costs_no_square_of_its_length() -> None:
    sent = bracketed("Kata demi kata. " * 200_000)
    chunks = [sent[place : place + 4096] for place in range(0, len(sent), 4096)]
    (only,) = understood(chunks)
    assert len(only) == len("paste ") + 3_200_000


def test_an_escape_in_a_paste_stops_and_starts_nothing_in_a_terminal(
    room: Path, desk: Desk
) -> None:
    dossier = draft(desk, "Panen")
    with desk_in_terminal(room, WRITER) as terminal:
        terminal.wait_for("Panen")
        terminal.type("e")
        terminal.wait_for("saved")
        terminal.type(bracketed(COLOURED).decode())
        terminal.wait_for("not saved")
        terminal.type("\x13")
        assert soon(lambda: desk.reading.article(dossier.id).version > dossier.version)
    stored = desk.reading.article(dossier.id)
    assert stored.article.text.body == ("Satu kata merah dua kata.",)
    assert [event.kind for event in dossier.events] == ["created", "assigned"]
    assert [event.kind for event in stored.events] == ["created", "assigned", "edited"]


def test_a_hostile_paste_on_the_board_is_copy_and_nothing_else_in_a_terminal(
    room: Path, desk: Desk
) -> None:
    dossier = draft(desk, "Panen")
    with desk_in_terminal(room, WRITER) as terminal:
        terminal.wait_for("Panen")
        terminal.type(bracketed(HOSTILE).decode())
        terminal.wait_for("Import copy")  # the paste is offered: no letter ran a command
        assert [row.id for row in desk.reading.rows()] == [dossier.id]
        terminal.type("\r")
        assert soon(lambda: len(desk.reading.rows()) == 2)
        assert terminal.process.poll() is None
    assert desk.reading.article(dossier.id) == dossier
    (other,) = (row.id for row in desk.reading.rows() if row.id != dossier.id)
    imported = desk.reading.article(other)
    assert imported.article.stage is Stage.DRAFT
    assert imported.article.text.headline == "Naskah spq"
    assert " ".join(imported.article.text.body).split() == ["s", "p", "q", "y"]


@pytest.mark.parametrize("text", ["nspq", "s\n\np\nq\n", "/nspq", HOSTILE])
async def test_a_paste_on_the_board_runs_no_command_and_imports_nothing_by_itself(
    app: RedaksiApp, desk: Desk, text: str
) -> None:
    dossier = draft(desk, "Panen")
    async with app.run_test() as pilot:
        await pasted(pilot, text)
        await until(lambda: isinstance(app.screen, ImportDialog))
        await pasted(pilot, text)
        assert [type(screen) for screen in app.screen_stack] == [BoardScreen, ImportDialog]
        await keys(pilot, "escape")
        assert isinstance(app.screen, BoardScreen)
    assert [row.id for row in desk.reading.rows()] == [dossier.id]
    assert desk.reading.article(dossier.id) == dossier


async def test_a_paste_of_blanks_on_the_board_is_nothing(app: RedaksiApp, desk: Desk) -> None:
    draft(desk, "Panen")
    async with app.run_test() as pilot:
        await pasted(pilot, " \n\t\n")
        assert isinstance(app.screen, BoardScreen)
