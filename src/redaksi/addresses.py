"""Addresses that stand bare in Markdown (https://...): Hugo makes links of them and reads no marks inside, as we do."""

import re
from collections.abc import Iterator

_HOST = r"[-a-zA-Z0-9@:%._+~#=]{1,256}\.[a-z]+"
_PATH = r"[/#?][-a-zA-Z0-9@:%_+.~#!?&/=();,'\">^{}\[\]`$]*"
# As in goldmark's linkify: behind a blank, a bracket or a mark, and not inside the words of a link.
_STEP = re.compile(
    rf"\\.|(?P<end>\n\n)|(?P<bracket>[\[\]])|(?:^|(?<=[\s(])|(?<!\\)(?<=[*_~]))"
    rf"(?P<address>(?:https?|ftp)://{_HOST}(?::[0-9]+)?(?:{_PATH})?|www\.{_HOST}(?:{_PATH})?)",
    re.MULTILINE,
)
_ENTITY = re.compile(r"&[A-Za-z0-9]{1,40};\Z")
_TURNS = 8


def bare(markdown: str) -> Iterator[tuple[int, int]]:
    """Where the bare addresses of `markdown` begin and end."""
    if "://" not in markdown and "www." not in markdown:
        return
    depth = 0
    for found in _STEP.finditer(markdown):
        if found["end"]:
            depth = 0
        elif found["bracket"]:
            depth = depth + 1 if found["bracket"] == "[" else max(0, depth - 1)
        elif found["address"] and not depth and (address := _trimmed(found["address"])):
            yield found.start(), found.start() + len(address)


def _trimmed(address: str) -> str:
    """`address` without what belongs to the sentence around it: stops, marks, a bracket that it does not open, `&lt;`.

    "" where that goes on, or where it holds a mark for a block of code: nobody's address.
    """
    if "~~~" in address or "```" in address:
        return ""
    for _turn in range(_TURNS):
        shorter = _ENTITY.sub("", address.rstrip("?!.,:*_~"))
        if shorter.endswith(")"):
            shorter = shorter[: len(shorter) - max(0, shorter.count(")") - shorter.count("("))]
        if shorter == address:
            return address
        address = shorter
    return ""
