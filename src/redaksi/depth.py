"""How deep plain data is nested: what walks through it goes into itself at each level, and a stack has an end."""

MOST = 20
"""Levels of lists and mappings that settings, rules and front matter may have."""


def is_deep(value: object, most: int = MOST) -> bool:
    """Whether `value` has lists or mappings in more than `most` levels."""
    if isinstance(value, dict):
        items = list(value.values())
    elif isinstance(value, list):
        items = value
    else:
        return False
    return most == 0 or any(is_deep(item, most - 1) for item in items)
