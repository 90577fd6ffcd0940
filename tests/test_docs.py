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


def _absent(text: str) -> list[str]:
    """The tests that TEXT names as `tests/file.py::test_name` and that are not there."""
    named = re.findall(r"`(tests/\S+\.py)::(test_\w+)`", text)
    assert named, f"nothing proves: {text}"
    return [
        f"{file}::{name}"
        for file, name in named
        if not (ROOT / file).exists() or not re.search(rf"def {name}\(", (ROOT / file).read_text("utf-8"))
    ]


def test_every_answer_about_ones_text_names_tests_that_are_there() -> None:
    _title, _lead, *answers = (ROOT / "docs/safety.md").read_text("utf-8").strip().split("\n\n")
    assert len(answers) > 15
    assert [missing for answer in answers for missing in _absent(answer)] == []


def test_every_threat_names_tests_that_are_there() -> None:
    rows = re.findall(r"^\| (?!attack|-).+\|$", (ROOT / "docs/threats.md").read_text("utf-8"), re.MULTILINE)
    assert [missing for row in rows for missing in _absent(row)] == []


def test_a_test_that_is_not_there_is_noticed() -> None:
    assert _absent("`tests/test_docs.py::test_nobody`") == ["tests/test_docs.py::test_nobody"]
