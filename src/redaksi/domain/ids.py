"""The form of article ids."""

import re

_ID = re.compile(r"[0-9a-z](?:[0-9a-z-]{0,62}[0-9a-z])?")


def is_id(text: str) -> bool:
    """Whether `text` is a valid article id, which is safe as a part of a path."""
    return bool(_ID.fullmatch(text))
