"""The maximum size of an article in lines and marks.

A file with one more is refused by name.
"""

import pytest

from redaksi.domain import markdown_dialect
from redaksi.errors import BadInput
from redaksi.importers import MAX_BYTES, read
from redaksi.importers.sizes import MOST_LINES, MOST_MARKS

TITLE = "# Banjir Rob Surut\n\n"
PARAGRAPH = "*_" * (markdown_dialect.MOST_MARKS // 2)
MOST = {
    "lines": (
        TITLE + "a\n" * (MOST_LINES - 3) + "a",
        "\na",
        f"^tumpukan.* has {MOST_LINES + 1} lines",
    ),
    "marks of a paragraph": (
        TITLE + PARAGRAPH,
        "*",
        f"^A paragraph of tumpukan.* has {markdown_dialect.MOST_MARKS + 1} signs",
    ),
    "marks": (
        TITLE + "\n\n".join([PARAGRAPH] * (MOST_MARKS // markdown_dialect.MOST_MARKS)),
        "\n\n*",
        f"^tumpukan.* has {MOST_MARKS + 1} signs",
    ),
    "backslashes": (TITLE + "\\" * MOST_MARKS, "\\", f"^tumpukan.* has {MOST_MARKS + 1} signs"),
}


@pytest.mark.parametrize("name", ["tumpukan.md", "tumpukan.txt", "tumpukan.eml"])
@pytest.mark.parametrize(("text", "more", "sentence"), MOST.values(), ids=MOST)
def test_so_much_is_an_article_and_more_is_refused(
    name: str, text: str, more: str, sentence: str
) -> None:
    head = "From: a@contoh.example\n\n" if name.endswith(".eml") else ""
    assert read((head + text).encode(), name).text.body
    with pytest.raises(BadInput, match=sentence) as refusal:
        read((head + text + more).encode(), name)
    assert refusal.value.hint


def test_what_only_its_backslashes_make_too_long_is_refused_by_the_name_of_its_file() -> None:
    text = "Banjir Rob Surut\n\n" + "*a*" * 1_000
    with pytest.raises(
        BadInput, match=r"^panjang\.txt is too long: its text has more than 5000000 characters"
    ):
        read((text + "k" * (MAX_BYTES - len(text))).encode(), "panjang.txt")


def test_a_line_of_many_labels_names_nobody() -> None:
    copy = read(b"Banjir Rob Surut\n\n" + b"Oleh: Ani " * 500, "a.txt")
    assert (copy.text.byline, len(copy.text.body)) == ("", 1)
