"""Paragraphs of Markdown as lines of a given width.

Each call converts one paragraph: the cost does not depend on the article's length.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from textual.content import Content
from textual.style import Style

from redaksi.domain.markdown_dialect import as_hugo, has_too_many_marks, with_visible_definitions

Paint = Mapping[str, Style]
"""The styles by name: em, strong, strike, code, link, heading, quote."""

NARROWEST = 8
"""The least width in cells to which a line is wrapped."""

_PLAIN = re.compile(r"(?![-+=\d\s])[^\\`*_\[\]<>&~#|\n]*")
"""Matches a paragraph that holds no sign with a meaning in Markdown."""
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
"""Matches the beginning of a line that opens or closes a fenced block of code."""
_INLINE = {"em": "em", "strong": "strong", "s": "strike", "link": "link"}


class Piece(NamedTuple):
    """Some content, with the indents of its first line and of the other lines."""

    content: Content
    first: str = ""
    rest: str = ""


def fences(paragraphs: Iterable[str]) -> Iterator[str]:
    """The fence of the code block in which each of `paragraphs` begins; empty outside code.

    A blank line does not end a block of code.
    """
    opened = ""
    for source in paragraphs:
        yield opened
        if "```" in source or "~~~" in source:
            for line in source.split("\n"):
                opened = _opened(line, opened)


def _opened(line: str, fence: str) -> str:
    """The fence that is open after `line`; `fence` is the one open before."""
    found = _FENCE.match(line)
    if not fence or not found:
        return found[1] if found else fence
    closes = found[1].startswith(fence) and not line[found.end() :].strip()
    return "" if closes else fence


def lines(
    source: str,
    width: int,
    paint: Paint,
    fence: str = "",
    marks: Callable[[list[Content]], list[Content]] = list,
) -> list[Content]:
    """One paragraph of a body, `source`, wrapped to `width` cells.

    The paragraph begins inside the block of code that `fence` opened, if given. `marks` adds
    styles to the shown content before it is wrapped.
    """
    found = []
    pieces = (
        [Piece(Content(source.replace("\n", " ")))]
        if has_too_many_marks(source)
        else list(_pieces(fence, source, paint))
    )
    for piece, content in zip(pieces, marks([piece.content for piece in pieces]), strict=True):
        before, rest = piece.first, piece.rest
        for line in content.wrap(max(NARROWEST, width - len(rest))):
            found.append(Content.styled(before, paint["quote"]) + line if before else line)
            before = rest
    return found


@cache
def _parser() -> MarkdownIt:
    """The parser. HTML in copy is plain text, so that an editor sees all of it."""
    return MarkdownIt("commonmark", {"html": False}).enable("strikethrough").use(as_hugo)


def _pieces(fence: str, source: str, paint: Paint) -> Iterator[Piece]:
    source = f"{fence}\n{source}" if fence else source
    if _PLAIN.fullmatch(source):
        yield Piece(Content(source))
        return
    around = _Around()
    for token in _parser().parse(with_visible_definitions(source)):
        if token.type in {"inline", "fence", "code_block", "hr"}:
            content = _content(token, paint)
            yield Piece(
                content.stylize(paint["heading"]) if around.heading else content, *around.before()
            )
        else:
            around.step(token)


class _Around:
    """The blocks around the present token."""

    def __init__(self) -> None:
        self.heading = False
        # Of each list item and quotation: the indents of the first line and of the others.
        self._indents: list[list[str]] = []
        # Of each list: the number of the next item, None for bullets.
        self._numbers: list[int | None] = []

    def step(self, token: Token) -> None:
        """Enter the block of `token`, or leave it."""
        match token.type:
            case "blockquote_open":
                self._indents.append(["│ ", "│ "])
            case "bullet_list_open":
                self._numbers.append(None)
            case "ordered_list_open":
                self._numbers.append(int(token.attrs.get("start", 1)))
            case "list_item_open":
                self._indents.append(self._bullet())
            case "blockquote_close" | "list_item_close":
                self._indents.pop()
            case "bullet_list_close" | "ordered_list_close":
                self._numbers.pop()
            case "heading_open" | "heading_close":
                self.heading = token.nesting > 0

    def before(self) -> tuple[str, str]:
        """The indents of the first line and of the others. A bullet is given only once."""
        first = "".join(one[0] for one in self._indents)
        for one in self._indents:
            one[0] = one[1]
        return first, "".join(one[1] for one in self._indents)

    def _bullet(self) -> list[str]:
        number = self._numbers[-1]
        if number is None:
            return ["• ", "  "]
        self._numbers[-1] = number + 1
        return [f"{number}. ", " " * len(f"{number}. ")]


def _content(token: Token, paint: Paint) -> Content:
    if token.type == "inline":
        return _inline(token.children or (), paint)
    return (
        Content("* * *")
        if token.type == "hr"
        else Content.styled(token.content.rstrip("\n"), paint["code"])
    )


def _inline(tokens: Sequence[Token], paint: Paint) -> Content:
    parts: list[Content] = []
    around: list[Style] = []
    for token in tokens:
        name = _INLINE.get(token.tag if token.tag == "s" else token.type.partition("_")[0], "")
        if token.nesting > 0:
            around.append(paint[name])
        elif token.nesting < 0:
            around.pop()
        else:
            part = _LEAVES.get(token.type, _text)(token, paint)
            for style in around:
                part = part.stylize(style)
            parts.append(part)
    return Content("").join(parts)


def _text(token: Token, _paint: Paint) -> Content:
    return Content(token.content)


_LEAVES: Mapping[str, Callable[[Token, Paint], Content]] = {
    "softbreak": lambda _token, _paint: Content(" "),
    "hardbreak": lambda _token, _paint: Content("\n"),
    "code_inline": lambda token, paint: Content.styled(token.content, paint["code"]),
    "image": lambda token, paint: Content.styled(f"▣ {token.content}", paint["link"]),
}
