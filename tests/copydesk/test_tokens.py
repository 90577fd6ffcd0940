"""An article is read once into sentences, quotations, scopes and words with their places."""

import pytest

from redaksi.copydesk.tokens import Page, Passage
from redaksi.domain.article import Text
from redaksi.domain.finding import Scope


def passage(text: str) -> Passage:
    return Page(Text(headline="Warga", body=(text,))).passages[1]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Warga datang. Mereka pulang.", ["Warga datang. ", "Mereka pulang."]),
        (
            "Menurut Prof. Ani, jalan rusak. Itu benar.",
            ["Menurut Prof. Ani, jalan rusak. ", "Itu benar."],
        ),
        ("Nilainya Rp. 184.508.000 saja.", ["Nilainya Rp. 184.508.000 saja."]),
        (
            '"Kami datang!" Lalu "Pulang." Selesai.',
            ['"Kami datang!" ', 'Lalu "Pulang." ', "Selesai."],
        ),
        ("Ia datang ... lalu pulang.", ["Ia datang ... lalu pulang."]),
    ],
)
def test_a_sentence_ends_at_its_stop_and_not_at_an_abbreviation(
    text: str, sentences: list[str]
) -> None:
    read = passage(text)
    assert [text[start:end] for start, end in read.sentences] == sentences
    assert read.sentence(len(text) - 1) == read.sentences[-1]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('"Kami datang," kata Ani. "Pulang."', ["Kami datang,", "Pulang."]),
        ("“Kami datang,” kata Ani.", ["Kami datang,"]),
        ("”Kami datang,” kata Ani. ”Pulang.”", ["Kami datang,", "Pulang."]),
        ("“Kami datang, kata Ani.", ["Kami datang, kata Ani."]),
        ("Ia datang” dan pulang.", []),
    ],
)
def test_a_quotation_lasts_to_its_mark_or_to_the_end(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in passage(text).quotations] == quoted


def test_the_lead_is_the_first_paragraph_of_sentences() -> None:
    page = Page(
        Text(
            headline="Warga",
            body=("## Latar", "Baca juga: Banjir", "Warga datang.", "Mereka pulang."),
        )
    )
    assert [one.scope for one in page.passages] == [
        Scope.HEADLINE,
        Scope.LEAD,
        Scope.LEAD,
        Scope.BODY,
    ]
    assert [one.text for one in page.prose] == ["Warga datang.", "Mereka pulang."]


def test_words_stand_where_they_are_whatever_small_letters_do_to_others() -> None:
    read = passage("İİİ dimana\xa0pun")
    assert len(read.lower) == len(read.text)
    assert [
        read.text[place : place + len(word)]
        for word, place in zip(read.words, read.places, strict=True)
    ] == [
        "İİİ",
        "dimana",
        "pun",
    ]
