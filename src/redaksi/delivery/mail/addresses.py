"""The addresses that a mail goes to: a file with one address a line.

Addresses are personal data. The file therefore lies outside the newsroom, so that no backup and no
copy of the newsroom holds it. It is this person's, or the administrator's for a group: who may
write it decides who gets mail. Sentences name lines by their numbers, and never an address.
"""

import re
from pathlib import Path
from typing import NamedTuple

from redaksi.delivery import private_files
from redaksi.errors import BadInput
from redaksi.i18n import _

MOST = 5_000
"""The most addresses of a list."""
LARGEST = 1 << 20
"""The most bytes of a list."""

_NAMED = 10
"""The most lines that a sentence names."""
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"(?=.{{1,64}}\Z){_ATOM}(?:\.{_ATOM})*")
_LABEL = r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)"
_DOMAIN = re.compile(rf"(?=.{{1,180}}\Z){_LABEL}(?:\.{_LABEL})+")


class Subscriber(NamedTuple):
    """An address and the number of its line."""

    line: int
    address: str


def listed(to: str, newsroom: Path | None) -> tuple[Subscriber, ...]:
    """The addresses of the list that `to` names (`file:PATH`), each once.

    Empty lines, and lines that begin with `#`, are no addresses.

    Raises:
        BadInput: when a line holds no address, or there are none or too many.
        Refused, Unreadable: see `private_files.read`.
    """
    kind, _colon, rest = to.partition(":")
    if kind != "file" or not rest:
        raise BadInput(
            _("The recipients of a mail are named by file:PATH."),
            _("Write `to` so in newsroom.toml: the file has one address a line."),
        )
    path = private_files.path(rest)
    content = private_files.read(path, newsroom, LARGEST + 1, shared=True)
    found: dict[str, Subscriber] = {}
    wrong: list[int] = []
    for number, line in enumerate(content.decode(errors="replace").splitlines(), start=1):
        written = line.strip()
        if written and not written.startswith("#"):
            if address := valid(written):
                found.setdefault(address.casefold(), Subscriber(number, address))
            else:
                wrong.append(number)
    if wrong:
        raise BadInput(
            _("{path} has lines that hold no address: {lines}.").format(
                path=path,
                lines=", ".join(map(str, wrong[:_NAMED])) + ("…" if wrong[_NAMED:] else ""),
            ),
            _("One address a line, without a name; nothing was sent."),
        )
    if not found or len(found) > MOST or len(content) > LARGEST:
        raise BadInput(
            _("{path} must hold 1 to {most} addresses.").format(path=path, most=MOST),
            _("A mailing service sends to more; nothing was sent."),
        )
    return tuple(found.values())


def valid(written: str) -> str:
    """The address that is `written`, with a domain in ASCII; "" when it is none."""
    local, _at, domain = written.rpartition("@")
    try:
        domain = domain.encode("idna").decode()
    except UnicodeError:
        return ""
    return f"{local}@{domain}" if _LOCAL.fullmatch(local) and _DOMAIN.fullmatch(domain) else ""
