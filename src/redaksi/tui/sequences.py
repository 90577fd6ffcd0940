"""Splits the input of a terminal into text and sequences that begin with ESC. Pure."""

import re

ESC = "\x1b"

# OSC, DCS, APC, PM and SOS: strings that the terminal itself sends, ended by BEL or ST (ECMA-48).
_STRING = "[]P_^X]"
_INSIDE = "[^\x00-\x1f\x7f\x9c]*"
_PARAMETERS = "[0-?]*[ -/]*"
_WHOLE = (
    f"(?s)[^\x1b]+|\x1b(?:\\[M[^\x1b]{{3}}|\\[\\[[A-E]|\\[(?!M){_PARAMETERS}[@-Z\\\\-~]|O[^\x1b]"
    f"|{_STRING}{_INSIDE}(?:[\x07\x9c]|\x1b\\\\)|[^][\x1bOP_^X]|(?=\x1b))"
)
_BEGUN = f"(?s)\x1b(?:\\[M[^\x1b]{{0,2}}|\\[\\[|\\[{_PARAMETERS}|{_STRING}{_INSIDE}|O)?"
_ANSWER = "\x1b\\[\\?[0-9]+;[0-9]\\$y"
_SAYING = f"(?s)\x1b{_STRING}."

LONGEST = 32
"""Characters of the longest sequence that Textual understands."""


def whole(data: str) -> str:
    """The first piece of `data`: text up to an ESC, or a complete sequence.

    Empty if the sequence is not complete.
    """
    found = re.match(_WHOLE, data)
    return found[0] if found else ""


def first(data: str) -> str:
    """The first piece of `data`, which may be a sequence that other input cut off.

    Empty if the rest of the sequence may still come.
    """
    if piece := whole(data):
        return piece
    begun = re.match(_BEGUN, data)
    piece = begun[0] if begun else ""
    rest = data[len(piece) :]
    return piece if rest and not (rest == ESC and is_terminal_string(piece + rest)) else ""


def is_terminal_string(piece: str) -> bool:
    """Whether `piece` is a string of the terminal itself, such as an answer, and not a key."""
    return bool(re.match(_SAYING, piece))


def is_answer(piece: str) -> bool:
    """Whether `piece` is the terminal's answer to a question about a mode (DECRPM, xterm)."""
    return bool(re.fullmatch(_ANSWER, piece))


def shortened(begun: str) -> str:
    """The unfinished sequence `begun`, cut to one character beyond `LONGEST`.

    An ESC at its end is kept, so that the end of the sequence is still found.
    """
    end = ESC if begun.endswith(ESC) and len(begun) > 1 else ""
    return begun if len(begun) <= LONGEST + 1 else begun[: LONGEST + 1].removesuffix(ESC) + end
