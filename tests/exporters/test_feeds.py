"""The feeds: RSS, Atom and JSON Feed, read by feedparser and held against their schemas."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from html import escape
from pathlib import Path
from time import struct_time
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid5

import feedparser
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from msgspec.structs import replace
from referencing import Registry, Resource

from redaksi.domain.article import Photo, Text
from redaksi.exporters import Sealed, Site, links
from redaksi.exporters.newest import MOST
from tests.exporters.any_text import HOSTILE, SIGNS, texts
from tests.exporters.pieces import FIRST, FLOOD, SITE, collected, piece, pieces
from tests.needed import shared

FEEDS = ("rss", "atom", "jsonfeed")
XML = ("rss", "atom")
HOME = replace(SITE, url="https://contoh.id", title="Contoh & Warta", uuid="ab" * 16)
AWAY = replace(HOME, url="")
SAFE = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
SCHEMAS = Path(__file__).parent / "schemas" / "jsonfeed"


def exported(format_name: str, articles: Sequence[Sealed], site: Site = HOME) -> bytes:
    return collected(format_name, articles, site)


def parsed(format_name: str, articles: Sequence[Sealed], site: Site = HOME) -> Any:
    """The feed as feedparser reads it; a JSON Feed, which it does not know, in the same form."""
    if format_name == "jsonfeed":
        return _in_the_form_of_feedparser(feed_json(articles, site))
    read = feedparser.parse(exported(format_name, articles, site))
    assert not read.bozo, read.get("bozo_exception")
    return read


def _in_the_form_of_feedparser(feed: Any) -> Any:
    known = SimpleNamespace
    return known(
        feed=known(title=feed["title"], link=feed.get("home_page_url"), language=feed["language"]),
        entries=[
            known(
                id=item["id"],
                link=item.get("url"),
                title=item["title"],
                summary=escape(item.get("summary", "")),
                author=item["authors"][0]["name"] if "authors" in item else "",
                published_parsed=_utc(item["date_published"]),
                updated_parsed=_utc(item["date_modified"]),
                tags=[known(term=tag) for tag in item.get("tags", [])],
                enclosures=[
                    known(href=one["url"], type=one["mime_type"])
                    for one in item.get("attachments", [])
                ],
                content=[known(value=item["content_html"])],
            )
            for item in feed["items"]
        ],
    )


def _utc(stamp: str) -> struct_time:
    return datetime.fromisoformat(stamp).utctimetuple()


def feed_json(articles: Sequence[Sealed], site: Site = HOME) -> Any:
    return json.loads(exported("jsonfeed", articles, site))


def words(markup: str) -> str:
    """The visible words of `markup`, with single blanks."""
    return " ".join(html.fromstring(f"<div>{markup}</div>").text_content().split())


def at(moment: struct_time) -> datetime:
    return datetime(*moment[:6], tzinfo=FIRST.tzinfo)


def check_json(feed: Any) -> None:
    """Raise jsonschema.ValidationError for what is no JSON Feed 1.1."""
    stored = {path.name: json.loads(path.read_text()) for path in SCHEMAS.glob("*.json")}
    registry: Registry[Any] = Registry().with_resources(
        (schema["id"], Resource.from_contents(schema)) for schema in stored.values()
    )
    jsonschema.Draft4Validator(
        stored["feed.json"],
        registry=registry,
        format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER,
    ).validate(feed)


@pytest.mark.parametrize("format_name", FEEDS)
def test_every_field_of_a_feed_comes_back(format_name: str) -> None:
    read = parsed(format_name, [piece(days=2)])
    assert (read.feed.title, read.feed.link) == ("Contoh & Warta", "https://contoh.id/")
    assert read.feed.language == "id"
    (entry,) = read.entries
    assert entry.id == entry.link == "https://contoh.id/artikel-1.html"
    assert entry.title == FLOOD.headline
    assert entry.summary == FLOOD.deck
    assert entry.author == FLOOD.byline
    assert (at(entry.published_parsed), at(entry.updated_parsed)) == (
        FIRST,
        FIRST + timedelta(days=2),
    )
    assert [tag.term for tag in entry.tags] == ["Peristiwa", "banjir", "Sidoarjo"]
    (picture,) = entry.enclosures
    assert (picture.href, picture.type) == ("https://example.org/pompa.jpg", "image/jpeg")
    whole = words(entry.content[0].value)
    for part in (
        *(FLOOD.deck, FLOOD.dateline, FLOOD.source, "Ketua RW 04 Sumarni berkata"),
        *("Pompa menyala di Kali Buntung", "Dok. Warga", "Pompa Baru Tiba", "Editor: Bagus P"),
    ):
        assert part in whole


@pytest.mark.parametrize("format_name", FEEDS)
def test_every_sign_of_every_field_comes_back(format_name: str) -> None:
    (entry,) = parsed(format_name, [piece(HOSTILE)]).entries
    assert words(entry.summary) == f"Dek {SIGNS}"
    assert entry.author == HOSTILE.byline
    assert [tag.term for tag in entry.tags] == [HOSTILE.rubric, *HOSTILE.tags]
    assert entry.enclosures[0].href == "https://contoh.id/a%20b&c.jpg"
    whole = words(entry.content[0].value)
    for start in ("Dek", "SIDOARJO", "Sumber", "Takarir", "Kredit", "Lain"):
        assert f"{start} {SIGNS}" in whole
    assert "if a < b & c: {{ x }} {% y %}" in whole
    assert "😀 keluarga 👨‍👩‍👧" in whole
    made = html.fromstring(f"<div>{entry.content[0].value}</div>")
    for tag in ("li", "blockquote", "td", "pre", "hr", "br"):
        assert made.findall(f".//{tag}")


def test_every_sign_of_the_fields_that_one_feed_alone_has_comes_back() -> None:
    (photo,) = HOSTILE.photos
    item = etree.fromstring(exported("rss", [piece(HOSTILE)]), SAFE).find("channel/item")
    media = item.find("{*}content[@medium]")
    assert media.get("url") == item.find("enclosure").get("url") == "https://contoh.id/a%20b&c.jpg"
    assert [one.text for one in media] == [photo.alt, photo.caption, photo.credit]
    assert item.findtext("{*}creator") == HOSTILE.byline
    entry = etree.fromstring(exported("atom", [piece(HOSTILE)]), SAFE).find("{*}entry")
    names = [entry.findtext(f"{{*}}{role}/{{*}}name") for role in ("author", "contributor")]
    assert names == [HOSTILE.byline, "Bagus P"]
    title = f"{photo.caption} (Foto: {photo.credit})"
    assert entry.find("{*}link[@rel='enclosure']").get("title") == title
    assert entry.findtext("{*}summary") == HOSTILE.deck
    (told,) = feed_json([piece(HOSTILE)])["items"]
    assert (told["summary"], told["authors"]) == (HOSTILE.deck, [{"name": HOSTILE.byline}])
    assert told["attachments"][0]["title"] == title
    assert told["image"] == "https://contoh.id/a%20b&c.jpg"
    assert told["_redaksi"] == {
        "editor": "Bagus P",
        "dateline": HOSTILE.dateline,
        "source": HOSTILE.source,
        "rubric": HOSTILE.rubric,
    }


@pytest.mark.parametrize("format_name", FEEDS)
def test_a_picture_in_the_text_keeps_its_words(format_name: str) -> None:
    (entry,) = parsed(format_name, [piece(HOSTILE)]).entries
    image = html.fromstring(f"<div>{entry.content[0].value}</div>").find(".//img")
    assert image.get("alt") == HOSTILE.photos[0].alt
    assert image.get("src") == "https://contoh.id/a%20b&c.jpg"


def test_a_title_is_what_it_is_letter_by_letter() -> None:
    """feedparser takes a title with marks for HTML, so the files are read themselves."""
    sealed = piece(HOSTILE)
    for format_name, path in (("rss", "channel/item/title"), ("atom", "{*}entry/{*}title")):
        root = etree.fromstring(exported(format_name, [sealed]), SAFE)
        assert root.findtext(path) == HOSTILE.headline
    assert feed_json([sealed])["items"][0]["title"] == HOSTILE.headline


@pytest.mark.parametrize("format_name", FEEDS)
@given(st.lists(texts, min_size=1, max_size=3))
def test_any_article_makes_a_valid_feed(format_name: str, copy: list[Text]) -> None:
    articles = [piece(text, number=number) for number, text in enumerate(copy)]
    for site in (HOME, AWAY):
        content = exported(format_name, articles, site)
        shown = content.decode()
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]", shown) or (
            format_name == "jsonfeed" and not re.search("[\x00-\x08\x0b-\x1f\x7f]", shown)
        )
        if format_name == "jsonfeed":
            check_json(json.loads(content))
        else:
            root = etree.fromstring(content, SAFE)
            assert len(root.findall(".//{*}item") + root.findall("{*}entry")) == len(copy)


def test_json_feeds_are_valid_and_the_schema_does_object() -> None:
    feed = feed_json([piece(), piece(HOSTILE, number=2)])
    check_json(feed)
    for broken in (
        {key: value for key, value in feed.items() if key != "title"},
        {**feed, "items": [{**feed["items"][0], "url": "a b"}]},
        {**feed, "items": [{**feed["items"][0], "date_published": "kemarin"}]},
        {**feed, "items": [{"title": "tanpa id"}]},
    ):
        with pytest.raises(jsonschema.ValidationError):
            check_json(broken)


def test_atom_feeds_are_valid_and_the_schema_does_object() -> None:
    schema = etree.RelaxNG(etree.parse(shared("standards/atom/atom.rng")))
    for site in (HOME, AWAY):
        root = etree.fromstring(exported("atom", [piece(), piece(HOSTILE, number=2)], site), SAFE)
        assert schema.validate(root), schema.error_log
        for path in ("{*}id", "{*}title", "{*}updated", "{*}entry/{*}id", "{*}entry/{*}updated"):
            broken = etree.fromstring(etree.tostring(root), SAFE)
            found = broken.find(path)
            found.getparent().remove(found)
            assert not schema.validate(broken), path


_DATE = re.compile(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} [+-]\d{4}")


def faults_of_rss(root: etree._Element) -> Iterator[str]:
    """The faults of a file of RSS 2.0 by https://www.rssboard.org/rss-specification.

    The authors of RSS published no schema.
    """
    channel = root.find("channel")
    if (root.tag, root.get("version")) != ("rss", "2.0"):
        yield "no RSS 2.0"
    for name in ("title", "link", "description"):
        if channel.find(name) is None:
            yield f"no {name}"
    for date in (*channel.iter("pubDate"), *channel.iter("lastBuildDate")):
        if not _DATE.fullmatch(date.text):
            yield "no date"
    guids = [item.findtext("guid") for item in channel.iter("item")]
    if len(guids) != len(set(guids)):
        yield "one guid twice"
    for item in channel.iter("item"):
        yield from faults_of_item(item)


def faults_of_item(item: etree._Element) -> Iterator[str]:
    if not item.findtext("title") and not item.findtext("description"):
        yield "neither title nor description"
    for name in ("title", "link", "description", "guid", "pubDate", "author", "enclosure"):
        if len(item.findall(name)) > 1:
            yield f"several {name}"
    for enclosure in item.findall("enclosure"):
        if sorted(enclosure.attrib) != ["length", "type", "url"]:
            yield "half an enclosure"
    guid = item.find("guid")
    if guid.get("isPermaLink") != "false" and not guid.text.startswith(("http://", "https://")):
        yield "guid is no link"


@pytest.mark.parametrize("format_name", ["rss", "wxr"])
def test_rss_is_valid(format_name: str) -> None:
    articles = [piece(), piece(HOSTILE, number=2)]
    for site in (HOME, AWAY):
        root = etree.fromstring(exported(format_name, articles, site), SAFE)
        assert [*faults_of_rss(root)] == []


@pytest.mark.parametrize("format_name", ["rss", "wxr"])
@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (b'version="2.0"', b'version="1.0"', "no RSS 2.0"),
        (b"title>", b"tittle>", "no title"),
        (b"<channel>", b"<channel><item><guid>https://x.id/</guid></item>", "neither title nor"),
        (b'isPermaLink="false"', b"", "guid is no link"),
        (b"<pubDate>Mon, ", b"<pubDate>Senin, ", "no date"),
        (b"<guid", b"<link>x</link><guid", "several link"),
        (b"<guid", b"<enclosure url='x'/><guid", "half an enclosure"),
    ],
)
def test_rss_that_is_not_valid_is_found(
    format_name: str, old: bytes, new: bytes, fault: str
) -> None:
    """The negative control."""
    content = exported(format_name, [piece()], AWAY)
    assert old in content
    found = faults_of_rss(etree.fromstring(content.replace(old, new), SAFE))
    assert any(one.startswith(fault) for one in found)


def test_rss_has_what_its_specification_asks_for() -> None:
    root = etree.fromstring(exported("rss", [piece()]), SAFE)
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    for path in ("title", "link", "description", "item/title", "item/link", "item/pubDate"):
        assert root.findtext(f"channel/{path}")
    assert root.find("channel/item/guid").get("isPermaLink") == "true"
    assert dict(root.find("channel/item/enclosure").attrib) == {
        "url": "https://example.org/pompa.jpg",
        "length": "0",
        "type": "image/jpeg",
    }
    media = root.find("channel/item/{*}content")
    assert [child.text for child in media] == [
        "Pompa di tepi kali",
        "Pompa menyala di Kali Buntung",
        "Dok. Warga",
    ]


def test_without_an_address_links_are_relative_and_ids_are_made_of_the_uuid() -> None:
    urn = uuid5(UUID("ab" * 16), "240603-k7f01").urn
    for format_name, path in (("rss", "channel/item/guid"), ("atom", "{*}entry/{*}id")):
        root = etree.fromstring(exported(format_name, [piece()], AWAY), SAFE)
        assert root.findtext(path) == urn
    assert root.find("{*}entry/{*}link").get("href") == "artikel-1.html"
    assert root.findtext("{*}id") == UUID("ab" * 16).urn
    (item,) = feed_json([piece()], AWAY)["items"]
    assert (item["id"], "url" in item) == (urn, False)


@pytest.mark.parametrize("format_name", FEEDS)
@pytest.mark.parametrize("site", [HOME, AWAY])
def test_ids_stay_when_the_text_changes_or_others_come(format_name: str, site: Site) -> None:
    def ids(articles: Sequence[Sealed]) -> set[str]:
        return {entry.id for entry in parsed(format_name, articles, site).entries}

    nameless = piece(number=3, slug="")
    before = ids([piece(), nameless])
    later = replace(nameless, text=replace(FLOOD, headline=FLOOD.headline, deck="Baru"))
    twin = piece(number=4, slug="")
    assert before < ids([twin, later, piece(replace(FLOOD, headline="Lain"), days=1)])


@pytest.mark.parametrize("format_name", FEEDS)
def test_the_newest_articles_are_in_the_feed_the_last_one_first(format_name: str) -> None:
    articles = [
        piece(number=number, published_at=FIRST + timedelta(hours=number * 7 % 60))
        for number in range(60)
    ]
    entries = parsed(format_name, articles).entries
    moments = [at(entry.published_parsed) for entry in entries]
    assert len(entries) == MOST == 50
    assert moments == sorted(moments, reverse=True)
    assert moments[0] == FIRST + timedelta(hours=59)
    assert parsed(format_name, articles[::-1]).entries == entries


@pytest.mark.parametrize("format_name", FEEDS)
def test_the_same_articles_make_the_same_file(format_name: str) -> None:
    assert exported(format_name, pieces(3)) == exported(format_name, pieces(3)[::-1])


@pytest.mark.parametrize(
    ("url", "made"),
    [
        ("https://contoh.id/a b", "https://contoh.id/a%20b"),
        ("https://contoh.id/50%", "https://contoh.id/50%25"),
        ("https://contoh.id/%7Ea?b=c&d='e\"", "https://contoh.id/%7Ea?b=c&d=%27e%22"),
        ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"),
        ("HTTPS://Contoh.ID:8443/x#y z", "https://contoh.id:8443/x#y%20z"),
        *(
            (wrong, "")
            for wrong in (
                *("javascript:x", "ftp://contoh.id/x", "foto.jpg", "//contoh.id", "https:///x"),
                *("https://rini:rahasia@contoh.id/", "http://[::1", "https://a b/", ""),
                *("https://contoh.id:99999/", f"https://{'a' * 70}.id/", "https://x!y.id/"),
            )
        ),
    ],
)
def test_an_address_is_one_that_every_reader_takes(url: str, made: str) -> None:
    assert links.web(url) == made


def test_pictures_without_an_address_are_words_only() -> None:
    photo = Photo(file="pompa.jpg", caption="Pompa", credit="Warga")
    for format_name in FEEDS:
        (entry,) = parsed(format_name, [piece(replace(FLOOD, photos=(photo,)))]).entries
        assert not entry.enclosures
        assert "Pompa (Foto: Warga)" in words(entry.content[0].value)


def _broken(act: Callable[[], object]) -> bool:
    try:
        act()
    except etree.XMLSyntaxError:
        return True
    return False


def test_a_character_that_xml_forbids_would_break_the_file() -> None:
    """The negative control of the guard in `elements`."""
    (content,) = {exported("rss", [piece(replace(FLOOD, headline="a\ufffeb"))])}
    assert etree.fromstring(content, SAFE).findtext("channel/item/title") == "a\ufffdb"
    assert _broken(lambda: etree.fromstring(content.replace(b"\xef\xbf\xbd", b"\x01"), SAFE))
