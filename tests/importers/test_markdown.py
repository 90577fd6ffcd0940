"""Markdown: front matter in two languages and two notations, and our own exports."""

from datetime import UTC, datetime

import pytest

from redaksi import i18n
from redaksi.domain.article import Article, Photo, Related, SignOff, Stage, Text
from redaksi.errors import BadInput
from redaksi.exporters import hugo
from redaksi.exporters.base import Sealed, Site
from redaksi.importers import read

ENGLISH = """---
Title: "Panen: Raya"
deck: Subjudul
author: [Budi, {name: Ani}]
editor: Sari
dateline: Kediri
source: x.example
categories: [Ekonomi]
tags: [padi, 2024]
photos:
- {file: a.jpg, alt: A, caption: C, credit: K}
- https://x.example/b.jpg
- c.jpg
related:
- {title: Lain, url: https://x.example/lain}
- Lain lagi
- "[Satu](https://x.example/1)"
unknown: {deep: [1]}
---

Isi **satu**.

Isi dua.
"""
INDONESIAN = """---
judul: "Panen: Raya"
subjudul: Subjudul
penulis: Budi, Ani
penyunting: Sari
titimangsa: Kediri
sumber: x.example
rubrik: Ekonomi
tag: padi, 2024
foto:
- {berkas: a.jpg, alt: A, takarir: C, kredit: K}
- {url: https://x.example/b.jpg}
- {berkas: c.jpg}
baca-juga:
- {judul: Lain, tautan: https://x.example/lain}
- {judul: Lain lagi}
- {judul: Satu, url: https://x.example/1}
---
Isi **satu**.

Isi dua.
"""
TOML = """+++
title = "Panen: Raya"
deck = "Subjudul"
author = ["Budi", "Ani"]
editor = "Sari"
dateline = "Kediri"
source = "x.example"
category = "Ekonomi"
tags = ["padi", 2024]
date = 2024-06-03
photos = [{file = "a.jpg", alt = "A", caption = "C", credit = "K"}, "https://x.example/b.jpg", "c.jpg"]
related = [{title = "Lain", url = "https://x.example/lain"}, "Lain lagi", "[Satu](https://x.example/1)"]
+++

Isi **satu**.

Isi dua.
"""  # noqa: E501
EXPECTED = Text(
    headline="Panen: Raya",
    deck="Subjudul",
    body=("Isi **satu**.", "Isi dua."),
    byline="Budi, Ani",
    dateline="Kediri",
    source="x.example",
    rubric="Ekonomi",
    tags=("padi", "2024"),
    photos=(
        Photo(file="a.jpg", alt="A", caption="C", credit="K"),
        Photo(url="https://x.example/b.jpg"),
        Photo(file="c.jpg"),
    ),
    related=(
        Related(title="Lain", url="https://x.example/lain"),
        Related(title="Lain lagi"),
        Related(title="Satu", url="https://x.example/1"),
    ),
)


