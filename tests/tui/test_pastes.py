"""What is pasted is text: no byte of it is a key, wherever the terminal cuts the bytes in two."""

from codecs import getincrementaldecoder
from collections.abc import Iterable
from pathlib import Path

import pytest
from textual.events import Key, Paste
from textual.message import Message

from redaksi.desk import Desk
from redaksi.tui.app import RedaksiApp
from redaksi.tui.pastes import CleanParser
from redaksi.tui.screens.board import BoardScreen
from tests.waiting import soon

from .conftest import WRITER
from .driving import draft
from .terminal import desk_in_terminal

COLOURED = "Satu kata \x1b[31mmerah\x1b[0m dua kata."


def bracketed(text: str) -> bytes:
    return f"\x1b[200~{text}\x1b[201~".encode()


def understood(chunks: Iterable[bytes], *, late: bool = False) -> list[str]:
    """The keys and pastes that CHUNKS are; where they come LATE, the parser has given up waiting between any two."""
    decode, parser = getincrementaldecoder("utf-8")("replace").decode, CleanParser()
    events: list[Message] = []
    for chunk in chunks:
        if text := decode(chunk):  # the driver stops at nothing
            events += parser.feed(text)
        if late and parser._timeout_time:
            parser._timeout_time = 0.0
            events += parser.tick()
    return [_named(event) for event in events]


def _named(event: Message) -> str:
    if isinstance(event, Paste):
        return f"paste {event.text}"
    return event.key if isinstance(event, Key) else repr(event)


SENT = {
    "colours": (bracketed(COLOURED), ["paste Satu kata merah dua kata."]),
    "a title, a cursor, a query": (bracketed("a\x1b]0;x\x07b\x1b[2Jc\x1b[?2048;1$yd\x1b[1;1Re"), ["paste abcde"]),
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
        assert "paste" not in " ".join(understood([sent[:cut]])) or cut > sent.index(b"\x1b[201~"), "it had not ended"


def test_a_paste_whose_pieces_come_late_is_a_paste_all_the_same() -> None:
    """Over a slow line, Textual takes the beginning of a mark for the key Esc."""
    sent = bracketed(COLOURED)
    for cut in range(1, len(sent)):
        assert understood([sent[:cut], sent[cut:]], late=True)[-1] == "paste Satu kata merah dua kata."
        keys = understood([sent[:cut], sent[cut:], b"q"], late=True)
        assert keys[-1] == "q", "and what is typed then are keys again"


def test_an_end_inside_a_paste_does_not_make_commands_of_the_rest() -> None:
    """A terminal takes it out; where one does not, what comes in the same breath is part of the paste."""
    assert understood([bracketed("a\x1b[201~qsp")]) == ["paste aqsp"]
    assert understood([bracketed("a"), b"q", bracketed("b")]) == ["paste a", "q", "paste b"], "not a key between two"


def test_a_long_paste_costs_no_square_of_its_length() -> None:
    sent = bracketed("Kata demi kata. " * 200_000)
    chunks = [sent[place : place + 4096] for place in range(0, len(sent), 4096)]
    (only,) = understood(chunks)
    assert len(only) == len("paste ") + 3_200_000


def test_an_escape_in_a_paste_stops_and_starts_nothing_in_a_terminal(room: Path, desk: Desk) -> None:
    dossier = draft(desk, "Panen")
    with desk_in_terminal(room, WRITER) as terminal:
        terminal.wait_for("Panen")
        terminal.type(bracketed("\x1b[31mNaskah spq").decode())  # on the board: no command of any of its letters
        terminal.type("e")
        terminal.wait_for("saved")
        terminal.type(bracketed(COLOURED).decode())
        terminal.wait_for("not saved")
        terminal.type("\x13")
        assert soon(lambda: desk.reading.article(dossier.id).version > dossier.version)
    stored = desk.reading.article(dossier.id)
    assert stored.article.text.body == ("Satu kata merah dua kata.",)
    assert [event.kind for event in stored.events] == ["created", "edited"]


async def test_a_paste_on_the_board_is_nothing(app: RedaksiApp, desk: Desk) -> None:
    draft(desk, "Panen")
    async with app.run_test() as pilot:
        app.post_message(Paste("nspq"))
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
