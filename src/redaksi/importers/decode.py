"""Turn bytes into text; files without text, too long files and other formats are refused."""

import codecs
import re
from typing import NamedTuple

from redaksi.errors import BadInput
from redaksi.i18n import _, ngettext
from redaksi.text import clean
from redaksi.text.addresses import AUTOLINK

MAX_BYTES = 5_000_000
"""The greatest length of a file, in bytes; a reader may stop after one byte more."""

_CONTROL_SHARE = 0.1
_CONTROLS = dict.fromkeys(
    (code for code in range(0x20) if chr(code) not in "\t\n\v\f\r\x1b"), None
)
_BLANKS = b" \t\r\n\v\f\0"
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (re.compile(rb"\x89PNG"), "PNG"),
    (re.compile(rb"\xff\xd8\xff"), "JPEG"),
    (re.compile(rb"GIF8"), "GIF"),
    (re.compile(rb"RIFF[\0-\xff]{4}WEBP"), "WebP"),
    (re.compile(rb"II\*\0|MM\0\*"), "TIFF"),
    (re.compile(rb"[\0-\xff]{4}ftyp"), "HEIC/AVIF/MP4"),
    (re.compile(rb"%PDF-"), "PDF"),
    (re.compile(rb"%!PS"), "PostScript"),
    (re.compile(rb"PK(?:\x03\x04|\x05\x06|\x07\x08)"), "DOCX/ODT/ZIP"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "DOC"),
    (re.compile(rb"\{\\rtf"), "RTF"),
    (re.compile(rb"\x1f\x8b"), "GZIP"),
    (re.compile(rb"BZh\d1AY&SY"), "BZIP2"),
    (re.compile(rb"\xfd7zXZ"), "XZ"),
    (re.compile(rb"7z\xbc\xaf"), "7-ZIP"),
    (re.compile(rb"Rar!\x1a"), "RAR"),
    (re.compile(rb"\x28\xb5\x2f\xfd"), "ZSTD"),
)
_MBOX = re.compile(rb"From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]?\d \d\d:\d\d")
_COMMENTS = re.compile(r"(?:\s|<!--(?:[^-]|-(?!->))*+-->)*+")
_XML = re.compile(
    r"<\?xml\b|<(?:rss|feed|channel|rdf:RDF|svg|nitf|newsML|newsItem|urlset)\b"
    r"|<[\w:.-]+\s[^<>]*\bxmlns\b",
    re.IGNORECASE,
)
_HTML = re.compile(
    r"<!doctype html\b|<(?:html|head|body|meta|title|script|style|link)\b[^<>]*>", re.IGNORECASE
)
_FRAGMENT = re.compile(
    r"<(?:p|div|h[1-6]|article|section|main|header|figure|table|ul|ol|blockquote|center|span|font"
    r"|br|b|i|em|strong|a|img)"
    r"\b[^<>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<(?P<name>[A-Za-z_][\w:.-]*)(?P<rest>\s[^<>]*|/)?>")
_PROGRAMS = (
    ("<?php", "PHP"),
    ("<?=", "PHP"),
    ("<%", "ASP/JSP"),
    ("<?", "XML"),
    ("<!DOCTYPE ", "XML"),
    ("<!ELEMENT ", "XML"),
)
_WORDPRESS = "wordpress.org/export"
_BEGINNING = 10_000
"""The number of characters in which the format of a document is looked for."""

_SEQUENCE = (
    rb"(?:[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}"
    rb"|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})"
)
_PAIR = rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]"
_STRANGE = re.compile(
    rb"(?P<sound>(?:[\0-\x7f]|" + _SEQUENCE + rb")*+)"
    rb"(?:(?P<pairs>(?:"
    + _PAIR
    + rb")++)|(?P<odd>(?:(?!"
    + _SEQUENCE
    + rb"|"
    + _PAIR
    + rb")[\x80-\xff])++)|\Z)"
)
_QUOTED = 20
"""The number of characters on each side of a place that a remark quotes."""

# The codecs that are charsets, by Python's names. Python's other codecs transform letters,
# compress or interpret escapes.
_CHARSET = re.compile(
    r"(?:utf-(?:7|16|32)(?:-[lb]e)?|iso8859-\d+|cp\d+|koi8-[rtu]|mac-\w+|gb\w+|big5\w*"
    r"|shift_jis\w*|euc_\w+|iso2022_\w+"
    r"|tis-620|hz|johab|ptcp154|kz1048)"
)
_ESCAPING = {"utf-7": b"+", "hz": b"~"}
"""Charsets that write all letters in ASCII, with their escape sign; ISO 2022 charsets use ESC."""
_WIDE = re.compile(r"utf-(?:16|32)")
_EBCDIC = {"cp037", "cp273", "cp424", "cp500", "cp875", "cp1026", "cp1140"}
_PLAIN = re.compile(r"[A-Za-z \n\r\x85]")
_ASCII = bytes(range(0x20, 0x7F)) + b"\t\r\n"
_PLAIN_SHARE = 0.6
_LATIN = ("iso8859-1", "cp1252")
# ISO 8859 has no letters for these bytes: programs that declare it write Windows-1252 there.
_WINDOWS = {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)}


