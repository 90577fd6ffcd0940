"""Where a name stands in a TOML file that a person wrote: what reads these files keeps no lines."""

import re

_HEADER = re.compile(r"\s*\[+([^\]]+)\]+")
_NAMED = re.compile(r"unknown field `([^`]+)`|Invalid enum value '([^']+)'")
_PLACE = re.compile(r"at `\$((?:\.[\w-]+|\[[^\]]*\])*)`")


def line_of(text: str, name: str, table: str) -> int:
    """The line of TEXT on which NAME stands first in TABLE ("" for the top) or below it, else anywhere; 0: nowhere."""
    word = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
    here, anywhere = "", 0
    for number, line in enumerate(text.split("\n"), start=1):
        written = line.partition("#")[0]
        if header := _HEADER.fullmatch(written.rstrip()):
            here = header[1].replace(" ", "")
        if word.search(written):
            if f"{here}.".startswith(f"{table}.") or here == table:
                return number
            anywhere = anywhere or number
    return anywhere


def line_of_fault(text: str, why: str) -> int:
    """The line of TEXT that WHY, what msgspec says of its content, is about; 0 where that cannot be told."""
    place = _PLACE.search(why)
    keys = re.findall(r"\.([\w-]+)", place[1]) if place else []
    named = _NAMED.search(why)
    name = next(filter(None, named.groups()), "") if named else keys.pop() if keys else ""
    return line_of(text, name, ".".join(keys)) if name else 0
