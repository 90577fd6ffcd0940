"""Notes follow their paragraphs through every edit, and every undo restores the notes."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from redaksi.domain import audit, record
from redaksi.domain.article import Dossier, Note, Text
from redaksi.domain.hashing import digest
from tests.domain.pieces import AT, draft, person

SENTENCES = (
    *(
        "Air surut sejak pagi tadi.",
        "Warga membersihkan rumah mereka.",
        "Lurah berjanji pompa datang besok.",
    ),
    *(
        "Jembatan putus dihantam arus.",
        "Sekolah libur dua hari.",
        "Panitia lomba berterima kasih.",
    ),
)
bodies = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5, unique=True)


def noted(body: list[str]) -> Dossier:
    """A draft with a note on each paragraph and a note on the whole article."""
    dossier = draft(text=Text(headline="Banjir", body=tuple(body)))
    notes = [
        Note(id=f"n{place}", text="Cek.", by="Budi", at=AT, paragraph=name, quotation=text)
        for place, (name, text) in enumerate(zip(dossier.article.paragraph_ids, body, strict=True))
    ]
    whole = Note(id="whole", text="Terlalu panjang.", by="Budi", at=AT)
    return replace(dossier, notes=(*notes, whole))


def edited(dossier: Dossier, body: list[str]) -> Dossier:
    text = replace(dossier.article.text, body=tuple(body))
    after = record.log(record.revise(dossier, text, AT, "Ani"), "edited", AT, person("Ani"))
    return record.remember(dossier, after)


def paragraph_of(dossier: Dossier, note: Note) -> str | None:
    """The paragraph beside which `note` stands; None for a note on the whole article."""
    if not note.paragraph:
        return None
    return dossier.article.text.body[dossier.article.paragraph_ids.index(note.paragraph)]


@given(bodies, bodies)
def test_every_note_stays_beside_a_paragraph_that_is_there_or_goes_to_the_article_with_its_quotation(  # noqa: E501
    old: list[str], new: list[str]
) -> None:
    before = noted(old)
    after = edited(before, new)
    assert [note.quotation for note in after.notes] == [*old, ""]
    for note in after.notes:
        assert note.paragraph == "" or note.paragraph in after.article.paragraph_ids
    beside = [note.paragraph for note in after.notes if note.paragraph]
    assert len(beside) == len(set(beside)), (
        "two notes on different paragraphs share one, though none was joined"
    )


@given(bodies, st.data())
def test_a_note_whose_paragraph_is_untouched_stays_beside_it(
    body: list[str], data: st.DataObject
) -> None:
    before = noted(body)
    place = data.draw(st.integers(0, len(body) - 1))
    fresh = data.draw(st.sampled_from(["", "Sama sekali lain, dari meja foto."]))
    after = edited(before, [*body[:place], *([fresh] if fresh else []), *body[place + 1 :]])
    for note in after.notes[:-1]:
        if note.quotation != body[place]:
            assert paragraph_of(after, note) == note.quotation


@given(bodies, st.data())
def test_the_first_part_of_a_split_paragraph_keeps_the_note(
    body: list[str], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(body) - 1))
    words = body[place].split()
    cut = data.draw(st.integers(1, len(words) - 1))
    first, second = " ".join(words[:cut]), " ".join(words[cut:])
    after = edited(noted(body), [*body[:place], first, second, *body[place + 1 :]])
    assert [paragraph_of(after, note) for note in after.notes] == [
        *body[:place],
        first,
        *body[place + 1 :],
        None,
    ]


@given(bodies.filter(lambda body: len(body) > 1), st.data(), st.sampled_from([" ", "\n"]))
def test_joined_paragraphs_keep_the_notes_of_both(
    body: list[str], data: st.DataObject, blank: str
) -> None:
    place = data.draw(st.integers(0, len(body) - 2))
    joined = body[place] + blank + body[place + 1]
    after = edited(noted(body), [*body[:place], joined, *body[place + 2 :]])
    beside = [*body[:place], joined, joined, *body[place + 2 :], None]
    assert [paragraph_of(after, note) for note in after.notes] == beside


@given(bodies, bodies)
def test_an_undo_brings_every_note_back_beside_its_paragraph(
    old: list[str], new: list[str]
) -> None:
    before = noted(old)
    after = edited(before, new)
    back = record.take_back(after, after.events[-1], AT, person("Ani"))
    assert back.notes == before.notes
    assert back.article.text == before.article.text
    assert [paragraph_of(back, note) for note in back.notes] == [*old, None]


def test_an_undo_of_a_record_that_named_all_notes_still_works() -> None:
    """Older records name all notes at once instead of single notes."""
    before = noted(["Air surut."])
    fresh = replace(before, notes=(*before.notes, Note(id="baru", text="Lagi.", by="Ani", at=AT)))
    logged = record.log(fresh, "returned", AT, person("Ani"))
    old_way = replace(
        logged.events[-1],
        before={"notes": [{"id": "n0", "text": "Cek.", "by": "B", "at": AT.isoformat()}]},
    )
    assert [note.id for note in record.take_back(logged, old_way, AT, person("Ani")).notes] == [
        "n0"
    ]


def test_what_an_act_replaces_names_only_the_notes_that_it_touched() -> None:
    before = noted(list(SENTENCES))
    changed = tuple(
        replace(note, resolved_at=AT) if note.id == "n3" else note for note in before.notes
    )
    after = record.remember(
        before, record.log(replace(before, notes=changed), "resolved", AT, person("Ani"))
    )
    assert list(after.events[-1].before["notes"]) == ["n3"]
    assert record.take_back(after, after.events[-1], AT, person("Ani")).notes == before.notes
    sealed = record.seal(replace(after, article=replace(after.article, version=2)))
    assert (
        audit.faults(
            replace(sealed, article=replace(sealed.article, version=after.events[-1].version))
        )
        == ()
    )


def test_a_note_of_an_earlier_version_hashes_as_it_did() -> None:
    note = Note(id="n", text="Cek.", by="Budi", at=AT, returned=True)
    assert digest(note) == digest(
        {"id": "n", "text": "Cek.", "by": "Budi", "at": AT, "returned": True}
    )
