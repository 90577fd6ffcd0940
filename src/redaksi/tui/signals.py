"""Signals of the terminal itself: the bell, and the notifications of OSC 9 and OSC 777.

A signal reaches a person who looks at another window. Its words are cleaned once more here, so
that no headline can end the sequence and begin another one.
"""

import os

from redaksi.config import Signal
from redaksi.text import clean

BELL = "\a"
TITLE = "Redaksi"
LONGEST = 160
"""The most characters of a notification."""


def sequence(signal: Signal, sentence: str) -> str:
    """The characters that make the terminal give `signal` with `sentence`; "" for no signal."""
    words = clean.line(sentence)[:LONGEST].replace(";", ",")
    if signal is Signal.OSC_9:
        return _through(f"\x1b]9;{TITLE}: {words}{BELL}")
    if signal is Signal.OSC_777:
        return _through(f"\x1b]777;notify;{TITLE};{words}{BELL}")
    return BELL if signal is Signal.BELL else ""


def _through(escape: str) -> str:
    """`escape`, in a wrapper for tmux, which keeps sequences that it does not know to itself."""
    if not os.environ.get("TMUX"):
        return escape
    return "\x1bPtmux;" + escape.replace("\x1b", "\x1b\x1b") + "\x1b\\"
