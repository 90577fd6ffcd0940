"""The parts of a text as a reader of the proof sees them: words with marks, without Markdown."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from markdown_it.token import Token

from redaksi.domain.article import Photo, Text
from redaksi.domain.markdown_dialect import PARSER, source

_MARKS = {"em", "strong", "s"}
"""The tags of Markdown that a proof shows."""
_BREAKS = {"softbreak": " ", "hardbreak": "\n"}
_INDENT, _BULLET, _QUOTE = "   ", "•  ", "│  "
_DEEPEST = 6
"""The most lists and quotations around a part that are shown."""


class Stretch(NamedTuple):
    """Words with the same `marks`: tags of HTML, from the outside in."""

    words: str
    marks: tuple[str, ...] = ()


class Block(NamedTuple):
    """A part of `field`: of its item `place`, from 0, in a field of several items.

    `kind` is its look: a field's name, "heading", "code" or "". `prefix` stands before the first
    line: the bullet of a list, the bar of a quotation.
    """

    field: str
    place: int | None
    runs: tuple[Stretch, ...]
    kind: str = ""
    prefix: str = ""

    @property
    def place_in_text(self) -> tuple[str, int | None]:
        """The field and the item to which this part belongs."""
        return self.field, self.place

    @property
    def words(self) -> str:
        return "".join(run.words for run in self.runs)


def of(text: Text) -> Iterator[Block]:
    """All parts of `text` in reading order; empty ones are left out."""
    for field in ("rubric", "headline", "deck", "byline", "dateline", "source"):
        if words := getattr(text, field):
            yield Block(field, None, (Stretch(words),), field)
    yield from _body(text)
    for place, photo in enumerate(text.photos):
        yield from _photo(place, photo)
    for place, story in enumerate(text.related):
        words = f"{story.title} <{story.url}>" if story.url else story.title
        yield Block("related", place, (Stretch(words.strip()),))
    if text.tags:
        yield Block("tags", None, (Stretch(", ".join(text.tags)),))


def _photo(place: int, photo: Photo) -> Iterator[Block]:
    credit = f"({photo.credit})" if photo.credit else ""
    caption = " ".join(filter(None, (photo.caption or photo.file or photo.url, credit)))
    for field, words in (("photos.caption", caption), ("photos.alt", photo.alt)):
        if words:
            yield Block(field, place, (Stretch(words),))


def _body(text: Text) -> Iterator[Block]:
    """The parts of the body; `place` is the paragraph in which a part begins."""
    starts = [0, *accumulate(part.count("\n") + 2 for part in text.body)]
    walk = _Walk(starts)
    for token in PARSER.parse(source(text)):
        yield from walk.blocks(token)


class _Walk:
    """Reads the tokens of Markdown in their order and knows the lists and quotations around."""

    def __init__(self, starts: Sequence[int]) -> None:
        """`starts` are the numbers of the first lines of the paragraphs, from 0."""
        self._starts = starts
        self._around: list[str] = []
        self._bullet = ""
        self._cells: list[tuple[Stretch, ...]] | None = None
        """The cells of the row of a table that is being read."""
        self._row = 0
        self._kind = ""

    def blocks(self, token: Token) -> Iterator[Block]:
        """The parts that end with `token`."""
        self._move(token)
        line = token.map[0] if token.map else 0
        match token.type:
            case "inline" if self._cells is not None:
                self._cells.append(tuple(_runs(token.children or [])))
            case "inline":
                yield self._block(tuple(_runs(token.children or [])), line)
            case "tr_close":
                yield self._block(_joined(self._cells or []), self._row)
                self._cells = None
            case "hr":
                yield self._block((Stretch("* * *"),), line)
            case "fence" | "code_block":
                first = line + (token.type == "fence")
                for number, words in enumerate(token.content.split("\n"), start=first):
                    if words:
                        yield self._block((Stretch(words, ("code",)),), number)

    def _move(self, token: Token) -> None:
        """Go into or out of the heading, list, quotation or row that `token` opens or closes."""
        match token.type:
            case "heading_open" | "heading_close":
                self._kind = "heading" if token.nesting > 0 else ""
            case "blockquote_open":
                self._around.append(_QUOTE)
            case "bullet_list_open" | "ordered_list_open":
                self._around.append(_INDENT)
            case "blockquote_close" | "bullet_list_close" | "ordered_list_close":
                self._around.pop()
            case "list_item_open":
                self._bullet = f"{token.info}{token.markup} " if token.info else _BULLET
            case "tr_open":
                self._cells, self._row = [], token.map[0] if token.map else 0

    def _block(self, runs: tuple[Stretch, ...], line: int) -> Block:
        around = self._around[-_DEEPEST:]
        if self._bullet and around:
            around[-1] = self._bullet
        self._bullet = ""
        return Block(
            "body", bisect_right(self._starts, line) - 1, runs, self._kind, "".join(around)
        )


def _joined(cells: Sequence[tuple[Stretch, ...]]) -> tuple[Stretch, ...]:
    found: list[Stretch] = []
    for cell in cells:
        found += [Stretch(" │ ")] * bool(found)
        found += cell
    return tuple(found)


def _runs(tokens: Sequence[Token]) -> Iterator[Stretch]:
    """The words of inline `tokens`; the address of a link follows its words."""
    marks: list[str] = []
    address = shown = ""
    for token in tokens:
        if token.type == "link_open":
            address, shown = str(token.attrs.get("href", "")), ""
        elif token.type == "link_close":
            if address not in {shown, f"mailto:{shown}"}:
                yield Stretch(f" <{address}>", ("small",))
        elif token.tag in _MARKS and token.nesting:
            marks = [*marks, token.tag] if token.nesting > 0 else marks[:-1]
        else:
            words = _BREAKS.get(token.type, token.content)
            shown += words
            yield Stretch(words, (*marks, "code") if token.type == "code_inline" else tuple(marks))
