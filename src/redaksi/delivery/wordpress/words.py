"""Text as HTML in which WordPress changes no character.

WordPress reads more in a text than HTML: shortcodes (`[gallery]`), smileys (`:)`) and addresses
that it replaces by what they lead to. A character that begins one of these is written as an
entity, which readers see as the character.
"""

import re
from html import escape
from urllib.parse import urlsplit

# The beginning of a smiley, which stands behind a blank or a mark; the colon of an address.
_READ = re.compile(
    r"(?:(?<=\s)|^)(?:[:;](?=\S)|8(?=-?[)O]))|(?<=http):(?=//)|(?<=https):(?=//)", re.IGNORECASE
)
_LINKS = {"http", "https", "mailto"}
_PICTURES = {"http", "https"}


def text(words: str) -> str:
    """`words` as HTML that shows exactly them."""
    html = escape(words, quote=False).replace("[", "&#91;")
    return _READ.sub(lambda found: f"&#{ord(found[0])};", html)


def attribute(words: str) -> str:
    """`words` as the value of an attribute, without its quotation marks."""
    return escape(words).replace("[", "&#91;")


def link(address: str) -> str:
    """`address` if readers may follow it: its scheme is http, https or mailto; else ""."""
    return address if _scheme(address) in _LINKS else ""


def picture(address: str) -> str:
    """`address` if it is a picture's on the web: its scheme is http or https; else ""."""
    return address if _scheme(address) in _PICTURES else ""


def _scheme(address: str) -> str:
    try:
        return urlsplit(address).scheme.lower()
    except ValueError:
        return ""
