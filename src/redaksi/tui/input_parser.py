"""Cuts the terminal's input into keys and pastes before Textual parses it.

Pasted characters are only ever text. Reports of the terminal itself, such as a late answer, are
dropped.
"""

import math
from collections.abc import Generator, Iterable, Iterator

from textual.constants import ESCAPE_DELAY
from textual.events import Paste
from textual.message import Message

from redaksi.text import clean
from redaksi.tui import sequences
from redaksi.tui.sequences import ESC
from redaksi.tui.textual_internals import SequenceParser, get_time

START, END = "\x1b[200~", "\x1b[201~"
"""The marks that a terminal sends before and after pasted text (bracketed paste, xterm)."""

PAUSE = 1.0
"""Seconds to wait for the rest of a sequence on a slow line.

A lone ESC becomes a key much sooner.
"""

SLOW_ESCAPE = 0.4
"""Seconds to wait after a lone ESC on a slow line, where the rest comes with the next batch."""

FAR = 0.15
"""Seconds after which the terminal's answer to Textual's first question comes from afar."""

SLOW = 60.0
"""Seconds for which a line counts as slow after a late answer, or several characters at once."""

SILENCE = 3.0
"""Seconds without input after which an unfinished paste is taken as complete.

Otherwise no key would reach the desk any more.
"""

CONTROLS = frozenset(map(chr, range(1, 27))) - {"\t", "\n", "\r"}
"""Control characters of keys with Ctrl, which no text holds."""


NO_ESCAPE = frozenset({"\x1bb", "\x1bf", "\x1b\x7f", "\x1b\t"})
"""A word back, forth and away with Alt, and Shift with Tab: no other key with Alt has a use here.

On a slow line, an ESC before any other character is Escape, and a key that was typed after it.
"""

_KEY = "\x1b["
"""The longest beginning of a mark that a person can type: Escape, or Alt with a bracket."""


def _begins_mark(data: str) -> bool:
    """Whether `data` begins a mark and is longer than a person can type.

    The end of such a mark is awaited without a time limit.
    """
    return len(data) > len(_KEY) and (START.startswith(data) or END.startswith(data))


def _is_with_alt(piece: str) -> bool:
    """Whether `piece` is an ESC and a key, which together have no use."""
    return len(piece) == len("\x1bq") and piece.startswith(ESC) and piece not in NO_ESCAPE


class InputParser(SequenceParser):
    """Textual's parser, which gets whole sequences only, and nothing from inside a paste.

    Textual reads an ESC in a paste as the beginning of a key, and an unknown sequence as keys. The
    text would be garbled, and on the board its rest would run as commands.
    """

    def __init__(self, debug: bool = False) -> None:
        self._begun = ""  # a sequence that is not complete yet
        # The beginning of an abandoned sequence that was passed on as a key: ESC, or ESC and a
        # bracket.
        self._late = ""
        self._tail = ""  # the last characters of a paste, which may hold the beginning of END
        # The parts of an unfinished paste, None outside a paste.
        self._inside: list[str] | None = None
        self._broken = False  # whether the last paste was cut off without its END
        self._last = 0.0  # when the last input came, in seconds
        self._asked = get_time()  # Textual asks the terminal what it can when it makes a parser
        self._slow_until = 0.0  # until when the line counts as slow, in seconds
        super().__init__(debug)

    def feed(self, data: str) -> Iterable[Message]:
        if not data:  # Textual passes "" at the end of the input
            return super().feed(data)
        return self._parsed(data)

    def tick(self) -> Iterator[Message]:
        """Stop waiting for the end of an overdue sequence or paste."""
        silent = get_time() - self._last
        if (
            self._begun
            and not _begins_mark(self._begun)
            and silent >= (self._escape_delay if self._begun == ESC else PAUSE)
        ):
            begun, self._begun = self._begun, ""
            self._late = begun if len(begun) <= len(_KEY) else ""
            yield from self._events_of(begun)
        elif self._inside is not None and silent >= SILENCE:
            yield self._ended()

    @property
    def _is_slow(self) -> bool:
        """Whether the line may bring keys in batches, and a sequence in two of them."""
        return get_time() < self._slow_until

    @property
    def _escape_delay(self) -> float:
        """Seconds after which a lone ESC is a key."""
        return SLOW_ESCAPE if self._is_slow else ESCAPE_DELAY

    def _parsed(self, data: str) -> Generator[Message]:
        silent, self._last = get_time() - self._last, get_time()
        if self._inside is not None and silent >= PAUSE and data in CONTROLS:
            yield self._ended()
        data = self._rejoined(data, silent)
        if self._broken and not data.startswith(END) and END in data.partition(START)[0]:
            self._inside = []
        while data:
            data = yield from (self._typed(data) if self._inside is None else self._pasted(data))

    def _rejoined(self, data: str, silent: float) -> str:
        """`data` after the beginning of a sequence that came in pieces and was passed on as a key.

        A mark is put together even after `PAUSE`.
        """
        late, self._late = self._late, ""
        if (
            _begins_mark(self._begun)
            and silent >= PAUSE
            and not _begins_mark((self._begun + data)[: len(START)])
        ):
            self._begun = ""  # other input follows
        in_time = (
            late == ESC and silent < PAUSE and len(sequences.whole(ESC + data)) > len("\x1b[A")
        )
        return (
            late + data if in_time or (late and (late + data).startswith((START, END))) else data
        )

    def _typed(self, data: str) -> Generator[Message, None, str]:
        """Parse `data` up to the `START` of a paste; returns the rest."""
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
            if piece == END:  # the late END of a paste that was cut off
                self._broken = False
                continue
            if self._shows_slow_line(piece):
                self._slow_until = self._last + SLOW
            yield from self._events_of(piece)
        return ""

    def _shows_slow_line(self, piece: str) -> bool:
        """Whether `piece` is a late answer, or several characters: nobody types two at once."""
        if sequences.is_answer(piece):
            asked, self._asked = self._asked, math.inf  # only the first answer tells
            return self._last - asked > FAR
        return len(piece) > 1 and not piece.startswith(ESC)

    def _events_of(self, piece: str) -> Iterator[Message]:
        """The events that Textual makes of `piece`; none for an unknown sequence."""
        if (
            len(piece) > sequences.LONGEST and piece.startswith(ESC)
        ) or sequences.is_terminal_string(piece):
            return
        if self._is_slow and _is_with_alt(piece):
            yield from self.events(ESC)
            piece = piece[1]
        yield from self.events(piece)

    def _ended(self) -> Paste:
        """The paste whose `END` is missing, as far as it came."""
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
        """Collect `data` up to the `END` of a paste; returns the rest."""
        inside, end, rest = (self._tail + data).partition(END)
        # An `END` before the next `START` was part of the text: terminals ought to remove it.
        while END in rest.partition(START)[0]:
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
