"""An event leads to its place in the article: a note, the particulars, or the text."""

from typing import Any

import pytest

from redaksi.domain import places, record
from redaksi.domain.places import ArticlePlace
from tests.domain.pieces import AT, draft, person


@pytest.mark.parametrize(
    ("kind", "data", "place"),
    [
        ("noted", {"note": "n1"}, ArticlePlace("n1")),
        ("answered", {"note": "n1"}, ArticlePlace("n1")),
        ("resolved", {"note": "n1"}, ArticlePlace("n1")),
        ("set", {"field": "due", "value": ""}, ArticlePlace(in_particulars=True)),
        ("edited", {"fields": ["rubric", "tags"]}, ArticlePlace(in_particulars=True)),
        ("edited", {"fields": ["rubric", "body"]}, ArticlePlace()),
        ("edited", {"fields": "rubric"}, ArticlePlace()),
        ("edited", {}, ArticlePlace()),
        ("submitted", {"note": "n1"}, ArticlePlace()),
    ],
)
def test_an_event_is_about_a_place(kind: str, data: dict[str, Any], place: ArticlePlace) -> None:
    dossier = record.log(draft(), kind, AT, person("Ani"), **data)
    assert places.of_event(dossier, dossier.events[-1].number) == place


def test_what_is_no_event_is_about_the_text() -> None:
    dossier = record.log(draft(), "set", AT, person("Ani"), field="due")
    assert places.of_event(dossier, 0) == ArticlePlace()
    assert places.of_event(dossier, 99) == ArticlePlace()
