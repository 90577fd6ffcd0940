"""Which characters that a terminal sends belong together: a sequence that begins with ESC is
one piece. Pure.
"""

import re

ESC = "\x1b"

# OSC, DCS, APC, PM and SOS: a text of the terminal itself, which ends with BEL or ST.
_STRING = "[]P_^X]"
_INSIDE = "[^\x00-\x1f\x7f\x9c]*"
_PARAMETERS = "[0-?]*[ -/]*"
_WHOLE = re.compile(
    f"[^\x1b]+|\x1b(?:\\[M[^\x1b]{{3}}|\\[\\[[A-E]|\\[(?!M){_PARAMETERS}[@-Z\\\\-~]|O[^\x1b]"
    f"|{_STRING}{_INSIDE}(?:[\x07\x9c]|\x1b\\\\)|[^][\x1bOP_^X]|(?=\x1b))",
    re.DOTALL,
)
_BEGUN = re.compile(
    f"\x1b(?:\\[M[^\x1b]{{0,2}}|\\[\\[|\\[{_PARAMETERS}|{_STRING}{_INSIDE}|O)?", re.DOTALL
)
_SAYING = re.compile(f"\x1b{_STRING}.", re.DOTALL)

LONGEST = 32
"""Characters of the longest sequence that Textual understands."""


def whole(data: str) -> str:
    """The first piece of `data`: text up to an ESC, or a sequence; "" where its end is not
    there.
    """
    found = _WHOLE.match(data)
    return found[0] if found else ""


def first(data: str) -> str:
    """The first piece of `data`, also a sequence that something else cut off; "" where its end
    may still come.
    """
    if piece := whole(data):
        return piece
    begun = _BEGUN.match(data)
    piece = begun[0] if begun else ""
    rest = data[len(piece) :]
    return piece if rest and not (rest == ESC and says(piece + rest)) else ""


def says(piece: str) -> bool:
    """Whether `piece` is a text that the terminal itself sends, as in an answer: no key is."""
    return bool(_SAYING.match(piece))


def shortened(begun: str) -> str:
    """The sequence that has `begun`, cut where it is longer than any that is understood: its
    end is found still.
    """
    end = ESC if begun.endswith(ESC) and len(begun) > 1 else ""
    return begun if len(begun) <= LONGEST + 1 else begun[: LONGEST + 1].removesuffix(ESC) + end
