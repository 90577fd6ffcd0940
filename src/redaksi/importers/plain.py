"""Plain text and plain text mail: the first line is the headline, or the subject where the body has none of its own."""

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage, Message
from email.utils import parseaddr
from typing import NamedTuple

import msgspec

from redaksi import clean
from redaksi.article import Text, cleaned
from redaksi.errors import BadInput
from redaksi.i18n import _
from redaksi.importers import page
from redaksi.importers.base import Imported
from redaksi.importers.lines import blocks, ends_sentence, is_title

FORMAT = "text"

_FIELDS = {
    "from": "sender",
    "dari": "sender",
    "pengirim": "sender",
    "subject": "subject",
    "subjek": "subject",
    "perihal": "subject",
    "judul": "subject",
    "to": "",
    "kepada": "",
    "cc": "",
    "date": "",
    "sent": "",
    "tanggal": "",
}
_FIELD = re.compile(rf"({'|'.join(_FIELDS)})[ \t\xa0]*:[ \t\xa0]*(.*)$", re.IGNORECASE)
_MESSAGE = re.compile(rb"\A(?:[A-Za-z][\w-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+\r?\n")
_MESSAGE_FIELD = re.compile(
    rb"^(?:mime-version|message-id|content-type|received|return-path):", re.IGNORECASE | re.MULTILINE
)
_REPLY = re.compile(r"(?:\s*(?:re|fw|fwd|bls)\s*:\s*)+", re.IGNORECASE)
_GREETING = re.compile(
    r"(?:yth|kepada|salam|halo|hai|dear|selamat|assalamu|dengan hormat|rekan|kawan|mohon|berikut)\b", re.IGNORECASE
)
_HEADLINE_WORDS = 3


class Envelope(NamedTuple):
    """A mail taken apart: who sent it, what about, and the text."""

    sender: str
    subject: str
    text: str


def read(text: str) -> Imported:
    """TEXT (of clean characters), which may open with typed mail headers, as copy."""
    envelope = _typed_headers(text)
    return _letter(envelope) if envelope else _as_text(page.read(text))


def is_message(data: bytes, name: str) -> bool:
    """Whether DATA is a real mail message (RFC 5322): by the suffix .eml, or by headers that no person types."""
    head = _MESSAGE.match(data[:50_000])
    return name.lower().endswith(".eml") or bool(head and _MESSAGE_FIELD.search(head[0]))


def read_message(data: bytes, name: str) -> Imported:
    """A real mail message as copy: its text/plain parts. Raises BadInput where it has none."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    body = "\n\n".join(text for part in _texts(message) if (text := part.get_content()).strip())
    if not body:
        raise BadInput(
            _("The mail {name} has no plain text.").format(name=name),
            _("Copy its text into a .txt file and import that."),
        )
    return _letter(
        Envelope(_name_of(str(message["From"] or "")), str(message["Subject"] or ""), clean.characters(body))
    )


def spelled_out(data: bytes) -> bytes:
    """DATA, a mail, with the text that it holds in base64 written out in UTF-8, as a mail program shows it."""
    for part in _texts(email.message_from_bytes(data, policy=email.policy.default)):
        coded = str(part.get_payload()).strip()
        if coded and str(part["Content-Transfer-Encoding"]).strip().lower() == "base64":
            data = data.replace(coded.encode(errors="replace"), part.get_content().strip().encode(), 1)
    return data


def _texts(message: Message) -> Iterator[EmailMessage]:
    """The parts of MESSAGE that are plain text to be read."""
    for part in message.walk():
        if not isinstance(part, EmailMessage) or part.get_content_type() != "text/plain":
            continue
        if part.get_content_disposition() != "attachment":
            yield part


def _letter(envelope: Envelope) -> Imported:
    """The mail as copy; all of its text stays but the signature's "-- " line."""
    subject = _REPLY.sub("", clean.line(envelope.subject), count=1)
    text = "\n".join(line for line in envelope.text.split("\n") if line.rstrip() != "--")
    if subject and not _has_headline(text, subject):
        text = f"{subject}\n\n{text}"
    copy = _as_text(page.read(text))
    return copy if copy.text.byline else _with_byline(copy, envelope.sender)


def _has_headline(text: str, subject: str) -> bool:
    """Whether TEXT opens with a headline of its own: one line that is no sentence and greets nobody."""
    parts = blocks(text)
    if not parts:
        return False
    first = parts[0][0]
    if clean.line(first).casefold() == subject.casefold():
        return True
    return (
        len(parts[0]) == 1
        and len(parts) > 1
        and is_title(first)
        and not ends_sentence(first)
        and len(first.split()) >= _HEADLINE_WORDS
        and not _GREETING.match(first)
    )


def _typed_headers(text: str) -> Envelope | None:
    """The headers that a person typed or pasted on top of TEXT, if one of them names the sender or the subject."""
    lines = text.lstrip().split("\n")
    fields: dict[str, str] = {}
    count = 0
    for line in lines:
        found = _FIELD.match(line.strip())
        if not found:
            break
        fields.setdefault(_FIELDS[found[1].lower()], found[2].strip())
        count += 1
    closed = count < len(lines) and (not lines[count].strip() or count > 1)
    if not closed or not (fields.get("sender") or fields.get("subject")):
        return None
    return Envelope(_name_of(fields.get("sender", "")), fields.get("subject", ""), "\n".join(lines[count:]))


def _name_of(sender: str) -> str:
    """The person in a From header; an address alone is nobody's byline."""
    name, address = parseaddr(sender)
    return name or ("" if "@" in address or "@" in sender else clean.line(sender))


def _as_text(copy: Imported) -> Imported:
    return msgspec.structs.replace(copy, format=FORMAT)


def _with_byline(copy: Imported, byline: str) -> Imported:
    text: Text = msgspec.structs.replace(copy.text, byline=byline)
    return msgspec.structs.replace(copy, text=cleaned(text))
