"""What holds for each format: any article leaves in it, as clean text and inside the folder."""

import re
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redaksi.domain.article import Text
from redaksi.exporters import FORMATS, ArticleExporter, CollectionExporter, get
from tests.exporters.any_text import HOSTILE, texts
from tests.exporters.pieces import ARTICLE_FORMATS, COLLECTION_FORMATS, SITE, piece
from tests.exporters.test_feeds import HOME

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def _files(format_name: str, copy: list[Text]) -> dict[str, bytes]:
    articles = [piece(text, number=number) for number, text in enumerate(copy)]
    exporter, made = get(format_name), dict[str, bytes]()
    for site in (SITE, HOME):
        if isinstance(exporter, ArticleExporter):
            for sealed in articles:
                made |= exporter.files(sealed, f"nama-{sealed.article.slug}", site)
        elif isinstance(exporter, CollectionExporter):
            for path, part in exporter.collection(articles, site):
                made[path] = made.get(path, b"") + part
        else:
            for one in exporter.pages(articles, site, lambda _path, _made_of: False):
                made[one.path] = one.content or b""
    return made


@pytest.mark.parametrize("format_name", ARTICLE_FORMATS + COLLECTION_FORMATS)
@given(st.lists(texts, min_size=1, max_size=3))
def test_any_article_leaves_as_clean_text_inside_the_folder(
    format_name: str, copy: list[Text]
) -> None:
    files = _files(format_name, copy)
    assert len(files) in {1, len(copy)}
    for path, content in files.items():
        inside = PurePosixPath(path)
        assert len(inside.parts) == 1
        assert not inside.name.startswith(".")
        assert re.fullmatch(r"[a-z0-9.-]{1,120}", path)
        assert not _CONTROL.search(content.decode())


@settings(max_examples=25)  # each starts processes
@given(st.lists(texts, min_size=1, max_size=5))
def test_any_articles_make_a_site_of_clean_text_inside_the_folder(copy: list[Text]) -> None:
    files = _files("site", copy)
    assert {f"artikel-{number}.html" for number in range(len(copy))} <= files.keys()
    for path, content in files.items():
        assert re.fullmatch(r"([a-z0-9-]{1,90}/){0,2}[a-z0-9][a-z0-9.-]{0,119}", path)
        assert not _CONTROL.search(content.decode())


@pytest.mark.parametrize("format_name", FORMATS)
def test_the_same_article_makes_the_same_file(format_name: str) -> None:
    assert _files(format_name, [HOSTILE]) == _files(format_name, [HOSTILE])
