"""The WXR export, read by lxml and by the rules of WordPress's importer."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from redaksi.domain.article import Text
from redaksi.exporters import CollectionExporter, Sealed, Site, get, story
from redaksi.exporters.terms import terms
from redaksi.exporters.wxr import nicename, post_id
from tests.exporters.any_text import HOSTILE, SIGNS, texts
from tests.exporters.pieces import FIRST, FLOOD, collected, piece, pieces
from tests.exporters.test_feeds import AWAY, HOME, SAFE
from tests.exporters.test_terms import HOSTILE as HOSTILE_NAMES

WP = "{http://wordpress.org/export/1.2/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
EXCERPT = "{http://wordpress.org/export/1.2/excerpt/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"


def exported(articles: Sequence[Sealed], site: Site = HOME) -> str:
    return collected("wxr", articles, site).decode()


def channel(articles: Sequence[Sealed]) -> etree._Element:
    root = etree.fromstring(exported(articles).encode(), SAFE)
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    return root.find("channel")


def labels(item: etree._Element, domain: str) -> list[tuple[str, str]]:
    """The nicename and the name of each label, as WordPress keeps them."""
    return [
        (one.get("nicename"), unescape(one.text))
        for one in item.findall(f"category[@domain='{domain}']")
    ]


def as_html(text: str) -> str:
    return escape(text, quote=False)


def test_every_field_of_a_post_is_there() -> None:
    made = channel([piece(days=1)])
    assert made.findtext(f"{WP}wxr_version") == "1.2"
    assert made.findtext(f"{WP}base_site_url") == "https://contoh.id"
    (item,) = made.findall("item")
    assert {one.tag.replace(WP, "wp:"): one.text for one in item if one.tag.startswith(WP)} == {
        "wp:post_id": "14548377282481",
        "wp:post_date": "2024-06-03 10:30:00",
        "wp:post_date_gmt": "2024-06-03 03:30:00",
        "wp:post_modified": "2024-06-04 10:30:00",
        "wp:post_modified_gmt": "2024-06-04 03:30:00",
        "wp:comment_status": "closed",
        "wp:ping_status": "closed",
        "wp:post_name": "artikel-1",
        "wp:status": "publish",
        "wp:post_parent": "0",
        "wp:menu_order": "0",
        "wp:post_type": "post",
        "wp:post_password": "",
        "wp:is_sticky": "0",
        "wp:postmeta": "\n",
    }
    assert item.findtext("title") == FLOOD.headline
    assert item.findtext("link") == item.findtext("guid") == "https://contoh.id/artikel-1.html"
    assert item.findtext(CREATOR) == "rini-wulandari"
    assert item.findtext(CONTENT) == story.html(piece(), HOME, top="/")
    assert item.findtext(EXCERPT) == FLOOD.deck
    assert labels(item, "category") == [("peristiwa", "Peristiwa")]
    assert labels(item, "post_tag") == [("banjir", "banjir"), ("sidoarjo", "Sidoarjo")]
    assert item.findtext(f"{WP}postmeta/{WP}meta_value") == "240603-k7f01"
    assert made.findtext(f"{WP}author/{WP}author_display_name") == "Rini Wulandari"
    assert made.findtext(f"{WP}category/{WP}category_nicename") == "peristiwa"
    assert [one.text for one in made.findall(f"{WP}tag/{WP}tag_slug")] == ["banjir", "sidoarjo"]


def test_every_sign_of_every_field_comes_back() -> None:
    made = channel([piece(HOSTILE)])
    (item,) = made.findall("item")
    assert made.findtext(f"{WP}author/{WP}author_display_name") == HOSTILE.byline
    assert [name for _nice, name in labels(item, "category")] == terms([HOSTILE.rubric])
    assert [name for _nice, name in labels(item, "post_tag")] == terms(HOSTILE.tags)
    # WordPress shows these as HTML.
    declared = [one.text for one in made.findall(f"{WP}tag/{WP}tag_name")]
    assert declared == [as_html(tag) for tag in terms(HOSTILE.tags)]
    assert item.find("category[@domain='category']").text == as_html(terms([HOSTILE.rubric])[0])
    assert item.findtext("title") == as_html(HOSTILE.headline)
    assert item.findtext(EXCERPT) == as_html(HOSTILE.deck)
    content = item.findtext(CONTENT)
    assert content.replace("&#91;", "[") == story.html(piece(HOSTILE), HOME, top="/")
    assert "[" not in content
    for start in ("Dek", "SIDOARJO", "Sumber", "Takarir", "Kredit", "Lain"):
        assert f"{start} {SIGNS}" in unescape(re.sub(r"<[^>]*>", "", content))


def test_each_element_is_on_a_line_and_nothing_is_declared() -> None:
    """The importer's parser without XML looks for each element in one line, or at its start."""
    lines = exported([piece(), piece(HOSTILE, number=2)]).split("\n")
    assert "<!DOCTYPE" not in "".join(lines)
    assert "<!ENTITY" not in "".join(lines)
    for line in lines:
        assert (
            len(re.findall(r"<(?:item|title|link|guid|category|wp:post\w*|\w+:encoded)\b", line))
            <= 1
        )
        for whole in ("wp:author", "wp:category", "wp:tag", "wp:wxr_version", "wp:base_site_url"):
            assert (f"<{whole}>" in line) == (f"</{whole}>" in line)
    assert lines.count("<item>") == lines.count("</item>") == 2


