"""Bare addresses in Markdown (https://...), which Hugo turns into links.

Inside them, neither Hugo nor Redaksi reads emphasis or other marks.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter

AUTOLINK = r"<(?:[A-Za-z][A-Za-z\d+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+)>"
"""A pattern for an address in angle brackets; Markdown shows the address without the brackets."""

_HOST = r"[-a-zA-Z0-9@:%._+~#=]{1,256}\.[a-z]+"
_PATH = r"[-a-zA-Z0-9@:%_+.~#!?&/=();,'\">^{}\[\]`{more}]*"
# As in goldmark's linkify, an address follows a blank, a bracket, a mark or an address in angle
# brackets, and does not stand inside the words of a link. A single tilde is no mark: Hugo gets it
# with a backslash.
_STEP = re.compile(
    r"\\.|(?P<end>\n\n)|(?P<bracket>[\[\]])|(?:^|(?<=[\s(])|(?<=[*_`])(?<!\\[*_`])|(?<=~~)"
    rf"|{AUTOLINK})"
    rf"(?P<address>(?:https?|ftp)://{_HOST}(?::[0-9]+)?(?:[/#?]{_PATH.replace('{more}', '$')})?"
    rf"|www\.{_HOST}(?:[/#?]{_PATH.replace('{more}', '')})?)",
    re.MULTILINE,
)
_ENTITY = re.compile(r"&[A-Za-z0-9]{1,40};\Z")
_TURNS = 8


def bare(markdown: str) -> Iterator[tuple[int, int]]:
    """The start and end of each bare address in `markdown`."""
    if "://" not in markdown and "www." not in markdown:
        return
    depth = 0
    for found in _STEP.finditer(markdown):
        if found["end"]:
            depth = 0
        elif found["bracket"]:
            depth = depth + 1 if found["bracket"] == "[" else max(0, depth - 1)
        elif found["address"] and not depth and (address := _trimmed(_told(found))):
            start = found.start("address")
            yield start, start + len(address)


def _told(found: re.Match[str]) -> str:
    """The address of the match `found`.

    In a link (`](https://...)`), the address ends before the bracket that it does not open.
    """
    address = found["address"]
    if not found.string.endswith("](", 0, found.start("address")):
        return address
    depth = 0
    for place, sign in enumerate(address):
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return address[:place]
    return address


def covered(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether `place` lies in one of `spans`, which are in order."""
    behind = bisect_right(spans, place, key=itemgetter(0))
    return behind > 0 and place < spans[behind - 1][1]


def _trimmed(address: str) -> str:
    """`address` without the parts that belong to the sentence around it.

    These are full stops, marks, a bracket that the address does not open, and `&lt;`. The result
    is "" where many such parts follow one another: then the text is no address.
    """
    for _turn in range(_TURNS):
        shorter = _ENTITY.sub("", address.rstrip("?!.,:*_~"))
        if shorter.endswith(")"):
            shorter = shorter[: len(shorter) - max(0, shorter.count(")") - shorter.count("("))]
        if shorter == address:
            return address
        address = shorter
    return ""
