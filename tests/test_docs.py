"""Every page and picture of the docs is there, and somebody leads to it."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted(ROOT.glob("docs/*.md"))
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")


def _links(page: Path) -> set[Path]:
    """The files of ours that PAGE links to."""
    found = (link for link in LINK.findall(page.read_text("utf-8")) if "://" not in link)
    return {(page.parent / link).resolve() for link in found}


@pytest.mark.parametrize("page", [*PAGES, *sorted(ROOT.glob("*.md"))], ids=lambda page: page.name)
def test_a_page_links_only_to_what_is_there(page: Path) -> None:
    assert {link for link in _links(page) if not link.exists()} == set()


def test_the_readme_links_to_every_page() -> None:
    assert set(PAGES) - _links(ROOT / "README.md") == set()
