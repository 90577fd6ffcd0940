"""DOCX (ISO/IEC 29500): documents of Word, by mammoth.

Tracked changes are read as accepted.
"""

import hashlib
import io
import re
from collections.abc import Mapping
from typing import Any

import mammoth
from lxml import html
from lxml.html import HtmlElement

from redaksi.i18n import _
from redaksi.importers import office
from redaksi.importers.base import Imported
from redaksi.importers.packages import Package

FORMAT = "docx"

_STYLES = """
comment-reference => sup
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name='Caption'] => p.caption:fresh
"""
_DOCUMENT, _COMMENTS = "word/document.xml", "word/comments.xml"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TRACKED = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo)\b")


def read(data: bytes, name: str) -> Imported:
    """The document `data`, called `name`, as copy.

    Raises:
        BadInput: when the document is damaged, protected by a password, or too large.
    """
    with Package(data, name) as package:
        tracked = bool(_TRACKED.search(package.part(_DOCUMENT)))
        authors = _authors(package)
    pictures: dict[str, bytes] = {}

    def keep(image: Any) -> dict[str, str]:
        with image.open() as opened:
            found = opened.read()
        sha256 = hashlib.sha256(found).hexdigest()
        pictures[sha256] = found
        return {"src": sha256}

    made = mammoth.convert_to_html(
        io.BytesIO(data),
        style_map=_STYLES,
        convert_image=mammoth.images.img_element(keep),
        include_embedded_style_map=False,
        external_file_access=False,
    )
    remark = _("Changes that were tracked are taken as accepted.") if tracked else ""
    return office.read(_with_comments(made.value, authors), pictures, FORMAT, remark)


def _authors(package: Package) -> dict[str, str]:
    """The names of those who wrote the comments in `package`, by mammoth's ids of the comments."""
    if not package.part(_COMMENTS):
        return {}
    return {
        f"comment-{one.get(f'{_WORD}id')}": one.get(f"{_WORD}author", "")
        for one in package.xml(_COMMENTS).iter(f"{_WORD}comment")
    }


def _with_comments(document: str, authors: Mapping[str, str]) -> str:
    """mammoth's `document` with each comment in its place instead of in a list at the end."""
    body = html.fragment_fromstring(document, create_parent="div")
    for words in list(body.iter("dl")):
        for term, definition in zip(words.iter("dt"), words.iter("dd"), strict=False):
            _put(body, authors.get(term.get("id", ""), ""), definition)
        words.drop_tree()
    return "".join(html.tostring(child, encoding="unicode") for child in body)


def _put(body: HtmlElement, by: str, definition: HtmlElement) -> None:
    """Put the comment in `definition`, written `by` somebody, where `body` refers to it."""
    back = [link for link in definition.iter("a") if (link.get("href") or "").startswith("#")]
    if not back:
        return
    target = (back[-1].get("href") or "").removeprefix("#")
    back[-1].drop_tree()
    for link in body.iter("a"):
        if link.get("id") == target:
            link.tag, link.text = "span", definition.text_content()
            link.attrib.clear()
            link.set("class", office.COMMENT)
            link.set("title", by)