@given(st.lists(texts, min_size=1, max_size=3))
def test_any_article_makes_a_valid_archive(copy: list[Text]) -> None:
    articles = [piece(text, number=number) for number, text in enumerate(copy)]
    content = exported(articles)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]", content)
    items = channel(articles).findall("item")
    for sealed, item in zip(articles, items, strict=True):
        assert unescape(item.findtext("title") or "") == unescape(
            sealed.text.headline.replace("&", "&amp;").replace("\ufffe", "\ufffd")
        ).replace("\uffff", "\ufffd")
        for label in item.findall("category"):
            assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", label.get("nicename"))
            assert label.text


def test_two_articles_of_one_headline_and_second_stay_two() -> None:
    """The importer takes two posts of one title and second for the same one."""
    articles = [*pieces(3), piece(replace(FLOOD, headline=FLOOD.headline.upper()), number=4)]
    items = channel(articles).findall("item")
    keys = {(item.findtext("title").lower(), item.findtext(f"{WP}post_date")) for item in items}
    assert len(keys) == 4
    for tag in ("guid", f"{WP}post_id", f"{WP}post_name"):
        assert len({item.findtext(tag) for item in items}) == 4
    times = [item.findtext(f"{WP}post_date_gmt")[-2:] for item in items]
    assert times == ["00", "01", "02", "03"]
    assert len(channel([piece(), piece(HOSTILE, number=2)]).findall("item")) == 2


def test_articles_without_a_slug_stay_two() -> None:
    items = channel([piece(number=number, slug="") for number in (1, 2)]).findall("item")
    for tag in ("guid", "link", f"{WP}post_name"):
        assert len({item.findtext(tag) for item in items}) == 2


def test_ids_are_the_same_in_every_export() -> None:
    def ids(articles: Sequence[Sealed], site: Site) -> list[tuple[str, str]]:
        root = etree.fromstring(exported(articles, site).encode(), SAFE)
        return [
            (item.findtext("guid"), item.findtext(f"{WP}post_id")) for item in root.iter("item")
        ]

    for site in (HOME, AWAY):
        whole, part = ids(pieces(5), site), ids(pieces(5)[2:4], site)
        assert whole[2:4] == part
    assert whole[0][0].startswith("urn:uuid:")


@pytest.mark.parametrize(
    ("ids", "most"),
    [(("240603-k7f01", "240603-k7f02", "991231-zzzzz"), 2**53), (("x", "y"), 2**53)],
)
def test_the_number_of_a_post_is_exact_in_every_language(ids: tuple[str, ...], most: int) -> None:
    numbers = [post_id(one) for one in ids]
    assert len(set(numbers)) == len(ids)
    assert all(0 < number < most for number in numbers)


def test_names_of_terms_are_safe_and_lead_to_one_page() -> None:
    for one, other in (("Banjir", "BANJIR"), ("Kafé", "kafe"), ("Idul Fitri", "idul-fitri")):
        assert nicename(one) == nicename(other)
    for one, other in (("C++", "C#"), ("x" * 300, "x" * 301), ("字", "zi"), ("a", "a+")):
        assert nicename(one) != nicename(other)
    for name in HOSTILE_NAMES:
        assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", nicename(name)), name
        assert len(nicename(name)) <= 80
        assert len(nicename(name, 60)) <= 60


def test_labels_that_differ_in_case_are_declared_once() -> None:
    articles = [
        piece(replace(FLOOD, tags=(tag,), byline=byline), number=number)
        for number, (tag, byline) in enumerate([("Banjir", "Rini"), ("BANJIR", "RINI")])
    ]
    made = channel(articles)
    assert len(made.findall(f"{WP}tag")) == len(made.findall(f"{WP}author")) == 1
    assert [labels(item, "post_tag")[0][0] for item in made.findall("item")] == ["banjir"] * 2


def test_an_article_without_a_byline_is_its_editors() -> None:
    (item,) = channel([piece(replace(FLOOD, byline=""))]).findall("item")
    assert item.findtext(CREATOR) == "bagus-p"


def test_marks_of_xml_in_a_text_end_nothing() -> None:
    text = replace(FLOOD, headline="a ]]> <item>", body=("]]> </item>", "```\n]]>\n</item>\n```"))
    (item,) = channel([piece(text)]).findall("item")
    assert unescape(item.findtext("title")) == text.headline
    assert item.findtext(CONTENT) == story.html(piece(text), HOME, top="/")


def test_times_are_those_of_the_newsroom_and_of_greenwich() -> None:
    (item,) = channel([piece(published_at=FIRST + timedelta(hours=15))]).findall("item")
    assert item.findtext(f"{WP}post_date") == "2024-06-04 01:30:00"
    assert item.findtext(f"{WP}post_date_gmt") == "2024-06-03 18:30:00"


def test_a_file_of_any_size_comes_in_parts() -> None:
    exporter = get("wxr")
    assert isinstance(exporter, CollectionExporter)
    read: list[int] = []

    def told() -> Iterator[Sealed]:
        for sealed in pieces(30):
            read.append(1)
            yield sealed

    for number, _part in enumerate(exporter.collection(told(), HOME)):
        assert len(read) <= number + 1
