"""The common part of two sequences is exact and takes time in proportion to their length."""

from datetime import UTC, datetime
from itertools import chain, pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from redaksi.domain import harmless, paragraphs, record
from redaksi.domain.article import Note, Text
from redaksi.text import matching
from redaksi.text.matching import opcodes

LINES = st.lists(st.sampled_from("abcdefgh"), max_size=12)


@pytest.mark.parametrize("most", [0, 9, matching.MOST])
def test_codes_lead_from_the_one_to_the_other(most: int) -> None:
    @given(LINES, LINES)
    def lead(before: list[str], after: list[str]) -> None:
        found = list(opcodes(before, after))
        assert list(chain.from_iterable(before[code.a : code.b] for code in found)) == before
        assert list(chain.from_iterable(after[code.c : code.d] for code in found)) == after
        assert all(
            before[code.a : code.b] == after[code.c : code.d] for code in found if code.same
        )
        assert all(one.same != other.same for one, other in pairwise(found))
        if before == after:
            assert len(found) <= 1

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matching, "MOST", most)
        lead()


def test_long_sequences_are_cut_where_an_item_stands_once_in_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(matching, "MOST", 4)
    before, after = ["x", "a", "y", "b", "x", "c"], ["a", "x", "y", "y", "b", "c", "z"]
    same = ["".join(before[code.a : code.b]) for code in opcodes(before, after) if code.same]
    assert same == ["a", "yb", "c"]


MANY = 100_000
WORDS = [f"kata{number} lain{number} sama" for number in range(MANY)]
LETTERS = ["abcdefghijklm"[number % 13] for number in range(MANY)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["a"] * MANY, ["a"] * (MANY + 1)),
        (["a"] * MANY, [*["a"] * (MANY // 2), "b", *["a"] * (MANY // 2)]),
        (LETTERS, LETTERS[::-1]),
        (LETTERS, [*LETTERS[1:], "z"]),
        (WORDS, [text if place % 2 else f"{text} lagi" for place, text in enumerate(WORDS)]),
        (WORDS, WORDS[::-1]),
        (WORDS, [f"baru{number} x{number}" for number in range(MANY)]),
    ],
    ids=[
        "one more",
        "one in between",
        "letters back",
        "letters on",
        "every other",
        "back",
        "all new",
    ],
)
def test_a_text_of_very_many_paragraphs_costs_no_square(
    before: list[str], after: list[str]
) -> None:
    begin = process_time()
    paragraphs.align(
        before,
        [f"o{place}" for place in range(len(before))],
        after,
        iter(map(str, range(MANY))).__next__,
    )
    assert process_time() - begin < 30, "a square would take hours"


def test_a_file_that_lacks_names_for_very_many_paragraphs_is_read_in_no_square() -> None:
    names = tuple(f"p{number}" for number in range(MANY))
    begin = process_time()
    assert len(set(harmless._as_many(names, 2 * MANY))) == 2 * MANY
    assert harmless._as_many(("1", "0", "x"), 5) == ("1", "0", "x", "2", "3")
    assert process_time() - begin < 10, "comparing each with all took minutes"


def test_a_save_of_very_many_paragraphs_with_a_note_costs_no_square() -> None:
    body = tuple(f"Alinea {number}." for number in range(20_000))
    at = datetime(2026, 11, 30, tzinfo=UTC)
    new = record.revise(record.begin("2611-x", at), Text(headline="Panjang", body=body), at, "Ana")
    gone = Note(id="a", text="?", by="Ana", at=at, quotation="Alinea 7.")
    noted = replace(new, notes=(gone, replace(gone, id="b", quotation="Baru.")))
    begin = process_time()
    saved = record.revise(noted, Text(headline="Panjang", body=(*body, "Baru.")), at, "Ana")
    assert process_time() - begin < 10
    assert [note.paragraph for note in saved.notes] == ["", saved.article.paragraph_ids[-1]]
