"""How deep plain data is nested: a function that walks it recurses once per level.

Python's stack limits the recursion.
"""

MOST = 20
"""The most levels of lists and mappings that settings, rules and front matter may have."""


def is_deep(value: object, most: int = MOST) -> bool:
    """Whether `value` has lists or mappings in more than `most` levels."""
    level = [value] if isinstance(value, (dict, list)) else []
    for _number in range(most):
        level = [
            item
            for one in level
            for item in (one.values() if isinstance(one, dict) else one)
            if isinstance(item, (dict, list))
        ]
        if not level:
            return False
    return bool(level)
