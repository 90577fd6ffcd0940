"""The length of a text in words."""

import re

_WORD = re.compile(r"[^\W_]\S*")


def word_count(text: str) -> int:
    """The number of words in `text`: a word begins with a letter or a figure."""
    return len(_WORD.findall(text))
