"""The length of a text in words."""


def word_count(text: str) -> int:
    """The number of words in `text`: runs without blanks that hold a letter or a figure."""
    return sum(1 for run in text.split() if run[0].isalnum() or any(map(str.isalnum, run)))
