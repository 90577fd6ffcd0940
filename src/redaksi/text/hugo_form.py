"""What our Hugo files hold beside plain Markdown, written and read back: Hugo means more by
some signs. Pure.

The price: in code `<!--more-->`, and a shortcode that does not end, show a backslash.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from operator import itemgetter

from redaksi.text import addresses, blocks
from redaksi.text.addresses import AUTOLINK
from redaksi.text.blocks import Blocks, Span

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
    *("categories", "tags", "images", "photos", "related"),
)
"""Those of the front matter, in the order in which they are written; what an article lacks is
left out.
"""

_ALWAYS = 4
_QUOTED = r"^[ \t>]*"
_ITEM = r"^(?:[ \t>]|(?:[-+*]|#{1,6}|\d{1,9}[.)])[ \t])"
# `{` opens shortcodes, and attributes of headings and code, of which a wrong one stops the whole
# site. `<` counts where it opens a tag or a comment (`<!--more-->` is cut out before anything else
# is read), not where it opens an address. One tilde strikes out, a colon in front of a line makes
# a list of definitions, and `[^` opens a footnote.
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

# In code and in addresses no backslash is read. Hugo has a form of its own for a shortcode that is
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

# Elsewhere an entity shows the same sign and means nothing: in the box of a task, in the line that
# rules a table (Hugo counts no columns above it), and among the attributes behind a mark for a
# block of code.
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
    """`markdown` as Hugo shows it letter for letter: it can start neither a shortcode nor HTML."""
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
    """What `written` made `markdown` of."""
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


def is_ours(keys: Iterable[str]) -> bool:
    """Whether front matter with `keys` is what our export writes."""
    found = tuple(keys)
    return found[:_ALWAYS] == KEYS[:_ALWAYS] and found == tuple(
        key for key in KEYS if key in found
    )


def _edited(markdown: str, *edits: Iterable[_Edit]) -> str:
    """`markdown` with the `edits`; of two that touch the same place, the one of the first kind."""
    pieces, behind = [], 0
    for start, end, text in sorted(chain(*edits), key=itemgetter(0)):
        if start >= behind and markdown[start:end] != text:
            pieces += [markdown[behind:start], text]
            behind = end
    return "".join([*pieces, markdown[behind:]])


def _between(spans: Sequence[Span], markdown: str) -> Iterator[Span]:
    """What lies between the `spans`."""
    return zip(
        (0, *(end for _start, end in spans)),
        (*(start for start, _end in spans), len(markdown)),
        strict=True,
    )


def _addresses(markdown: str, found: Blocks) -> Iterator[Span]:
    """The bare addresses, whose link a backslash would end; but not where a heading would end
    with attributes.
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
    """Signs that no backslash keeps Hugo from reading, each as the group `sign`."""
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
    """What was made of them, each as the group `sign`."""
    lines = blocks.starts(markdown)
    for one in chain(_ENTITY.finditer(markdown), _DEFINITION.finditer(markdown)):
        if found.end_of_code(one.start("sign")) == one.start("sign"):
            yield one
    for line in found.openings:
        yield from _BRACE_ENTITY.finditer(markdown, lines[line], lines[line + 1])


def _turned(found: re.Match[str], text: str) -> _Edit:
    """The sign that was found, turned into `text`."""
    return *found.span("sign"), text


def _shown(shortcode: re.Match[str]) -> str:
    """A shortcode as Hugo shows it; of one that does not end, and of what cuts a text in two,
    the opening.
    """
    if shortcode[0] in _BROKEN:
        return _BROKEN[shortcode[0]]
    return f"{shortcode[0][:3]}/*{shortcode[0][3:-3]}*/{shortcode[0][-3:]}"


def _unshown(found: re.Match[str]) -> str:
    """The opposite."""
    return (
        found[0].replace("\\", "") if found[1] is None else f"{{{{{found[1]}{found[2]}{found[3]}"
    )


def _escaped(found: re.Match[str]) -> str:
    """What was found, with a backslash before a sign that Hugo would read."""
    if found["address"]:
        address = _SHORTCODE.sub(_shown, found[0])
        return address.strip("<>") if "\\" in address else address
    if found["comment"]:
        return r"\<\!"
    return rf"{found['before']}\{found['sign']}" if found["sign"] else found[0]


def _unescaped(found: re.Match[str]) -> str:
    """The opposite."""
    if found["comment"]:
        return "<!"
    return found["before"] + found["sign"] if found["sign"] else found[0]
