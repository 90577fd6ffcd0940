"""The visible letters of a text and their positions, also in encoded mail (=C3=A9). Pure."""

import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from itertools import chain, repeat
from typing import NamedTuple

from redaksi.importers import decode
from redaksi.text.plain_text import escapes, unescaped

_SEEN = re.compile(r"\S+")
_CODED = re.compile(
    r"=\?[\w-]{1,30}\?[bqBQ]\?[^?\s]{1,500}\?=|(?:=[0-9A-Fa-f]{2})+|=[ \t]*(?:\r\n|\n|\r)"
)


class Letters(NamedTuple):
    """The visible letters of a text, decomposed (NFD), and the offset of each in the text."""

    text: str
    at: "array[int]"

    @classmethod
    def of(cls, text: str) -> "Letters":
        """The letters of `text` as it is written."""
        parts: list[str] = []
        at = array("I")
        for found in _SEEN.finditer(text):
            word = found[0]
            if word.isascii():
                parts.append(word)
                at.extend(range(found.start(), found.end()))
                continue
            for place, letter in enumerate(word, found.start()):
                bare = (
                    ""
                    if unicodedata.category(letter) in {"Cc", "Cf"}
                    else unicodedata.normalize("NFD", letter)
                )
                parts.append(bare)
                at.extend(repeat(place, len(bare)))
        return cls("".join(parts), at)

    @classmethod
    def of_plain(cls, markdown: str) -> "Letters":
        """The letters of the plain text that was imported as `markdown`."""
        slashes = {*escapes(markdown)}
        return cls._moved(
            unescaped(markdown), [at for at in range(len(markdown)) if at not in slashes]
        )

    @classmethod
    def of_mail(cls, text: str) -> "Letters":
        """The decoded letters of `text`, a mail with quoted-printable words.

        A decoded letter has the offset of the beginning of its code.
        """
        pieces = [cls._moved(piece, place) for piece, place in _meant(text)]
        return cls(
            "".join(one.text for one in pieces),
            array("I", chain.from_iterable(one.at for one in pieces)),
        )

    @classmethod
    def _moved(cls, piece: str, place: int | Sequence[int]) -> "Letters":
        """The letters of `piece` at new offsets.

        An integer `place` is the offset of all letters; a sequence holds the offset of each
        character.
        """
        letters = cls.of(piece)
        return cls(
            letters.text,
            array("I", (place if isinstance(place, int) else place[at] for at in letters.at)),
        )


def _meant(text: str) -> Iterator[tuple[str, int | range]]:
    """The decoded pieces of `text`.

    Each piece comes with the offset of its code, or with the range of its own offsets.
    """
    behind = 0
    for found in _CODED.finditer(text):
        yield text[behind : found.start()], range(behind, found.start())
        yield _decoded(found[0]), found.start()
        behind = found.end()
    yield text[behind:], range(behind, len(text))


def _decoded(code: str) -> str:
    if code.startswith("=?"):
        from redaksi.importers import mail  # noqa: PLC0415 - parsers load slowly

        return mail.spelled(code)
    raw = bytes.fromhex(code.replace("=", "").strip())  # a soft line break decodes to nothing
    return decode.by_charset(raw, "").text
