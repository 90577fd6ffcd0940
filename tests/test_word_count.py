"""Words are counted as a reader would count them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.text.word_count import word_count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Warga – dan 12 anak-anak — pulang.", 5),
        ("“Kami” (tiga) **pulang** _dia_", 4),
        ("... *** — _", 0),
        ("a\u00a0b\u2003c\nd", 4),
    ],
)
def test_words(text: str, count: int) -> None:
    assert word_count(text) == count


@given(st.text(alphabet=st.one_of(st.sampled_from(" \n\t_-*.a1é\u00a0\x1c\x85"), st.characters())))
def test_a_word_is_a_run_that_holds_a_letter_or_a_figure(text: str) -> None:
    assert word_count(text) == len(re.findall(r"[^\W_]\S*", text))
