"""The words in a picture: the IPTC fields and the XMP that agencies and cameras write.

This module runs in the child process.
"""

from contextlib import suppress
from typing import Any
from xml.etree import ElementTree as ET

from PIL import Image, ImageFile, IptcImagePlugin

_MOST = 4_000
"""The most characters of a field that are passed on."""
_LARGEST = 1 << 20
"""The most bytes of XMP that are read."""
_UTF8 = b"\x1b%G"
_CAPTION, _CREDIT, _BYLINE = (2, 120), (2, 110), (2, 80)
_NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "iptc": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
}


def words(image: ImageFile.ImageFile) -> dict[str, str]:
    """The caption, the credit and the alternative text in `image`, where they are not empty.

    XMP goes before IPTC: programs that write both keep the newer words there.
    """
    found = {**_iptc(image), **_xmp(image)}
    return {name: text[:_MOST] for name, text in found.items()}


def _iptc(image: ImageFile.ImageFile) -> dict[str, str]:
    fields: dict[tuple[int, int], Any] = {}
    with suppress(Exception):  # malformed fields are no words
        fields = IptcImagePlugin.getiptcinfo(image) or {}
    encoding = "utf-8" if fields.get((1, 90)) == _UTF8 else ""
    texts = {key: _decoded(fields.get(key), encoding) for key in (_CAPTION, _CREDIT, _BYLINE)}
    person, agency = texts[_BYLINE], texts[_CREDIT]
    return _filled(caption=texts[_CAPTION], credit=_joined(person, agency))


def _decoded(value: Any, encoding: str) -> str:
    """`value`, the bytes of a field or a list of several, as text."""
    several = value if isinstance(value, list) else [value]
    texts = []
    for data in several:
        if isinstance(data, bytes):
            try:
                texts.append(data.decode(encoding or "utf-8"))
            except UnicodeDecodeError:
                texts.append(data.decode("cp1252", "replace"))
    return ", ".join(texts)


def _xmp(image: Image.Image) -> dict[str, str]:
    data = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    if not isinstance(data, bytes | str) or len(data) > _LARGEST:
        return {}
    try:
        # In pictures XMP is UTF-8: in UTF-16 a declaration would pass unseen.
        text = data.decode() if isinstance(data, bytes) else data
        text = text.strip("\ufeff\0 \r\n\t")
        if "<!" in text:
            return {}  # XMP declares no entities and no document type
        root = ET.fromstring(text)  # noqa: S314 - see above
    except (ET.ParseError, ValueError):
        return {}
    person, agency = _value(root, "dc:creator"), _value(root, "photoshop:Credit")
    return _filled(
        caption=_value(root, "dc:description"),
        credit=_joined(person, agency),
        alt=_value(root, "iptc:AltTextAccessibility"),
    )


def _value(root: ET.Element, name: str) -> str:
    """The text of the property `name`: of its first item, or of an attribute."""
    prefix, _colon, local = name.partition(":")
    for element in root.iterfind(f".//{name}", _NAMESPACES):
        items = [item.text or "" for item in element.iterfind(".//rdf:li", _NAMESPACES)]
        if text := (items[0] if items else element.text or ""):
            return text
    attribute = f"{{{_NAMESPACES[prefix]}}}{local}"
    return next((one.attrib[attribute] for one in root.iter() if attribute in one.attrib), "")


def _joined(person: str, agency: str) -> str:
    """The credit of a `person` who works for an `agency`, each possibly empty."""
    parts = [person.strip(), agency.strip()]
    if parts[1] and parts[1] in parts[0]:
        parts.pop()
    return "/".join(filter(None, parts))


def _filled(**texts: str) -> dict[str, str]:
    return {name: text for name, text in texts.items() if text.strip()}
