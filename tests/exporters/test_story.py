"""The whole article in each format that shows it as HTML: photos, notices, and nothing harmful."""

import json
from html import unescape

import pytest
from hypothesis import given
from lxml import html
from msgspec.structs import replace

from redaksi.domain.article import NoticeKind, PublishedNotice, Text
from redaksi.exporters import ArticleExporter, Sealed, Site, get, story
from redaksi.pictures.renditions import Rendition
from tests.exporters.any_text import SIGNS, texts
from tests.exporters.pieces import FIRST, FLOOD, SITE, collected, piece
from tests.exporters.test_feeds import AWAY, HOME, check_json

FORMATS_WITH_STORY = ("rss", "atom", "jsonfeed", "wxr", "jekyll", "pelican")
FILE = "photos/240603-k7f01-abababababababab-2000.jpg"


def content(format_name: str, sealed: Sealed, site: Site) -> str:
    exporter = get(format_name)
    if isinstance(exporter, ArticleExporter):
        return "".join(made.decode() for made in exporter.files(sealed, "nama", site).values())
    return collected(format_name, [sealed], site).decode()


def never() -> None:
    raise AssertionError("an exporter writes links only")


def with_files(site: Site) -> Site:
    return replace(site, rendition=lambda _photo: Rendition("ab" * 32, 2000, never))  # type: ignore[arg-type]


@pytest.mark.parametrize("format_name", FORMATS_WITH_STORY)
def test_a_photo_of_the_newsroom_is_linked_where_its_file_lies(format_name: str) -> None:
    assert f"https://contoh.id/{FILE}" in content(format_name, piece(), with_files(HOME))
    away = content(format_name, piece(), with_files(AWAY))
    assert FILE in away
    assert f"//{FILE}" not in away
    assert FLOOD.photos[0].url not in away
    assert (f"/{FILE}" in away) == (format_name in {"wxr", "jekyll", "pelican"})
    if format_name == "jsonfeed":
        check_json(json.loads(away))


@pytest.mark.parametrize("format_name", FORMATS_WITH_STORY)
def test_a_notice_of_a_change_stands_with_its_time(format_name: str) -> None:
    notice = PublishedNotice(kind=NoticeKind.RALAT, sentence=f"Bukan 5 {SIGNS}", at=FIRST)
    sealed = piece()
    noted = replace(sealed, sign_off=replace(sealed.sign_off, notices=(notice,)))
    shown = unescape(unescape(content(format_name, noted, HOME))).replace("\\", "")
    assert "Ralat" in shown
    assert "Senin, 3 Juni 2024, 10.30 WIB" in shown
    assert f"Bukan 5 {SIGNS}".replace("\\", "") in shown
    assert "Ralat" not in content(format_name, sealed, HOME)


@given(texts)
def test_no_article_brings_anything_but_its_words(text: Text) -> None:
    made = html.fragment_fromstring(story.html(piece(text), SITE), create_parent="div")
    for element in made.iterdescendants():
        assert element.tag not in {"script", "style", "iframe", "object", "form", "input", "svg"}
        assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
        address = element.get("href") or element.get("src") or "https:"
        assert address.startswith(("http:", "https:", "mailto:"))
