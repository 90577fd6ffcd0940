"""Cleaned text is harmless and normalized, and keeps its words."""

import sys
import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from redaksi.domain.article import HEADLINE_LIMIT, Photo, Related, Text, cleaned
from redaksi.errors import BadInput
from redaksi.text import clean

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
nasty = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\x1b[31m]\x07\x9b\x00\r\n\t\x0b\x0c\xa0\u200b\u2028\ufeff" + BIDI),
    )
)
texts = st.builds(
    Text,
    **dict.fromkeys(("headline", "deck", "byline", "dateline", "source", "rubric"), nasty),
    body=st.lists(nasty, max_size=4).map(tuple),
    tags=st.lists(nasty, max_size=3).map(tuple),
    photos=st.lists(
        st.builds(Photo, caption=nasty, credit=nasty, alt=nasty, file=nasty, url=nasty), max_size=2
    ).map(tuple),
    related=st.lists(st.builds(Related, title=nasty, url=nasty), max_size=2).map(tuple),
)


def is_harmless(text: str) -> bool:
    steering = {"Cc", "Cs", "Zl", "Zp"}
    return not any(
        unicodedata.category(letter) in steering and letter not in "\n\t" for letter in text
    ) and not (set(text) & set(BIDI + "\ufeff"))


@given(nasty)
def test_nothing_that_steers_a_terminal_or_turns_the_writing_is_left(text: str) -> None:
    for made in (
        clean.characters(text),
        clean.line(text),
        clean.paragraph(text),
        *clean.paragraphs(text),
    ):
        assert is_harmless(made)
        assert unicodedata.is_normalized("NFC", made)


@given(nasty)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    for wash in (clean.characters, clean.line, clean.paragraph, clean.key):
        assert wash(wash(text)) == wash(text)
    parts = clean.paragraphs(text)
    assert clean.paragraphs("\n\n".join(parts)) == parts


@given(nasty)
def test_a_line_is_one_line_and_a_paragraph_has_no_blank_line(text: str) -> None:
    one = clean.line(text)
    assert not set(one) & set("\n\t\xa0")
    assert "  " not in one
    assert one == one.strip()
    assert clean.paragraphs(clean.paragraph(text)) in {(), (clean.paragraph(text),)}


@given(st.text(st.sampled_from("ab \t\n\r\x0b\x1b[m\x00~")))
def test_a_plain_line_is_cleaned_like_any_other(text: str) -> None:
    assert clean.line(text) == clean.line(
        text + "\u200b"
    )  # the added character makes the line non-plain and is removed


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"])))
def test_plain_words_are_left_alone(text: str) -> None:
    assert clean.characters(text) == text


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        ("\x1b[31mBanjir\x1b[0m Rob", "Banjir Rob"),
        ("\x1b]0;judul jendela\x07Banjir", "Banjir"),
        ("\x1b]8;;https://jahat.example\x1b\\Banjir\x1b]8;;\x1b\\", "Banjir"),
        ("\x9b31mBanjir", "Banjir"),
        ("Ban\x00jir", "Banjir"),
        ("Ban\u202ejir", "Banjir"),
        ("Banjir\xa0\tRob\r\n", "Banjir Rob"),
        ("e\u0301", "\xe9"),
        ("\u200b \u2060", ""),
        ("\ufeffBanjir", "Banjir"),
        ("[FOTO] Banjir [/]", "[FOTO] Banjir [/]"),
        ("👩\u200d👧 di pantai", "👩\u200d👧 di pantai"),
    ],
)
def test_a_headline_as_it_comes_and_as_it_stays(raw: str, line: str) -> None:
    assert clean.line(raw) == line


def test_a_paragraph_keeps_its_line_breaks_and_tabs() -> None:
    assert clean.paragraph(" satu\r\n\tdua \n \n\n tiga ") == "satu\n\tdua \ntiga"
    assert clean.paragraphs("satu\ndua\n \t\ntiga\r\n\r\n\r\n") == ("satu\ndua", "tiga")


@given(texts)
def test_a_cleaned_article_is_clean_in_every_field_and_stays_so(text: Text) -> None:
    try:
        made = cleaned(text)
    except BadInput:
        assert len(clean.line(text.headline)) > HEADLINE_LIMIT
        return
    assert cleaned(made) == made
    lines = [
        made.headline,
        made.deck,
        made.byline,
        made.dateline,
        made.source,
        made.rubric,
        *made.tags,
    ]
    lines += [
        value
        for photo in made.photos
        for value in (photo.file, photo.url, photo.alt, photo.caption)
    ]
    lines += [value for story in made.related for value in (story.title, story.url)]
    assert all(clean.line(value) == value for value in lines)
    assert all(made.body)
    assert all(clean.paragraph(part) == part for part in made.body)
    assert "" not in made.tags
    assert len(set(made.tags)) == len(made.tags)
    assert Photo() not in made.photos
    assert Related(title="") not in made.related


def test_a_headline_has_a_limit() -> None:
    assert cleaned(Text(headline="x" * HEADLINE_LIMIT)).headline == "x" * HEADLINE_LIMIT
    with pytest.raises(BadInput, match="501 characters; at most 500"):
        cleaned(Text(headline="x" * (HEADLINE_LIMIT + 1)))


@given(st.text(), st.text())
@example("\x9b", "@")
def test_texts_that_differ_in_blanks_only_have_one_fingerprint(headline: str, body: str) -> None:
    text = Text(headline=headline, body=(body,))
    spaced = Text(headline=f"\ufeff {headline}\xa0", body=("", body.replace(" ", "\r\n  ")))
    assert text.fingerprint() == spaced.fingerprint()
    assert (
        text.fingerprint()
        == Text(headline=unicodedata.normalize("NFD", headline), body=(body,)).fingerprint()
    )


def test_other_words_have_another_fingerprint() -> None:
    one = Text(headline="Banjir", body=("Surut.",))
    assert one.fingerprint() != Text(headline="Banjir", body=("Naik.",)).fingerprint()
    assert (
        one.fingerprint() == Text(headline="Banjir", body=("Surut.",), byline="Ani").fingerprint()
    )


def test_long_blanks_cost_nothing() -> None:
    assert clean.paragraph("a" + " " * 1_000_000 + "b").startswith("a ")
    assert clean.line(" " * 1_000_000) == ""
    assert clean.line("\x1b]" * 200_000) == ""


def test_every_blank_that_there_is_goes_from_the_edges() -> None:
    blanks = [letter for letter in map(chr, range(sys.maxunicode + 1)) if letter.isspace()]
    assert {clean.paragraph(f"{blank}x{blank}") for blank in blanks} == {"x"}


def test_a_heap_of_marks_on_one_letter_is_cut_and_not_composed_for_minutes() -> None:
    text = "Warga a" + "\u0301\u0316" * 250_000 + " pulang ke Jalan Jaksa, kafé \u00e9"
    start = time.process_time()
    seen = clean.characters(text)
    assert time.process_time() - start < 5
    assert seen.endswith(" pulang ke Jalan Jaksa, kafé \u00e9")
    assert len(seen) < 100
