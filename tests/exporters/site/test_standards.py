"""The site is read back by the programs that it is made for: checker, crawlers, search engines."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

import lxml.etree
import pytest
from extruct import extract  # type: ignore[import-untyped]
from msgspec.structs import replace

from redaksi.exporters.site import sitemaps, templates
from tests.exporters.pieces import FLOOD
from tests.exporters.site.built import NOW, ODD, SITE, URL, build, page, stories, story

ROOT = Path(__file__).parents[3]
VNU = next(
    (
        path
        for folder in (
            os.environ.get("REDAKSI_NPM", ""),
            str(ROOT / ".venv/npm"),
            "/opt/redaksi-npm",
        )
        if folder and (path := Path(folder) / "node_modules/vnu-jar/build/dist/vnu.jar").is_file()
    ),
    None,
)


def checked(paths: Iterable[Path]) -> str:
    """What the Nu HTML checker says about the files; "" for nothing."""
    if not VNU or not shutil.which("java"):
        if os.environ.get("CI") == "true":
            pytest.fail("needs vnu-jar from npm, and java: see .ci/run")
        pytest.skip("needs vnu-jar from npm, and java: see .ci/run")
    command = ["java", "-jar", str(VNU), "--format", "text", "--also-check-css", *map(str, paths)]
    return (
        subprocess.run(command, capture_output=True, text=True, check=False)
        .stderr.replace("Document checking completed.", "")
        .replace("No errors found.", "")
    )


def test_every_kind_of_page_is_valid_html(tmp_path: Path) -> None:
    odd = replace(
        FLOOD,
        **dict.fromkeys(("headline", "deck", "byline", "dateline", "source", "rubric"), ODD),
        tags=(ODD, "..", "x" * 300),
        body=(
            "# Satu",
            "#### Dua",
            "> kutipan",
            "- a\n- b",
            "| a | b |\n|---|---|\n| 1 | 2 |",
            "```\n<x>\n```",
            "1. a\n2. b",
            "***",
        ),
    )
    build(tmp_path, [story(1, odd), *(one for one in stories(90)[1:])])
    pages = [*tmp_path.glob("*/*.html"), *tmp_path.glob("*/*/1.html"), tmp_path / "style.css"]
    pages += [
        tmp_path / name for name in ("index.html", "404.html", "artikel-1.html", "artikel-2.html")
    ]
    assert checked(pages).strip() == ""


def test_the_checker_would_name_an_invalid_page(tmp_path: Path) -> None:
    build(tmp_path, stories(1))
    broken = tmp_path / "artikel-1.html"
    broken.write_text(page(tmp_path, "artikel-1.html").replace("</h1>", "</h2>"))
    assert "Error: End tag “h2”" in checked([broken])


def read_back(out: Path, path: str) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The NewsArticle, and the properties of Open Graph, as a crawler reads them."""
    found = extract(page(out, path), base_url=f"{URL}/{path}", syntaxes=["json-ld", "opengraph"])
    return found["json-ld"][0], [tuple(one) for one in found["opengraph"][0]["properties"]]


def test_a_crawler_reads_every_field_of_the_article(tmp_path: Path) -> None:
    sealed = story(1)
    build(tmp_path, [sealed])
    found, _graph = read_back(tmp_path, "artikel-1.html")
    text = sealed.text
    assert found == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": text.headline,
        "description": text.deck,
        "url": f"{URL}/artikel-1.html",
        "mainEntityOfPage": f"{URL}/artikel-1.html",
        "inLanguage": "id",
        "datePublished": "2026-11-30T09:00:00+07:00",
        "dateModified": "2026-11-30T09:00:00+07:00",
        "author": [{"@type": "Person", "name": text.byline}],
        "editor": [{"@type": "Person", "name": sealed.editor}],
        "publisher": {"@type": "NewsMediaOrganization", "name": "Warta Delta", "url": f"{URL}/"},
        "dateline": text.dateline,
        "sourceOrganization": {"@type": "Organization", "name": text.source},
        "articleSection": [text.rubric],
        "keywords": list(text.tags),
        "wordCount": 22,
        "image": [
            {
                "@type": "ImageObject",
                "url": text.photos[0].url,
                "caption": text.photos[0].caption,
                "creditText": text.photos[0].credit,
            }
        ],
    }


def test_a_crawler_reads_every_field_of_open_graph(tmp_path: Path) -> None:
    text = FLOOD
    build(tmp_path, [story(1)])
    _article, found = read_back(tmp_path, "artikel-1.html")
    assert sorted(found) == sorted(
        [
            ("og:type", "article"),
            ("og:title", text.headline),
            ("og:description", text.deck),
            ("og:url", f"{URL}/artikel-1.html"),
            ("og:site_name", "Warta Delta"),
            ("og:locale", "id_ID"),
            ("og:image", text.photos[0].url),
            ("og:image:alt", text.photos[0].alt),
            ("article:published_time", "2026-11-30T09:00:00+07:00"),
            ("article:modified_time", "2026-11-30T09:00:00+07:00"),
            ("article:section", text.rubric),
            *(("article:tag", tag) for tag in text.tags),
        ]
    )


