"""How copy is read: Markdown as Hugo reads it (tables, struck text), with HTML as mere text."""

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference

from redaksi.article import Text

PARSER = MarkdownIt("js-default", {"html": False})

_LABEL = r"\[(?P<label>(?:[^\[\]\\]|\\.)+)\]"
_DEFINITION = re.compile(rf"^(?:[ \t>]|[-+*][ \t]|\d{{1,9}}[.)][ \t])*(?={_LABEL}:)", re.MULTILINE)
_REFERENCE = re.compile(rf"{_LABEL}(?!:)")


def source(text: Text) -> str:
    """The body as one Markdown text, in which nothing vanishes that no link refers to."""
    return told("\n\n".join(text.body))


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
