"""How Redaksi reads Markdown: as Hugo does (tables, struck text), with HTML as plain text."""

import re
from bisect import bisect_right
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline, text

from redaksi.domain.article import Text
from redaksi.text import addresses, blocks


def as_hugo(parser: MarkdownIt) -> None:
    """Let `parser` treat bare addresses and runs of tildes as Hugo does.

    No marks are read in a bare address (`https://x.example/_a_`) or in `~~~`.
    """
    parser.inline.ruler.at("text", _words_and_addresses)
    parser.inline.ruler.before("strikethrough", "tildes", _tildes)


def _tildes(state: StateInline, silent: bool) -> bool:
    """Three tildes or more, which strike nothing out.

    The source is GFM: https://github.github.com/gfm/#strikethrough-extension-.
    """
    if state.src[state.pos] != "~":
        return False
    run = _TILDES.match(state.src, state.pos)
    if run and not silent:
        state.pending += run[0]
    state.pos = run.end() if run else state.pos
    return bool(run)


def _words_and_addresses(state: StateInline, silent: bool) -> bool:
    """Text without marks: a whole address, or the words up to the next address."""
    spans = _spans(state.src)
    if not spans:
        return text(state, silent)
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


_TILDES = re.compile("~{3,}")

PARSER = MarkdownIt("js-default", {"html": False}).use(as_hugo)

MOST_MARKS = 5_000
"""The most marks of a paragraph that is parsed: unclosed brackets alone would take seconds."""

_MARKS = "[]*_`<&~!"
_SIGN = re.compile(r"[!-/:-@\[-`{-~]")
_LABEL = r"\[(?P<label>(?:[^\[\]\\]|\\.)+)\]"
_DEFINITION = re.compile(rf"^(?:[ \t>]|[-+*][ \t]|\d{{1,9}}[.)][ \t])*{_LABEL}:", re.MULTILINE)
_REFERENCE = re.compile(rf"{_LABEL}(?!:)")


def source(text: Text) -> str:
    """The body as one Markdown text, in which no paragraph vanishes as a definition.

    CommonMark would hide a definition that no link refers to.
    """
    return with_visible_definitions("\n\n".join(map(_bounded, text.body)))


def marks(markdown: str) -> int:
    """The number of characters in `markdown` that may be marks."""
    return sum(map(markdown.count, _MARKS))


def has_too_many_marks(paragraph: str) -> bool:
    """Whether `paragraph` has too many marks for a parser, and counts as plain words.

    No newsroom writes that many.
    """
    return marks(paragraph) > MOST_MARKS


def _bounded(paragraph: str) -> str:
    return _SIGN.sub(r"\\\g<0>", paragraph) if has_too_many_marks(paragraph) else paragraph


def with_visible_definitions(markdown: str) -> str:
    """`markdown` with each unused definition of a link as visible words.

    `[Jawab]: Benar.` is an answer in an interview. CommonMark shows no definition
    (https://spec.commonmark.org/0.31.2/#link-reference-definitions). Hugo also hides some texts
    that are no valid definitions (`[Jawab]: (Benar`).
    """
    if "]:" not in markdown:
        return markdown
    found: dict[str, dict[str, object]] = {}
    PARSER.parse(markdown, found)
    referred = {normalizeReference(one["label"]) for one in _REFERENCE.finditer(markdown)}
    live = referred & found.get("references", {}).keys()
    code = blocks.of(markdown).end_of_code
    return _DEFINITION.sub(
        lambda one: (
            one[0]
            if normalizeReference(one["label"]) in live or code(one.end()) > one.end()
            else f"{one[0][:-1]}&#58;"
        ),
        markdown,
    )


def words(line: str) -> str:
    """The visible text of `line`, Markdown without blocks: no marks, no addresses."""
    (inline,) = PARSER.parseInline(line)
    return "".join(
        " " if token.type.endswith("break") else token.content for token in inline.children or ()
    )
