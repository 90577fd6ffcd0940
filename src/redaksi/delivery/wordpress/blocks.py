"""Markdown as blocks of WordPress, in the exact form in which its block editor saves them.

The editor calls a block invalid whose HTML is not the one that it would write itself. The classes
are those of the newest editor; older editors take them as additional classes.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec
from markdown_it.tree import SyntaxTreeNode

from redaksi.delivery.wordpress import words
from redaksi.domain.markdown_dialect import PARSER

_DELIMITER = re.compile(r"\n?<!-- /?wp:[^>]* -->\n?")
"""The comment around a block; text never holds one, because its `<` is an entity."""
_LISTS = {"bullet_list", "ordered_list"}
_DEFAULT_LEVEL = 2
"""The level of a heading that the editor does not write down."""
_DEEPEST = 6
"""The level of the smallest heading."""


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A picture with its caption; `id` is that of an attachment of the website, 0 for none."""

    src: str
    alt: str = ""
    caption: str = ""
    id: int = 0


def block(name: str, html: str, **attributes: object) -> str:
    """The block `name` around `html`; an attribute that is None or "" is left out."""
    given = {key: value for key, value in attributes.items() if value not in {None, ""}}
    json = f" {msgspec.json.encode(given).decode()}" if given else ""
    return f"<!-- wp:{name}{json} -->\n{html}\n<!-- /wp:{name} -->"


def paragraph(html: str, css: str = "") -> str:
    """A paragraph of `html`, with the classes `css`."""
    classes = f' class="{css}"' if css else ""
    return block("paragraph", f"<p{classes}>{html}</p>", className=css)


def heading(html: str, level: int = 2) -> str:
    """A heading of `html`; `level` is from 2 to 6."""
    tag = f"h{level}"
    given = level if level != _DEFAULT_LEVEL else None
    return block("heading", f'<{tag} class="wp-block-heading">{html}</{tag}>', level=given)


def bullets(items: Sequence[str]) -> str:
    """A list with `items` of HTML."""
    inside = "\n\n".join(_item(item) for item in items)
    return block("list", f'<ul class="wp-block-list">{inside}</ul>')


def figure(shown: Figure) -> str:
    """A picture, in its full size."""
    css = f' class="wp-image-{shown.id}"' if shown.id else ""
    size, kind = (" size-full", "full") if shown.id else ("", "")
    caption = (
        f'<figcaption class="wp-element-caption">{shown.caption}</figcaption>'
        if shown.caption
        else ""
    )
    src, alt = words.attribute(shown.src), words.attribute(shown.alt)
    return block(
        "image",
        f'<figure class="wp-block-image{size}"><img src="{src}" alt="{alt}"{css}/>{caption}'
        "</figure>",
        id=shown.id or None,
        sizeSlug=kind,
        linkDestination="none" if shown.id else "",
    )


def of(markdown: str) -> Iterator[str]:
    """The blocks of `markdown`; its headings are one level below the headline of the page."""
    for node in SyntaxTreeNode(PARSER.parse(markdown)).children:
        yield _block(node)


def _block(node: SyntaxTreeNode) -> str:
    return _BLOCKS.get(node.type, _separator)(node)


def _blocks(node: SyntaxTreeNode) -> str:
    return "\n\n".join(map(_block, node.children))


def _paragraph(node: SyntaxTreeNode) -> str:
    """A paragraph; one that is a single picture is a block of its own."""
    inside = node.children[0].children if node.children else []
    if len(inside) == 1 and inside[0].type == "image":
        src = words.picture(str(inside[0].attrs.get("src", "")))
        if src:
            return figure(Figure(src=src, alt=_plain(inside[0])))
    return paragraph(_inline(node))


def _heading(node: SyntaxTreeNode) -> str:
    return heading(_inline(node), min(int(node.tag[1]) + 1, _DEEPEST))


def _quote(node: SyntaxTreeNode) -> str:
    return block("quote", f'<blockquote class="wp-block-quote">{_blocks(node)}</blockquote>')


def _code(node: SyntaxTreeNode) -> str:
    code = words.text(node.content.removesuffix("\n"))
    return block("code", f'<pre class="wp-block-code"><code>{code}</code></pre>')


def _separator(_node: SyntaxTreeNode) -> str:
    return block("separator", '<hr class="wp-block-separator has-alpha-channel-opacity"/>')