class Decoded(NamedTuple):
    """A text, and a remark for the person about how it was decoded, or ""."""

    text: str
    remark: str = ""


def check(data: bytes, name: str) -> None:
    """Check that `data` may be copy.

    Raises:
        BadInput: when `data` is empty, too long, or in the format of another program.
    """
    if len(data) > MAX_BYTES:
        raise BadInput(
            _("{name} has more than {limit} MB; that is no article.").format(
                name=name, limit=MAX_BYTES // 1_000_000
            ),
            _("Take one article per file."),
        )
    if not data.strip(_BLANKS):
        raise BadInput(_("{name} is empty.").format(name=name), _("There is no text to take."))
    beginning = data.removeprefix(codecs.BOM_UTF8).lstrip(_BLANKS)
    for signature, kind in _SIGNATURES:
        if signature.match(data) or signature.match(beginning):
            raise _other(name, kind)
    if _MBOX.match(beginning):
        raise BadInput(
            _("{name} is a mailbox (mbox), not one mail.").format(name=name),
            _("Save its mails one by one as .eml files and take those."),
        )


def decode(data: bytes, name: str, charset: str = "") -> Decoded:
    """`data` as text; see `text`.

    Raises:
        BadInput: when `data` is no text, empty, or a document of another program.
    """
    decoded = text(data, name, charset)
    if kind := _document(decoded.text):
        raise _other(name, kind)
    return decoded


def text(data: bytes, name: str, charset: str = "") -> Decoded:
    """`data` as text, decoded by its BOM, else by the declared `charset`, else as UTF-8.

    Bytes that are not UTF-8 are decoded as Windows-1252.

    Raises:
        BadInput: when `data` is no text, or empty.
    """
    decoded = _decoded(data, name, charset)
    found = decoded.text
    unprintable = len(found) - len(found.translate(_CONTROLS))
    if "\0" in found or unprintable > _CONTROL_SHARE * len(found):
        raise BadInput(
            _("{name} is not text: it is full of control characters.").format(name=name),
            _("If it is text from another program, save it there as UTF-8 text."),
        )
    if not found.strip("\ufeff \t\r\n\v\f\xa0"):
        raise BadInput(_("{name} is empty.").format(name=name), _("There is no text to take."))
    return decoded


def is_html(beginning: bytes) -> bool:
    """Whether a file that starts with `beginning` is a page or a piece of HTML."""
    mark = next((one for one in MARKS if beginning.startswith(one[0])), (b"", ""))
    text = beginning.removeprefix(mark[0]).decode(mark[1] or "utf-8", "replace")
    return _document(text.lstrip("\0 \t\r\n")) == "HTML"


def by_charset(data: bytes, charset: str) -> Decoded:
    """`data`, which has no BOM, as text; a `charset` that cannot be right is ignored."""
    text = _declared(data, charset)
    return _by_pieces(data) if text is None else Decoded(text)


def _other(name: str, kind: str) -> BadInput:
    return BadInput(
        _("{name} is a {kind} file, not text.").format(name=name, kind=kind),
        _("Copy its text into a .txt or .md file and take that."),
    )


def _document(text: str) -> str:
    """The format of the document `text`, such as "HTML"; "" if it is plain text or Markdown."""
    start = _COMMENTS.match(text.lstrip("\ufeff"))
    beginning = text.lstrip("\ufeff")[start.end() if start else 0 :][:_BEGINNING]
    if not beginning.startswith("<"):
        return ""
    if _HTML.match(beginning) or (_FRAGMENT.match(beginning) and "</" in text):
        return "HTML"
    if _XML.match(beginning):
        return "HTML" if re.search("<html\\b", beginning, re.IGNORECASE) else _xml(beginning)
    if kind := next((kind for sign, kind in _PROGRAMS if beginning.startswith(sign)), ""):
        return kind
    return _xml(beginning) if _is_tagged(beginning, text) else ""


