"""Decode the base64 text of a mail; plain text behind the base64 stays."""

import binascii
import re

from redaksi.errors import BadInput
from redaksi.i18n import _

_LINE = re.compile(rb"[A-Za-z0-9+/]+={0,2}")


def split(data: bytes, name: str) -> tuple[bytes, bytes]:
    """The decoded base64 at the start of `data`, and the plain text behind it.

    Mailing lists append such text as a footer.

    Raises:
        BadInput: when `data` is text without base64, or the base64 is cut off within a group of
            letters.
    """
    lines = data.splitlines(keepends=True)
    found: list[bytes] = []
    end = 0
    for number, line in enumerate(lines):
        code = line.strip()
        goes_on = not found or (number == end and not found[-1].endswith(b"="))
        if _LINE.fullmatch(code) and (goes_on or _is_whole(code)):
            found.append(code)
        elif code:
            break
        else:
            continue
        end = number + 1
    rest = b"".join(lines[end:])
    if not found and rest.strip():
        raise _broken(name)
    return b"".join(_decoded(block, name) for block in _blocks(b"".join(found))), rest


def _is_whole(code: bytes) -> bool:
    """Whether `code`, a line behind finished base64, is base64 of UTF-8 text and no plain text."""
    try:
        return bool(binascii.a2b_base64(code, strict_mode=True).decode())
    except ValueError:
        return False


def _blocks(code: bytes) -> list[bytes]:
    """The base64 blocks of `code`; each block but the last ends with "="."""
    return re.findall(rb"[^=]+=*", code)


def _decoded(block: bytes, name: str) -> bytes:
    letters = block.rstrip(b"=")
    try:
        return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
    except binascii.Error as error:  # one letter too many
        raise _broken(name) from error


def _broken(name: str) -> BadInput:
    return BadInput(
        _("The text of the mail {name} is in base64, which is damaged.").format(name=name),
        _("Copy its text into a .txt file and import that."),
    )
