"""Paragraphs keep their ids through every edit."""

from collections.abc import Iterator
from itertools import chain, combinations, count, pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.domain import paragraphs

words = st.lists(
    st.sampled_from(["air", "banjir", "surut", "warga", "desa", "sungai", "pagi"]),
    min_size=1,
    max_size=8,
)
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
def test_a_paragraph_that_stayed_whole_and_single_keeps_its_name(
    old: list[str], new: list[str]
) -> None:
    found = align(old, new)
    for number, text in enumerate(old):
        if old.count(text) == new.count(text) == 1:
            assert found[new.index(text)] == f"o{number}"


@given(bodies, st.integers(0, 7), words.map(" ".join))
def test_a_paragraph_put_in_between_takes_nobodys_name(
    body: list[str], place: int, text: str
) -> None:
    distinct = list(dict.fromkeys(body))
    if text in distinct:
        return
    place = min(place, len(distinct))
    found = align(distinct, [*distinct[:place], text, *distinct[place:]])
    assert [name for number, name in enumerate(found) if number != place] == [
        f"o{n}" for n in range(len(distinct))
    ]
    assert found[place] == "n0"


def test_a_split_paragraph_leaves_its_name_to_the_first_part() -> None:
    old = ["Pembuka.", "Air surut sejak pagi. Warga mulai membersihkan rumah mereka.", "Penutup."]
    new = [
        "Pembuka.",
        "Air surut sejak pagi.",
        "Warga mulai membersihkan rumah mereka.",
        "Penutup.",
    ]
    assert align(old, new) == ("o0", "o1", "n0", "o2")


def test_a_paragraph_joined_to_a_neighbour_has_it_for_heir_and_one_that_went_away_has_none() -> (
    None
):
    old, ids = ["Air surut.", "Warga pulang.", "Jalan dibuka."], ["a", "b", "c"]
    assert (
        paragraphs.heir(1, old, ids, ["Air surut. Warga pulang.", "Jalan dibuka."], ["a", "c"])
        == "a"
    )
    assert paragraphs.heir(0, old, ids, ["Air surut. Warga pulang. Jalan dibuka."], ["b"]) == "b"
    assert paragraphs.heir(2, old, ids, ["Air surut. Warga pulang. Jalan dibuka."], ["a"]) == "a"
    assert paragraphs.heir(1, old, ids, ["Air surut.", "Jalan dibuka."], ["a", "c"]) == ""
    assert (
        paragraphs.heir(
            1,
            old,
            ids,
            ["Air surut.", "Jalan dibuka.", "Kata Ani: Warga pulang."],
            ["a", "c", "d"],
        )
        == ""
    )
    assert paragraphs.heir(0, ["Air."], ["a"], [], []) == ""


def test_a_joined_paragraph_keeps_the_first_name() -> None:
    assert align(["Air surut.", "Warga pulang."], ["Air surut. Warga pulang."]) == ("o0",)


def test_a_mended_paragraph_is_the_same_one_and_a_foreign_one_is_not() -> None:
    old = ["Satu.", "Air surut sejak pagi tadi di desa itu.", "Dua."]
    assert align(old, ["Satu.", "Air surut sejak pagi kemarin di desa itu.", "Dua."]) == (
        "o0",
        "o1",
        "o2",
    )
    assert align(old, ["Satu.", "Dua."]) == ("o0", "o2")
    assert align(["Satu."], ["Satu.", "Tiga ratus orang mengungsi."]) == ("o0", "n0")


def test_a_paragraph_that_moved_whole_keeps_its_name() -> None:
    old = ["Air surut sejak pagi.", "Jembatan putus dihantam arus.", "Sekolah libur dua hari."]
    assert align(old, [old[2], old[0], old[1]]) == ("o2", "o0", "o1")


BRIDGE = "Jembatan itu putus pada hari Senin setelah diterjang arus sungai."
CHILLI = "Harga cabai di pasar naik lagi sejak pekan lalu kata pedagang."
VOLLEY = "Tim voli putri menang tiga set langsung di final turnamen desa."
SCHOOL = "Sekolah dasar libur dua hari karena banjir di desa kami."


def test_a_paragraph_that_moved_and_was_mended_keeps_its_name() -> None:
    bridge, volley = BRIDGE.replace("Senin", "Selasa"), VOLLEY.replace("tiga", "dua")
    old = [BRIDGE, CHILLI, VOLLEY]
    assert align(old, [volley, CHILLI, bridge]) == ("o2", "o1", "o0")
    assert align(old[::2], [volley, bridge]) == ("o1", "o0"), (
        "also with nothing in between that stayed"
    )
    assert align(old, [volley, BRIDGE, CHILLI]) == ("o2", "o0", "o1")
    mended = [f"{BRIDGE} Lagi.", CHILLI, f"{VOLLEY} Kini.", SCHOOL]
    assert align(mended, [SCHOOL, VOLLEY, CHILLI, BRIDGE, "Baru sama sekali."]) == (
        "o3",
        "o2",
        "o1",
        "o0",
        "n0",
    )
    alike = [text.replace("naik", "turun") for text in PRICES[:2]]
    assert align([PRICES[0], CHILLI, PRICES[1]], [alike[1], CHILLI, alike[0]]) == (
        "o2",
        "o1",
        "o0",
    )


def test_a_paragraph_that_came_where_another_moved_away_takes_nobodys_name() -> None:
    new = ["Baru sama sekali tanpa kaitan apa pun.", CHILLI, BRIDGE.replace("Senin", "Selasa")]
    assert align([BRIDGE, CHILLI, VOLLEY], new) == ("n0", "o1", "o0")
    assert align([BRIDGE, CHILLI], [new[0], CHILLI]) == ("o0", "o1"), (
        "a rewrite of what nobody moved is the same one"
    )


