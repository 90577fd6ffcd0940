"""Names of tags and rubrics that are safe for the pages that a website makes of them.

Each page lies inside its list, works on any disk and exists only once.
"""

import re
import unicodedata
from collections.abc import Iterable

LIMIT = 80
"""The most characters of a name."""

_BYTES = 200
"""The most bytes of a name, because it becomes a folder; no disk takes more than 255."""
_STEP = re.compile(r"[/\\]+")
_CODED = re.compile(r"%(?=[\dA-Fa-f]{2})")
_FILE_OF_HUGO = re.compile(r"(?<=^index)\.", re.IGNORECASE)
_NO_PATH = re.compile(r"[^\w.#+~%@-]")


def terms(names: Iterable[str]) -> list[str]:
    """The safe forms of `names`, without repetitions.

    Names are equal when they differ only in case, accents or signs that Hugo removes from
    addresses. A name without letters and figures is left out, because its page would be the list
    itself.
    """
    found: dict[str, str] = {}
    for name in map(_safe, names):
        if any(letter.isalpha() or letter.isdecimal() for letter in name):
            found.setdefault(_key(name), name)
    return list(found.values())


def _safe(name: str) -> str:
    """`name` in a form that neither leaves its folder nor is hidden.

    It is also no file name that Hugo uses itself, and no longer than a folder name may be.
    """
    steps = (step.strip().lstrip(".") for step in _STEP.split(_CODED.sub("", name)))
    return shortened(_FILE_OF_HUGO.sub("-", "-".join(filter(None, steps))))


def shortened(name: str) -> str:
    """`name` no longer than a folder name may be."""
    return name[:LIMIT].encode()[:_BYTES].decode(errors="ignore").strip()


def folded(name: str) -> str:
    """`name` in small letters without accents."""
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFD", name)
        if not unicodedata.combining(letter)
    )
    return bare.casefold()


def _key(name: str) -> str:
    """`name` as Hugo writes it in an address, without accents."""
    return _NO_PATH.sub("", re.sub(r"\s", "-", folded(name)))
