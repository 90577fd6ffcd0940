"""The engine on any text: it ends, marks exact passages and applies all fixes in one run.

Rules apply only in their scopes.
"""

import re
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from redaksi.copydesk import engine, load, mend, ruleset
from redaksi.copydesk.rule import Rule, Within
from redaksi.copydesk.settings import CopydeskSettings
from redaksi.copydesk.tokens import Page
from redaksi.desk.source_positions import Source, value
from redaksi.domain.article import Photo, Text
from redaksi.domain.finding import Finding, Scope, Severity

BOOK = ruleset.standard()
FRAGMENTS = [
    one.text for rule in load.own(examples=True) for one in rule.wrong if len(one.text) < 200
]
SIGNS = list(" \n\t\xa0.,;:!?\"“”'()[]*_`#@-–—…<>/\\0123456789")
WORDS = [
    "di",
    "ke",
    "Rp",
    "resiko",
    "dimana",
    "Selasa (3/6/2024)",
    "kata Ani",
    "anak2",
    "WIB",
    "İstanbul",
    "e\u0301",
    "مرحبا",
]
pieces = st.lists(
    st.one_of(
        st.sampled_from(FRAGMENTS),
        st.sampled_from(WORDS),
        st.sampled_from(SIGNS),
        st.text(max_size=12),
    ),
    max_size=14,
).map("".join)
texts = st.builds(
    Text,
    headline=pieces,
    deck=pieces,
    body=st.lists(pieces, max_size=4).map(tuple),
    dateline=pieces,
    tags=st.lists(pieces, max_size=2).map(tuple),
    photos=st.lists(st.builds(Photo, caption=pieces, alt=pieces, credit=pieces), max_size=2).map(
        tuple
    ),
)
anything = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def lead(*paragraphs: str, headline: str = "") -> list[Finding]:
    return engine.check(Text(headline=headline, body=paragraphs), BOOK)


def ids(found: list[Finding], *severities: Severity) -> list[str]:
    return [one.rule for one in found if not severities or one.severity in severities]


@anything
@given(text=texts)
def test_every_finding_cuts_exactly_the_text_that_it_names(text: Text) -> None:
    for one in engine.check(text, BOOK, ""):
        if one.field != "editor":
            assert value(text, one.field, one.item)[one.start : one.end] == one.text
        assert one.message
        assert one.replacement != one.text or not one.text
        assert not one.safe or (one.replacement is not None and one.severity is not Severity.ETIK)


@anything
@given(text=texts)
def test_what_was_mended_stays_as_it_is(text: Text) -> None:
    once = mend.mended(text, BOOK)
    assert mend.mended(once.text, BOOK) == (once.text, ())
    if not once.done:
        assert once.text == text


@anything
@given(text=texts)
def test_nothing_inside_quotation_marks_is_mended_alone(text: Text) -> None:
    assert not [
        one for one in engine.check(text, BOOK) if one.scope is Scope.QUOTATION and one.safe
    ]


@anything
@given(text=texts, raw=pieces)
def test_every_place_can_be_told_in_any_file(text: Text, raw: str) -> None:
    source = Source(raw, text)
    for one in engine.check(text, BOOK):
        assert (1, 1) <= source.place(one) <= source.end(one) or source.span(one) is None


@pytest.mark.parametrize(
    "nasty",
    [
        "",
        " ",
        "\n",
        '"' * 999,
        "(" * 999,
        "“" * 500 + "”" * 400,
        "`" * 999,
        "*_" * 500,
        "\u202e\u0645\u0631 \u05e9\u05dc\u05d5\u05dd dimana \u202c",
        "e\u0301\u0301\u0301" * 300,
        "\U0001f30a" * 300,
        "\ud800 dimana",
        "İİİ dimana",
        "[](" * 300,
        "<" * 999,
        "a@" * 500,
        "www." * 300,
        "1." * 600,
        "Rp" * 500,
        "-" * 999,
    ],
)
def test_nasty_texts_are_read(nasty: str) -> None:
    text = Text(headline=nasty, body=(nasty, nasty + " dimana"), photos=(Photo(caption=nasty),))
    for one in engine.check(text, BOOK):
        assert value(text, one.field, one.item)[one.start : one.end] == one.text


