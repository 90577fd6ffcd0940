"""Titles become plain words, and comments of a file do not become text."""

from contextlib import suppress
from time import process_time

import pytest

from redaksi.errors import BadInput
from redaksi.importers import read


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("# **Banjir Surut di Desa**", "Banjir Surut di Desa"),
        ("# Harga Rp5\\.000 di Pasar \\#1", "Harga Rp5.000 di Pasar #1"),
        ("## Pasar &amp; Jalan &#8211; Desa {#pasar-jalan}", "Pasar & Jalan – Desa"),
        (
            "# *Banjir* [Surut](https://x.example) <em>di</em> `Desa` ~~Kota~~",
            "Banjir Surut di Desa Kota",
        ),
        (
            "# Ia Bilang b*ngs*t dan anj**g, 2*3*4, 5 * 3",
            "Ia Bilang b*ngs*t dan anj**g, 2*3*4, 5 * 3",
        ),
        ("# a_b_c x<y C# {x}", "a_b_c x<y C# {x}"),
        ("Banjir **Surut**\n====", "Banjir Surut"),
        ("\nBanjir Surut\n---", "Banjir Surut"),
        ("<!-- draf\n\nkedua -->\n# Banjir Surut", "Banjir Surut"),
        ("# Banjir <!-- cek --> Surut", "Banjir Surut"),
        ("Banjir **Surut**", "Banjir Surut"),
        ('---\ntitle: "**Banjir** \\\\#1 &amp; b*ngs*t"\n---', "Banjir #1 & b*ngs*t"),
        ("---\ntitle: Banjir Surut\n---\nBanjir Surut\n===", "Banjir Surut"),
        ("<!-- draf -->\n---\ntitle: Banjir Surut # <!-- cek -->\n---", "Banjir Surut"),
    ],
)
def test_the_title_of_a_markdown_file_is_plain_words(text: str, headline: str) -> None:
    copy = read(f"{text}\n\nIsi *satu*.".encode(), "naskah.md")
    assert copy.text.headline == headline
    assert copy.text.body == ("Isi *satu*.",)


def test_no_title_is_made_of_an_item_or_a_quotation_above_a_rule() -> None:
    copy = read(b"---\ntitle: Banjir\n---\n- satu\n---\n\nIsi.", "naskah.md")
    assert copy.text.body == ("- satu\n---", "Isi.")


def test_plain_text_keeps_its_signs_but_not_its_entities_in_a_title() -> None:
    copy = read(b"Pasar &amp; Jalan *Baru*\n=====\n\nIsi &amp; *lain*.", "naskah.txt")
    assert copy.text.headline == "Pasar & Jalan *Baru*"
    assert copy.text.body == (r"Isi \&amp; \*lain\*.",)


@pytest.mark.parametrize(
    "comment", ["<!-- cek nama -->", "<!--\ncek\n\nnama\n-->", "<!---->cek<!-- nama -->", "<!-->"]
)
def test_a_comment_reaches_no_reader(comment: str) -> None:
    words = comment.replace("<!---->cek", "cek")
    copy = read(f"# Banjir\n\nSatu {comment} dua.\n\n{comment}\n\nTiga {comment}.".encode(), "-")
    assert "<!--" not in str(copy.text)
    assert "nama" not in str(copy.text)
    assert ("cek" in str(copy.text)) == words.startswith("cek")


def test_a_comment_without_an_end_is_refused() -> None:
    with pytest.raises(BadInput, match=r"A comment in n\.md has no end: <!-- rahasia Dua\."):
        read(b"# Banjir\n\nSatu.\n\n<!-- rahasia\n\nDua.", "n.md")


def test_two_halves_of_an_escaped_character_are_joined() -> None:
    copy = read(
        b'---\ntitle: "\\uD83C\\uDF0A Rob"\ntags: ["\\uD83D\\uDE00", "\\uD83D"]\n---\n\nIsi.',
        "n.md",
    )
    assert copy.text.headline == "\U0001f30a Rob"
    assert copy.text.tags == ("\U0001f600",)


def test_a_page_in_a_markdown_file_keeps_its_marks() -> None:
    copy = read(b"Banjir **Surut**\n\nEditor: Sari\n\nIsi *satu* <!-- cek -->.", "n.md")
    assert (copy.text.headline, copy.editor, copy.text.body) == (
        "Banjir Surut",
        "Sari",
        ("Isi *satu*.",),
    )


@pytest.mark.parametrize("unit", ["<!--", "<!---->", " ", "-", "*", "[", "<a ", "&#1", "```{"])
@pytest.mark.parametrize("head", ["# ", "# Banjir\n\n", "Banjir Surut\n\n"])
def test_a_file_of_one_sign_takes_a_time_like_its_length(head: str, unit: str) -> None:
    began = process_time()
    with suppress(BadInput):
        read(
            f"{head}{unit * (400_000 // len(unit))}x".encode(),
            "n.md" if head.startswith("#") else "n.txt",
        )
    assert process_time() - began < 3  # quadratic time would be minutes
