"""A real page of a news site, field by field.

The page is not in the repository, because it is not ours. These tests are skipped without it.
"""

from pathlib import Path

import pytest

from redaksi.domain.article import Photo, Related
from redaksi.importers import Imported, read

PAGE = Path(__file__).parents[3] / "shared/copy/jatimnow-kehumasan.txt"


@pytest.fixture
def source() -> str:
    if not PAGE.exists():
        pytest.skip("the real page is no part of the repository")
    return PAGE.read_text(encoding="utf-8")


@pytest.fixture
def copy(source: str) -> Imported:
    return read(source.encode(), PAGE.name)


def test_the_particulars_of_the_real_page_are_in_their_fields(copy: Imported) -> None:
    assert copy.format == "page"
    assert copy.editor == "Yanuar D"
    assert copy.text.headline.startswith("Kakanwil Kemenkumham Jatim Tekankan")
    assert copy.text.headline.endswith("Paradigma Kehumasan")
    assert copy.text.source == "jatimnow.com"
    assert copy.text.photos == (
        Photo(
            caption="Kumham PR Bootcamp East Java Region 2024",
            credit="Humas Kemenkumham Jatim/jatimnow.com",
        ),
    )
    assert (copy.text.deck, copy.text.byline, copy.text.dateline, copy.text.rubric) == (
        "",
        "",
        "",
        "",
    )


def test_the_two_stories_to_read_as_well_are_related_and_not_body(copy: Imported) -> None:
    assert copy.text.related == (
        Related(title="Kakanwil Kemenkumham Jatim Lantik 23 Pejabat Manajerial, Ini Pesannya"),
        Related(title="Kemenkumham Jatim Gelar Sosialisasi Tata Cara Penghapusan Fidusia"),
    )
    assert not any(
        story.title in paragraph for story in copy.text.related for paragraph in copy.text.body
    )


def test_the_body_of_the_real_page_is_its_paragraphs_in_order_and_nothing_else(
    source: str, copy: Imported
) -> None:
    blocks = [block.strip() for block in source.split("\n\n")]
    body = [block for block in blocks[3:] if not block.startswith("Baca juga:")]
    assert body[0].startswith("jatimnow.com - Untuk")
    body[0] = body[0].removeprefix("jatimnow.com - ")
    assert list(copy.text.body) == body
    assert len(body) == 13
