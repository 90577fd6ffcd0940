"""Paragraphs keep their names through every edit."""

from collections.abc import Iterator
from itertools import count
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from redaksi import paragraphs

words = st.lists(st.sampled_from(["air", "banjir", "surut", "warga", "desa", "sungai", "pagi"]), min_size=1, max_size=8)
bodies = st.lists(words.map(" ".join), max_size=8)


def names(prefix: str = "n") -> Iterator[str]:
    return (f"{prefix}{number}" for number in count())


def align(old: list[str], new: list[str], fresh: Iterator[str] | None = None) -> tuple[str, ...]:
    ids = [f"o{number}" for number in range(len(old))]
    return paragraphs.align(old, ids, new, (fresh or names()).__next__)


@given(bodies, bodies)
def test_every_paragraph_has_a_name_of_its_own(old: list[str], new: list[str]) -> None:
    found = align(old, new)
    assert len(found) == len(new)
    assert len(set(found)) == len(new)
    assert all(found)


@given(bodies)
def test_an_unchanged_text_keeps_every_name(body: list[str]) -> None:
    assert align(body, body) == tuple(f"o{number}" for number in range(len(body)))


@given(bodies, bodies)
def test_a_paragraph_that_stayed_whole_and_single_keeps_its_name(old: list[str], new: list[str]) -> None:
    found = align(old, new)
    for number, text in enumerate(old):
        if old.count(text) == new.count(text) == 1:
            assert found[new.index(text)] == f"o{number}"


@given(bodies, st.integers(0, 7), words.map(" ".join))
def test_a_paragraph_put_in_between_takes_nobodys_name(body: list[str], place: int, text: str) -> None:
    distinct = list(dict.fromkeys(body))
    if text in distinct:
        return
    place = min(place, len(distinct))
    found = align(distinct, [*distinct[:place], text, *distinct[place:]])
    assert [name for number, name in enumerate(found) if number != place] == [f"o{n}" for n in range(len(distinct))]
    assert found[place] == "n0"


def test_a_split_paragraph_leaves_its_name_to_the_first_part() -> None:
    old = ["Pembuka.", "Air surut sejak pagi. Warga mulai membersihkan rumah mereka.", "Penutup."]
    new = ["Pembuka.", "Air surut sejak pagi.", "Warga mulai membersihkan rumah mereka.", "Penutup."]
    assert align(old, new) == ("o0", "o1", "n0", "o2")


def test_a_paragraph_joined_to_a_neighbour_has_it_for_heir_and_one_that_went_away_has_none() -> None:
    old, ids = ["Air surut.", "Warga pulang.", "Jalan dibuka."], ["a", "b", "c"]
    assert paragraphs.heir(1, old, ids, ["Air surut. Warga pulang.", "Jalan dibuka."], ["a", "c"]) == "a"
    assert paragraphs.heir(0, old, ids, ["Air surut. Warga pulang. Jalan dibuka."], ["b"]) == "b"
    assert paragraphs.heir(2, old, ids, ["Air surut. Warga pulang. Jalan dibuka."], ["a"]) == "a"
    assert paragraphs.heir(1, old, ids, ["Air surut.", "Jalan dibuka."], ["a", "c"]) == ""
    assert (
        paragraphs.heir(1, old, ids, ["Air surut.", "Jalan dibuka.", "Kata Ani: Warga pulang."], ["a", "c", "d"]) == ""
    )
    assert paragraphs.heir(0, ["Air."], ["a"], [], []) == ""


def test_a_joined_paragraph_keeps_the_first_name() -> None:
    assert align(["Air surut.", "Warga pulang."], ["Air surut. Warga pulang."]) == ("o0",)


def test_a_mended_paragraph_is_the_same_one_and_a_foreign_one_is_not() -> None:
    old = ["Satu.", "Air surut sejak pagi tadi di desa itu.", "Dua."]
    assert align(old, ["Satu.", "Air surut sejak pagi kemarin di desa itu.", "Dua."]) == ("o0", "o1", "o2")
    assert align(old, ["Satu.", "Dua."]) == ("o0", "o2")
    assert align(["Satu."], ["Satu.", "Tiga ratus orang mengungsi."]) == ("o0", "n0")


def test_a_paragraph_that_moved_whole_keeps_its_name() -> None:
    old = ["Air surut sejak pagi.", "Jembatan putus dihantam arus.", "Sekolah libur dua hari."]
    assert align(old, [old[2], old[0], old[1]]) == ("o2", "o0", "o1")


def test_a_new_paragraph_never_gets_a_name_that_is_in_use_or_was_a_moment_ago() -> None:
    unlucky = iter(["o0", "o1", "fresh", "fresh", "other", "third"])
    old, new = ["Satu.", "Dua."], ["Tiga ratus orang mengungsi.", "Satu.", "Mereka semua aman sekarang."]
    assert align(old, [*new, "Bantuan datang sore ini."], unlucky) == ("fresh", "o0", "other", "third")
    unlucky = iter(["o0", "o1", "fresh"])
    assert align(["Satu."], ["Satu.", *new[::2]], unlucky) == ("o0", "o1", "fresh")


def test_a_pasted_book_costs_no_square() -> None:
    old, new = [f"a{number}" for number in range(3000)], [f"b{number}" for number in range(3000)]
    begin = process_time()
    align(old, new)
    assert process_time() - begin < 5, "comparing all with all took 20 s"
