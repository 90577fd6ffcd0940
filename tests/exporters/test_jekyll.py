"""The Jekyll export, built into a site by Jekyll itself (Debian's)."""

import json
import random
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from msgspec.structs import replace

from redaksi.exporters import Sealed, folder
from redaksi.exporters.terms import terms
from tests.copy_marks import MARKS
from tests.exporters.any_text import BLOCKS, HOSTILE
from tests.exporters.built_pages import differing, parsed, particulars_of, with_bodies
from tests.exporters.pieces import FIRST, FLOOD, SITE, exported, piece
from tests.exporters.test_plain_copy import MORE_TO_HUGO
from tests.exporters.test_terms import HOSTILE as HOSTILE_NAMES
from tests.needed import program

FIELDS = (
    *("title", "date", "last_modified_at", "slug", "description", "excerpt", "author", "editor"),
    *("dateline", "source", "categories", "tags", "image"),
)
LAYOUT = (
    "<html><body><main>{{ content }}</main><script>{"
    + ",".join(f'"{name}": {{{{ page.{name} | jsonify }}}}' for name in FIELDS)
    + "}</script></body></html>"
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """An empty Jekyll site."""
    (tmp_path / "_config.yml").write_text("title: Situs\ntimezone: Asia/Jakarta\n")
    (tmp_path / "_layouts").mkdir()
    (tmp_path / "_layouts" / "post.html").write_text(LAYOUT)
    return tmp_path


def jekyll(site: Path) -> subprocess.CompletedProcess[str]:
    command = (program("jekyll", "jekyll"), "build", "--strict_front_matter", "--trace")
    return subprocess.run(
        [*command, "--disable-disk-cache"],
        cwd=site,
        env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )


def build(site: Path, *articles: Sealed) -> dict[str, html.HtmlElement]:
    """The pages of `articles` by slug, built by Jekyll without a warning."""
    report = folder.write(site / "_posts", "jekyll", articles, SITE)
    assert len(report.written) == len(articles)
    built = jekyll(site)
    said = built.stdout + built.stderr
    assert built.returncode == 0, said
    assert not [word for word in ("Warn", "warn", "Error", "Conflict") if word in said], said
    pages = {path.stem: parsed(path.read_bytes()) for path in (site / "_site").rglob("*.html")}
    assert len(pages) == len(articles)
    return pages


def particulars(page: html.HtmlElement) -> Any:
    return json.loads(page.findtext(".//script"))


def test_every_field_is_known_to_jekyll(site: Path) -> None:
    (page,) = build(site, piece(days=1)).values()
    assert particulars(page) == {
        **particulars_of(FLOOD),
        "date": "2024-06-03 10:30:00 +0700",
        "last_modified_at": "2024-06-04 10:30:00 +0700",
        "description": FLOOD.deck,
        "excerpt": FLOOD.deck,
        "categories": ["Peristiwa"],
        "tags": ["banjir", "Sidoarjo"],
        "image": {"path": "https://example.org/pompa.jpg", "alt": "Pompa di tepi kali"},
    }
    assert differing({"artikel-1": page}, [piece(days=1)]) == []
    for part in ("Pompa menyala di Kali Buntung", "Dok. Warga", "Pompa Baru Tiba", "Kami pulang"):
        assert part in page.find(".//main").text_content()


def test_every_sign_of_every_field_is_itself(site: Path) -> None:
    (page,) = build(site, piece(HOSTILE)).values()
    told = particulars(page)
    assert html.fromstring(f"<p>{told.pop('excerpt')}</p>").text_content() == HOSTILE.deck
    assert told == {
        **particulars_of(HOSTILE),
        "description": HOSTILE.deck,
        "categories": terms([HOSTILE.rubric]),
        "date": "2024-06-03 10:30:00 +0700",
        "last_modified_at": "2024-06-03 10:30:00 +0700",
        "image": {"path": "https://contoh.id/a%20b&c.jpg", "alt": HOSTILE.photos[0].alt},
    }
    assert differing({"artikel-1": page}, [piece(HOSTILE)]) == []


def test_jekyll_shows_what_the_page_shows(site: Path) -> None:
    chance = random.Random(5)
    bodies = [
        *(tuple(body.split("\n\n")) for body in MORE_TO_HUGO),
        *(("".join(chance.choices(MARKS, k=14)),) for _ in range(150)),
        *((block,) for block in BLOCKS),
        ("{% raw %}", "{{ page.title }}", "{% include x %}", "{%- comment -%}", "{{", "{%"),
        ("Satu {: .kelas }", "{::nomarkdown}", "$$x$$", "*[HTML]: Bahasa", "^[catatan]"),
    ]
    articles = with_bodies(bodies)
    assert differing(build(site, *articles), articles) == []


@pytest.mark.parametrize("body", ["{% raw %}", "{{ x"])
def test_jekyll_does_object_to_copy_that_is_not_escaped(site: Path, body: str) -> None:
    """The negative control of the test above."""
    build(site, piece())
    (post,) = (site / "_posts").glob("*.html")
    post.write_text(post.read_text() + body)
    assert jekyll(site).returncode != 0


def test_words_that_look_like_something_else_are_words(site: Path) -> None:
    tags = (
        *("1e3", "y", "n", "yes", "on", "true", "null", "0o17", "1_000", "12:30:45", ":a"),
        *("2024-01-01", "C++", "R&D", "é", "a\u00a0b", "100%", "=", "<<", "0x1f"),
    )
    (page,) = build(site, piece(replace(FLOOD, tags=tags, headline="2024-06-03"))).values()
    told = particulars(page)
    assert (told["title"], told["tags"]) == (
        "2024-06-03",
        [tag for tag in tags if tag not in "<<="],
    )


def test_rubrics_and_tags_lead_nowhere_else(site: Path) -> None:
    articles = [
        piece(replace(FLOOD, rubric=name, tags=(name, name.upper())), number=number)
        for number, name in enumerate(HOSTILE_NAMES)
    ]
    build(site, *articles)
    for path in (site / "_site").rglob("*.html"):
        folders = path.relative_to(site / "_site").parts[:-1]
        assert folders[-3:] == ("2024", "06", "03")
        assert len(folders) in {3, 4}
    assert not list(site.parent.glob("*.html"))


def test_the_day_of_a_post_is_that_of_the_newsroom(site: Path) -> None:
    night = piece(published_at=FIRST + timedelta(hours=15))  # 1.30 WIB of the next day
    (page,) = build(site, night).values()
    assert [path.name for path in (site / "_posts").glob("*.html")] == [
        "2024-06-04-artikel-1.html"
    ]
    assert particulars(page)["date"] == "2024-06-04 01:30:00 +0700"


def test_a_brace_never_reaches_liquid() -> None:
    post = exported(piece(replace(HOSTILE, headline="x")), "jekyll").decode()
    assert "{" not in post.split("\n---\n", 1)[1]
