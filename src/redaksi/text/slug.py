"""Names of files and addresses, made from headlines."""

from collections.abc import Callable

LIMIT = 80
"""The most characters of a name, which is cut at the end of a word."""


def slug(text: str, fallback: str) -> str:
    """`text` as lower-case ASCII letters, digits and hyphens, at most `LIMIT` characters.

    Where no character is left, the slug of `fallback`.
    """
    from slugify import slugify  # noqa: PLC0415 - only publishing needs it

    return slugify(text, max_length=LIMIT, word_boundary=True, save_order=True) or slugify(
        fallback, max_length=LIMIT
    )


def unique(name: str, taken: Callable[[str], bool], addition: str) -> str:
    """`name`; where that is `taken`, `name` shortened and followed by `addition`."""
    if not taken(name):
        return name
    return f"{name[: LIMIT - len(addition) - 1].rstrip('-')}-{addition}"
