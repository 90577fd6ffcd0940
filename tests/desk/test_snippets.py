"""A search shows the part of each article that holds the words, with the words marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.desk.snippets import LENGTH, snippet
from redaksi.domain.article import Photo, Text
from redaksi.text import word_forms

BODY = (
    "Warga bergotong royong sejak subuh.",
    "Petugas **menanam** bakau di pesisir, kata *Wahyu*.",
    "Air pasang merendam tanggul.",
)
TEXT = Text(headline="Bakau untuk Pesisir", deck="Tiga ribu bibit", body=BODY)


def marked(text: Text, query: str) -> list[str]:
    found = snippet(text, query)
    return [found.line[start:end] for start, end in found.found]


@pytest.mark.parametrize(
    ("query", "line", "words"),
    [
        ("bakau wahyu", "Petugas menanam bakau di pesisir, kata Wahyu.", ["bakau", "Wahyu"]),
        ("rendam", BODY[2], ["merendam"]),
        ("BIBIT", "Tiga ribu bibit", ["bibit"]),
        ("tang", "Air pasang merendam tanggul.", ["tanggul"]),
        ("untuk", BODY[0], []),
        ("", BODY[0], []),
    ],
)
def test_the_paragraph_with_most_of_the_words_is_shown(
    query: str, line: str, words: list[str]
) -> None:
    assert snippet(TEXT, query).line == line
    assert marked(TEXT, query) == words


def test_the_headline_is_marked_too() -> None:
    (place,) = snippet(TEXT, "untuk").headline
    assert TEXT.headline[slice(*place)] == "untuk"


def test_a_long_paragraph_is_cut_around_the_words() -> None:
    text = Text(headline="A", body=("kata " * 200 + "Brantas meluap " + "lagi " * 200,))
    found = snippet(text, "brantas")
    assert len(found.line) <= LENGTH + 2
    assert found.line.startswith("…")
    assert found.line.endswith("…")
    assert marked(text, "brantas") == ["Brantas"]


def test_a_caption_is_found() -> None:
    text = Text(headline="A", body=("Isi.",), photos=(Photo(file="a.jpg", caption="Kuntul"),))
    assert marked(text, "kuntul") == ["Kuntul"]


@given(st.lists(st.text(max_size=300), max_size=4), st.text(max_size=20))
def test_every_mark_lies_in_the_line_and_on_a_word_that_answers(
    body: list[str], query: str
) -> None:
    found = snippet(Text(headline="A", body=tuple(body)), query)
    sought = {word_forms.plain(word) for word in word_forms.words(query)}
    for start, end in found.found:
        assert 0 <= start < end <= len(found.line)
        (word, *_more) = map(word_forms.plain, word_forms.words(found.line[start:end]))
        assert sought
        assert word
    assert "\n" not in found.line
