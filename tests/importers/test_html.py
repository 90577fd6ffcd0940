"""Pages of the web become copy: the article alone, with what the page says of itself."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest

from redaksi.errors import BadInput
from redaksi.importers import Imported, read

BODY = (
    "Banjir yang merendam tiga kecamatan mulai surut pada Senin pagi, kata Kepala BPBD Budi.",
    "Warga membersihkan rumah masing-masing, sedangkan bantuan datang dari banyak daerah.",
)


def page(head: str = "", inside: str = "", title: str = "Banjir Surut - Kabar Kita") -> bytes:
    """A saved page with `head` and an article in which `inside` follows the paragraphs."""
    paragraphs = "".join(f"<p>{one}</p>" for one in BODY)
    return (
        f'<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>{title}</title>{head}'
        '</head><body><nav><a href="/">Beranda</a> <a href="/politik">Politik</a></nav>'
        f"<article><h1>Banjir Surut</h1>{paragraphs}{inside}</article>"
        "<footer>Hak cipta 2026 Kabar Kita</footer></body></html>"
    ).encode()


def came(data: bytes) -> Imported:
    found = read(data, "halaman.html")
    assert found.format == "html"
    assert found.text.body[:2] == BODY
    return found


def linked(article: str) -> str:
    return f'<script type="application/ld+json">{article}</script>'


def test_a_page_is_its_article_without_menus_and_markup() -> None:
    found = came(page())
    assert found.text.headline == "Banjir Surut"
    assert found.text.body == BODY
    assert (found.text.byline, found.written) == ("", None)


def test_marks_lists_tables_and_links_are_kept_and_addresses_of_code_are_not() -> None:
    found = came(
        page(
            inside="<h2>Bantuan</h2><ul><li>beras</li><li>air bersih</li></ul>"
            "<p>Kata <b>Budi</b>, <i>kering</i> * <a href='https://contoh.id/a'>hari ini</a>, "
            "dan <a href='javascript:alert(1)'>besok</a> di semua desa, menurut catatan dinas.</p>"
        )
    )
    assert found.text.body[2:] == (
        "## Bantuan",
        "- beras\n- air bersih",
        (
            "Kata **Budi**, *kering* * [hari ini](https://contoh.id/a), dan besok di semua desa, "
            "menurut catatan dinas."
        ),
    )


def test_what_the_page_says_of_itself_fills_the_particulars() -> None:
    found = came(
        page(
            linked(
                '{"@graph": [{"@type": "WebSite", "name": "Kabar Kita"}, {"@type": "NewsArticle", '
                '"headline": "Banjir Surut", "datePublished": "2026-11-23T10:00:00+07:00", '
                '"author": [{"@type": "Person", "name": "Ani Rahma"}, {"name": "Budi S"}], '
                '"editor": {"name": "Yanuar D"}, "articleSection": "Daerah", '
                '"keywords": "banjir, sidoarjo", "image": {"url": "https://contoh.id/a.jpg"}}]}'
            )
        )
    )
    assert found.text.byline == "Ani Rahma, Budi S"
    assert found.editor == "Yanuar D"
    assert (found.text.rubric, found.text.tags) == ("Daerah", ("banjir", "sidoarjo"))
    assert found.written == datetime(2026, 11, 23, 3, tzinfo=UTC)
    assert [photo.url for photo in found.text.photos] == ["https://contoh.id/a.jpg"]


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="author" content="Kabar"><meta property="og:site_name" content="kabar">',
        linked(
            '{"@type": "NewsArticle", "author": {"name": "Kabar Kita"}, '
            '"publisher": {"name": "Kabar Kita"}}'
        ),
        '<meta name="author" content="redaksi@contoh.id">',
        '<meta name="author" content="https://facebook.com/kabar">',
        '<meta name="author" content="kabarkita.com">',
    ],
)
def test_the_name_of_the_site_and_an_address_are_no_author(head: str) -> None:
    assert came(page(head)).text.byline == ""
    assert came(page('<meta name="author" content="Ani Rahma">')).text.byline == "Ani Rahma"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:title" content="Banjir Surut - Kabar Kita">',
        '<meta property="og:title" content="Banjir S...">',
        linked('{"@type": "Article", "headline": "Banjir Surut"}'),
        linked("{rusak"),
        linked("[" * 5000),
        "",
    ],
)
def test_the_headline_is_whole_and_without_the_name_of_the_site(head: str) -> None:
    assert came(page(head)).text.headline == "Banjir Surut"


def test_a_caption_below_the_picture_is_its_caption_and_credit() -> None:
    figure = (
        '<figure><img src="https://contoh.id/b.jpg" alt="Warga"><figcaption>Warga di atap rumah '
        "(Foto: Antara)</figcaption></figure>"
    )
    (photo,) = came(page(inside=figure)).text.photos
    assert (photo.url, photo.alt, photo.caption, photo.credit) == (
        "https://contoh.id/b.jpg",
        "Warga",
        "Warga di atap rumah",
        "Antara",
    )


def test_hidden_comments_scripts_and_buttons_never_become_text() -> None:
    found = came(
        page(
            inside="<!-- narasumber: Pak X --><script>alert('rahasia')</script>"
            "<p>SCROLL TO CONTINUE WITH CONTENT</p><p>ADVERTISEMENT</p>"
        )
    )
    assert found.text.body == BODY


@pytest.mark.parametrize(
    ("charset", "encoding"), [("utf-8", "utf-8"), ("windows-1252", "cp1252"), ("utf-8", "utf-16")]
)
def test_a_page_in_any_charset_is_read(charset: str, encoding: str) -> None:
    data = page(inside="<p>Café Ramai dibuka lagi di tiga desa yang terendam banjir.</p>")
    changed = data.decode().replace('charset="utf-8"', f'charset="{charset}"').encode(encoding)
    assert came(changed).text.body[2].startswith("Café")


@pytest.mark.parametrize(
    ("data", "headline", "body"),
    [
        (b"<p class='a'>Banjir Surut</p>\n<p>Air surut.</p>", "Banjir Surut", ("Air surut.",)),
        (b"<h1>Banjir Surut</h1>\nAir surut.", "Banjir Surut", ("Air surut.",)),
        (b"\xef\xbb\xbf\n<!-- a -->\n<HTML><h1>Satu</h1><p>Dua.</p>", "Satu", ("Dua.",)),
        (
            b'<?xml version="1.0"?><html xmlns="x"><h1>Satu</h1><p>Dua.</p></html>',
            "Satu",
            ("Dua.",),
        ),
    ],
)
def test_a_piece_of_html_is_read_too(data: bytes, headline: str, body: tuple[str, ...]) -> None:
    for name in ("a.txt", "a.md", "a.html", "-"):
        found = read(data, name).text
        assert (found.headline, found.body) == (headline, body)


def test_a_page_without_an_article_is_refused_by_name() -> None:
    with pytest.raises(BadInput, match=r"kosong\.html is a page without an article"):
        read(b"<!DOCTYPE html><html><body><nav>Beranda</nav></body></html>", "kosong.html")


def test_a_page_of_10000_levels_costs_nothing_but_itself() -> None:
    deep = b"<!DOCTYPE html>" + b"<div>" * 10_000 + b"<p>Banjir</p>" + b"</div>" * 10_000
    with suppress(BadInput):
        assert read(deep, "dalam.html").text.headline
    assert came(page())