@pytest.mark.parametrize(
    "text", [ENGLISH, INDONESIAN, TOML], ids=["english", "indonesian", "toml"]
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_key_lands_in_its_field(text: str, newline: str) -> None:
    copy = read(text.replace("\n", newline).encode(), "naskah.txt")
    assert copy.format == "markdown"
    assert copy.text == EXPECTED
    assert copy.editor == "Sari"


@pytest.mark.parametrize("value", ["2024", "No", "2024-06-03", "1.50", "'null'", "0x10"])
def test_a_value_that_yaml_would_make_a_number_or_a_date_stays_as_written(value: str) -> None:
    assert read(f"---\ntitle: {value}\n---\n".encode(), "-").text.headline == value.strip("'")


def test_empty_values_are_empty() -> None:
    copy = read(
        b"---\ntitle: Panen\ndeck: null\nauthor: ~\ntags:\nfoto: []\nrelated: {}\n---\n", "-"
    )
    assert copy.text == Text(headline="Panen")


@pytest.mark.parametrize(
    ("text", "headline", "body"),
    [
        ("---\neditor: A\n---\n\n# Panen Raya #\n\nIsi.", "Panen Raya", ("Isi.",)),
        ("# Belajar C#\n\nIsi.", "Belajar C#", ("Isi.",)),
        ("---\ntitle: Panen\n---\n# Panen\n\nIsi.", "Panen", ("Isi.",)),
        ("---\ntitle: Panen\n---\n# Lain\n\nIsi.", "Panen", ("# Lain", "Isi.")),
    ],
)
def test_a_first_heading_is_the_headline_unless_there_is_another(
    text: str, headline: str, body: tuple[str]
) -> None:
    copy = read(text.encode(), "naskah.md")
    assert (copy.text.headline, copy.text.body) == (headline, body)


def test_read_also_lines_of_the_body_are_related_and_other_paragraphs_stay_exactly() -> None:
    body = "Satu  \nbaris.\n\n> **Baca juga:** [Lain](https://x.example/l)\n\n- a\n  - b"
    copy = read(f"---\ntitle: Panen\n---\n{body}".encode(), "-")
    assert copy.text.body == ("Satu  \nbaris.", "- a\n  - b")
    assert copy.text.related == (Related(title="Lain", url="https://x.example/l"),)


BOMB = "---\ntitle: T\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\nIsi."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("---\ntitle: a\neditor: b: c\n---\nIsi", "Line 3 of n.md"),
        (BOMB, "Line 4 of n.md cannot be read: aliases"),
        ("---\n- satu\n- dua\n---\nIsi", "no list of keys"),
        ("---\ntitle: a\nIsi tanpa akhir", "no end"),
        ("+++\ntitle = a\n+++\nIsi", "front matter of n.md"),
        ("---\ntitle: a\n" + "x: y\n" * 30_000 + "---\n", "too long"),
    ],
)
def test_front_matter_that_cannot_be_read_is_refused_with_its_place(
    text: str, sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence):
        read(text.encode(), "n.md")


def test_a_tag_that_would_make_an_object_makes_a_string() -> None:
    assert (
        read(b"---\ntitle: !!python/object/apply:os.system [ls]\n---\n", "-").text.headline == "ls"
    )


def test_what_the_hugo_exporter_writes_comes_back() -> None:
    at = datetime(2024, 6, 3, tzinfo=UTC)
    sign_off = SignOff(editor="Rina", at=at, revision=1, sha256=EXPECTED.sha256())
    article = Article(
        id="240603-abcde", stage=Stage.PUBLISHED, stage_since=at, text=EXPECTED, created_at=at, updated_at=at,  # noqa: E501
        slug="panen-raya", sign_offs=(sign_off,),
    )  # fmt: skip
    (data,) = hugo.files(
        Sealed(article=article, text=EXPECTED, sign_off=sign_off), "panen-raya", Site(zone=UTC)
    ).values()
    copy = read(data, "panen-raya.md")
    assert copy.text == EXPECTED


@pytest.mark.parametrize(
    ("matter", "sentence"),
    [
        ("title = 'a'\nb = \nc = 1", "line 3, column 5"),
        ("a.b = 1\n[a.b]", "Cannot declare|Cannot overwrite"),
        ('[a."b c"]\n[a."b c"]', 'Cannot declare a."b c" twice \\(at line 3'),
        ('["it\'s"]\n["it\'s"]', 'Cannot declare "it\'s" twice'),
    ],
)
@pytest.mark.parametrize("above", [0, 3])
def test_a_fault_in_toml_is_told_with_its_line_in_the_file_and_keys_as_they_are_written(
    matter: str, sentence: str, above: int
) -> None:
    with pytest.raises(BadInput, match=sentence.replace("line 3", f"line {3 + above}")) as refusal:
        read(("\n" * above + f"+++\n{matter}\n+++\nIsi.").encode(), "a.md")
    assert "('" not in refusal.value.sentence