def _table(node: SyntaxTreeNode) -> str:
    parts = "".join(
        f"<{part.tag}>{''.join(map(_row, part.children))}</{part.tag}>" for part in node.children
    )
    table = f'<figure class="wp-block-table"><table>{parts}</table></figure>'
    return block("table", table, hasFixedLayout=False)


def _some_list(node: SyntaxTreeNode) -> str:
    """A list; one that the editor has no form for is a block of HTML."""
    return _list(node) if _is_plain(node) else block("html", _without_blocks(_list(node)))


def _is_plain(node: SyntaxTreeNode) -> bool:
    """Whether the editor has a form for each item: one paragraph, then lists of such items."""
    for item in node.children:
        kinds = [child.type for child in item.children]
        if kinds and (kinds[0] != "paragraph" or set(kinds[1:]) - _LISTS):
            return False
        if not all(_is_plain(child) for child in item.children[1:]):
            return False
    return True


def _list(node: SyntaxTreeNode) -> str:
    is_ordered = node.type == "ordered_list"
    tag = "ol" if is_ordered else "ul"
    start = int(node.attrs.get("start", 1))
    first = f' start="{start}"' if start != 1 else ""
    inside = "\n\n".join(_item(_item_html(item)) for item in node.children)
    opening = f'<{tag}{first} class="wp-block-list">'
    return block(
        "list",
        f"{opening}{inside}</{tag}>",
        ordered=is_ordered or None,
        start=start if start != 1 else None,
    )


def _item(html: str) -> str:
    return block("list-item", f"<li>{html}</li>")


def _item_html(item: SyntaxTreeNode) -> str:
    """The words of an item, then whatever else stands in it."""
    if not item.children:
        return ""
    first, *others = item.children
    head = _inline(first) if first.type == "paragraph" else _block(first)
    return "".join([head, *map(_block, others)])


def _without_blocks(html: str) -> str:
    return _DELIMITER.sub("", html)


def _row(row: SyntaxTreeNode) -> str:
    return f"<tr>{''.join(map(_cell, row.children))}</tr>"


def _cell(cell: SyntaxTreeNode) -> str:
    side = str(cell.attrs.get("style", "")).removeprefix("text-align:")
    aligned = f' class="has-text-align-{side}" data-align="{side}"' if side else ""
    return f"<{cell.tag}{aligned}>{_inline(cell)}</{cell.tag}>"


def _inline(node: SyntaxTreeNode) -> str:
    """The words of a block, with their marks."""
    return "".join(map(_span, node.children[0].children)) if node.children else ""


def _span(node: SyntaxTreeNode) -> str:
    return _SPANS.get(node.type, _words)(node)


def _words(node: SyntaxTreeNode) -> str:
    return words.text(node.content)


def _marked(node: SyntaxTreeNode) -> str:
    return f"<{node.tag}>{_spans(node)}</{node.tag}>"


def _image(node: SyntaxTreeNode) -> str:
    """A picture inside a paragraph, or its words where it is none on the web."""
    src, alt = words.picture(str(node.attrs.get("src", ""))), _plain(node)
    if not src:
        return words.text(alt)
    return f'<img src="{words.attribute(src)}" alt="{words.attribute(alt)}"/>'


def _spans(node: SyntaxTreeNode) -> str:
    return "".join(map(_span, node.children))


def _plain(node: SyntaxTreeNode) -> str:
    """The words inside `node`, without marks."""
    return "".join(
        _plain(child) if child.children else " " if child.type.endswith("break") else child.content
        for child in node.children
    )


def _link(node: SyntaxTreeNode) -> str:
    href = words.link(str(node.attrs.get("href", "")))
    return f'<a href="{words.attribute(href)}">{_spans(node)}</a>' if href else _spans(node)


_BLOCKS: Mapping[str, Callable[[SyntaxTreeNode], str]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "blockquote": _quote,
    "bullet_list": _some_list,
    "ordered_list": _some_list,
    "fence": _code,
    "code_block": _code,
    "table": _table,
    "hr": _separator,
}
_SPANS: Mapping[str, Callable[[SyntaxTreeNode], str]] = {
    "softbreak": lambda _node: " ",
    "hardbreak": lambda _node: "<br>",
    "code_inline": lambda node: f"<code>{_words(node)}</code>",
    **dict.fromkeys(("em", "strong", "s"), _marked),
    "link": _link,
    "image": _image,
}
