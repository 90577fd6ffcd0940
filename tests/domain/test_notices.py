"""Who may change the notice of the next publication, for every stage and person."""

from contextlib import nullcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from redaksi.domain import record, workflow
from redaksi.domain.article import Dossier, NoticeKind, PublicNotice, Stage
from redaksi.errors import MoveRefused
from tests.domain.pieces import AT, draft, moved, person, published, submitted

NOTICE = PublicNotice(kind=NoticeKind.RALAT, sentence="Tiga, bukan empat.")


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """Articles in every stage, published before or not, spiked or not."""
    dossier = submitted(draft(), "Ani", "Budi")
    if draw(st.booleans()):
        dossier = published(dossier, "Budi")
    spiked = draw(st.none() | st.just(AT))
    dossier = replace(dossier, article=replace(dossier.article, spiked_at=spiked))
    return moved(dossier, draw(st.sampled_from(Stage)))


@given(dossiers(), st.sampled_from(["Cici", "Ani", "Budi", "Gita", "Orang Luar"]))
def test_editors_may_while_a_new_draft_over_a_published_text_is_under_way(
    dossier: Dossier, name: str
) -> None:
    article = dossier.article
    may = (
        name in {"Cici", "Ani", "Budi"}
        and article.stage is not Stage.PUBLISHED
        and bool(article.sign_offs)
        and not article.spiked_at
    )
    with nullcontext() if may else pytest.raises(MoveRefused):
        workflow.check_notice(dossier, person(name))


@given(st.none() | st.just(NOTICE), st.integers(0, 3))
def test_a_publication_takes_the_pending_notice_before_the_earlier_ones(
    pending: PublicNotice | None, earlier: int
) -> None:
    dossier = published(submitted(draft(), "Ani", "Budi"), "Budi")
    article = replace(dossier.article, notice=NOTICE)
    for _publication in range(earlier):
        sign_off = replace(article.sign_offs[-1], notices=article.notices(AT))
        article = replace(article, sign_offs=(*article.sign_offs, sign_off))
    before = article.sign_offs[-1].notices
    after = replace(article, notice=pending).notices(AT)
    assert after[len(after) - len(before) :] == before
    assert [(one.kind, one.sentence, one.at) for one in after[: len(after) - len(before)]] == (
        [(pending.kind, pending.sentence, AT)] if pending else []
    )


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.REVIEW])
def test_the_state_that_an_event_records_covers_the_notice(stage: Stage) -> None:
    dossier = moved(published(submitted(draft(), "Ani", "Budi"), "Budi"), stage)
    noticed = replace(dossier, article=replace(dossier.article, notice=NOTICE))
    other = replace(NOTICE, sentence="Lain.")
    states = {
        record.state_of(one)
        for one in (
            dossier,
            noticed,
            replace(noticed, article=replace(noticed.article, notice=other)),
        )
    }
    assert len(states) == 3