@pytest.mark.parametrize(
    ("sentence", "letters"),
    [
        ("Warga dimana pun menanam bakau. ", 1_000_000),
        ("a", 1_000_000),
        ('Ia berkata, "sekedar" lalu ', 1_000_000),
        ("Rp 5 ", 300_000),
        ("di di ", 300_000),
    ],
)
def test_a_paragraph_of_a_megabyte_costs_no_more_than_its_length(
    sentence: str, letters: int
) -> None:
    def seconds(size: int) -> float:
        text = Text(body=((sentence * (size // len(sentence) + 1))[:size],))
        began = process_time()
        engine.check(text, BOOK)
        return process_time() - began

    most = 3 * letters / 50_000
    assert any(seconds(letters) < most * seconds(50_000) + 2 for _busy_moment in range(3))


NARROWED = [
    rule
    for rule in load.own(examples=True)
    if rule.check or rule.unless or rule.if_any or rule.if_none or rule.opens
]


@pytest.mark.parametrize("rule", NARROWED, ids=[rule.id for rule in NARROWED])
def test_a_paragraph_full_of_what_a_rule_looks_for_costs_no_more_than_its_length(
    rule: Rule,
) -> None:
    """The paragraph is one long sentence, which is the context of every match."""
    alone = ruleset.Ruleset([rule])
    examples = [one if isinstance(one, str) else one.text for one in (*rule.wrong, *rule.right)]
    unit = re.sub(r"[.!?…\n]", " ", " ".join(examples)) + " "

    def seconds(size: int) -> float:
        text = Text(headline="Warga Datang", body=((unit * (size // len(unit) + 1))[:size],))
        began = process_time()
        engine.check(text, alone)
        return process_time() - began

    # Quadratic cost would be 25 times as much.
    assert any(seconds(75_000) < 10 * seconds(15_000) + 0.15 for _busy_moment in range(3))


def test_what_stands_around_a_place_is_asked_by_sentence_paragraph_and_article() -> None:
    words = {"if_any": ("hakim",)}
    for within, told in ((Within.SENTENCE, 1), (Within.PARAGRAPH, 2), (Within.ARTICLE, 3)):
        rule = replace(
            NARROWED[0], check="", pattern="resiko", within=within, unless="", if_none=(), **words
        )
        text = Text(body=("Kata hakim, resiko. Itu resiko.", "Juga resiko."))
        both = ruleset.Ruleset([rule, replace(rule, id="dua", within=Within.SENTENCE)])
        found = [one.rule for one in engine.check(text, both)]
        assert (found.count(rule.id), found.count("dua")) == (told, 1)
        later = engine.check(Text(body=("Itu resiko. Kata hakim demikian.",)), both)
        assert [one.rule for one in later] == [rule.id] * (within is not Within.SENTENCE)


def test_a_house_that_writes_one_mark_at_both_ends_quotes_all_the_same() -> None:
    paragraph = "”Kami siap, dimana pun itu,” kata Riza. ”Nanti kami kabari,” katanya."
    found = lead("Warga datang.", paragraph)
    assert [(one.rule, one.scope) for one in found if one.severity is Severity.GALAT] == [
        ("di-kata-depan", Scope.QUOTATION)
    ]
    assert "petik-timpang" in ids(lead("Warga datang.", "”Kami siap, kata Riza."))


def test_who_wrote_it_in_brackets_behind_the_last_stop_takes_none() -> None:
    sentence = "Warga meminta orang tua mengajarkan anaknya berani melawan."
    assert ids(lead(f"{sentence} (sir/ign)"), Severity.PERINGATAN) == []
    assert ids(lead(f'{sentence[:-1]}." (Ray/kabar.example)'), Severity.PERINGATAN) == []
    assert "tanpa-titik-akhir" in ids(
        lead("Warga membaca surat edaran itu kemarin (bagian pertama)")
    )


def test_spelling_counts_inside_quotations_and_wording_is_advice() -> None:
    (spelling,) = lead('"Ini bukan sekedar lomba, melainkan pesta rakyat," kata Dewi.')[:1]
    assert (spelling.severity, spelling.scope, spelling.safe) == (
        Severity.GALAT,
        Scope.QUOTATION,
        False,
    )
    wording = [
        one for one in lead('"Bayar Rp5.000 rupiah saja," kata Dewi.') if one.rule == "rp-rupiah"
    ]
    assert [(one.severity, one.safe) for one in wording] == [(Severity.SARAN, False)]


def test_names_addresses_code_and_foreign_titles_are_left_alone() -> None:
    for sentence in (
        "Klinik Resiko membuka cabang.",
        "Lihat https://contoh.example/resiko dan hoax.example.",
        "Tagar #resiko dan akun @resiko ramai.",
        "Surel ke resiko@contoh.example, ya.",
        "Ketik `resiko` di kolom itu.",
        "Film *Resiko* diputar lagi.",
        "Jumlah RESIKO itu singkatan.",
    ):
        assert ids(lead("Warga datang.", sentence), Severity.GALAT) == [], sentence
    assert ids(lead("Resiko itu kecil."), Severity.GALAT) == ["tidak-baku"]
    assert ids(lead('Ia bertanya, "Resiko apa?"'), Severity.GALAT) == ["tidak-baku"]
    assert ids(lead(headline="Warga Hadapi Resiko Banjir"), Severity.GALAT) == ["tidak-baku"]


def test_furniture_and_code_are_not_copy() -> None:
    lines = (
        "Baca juga: Resiko Banjir",
        "Baca: Resiko Banjir",
        "Sabtu, 22 November 2025 | 09:12 WIB",
        "09:12 WIB",
        "Share on Facebook Share on WhatsApp",
        "SCROLL TO CONTINUE WITH CONTENT",
        "Copyright © KABAR 2015",
        "Editor : Resiko",
        "Warga dimana (Foto: Arif/contoh.example)",
        "| resiko | dimana |",
        "```\nresiko\n```",
    )
    page = Page(Text(body=(*lines, "Warga datang.")))
    assert [(one.text, one.scope) for one in page.passages[1:]] == [("Warga datang.", Scope.LEAD)]
    assert ids(lead(*lines)) == ids(lead())


def test_the_word_list_of_the_house_is_never_objected_to() -> None:
    own = ruleset.house(CopydeskSettings(words=("Sekedar",)), {})
    assert ids(engine.check(Text(body=("Ini sekedar contoh.",)), own), Severity.GALAT) == []
    assert ids(engine.check(Text(body=("Ini resiko.",)), own), Severity.GALAT) == ["tidak-baku"]


def test_messages_speak_both_languages() -> None:
    text = Text(body=("Ini sekedar contoh.",))
    (first,), (second,) = (
        [one for one in engine.check(text, BOOK, language=language) if one.rule == "tidak-baku"]
        for language in ("id", "en")
    )
    assert "tidak baku" in first.message
    assert "standard" in second.message
    assert "sekadar" in first.message


def test_a_doubled_word_is_one_finding_and_capitals_are_kept() -> None:
    found = [
        (one.text, one.replacement)
        for one in lead("Praktek-praktek itu lama. RESIKO")
        if one.rule == "tidak-baku"
    ]
    assert found == [("Praktek-praktek", "Praktik-praktik")]