def test_hostile_signs_survive_the_crawler(tmp_path: Path) -> None:
    build(tmp_path, [story(1, replace(FLOOD, headline=ODD, deck=ODD))])
    article, graph = read_back(tmp_path, "artikel-1.html")
    assert article["headline"] == dict(graph)["og:title"] == ODD


def entries(out: Path, path: str) -> list[dict[str, str]]:
    """The entries of a sitemap: the text of each element by its name."""
    tree = lxml.etree.fromstring((out / path).read_bytes())
    return [
        {lxml.etree.QName(one).localname: (one.text or "").strip() for one in entry.iter()}
        for entry in tree
    ]


def problems(out: Path, path: str) -> list[str]:
    """Each rule of the protocol (https://www.sitemaps.org/protocol.html) that a sitemap breaks."""
    data = (out / path).read_bytes()
    tree = lxml.etree.fromstring(data)
    found = []
    if lxml.etree.QName(tree).namespace != "http://www.sitemaps.org/schemas/sitemap/0.9":
        found.append("namespace")
    if len(data) > 50 << 20 or len(tree) > 50_000:
        found.append("size")
    for entry in entries(out, path):
        if (
            not entry["loc"].startswith(f"{URL}/")
            or len(entry["loc"]) > 2047
            or not entry["loc"].isascii()
        ):
            found.append(entry["loc"])
        stamp = entry.get("lastmod", "2026-11-30T09:00:00+07:00")
        if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+\d\d:\d\d", stamp):
            found.append(stamp)
    return found


def test_the_sitemap_keeps_the_rules_and_names_every_page(tmp_path: Path) -> None:
    build(tmp_path, stories(5))
    assert problems(tmp_path, "sitemap.xml") == []
    named = {
        entry["loc"].removeprefix(f"{URL}/") or "index.html"
        for entry in entries(tmp_path, "sitemap.xml")
    }
    assert {f"artikel-{one}.html" for one in range(1, 6)} <= named
    assert all((tmp_path / one).is_file() for one in named)
    assert "Sitemap: https://contoh.id/sitemap.xml" in page(tmp_path, "robots.txt")
    (tmp_path / "sitemap.xml").write_text(page(tmp_path, "sitemap.xml").replace(URL, "/"))
    assert problems(tmp_path, "sitemap.xml")  # the rules would be missed


def test_a_large_sitemap_is_split_and_indexed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "MOST", 4)
    build(tmp_path, stories(5))
    index = [entry["loc"].removeprefix(f"{URL}/") for entry in entries(tmp_path, "sitemap.xml")]
    assert index == [f"sitemap-{number}.xml" for number in range(1, len(index) + 1)]
    assert len(index) > 1
    assert all(0 < len(entries(tmp_path, one)) <= 4 for one in index)
    assert all(problems(tmp_path, one) == [] for one in index)


def test_the_news_sitemap_has_two_days(tmp_path: Path) -> None:
    articles = [story(1), story(2, hours=47), story(3, hours=48), story(4, hours=49)]
    build(tmp_path, articles)
    found = entries(tmp_path, "news-sitemap.xml")
    assert [one["loc"] for one in found] == [f"{URL}/artikel-{one}.html" for one in (1, 2, 3)]
    assert found[0] | {"news": "", "url": "", "publication": ""} == found[0] | {
        "news": "",
        "url": "",
        "publication": "",
        "name": "Warta Delta",
        "language": "id",
        "publication_date": "2026-11-30T09:00:00+07:00",
        "title": FLOOD.headline,
    }
    build(tmp_path, articles, replace(SITE, now=NOW + timedelta(days=3)))
    assert entries(tmp_path, "news-sitemap.xml") == []


def test_the_news_sitemap_has_at_most_a_thousand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sitemaps.MOST_NEWS == 1_000
    monkeypatch.setattr(sitemaps, "MOST_NEWS", 3)
    build(tmp_path, stories(5))
    assert len(entries(tmp_path, "news-sitemap.xml")) == 3


PAIRS = [
    *(("ink", ground) for ground in ("paper", "sheet")),
    *(("quiet", ground) for ground in ("paper", "sheet")),
    *(("accent", ground) for ground in ("paper", "sheet")),
]


def colours(style: str) -> list[dict[str, str]]:
    """The colours of the light and of the dark look, by name."""
    blocks = re.findall(r":root \{([^}]*)\}", style.partition("@media print")[0])
    light = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", blocks[0]))
    return [light, light | dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", blocks[1]))]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, by https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", [0, 1])
def test_every_text_has_the_contrast_of_wcag_aa(look: int) -> None:
    found = colours(templates.ours()["style.css"])[look]
    assert len(found) == 8
    ratios = {pair: contrast(found[pair[0]], found[pair[1]]) for pair in PAIRS}
    assert min(ratios.values()) >= 4.5, ratios
    assert contrast(found["focus"], found["paper"]) >= 3


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # just too little
