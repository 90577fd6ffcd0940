"""Blocks and the comparison of pages, without a server."""

import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from redaksi.delivery.wordpress import blocks, page, words
from redaksi.delivery.wordpress.page import VisiblePage
from redaksi.domain.markdown_dialect import with_visible_definitions
from redaksi.text import clean

DELIMITER = re.compile(r"<!-- (?P<end>/?)wp:(?P<name>[a-z-]+)(?: \{[^<>]*\})? -->")

PHOTO = f"redaksi-{'0' * 64}"
SIGNS = "ab1 8OD:;()[]<>&\"'`*_~|\\{}#-.\u00a0\u201c\u2013\u2026😀éñ\u0301/=?%"
WORDS = st.text(st.sampled_from(SIGNS), max_size=30)
ANYTHING = st.text(st.sampled_from("ab \n\n>-+*_`~|:#123.[]()!<>&\"'\\=\t"), max_size=80)


def seen(text: str) -> str:
    """`text` as readers see it, in the form in which pages are compared."""
    return page.plain(words.text(text))


@given(WORDS)
def test_every_character_of_a_text_is_seen(text: str) -> None:
    assert seen(text) == page.plain(text.replace("&", "&amp;").replace("<", "&lt;"))
    bare = clean.line(text)
    if not re.search("[`'“”\"…–—.-]|tm", bare):  # which a website sets typographically
        assert seen(text) == bare


@given(WORDS)
def test_no_text_holds_what_wordpress_reads(text: str) -> None:
    html = words.text(text)
    assert "[" not in html
    assert "<" not in html
    assert "http://" not in words.text(f"http://{text}")
    assert not re.search(r"(?:^|\s)(?::\)|;-\)|:\?|8O|8-\)|:D)(?:\s|$)", html)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[gallery]", "&#91;gallery]"),
        ("<2 meter>", "&lt;2 meter&gt;"),
        ("Pukul 8:00, jam 8", "Pukul 8:00, jam 8"),
        ("a :) b", "a &#58;) b"),
        ("HTTPS://a.example", "HTTPS&#58;//a.example"),
        ("&amp; &#91;", "&amp;amp; &amp;#91;"),
    ],
)
def test_only_what_wordpress_would_read_is_written_otherwise(text: str, html: str) -> None:
    assert words.text(text) == html


@given(ANYTHING)
def test_blocks_of_anything_are_closed_and_hold_the_same_words(markdown: str) -> None:
    content = "\n\n".join(blocks.of(with_visible_definitions(markdown)))
    opened: list[str] = []
    for found in DELIMITER.finditer(content):
        if found["end"]:
            assert opened.pop() == found["name"]
        else:
            opened.append(found["name"])
    assert not opened
    assert content.count("<!--") == len(DELIMITER.findall(content))
    letters = {one for one in markdown if one.isalpha()}
    assert letters <= set(content) | {"a"}


def test_typography_of_a_website_is_no_change() -> None:
    sent = "\"Kami 'pulang'\" -- kata... Wordpress 9x9 (tm) 5' 6\" a--b ``x''"
    shown = "“Kami ‘pulang’” – kata… WordPress 9×9 ™ 5′ 6″ a–b “x”"
    assert page.plain(sent) == page.plain(shown)
    assert page.plain("Kami") != page.plain("Kita")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>a</p>", "<p>b</p>"),
        ("<p>a b</p>", "<p>a <strong>b</strong></p>"),
        ("<p>a</p><p>b</p>", "<p>b</p><p>a</p>"),
        ('<p><a href="https://a.example">a</a></p>', '<p><a href="https://b.example">a</a></p>'),
        ("<h2>a</h2>", "<h3>a</h3>"),
        ("<ul><li>a</li></ul>", "<p>a</p>"),
        (
            '<img src="https://a.example/a.jpg" alt="x">',
            '<img src="https://a.example/b.jpg" alt="x">',
        ),
        (
            '<img src="https://a.example/a.jpg" alt="x">',
            '<img src="https://a.example/a.jpg" alt="y">',
        ),
        ("<pre>a\n b</pre>", "<pre>a\nb c</pre>"),
    ],
)
def test_what_readers_see_otherwise_is_a_change(before: str, after: str) -> None:
    assert page.lines(before) != page.lines(after)


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("<p>a</p>", '<p class="x" style="color: red">a</p>'),
        ("<!-- wp:paragraph --><p>a</p><!-- /wp:paragraph -->", "\n<p>a</p>\n"),
        (
            f'<img src="https://a.example/{PHOTO}.jpg" alt="x"/>',
            f'<img src="https://b.example/{PHOTO}-300x200.jpg" loading="lazy" alt="x">',
        ),
        ("<p>a<br>b</p>", "<p>a<br />\nb</p>"),
        ("<p>a</p>", "<p>a</p><script>x()</script><style>p {}</style>"),
    ],
)
def test_what_readers_see_the_same_is_none(stored: str, shown: str) -> None:
    assert page.lines(stored) == page.lines(shown)


def test_lines_around_an_article_do_not_count_and_missing_ones_do() -> None:
    stored = "<p>a</p><p>b</p>"
    assert page.body(stored, "<p>Iklan</p><p>a</p><div>Bagikan</div><p>b</p>") == ("a", "b")
    assert page.body(stored, "<p>a</p>") == ("a",)
    assert page.body("<p>[gallery]</p>", "<p>x</p>") == ("x",)


@pytest.mark.parametrize(
    "hostile",
    [
        "<!--" * 500_000,
        "<div>" * 400_000,
        "<div>" * 400 + "<p><b id=x></b></p>" * 50_000,
        "<b id=x>" * 400 + "<p></p>" * 50_000,
        "<a href=" * 250_000,
        "<a href=x>" * 200_000,
        "&#x" * 600_000,
        "<ul><li>" * 200 + "x" * 1_000_000,
    ],
    ids=lambda hostile: hostile[:9],
)
def test_a_page_made_to_be_slow_is_read_in_seconds(hostile: str) -> None:
    began = process_time()
    assert page.lines(hostile) != page.lines("a")
    assert process_time() - began < 20


def test_each_part_of_a_page_counts() -> None:
    whole = VisiblePage(
        headline="a",
        excerpt="b",
        body=("c",),
        categories=("d",),
        tags=("e",),
        picture="f",
        date="g",
    )
    assert len(whole.lines()) == 7
    others = [
        replace(whole, **{part: value})
        for part, value in (
            *((part, "x") for part in ("headline", "excerpt", "picture", "date")),
            *((part, ("x",)) for part in ("body", "categories", "tags")),
        )
    ]
    assert len({one.held() for one in (whole, *others)}) == 8
