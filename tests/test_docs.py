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


def test_every_answer_about_ones_text_names_tests_that_are_there() -> None:
    _title, _lead, *answers = (ROOT / "docs/safety.md").read_text("utf-8").strip().split("\n\n")
    assert len(answers) > 15
    for answer in answers:
        named = re.findall(r"`(tests/\S+\.py)::(test_\w+)`", answer)
        assert named, f"nothing proves: {answer}"
        for file, name in named:
            assert re.search(rf"def {name}\(", (ROOT / file).read_text("utf-8")), f"there is no {name} in {file}"
