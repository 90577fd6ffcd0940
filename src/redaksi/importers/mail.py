"""A real mail (RFC 5322): its subject, its sender and its plain text, in whatever charset they say or do not say."""

import email
import re
from binascii import Error as CodingError
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message

from redaksi import clean
from redaksi.errors import BadInput
from redaksi.i18n import _
from redaksi.importers import decode, plain
from redaksi.importers.base import Imported
from redaksi.importers.plain import Envelope

_MESSAGE = re.compile(rb"\A(?:[A-Za-z][\w-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+\r?\n")
_MESSAGE_FIELD = re.compile(
    rb"^(?:mime-version|message-id|content-type|received|return-path):", re.IGNORECASE | re.MULTILINE
)
_TYPE = re.compile(rb"(?:\A|(?<=[\r\n]))content-type:", re.IGNORECASE)
_LONG_TYPE = re.compile(rb"(?:\A|(?<=[\r\n]))content-type:(?:[^\r\n]|[\r\n]{1,2}[ \t]){3000}", re.IGNORECASE)
_DELIMITER = re.compile(rb"(?:\A|(?<=[\r\n]))--")
MOST_TYPES = 200
MOST_DELIMITERS = 20_000
MOST_LINES = 500_000
MOST_STEPS = 10_000_000
"""The library asks each line for the end of each part around it: types times lines."""
LONGEST_HEADER = 10_000


def is_message(data: bytes, name: str) -> bool:
    """Whether `data` is a real mail message: by the suffix .eml, or by headers that no person types."""
    head = _MESSAGE.match(data[:50_000])
    return name.lower().endswith(".eml") or bool(head and _MESSAGE_FIELD.search(head[0]))


def read(data: bytes, name: str) -> Imported:
    """A mail as copy: its text/plain parts. Raises BadInput where it has none, or is too much of a mail."""
    message = _parsed(data, name)
    texts = [decode.decode(content, name, charset) for content, charset in map(_content, _texts(message)) if content]
    body = "\n\n".join(one.text for one in texts)
    if not body:
        raise BadInput(
            _("The mail {name} has no plain text.").format(name=name),
            _("Copy its text into a .txt file and import that."),
        )
    sender = spelled(plain.name_of(_header(message, "from", name)))
    envelope = Envelope(sender, spelled(_header(message, "subject", name)), clean.characters(body))
    return plain.letter(envelope, next((one.remark for one in texts if one.remark), ""))


def spelled_out(data: bytes, name: str) -> bytes:
    """`data`, a mail, with the text that it holds in base64 written out in UTF-8, as a mail program shows it."""
    for part in _texts(_parsed(data, name)):
        content, charset = _content(part)
        if _coding(part) != "base64":
            continue
        del part["content-type"]  # the library would read the coded text in the charset of what is in it
        coded = str(part.get_payload()).strip().encode("ascii", "replace")
        if coded:
            data = data.replace(coded, decode.decode(content, name, charset).text.strip().encode(), 1)
    return data


def spelled(header: str) -> str:
    """`header` with its words in a code (`=?utf-8?q?Kaf=C3=A9?=`) as they are meant; as it stands where they fail."""
    try:
        parts = decode_header(header)
    except (HeaderParseError, CodingError, ValueError):
        return header
    return "".join(part if isinstance(part, str) else _word(part, charset) for part, charset in parts)


def _word(data: bytes, charset: str | None) -> str:
    """A word of a header, of which the library has made `data`; it has a way of its own for one that is in no code."""
    return data.decode("raw-unicode-escape") if charset is None else decode.by_charset(data, charset).text


def _parsed(data: bytes, name: str) -> Message:
    """`data` as a message. Raises BadInput for one that would take the library too long to take apart."""
    types, lines = len(_TYPE.findall(data)), max(data.count(b"\n"), data.count(b"\r"))
    delimiters = len(_DELIMITER.findall(data)) if types else 0
    too_much = types > MOST_TYPES or lines > MOST_LINES or delimiters > MOST_DELIMITERS or types * lines > MOST_STEPS
    if too_much or _LONG_TYPE.search(data):
        raise _too_much(name)
    return email.message_from_bytes(data)


def _too_much(name: str) -> BadInput:
    return BadInput(
        _("The mail {name} has more parts, lines or headers than a letter has.").format(name=name),
        _("Copy its text into a .txt file and import that."),
    )


def _texts(message: Message) -> Iterator[Message]:
    """The parts of `message` that are plain text to be read."""
    for part in message.walk():
        if part.get_content_type() == "text/plain" and part.get_content_disposition() != "attachment":
            yield part


def _content(part: Message) -> tuple[bytes, str]:
    """What `part` holds, as bytes, b"" for nothing but blanks, and the charset that it names, "" for none."""
    coding = _coding(part)
    del part["content-transfer-encoding"]
    part["content-transfer-encoding"] = coding
    content = part.get_payload(decode=True)
    try:
        charset = part.get_content_charset("")
    except (TypeError, ValueError):  # parameters that contradict each other, a NUL in the name
        charset = ""
    return (content if isinstance(content, bytes) and content.strip() else b""), str(charset)


def _coding(part: Message) -> str:
    return str(part.get("content-transfer-encoding", "")).partition(";")[0].strip(" \t\r\n\"'").lower()


def _header(message: Message, name: str, shown: str) -> str:
    """The first header of this `name`, its coded words as they stand; "" where there is none."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name), "")
    if len(raw) > LONGEST_HEADER:
        raise _too_much(shown)
    # Letters that are in no code stand there as bytes.
    return clean.line(decode.by_charset(raw.encode("ascii", "surrogateescape"), "").text)
