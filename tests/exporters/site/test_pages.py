"""The pages of a site: which there are, and what they show; no text becomes markup."""

import json
import re
from itertools import pairwise
from pathlib import Path

import feedparser
import pytest
from lxml import html
from msgspec.structs import replace

from redaksi.domain.article import Photo, Text
from redaksi.exporters import Sealed
from redaksi.exporters.site import paths
from tests.exporters.pieces import FLOOD
from tests.exporters.site.built import ODD, SITE, URL, build, page, stories, story


def test_a_site_has_every_kind_of_page_and_every_feed(tmp_path: Path) -> None:
    report = build(tmp_path, stories(4))
    assert set(report.written) == {
        *(f"artikel-{number}.html" for number in range(1, 5)),
        *("index.html", "404.html", "style.css", "robots.txt"),
        *("rss.xml", "atom.xml", "feed.json", "sitemap.xml", "news-sitemap.xml"),
        *("rubrik/index.html", "rubrik/kota.html", "rubrik/ekonomi.html", "rubrik/peristiwa.html"),
        *("tag/index.html", "tag/banjir.html", "tag/sidoarjo.html"),
        *("arsip/index.html", "arsip/2026-11.html"),
    }
    assert not report.refused
    assert not report.remarks


def test_no_page_has_a_script_that_runs_or_anything_from_elsewhere(tmp_path: Path) -> None:
    bare = [story(number, replace(one.text, photos=())) for number, one in enumerate(stories(3))]
    build(tmp_path, bare)
    for path in tmp_path.rglob("*.html"):
        tree = html.fromstring(path.read_bytes())
        assert {one.get("type") for one in tree.iter("script")} <= {"application/ld+json"}, path
        loaded = [
            one.get("src") or one.get("href")
            for one in tree.xpath("//img|//link[@rel='stylesheet']")
        ]
        assert all(not re.match("https?:", one or "") for one in loaded), path


@pytest.mark.parametrize("field", ["headline", "deck", "byline", "dateline", "source", "rubric"])
def test_every_sign_in_a_field_stays_that_sign(tmp_path: Path, field: str) -> None:
    build(tmp_path, [story(1, replace(FLOOD, **{field: ODD}))])
    tree = html.fromstring(page(tmp_path, "artikel-1.html"))
    assert ODD in " ".join(tree.text_content().split())
    assert not tree.xpath("//b")
    (data,) = tree.xpath("//script")
    assert ODD in json.dumps(json.loads(data.text), ensure_ascii=False).replace(
        '\\"', '"'
    ).replace("\\\\", "\\")


def test_signs_in_captions_tags_and_related_stories_stay_those_signs(tmp_path: Path) -> None:
    photo = Photo(url="https://example.org/a.jpg", alt=ODD, caption=ODD, credit=ODD)
    build(tmp_path, [story(1, replace(FLOOD, photos=(photo,), tags=(ODD,)))])
    tree = html.fromstring(page(tmp_path, "artikel-1.html"))
    (caption,) = tree.xpath("//figcaption")
    assert caption.text_content().count(ODD) == 2
    assert tree.xpath("//figure/img/@alt") == [ODD]
    assert [one.text_content() for one in tree.xpath("//ul[@class='tags']/li")] == [ODD]


def test_the_body_is_the_same_safe_markdown_as_elsewhere(tmp_path: Path) -> None:
    body = (
        "# Satu",
        "### Dua",
        "<script>alert(1)</script> {{ 7*7 }}",
        "[x](javascript:alert(1)) ![y](data:image/png;base64,AA)",
    )
    build(tmp_path, [story(1, replace(FLOOD, body=body))])
    tree = html.fromstring(page(tmp_path, "artikel-1.html"))
    (shown,) = tree.xpath("//div[@class='body']")
    assert [one.tag for one in shown.iter("h2", "h3", "h4", "h5")] == ["h2", "h3"]  # no gap
    assert "<script>alert(1)</script> {{ 7*7 }}" in shown.text_content()
    assert not shown.xpath(".//script")
    assert not [one for one in shown.xpath(".//@href|.//@src") if one.startswith(("java", "data"))]


def test_the_headings_of_every_page_are_in_order(tmp_path: Path) -> None:
    build(tmp_path, stories(30))
    for path in tmp_path.rglob("*.html"):
        levels = [
            int(one.tag[1])
            for one in html.fromstring(path.read_bytes()).iter(*["h1", "h2", "h3", "h4"])
        ]
        assert levels.count(1) == 1, path
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels)), path


