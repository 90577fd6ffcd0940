"""The mail that tells a person of one event or of several: a few plain lines."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import NamedTuple

from redaksi.text import clean

_SUBJECT = 200
"""The most characters of a subject."""


class Masthead(NamedTuple):
    """Who writes: the title of the newsroom, the address, the host of its ids, its time zone."""

    title: str
    address: str
    host: str
    zone: tzinfo


def letter(
    masthead: Masthead,
    recipient: str,
    subject: str,
    lines: Sequence[str],
    message_id: str,
    at: datetime,
) -> EmailMessage:
    """The mail with `lines` under `subject` to `recipient`.

    Made again it has the same `message_id`, so that mail programs know it.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = clean.line(subject)[:_SUBJECT]
    message["From"] = Address(display_name=clean.line(masthead.title), addr_spec=masthead.address)
    message["To"] = recipient
    message["Date"] = format_datetime(at.astimezone(masthead.zone))
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("\n".join(map(clean.line, lines)) + "\n", cte="quoted-printable")
    return message
