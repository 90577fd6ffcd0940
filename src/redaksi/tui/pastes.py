"""What the terminal sends is cut into keys and pastes before Textual parses a character of it.

What is pasted is text and nothing but text. What the terminal itself says, as in a late answer, is
neither.
"""

from collections.abc import Generator, Iterable, Iterator

from textual.constants import ESCAPE_DELAY
from textual.events import Paste
from textual.message import Message

from redaksi.text import clean
from redaksi.tui import sequences
from redaksi.tui.sequences import ESC
from redaksi.tui.textual_internals import XTermParser, get_time

START, END = "\x1b[200~", "\x1b[201~"
"""Between these a terminal sends what is pasted."""

PAUSE = 1.0
"""Seconds for the rest of a sequence over a slow line. An ESC alone is a key much sooner."""

SILENCE = 3.0
"""Seconds after which a paste that has not ended is taken as ended: else no key would reach the
desk any more.
"""

CONTROLS = frozenset(map(chr, range(1, 27))) - {"\t", "\n", "\r"}
"""Keys with Ctrl, which no text holds."""


_KEY = "\x1b["
"""As much of a mark as a person can type: Escape, or a bracket with Alt."""


def _begins_mark(data: str) -> bool:
    """Whether `data` is more of a mark than a person can type: it is waited for, however long
    that takes.
    """
    return len(data) > len(_KEY) and (START.startswith(data) or END.startswith(data))


class CleanParser(XTermParser):
    """Textual's parser, which is shown whole sequences only, and not the inside of a paste.

    To it an ESC in a paste begins a key, and a sequence that it does not know is keys: the text
    would be put together in the wrong order, and on the board the rest of it would run as
    commands.
    """

    def __init__(self, debug: bool = False) -> None:
        self._begun = ""  # a sequence whose end has not come
        # How a sequence began that was given up, and so was a key: ESC, maybe with a bracket.
        self._late = ""
        self._tail = ""  # the last characters of a paste, in which END may have begun
        self._inside: list[str] | None = None  # what has come of a paste that has not ended
        self._broken = False  # whether the last paste was taken as ended
        self._last = 0.0  # when something came
        super().__init__(debug)

    def feed(self, data: str) -> Iterable[Message]:
        if not data:  # how Textual says that no more comes
            return super().feed(data)
        return self._fed(data)

    def tick(self) -> Iterator[Message]:
        """Give up waiting for the end of a sequence or of a paste that does not come."""
        silent = get_time() - self._last
        if (
            self._begun
            and not _begins_mark(self._begun)
            and silent >= (ESCAPE_DELAY if self._begun == ESC else PAUSE)
        ):
            begun, self._begun = self._begun, ""
            self._late = begun if len(begun) <= len(_KEY) else ""
            yield from self._understood(begun)
        elif self._inside is not None and silent >= SILENCE:
            yield self._ended()

    def _fed(self, data: str) -> Generator[Message]:
        silent, self._last = get_time() - self._last, get_time()
        if self._inside is not None and silent >= PAUSE and data in CONTROLS:
            yield self._ended()
        data = self._continued(data, silent)
        if self._broken and not data.startswith(END) and END in data.partition(START)[0]:
            self._inside = []
        while data:
            data = yield from (self._typed(data) if self._inside is None else self._pasted(data))

    def _continued(self, data: str, silent: float) -> str:
        """`data` behind what was given up, where that was no key: a sequence came in pieces, a
        mark even late.
        """
        late, self._late = self._late, ""
        if (
            _begins_mark(self._begun)
            and silent >= PAUSE
            and not _begins_mark((self._begun + data)[: len(START)])
        ):
            self._begun = ""  # something else comes
        in_time = (
            late == ESC and silent < PAUSE and len(sequences.whole(ESC + data)) > len("\x1b[A")
        )
        return (
            late + data if in_time or (late and (late + data).startswith((START, END))) else data
        )

    def _typed(self, data: str) -> Generator[Message, None, str]:
        """Parse `data` up to the START of a paste; returns the rest."""
        data, self._begun = self._begun + data, ""
        while data:
            piece = sequences.first(data)
            if not piece:
                self._begun = sequences.shortened(data)
                return ""
            data = data[len(piece) :]
            if piece == START:
                self._inside = []
                return data
            if piece == END:  # of a paste that was taken as ended
                self._broken = False
                continue
            yield from self._understood(piece)
        return ""

    def _understood(self, piece: str) -> Iterator[Message]:
        """What `piece` is to Textual: nothing where it knows no such sequence."""
        if (len(piece) > sequences.LONGEST and piece.startswith(ESC)) or sequences.says(piece):
            return
        try:
            found = [*super().feed(piece)]
        except (ValueError, OverflowError):  # the key of a number that no character has
            self._gen = self.parse(self._tokens.append)
            self._awaiting, self._timeout_time = next(self._gen), None
            return
        yield from found
        if self._timeout_time is not None:  # it waits for more, but that was all
            self._timeout_time = 0.0
            keys = [*super().tick()]
            yield from keys if len(piece) <= len("\x1bx") else ()

    def _ended(self) -> Paste:
        """The paste whose END has not come, as far as it came."""
        before, begun, rest = self._tail.rpartition(ESC)
        tail = self._tail
        if END.startswith(begun + rest):
            tail = before
            self._begun, self._late = (
                (begun + rest, "") if _begins_mark(begun + rest) else ("", begun + rest)
            )
        text = "".join([*(self._inside or ()), tail])
        self._tail, self._inside, self._broken = "", None, True
        return Paste(clean.characters(text))

    def _pasted(self, data: str) -> Generator[Message, None, str]:
        """Take `data` up to the END of a paste; returns the rest."""
        inside, end, rest = (self._tail + data).partition(END)
        while (
            END in rest.partition(START)[0]
        ):  # that END was part of the text: terminals ought to take it out
            more, end, rest = rest.partition(END)
            inside += END + more
        taken = [*(self._inside or ()), inside]
        if not end:
            self._tail = inside[1 - len(END) :]
            self._inside = [*taken[:-1], inside[: 1 - len(END)]]
            return ""
        self._tail, self._inside, self._broken = "", None, False
        yield Paste(clean.characters("".join(taken)))
        return rest