def test_no_rule_for_a_part_of_a_page_means_the_whole_page(tmp_path: Path) -> None:
    build(tmp_path, stories(3))
    classes = {
        html.fromstring(path.read_bytes()).xpath("//body/@class")[0]
        for path in tmp_path.rglob("*.html")
    }
    parts = set(re.findall(r"(?<![:\w])\.([a-z][a-z0-9-]*)", page(tmp_path, "style.css")))
    assert {"list", "contents", "card"} <= parts
    assert all(one.startswith("page-") for one in parts & classes)
    assert len(classes) == 5


@pytest.mark.parametrize(
    ("one", "other"),
    [("Sepak Bola", "sepak bola"), ("Énergi", "energi"), ("a b", "A  B"), ("C++", "c++")],
)
def test_names_that_differ_only_in_case_or_accents_have_one_page(one: str, other: str) -> None:
    assert paths.term("tag", one) == paths.term("tag", other) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("C++", "C#"), ("a/b", "ab"), ("x" * 300, "x" * 299), ("a-b!", "a-b?")]
)
def test_other_names_have_pages_of_their_own(one: str, other: str) -> None:
    assert paths.term("tag", one) != paths.term("tag", other)


@pytest.mark.parametrize(
    "name", ["..", "../../x", "a/b", "/etc", "index", "2", "x" * 300, "北京", "CON\\x"]
)
def test_the_page_of_a_name_lies_in_its_folder(name: str) -> None:
    path = paths.term("tag", name)
    assert path in {"", "tag/index-1bc04b5291c26a46d918139138b992d2.html"} or re.fullmatch(
        r"tag/(?!index\.html)[a-z0-9][a-z0-9-]{0,90}\.html", path
    )


def test_a_name_without_letters_is_shown_without_a_page(tmp_path: Path) -> None:
    build(tmp_path, [story(1, replace(FLOOD, tags=("!!!", "banjir")))])
    tree = html.fromstring(page(tmp_path, "artikel-1.html"))
    tags = tree.xpath("//ul[@class='tags']/li")
    assert [(one.text_content(), one.xpath("a/@href")) for one in tags] == [
        ("!!!", []),
        ("banjir", ["tag/banjir.html"]),
    ]


def test_an_article_called_404_leaves_the_page_for_missing_addresses_alone(tmp_path: Path) -> None:
    build(tmp_path, [story(1, slug="404")])
    assert "Halaman tidak ditemukan" in page(tmp_path, "404.html")
    assert FLOOD.headline in page(tmp_path, "404-261130-00001.html")


def test_a_long_list_is_paged_and_every_article_is_on_exactly_one_page(tmp_path: Path) -> None:
    build(tmp_path, stories(130))
    path, seen, turned = "arsip/2026-11.html", list[str](), 0
    while path:
        tree = html.fromstring(page(tmp_path, path))
        seen += tree.xpath("//main//h2/a/text()")
        onward = tree.xpath("//a[@rel='next']/@href")
        path = onward[0].removeprefix("../").removeprefix("../") if onward else ""
        turned += 1
    assert seen == [f"Naskah {number}" for number in range(1, 131)]
    assert turned == 3


def test_a_new_article_changes_only_the_first_page_of_a_list(tmp_path: Path) -> None:
    build(tmp_path, stories(130)[1:])
    before = page(tmp_path, "arsip/2026-11/1.html")
    report = build(tmp_path, stories(130))
    assert "arsip/2026-11.html" in report.written
    assert page(tmp_path, "arsip/2026-11/1.html") == before


def test_words_and_dates_follow_the_language_of_the_site(tmp_path: Path) -> None:
    build(tmp_path / "id", stories(2))
    build(tmp_path / "en", stories(2), replace(SITE, language="en"))
    ours, theirs = page(tmp_path / "id", "artikel-1.html"), page(tmp_path / "en", "artikel-1.html")
    assert '<html lang="id">' in ours
    assert "Senin, 30 November 2026, 09.00 WIB" in ours
    assert "Langsung ke isi" in ours
    assert '<html lang="en">' in theirs
    assert "Monday, 30 November 2026, 09:00 WIB" in theirs
    assert "Skip to content" in theirs


