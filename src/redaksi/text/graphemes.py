"""Graphemes: the characters as people see them, which may be several code points (UAX 29)."""


def before(text: str, index: int) -> int:
    """The index where the grapheme before `index` begins; 0 at the beginning of `text`."""
    if index <= 0:
        return 0
    return index - 1 if _is_plain(text[max(0, index - 2) : index]) else _begin(text, index - 1)


def after(text: str, index: int) -> int:
    """The index behind the grapheme at `index`; the length of `text` at its end."""
    if index >= len(text):
        return len(text)
    if _is_plain(text[max(0, index - 1) : index + 2]):
        return index + 1
    from wcwidth import iter_graphemes  # noqa: PLC0415 - it takes 30 ms, and most texts need none

    begin = _begin(text, index)
    return begin + len(next(iter_graphemes(text, begin)))


def snapped(text: str, index: int) -> int:
    """`index`, or the end of the grapheme that `index` is inside of."""
    if not 0 < index < len(text) or _is_plain(text[index - 1 : index + 1]):
        return index
    return index if _begin(text, index) == index else after(text, index)


def covering(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the whole graphemes from `start` to before `end`."""
    begin = start if snapped(text, start) == start else before(text, start)
    return begin, snapped(text, end)


def _is_plain(near: str) -> bool:
    """Whether every code point of `near` is a grapheme of its own, as in nearly every text."""
    return near.isascii() and "\r" not in near


def _begin(text: str, index: int) -> int:
    """The index where the grapheme that holds the code point at `index` begins."""
    from wcwidth import grapheme_boundary_before  # noqa: PLC0415 - see `after`

    return grapheme_boundary_before(text, index + 1)
