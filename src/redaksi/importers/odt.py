"""ODT (OpenDocument 1.3): documents of LibreOffice, from their content.xml.

Tracked changes are read as accepted: what was deleted stands outside of the text in this format.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from html import escape

from lxml import etree

from redaksi.errors import BadInput
from redaksi.i18n import _
from redaksi.importers import office
from redaksi.importers.base import Imported
from redaksi.importers.packages import Package, locked

FORMAT = "odt"

_NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
}
_MANIFEST = "META-INF/manifest.xml"
_CAPTIONS = {"Caption", "Figure", "Illustration", "Text"}
"""The styles that LibreOffice gives to the words below a picture."""
_APART = {"draw:text-box", "svg:desc", "svg:title"}
"""The elements within a paragraph whose words are not part of it."""
_BOLD, _ITALIC = re.compile(r"bold|[6-9]00"), re.compile(r"italic|oblique")
_DEEPEST = 200
"""The most levels of elements; documents of people have about 20."""


def read(data: bytes, name: str) -> Imported:
    """The document `data`, called `name`, as copy.

    Raises:
        BadInput: when the document is damaged, protected by a password, or too large.
    """
    with Package(data, name) as package:
        if b"encryption-data" in package.part(_MANIFEST):
            raise locked(name)
        root = package.xml("content.xml")
        written = _Writer(root, package)
        document = "".join(written.blocks(_body(root, name)))
    tracked = root.find(".//text:tracked-changes", _NAMESPACES) is not None
    remark = _("Changes that were tracked are taken as accepted.") if tracked else ""
    return office.read(document, written.pictures, FORMAT, remark)


def _body(root: etree._Element, name: str) -> etree._Element:
    """The text in `root`.

    Raises:
        BadInput: when the document holds no text, as a table or a drawing.
    """
    found = root.find("office:body/office:text", _NAMESPACES)
    if found is None:
        raise BadInput(
            _("{name} is an OpenDocument file without a text.").format(name=name),
            _("Copy its text into a .txt or .md file and take that."),
        )
    return found


def _name(element: etree._Element) -> str:
    """The name of `element` with the usual prefix; "" for comments and other names."""
    if not isinstance(element.tag, str):
        return ""
    found = etree.QName(element)
    return next(
        (
            f"{prefix}:{found.localname}"
            for prefix, space in _NAMESPACES.items()
            if space == found.namespace
        ),
        "",
    )


def _get(element: etree._Element, name: str) -> str:
    prefix, local = name.split(":")
    return str(element.get(f"{{{_NAMESPACES[prefix]}}}{local}", ""))


class _Writer:
    """Writes the elements of a document as HTML, with the styles of `root`."""

    def __init__(self, root: etree._Element, package: Package) -> None:
        self.pictures: dict[str, bytes] = {}
        self._package = package
        self._marks = dict(_styles(root))
        self._parents = {
            _get(one, "style:name"): _get(one, "style:parent-style-name")
            for one in root.iterfind(".//style:style", _NAMESPACES)
        }
        self._ordered = _ordered_lists(root)
        self._inline: Mapping[str, Callable[[etree._Element, int], str]] = {
            "text:span": self._span,
            "text:a": self._link,
            "text:s": lambda one, _depth: " " * min(int(_get(one, "text:c") or 1), 99),
            "text:tab": lambda _one, _depth: " ",
            "text:line-break": lambda _one, _depth: "<br>",
            "draw:image": self._image,
            "office:annotation": self._annotation,
            "text:note": self._note,
        }

    def blocks(self, parent: etree._Element, depth: int = 0) -> Iterator[str]:
        """The blocks in `parent`, one after another."""
        if depth > _DEEPEST:
            raise RecursionError
        for child in parent:
            name = _name(child)
            if name == "text:h":
                level = min(int(_get(child, "text:outline-level") or 1), 6)
                yield f"<h{level}>{self._text(child, depth)}</h{level}>"
            elif name == "text:p":
                yield self._paragraph(child, depth)
            elif name == "text:list":
                yield self._list(child, depth)
            elif name == "table:table":
                yield self._table(child, depth)
            elif name in {"text:section", "text:list-item", "text:list-header", "draw:frame"}:
                yield from self.blocks(child, depth + 1)

    def _paragraph(self, paragraph: etree._Element, depth: int) -> str:
        style = _get(paragraph, "text:style-name")
        style = self._parents.get(style) or style
        if style == "Title":
            return f"<h1>{self._text(paragraph, depth)}</h1>"
        kind = f' class="{office.CAPTION}"' if style in _CAPTIONS else ""
        boxed = paragraph.findall(".//draw:text-box", _NAMESPACES)
        behind = "".join(block for box in boxed for block in self.blocks(box, depth + 1))
        return f"<p{kind}>{self._text(paragraph, depth)}</p>{behind}"

    def _list(self, found: etree._Element, depth: int) -> str:
        tag = "ol" if _get(found, "text:style-name") in self._ordered else "ul"
        items = (
            f"<li>{''.join(self.blocks(item, depth + 1))}</li>"
            for item in found
            if _name(item) in {"text:list-item", "text:list-header"}
        )
        return f"<{tag}>{''.join(items)}</{tag}>"

    def _table(self, table: etree._Element, depth: int) -> str:
        rows = (
            "".join(
                f"<td>{''.join(self.blocks(cell, depth + 1))}</td>"
                for cell in row.iterfind("table:table-cell", _NAMESPACES)
            )
            for row in table.iterfind(".//table:table-row", _NAMESPACES)
        )
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"

    def _text(self, element: etree._Element, depth: int) -> str:
        """The words in `element` as HTML."""
        if depth > _DEEPEST:
            raise RecursionError
        made = [_escaped(element.text)]
        for child in element:
            name = _name(child)
            if write := self._inline.get(name):
                made.append(write(child, depth + 1))
            elif name not in _APART and isinstance(child.tag, str):
                made.append(self._text(child, depth + 1))
            made.append(_escaped(child.tail))
        return "".join(made)

    def _span(self, span: etree._Element, depth: int) -> str:
        inside = self._text(span, depth)
        for tag in self._marks.get(_get(span, "text:style-name"), ()):
            inside = f"<{tag}>{inside}</{tag}>" if inside.strip() else inside
        return inside

    def _link(self, link: etree._Element, depth: int) -> str:
        address = escape(_get(link, "xlink:href"))
        return f'<a href="{address}">{self._text(link, depth)}</a>'

    def _image(self, image: etree._Element, _depth: int) -> str:
        data = self._package.part(_get(image, "xlink:href").removeprefix("./"))
        if not data:
            return ""
        sha256 = hashlib.sha256(data).hexdigest()
        self.pictures[sha256] = data
        frame = image.getparent()
        alt = "" if frame is None else frame.findtext("svg:desc", "", _NAMESPACES)
        return f'<img src="{sha256}" alt="{escape(alt)}">'

    def _annotation(self, comment: etree._Element, depth: int) -> str:
        by = comment.findtext("dc:creator", "", _NAMESPACES)
        words = " ".join(
            self._text(one, depth) for one in comment.iterfind(".//text:p", _NAMESPACES)
        )
        return f'<span class="{office.COMMENT}" title="{escape(by)}">{words}</span>'

    def _note(self, note: etree._Element, depth: int) -> str:
        body = note.find("text:note-body", _NAMESPACES)
        words = "" if body is None else " ".join(self._text(one, depth) for one in body)
        return f" ({words.strip()})" if words.strip() else ""


def _styles(root: etree._Element) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The tags that stand for each style of characters."""
    for style in root.iterfind(".//style:style", _NAMESPACES):
        found = style.find("style:text-properties", _NAMESPACES)
        if found is None:
            continue
        bold = _BOLD.search(_get(found, "fo:font-weight"))
        italic = _ITALIC.search(_get(found, "fo:font-style"))
        tags = (*(("b",) if bold else ()), *(("i",) if italic else ()))
        yield _get(style, "style:name"), tags


def _ordered_lists(root: etree._Element) -> set[str]:
    """The names of the styles of lists whose first level has numbers."""
    return {
        _get(style, "style:name")
        for style in root.iterfind(".//text:list-style", _NAMESPACES)
        if len(style) and _name(style[0]) == "text:list-level-style-number"
    }


def _escaped(text: str | None) -> str:
    """`text` as HTML; white space of the file is a blank."""
    return re.sub(r"\s+", " ", escape(text)) if text else ""
