"""Clean HTML as our Markdown: what a person wrote, without styles, scripts and addresses of code.

Documents of office programs and pages of the web become HTML first; this is the one way from
HTML to paragraphs.
"""

import re
from typing import Any

import nh3
from markdownify import ATX, MarkdownConverter

from redaksi.text import plain_text

_INLINE = {"a", "b", "strong", "i", "em", "s", "del", "code", "sup", "sub", "br"}
_BLOCKS = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "li", "pre", "hr"),
    *("table", "thead", "tbody", "tfoot", "tr", "th", "td", "div", "section", "article"),
}
_SCHEMES = {"http", "https", "mailto", "tel"}
_MARKS = re.compile(r"(?<!\\)[*_~`\[\]<]")


class _Converter(MarkdownConverter):
    """Writes the dialect of the desk: a line break is a line break, and few backslashes."""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """`text` with the characters escaped that Markdown would take for marks.

        Neighbouring pieces could close a mark that one piece opens, so in a line of several
        pieces every such character is escaped.
        """
        if not text or "pre" in parent_tags or "code" in parent_tags:
            return text or ""
        escaped = plain_text.escaped(text)
        return _MARKS.sub(r"\\\g<0>", escaped) if parent_tags & _INLINE else escaped

    def convert_br(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """A line break; a blank inside a heading or a cell."""
        return " " if "_inline" in parent_tags else "\n"

    def convert_td(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """A cell, in which a bar is no border."""
        return str(super().convert_td(el, text.replace("|", r"\|"), parent_tags))  # type: ignore[misc]

    def convert_th(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """A cell of a head, in which a bar is no border."""
        return str(super().convert_th(el, text.replace("|", r"\|"), parent_tags))  # type: ignore[misc]


def markdown(html: str) -> str:
    """`html` as Markdown, with blank lines between blocks; pictures are left out.

    Comments, scripts, styles and attributes but the addresses of links are dropped.
    """
    clean = nh3.clean(
        html,
        tags=_INLINE | _BLOCKS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes=_SCHEMES,
        link_rel=None,
        strip_comments=True,
    )
    made: str = _Converter(heading_style=ATX, bullets="-", table_infer_header=True).convert(clean)
    return re.sub(r"\n{3,}", "\n\n", made).strip()
