"""Tags and rubrics as pages of a Hugo site.

None leads outside the site or stops the build, and each has one name.
"""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from redaksi.domain.article import Text
from redaksi.exporters.terms import LIMIT, terms
from redaksi.importers import read
from tests.exporters.pieces import FLOOD, piece
from tests.exporters.test_hugo import build, exported, hugo, matter, site

__all__ = ["site"]

HOSTILE = (
    *(
        "..",
        ".",
        "...",
        "../berita/artikel-1",
        "../../x",
        "/etc/x",
        "a/../../../x",
        "..\\x",
        "%2e%2e%2fx",
        "~/x",
        "?",
    ),
    *(
        "index.html",
        "INDEX.XML",
        "index.json",
        "_index.md",
        "index",
        "page",
        ".git",
        "a." * 99,
        "#",
        "C#",
        "[a](b)",
        "{{x}}",
    ),
    *(
        "x" * 300,
        "é" * 300,
        "字" * 300,
        "kata " * 60,
        "😀" * 99 + "a",
        "😀",
        '"',
        "'",
        "a: b",
        "<script>",
        "-",
        "½",
        "ـ",
    ),
)


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        (["Banjir", "banjir", "BANJIR", "Bánjir"], ["Banjir"]),
        (["Kafé", "Kafe"], ["Kafé"]),
        (["C++", "C#", "C", "R&D", "100%"], ["C++", "C#", "C", "R&D", "100%"]),
        (["RT/RW", "../berita/x", ".."], ["RT-RW", "berita-x"]),
        (["index.html", "Index"], ["index-html", "Index"]),
        (["x" * 300], ["x" * LIMIT]),
        (["😀", "?", ""], []),
    ],
)
def test_names_are_safe_and_each_is_there_once(names: list[str], kept: list[str]) -> None:
    assert terms(names) == kept


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])) | st.sampled_from(HOSTILE))
)
def test_whatever_a_name_holds_it_is_one_folder_and_stays_as_it_is(names: list[str]) -> None:
    found = terms(names)
    assert all(
        name and not set(name) & set("/\\") and name[0] != "." and len(name.encode()) <= 200
        for name in found
    )
    assert terms(found) == found


def test_a_site_with_hostile_names_is_built_inside_its_lists(site: Path) -> None:
    articles = [
        piece(
            replace(FLOOD, rubric=name, tags=(name, name.upper(), *HOSTILE[number : number + 3])),
            number=number,
        )
        for number, name in enumerate(HOSTILE)
    ]
    pages = build(site, *articles)
    assert len(pages) == len(HOSTILE)
    public = site / "public"
    assert {path.name for path in public.iterdir() if path.is_dir()} == {
        "berita",
        "categories",
        "tags",
    }
    assert {path.name for path in (public / "berita").iterdir() if path.is_dir()} == set(pages)
    assert {
        len(path.relative_to(public / "tags").parts)
        for path in (public / "tags").rglob("index.html")
    } == {1, 2}


def test_hugo_does_object_to_such_a_name_that_is_not_made_safe(site: Path) -> None:
    """The negative control: a name that is not made safe stops the build."""
    build(site, piece(replace(FLOOD, tags=("aman",))))
    ours = site / "content" / "berita" / "artikel-1.md"
    ours.write_text(ours.read_text().replace("- aman", "- index.html"))
    assert hugo(site, "--panicOnWarning").returncode != 0


def test_two_categories_are_two_and_come_back(site: Path) -> None:
    text = read(b"---\ntitle: Banjir\ncategories: [Ekonomi, Bisnis]\n---\n\nIsi.", "n.md").text
    sealed = piece(text)
    assert matter(sealed)["categories"] == ["Ekonomi", "Bisnis"]
    build(site, sealed)
    assert {path.parent.name for path in (site / "public/categories").glob("*/index.html")} == {
        "ekonomi",
        "bisnis",
    }
    assert read(exported(sealed).encode(), "n.md").text.rubric == text.rubric == "Ekonomi, Bisnis"


def test_names_that_differ_in_case_from_article_to_article_are_one_page(site: Path) -> None:
    names = ("Banjir", "banjir", "BANJIR")
    build(
        site,
        *(
            piece(Text(headline="x", body=("y",), tags=(name,)), number=n)
            for n, name in enumerate(names)
        ),
    )
    assert [path.parent.name for path in (site / "public/tags").glob("*/index.html")] == ["banjir"]
