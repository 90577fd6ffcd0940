"""Bytes to text: what is no text, or too much of it, is refused by name."""

import codecs

from redaksi.errors import BadInput
from redaksi.i18n import _

MAX_BYTES = 5_000_000
"""The longest file that is taken; a reader may stop after one byte more."""

_CONTROL_SHARE = 0.1
_CONTROLS = dict.fromkeys((code for code in range(0x20) if chr(code) not in "\t\n\v\f\r\x1b"), None)
_SIGNATURES = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "DOCX/ODT/ZIP"),
    (b"\xd0\xcf\x11\xe0", "DOC"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "GZIP"),
)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def check(data: bytes, name: str) -> None:
    """Raise BadInput when DATA cannot be copy: nothing in it, too much, or the file of another program."""
    if len(data) > MAX_BYTES:
        raise BadInput(
            _("{name} has more than {limit} MB; that is no article.").format(name=name, limit=MAX_BYTES // 1_000_000),
            _("Take one article per file."),
        )
    if not data.strip(b" \t\r\n\v\f\0"):
        raise BadInput(_("{name} is empty.").format(name=name), _("There is no text to take."))
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise BadInput(
                _("{name} is a {kind} file, not text.").format(name=name, kind=kind),
                _("Copy its text into a .txt or .md file and take that."),
            )


def decode(data: bytes, name: str) -> str:
    """DATA as text: by its BOM, else as UTF-8, else as Windows-1252. Raises BadInput for what is no text."""
    text = _text(data, name)
    unprintable = len(text) - len(text.translate(_CONTROLS))
    if "\0" in text or unprintable > _CONTROL_SHARE * len(text):
        raise BadInput(
            _("{name} is not text: it is full of control characters.").format(name=name),
            _("If it is text from another program, save it there as UTF-8 text."),
        )
    if not text.strip("\ufeff \t\r\n\v\f\xa0"):
        raise BadInput(_("{name} is empty.").format(name=name), _("There is no text to take."))
    return text


def _text(data: bytes, name: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                if encoding == "utf-8":
                    break
                raise BadInput(
                    _("{name} begins as UTF-16 text and then is not.").format(name=name),
                    _("Save it again as UTF-8 text."),
                ) from error
    try:
        return data.decode()
    except UnicodeDecodeError:
        # Five bytes mean nothing in Windows-1252: each becomes U+FFFD, which an editor sees; dropping would hide it.
        return data.removeprefix(codecs.BOM_UTF8).decode("cp1252", errors="replace")
