"""The address of a server in a setting, below which other addresses lie. Pure."""

import re
from collections.abc import Collection
from ipaddress import ip_address

LONGEST = 500
"""The most characters of such an address: a person must be able to read it whole."""
_LAST_PORT = 65_535
_ADDRESS = re.compile(
    r"(?P<scheme>[a-z]+)://"
    r"(?:(?P<name>\w[\w-]*(?:\.\w[\w-]*)*\.?)|\[(?P<number>[0-9a-f:.]+)\])"
    r"(?::(?P<port>[0-9]{1,5}))?"
    r"(?:/[\w%/:!$&()*+,;=~.-]*)?",
    re.IGNORECASE,
)


def host_of(text: str, schemes: Collection[str]) -> str:
    """The host in the address `text`; "" for what is no address that begins with one of `schemes`.

    An address has no user and no password, no query and no fragment, and neither blanks nor
    quotation marks.
    """
    found = _ADDRESS.fullmatch(text) if len(text) <= LONGEST else None
    if found is None or found["scheme"].lower() not in schemes:
        return ""
    if int(found["port"] or 0) > _LAST_PORT:
        return ""
    host = str(found["name"] or found["number"])
    try:
        if found["name"]:
            host.encode("idna")
        else:
            ip_address(host)
    except ValueError:
        return ""
    return host