def test_without_an_address_links_are_relative_and_sitemaps_are_left_out_and_said(
    tmp_path: Path,
) -> None:
    report = build(tmp_path, stories(2), replace(SITE, url=""))
    assert not (tmp_path / "sitemap.xml").exists()
    assert not (tmp_path / "news-sitemap.xml").exists()
    assert "url" in report.remarks[0]
    assert "Sitemap" not in page(tmp_path, "robots.txt")
    assert "canonical" not in page(tmp_path, "artikel-1.html")
    assert "og:url" not in page(tmp_path, "artikel-1.html")
    feed = feedparser.parse((tmp_path / "atom.xml").read_bytes())
    assert all(entry.id.startswith("urn:uuid:") for entry in feed.entries)


def test_an_address_that_goes_makes_the_sitemaps_go(tmp_path: Path) -> None:
    build(tmp_path, stories(2))
    report = build(tmp_path, stories(2), replace(SITE, url=""))
    assert report.removed == ("news-sitemap.xml", "sitemap.xml")
    assert not (tmp_path / "sitemap.xml").exists()


@pytest.mark.parametrize("url", [URL, "", f"{URL}/kabar"])
def test_every_internal_link_and_anchor_exists(tmp_path: Path, url: str) -> None:
    build(tmp_path, hostile(90), replace(SITE, url=url))
    assert broken_links(tmp_path, url) == []


def test_a_missing_page_is_found(tmp_path: Path) -> None:
    build(tmp_path, hostile(3))
    (tmp_path / "tag/banjir.html").unlink()
    assert broken_links(tmp_path, URL)


def hostile(count: int) -> list[Sealed]:
    """Articles in rubrics and with tags that are no plain names."""
    rubrics = ("a/b", "../x", "Énergi, Kota", "index", "")
    return [
        story(
            one, replace(FLOOD, rubric=rubrics[one % 5], tags=("C++", "c#", "banjir", "..", ODD))
        )
        for one in range(count)
    ]


def broken_links(out: Path, url: str) -> list[tuple[str, str]]:
    """Each link of the site to a page or anchor that is not there, with its page."""
    root = f"/{url.partition('://')[2].partition('/')[2]}".rstrip("/") + "/"
    found = []
    for path in out.rglob("*.html"):
        tree = html.fromstring(path.read_bytes())
        for link in tree.xpath("//@href|//@src"):
            place, _, anchor = link.partition("#")
            if re.match(r"(https?|mailto):", place):
                if not url or not place.startswith(f"{url}/"):
                    continue
                end = out / (place.removeprefix(f"{url}/") or "index.html")
            elif place.startswith(root):
                end = out / place.removeprefix(root)
            else:
                end = path.parent / place if place else path
            end = Path(str(end).partition("?")[0])
            is_there = end.is_file() and (
                not anchor or html.fromstring(end.read_bytes()).xpath(f"//*[@id='{anchor}']")
            )
            if not is_there:
                found.append((str(path), link))
    return found


def test_the_feeds_are_read_and_lead_to_the_pages(tmp_path: Path) -> None:
    build(tmp_path, stories(60))
    for name in ("rss.xml", "atom.xml"):
        feed = feedparser.parse((tmp_path / name).read_bytes())
        assert not feed.bozo
        assert len(feed.entries) == 50
        assert feed.entries[0].title == "Naskah 1"
        assert all((tmp_path / one.link.removeprefix(f"{URL}/")).is_file() for one in feed.entries)
    (tmp_path / "rss.xml").write_bytes(b"<rss><channel><item>")
    assert feedparser.parse((tmp_path / "rss.xml").read_bytes()).bozo  # feedparser would say


def test_an_empty_article_is_a_page_too(tmp_path: Path) -> None:
    build(tmp_path, [story(1, Text(headline="Kosong"))])
    assert '<h1 class="headline">Kosong</h1>' in page(tmp_path, "artikel-1.html")


def test_the_frame_of_a_page_has_classes_of_its_own(tmp_path: Path) -> None:
    build(tmp_path, stories(100))
    kinds, inside = set[str](), set[str]()
    for path in tmp_path.rglob("*.html"):
        tree = html.fromstring(path.read_bytes())
        kinds.update(tree.body.classes)
        inside.update(*(one.classes for one in tree.body.iterdescendants("*")))
    assert kinds == {"page-front", "page-article", "page-list", "page-contents", "page-404"}
    assert "list" in inside
    assert not kinds & inside


def test_no_root_leads_to_another_server(tmp_path: Path) -> None:
    build(tmp_path, stories(1), replace(SITE, url=f"{URL}//jahat.example"))
    missing = page(tmp_path, "404.html")
    assert '="/jahat.example/style.css' in missing
    assert '="//' not in missing