def test_a_shuffled_and_mended_book_costs_no_square() -> None:
    old = [f"{place} {PROSE[place % 4]} {place * 7}" for place in range(3000)]
    begin = process_time()
    found = align(old, [f"{text} Lagi." for text in reversed(old)])
    assert process_time() - begin < 5
    assert found == tuple(f"o{place}" for place in reversed(range(3000)))


@pytest.mark.parametrize("before", [BRIDGE, BRIDGE.replace("Senin", "Selasa")])
@pytest.mark.parametrize("joined", ["{0} {1}", "{1} {0}"])
def test_a_paragraph_that_was_joined_and_mended_has_an_heir(before: str, joined: str) -> None:
    old, ids = [BRIDGE, CHILLI, VOLLEY], ["a", "b", "c"]
    new = [joined.format(before, CHILLI.replace("naik", "turun")), VOLLEY]
    new_ids = paragraphs.align(old, ids, new, names().__next__)
    (one,) = {*new_ids} - {"c"}
    (gone,) = (place for place in (0, 1) if ids[place] != one)
    assert paragraphs.heir(gone, old, ids, new, new_ids) == one != "n0"


def test_a_paragraph_that_went_is_not_in_a_neighbour_that_was_made_longer() -> None:
    new = [f"{BRIDGE} Warga di pasar kini menyeberang dengan perahu kata kepala desa.", VOLLEY]
    assert paragraphs.heir(1, [BRIDGE, CHILLI, VOLLEY], ["a", "b", "c"], new, ["a", "c"]) == ""


def test_a_new_paragraph_never_gets_a_name_that_is_in_use_or_was_a_moment_ago() -> None:
    unlucky = iter(["o0", "o1", "fresh", "fresh", "other", "third"])
    old, new = (
        ["Satu.", "Dua."],
        ["Tiga ratus orang mengungsi.", "Satu.", "Mereka semua aman sekarang."],
    )
    assert align(old, [*new, "Bantuan datang sore ini."], unlucky) == (
        "fresh",
        "o0",
        "other",
        "third",
    )
    unlucky = iter(["o0", "o1", "fresh"])
    assert align(["Satu."], ["Satu.", *new[::2]], unlucky) == ("o0", "o1", "fresh")


def test_a_pasted_book_costs_no_square() -> None:
    old, new = [f"a{number}" for number in range(3000)], [f"b{number}" for number in range(3000)]
    begin = process_time()
    align(old, new)
    assert process_time() - begin < 5, "comparing all with all took 20 s"


PRICES = [
    f"Harga beras di Pasar {name} naik {cents} rupiah."
    for cents, name in enumerate("ABCDEFGHIJKL", 100)
]
PROSE = [
    "Air sungai mulai surut sejak pagi tadi di tiga kecamatan.",
    "Warga membersihkan rumah mereka dari lumpur yang tebal.",
    "Pemerintah daerah membuka dua dapur umum di balai desa.",
    "Sekolah diliburkan sampai hari Senin pekan depan saja.",
]


@pytest.mark.parametrize("body", [PROSE, PRICES, PRICES * 20], ids=["prose", "much alike", "many"])
@pytest.mark.parametrize("gone", [0, 1, 2])
def test_paragraphs_that_went_at_the_top_make_no_rewrite_of_those_below(
    body: list[str], gone: int
) -> None:
    """All remaining paragraphs are edited too, so that none is unchanged."""
    body = [f"{number} {text}" for number, text in enumerate(body)]
    mended = [text.replace("di", "dekat", 1).removesuffix(".") + "!" for text in body]
    count = len(body)
    assert paragraphs.pairs(body, mended[gone:]) == {
        place: place - gone for place in range(gone, count)
    }
    assert paragraphs.pairs(body[gone:], mended) == {
        place - gone: place for place in range(gone, count)
    }
    middle = [*mended[:2], *mended[2 + gone :]]
    assert paragraphs.pairs(body, middle) == {
        place: place - gone * (place > 1)
        for place in range(count)
        if place not in range(2, 2 + gone)
    }


def test_the_paragraph_that_is_most_alike_is_the_same_one_not_the_first_that_is_alike() -> None:
    old = ["Harga beras di Pasar Lama naik lagi.", "Harga beras di Pasar Baru turun sekarang ini."]
    assert paragraphs.pairs(old, ["Harga beras di Pasar Baru turun hari ini."]) == {1: 0}
    assert paragraphs.pairs(old[::-1], ["Harga beras di Pasar Baru turun hari ini."]) == {0: 0}


likenesses = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)),
    st.sampled_from([0.5, 0.6, 0.9, 1.0]),
    max_size=9,
)


@given(likenesses)
def test_pairs_in_order_are_together_as_alike_as_can_be(
    alike: dict[tuple[int, int], float],
) -> None:
    found = paragraphs._in_order(
        (here, there, alike[here, there]) for here, there in sorted(alike)
    )
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(found))
    chains = chain.from_iterable(combinations(sorted(alike), size) for size in range(6))
    in_order = (one for one in chains if all(a < c and b < d for (a, b), (c, d) in pairwise(one)))
    best = max(sum(alike[pair] for pair in one) for one in in_order)
    assert sum(alike[pair] for pair in found) == pytest.approx(best)


def test_a_book_in_which_a_word_changes_everywhere_costs_no_square() -> None:
    old = [f"{place} {PROSE[place % 4]} {place * 7}" for place in range(3000)]
    begin = process_time()
    assert (
        len(paragraphs.pairs(old, [text.replace("di", "dekat") + " Lagi." for text in old[1:]]))
        == 2999
    )
    assert process_time() - begin < 5
