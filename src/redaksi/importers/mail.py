"""A mail message (RFC 5322): its subject, its sender and its plain text.

The charset may be declared, wrong or missing.
"""

import email
import re
from binascii import Error as CodingError
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message

from redaksi.errors import BadInput
from redaksi.i18n import _
from redaksi.importers import decode, flowed, in_base64, plain, sizes
from redaksi.importers.base import Imported
from redaksi.importers.decode import Decoded
from redaksi.importers.plain import Envelope
from redaksi.text import clean

_MESSAGE = re.compile(rb"\A(?:[A-Za-z][\w-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+\r?\n")
_MESSAGE_FIELD = re.compile(
    rb"^(?:mime-version|message-id|content-type|received|return-path):",
    re.IGNORECASE | re.MULTILINE,
)
_TYPE = re.compile(rb"(?:\A|(?<=[\r\n]))content-type:", re.IGNORECASE)
_LONG_TYPE = re.compile(
    rb"(?:\A|(?<=[\r\n]))content-(?:type|disposition):(?:[^\r\n]|[\r\n]{1,2}[ \t]){3000}",
    re.IGNORECASE,
)
_DELIMITER = re.compile(rb"(?:\A|(?<=[\r\n]))--")
MOST_TYPES = 200
MOST_DELIMITERS = 20_000
MOST_LINES = 500_000
MOST_STEPS = 10_000_000
"""The greatest product of content types and lines.

The library compares each line with the delimiter of every enclosing part.
"""
LONGEST_HEADER = 10_000
_FOOTER = re.compile(rb"\s*_{5,}[ \t]*\r?\n")
"""The beginning of the footer that a mailing list appends to each mail."""
_MOST_NAMES = 5


def is_message(data: bytes, name: str) -> bool:
    """Whether `data` is a mail: by the suffix .eml, or by headers that only programs write."""
    head = _MESSAGE.match(_bare(data[:50_000]))
    return name.lower().endswith(".eml") or bool(head and _MESSAGE_FIELD.search(head[0]))


def read(data: bytes, name: str) -> Imported:
    """The text/plain parts of a mail as copy.

    Raises:
        BadInput: when there is no such part, or the mail exceeds a limit.
    """
    message = _parsed(_bare(data), name)
    own, others = _parts(message)
    texts = [text for part in own for text in _texts(part, name)]
    body = "\n\n".join(one.text for one in texts)
    if not body:
        raise BadInput(
            _("The mail {name} has no plain text.").format(name=name),
            _("Copy its text into a .txt file and import that."),
        )
    body = clean.characters(body)
    sizes.check(body, name)
    sender = plain.usable(spelled(plain.name_of(_header(message, "from", name))))
    envelope = Envelope(sender, spelled(_header(message, "subject", name)), body)
    return plain.letter(
        envelope, [next((one.remark for one in texts if one.remark), ""), _left_out(others)]
    )


def spelled_out(data: bytes, name: str) -> bytes:
    """The mail `data` with its base64 text replaced by the decoded text in UTF-8.

    Line numbers then match the text that a mail program shows.
    """
    data = _bare(data)
    for part in _parts(_parsed(data, name))[0]:
        if _coding(part) != "base64":
            continue
        coded = _raw(part).strip()
        if coded:
            data = data.replace(
                coded, "\n\n".join(one.text.strip() for one in _texts(part, name)).encode(), 1
            )
    return data


def _bare(data: bytes) -> bytes:
    """The mail `data` without a byte order mark and blank lines in front, and UTF-16 as UTF-8."""
    for mark, encoding in decode.MARKS:
        if data.startswith(mark):
            try:
                data = (
                    data[len(mark) :]
                    if encoding == "utf-8"
                    else data[len(mark) :].decode(encoding).encode()
                )
            except UnicodeDecodeError:
                return data  # the reader of the text refuses it
    return data.lstrip(b"\r\n\t ") if data[:1].isspace() else data


def spelled(header: str) -> str:
    """`header` with encoded words (RFC 2047, `=?utf-8?q?Kaf=C3=A9?=`) decoded.

    A header that cannot be decoded is returned unchanged.
    """
    try:
        parts = decode_header(header)
    except (HeaderParseError, CodingError, ValueError):
        return header
    return "".join(
        part if isinstance(part, str) else _word(part, charset) for part, charset in parts
    )


def _word(data: bytes, charset: str | None) -> str:
    """One word of a header as text; `data` comes from the library's `decode_header`.

    A word that was not encoded has no `charset`, and the library encodes it in its own way.
    """
    return (
        data.decode("raw-unicode-escape")
        if charset is None
        else decode.by_charset(data, charset).text
    )


