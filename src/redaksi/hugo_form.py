"""What our Hugo files hold beside plain Markdown, written and read back: Hugo means more by some signs. Pure.

The price: inside marks for code, the backslashes show.
"""

import re
from collections.abc import Iterable

from redaksi import addresses
from redaksi.plain_text import AUTOLINK

KEYS = (
    *("title", "date", "lastmod", "slug", "description", "summary", "author", "editor", "dateline", "source"),
    *("categories", "tags", "images", "photos", "related"),
)
"""Those of the front matter, in the order in which they are written; what an article lacks is left out."""

_ALWAYS = 4
_QUOTED = r"^[ \t>]*"
_ITEM = rf"{_QUOTED}(?:[-+*]|\d{{1,9}}[.)])[ \t]+"
# `{` opens shortcodes, and attributes of headings and code, of which a wrong one stops the whole site. `<` counts where
# it opens a tag or a comment (`<!--more-->` is cut out before anything else is read), not where it opens an address.
# One tilde strikes out, a colon in front of a line makes a list of definitions, and `[ ]` in front of an item a box.
_MEANT = re.compile(
    rf"(?P<other>\\(?!<!).|{AUTOLINK})|(?P<comment>\\?<!)"
    rf"|(?P<before>(?={{)|(?=<[A-Za-z/?])|(?<!~)(?=~(?!~))|{_QUOTED}(?=:[ \t])|{_ITEM}(?=\[[ xX]\][ \t]))(?P<sign>.)",
    re.MULTILINE | re.DOTALL,
)
_WRITTEN = re.compile(
    rf"(?P<comment>\\<\\!)|(?P<other>\\?{AUTOLINK})"
    rf"|(?P<before>(?<!~)(?=\\~(?!\\?~))|(?=\\(?:{{|<[A-Za-z/?]))|{_QUOTED}(?=\\:[ \t])|{_ITEM}(?=\\\[[ xX]\][ \t]))"
    r"\\(?P<sign>.)|\\.",
    re.MULTILINE | re.DOTALL,
)

# Behind a mark for a block of code Hugo looks for attributes itself, and knows no backslash.
_BEHIND_CODE = re.compile(r"(?:```|~~~)[^\n]+")
# In an address: a shortcode, and attributes at the end of a heading.
_OPENING = re.compile(r"[^\n]*?\{\{")
_ATTRIBUTES = re.compile(r"[^\n{]*\{[^\n]*\}[ \t]*$", re.MULTILINE)
_BRACE = re.compile(r"\\?\{|(\\.)")
_ENTITY = "&#123;"


def written(markdown: str) -> str:
    """`markdown` as Hugo shows it letter for letter: it can start neither a shortcode nor HTML."""
    markdown = _BEHIND_CODE.sub(lambda line: _BRACE.sub(lambda found: found[1] or _ENTITY, line[0]), markdown)
    spared = _spared(markdown)
    return _MEANT.sub(lambda found: found[0] if found.start("sign") in spared else _with(found, "\\"), markdown)


def read(markdown: str) -> str:
    """What `written` made `markdown` of."""
    markdown = _BEHIND_CODE.sub(lambda line: line[0].replace(_ENTITY, "{"), markdown)
    return _WRITTEN.sub(lambda found: _with(found, ""), markdown)


def is_ours(keys: Iterable[str]) -> bool:
    """Whether front matter with `keys` is what our export writes."""
    found = tuple(keys)
    return found[:_ALWAYS] == KEYS[:_ALWAYS] and found == tuple(key for key in KEYS if key in found)


def _spared(markdown: str) -> set[int]:
    """The signs in bare addresses, whose link a backslash would end; but not where one may open more than a link."""
    return {
        place
        for start, end in addresses.bare(markdown)
        if not _OPENING.match(markdown, start, end) and not _ATTRIBUTES.match(markdown, start)
        for place in range(start, end)
        if markdown[place] in "~{"
    }


def _with(found: re.Match[str], slash: str) -> str:
    """What was found, with `slash` before a sign that Hugo would read."""
    if found["comment"]:
        return f"{slash}<{slash}!"
    return f"{found['before']}{slash}{found['sign']}" if found["sign"] else found[0]
