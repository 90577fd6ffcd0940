"""The path of a file as a terminal pastes it when the file is dropped there. Pure."""

import shlex
from urllib.parse import unquote, urlsplit

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic", ".heif", ".tif", ".tiff", ".bmp")
"""The ends of the names of pictures; those that are not taken are refused with a reason."""
_BEGINNINGS = ("/", "~", "./", "../")
_LONGEST = 4_096


def path_in(text: str) -> str:
    """The path in `text`; "" when `text` is no path.

    It may be quoted, have backslashes before its blanks, or be an address `file://`. A name alone
    is no path: nobody knows in which folder it is meant.
    """
    text = text.strip()
    if len(text) > _LONGEST or len(text.splitlines()) != 1:
        return ""
    if text.startswith("file://"):
        return _of_address(text)
    path = _unquoted(text)
    return path if path.startswith(_BEGINNINGS) else ""


def picture_in(text: str) -> str:
    """The path of a picture in `text`, by its name; "" when `text` is anything else."""
    path = path_in(text)
    return path if path.casefold().endswith(SUFFIXES) else ""


def _of_address(text: str) -> str:
    try:
        address = urlsplit(text)
    except ValueError:
        return ""
    path = unquote(address.path, errors="replace")
    return path if address.netloc in {"", "localhost"} and path.startswith("/") else ""


def _unquoted(text: str) -> str:
    """`text` as a shell reads it, if it is one word; a path with blanks may also stand bare."""
    if text.startswith(("'", '"')) or "\\" in text:
        try:
            words = shlex.split(text)
        except ValueError:
            return text
        if len(words) == 1:
            return words[0]
    return text
