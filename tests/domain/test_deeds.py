"""Each kind of event and of concern belongs to one kind of act."""

import pytest

from redaksi.domain import deeds, record
from redaksi.domain.concerns import Concern, ConcernKind
from redaksi.domain.deeds import Deed
from tests.domain.pieces import AT, draft, person


@pytest.mark.parametrize("kind", ConcernKind)
def test_every_concern_has_a_kind_of_act(kind: ConcernKind) -> None:
    assert deeds.of_concern(Concern(kind, "Ani", "a", 1, 1, AT, "Budi")) is not Deed.OTHER


@pytest.mark.parametrize(
    ("kind", "deed"),
    [
        ("created", Deed.TEXT),
        ("edited", Deed.TEXT),
        ("answered", Deed.NOTES),
        ("assigned", Deed.ASSIGNED),
        ("returned", Deed.RETURNED),
        ("imported_published", Deed.PUBLISHED),
        ("reopened", Deed.REOPENED),
        ("spiked", Deed.OTHER),
        ("a kind of a later version", Deed.OTHER),
    ],
)
def test_an_event_is_of_the_kind_that_people_call_it(kind: str, deed: Deed) -> None:
    assert deeds.of_event(record.log(draft(), kind, AT, person("Ani")).events[-1]) is deed
