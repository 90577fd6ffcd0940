"""Markdown in the form of our Hugo files, written and read back. Pure.

Hugo gives some characters a meaning that plain Markdown does not have. One limit remains: inside
code, Hugo shows a backslash in `<!--more-->` and in a shortcode that does not end.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from operator import itemgetter

from redaksi.text import addresses, blocks
from redaksi.text.addresses import AUTOLINK
from redaksi.text.blocks import Blocks, Span
from redaksi.text.plain_text import escaped

KEYS = (
    *(
        "title",
        "date",
        "lastmod",
        "slug",
        "description",
        "summary",
        "author",
        "editor",
        "dateline",
        "source",
    ),
    *("categories", "tags", "images", "photos", "related", "notices"),
)
"""The keys of the front matter, in the order in which they are written.

Keys without a value in the article are left out.
"""

_ALWAYS = 4
_QUOTED = r"^[ \t>]*"
_ITEM = r"^(?:[ \t>]|(?:[-+*]|#{1,6}|\d{1,9}[.)])[ \t])"
# `{` opens shortcodes, and attributes of headings and code; an invalid attribute stops the build
# of the whole site. `<` counts where it opens a tag or a comment (Hugo cuts `<!--more-->` out
# before it parses anything else), not where it opens an address. A single tilde strikes text out,
# a colon at the start of a line makes a list of definitions, and `[^` opens a footnote.
_SPECIAL = re.compile(r"[\\{<~\[]|^[ \t>]*(?::[ \t]|[-:|][-:| \t]*$)", re.MULTILINE)
"""A text without these has nothing that Hugo reads in another way; most articles have none."""
_MEANT = re.compile(
    rf"\\(?!<!).|(?P<address>{AUTOLINK})|(?P<comment>\\?<!(?=--|[A-Za-z]|\[CDATA\[))"
    rf"|(?P<before>(?={{)|(?=<[A-Za-z/?])|(?<!~)(?=~(?!~))|\[(?=\^)|{_QUOTED}(?=:[ "
    rf"\t]))(?P<sign>.)",
    re.MULTILINE | re.DOTALL,
)
_WRITTEN = re.compile(
    rf"(?P<comment>\\<\\!)|\\?{AUTOLINK}"
    rf"|(?P<before>(?<!~)(?=\\~(?!\\?~))|(?=\\(?:{{|<[A-Za-z/?]))|\[(?=\\\^)|{_QUOTED}(?=\\:[ "
    rf"\t]))"
    r"\\(?P<sign>.)|\\.",
    re.MULTILINE | re.DOTALL,
)

# Backslashes do not escape in code and in addresses. Hugo has its own form for a shortcode that is
# to be shown.
_INNER = r"(?:(?!\*/|\{\{).)*?"
_SHORTCODE = re.compile(
    rf"\{{\{{(?:<{_INNER}>\}}\}}|%{_INNER}%\}}\}}|(?=[<%]))|<(?=!--more-->)", re.DOTALL
)
_SHOWN = re.compile(
    rf"\{{\{{([<%])/\*({_INNER})\*/([>%]\}}\}})|\{{\\\{{(?=[<%])|<\\(?=!--more-->)", re.DOTALL
)
_BROKEN = {"{{": r"{\{", "<": "<\\"}
_OPENING = re.compile(r"\{\{[<%]")

# In some places only an entity shows the character without its meaning: in the box of a task, in a
# line like the one below a table's head (Hugo does not compare its columns with the head), and in
# the attributes after the opening of a block of code.
_LED_TO = r":[ \t]*\S+[ \t]*(?:[\"'(].*)?$"
_BOX = re.compile(rf"{_ITEM}+\[(?P<sign>[ \txX])(?=\](?!{_LED_TO}))", re.MULTILINE)
_RULE = re.compile(
    rf"{_QUOTED}(?=[-:|])(?=[:| \t]*-)(?=[- \t]*[:|])(?P<sign>[:|]|-(?![ \t]))(?=[-:| \t]*$)",
    re.MULTILINE,
)
_BRACE = re.compile(r"(?P<sign>\\?\{)|\\.")
_ENTITY = re.compile(
    rf"(?:{_ITEM}+\[(?=&#\d+;\](?!{_LED_TO}))|{_QUOTED}(?=&#\d+;[-:| \t]*$))"
    r"(?P<sign>&#(?P<number>9|32|45|58|88|120|124);)",
    re.MULTILINE,
)
_DEFINITION = re.compile(
    rf"{_ITEM}*\[(?:[^\[\]\\]|\\.)+\](?P<sign>&#(?P<number>58);)", re.MULTILINE
)
_BRACE_ENTITY = re.compile("(?P<sign>&#(?P<number>123);)")

_Edit = tuple[int, int, str]


def written(markdown: str) -> str:
    """`markdown` as Hugo shows it character for character, without shortcodes or HTML."""
    return _written(markdown) if _SPECIAL.search(markdown) else markdown


def _written(markdown: str) -> str:
    """`markdown` as Hugo shows it, letter by letter."""
    found = blocks.of(markdown)
    verbatim = sorted([*found.code, *_addresses(markdown, found)])
    return _edited(
        markdown,
        (_turned(one, f"&#{ord(one['sign'][-1])};") for one in _misread(markdown, found)),
        (
            (*one.span(), _shown(one))
            for span in verbatim
            for one in _SHORTCODE.finditer(markdown, *span)
        ),
        (
            (*one.span(), _escaped(one))
            for span in _between(verbatim, markdown)
            for one in _MEANT.finditer(markdown, *span)
        ),
    )


def read(markdown: str) -> str:
    """The Markdown from which `written` made `markdown`."""
    found = blocks.of(markdown)
    between = list(_between(sorted(found.code), markdown))
    return _edited(
        markdown,
        (_turned(one, chr(int(one["number"]))) for one in _entities(markdown, found)),
        ((*one.span(), _unshown(one)) for one in _SHOWN.finditer(markdown)),
        (
            (*one.span(), _unescaped(one))
            for span in between
            for one in _WRITTEN.finditer(markdown, *span)
        ),
    )


def notice(label: str, time: str, sentence: str) -> str:
    """The paragraph about a change below the text; `sentence` is plain text."""
    return f"**{label}** ({time}): {escaped(sentence)}"


def is_notice(paragraph: str, sentence: str) -> bool:
    """Whether `paragraph` is what `notice` made of `sentence`."""
    return paragraph.startswith("**") and paragraph.endswith(f"): {escaped(sentence)}")


def is_ours(keys: Iterable[str]) -> bool:
    """Whether `keys` are the front matter of a file that our export wrote."""
    found = tuple(keys)
    return found[:_ALWAYS] == KEYS[:_ALWAYS] and found == tuple(
        key for key in KEYS if key in found
    )


def _edited(markdown: str, *edits: Iterable[_Edit]) -> str:
    """`markdown` with the `edits` applied.

    Of two edits that touch the same place, the one from the earlier argument applies.
    """
    pieces, behind = [], 0
    for start, end, text in sorted(chain(*edits), key=itemgetter(0)):
        if start >= behind and markdown[start:end] != text:
            pieces += [markdown[behind:start], text]
            behind = end
    return "".join([*pieces, markdown[behind:]])


def _between(spans: Sequence[Span], markdown: str) -> Iterator[Span]:
    """The spans between `spans`."""
    return zip(
        (0, *(end for _start, end in spans)),
        (*(start for start, _end in spans), len(markdown)),
        strict=True,
    )


def _addresses(markdown: str, found: Blocks) -> Iterator[Span]:
    """The bare addresses, in which a backslash would end the link.

    Addresses in a heading that would end with attributes are left out.
    """
    lines = blocks.starts(markdown)
    attributed = {
        line
        for line in found.headings
        if markdown[lines[line] : lines[line + 1]].rstrip().endswith("}")
    }
    for start, end in addresses.bare(markdown):
        if found.end_of_code(start) == start and bisect_right(lines, start) - 1 not in attributed:
            yield start, end - 2 if _OPENING.match(markdown, end - 2) else end


def _misread(markdown: str, found: Blocks) -> Iterator[re.Match[str]]:
    """Characters that Hugo reads despite a backslash, each as the group `sign`."""
    lines = blocks.starts(markdown)
    for one in chain(_BOX.finditer(markdown), _RULE.finditer(markdown)):
        place = one.start("sign")
        is_table = one.re is _RULE and bisect_right(lines, place) - 1 in found.rules
        if not is_table and found.end_of_code(place) == place:
            yield one
    for line in found.openings:
        yield from (
            one for one in _BRACE.finditer(markdown, lines[line], lines[line + 1]) if one["sign"]
        )


def _entities(markdown: str, found: Blocks) -> Iterator[re.Match[str]]:
    """The entities that replaced such characters, each as the group `sign`."""
    lines = blocks.starts(markdown)
    for one in chain(_ENTITY.finditer(markdown), _DEFINITION.finditer(markdown)):
        if found.end_of_code(one.start("sign")) == one.start("sign"):
            yield one
    for line in found.openings:
        yield from _BRACE_ENTITY.finditer(markdown, lines[line], lines[line + 1])


def _turned(found: re.Match[str], text: str) -> _Edit:
    """The edit that replaces the character `found` by `text`."""
    return *found.span("sign"), text


def _shown(shortcode: re.Match[str]) -> str:
    """`shortcode` in the form in which Hugo shows it.

    A shortcode without an end, and `<!--more-->`, are broken by a backslash instead.
    """
    if shortcode[0] in _BROKEN:
        return _BROKEN[shortcode[0]]
    return f"{shortcode[0][:3]}/*{shortcode[0][3:-3]}*/{shortcode[0][-3:]}"


def _unshown(found: re.Match[str]) -> str:
    """The opposite of `_shown`."""
    return (
        found[0].replace("\\", "") if found[1] is None else f"{{{{{found[1]}{found[2]}{found[3]}"
    )


def _escaped(found: re.Match[str]) -> str:
    """The match `found`, with a backslash before a character that Hugo would read."""
    if found["address"]:
        address = _SHORTCODE.sub(_shown, found[0])
        return address.strip("<>") if "\\" in address else address
    if found["comment"]:
        return r"\<\!"
    return rf"{found['before']}\{found['sign']}" if found["sign"] else found[0]


def _unescaped(found: re.Match[str]) -> str:
    """The opposite of `_escaped`."""
    if found["comment"]:
        return "<!"
    return found["before"] + found["sign"] if found["sign"] else found[0]
