"""The page about formats says of each format exactly which fields are in its files, and where."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree, html
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
    rubric="rubriknya, rubriknya juga",
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
    "id": "240603-k7f01|14548377282481|https://situs.example/siputnya.html",
    "slug": "siputnya",
    "language": r"tlh|id_ID|^id$",
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


Places = Iterator[tuple[str, str]]
"""Names of places in a file, each with the value there; one name may come several times."""


def in_yaml(text: str) -> Places:
    head, content = text.split("---\n", 2)[1:]
    yield from ((key, str(value)) for key, value in yaml.safe_load(head).items())
    yield "content", content


def in_html(text: str) -> Places:
    page = html.document_fromstring(text)
    yield "title", page.findtext(".//title")
    yield "lang", page.get("lang") or ""
    yield from ((one.get("name"), one.get("content")) for one in page.xpath("//meta[@name]"))
    yield "content", etree.tostring(page.find("body"), encoding="unicode")


def in_text(text: str) -> Places:
    """Each part and line by its label; a list of related stories is below its label."""
    yield from ((line.partition(" ")[0], line) for line in text.splitlines())
    yield from ((part.partition(":")[0], part) for part in text.split("\n\n"))


def in_json(text: str) -> Places:
    article = json.loads(text)["article"]
    yield from ((key, json.dumps(value)) for key, value in article.items())
    yield from ((f"text.{key}", json.dumps(value)) for key, value in article["text"].items())


def in_feed(text: str) -> Places:
    feed = json.loads(text)
    yield from ((key, json.dumps(value)) for key, value in feed.items() if key != "items")
    yield from ((key, json.dumps(value)) for key, value in feed["items"][0].items())
    yield "content", feed["items"][0]["content_html"]


def in_site(text: str) -> Places:
    """What the page of the article tells machines: `<meta>`, its language, its JSON-LD."""
    for page in re.split("<!doctype html>", text, flags=re.IGNORECASE):
        if "NewsArticle" in page:
            yield from in_html(page)
            for script in html.document_fromstring(page).xpath("//script[contains(@type, 'ld+')]"):
                linked = json.loads(script.text)
                yield from ((key, json.dumps(value)) for key, value in linked.items())


def in_csv(text: str) -> Places:
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    yield from row.items()


def in_xml(text: str) -> Places:
    """Elements by their names in the file, with all in them; fields of a post by their keys."""
    root = etree.fromstring(text.encode())
    for one in root.iter():
        prefix = f"{one.prefix}:" if one.prefix else ""
        value = " ".join([*one.itertext(), *one.attrib.values()])
        yield prefix + etree.QName(one).localname, value
        yield one.get("domain", ""), value
        if one.tag.endswith("encoded") or etree.QName(one).localname == "content":
            yield "content", value
    yield "xml:lang", root.get("{http://www.w3.org/XML/1998/namespace}lang", "")
    for one in root.iter("{*}postmeta"):
        yield one.findtext("{*}meta_key"), one.findtext("{*}meta_value")


READERS: dict[str, Any] = {
    "hugo": in_yaml,
    "jekyll": in_yaml,
    "pelican": in_html,
    "html": in_html,
    "site": in_site,
    "text": in_text,
    "json": in_json,
    "wxr": in_xml,
    "rss": in_xml,
    "atom": in_xml,
    "jsonfeed": in_feed,
    "csv": in_csv,
}


def named(cell: str) -> list[str]:
    """The places that `cell` names; a name that begins with `_` ends like the one before it."""
    names: list[str] = []
    for name in re.findall(r"`([^`]+)`|\b(content)\b", cell):
        one = "".join(name).removesuffix(" …").removesuffix(":")
        is_end = one == "_gmt"
        names.append(f"{names[-1]}{one}" if is_end else one)
    return names


def misnamed(cells: dict[str, dict[str, str]]) -> list[str]:
    """The places that the table names and that do not hold the field."""
    wrong = []
    for name in FORMATS:
        has_path = isinstance(get(name), ArticleExporter)
        places = [*READERS[name](shown(name).partition("\n")[2] if has_path else shown(name))]
        wrong += [
            f"{field}: {place} of {name}"
            for field, pattern in FIELDS.items()
            for place in named(cells[field][name])
            if not any(key == place and re.search(pattern, value) for key, value in places)
        ]
    return wrong


def test_each_place_that_the_page_names_holds_the_field() -> None:
    assert misnamed(table(PAGE.read_text("utf-8"))) == []


@pytest.mark.parametrize("name", FORMATS)
def test_a_place_that_does_not_hold_the_field_is_found(name: str) -> None:
    """The negative control: the headline is in no place of the deck."""
    cells = table(PAGE.read_text("utf-8"))
    wrong = {"html": "lang", "text": "Oleh"}.get(name) or named(cells["deck"][name])[0]
    cells["headline"][name] = f"`{wrong}`"
    assert misnamed(cells) == [f"headline: {wrong} of {name}"]
