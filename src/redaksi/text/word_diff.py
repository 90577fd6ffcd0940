"""The differences between two strings, word by word. Pure."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from redaksi.text.matching import opcodes

_TOKENS = re.compile(r"\s+|[^\W_]+|[\W_]", re.UNICODE)


class PieceKind(StrEnum):
    """Whether a piece of text was kept, deleted or inserted."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


class DiffPiece(NamedTuple):
    """A run of text that was kept, deleted or inserted."""

    kind: PieceKind
    text: str


def difference(before: str, after: str) -> tuple[DiffPiece, ...]:
    """`before` and `after` as one sequence of pieces.

    `SAME` and `GONE` pieces make up `before`. `SAME` and `NEW` pieces make up `after`.
    """
    return tuple(_pieces(_TOKENS.findall(before), _TOKENS.findall(after)))


def _pieces(before: list[str], after: list[str]) -> Iterator[DiffPiece]:
    for same, a, b, c, d in opcodes(before, after):
        if same:
            yield DiffPiece(PieceKind.SAME, "".join(before[a:b]))
            continue
        if b > a:
            yield DiffPiece(PieceKind.GONE, "".join(before[a:b]))
        if d > c:
            yield DiffPiece(PieceKind.NEW, "".join(after[c:d]))
