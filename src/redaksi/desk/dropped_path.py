"""The path of a file as a terminal pastes it when the file is dropped there. Pure."""

import shlex
from urllib.parse import unquote, urlsplit

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic", ".heif", ".tif", ".tiff", ".bmp")
"""The ends of the names of pictures; those that are not taken are refused with a reason."""
_BEGINNINGS = ("/", "~", "./", "../")
_LONGEST = 4_096
"""The most characters of a path."""
_MOST = 50
"""The most pictures that are taken at once."""


def path_in(text: str) -> str:
    """The path in `text`; "" when `text` is no path.

    It may be quoted, have backslashes before its blanks, or be an address `file://`. A name alone
    is no path: nobody knows in which folder it is meant.
    """
    text = text.strip()
    if len(text) > _LONGEST or len(text.splitlines()) != 1:
        return ""
    return _path_of(_unquoted(text))


def _path_of(word: str) -> str:
    """The path that `word`, an address or an unquoted path, names; "" for none."""
    if word.startswith("file://"):
        return _of_address(word)
    return word if word.startswith(_BEGINNINGS) else ""


def picture_in(text: str) -> str:
    """The path of a picture in `text`, by its name; "" when `text` is anything else."""
    path = path_in(text)
    return path if _is_picture(path) else ""


def pictures_in(text: str) -> tuple[str, ...]:
    """The paths of the pictures that were dropped together; () when `text` is anything else.

    Terminals paste them behind each other, with blanks or line ends between them.
    """
    text = text.strip()
    if len(text) > _LONGEST * _MOST:
        return ()
    for paths in (map(_path_of, _words(text)), map(picture_in, text.splitlines())):
        found = tuple(paths)
        if found and all(map(_is_picture, found)):
            return found
    one = picture_in(text)
    return (one,) if one else ()


def _is_picture(path: str) -> bool:
    return path.casefold().endswith(SUFFIXES)


def _words(text: str) -> list[str]:
    """The words of `text` as a shell reads them."""
    try:
        return shlex.split(text)
    except ValueError:
        return []


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
        words = _words(text)
        if len(words) == 1:
            return words[0]
    return text
