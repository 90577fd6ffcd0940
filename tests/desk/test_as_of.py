"""An article can be shown as of any of its versions, with text, due time and embargo."""

from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redaksi.domain import record
from redaksi.domain.article import Dossier, Text
from redaksi.errors import MoveRefused
from tests.desk.rooms import Room

ANI = "Ani Editor"
settings_of_an_article = st.lists(
    st.tuples(
        st.sampled_from(("headline", "rubric", "due", "embargo", "undo")),
        st.sampled_from(("", "24/11/2026 10.00", "25/11/2026 18.30")),
    ),
    max_size=8,
)


def face(dossier: Dossier) -> object:
    article = dossier.article
    return article.text, article.due, article.embargo


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=settings_of_an_article)
def test_every_version_shows_what_it_showed_then(room: Room, acts: list[tuple[str, str]]) -> None:
    desk = room.desk(ANI)
    seen = [desk.copy.new(Text(headline="Banjir", body=("Isi.",)))]
    for field, value in acts:
        if field == "undo":
            with suppress(MoveRefused):
                seen.append(desk.moves.undo(seen[-1].id))
        else:
            seen.append(
                desk.copy.set(
                    seen[-1].id, {field: value or ("Judul" if field == "headline" else "")}
                )
            )
    for then in seen:
        found = record.as_of(seen[-1], then.version)
        assert found is not None
        assert face(found) == face(then)
    assert record.as_of(seen[-1], seen[-1].version + 1) is None