def _is_tagged(beginning: str, text: str) -> bool:
    """Whether `beginning` is a tag with attributes, or one that is closed by "/>" or in `text`.

    An address in angle brackets is no tag, nor is `<Nama>`.
    """
    tag = _TAG.match(beginning)
    if not tag or re.match(AUTOLINK, beginning):
        return False
    return (
        (tag["rest"] or "").endswith("/")
        or "=" in (tag["rest"] or "")
        or f"</{tag['name']}" in text
    )


def _xml(beginning: str) -> str:
    return "WordPress (WXR)" if _WORDPRESS in beginning else "XML"


def _decoded(data: bytes, name: str, charset: str) -> Decoded:
    for mark, encoding in MARKS:
        if not data.startswith(mark):
            continue
        if encoding == "utf-8":
            return _by_pieces(data.removeprefix(mark))
        try:
            return Decoded(data[len(mark) :].decode(encoding))
        except UnicodeDecodeError as error:
            raise BadInput(
                _("{name} begins as UTF-16 text and then is not.").format(name=name),
                _("Save it again as UTF-8 text."),
            ) from error
    if _codec(charset) in _EBCDIC and not _is_utf_8(data) and _declared(data, charset) is None:
        raise BadInput(
            _("{name} says that its text is in {charset}, and it is not.").format(
                name=name, charset=_codec(charset)
            ),
            _("Copy its text into a .txt file and import that."),
        )
    return by_charset(data, charset)


def _declared(data: bytes, charset: str) -> str | None:
    """`data` decoded by `charset`; None if `charset` is unknown or contradicts the bytes."""
    codec = _codec(charset)
    if not codec or codec in _LATIN or not _may_be_in(data, codec):
        return None
    if codec.startswith(
        "utf-16"
    ):  # the zero bytes of plain letters show the byte order, whatever is declared
        codec = "utf-16-be" if data[::2].count(0) > data[1::2].count(0) else "utf-16-le"
    try:
        text = data.decode(codec)
    except UnicodeError:
        return None
    if codec in _EBCDIC and len(_PLAIN.findall(text)) < _PLAIN_SHARE * len(text):
        return None
    return text.translate(_WINDOWS) if codec.startswith("iso8859") else text


def _may_be_in(data: bytes, codec: str) -> bool:
    """Whether nothing in `data` contradicts `codec`.

    Bytes in another charset are hardly ever valid UTF-8, which includes ASCII, by chance.
    """
    if _WIDE.match(codec):
        return b"\0" in data and len(data.translate(None, _ASCII)) > (1 - _PLAIN_SHARE) * len(data)
    escape = b"\x1b" if codec.startswith("iso2022") else _ESCAPING.get(codec, b"")
    return bool(escape and escape in data) or not _is_utf_8(data)


def _codec(charset: str) -> str:
    """Python's name of `charset`; "" if Python has no charset of this name."""
    try:
        name = codecs.lookup(charset.strip().lower().removesuffix("-i").removesuffix("-e")).name
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        return ""
    return name if _CHARSET.fullmatch(name) else ""


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _by_pieces(data: bytes) -> Decoded:
    """`data` decoded as UTF-8; other bytes are decoded as Windows-1252, with a remark."""
    if _is_utf_8(data):
        return Decoded(data.decode())
    # Five bytes are undefined in Windows-1252. Each becomes U+FFFD, which editors see.
    if not re.search(_SEQUENCE + rb"|" + _PAIR, data):
        return Decoded(
            data.decode("cp1252", "replace"), _("It is not UTF-8, and was read as Windows-1252.")
        )
    parts: list[str] = []
    odd, place = 0, 0
    for found in _STRANGE.finditer(data):
        parts.append(found["sound"].decode())
        if found["odd"]:
            place = place if odd else sum(map(len, parts))
            odd += len(found["odd"])
            parts.append(found["odd"].decode("cp1252", "replace"))
        elif found["pairs"]:  # surrogates, with which Java and old MySQL write emojis
            parts.append(
                found["pairs"]
                .decode("utf-8", "surrogatepass")
                .encode("utf-16", "surrogatepass")
                .decode("utf-16")
            )
    text = "".join(parts)
    return Decoded(text, _remark(text, place, odd) if odd else "")


def _remark(text: str, place: int, count: int) -> str:
    """The remark about a `text` in which `count` bytes, the first at `place`, were not UTF-8."""
    around = re.compile(r"\S*\Z").search(text, max(0, place - _QUOTED), place)
    behind = re.compile(r"\S*").match(text, place, place + _QUOTED)
    word = clean.line("".join(found[0] for found in (around, behind) if found))
    return ngettext(
        "{count} byte is not UTF-8 and was read as Windows-1252: “{word}”.",
        "{count} bytes are not UTF-8 and were read as Windows-1252, the first in “{word}”.",
        count,
    ).format(count=count, word=word)
