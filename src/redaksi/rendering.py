"""How copy is read: Markdown as Hugo reads it (tables, struck text), with HTML as mere text."""

import re
from bisect import bisect_right
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline, text

from redaksi import addresses
from redaksi.article import Text


def bare_addresses(parser: MarkdownIt) -> None:
    """Let PARSER read no marks inside a bare address, as Hugo does: `https://x.example/_a_`."""
    parser.inline.ruler.at("text", _words_and_addresses)


def _words_and_addresses(state: StateInline, silent: bool) -> bool:
    """What is no mark: a whole address, or else the words up to the next one."""
    spans = _spans(state.src)
    behind = bisect_right(spans, (state.pos, len(state.src)))
    end = spans[behind - 1][1] if behind and spans[behind - 1][0] == state.pos else 0
    if not end:
        start = state.pos
        found = text(state, True)
        end = min(state.pos, spans[behind][0]) if found and behind < len(spans) else state.pos
        state.pos = start
    if end == state.pos:
        return False
    if not silent:
        state.append_pending(state.src[state.pos : end])
    state.pos = end
    return True


@lru_cache(maxsize=4)
def _spans(source: str) -> list[tuple[int, int]]:
    return list(addresses.bare(source))


PARSER = MarkdownIt("js-default", {"html": False}).use(bare_addresses)

MOST_MARKS = 5_000
"""In one paragraph. Beyond, unclosed brackets alone take a parser seconds."""

_MARKS = "[]*_`<&~!"
_SIGN = re.compile(r"[!-/:-@\[-`{-~]")
_LABEL = r"\[(?P<label>(?:[^\[\]\\]|\\.)+)\]"
_DEFINITION = re.compile(rf"^(?:[ \t>]|[-+*][ \t]|\d{{1,9}}[.)][ \t])*(?={_LABEL}:)", re.MULTILINE)
_REFERENCE = re.compile(rf"{_LABEL}(?!:)")


def source(text: Text) -> str:
    """The body as one Markdown text, in which nothing vanishes that no link refers to."""
    return told("\n\n".join(map(_bounded, text.body)))


def _bounded(paragraph: str) -> str:
    """`paragraph`; one with more marks than a newsroom writes, too many for a parser, is words."""
    if sum(map(paragraph.count, _MARKS)) <= MOST_MARKS:
        return paragraph
    return _SIGN.sub(r"\\\g<0>", paragraph)


def told(markdown: str) -> str:
    """`markdown` with the definitions of links that nobody refers to as words: `[Jawab]: Benar.` is an answer.

    CommonMark shows nothing of a definition (https://spec.commonmark.org/0.31.2/#link-reference-definitions).
    """
    if "]:" not in markdown:
        return markdown
    found: dict[str, dict[str, object]] = {}
    PARSER.parse(markdown, found)
    referred = {normalizeReference(one["label"]) for one in _REFERENCE.finditer(markdown)}
    dead = found.get("references", {}).keys() - referred
    return _DEFINITION.sub(lambda one: one[0] + ("\\" if normalizeReference(one["label"]) in dead else ""), markdown)


def words(line: str) -> str:
    """What is read of `line`, Markdown without blocks: no marks, no addresses."""
    (inline,) = PARSER.parseInline(line)
    return "".join(" " if token.type.endswith("break") else token.content for token in inline.children or ())
