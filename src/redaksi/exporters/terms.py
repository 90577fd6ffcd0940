"""Names of tags and rubrics as Hugo makes pages of them: each inside its list, on any disk, and
only one a name.
"""

import re
import unicodedata
from collections.abc import Iterable

LIMIT = 80
"""Characters of a name."""

_BYTES = 200
"""Of a name as a folder; no disk takes more than 255."""
_STEP = re.compile(r"[/\\]+")
_CODED = re.compile(r"%(?=[\dA-Fa-f]{2})")
_FILE_OF_HUGO = re.compile(r"(?<=^index)\.", re.IGNORECASE)
_NO_PATH = re.compile(r"[^\w.#+~%@-]")


def terms(names: Iterable[str]) -> list[str]:
    """`names` that are safe, the first of those that differ only in case, accents or signs that
    addresses lack.

    A name without any letter or figure is left out: its page would be the list itself.
    """
    found: dict[str, str] = {}
    for name in map(_safe, names):
        if any(letter.isalpha() or letter.isdecimal() for letter in name):
            found.setdefault(_key(name), name)
    return list(found.values())


def _safe(name: str) -> str:
    """`name` that neither leads out of its folder nor hides there, no file of Hugo's own, no
    longer than a folder.
    """
    steps = (step.strip().lstrip(".") for step in _STEP.split(_CODED.sub("", name)))
    name = _FILE_OF_HUGO.sub("-", "-".join(filter(None, steps)))
    return name[:LIMIT].encode()[:_BYTES].decode(errors="ignore").strip()


def _key(name: str) -> str:
    """What `name` is in an address, without accents."""
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFD", name)
        if not unicodedata.combining(letter)
    )
    return _NO_PATH.sub("", re.sub(r"\s", "-", bare.casefold()))
