"""DOCX (ISO/IEC 29500): documents of Word, by mammoth.

Tracked changes are read as accepted.
"""

import hashlib
import io
import re
from collections.abc import Iterator
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
_TRACKED = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo)\b")


def read(data: bytes, name: str) -> Iterator[Imported]:
    """The document `data`, called `name`, as copy.

    Raises:
        BadInput: when the document is damaged, protected by a password, or too large.
    """
    with Package(data, name) as package:
        tracked = bool(_TRACKED.search(package.part("word/document.xml")))
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
    yield office.read(_with_comments(made.value), pictures, FORMAT, remark)


def _with_comments(document: str) -> str:
    """mammoth's `document` with each comment in its place instead of in a list at the end."""
    body = html.fragment_fromstring(document, create_parent="div")
    for words in list(body.iter("dl")):
        for term, definition in zip(words.iter("dt"), words.iter("dd"), strict=False):
            _put(body, term, definition)
        words.drop_tree()
    return "".join(html.tostring(child, encoding="unicode") for child in body)


def _put(body: HtmlElement, term: HtmlElement, definition: HtmlElement) -> None:
    """Put the comment in `definition` where `body` refers to it."""
    back = [link for link in definition.iter("a") if (link.get("href") or "").startswith("#")]
    if not back:
        return
    target = (back[-1].get("href") or "").removeprefix("#")
    back[-1].drop_tree()
    by = re.sub(r"^Comment \[|\d*\]$", "", term.text_content())
    for link in body.iter("a"):
        if link.get("id") == target:
            link.tag, link.text = "span", definition.text_content()
            link.attrib.clear()
            link.set("class", office.COMMENT)
            link.set("title", by)