def _parsed(data: bytes, name: str) -> Message:
    """`data` as a message.

    Raises:
        BadInput: when the library would take too long to parse the mail.
    """
    types, lines = len(_TYPE.findall(data)), max(data.count(b"\n"), data.count(b"\r"))
    delimiters = len(_DELIMITER.findall(data)) if types else 0
    too_much = (
        types > MOST_TYPES
        or lines > MOST_LINES
        or delimiters > MOST_DELIMITERS
        or types * lines > MOST_STEPS
    )
    if too_much or _LONG_TYPE.search(data):
        raise _too_much(name)
    return email.message_from_bytes(data)


def _too_much(name: str) -> BadInput:
    return BadInput(
        _("The mail {name} has more parts, lines or headers than a letter has.").format(name=name),
        _("Copy its text into a .txt file and import that."),
    )


def _parts(message: Message) -> tuple[list[Message], list[Message]]:
    """The plain text parts of `message` itself, and its attached texts and mails."""
    own: list[Message] = []
    others: list[Message] = []
    waiting = [message]
    while waiting:
        part = waiting.pop()
        kind = part.get_content_type()
        if part is not message and _is_attached(part, kind):
            others += [part] if kind.startswith(("text/plain", "message/")) else []
        elif part.is_multipart():
            waiting += reversed(_inner(part))
        elif kind == "text/plain":
            (others if own and _FOOTER.match(_raw(part)) else own).append(part)
    return own, others


def _inner(part: Message) -> list[Message]:
    payload = part.get_payload()
    return (
        [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []
    )


def _is_attached(part: Message, kind: str) -> bool:
    """Whether `part`, of the content type `kind`, is an attachment and not text of the letter."""
    disposition = (
        str(part.get("content-disposition", "")).partition(";")[0].strip(" \t\r\n\"'").lower()
    )
    return (
        disposition not in {"", "inline"} or kind.startswith("message/") or bool(_file_name(part))
    )


def _file_name(part: Message) -> str:
    """The file name of `part` from any of its headers; "" if there is none."""
    try:
        return str(part.get_filename(""))
    except (TypeError, ValueError):  # parameters that contradict each other
        return "?"


def _left_out(parts: list[Message]) -> str:
    """The remark about the attached `parts`, which are left out; "" if there are none."""
    names = [clean.line(_file_name(part)) or part.get_content_type() for part in parts]
    shown = ", ".join([*names[:_MOST_NAMES], *["…"][: len(names) - _MOST_NAMES]])
    return _("Attached, and left out: {names}.").format(names=shown) if names else ""


def _texts(part: Message, name: str) -> list[Decoded]:
    """The decoded text of `part`.

    There are two pieces if plain text follows base64.

    Raises:
        BadInput: when the base64 is damaged, or a piece is no text.
    """
    charset, coding = _charset(part), _coding(part)
    if coding == "base64":
        code, rest = in_base64.split(_raw(part), name)
        pieces = [(code, charset), (rest, "")]
    else:
        pieces = [(_out_of(part, coding), charset)]
    texts = [decode.decode(piece, name, its) for piece, its in pieces if piece.strip()]
    if _parameter(part, "format") != "flowed":
        return texts
    return [
        one._replace(text=flowed.joined(one.text, _parameter(part, "delsp") == "yes"))
        for one in texts
    ]


def _raw(part: Message) -> bytes:
    """The content of `part` in bytes, still in its transfer encoding."""
    return _out_of(part, "")


def _out_of(part: Message, coding: str) -> bytes:
    """The content of `part` in bytes, decoded from the transfer encoding `coding`."""
    named = part["content-transfer-encoding"]
    del part["content-transfer-encoding"]
    part["content-transfer-encoding"] = coding
    content = part.get_payload(decode=True)
    part.replace_header("content-transfer-encoding", named or "")
    return content if isinstance(content, bytes) else b""


def _charset(part: Message) -> str:
    """The charset that `part` declares; "" if none."""
    try:
        return str(part.get_content_charset(""))
    except (TypeError, ValueError):  # parameters that contradict each other, a NUL in the name
        return ""


def _parameter(part: Message, name: str) -> str:
    """The parameter `name` of the content type in lower case; "" if there is none."""
    try:
        value = part.get_param(name, "")
    except (TypeError, ValueError):  # parameters that contradict each other
        return ""
    return value.strip().lower() if isinstance(value, str) else ""


def _coding(part: Message) -> str:
    return (
        str(part.get("content-transfer-encoding", ""))
        .partition(";")[0]
        .strip(" \t\r\n\"'")
        .lower()
    )


def _header(message: Message, name: str, shown: str) -> str:
    """The first header called `name`, with encoded words still encoded; "" if there is none."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name), "")
    if len(raw) > LONGEST_HEADER:
        raise _too_much(shown)
    # The library keeps letters that are not encoded as surrogate escapes of their bytes.
    return clean.line(decode.by_charset(raw.encode("ascii", "surrogateescape"), "").text)
