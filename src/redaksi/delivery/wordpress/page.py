"""What readers see of a post, reduced to lines that can be compared.

WordPress, its theme and its plugins change the HTML of a post on the way to the readers:
quotation marks are set typographically, pictures get more attributes, lines to share the article
are added. None of that is a change of the article.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html.parser import HTMLParser

import msgspec
import nh3

from redaksi.domain.hashing import digest, sha256
from redaksi.i18n import _
from redaksi.text import clean

LARGEST = 1_000_000
"""The most characters of HTML that are read; what stands behind them is not compared."""

OURS = re.compile(r"redaksi-[0-9a-f]{64}")
"""The name of a photo of ours, in an address as well."""

_DEEPEST = 500
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)")
_VOID = {"br", "hr", "img", "input", "source", "wbr", "col", "area", "embed", "link", "meta"}

_MARKS = {"em": "*", "i": "*", "strong": "**", "b": "**", "s": "~~", "del": "~~", "code": "`"}
_HEADS = {f"h{level}": "#" * level + " " for level in range(1, 7)} | {"li": "- ", "hr": "---"}
_BREAKS = {
    *("p", "br", "hr", "div", "ul", "ol", "li", "blockquote", "pre", "figure", "figcaption"),
    *("table", "thead", "tbody", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"),
}
_ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}}
# How WordPress sets signs typographically, undone: https://developer.wordpress.org/reference/functions/wptexturize/
_TYPOGRAPHY = (
    (re.compile("``|''|[“”„″]"), '"'),
    (re.compile("[‘’‚′]"), "'"),
    (re.compile("[-–—]+"), "-"),
    (re.compile("…"), "..."),
    (re.compile("×"), "x"),
    (re.compile("™"), "(tm)"),
    (re.compile("WordPress"), "Wordpress"),
)


class VisiblePage(msgspec.Struct, frozen=True, kw_only=True):
    """The visible parts of a post.

    `categories` is None where the website chooses them. `picture` names the featured image,
    `date` is the time of publication in UTC ("" where a person on the website chooses it).
    """

    headline: str
    excerpt: str = ""
    body: tuple[str, ...] = ()
    categories: tuple[str, ...] | None = None
    tags: tuple[str, ...] = ()
    picture: str = ""
    date: str = ""

    def held(self) -> str:
        """The hash by which two pages are compared, in hexadecimal."""
        return digest(self)

    def lines(self) -> tuple[str, ...]:
        """The parts as lines for a person."""
        more = (
            (_("Excerpt: {value}"), self.excerpt),
            (_("Categories: {value}"), ", ".join(self.categories or ())),
            (_("Tags: {value}"), ", ".join(self.tags)),
            (_("Featured image: {value}"), self.picture),
            (_("Date: {value}"), self.date),
        )
        labelled = (line.format(value=value) for line, value in more if value)
        return (self.headline, *self.body, *labelled)


def body(raw: str, rendered: str) -> tuple[str, ...]:
    """The lines of a body that is stored as `raw` and shown as `rendered`.

    Lines that plugins add around those of the article do not count; a line of the article that is
    not shown does.
    """
    stored, seen = lines(raw), lines(rendered)
    remaining = iter(seen)
    return stored if all(line in remaining for line in stored) else seen


@lru_cache(maxsize=2)
def lines(html: str) -> tuple[str, ...]:
    """The visible lines of `html`, with marks, addresses of links and names of pictures.

    What was sent is asked for again when it was read back. HTML that is nested as no article is
    has one line, which any change changes.
    """
    if _is_deep(html[:LARGEST]):
        return (sha256(html.encode()),)
    safe = nh3.clean(
        html[:LARGEST],
        tags={*_MARKS, *_BREAKS, "a", "img"},
        attributes=_ATTRIBUTES,
        clean_content_tags={"script", "style"},
        link_rel=None,
    )
    reader = _Reader()
    reader.feed(safe)
    reader.close()
    return tuple(reader.lines())


def _is_deep(html: str) -> bool:
    """Whether more elements are open at once than in any article: a parser would take hours."""
    depth = 0
    for found in _TAG.finditer(html):
        if found["name"].lower() not in _VOID:
            depth = depth + 1 if not found["end"] else max(0, depth - 1)
            if depth > _DEEPEST:
                return True
    return False


def plain(html: str) -> str:
    """`html` of one line as the words that readers see."""
    return " ".join(lines(html))


def term(name: str) -> str:
    """`name` of a category or tag, as it is compared: without case and accents."""
    bare = unicodedata.normalize("NFD", clean.line(name).casefold())
    letters = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return _untypeset(letters)


def terms(names: Sequence[str]) -> tuple[str, ...]:
    """The different `names` of categories or tags, sorted, as they are compared."""
    return tuple(sorted({term(name) for name in names}))


def _untypeset(words: str) -> str:
    for pattern, sign in _TYPOGRAPHY:
        words = pattern.sub(sign, words)
    return words


class _Reader(HTMLParser):
    """Collects lines from clean HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[list[str]] = [[]]
        self._links: list[str] = []
        self._in_code = False

    def lines(self) -> Iterator[str]:
        for parts in self._lines:
            if line := _untypeset(clean.line("".join(parts))):
                yield line

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _BREAKS:
            self._lines.append([_HEADS.get(tag, "")])
        if tag == "pre":
            self._in_code = True
        elif tag == "a":
            self._links.append(given.get("href", ""))
        elif tag == "img":
            src = given.get("src", "")
            ours = OURS.search(src)
            self._add(f"[{ours[0] if ours else src} {given.get('alt', '')}]")
        self._add(_MARKS.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        self._add(_MARKS.get(tag, ""))
        if tag == "a" and self._links and (href := self._links.pop()):
            self._add(f" <{href}>")
        elif tag == "pre":
            self._in_code = False
        if tag in _BREAKS:
            self._lines.append([])

    def handle_data(self, data: str) -> None:
        if not self._in_code:
            self._add(data)
            return
        first, *others = data.split("\n")
        self._add(first)
        self._lines.extend([line] for line in others)

    def _add(self, words: str) -> None:
        self._lines[-1].append(words)
