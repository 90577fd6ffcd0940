"""Files of other programs, written part by part, so that a test says what is in them."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from html import escape

from PIL import Image

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ODF = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = " ".join(
    [
        f'xmlns:{name}="{ODF}{space}:1.0"'
        for name, space in {
            "office": "office",
            "text": "text",
            "table": "table",
            "draw": "drawing",
            "style": "style",
            "fo": "xsl-fo-compatible",
            "svg": "svg-compatible",
        }.items()
    ]
    + [
        'xmlns:xlink="http://www.w3.org/1999/xlink"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ]
)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of `parts`, the same for the same parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def jpeg(colour: str = "red") -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", (30, 20), colour).save(out, "JPEG")
    return out.getvalue()


def run(text: str, marks: str = "") -> str:
    """A run of a DOCX document, with the properties `marks`."""
    return f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(content: str, style: str = "") -> str:
    """A paragraph of a DOCX document; `content` is a text, or runs."""
    kind = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{kind}{content if content.startswith('<') else run(content)}</w:p>"


PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"><wp:docPr id="1" name="Gambar" descr="Warga di atap rumah"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData>'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
    f'<a:blip xmlns:r="{OFFICE}" r:embed="rId9"/></pic:blipFill></pic:pic></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


def docx(
    *content: str, comments: str = "", parts: Mapping[str, str | bytes] | None = None
) -> bytes:
    """A DOCX document of the paragraphs `content`, with one picture that `PICTURE` shows.

    `parts` are further parts of the package.
    """
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/></w:style>'
        for name, shown in {
            "Title": "Title",
            "Judul2": "heading 2",
            "Caption": "caption",
            "Daftar": "List Paragraph",
        }.items()
    )
    ours: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="jpeg" ContentType="image/jpeg"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
            f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{RELATIONS}">'
            f'<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/>'
            f'<Relationship Id="rId3" Type="{OFFICE}/comments" Target="comments.xml"/>'
            f'<Relationship Id="rId9" Type="{OFFICE}/image" Target="media/image1.jpeg"/>'
            "</Relationships>"
        ),
        "word/document.xml": (
            f'<w:document xmlns:w="{WORD}"><w:body>{"".join(content)}</w:body></w:document>'
        ),
        "word/styles.xml": f'<w:styles xmlns:w="{WORD}">{styles}</w:styles>',
        "word/comments.xml": f'<w:comments xmlns:w="{WORD}">{comments}</w:comments>',
        "word/media/image1.jpeg": jpeg(),
    }
    return zipped({**ours, **(parts or {})})


def odt(*content: str, styles: str = "", parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """An ODT document of the elements `content` with the automatic `styles`.

    `parts` are further parts of the package.
    """
    body = (
        f"<office:document-content {SPACES}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{''.join(content)}</office:text></office:body>"
        "</office:document-content>"
    )
    ours: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": body,
        "Pictures/1.jpg": jpeg("blue"),
    }
    return zipped({**ours, **(parts or {})})


def pdf(*pages: Sequence[tuple[float, float, float, str]]) -> bytes:
    """A PDF whose `pages` show lines: left and bottom edge and size in points, and the words."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    kids = []
    for lines in pages:
        shown = "\n".join(
            f"BT /F1 {size} Tf {left} {bottom} Td ({_literal(words)}) Tj ET"
            for left, bottom, size, words in lines
        )
        objects += [
            f"<</Length {len(shown)}>>\nstream\n{shown}\nendstream",
            (
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {len(objects) + 1} 0 R"
                "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
                "/Encoding/WinAnsiEncoding>>>>>>>>"
            ),
        ]
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    out = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{one}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    )
    return out + end.encode()


def _literal(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
