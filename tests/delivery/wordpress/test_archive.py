"""An archive (`wxr`) goes through WordPress's own importer into the real WordPress.

The importer is a plugin that neither Debian nor PyPI nor npm has. Name the folder `src` of a copy
of the repository `WordPress/wordpress-importer` in `REDAKSI_WORDPRESS_IMPORTER`.
"""

import os
import re
import subprocess
from collections.abc import Iterator
from html import escape, unescape
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from redaksi.delivery.wordpress import page
from redaksi.exporters import Sealed, story
from redaksi.exporters.terms import terms
from tests.delivery.wordpress.site import Site
from tests.exporters.any_text import HOSTILE
from tests.exporters.pieces import FLOOD, collected, piece
from tests.exporters.test_feeds import HOME
from tests.wordpress import fixture

IMPORTER = os.environ.get("REDAKSI_WORDPRESS_IMPORTER", "")
SCRIPT = Path(fixture.__file__).with_name("import.php")
PARSERS = ("simplexml", "xml", "xmlprocessor", "regex")
"""The parsers of the importer; the last one is that of older versions."""

pytestmark = [
    fixture.GROUP,
    pytest.mark.skipif(
        not IMPORTER,
        reason="the importer is in no package: REDAKSI_WORDPRESS_IMPORTER names its folder",
    ),
]

_NO_NAME = re.compile(r"[<>\\]")
"""The signs that WordPress takes out of the name of a user."""
ARTICLES = [
    piece(),
    piece(number=2),  # of the same headline and second
    piece(HOSTILE, number=3),
    piece(replace(FLOOD, headline="Tanpa Rubrik", rubric="", tags=()), number=4, days=1),
    piece(replace(FLOOD, headline="Jalan <2 meter> & [gallery] 'x'"), number=5),
]


@pytest.fixture
def emptied(site: Site) -> Iterator[Site]:
    """The website, from which the authors that the importer made are taken after the test."""
    before = {one["id"] for one in site.all("users")}
    yield site
    site.empty()
    for one in site.all("users"):
        if one["id"] not in before:
            gone = site.api.delete(f"users/{one['id']}", params={"force": "true", "reassign": "1"})
            gone.raise_for_status()


def imported(site: Site, file: Path, parser: str) -> list[dict[str, Any]]:
    """The posts of the website after an import, by their slugs."""
    ran = subprocess.run(
        ["php", str(SCRIPT), str(site.folder / "site"), IMPORTER, str(file), parser],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "All done." in ran.stdout, ran.stdout + ran.stderr
    return sorted(site.all(), key=lambda one: str(one["slug"]))


@pytest.mark.parametrize("parser", PARSERS)
def test_an_archive_is_imported_with_every_field(
    emptied: Site, tmp_path: Path, parser: str
) -> None:
    file = tmp_path / "wordpress.xml"
    file.write_bytes(collected("wxr", ARTICLES, HOME))
    posts = imported(emptied, file, parser)
    assert [one["slug"] for one in posts] == [f"artikel-{number}" for number in range(1, 6)]
    authors = {one["id"]: one["name"] for one in emptied.all("users")}
    names = {
        one["id"]: unescape(one["name"])
        for kind in ("categories", "tags")
        for one in emptied.all(kind)
    }
    for post, sealed in zip(posts, ARTICLES, strict=True):
        check(post, sealed, authors, names)
    assert [one["date_gmt"][-2:] for one in posts] == ["00", "01", "00", "00", "00"]
    # The importer does not know a headline with a backslash again.
    file.write_bytes(collected("wxr", [one for one in ARTICLES if one.text != HOSTILE], HOME))
    again = imported(emptied, file, parser)
    assert [one["id"] for one in again] == [one["id"] for one in posts]


def check(
    post: dict[str, Any], sealed: Sealed, authors: dict[int, str], names: dict[int, str]
) -> None:
    """`post` shows `sealed` with its author, its terms and its time."""
    text = sealed.text
    assert post["status"] == "publish"
    assert page.plain(post["title"]["rendered"]) == page.plain(escape(text.headline))
    assert page.plain(post["excerpt"]["raw"]) == page.plain(escape(text.deck))
    assert page.lines(post["content"]["rendered"]) == page.lines(story.html(sealed, HOME, top="/"))
    assert post["date_gmt"][:17] == "2024-06-03T03:30:"
    assert unescape(authors[post["author"]]).split() == _NO_NAME.sub("", text.byline).split()
    assert {names[one] for one in post["tags"]} == set(terms(text.tags))
    expected = terms(text.rubric.split(", ")) or ["Uncategorized"]
    assert {names[one] for one in post["categories"]} == set(expected)
