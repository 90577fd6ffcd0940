"""Plain text as Markdown: every character is shown, with as few backslashes as possible."""

import pytest
from hypothesis import given

from redaksi.domain.markdown_dialect import PARSER
from redaksi.text.plain_text import escaped, escapes, unescaped
from tests.copy_marks import paragraphs


def shown(markdown: str) -> str:
    """The text that `markdown` shows, which must be one paragraph without markup."""
    around = PARSER.parse(markdown)
    assert [token.type for token in around] == ["paragraph_open", "inline", "paragraph_close"]
    inside = around[1].children or []
    assert {token.type for token in inside} <= {"text", "text_special", "softbreak", "hardbreak"}
    return "".join("\n" if token.type.endswith("break") else token.content for token in inside)


@given(paragraphs)
def test_every_character_is_shown_and_comes_back(text: str) -> None:
    markdown = escaped(text)
    assert shown(markdown) == shown(markdown.replace("\n", "  \n")) == text
    assert unescaped(markdown) == text
    assert len(markdown) - len(text) == len(set(escapes(markdown)))


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("[Jawab]: Benar.", r"\[Jawab]: Benar."),
        ("b*ngs*t dan anj**g", r"b\*ngs\*t dan anj\*\*g"),
        ("2*3*4", r"2\*3\*4"),
        ("_x_", r"\_x\_"),
        ("-", r"\-"),
        ("1.", r"1\."),
        ("# 1", r"\# 1"),
        ("Satu\n---", "Satu\n\\---"),
        ("Satu\n=", "Satu\n\\="),
        ("a | b\n--|--", "a | b\n\\--|--"),
        ("- satu\n2) dua", "\\- satu\n2\\) dua"),
        ("> kutip", r"\> kutip"),
        ("```\nkode", "\\`\\`\\`\nkode"),
        ("[peta](https://x.example)", r"[peta\](https://x.example)"),
        ("<https://x.example> &amp; <a@b.example>", r"\<https://x.example> \&amp; \<a@b.example>"),
        (r"C:\*.txt", r"C:\\*.txt"),
        ("satu\\\ndua", "satu\\\\\ndua"),
    ],
)
def test_what_would_be_more_than_characters_gets_a_backslash(text: str, markdown: str) -> None:
    assert escaped(text) == markdown


@pytest.mark.parametrize(
    "text",
    [
        "Harga mulai Rp5.000* per kg; 5 * 3 = 15, 3 < 5 > 1 & seterusnya.",
        "Akun @nama_saya_ dan berkas nama_berkas_baru.txt di https://x.example/a_b_c?d=1&e=2#f",
        "[FOTO] Warga [/] mengungsi (lihat [1]), Jum`at, ~500 orang, ~300 anak.",
        "#BanjirRob -5 derajat +62 1.000 3.5 -- a|b <b>tebal</b> {{< x >}} C:\\data :) !",
        "—Apa kabar?\n– Baik.\n• satu",
    ],
)
def test_what_shows_as_it_is_stays_as_it_is(text: str) -> None:
    assert escaped(text) == text
    assert shown(text) == text
