"""The Pelican export, built into a site by Pelican itself, in which every warning is an error."""

import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from msgspec.structs import replace

from redaksi.domain.article import Photo, Text
from redaksi.exporters import Sealed, folder
from redaksi.exporters.terms import terms
from tests.copy_marks import MARKS
from tests.exporters.any_text import BLOCKS, HOSTILE
from tests.exporters.built_pages import differing, parsed, particulars_of, with_bodies
from tests.exporters.pieces import FLOOD, SITE, piece
from tests.exporters.test_plain_copy import MORE_TO_HUGO
from tests.exporters.test_terms import HOSTILE as HOSTILE_NAMES

LINKS = ("href", "src")
"""Pelican writes the other attributes in its own way."""
PELICAN = Path(sys.executable).with_name("pelican")
# reStructuredText warns that it does not speak Indonesian.
SETTINGS = """
AUTHOR = "Redaksi"
SITENAME = "Situs"
PATH = "content"
TIMEZONE = "Asia/Jakarta"
DEFAULT_LANG = "id"
THEME = "simple"
THEME_TEMPLATES_OVERRIDES = ["templates"]
READERS = {"rst": None}
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
NAMES = ("author", "byline", "editor", "dateline", "source", "category", "summary", "slug")
"""
# A theme of Pelican shows each particular as HTML.
PAGE = """<html><body><h1>{{ article.title }}</h1><main>{{ article.content }}</main>
{% for name in NAMES %}
<p class="{{ name }}">{{ article|attr(name) }}</p>{% endfor %}
<p class="date">{{ article.date.isoformat() }}</p>
<p class="modified">{{ article.modified.isoformat() }}</p>
{% for tag in article.tags %}<b>{{ tag }}</b>{% endfor %}</body></html>"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """An empty Pelican site."""
    (tmp_path / "pelicanconf.py").write_text(SETTINGS)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "article.html").write_text(PAGE)
    return tmp_path


def pelican(site: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PELICAN, "-s", "pelicanconf.py", "--fatal", "warnings"],
        cwd=site,
        capture_output=True,
        text=True,
        check=False,
    )


def build(site: Path, *articles: Sealed) -> dict[str, html.HtmlElement]:
    """The pages of `articles` by slug, built by Pelican without a warning."""
    report = folder.write(site / "content", "pelican", articles, SITE)
    assert len(report.written) == len(articles)
    built = pelican(site)
    said = built.stdout + built.stderr
    assert built.returncode == 0, said
    assert f"Processed {len(articles)} article" in said
    return {
        Path(path).stem: parsed((site / "output" / Path(path).with_suffix(".html")).read_bytes())
        for path in report.written
    }


def particulars(page: html.HtmlElement) -> dict[str, Any]:
    shown = {one.get("class"): one.text_content() for one in page.xpath("/html/body/p[@class]")}
    return {"title": page.findtext(".//h1"), **shown, "tags": page.xpath("/html/body/b/text()")}


def test_every_field_is_known_to_pelican(site: Path) -> None:
    (page,) = build(site, piece(days=1)).values()
    assert particulars(page) == {
        **particulars_of(FLOOD),
        "byline": FLOOD.byline,
        "category": "Peristiwa",
        "summary": FLOOD.deck,
        "date": "2024-06-03T10:30:00+07:00",
        "modified": "2024-06-04T10:30:00+07:00",
        "tags": ["banjir", "Sidoarjo"],
    }
    assert differing({"artikel-1": page}, [piece(days=1)], LINKS) == []
    assert page.find(".//main//img").get("alt") == "Pompa di tepi kali"
    for part in ("Pompa menyala di Kali Buntung", "Dok. Warga", "Pompa Baru Tiba", "Kami pulang"):
        assert part in page.find(".//main").text_content()


def test_every_sign_of_every_field_is_itself(site: Path) -> None:
    (page,) = build(site, piece(HOSTILE)).values()
    assert particulars(page) == {
        **particulars_of(HOSTILE),
        "summary": HOSTILE.deck,
        "byline": HOSTILE.byline,
        "category": terms([HOSTILE.rubric])[0],
        "date": "2024-06-03T10:30:00+07:00",
        "modified": "2024-06-03T10:30:00+07:00",
    }
    assert differing({"artikel-1": page}, [piece(HOSTILE)], LINKS) == []


def test_pelican_shows_what_the_page_shows(site: Path) -> None:
    chance = random.Random(5)
    bodies = [
        *(tuple(body.split("\n\n")) for body in MORE_TO_HUGO if not body.startswith("![")),
        *(
            ("".join(chance.choices([one for one in MARKS if "!" not in one], k=14)),)
            for _ in range(150)
        ),
        *((block,) for block in BLOCKS),
        ("{filename}/x.md", "|tag|x", "{{ SITENAME }}", "{% raw %}", "[[toc]]", "[TOC]"),
        ("</body>", "&lt;/main&gt;", "<!-- PELICAN_END_SUMMARY -->", "[x](https://x.id/{tag}y)"),
    ]
    articles = with_bodies(bodies)
    assert differing(build(site, *articles), articles, LINKS) == []


@pytest.mark.parametrize(
    "alt", ["\" onload='x", "a href='{filename}x'", "x' src=\"{static}y\" z='", "&#34;&quot; onx"]
)
def test_words_of_a_picture_stay_words(site: Path, alt: str) -> None:
    """Pelican writes attributes anew, and follows what looks like its own links."""
    text = replace(
        FLOOD,
        photos=(Photo(url="https://contoh.id/x.jpg", alt=alt),),
        body=(f'[a](https://contoh.id/ "{alt.replace(chr(34), "&quot;")}")',),
    )
    (page,) = build(site, piece(text)).values()
    image = page.find(".//main//img")
    assert set(image.attrib) == {"src", "alt", "referrerpolicy"}
    assert image.get("alt") == alt.replace('"', "”").replace("'", "’")
    assert set(page.find(".//main//a").attrib) == {"href", "rel", "title"}


def test_pelican_does_object_to_words_that_are_not_made_safe(site: Path) -> None:
    """The negative control: an attribute ends early, and a link leads to a file."""
    build(site, piece())
    ours = site / "content" / "artikel-1.htm"
    ours.write_text(
        ours.read_text().replace('alt="Pompa di tepi kali"', "alt=\"&quot; onload='x'\"")
    )
    assert pelican(site).returncode == 0
    page = html.document_fromstring((site / "output" / "artikel-1.html").read_bytes())
    assert page.find(".//main//img").get("alt") != "\" onload='x'"
    ours.write_text(ours.read_text() + "<a href='{filename}tidak-ada.md'>x</a>")
    ours.write_text(ours.read_text().replace("</body>", "<a href='{filename}x.md'>x</a></body>"))
    assert pelican(site).returncode != 0


@pytest.mark.parametrize("tag", ["a, b", "a; b", "R&D", "a,b;c & d", "<script>x</script>"])
def test_a_single_tag_is_one_tag(site: Path, tag: str) -> None:
    (page,) = build(site, piece(replace(FLOOD, tags=(tag,)))).values()
    assert particulars(page)["tags"] == [tag.replace("/", "-")]


def test_rubrics_tags_and_bylines_lead_nowhere_else(site: Path) -> None:
    articles = [
        piece(
            replace(FLOOD, rubric=name, byline=name, tags=(name, name.upper(), "Banjir")),
            number=number,
        )
        for number, name in enumerate(HOSTILE_NAMES)
    ]
    build(site, *articles)
    output = site / "output"
    assert {path.name for path in output.iterdir() if path.is_dir()} == {
        "author",
        "category",
        "tag",
    }
    for path in output.rglob("*"):
        assert len(path.relative_to(output).parts) <= 2
    assert [path.name for path in (output / "tag").glob("[Bb]anjir*")] == ["banjir.html"]


@pytest.mark.parametrize("name", ["index", "tags", "categories", "authors", "archives"])
def test_an_article_takes_the_place_of_no_list(site: Path, name: str) -> None:
    assert [*build(site, piece(slug=name))] == [f"{name}-240603-k7f01"]


def test_two_rubrics_are_a_category_and_a_tag(site: Path) -> None:
    (page,) = build(site, piece(replace(FLOOD, rubric="Ekonomi, Bisnis"))).values()
    told = particulars(page)
    assert (told["category"], told["tags"]) == ("Ekonomi", ["Bisnis", "banjir", "Sidoarjo"])


def test_what_has_no_value_is_not_there(site: Path) -> None:
    (page,) = build(site, piece(Text(headline="Judul", body=("Isi.",)))).values()
    assert particulars(page)["author"] == "Redaksi"
