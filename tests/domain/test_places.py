"""An event leads to its place in the article: a note, the particulars, or the text."""

from typing import Any

import pytest

from redaksi.domain import places, record
from redaksi.domain.places import Place
from tests.domain.pieces import AT, draft, person


@pytest.mark.parametrize(
    ("kind", "data", "place"),
    [
        ("noted", {"note": "n1"}, Place("n1")),
        ("answered", {"note": "n1"}, Place("n1")),
        ("resolved", {"note": "n1"}, Place("n1")),
        ("set", {"field": "due", "value": ""}, Place(in_particulars=True)),
        ("edited", {"fields": ["rubric", "tags"]}, Place(in_particulars=True)),
        ("edited", {"fields": ["rubric", "body"]}, Place()),
        ("edited", {"fields": "rubric"}, Place()),
        ("edited", {}, Place()),
        ("submitted", {"note": "n1"}, Place()),
    ],
)
def test_an_event_is_about_a_place(kind: str, data: dict[str, Any], place: Place) -> None:
    dossier = record.log(draft(), kind, AT, person("Ani"), **data)
    assert places.of_event(dossier, dossier.events[-1].number) == place


def test_what_is_no_event_is_about_the_text() -> None:
    dossier = record.log(draft(), "set", AT, person("Ani"), field="due")
    assert places.of_event(dossier, 0) == Place()
    assert places.of_event(dossier, 99) == Place()
