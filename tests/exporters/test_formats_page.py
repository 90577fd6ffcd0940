"""The page about formats says of each format exactly which fields are in its files."""

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from redaksi.domain.article import NoticeKind, Photo, PublishedNotice, Related, Text
from redaksi.exporters import (
    FORMATS,
    ArticleExporter,
    CollectionExporter,
    FolderExporter,
    Sealed,
    get,
)
from tests.exporters.pieces import FIRST, SITE, piece

PAGE = Path(__file__).parents[2] / "docs" / "formats.md"
NOTHING = "–"
SITE_OF_PAGE = replace(SITE, url="https://situs.example", title="namasitus", language="tlh")
TEXT = Text(
    headline="kepalanya",
    deck="deknya",
    body=("isinya",),
    byline="penulisnya",
    dateline="titimangsanya",
    source="sumbernya",
    rubric="rubriknya",
    tags=("tagnya",),
    photos=(
        Photo(
            url="https://foto.example/x.jpg",
            alt="altnya",
            caption="takarirnya",
            credit="kreditnya",
        ),
    ),
    related=(Related(title="terkaitnya", url="https://terkait.example/"),),
)
FIELDS = {
    "headline": "kepalanya",
    "deck": "deknya",
    "body": "isinya",
    "byline": "penulisnya",
    "dateline": "titimangsanya",
    "source": "sumbernya",
    "rubric": "rubriknya",
    "tags": "tagnya",
    "photo: address": "https://foto.example/x.jpg",
    "photo: alternative text": "altnya",
    "photo: caption": "takarirnya",
    "photo: credit": "kreditnya",
    "related: title": "terkaitnya",
    "related: address": "https://terkait.example/",
    "editor": "editornya",
    "notices of changes": "ralatnya",
    "first published": r"2024-06-03|3 Juni 2024|0?3 Jun 2024",
    "last signed off": r"2024-06-09|9 Juni 2024|0?9 Jun 2024",
    "id": "240603-k7f01|https://situs.example/siputnya.html",
    "slug": "siputnya",
    "language": "tlh|id_ID",
    "name of the site": "namasitus",
}
"""The row of the table, and a pattern that is in a file with this field."""


def example() -> Sealed:
    sealed = piece(TEXT, slug="siputnya", days=6)
    published = dict(sealed.article.assignments)
    ours = {
        stage: replace(one, editor="editornya" if stage == "published" else "lain")
        for stage, one in published.items()
    }
    notice = PublishedNotice(kind=NoticeKind.RALAT, sentence="ralatnya", at=FIRST)
    sign_off = replace(sealed.sign_off, notices=(notice,))
    article = replace(sealed.article, assignments=ours, sign_offs=(sign_off,))
    return replace(sealed, article=article, sign_off=sign_off)


def shown(format_name: str) -> str:
    """The files of the example, with their names."""
    exporter, sealed = get(format_name), example()
    if isinstance(exporter, FolderExporter):
        pages = exporter.pages([sealed], SITE_OF_PAGE, lambda _path, _made_of: False)
        return "".join(page.path + (page.content or b"").decode() for page in pages)
    if isinstance(exporter, CollectionExporter):
        made = exporter.collection([sealed], SITE_OF_PAGE)
        return "".join(part.decode() for _path, part in made)
    assert isinstance(exporter, ArticleExporter)
    files = exporter.files(sealed, "siputnya", SITE_OF_PAGE)
    return "".join(f"{path}\n{content.decode()}" for path, content in files.items())


def table(page: str) -> dict[str, dict[str, str]]:
    """The cells of the tables in `page`: by field, and then by format."""
    cells: dict[str, dict[str, str]] = {}
    for part in re.findall(r"(?:^\|.*\n)+", page, re.MULTILINE):
        head, _rule, *rows = (
            [cell.strip() for cell in line.strip("|\n").split("|")] for line in part.splitlines()
        )
        if head[0] != "field":
            continue
        for name, *values in rows:
            formats = (cell.strip("`") for cell in head[1:])
            cells.setdefault(name, {}).update(zip(formats, values, strict=True))
    return cells


def differences(cells: dict[str, dict[str, str]]) -> list[str]:
    """Where the table says something else than the files."""
    return [
        f"{field} in {name}"
        for field, pattern in FIELDS.items()
        for name in FORMATS
        if (cells[field][name] != NOTHING) != bool(re.search(pattern, shown(name)))
    ]


def test_the_page_says_which_field_is_in_which_format() -> None:
    cells = table(PAGE.read_text("utf-8"))
    assert list(cells) == list(FIELDS)
    assert all(set(row) == set(FORMATS) for row in cells.values())
    assert differences(cells) == []


@pytest.mark.parametrize("name", FORMATS)
def test_a_page_that_says_something_else_is_found(name: str) -> None:
    """The negative control."""
    cells = table(PAGE.read_text("utf-8"))
    turned = NOTHING if cells["headline"][name] != NOTHING else "x"
    cells["headline"][name] = turned
    assert differences(cells) == [f"headline in {name}"]
