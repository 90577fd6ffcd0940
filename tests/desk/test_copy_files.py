"""The copy desk on a file: it is never mended by guess."""

import pytest

from redaksi.copydesk import load
from redaksi.copydesk.book import Book
from redaksi.desk import copy_files
from redaksi.errors import BadInput

RULE = """
[[rule]]
id = "kami"
severity = "galat"
kind = "spelling"
source = "gaya kami"
message.id = "«{text}»"
message.en = "«{text}»"
[rule.words]
sekedar = "RIGHT"
"""
COPY = b"Warga Datang\n\nWarga sekedar datang ke pasar.\n"


def mended(right: str) -> bytes:
    book = Book(load.parse(RULE.replace("RIGHT", right), "gaya.toml"))
    return copy_files.mended(copy_files.prove(COPY, "naskah.txt", book), book).proof.data


def test_a_file_is_mended_only_if_it_then_reads_as_the_mended_article() -> None:
    assert mended("sekadar") == COPY.replace(b"sekedar", b"sekadar")
    with pytest.raises(BadInput, match="cannot be mended in place"):
        mended("sekadar  saja")  # of two blanks the importer leaves one
