"""Elements of XML, one a line, without the characters that XML 1.0 forbids."""

import re
from collections.abc import Mapping
from xml.sax import saxutils

# https://www.w3.org/TR/xml/#charsets
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def element(name: str, text: str = "", attributes: Mapping[str, str] | None = None) -> str:
    """The element `name` with the characters of `text`, and a line end."""
    if not text:
        return f"<{name}{_attributes(attributes)}/>\n"
    return f"<{name}{_attributes(attributes)}>{saxutils.escape(_allowed(text))}</{name}>\n"


def marked(name: str, text: str = "", attributes: Mapping[str, str] | None = None) -> str:
    """The element `name` with `text` in a CDATA section, and a line end."""
    inside = _allowed(text).replace("]]>", "]]]]><![CDATA[>")
    return f"<{name}{_attributes(attributes)}><![CDATA[{inside}]]></{name}>\n"


def start(name: str, attributes: Mapping[str, str] | None = None) -> str:
    """The start of the element `name`, and a line end."""
    return f"<{name}{_attributes(attributes)}>\n"


def end(name: str) -> str:
    """The end of the element `name`, and a line end."""
    return f"</{name}>\n"


def _attributes(attributes: Mapping[str, str] | None) -> str:
    return "".join(
        f" {name}={saxutils.quoteattr(_allowed(value))}"
        for name, value in (attributes or {}).items()
    )


def _allowed(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
