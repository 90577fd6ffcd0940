"""Plain text and letters: the headline is the first line, or in letters usually the subject."""

import re
from collections.abc import Sequence
from email.utils import parseaddr
from typing import NamedTuple

import msgspec

from redaksi.domain.article import Text, cleaned
from redaksi.i18n import _
from redaksi.importers import page, removed_lines
from redaksi.importers.base import Imported
from redaksi.importers.lines import blocks, ends_sentence, is_title
from redaksi.text import clean

FORMAT = "text"

_FIELDS = {
    "from": "sender",
    "dari": "sender",
    "pengirim": "sender",
    "subject": "subject",
    "subjek": "subject",
    "perihal": "subject",
    "judul": "subject",
    "to": "receiver",
    "kepada": "receiver",
    "cc": "copy",
    "date": "date",
    "sent": "date",
    "tanggal": "date",
}
_FIELD = re.compile(rf"({'|'.join(_FIELDS)})[ \t\xa0]*:[ \t\xa0]*(.*)$", re.IGNORECASE)
_REPLY = re.compile(r"(?:\s*(?:re|fw|fwd|bls)\s*:\s*)+", re.IGNORECASE)
_GREETING = re.compile(
    r"(?:yth|kepada|salam|halo|hai|dear|selamat|assalamu|dengan "
    r"hormat|rekan|kawan|mohon|berikut|bapak|ibu|pak|bu"
    r"|mas|mbak|redaktur|redaksi|terkirim|dikirim|sent|siaran pers|press release|rilis)\b",
    re.IGNORECASE,
)
_OF_NOTHING = frozenset(
    (
        *(
            "rilis",
            "rilisan",
            "release",
            "press",
            "pers",
            "siaran",
            "berita",
            "naskah",
            "artikel",
            "opini",
            "kiriman",
        ),
        *(
            "materi",
            "liputan",
            "draf",
            "draft",
            "tulisan",
            "mohon",
            "dimuat",
            "muat",
            "untuk",
            "redaksi",
            "media",
        ),
    )
)
"""Words that say what was sent; a subject of only these words names no topic."""
_WORD = re.compile(r"\w+")
_HEADLINE_WORDS = 3
_LONGEST_SENDER = 500
_NO_NAME = re.compile(r"[@;]|:\s*$|(?i:undisclosed[ -]recipients)")


class Envelope(NamedTuple):
    """A mail split into the sender's name, the subject and the text."""

    sender: str
    subject: str
    text: str


def read(text: str) -> Imported:
    """`text` (of clean characters), which may open with typed mail headers, as copy."""
    envelope, dropped = _typed_headers(text)
    return letter(envelope, [], dropped) if envelope else _as_text(page.read(text))


def letter(envelope: Envelope, remarks: list[str], dropped: Sequence[str] = ()) -> Imported:
    """The mail as copy; its whole text stays, and its signature becomes a paragraph of its own.

    The subject is the headline. If the subject says nothing, a headline at the top of the text is
    used. The copy's remark consists of `remarks`, a subject that was not used, and the header
    lines that were `dropped`.
    """
    subject = _REPLY.sub("", clean.line(envelope.subject), count=1)
    text = _parted_from_signature(envelope.text)
    dropped = [*dropped, *["--"][: text != envelope.text]]
    own = _headline(text, subject) if subject else ""
    if own and _told(own) != _told(subject):
        remarks = [*remarks, _("The subject of the mail was: {subject}").format(subject=subject)]
    copy = page.read(text, headline="" if own else subject)
    copy = msgspec.structs.replace(
        _as_text(copy),
        remark=" ".join(filter(None, (*remarks, removed_lines.sentence(dropped), copy.remark))),
    )
    return copy if copy.text.byline else _with_byline(copy, envelope.sender)


def _headline(text: str, subject: str) -> str:
    """The first line of `text` if it is certainly its headline; else "".

    Any other first line may be a message to the editors. A headline has the words of `subject`, or
    stands alone without the stop of a sentence. In the second case its words must occur in
    `subject`, or `subject` says nothing and the line is no greeting.
    """
    parts = blocks(text)
    first = parts[0][0] if parts else ""
    if not first or _told(first) == _told(subject):
        return first
    alone = len(parts[0]) == 1 and len(parts) > 1 and is_title(first) and not ends_sentence(first)
    if not alone or len(first.split()) < _HEADLINE_WORDS:
        return ""
    says_it = f" {_told(first)} " in f" {_told(subject)} "
    return (
        first
        if says_it
        or (_OF_NOTHING.issuperset(_told(subject).split()) and not _GREETING.match(first))
        else ""
    )


def _told(line: str) -> str:
    """The case-folded words of `line` without punctuation, joined by blanks."""
    return " ".join(_WORD.findall(line.casefold()))


def _parted_from_signature(text: str) -> str:
    """`text` with a blank line in place of the "-- " that opens its signature (RFC 3676, 4.3).

    Only the last "-- " opens a signature, and only if text stands before and behind this line.
    """
    lines = text.split("\n")
    last = max((number for number, line in enumerate(lines) if line.rstrip() == "--"), default=-1)
    if not ("".join(lines[: max(last, 0)]).strip() and "".join(lines[last + 1 :]).strip()):
        return text
    return "\n".join([*lines[:last], "", *lines[last + 1 :]])


def _typed_headers(text: str) -> tuple[Envelope | None, list[str]]:
    """The mail headers that a person typed or pasted above `text`; None if there are none.

    The list holds the header lines that are not used. A subject alone counts as headers. A sender
    counts only together with another kind of header.
    """
    lines = text.lstrip().split("\n")
    fields: dict[str, str] = {}
    dropped: list[str] = []
    count = 0
    for line in map(str.strip, lines):
        found = _FIELD.match(line)
        if not found:
            break
        kind = _FIELDS[found[1].lower()]
        dropped += [line] if kind in fields or kind not in {"sender", "subject"} else []
        fields.setdefault(kind, found[2].strip())
        count += 1
    closed = count < len(lines) and (not lines[count].strip() or count > 1)
    if not closed or not (fields.get("subject") or (fields.get("sender") and len(fields) > 1)):
        return None, []
    sender = name_of(fields.get("sender", ""))
    return Envelope(sender, fields.get("subject", ""), "\n".join(lines[count:])), dropped


def name_of(sender: str) -> str:
    """The name in a From header; "" for a mere address or an overlong header."""
    if len(sender) > _LONGEST_SENDER:
        return ""
    name, _address = parseaddr(sender)
    return usable(name or clean.line(sender))


def usable(name: str) -> str:
    """`name` if it may stand in a byline, else "".

    A byline must not be an address or a group (`undisclosed-recipients:;`), and needs a letter.
    """
    return name if any(map(str.isalpha, name)) and not _NO_NAME.search(name) else ""


def _as_text(copy: Imported) -> Imported:
    return msgspec.structs.replace(copy, format=FORMAT)


def _with_byline(copy: Imported, byline: str) -> Imported:
    text: Text = msgspec.structs.replace(copy.text, byline=byline)
    return msgspec.structs.replace(copy, text=cleaned(text))
