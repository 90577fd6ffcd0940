"""How deep plain data is nested: a function that walks it recurses once per level.

Python's stack limits the recursion.
"""

MOST = 20
"""The most levels of lists and mappings that settings, rules and front matter may have."""


def is_deep(value: object, most: int = MOST) -> bool:
    """Whether `value` has lists or mappings in more than `most` levels."""
    if not isinstance(value, dict | list):
        return False
    items = value.values() if isinstance(value, dict) else value
    inside = [
        item for item in items if isinstance(item, (dict, list))
    ]  # plain values cost no call
    return most == 0 or any(is_deep(item, most - 1) for item in inside)
