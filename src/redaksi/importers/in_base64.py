"""The base64 of a mail's text: the code is read as far as it goes, and what stands behind it
stays text.
"""

import binascii
import re

from redaksi.errors import BadInput
from redaksi.i18n import _

_LINE = re.compile(rb"[A-Za-z0-9+/]+={0,2}")


def split(data: bytes, name: str) -> tuple[bytes, bytes]:
    """What the code in `data` says, and the text behind it, such as the footer of a mailing list.

    Raises:
        BadInput: for what is no code, or was cut within a letter of it
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
    """Whether a line behind the end of a code is one as well, and no word of a text."""
    try:
        return bool(binascii.a2b_base64(code, strict_mode=True).decode())
    except ValueError:
        return False


def _blocks(code: bytes) -> list[bytes]:
    """`code`, which may be several that each end with their own signs of equality, one by one."""
    return re.findall(rb"[^=]+=*", code)


def _decoded(block: bytes, name: str) -> bytes:
    letters = block.rstrip(b"=")
    try:
        return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
    except binascii.Error as error:  # a letter of code too many
        raise _broken(name) from error


def _broken(name: str) -> BadInput:
    return BadInput(
        _("The text of the mail {name} is in base64, which is damaged.").format(name=name),
        _("Copy its text into a .txt file and import that."),
    )
