"""The message that brings an article by mail: headers, text and HTML.

The headers are made by `email.policy`, which refuses a line end in them: no headline can add one.
"""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape
from urllib.parse import quote, urlsplit

from redaksi.exporters import html, text
from redaksi.exporters.base import Sealed, Site
from redaksi.text import clean

_NAME = "artikel"


def letter(
    piece: Sealed, site: Site, sender: str, list_name: str, link: str, at: datetime
) -> EmailMessage:
    """The message about `piece` from `sender`, without a recipient.

    `link` leads to the page of the article, "" for none. The message has the same id whenever it
    is made, so that mail programs know it again.
    """
    name = host(site.url, site.uuid)
    message = EmailMessage(policy=SMTP)
    message["Subject"] = clean.line(piece.text.headline)
    message["From"] = Address(display_name=clean.line(site.title), addr_spec=sender)
    message["Date"] = format_datetime(at.astimezone(site.zone))
    message["Message-ID"] = message_id(piece, site)
    message["List-Id"] = f"<{list_name}.{name}>"
    message["List-Unsubscribe"] = f"<mailto:{quote(sender, safe='@')}?subject=berhenti>"
    message["Auto-Submitted"] = "auto-generated"
    if link:
        message["Archived-At"] = f"<{link}>"
    plain = text.files(piece, _NAME, site)[f"{_NAME}.txt"].decode()
    page = html.files(piece, _NAME, site)[f"{_NAME}.html"].decode()
    if link:
        plain += f"\n{link}\n"
        shown = escape(link)
        page = page.replace("</body>", f'<p><a href="{shown}">{shown}</a></p>\n</body>')
    message.set_content(plain, cte="quoted-printable")
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    return message


def message_id(piece: Sealed, site: Site) -> str:
    """The id of the message about `piece`: of the article and its revision."""
    return f"<{piece.article.id}.{piece.sign_off.revision}@{host(site.url, site.uuid)}>"


def host(url: str, uuid: str) -> str:
    """The host of the website at `url`; without one, a name that is nobody's, of the `uuid`."""
    name = urlsplit(url).hostname if url else ""
    nobody = f"{uuid or 'redaksi'}.invalid"
    try:
        return (name or "").encode("idna").decode() or nobody
    except UnicodeError:
        return nobody
