"""The record only grows: chained events, revisions over a pool of paragraphs, and notes."""

import re
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st
from msgspec import convert, to_builtins
from msgspec.structs import replace

from redaksi.domain import audit, record
from redaksi.domain.article import Dossier, Event, Note, Revision, Text
from redaksi.domain.hashing import digest
from tests.domain.pieces import AT, TEXT, draft, person, rewritten

parts = st.sampled_from(
    ["Air surut.", "Warga pulang.", "Jembatan putus.", "Sekolah libur.", "Bantuan datang."]
)
bodies = st.lists(parts, max_size=5).map(tuple)


def saved(dossier: Dossier) -> Dossier:
    """`dossier` as the store returns it."""
    return record.seal(
        replace(dossier, article=replace(dossier.article, version=dossier.version + 1))
    )


def with_note(dossier: Dossier, place: int) -> Dossier:
    note = Note(
        id="cat1",
        text="Siapa?",
        by="Budi",
        at=AT,
        paragraph=dossier.article.paragraph_ids[place],
        quotation=dossier.article.text.body[place],
    )
    return replace(dossier, notes=(note,))


@given(st.lists(bodies, max_size=6))
def test_every_revision_can_be_read_again_and_no_earlier_one_changes(
    history: list[tuple[str, ...]],
) -> None:
    dossier, texts = draft(), [TEXT]
    for body in history:
        before = dossier
        texts.append(replace(TEXT, body=body))
        dossier = rewritten(dossier, "Ani", texts[-1])
        assert dossier.revisions[:-1] == before.revisions
        assert dossier.events[:-1] == before.events
        assert before.pool.items() <= dossier.pool.items()
    assert [dossier.text_of(number) for number in range(1, len(texts) + 1)] == texts
    assert all(sha256(text.encode()).hexdigest() == key for key, text in dossier.pool.items())
    assert [one.sha256 for one in dossier.revisions] == [text.sha256() for text in texts]
    assert len(dossier.article.paragraph_ids) == len(dossier.article.text.body)


@given(st.integers(1, 6))
def test_each_event_carries_the_hash_of_the_one_before(length: int) -> None:
    dossier = draft()
    for number in range(length):
        dossier = record.log(dossier, "set", AT, person("Ani"), field="due", value=str(number))
    events = dossier.events
    assert [event.number for event in events] == list(range(1, length + 2))
    assert events[0].previous == ""
    assert [event.previous for event in events[1:]] == [event.sha256() for event in events[:-1]]
    forged = replace(events[0], editor="Orang Lain")
    assert events[1].previous != forged.sha256()


def test_a_record_that_was_begun_before_hashes_covered_what_is_empty_is_whole_and_goes_on() -> (
    None
):
    dossier = saved(record.log(draft(), "set", AT, person("Ani"), field="due", value=""))
    old: tuple[Event, ...] = ()
    for event in dossier.events:
        bare = {
            name: value
            for name, value in to_builtins(event).items()
            if name not in {"whole", "state"} and value
        }
        then = {
            "previous": digest(old[-1]) if old else "",
            "text": digest(dossier.revisions[event.revision - 1]),
        }
        old = (*old, convert({**bare, **then, "data": event.data, "before": event.before}, Event))
    assert not any(event.whole or event.state for event in old)
    dossier = replace(dossier, events=old)
    dossier = replace(dossier, article=replace(dossier.article, seal=record._seal(dossier)))
    assert audit.faults(dossier) == ()
    after = saved(rewritten(dossier, "Budi", replace(TEXT, deck="Baru.")))
    assert after.events[-1].whole
    assert audit.faults(after) == ()
    forged = replace(after.events[-1], whole=False)
    assert audit.faults(replace(after, events=(*after.events[:-1], forged)))


def test_what_was_recorded_shows_when_somebody_alters_it() -> None:
    whole = saved(rewritten(saved(draft()), "Budi", replace(TEXT, deck="Baru.")))
    assert audit.faults(whole) == ()
    first = replace(whole.events[0], editor="Orang Lain")
    assert audit.faults(replace(whole, events=(first, *whole.events[1:])))
    assert audit.faults(
        replace(whole, article=replace(whole.article, text=replace(TEXT, headline="Lain")))
    )
    assert audit.faults(replace(whole, revisions=whole.revisions[:1]))
    assert audit.faults(replace(whole, pool=dict.fromkeys(whole.pool, "Lain.")))


def test_what_a_forger_of_the_last_event_forgets_is_named() -> None:
    """No later event protects the last event, and a forger can compute a new seal.

    The revisions must still match the event.
    """
    whole = saved(rewritten(saved(draft()), "Budi", replace(TEXT, deck="Baru.")))
    first, second = whole.revisions

    def forged(revisions: tuple[Revision, ...], **last: object) -> tuple[str, ...]:
        event = replace(whole.events[-1], **last)
        return audit.faults(
            record.seal(replace(whole, revisions=revisions, events=(*whole.events[:-1], event)))
        )

    other = replace(second, text=replace(second.text, deck="Palsu."))
    assert "revision 2 was altered" in forged((first, other), text=digest(other))
    slipped_in = replace(second, number=3, by="Orang Lain")
    assert forged((first, second, slipped_in)) == ("revision 3 has no event",)
    third = rewritten(whole, "Ani", replace(TEXT, deck="Lagi."))
    back = replace(third.events[-1], revision=1, text=digest(first))
    found = audit.faults(saved(replace(third, events=(*third.events[:-1], back))))
    assert found[0] == "revision 1 is not the one of event 3"


def test_an_event_says_who_sat_where() -> None:
    event = record.log(draft(), "submitted", AT, person("Gita"), revision=1).events[-1]
    assert (event.kind, event.editor, event.login, event.host, event.at, event.data) == (
        "submitted",
        "Gita",
        "meja",
        "host",
        AT,
        {"revision": 1},
    )


def test_a_note_follows_its_paragraph_and_goes_to_the_article_when_that_is_deleted() -> None:
    dossier = with_note(draft(), 1)
    name = dossier.article.paragraph_ids[1]
    mended = rewritten(
        dossier, "Ani", replace(TEXT, body=("Baru di depan.", TEXT.body[0], "Warga membersihkan."))
    )
    assert mended.notes[0].paragraph == name
    assert mended.article.paragraph_ids[2] == name
    gone = rewritten(mended, "Ani", replace(TEXT, body=("Baru di depan.",)))
    assert gone.notes[0].paragraph == ""
    assert gone.notes[0].quotation == "Warga membersihkan rumah."
    assert gone.notes[0].is_open


@given(bodies)
def test_a_note_always_hangs_on_a_paragraph_that_is_there_or_on_the_article(
    body: tuple[str, ...],
) -> None:
    after = rewritten(with_note(draft(), 0), "Ani", replace(TEXT, body=body))
    assert after.notes[0].paragraph in {"", *after.article.paragraph_ids}
    assert after.notes[0].quotation == TEXT.body[0]


def test_ids_are_a_date_and_five_letters_that_are_not_mistaken_for_one_another() -> None:
    ids = {record.new_id(AT) for _ in range(200)}
    assert len(ids) == 200
    assert all(re.fullmatch(r"261123-[2-9a-hj-kmnp-z]{5}", one) for one in ids)


def test_a_hash_is_not_moved_by_a_field_that_is_empty() -> None:
    assert digest({"headline": "A", "deck": "", "tags": [], "due": None}) == digest(
        {"headline": "A"}
    )
    assert Text(headline="A", body=("B",)).sha256() != Text(headline="A", body=("B", "C")).sha256()
    assert Text(headline="A").sha256() != Text(deck="A").sha256()
