"""What is pasted into the terminal is text, and nothing but text, before Textual parses a character of it."""

from collections.abc import Generator, Iterable

from textual._xterm_parser import XTermParser
from textual.events import Paste
from textual.message import Message

from redaksi import clean

START, END = "\x1b[200~", "\x1b[201~"
"""Between these a terminal sends what is pasted."""


class CleanParser(XTermParser):
    """Textual's parser, which is not shown the inside of a paste: to it an ESC there begins a key.

    The text would be put together in the wrong order, and on the board the rest of it would run as commands.
    """

    def __init__(self, debug: bool = False) -> None:
        self._tail = ""  # the last characters, in which START or END may have begun
        self._inside: list[str] | None = None  # what has come of a paste that has not ended
        super().__init__(debug)

    def feed(self, data: str) -> Iterable[Message]:
        if not data:  # how Textual says that no more comes
            return super().feed(data)
        return self._fed(data)

    def _fed(self, data: str) -> Generator[Message]:
        while data:
            data = yield from (self._typed(data) if self._inside is None else self._pasted(data))

    def _typed(self, data: str) -> Generator[Message, None, str]:
        """Parse DATA up to the START of a paste; returns the rest."""
        before, start, rest = (self._tail + data).partition(START)
        typed = (before + start)[len(self._tail) :]
        if not start:
            self._tail = before[1 - len(START) :]
            yield from super().feed(typed)
            return ""
        self._tail, self._inside = "", []
        # To Textual the paste ends here: so it is ready for keys, also where it gave up on a START that came in pieces.
        yield from (event for event in super().feed(typed + END) if not isinstance(event, Paste))
        return rest

    def _pasted(self, data: str) -> Generator[Message, None, str]:
        """Take DATA up to the END of a paste; returns the rest."""
        inside, end, rest = (self._tail + data).partition(END)
        while END in rest.partition(START)[0]:  # that END was part of the text: terminals ought to take it out
            more, end, rest = rest.partition(END)
            inside += END + more
        taken = [*(self._inside or ()), inside]
        if not end:
            self._tail = inside[1 - len(END) :]
            self._inside = [*taken[:-1], inside[: 1 - len(END)]]
            return ""
        self._tail, self._inside = "", None
        yield Paste(clean.characters("".join(taken)))
        return rest
