"""File and address names made from headlines."""

from collections.abc import Callable

LIMIT = 80
"""Characters, cut at a word."""


def slug(text: str, fallback: str) -> str:
    """`text` as lower-case ASCII letters, digits and hyphens, at most LIMIT long; `fallback`'s
    where nothing is left.
    """
    from slugify import slugify  # noqa: PLC0415 - only a publication needs it, the board does not

    return slugify(text, max_length=LIMIT, word_boundary=True, save_order=True) or slugify(
        fallback, max_length=LIMIT
    )


def unique(name: str, taken: Callable[[str], bool], addition: str) -> str:
    """`name`, or `name` with `addition` behind it where it is `taken`."""
    if not taken(name):
        return name
    return f"{name[: LIMIT - len(addition) - 1].rstrip('-')}-{addition}"
