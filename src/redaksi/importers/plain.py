"""Plain text and letters: the first line is the headline, or the subject where the body has none of its own."""

import re
from email.utils import parseaddr
from typing import NamedTuple

import msgspec

from redaksi import clean
from redaksi.article import Text, cleaned
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
_REPLY = re.compile(r"(?:\s*(?:re|fw|fwd|bls)\s*:\s*)+", re.IGNORECASE)
_GREETING = re.compile(
    r"(?:yth|kepada|salam|halo|hai|dear|selamat|assalamu|dengan hormat|rekan|kawan|mohon|berikut)\b", re.IGNORECASE
)
_HEADLINE_WORDS = 3
_LONGEST_SENDER = 500


class Envelope(NamedTuple):
    """A mail taken apart: who sent it, what about, and the text."""

    sender: str
    subject: str
    text: str


def read(text: str) -> Imported:
    """TEXT (of clean characters), which may open with typed mail headers, as copy."""
    envelope = _typed_headers(text)
    return letter(envelope) if envelope else _as_text(page.read(text))


def letter(envelope: Envelope, remark: str = "") -> Imported:
    """The mail as copy, with the `remark`; all of its text stays but the signature's "-- " line."""
    subject = _REPLY.sub("", clean.line(envelope.subject), count=1)
    text = "\n".join(line for line in envelope.text.split("\n") if line.rstrip() != "--")
    if subject and not _has_headline(text, subject):
        text = f"{subject}\n\n{text}"
    copy = msgspec.structs.replace(_as_text(page.read(text)), remark=remark)
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
    return Envelope(name_of(fields.get("sender", "")), fields.get("subject", ""), "\n".join(lines[count:]))


def name_of(sender: str) -> str:
    """The person in a From header; an address alone, or more than one line holds, is nobody's byline."""
    if len(sender) > _LONGEST_SENDER:
        return ""
    name, address = parseaddr(sender)
    return name or ("" if "@" in address or "@" in sender else clean.line(sender))


def _as_text(copy: Imported) -> Imported:
    return msgspec.structs.replace(copy, format=FORMAT)


def _with_byline(copy: Imported, byline: str) -> Imported:
    text: Text = msgspec.structs.replace(copy.text, byline=byline)
    return msgspec.structs.replace(copy, text=cleaned(text))
