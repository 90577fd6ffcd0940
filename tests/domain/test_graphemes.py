"""Graphemes: people see one character, the text holds several code points."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.text import graphemes

WHOLE = [
    *("a", " ", "7", "é", "e\u0301", "漢", "\U0001f642"),
    *("🇮🇩", "🇲🇾", "👨\u200d👩\u200d👧\u200d👦", "👍🏽", "1\ufe0f\u20e3", "❤\ufe0f\u200d🔥"),
    *("हि", "क्षि", "न्दी"),  # Devanagari: a vowel sign, two joined consonants
    *("ꦗ", "ꦏ꧀", "ꦏꦿꦺꦴ"),  # Javanese: a letter, a killed vowel, a stack of signs
    *("ᬩᬶ", "ᮞᮥ", "بِ"),  # Balinese, Sundanese, Arabic with vowel signs
]
"""Graphemes that never join with one another."""

texts = st.lists(st.sampled_from(WHOLE), max_size=12)
anything = st.text(st.sampled_from("".join(WHOLE) + "\u200d\u094d\ufe0f\r\n\u0600🏽"), max_size=12)


def ends(text: str) -> list[int]:
    """The indexes behind every grapheme of `text`, as steps to the right find them."""
    found = [0]
    while found[-1] < len(text):
        found.append(graphemes.after(text, found[-1]))
    return found


@given(texts)
def test_each_step_covers_what_people_see_as_one(parts: list[str]) -> None:
    text = "".join(parts)
    places = ends(text)
    assert [text[a:b] for a, b in pairwise(places)] == parts


@given(anything)
def test_steps_to_the_left_go_through_the_places_of_steps_to_the_right(text: str) -> None:
    place, back = len(text), [len(text)]
    while place:
        place = graphemes.before(text, place)
        back.append(place)
    assert back[::-1] == ends(text)


@given(anything, st.integers(0, 15), st.integers(0, 15))
def test_no_place_inside_a_grapheme_is_left(text: str, one: int, other: int) -> None:
    places = ends(text)
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    assert graphemes.snapped(text, start) == min(place for place in places if place >= start)
    first, last = graphemes.covering(text, start, end)
    assert {first, last} <= set(places)
    assert first <= start <= end <= last


@pytest.mark.parametrize("text", ["", "a"])
def test_the_ends_of_a_text_are_never_passed(text: str) -> None:
    assert graphemes.before(text, 0) == 0
    assert graphemes.after(text, len(text)) == len(text)
