"""TOML written by people: parsed within limits, with the lines of names.

TOML libraries do not keep line numbers.
"""

import ast
import re
from typing import Any

import tomli  # compiled: twice as fast as the standard library's on rule files

from redaksi.text import nesting

_HEADER = re.compile(r"\s*\[+([^\]]+)\]+")
_NAMED = re.compile(r"unknown field `([^`]+)`|Invalid enum value '([^']+)'")
_MOST_PARTS = 50
_LONG_KEY = re.compile(
    rf"(?<![\w-])(?:(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{_MOST_PARTS}}}"
)
_STRING = r"""(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_TUPLE = re.compile(rf"\({_STRING}(?:, {_STRING})*,?\)")
_BARE = re.compile(r"[\w-]+")
MOST_CHARACTERS = 1_000_000
"""The longest file, in characters, that is parsed.

The library's memory grows with the square of the number of parts of a key.
"""
_PLACE = re.compile(r"at `\$((?:\.[\w-]+|\[[^\]]*\])*)`")


def loads(text: str) -> dict[str, Any]:
    """The content of `text`.

    Raises:
        ValueError: when `text` is invalid TOML, too long, or nested too deeply in its keys or
            values.
    """
    if len(text) > MOST_CHARACTERS:
        raise ValueError(f"more than {MOST_CHARACTERS} characters")
    if key := _LONG_KEY.search(text):
        raise tomli.TOMLDecodeError(f"key of more than {_MOST_PARTS} parts", text, key.start())
    try:
        data = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise ValueError(_TUPLE.sub(_dotted, str(error))) from error
    except RecursionError as error:
        raise ValueError(f"nested more than {nesting.MOST} deep") from error
    if nesting.is_deep(data):
        raise ValueError(f"nested more than {nesting.MOST} deep")
    return data


def _dotted(key: re.Match[str]) -> str:
    """`key`, a tuple in Python's notation in an error of the library, as a dotted key of TOML."""
    parts = ast.literal_eval(key[0])
    return ".".join(part if _BARE.fullmatch(part) else f'"{part}"' for part in parts)


def line_of(text: str, name: str, table: str) -> int:
    """The number of the line in `text` on which `name` first stands; 0 where it stands nowhere.

    A line in `table` ("" for the top level) or below it comes first, then any other line.
    """
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
    """The number of the line in `text` that `why`, an error of msgspec, is about; 0 if unknown."""
    place = _PLACE.search(why)
    keys = re.findall(r"\.([\w-]+)", place[1]) if place else []
    named = _NAMED.search(why)
    name = next(filter(None, named.groups()), "") if named else keys.pop() if keys else ""
    return line_of(text, name, ".".join(keys)) if name else 0