@pytest.mark.parametrize("name", ["a.md", "a.txt", "-"])
def test_front_matter_in_json_as_hugo_takes_it_is_read(name: str) -> None:
    data = (
        '{\n "title": "Panen {Raya} \\ud83c\\udf0a",\n "tags": ["padi", 7],\n "author": '
        "null\n}\n\nIsi *satu*.\n"
    )
    text = read(data.encode(), name).text
    assert (text.headline, text.tags, text.byline) == ("Panen {Raya} 🌊", ("padi", "7"), "")
    assert text.body == ("Isi *satu*.",)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ('{\n "title": "Panen",\n "x": \n}\n\nIsi.', "Line 4"),
        ('{"title": "Panen"\n\nIsi.', "Line 3"),
    ],
)
def test_front_matter_in_json_that_is_broken_is_refused(data: str, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        read(data.encode(), "a.md")


def test_what_stands_in_code_is_no_comment() -> None:
    data = (
        "# Judul\n\nIsi `<!-- a -->` b <!-- rahasia --> c.\n\n```\n<!-- b -->\n```\n\n> ~~~\n> "
        "<!-- c -->\n"
    )
    body = read(data.encode(), "a.md").text.body
    assert body == ("Isi `<!-- a -->` b c.", "```\n<!-- b -->\n```", "> ~~~\n> <!-- c -->")


@pytest.mark.parametrize(
    "words",
    [
        "satu <!-- a\n\nb ` c --> d <!-- rahasia --> ` e",
        "<!-- ` --> b <!-- rahasia ` -->",
        "<!--\n```\n-->\nb <!-- rahasia -->\n```",
        "`a\n\n<!-- rahasia --> `",
        r"\`a <!-- rahasia --> ` b",
        "``a <!-- rahasia --> ` b",
    ],
)
def test_a_comment_between_marks_that_make_no_code_reaches_no_reader(words: str) -> None:
    assert "rahasia" not in str(read(f"# Judul\n\nAwal.\n\n{words}\n".encode(), "a.md").text)


def test_code_that_is_only_indented_gets_marks_and_keeps_its_blanks() -> None:
    data = "# Judul\n\nIsi.\n\n    a = `1`\n      b = 2\n\nAkhir.\n\n- satu\n\n      tiga\n"
    body = read(data.encode(), "a.md").text.body
    assert body[:3] == ("Isi.", "```\na = `1`\n  b = 2\n```", "Akhir.")


@pytest.mark.parametrize(
    ("text", "where", "key"),
    [
        ("---\njudul: Satu\ntag: a\njudul: Dua\n---\nIsi.", "Line 4 of n.md", "judul"),
        ("---\njudul: Satu\nJudul : Dua\n---\nIsi.", "Line 3 of n.md", "Judul"),
        (
            "---\njudul: Satu\nfoto:\n- file: a.jpg\n  file: b.jpg\n---\nIsi.",
            "Line 5 of n.md",
            "file",
        ),
        ('+++\njudul = "Satu"\nsub-title = "A"\nsub_title = "B"\n+++\nIsi.', "n.md", "sub_title"),
        ('{"judul": "Satu", "judul": "Dua"}\nIsi.', "n.md", "judul"),
        ('{"judul": "Satu", "foto": {"file": "a", "file": "b"}}\nIsi.', "n.md", "file"),
    ],
)
def test_a_key_that_stands_there_twice_is_refused_and_no_value_is_lost(
    text: str, where: str, key: str
) -> None:
    with pytest.raises(BadInput, match=rf"{where}.*Cannot declare {key} twice") as caught:
        read(text.encode(), "n.md")
    assert caught.value.hint
    i18n.install("id")
    try:
        with pytest.raises(BadInput) as caught:
            read(text.encode(), "n.md")
        assert "declare" not in caught.value.sentence
        assert key in caught.value.sentence
    finally:
        i18n.install("en")


def test_a_key_of_another_mapping_stands_there_once() -> None:
    text = "---\njudul: Satu\nfoto:\n- file: a.jpg\n- file: b.jpg\n---\nIsi."
    assert [photo.file for photo in read(text.encode(), "n.md").text.photos] == ["a.jpg", "b.jpg"]
