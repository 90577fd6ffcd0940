"""The lossless format, read back by msgspec and by the standard library."""

import json
from datetime import UTC, datetime

import msgspec
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from redaksi.domain.article import Article, Photo, Related, Stage, Text
from redaksi.importers import read as imported
from tests.exporters.any_text import HOSTILE
from tests.exporters.any_text import texts as clean_texts
from tests.exporters.pieces import FLOOD, exported, piece

words = st.text(st.characters(exclude_categories=["Cs"]))
texts = st.builds(
    Text,
    headline=words,
    body=st.lists(words).map(tuple),
    tags=st.lists(words).map(tuple),
    photos=st.lists(st.builds(Photo, file=words, url=words, caption=words)).map(tuple),
    related=st.lists(st.builds(Related, title=words, url=words)).map(tuple),
)


def read(content: bytes) -> Article:
    document = json.loads(content)
    assert document["redaksi"] == 1
    return msgspec.convert(document["article"], Article)


@given(texts)
def test_what_is_read_back_is_the_same_article(text: Text) -> None:
    sealed = piece(text, days=2, due=datetime(2024, 6, 4, tzinfo=UTC))
    assert read(exported(sealed, "json")) == sealed.article


@given(clean_texts)
@example(HOSTILE)
def test_our_importer_reads_the_same_text(text: Text) -> None:
    text = replace(text, headline=text.headline or "Judul")
    assert imported(exported(piece(text), "json"), "artikel-1.json").text == text


def test_the_sealed_text_leaves_while_a_newer_draft_is_under_way() -> None:
    draft = replace(FLOOD, headline="RAHASIA", body=("Belum tayang.",))
    sealed = piece(stage=Stage.DRAFT)
    sealed = replace(sealed, article=replace(sealed.article, text=draft, paragraph_ids=("x",)))
    content = exported(sealed, "json")
    article = read(content)
    assert b"RAHASIA" not in content
    assert (article.stage, article.text) == (Stage.PUBLISHED, FLOOD)
    assert article.text.sha256() == article.sign_offs[-1].sha256
    assert article.paragraph_ids == ()


def test_the_file_is_readable_and_its_order_does_not_depend_on_the_store() -> None:
    sealed = piece()
    turned = dict(reversed(list(sealed.article.assignments.items())))
    again = replace(sealed, article=replace(sealed.article, assignments=turned))
    assert exported(again, "json") == exported(sealed, "json")
    assert b'\n  "article": {\n    "id": "240603-k7f01",\n' in exported(sealed, "json")
