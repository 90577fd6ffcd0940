"""The first lines of a pasted text."""

from hypothesis import given
from hypothesis import strategies as st

from redaksi.text import clean
from redaksi.text.first_lines import first_lines, without

TEXT = "\n  # Judul  utama\n\nOleh: Ana\nAir surut.\n\nOleh: Ana\n"


def test_the_first_lines_are_those_with_words() -> None:
    assert first_lines(TEXT, 3) == ["Judul utama", "Oleh: Ana", "Air surut."]
    assert first_lines(TEXT, 1) == ["Judul utama"]
    assert first_lines("\n \n", 3) == []


def test_one_line_is_taken_out_and_an_equal_one_stays() -> None:
    assert without(TEXT, 0) == "Oleh: Ana\nAir surut.\n\nOleh: Ana"
    assert without(TEXT, 1) == "  # Judul  utama\n\nAir surut.\n\nOleh: Ana"
    assert without("satu", 0) == ""
    assert without("satu\ndua", 5) == "satu\ndua"


@given(st.text(st.sampled_from("ab #\n\r\t\x0b\u2028"), max_size=40), st.integers(0, 4))
def test_no_other_words_are_lost(text: str, number: int) -> None:
    lines = first_lines(text, 99)
    kept = first_lines(without(text, number), 99)
    assert kept == lines[:number] + lines[number + 1 :]
    assert all(clean.line(line) == line for line in lines)
