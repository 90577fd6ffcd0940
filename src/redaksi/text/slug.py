"""Names of files and addresses, made from headlines."""

import re
from collections.abc import Callable

_SLUG = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")

LIMIT = 80
"""The most characters of a name, which is cut at the end of a word."""


def slug(text: str, fallback: str) -> str:
    """`text` as lower-case ASCII letters, digits and hyphens, at most `LIMIT` characters.

    Where no character is left, the slug of `fallback`.
    """
    if len(text) <= LIMIT and _SLUG.fullmatch(text):
        return text  # as slugify would say, which takes as long as reading an article
    from slugify import slugify  # noqa: PLC0415 - only publishing needs it

    return slugify(text, max_length=LIMIT, word_boundary=True, save_order=True) or slugify(
        fallback, max_length=LIMIT
    )


def unique(name: str, taken: Callable[[str], bool], addition: str) -> str:
    """`name`; where that is `taken`, `name` shortened and followed by `addition`."""
    if not taken(name):
        return name
    return f"{name[: LIMIT - len(addition) - 1].rstrip('-')}-{addition}"
