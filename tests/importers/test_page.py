"""Pasted pages: each piece goes to its field, even without the others, and no word is lost."""

import codecs
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from redaksi.domain.article import Photo, Related, Text
from redaksi.errors import BadInput
from redaksi.importers import read
from redaksi.importers.dateline import split
from tests.importers.pages import NAMES, Page, labels, pages, sentences, titles

ENCODINGS = (
    ("utf-8", b""),
    ("utf-8", codecs.BOM_UTF8),
    ("cp1252", b""),
    ("utf-16-le", codecs.BOM_UTF16_LE),
)


def body_of(text: str) -> tuple[str, ...]:
    return read(text.encode(), "-").text.body


@given(
    page=pages(),
    newline=st.sampled_from(("\n", "\r\n", "\r")),
    encoding=st.sampled_from(ENCODINGS),
    blank=st.sampled_from(("", " ", "\xa0", "\t \xa0")),
)
def test_every_piece_of_a_page_lands_in_its_field(
    page: Page, newline: str, encoding: tuple[str, bytes], blank: str
) -> None:
    codec, mark = encoding
    text = newline.join(line + blank for line in page.lines)
    copy = read(mark + text.encode(codec), "page.txt")
    assert copy.text == Text(
        headline=page.headline,
        body=page.body,
        byline=page.byline,
        dateline=page.dateline,
        source=page.source,
        photos=page.photos,
        related=page.related,
    )
    assert copy.editor == page.editor


@given(pages())
def test_a_page_without_blank_lines_keeps_headline_editor_and_every_paragraph(page: Page) -> None:
    lines = [line for line in page.lines if line]
    start = lines.index(page.headline)
    copy = read("\n".join(lines[start:]).encode(), "-")
    assert copy.text.headline == page.headline
    assert copy.editor == page.editor
    said = [*copy.text.body, *(story.title for story in copy.text.related)]
    assert all(any(paragraph in text for text in said) for paragraph in page.body)


def test_lines_that_each_end_a_sentence_are_paragraphs_and_others_are_lines_of_one() -> None:
    assert body_of(
        'Warga Kota Buka Jalan\nEditor: Sari\nWarga datang.\n"Kami siap," kata dia.'
    ) == (
        "Warga datang.",
        '"Kami siap," kata dia.',
    )
    assert body_of("Warga Kota Buka Jalan\n\nWarga datang\nlebih pagi.") == (
        "Warga datang  \nlebih pagi.",
    )


_FURNITURE = {"editor", "reporter", "penulis", "foto", "baca", "juga"}


@st.composite
def jumbles(draw: st.DrawFn) -> list[str]:
    """Lines of every kind in any order, each with a unique word."""
    marks = iter(range(1000))

    def marked(text: str) -> str:
        head, _blank, tail = text.partition(" ")
        return f"{head} tanda{next(marks)} {tail}"

    kinds = st.one_of(
        st.just(""),
        titles.map(marked),
        sentences().map(marked),
        st.tuples(labels("Editor"), st.sampled_from(NAMES)).map(
            lambda pair: pair[0] + marked(pair[1])
        ),
        st.tuples(labels("Penulis"), st.sampled_from(NAMES)).map(
            lambda pair: pair[0] + marked(pair[1])
        ),
        st.tuples(labels("Foto"), titles).map(lambda pair: pair[0] + marked(pair[1])),
        titles.map(lambda title: f"{marked(title)} (Foto: {marked('Dok. Warga')})"),
        st.tuples(labels("Baca juga"), st.one_of(st.just(""), titles.map(marked))).map("".join),
        st.just("- ").map(lambda bullet: bullet + marked("Judul lain")),
        st.just("jatimkita.com - ").map(lambda opening: opening + marked("Warga membuka jalan.")),
        st.just("https://jatimkita.com/a").map(lambda url: f"{url}{next(marks)}"),
    )
    return draw(st.lists(kinds, min_size=1, max_size=14))


def vocabulary(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"\w+", text)}


@given(jumbles())
@example(["Baca juga:", "", "Judul Yang Satu", "", "Baca juga:"])
@example(
    [
        "jatimkita.com - Warga tanda0 datang.",
        "",
        "Warga Buka Jalan",
        "jatimkita.com - Warga datang.",
    ]
)
def test_no_word_of_a_page_is_lost_whatever_its_order(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        copy = read(text.encode(), "-")
    except BadInput:  # a page of furniture alone is refused, and nothing is lost
        return
    fields = copy.text
    kept = [
        fields.headline,
        fields.deck,
        *fields.body,
        fields.byline,
        fields.dateline,
        fields.source,
        copy.editor,
    ]
    kept += [part for photo in fields.photos for part in (photo.caption, photo.credit)]
    kept += [part for story in fields.related for part in (story.title, story.url)]
    lost = vocabulary(text) - vocabulary("\n".join(kept)) - _FURNITURE
    assert not {word for word in lost if not word.isdigit()}


@pytest.mark.parametrize(
    "first",
    [
        "Situs sapawarga.id Kini Bisa Dipakai Warga Tanpa Mendaftar",
        "Aplikasi Warga Kota Kini Bisa Dibuka di sapawarga.id",
        "Harga Cabai Rp 75.000",
        "sapawarga.id - Warga Kini Bisa Melapor",
        "Warga Klampisan Panen Raya",
    ],
)
def test_a_headline_in_front_is_never_taken_for_a_site_line(first: str) -> None:
    text = (
        f"{first}\n\nWarga Tidak Perlu Lagi Datang ke Balai Kota\n\nEditor: Sari\n\nIsi naskah "
        f"sudah ada."
    )
    assert read(text.encode(), "-").text.headline == first


@pytest.mark.parametrize(
    "trail", ["Beranda » Peristiwa", "Home > Nasional > Hukum", "Beranda / Ekonomi"]
)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_the_way_to_a_page_is_no_headline(trail: str, between: str) -> None:
    copy = read(
        f"{trail}{between}Pasar Terbakar\n\nEditor: Sari\n\nIsi naskah sudah ada.".encode(), "-"
    )
    assert copy.text.headline == "Pasar Terbakar"
    assert copy.text.body == ("Isi naskah sudah ada.",)


@pytest.mark.parametrize(
    "first", ["Beranda Rumah Warga Rusak", "Depan Pasar, Warga Menunggu", "Beranda » Peristiwa"]
)
def test_what_is_no_way_to_a_page_or_all_there_is_stays_the_headline(first: str) -> None:
    assert read(first.encode(), "-").text.headline == first


@pytest.mark.parametrize(
    "next_line", ["Editor : Sari", "Warga membuka jalan baru.", "jatimkita.com - Warga datang."]
)
def test_a_short_line_with_a_domain_is_the_headline_when_no_other_follows(next_line: str) -> None:
    text = f"Warga Buka sapawarga.id\n\n{next_line}\n\nIsi naskah sudah ada."
    assert read(text.encode(), "-").text.headline == "Warga Buka sapawarga.id"


@pytest.mark.parametrize(
    "paragraph",
    [
        "Malang - kota apel di dataran tinggi - bersiap menyambut tamu.",
        "Warga Desa Sumberwaru - yang semula menolak - kini setuju.",
        "PSSI - Arema sepakat berdamai.",
        "KPK - lembaga antirasuah - datang.",
        "jatimkita.com - situs warga - diretas.",
        "Pada 3-6 Juni, warga datang.",
        "Menurut jatimkita.com - Warga datang.",
        "Surabaya (kota) - Warga datang.",
        "Sumber-sumber air mengering.",
        "- Warga datang lebih pagi.",
        "Tim Lembah Arjuna Malang, Bintang Bromo - Semua hadir.",
    ],
)
def test_a_first_paragraph_that_merely_holds_a_dash_stays_whole(paragraph: str) -> None:
    assert split(paragraph) == ("", "", paragraph)


@pytest.mark.parametrize(
    ("opening", "dateline", "source"),
    [
        ("jatimnow.com - ", "", "jatimnow.com"),
        ("**jatimnow.com** - ", "", "jatimnow.com"),
        ("SURABAYA, jatimnow.com – ", "SURABAYA", "jatimnow.com"),
        ("**SURABAYA, jatimnow.com** — ", "SURABAYA", "jatimnow.com"),
        ("Surabaya (jatimnow.com) - ", "Surabaya", "jatimnow.com"),
        ("jatimnow.com, Surabaya - ", "Surabaya", "jatimnow.com"),
        ("jatimnow.com (Surabaya) - ", "Surabaya", "jatimnow.com"),
        ("jatimnow.com | Surabaya - ", "Surabaya", "jatimnow.com"),
        ("Surabaya (ANTARA) - ", "Surabaya", "ANTARA"),
        ("SURABAYA - ", "SURABAYA", ""),
    ],
)
@pytest.mark.parametrize(
    "rest", ['"Kami siap," kata dia.', "Warga datang - lalu pulang.", "12 warga datang."]
)
def test_a_dateline_is_taken_off_in_each_of_its_shapes(
    opening: str, dateline: str, source: str, rest: str
) -> None:
    if not source and " - " in rest:
        pytest.skip("capitals alone in front of two dashes are left in doubt")
    assert split(opening + rest) == (dateline, source, rest)


def test_a_title_line_in_front_of_the_dateline_is_the_deck() -> None:
    text = (
        "Warga Kota Buka Jalan\n\nSebulan menunggu alat berat\n\nEditor: Sari\n\njatimkita.com - "
        "Warga datang."
    )
    copy = read(text.encode(), "-")
    assert copy.text.deck == "Sebulan menunggu alat berat"
    assert copy.text.body == ("Warga datang.",)
    assert copy.text.source == "jatimkita.com"


def test_a_headline_that_opens_with_foto_and_a_colon_is_a_headline() -> None:
    assert (
        read(b"FOTO: Banjir Rob di Tuban\n\nEditor: Sari\n\nIsi.", "-").text.headline
        == "FOTO: Banjir Rob di Tuban"
    )


def test_a_conversation_with_label_words_stays_in_the_body() -> None:
    text = "Wawancara dengan Penulis Muda\n\n" + "\n\n".join(
        f"Reporter: Apa kabar?\n\nPenulis: Baik hari ke-{day}, kami menulis bersama dari pagi "
        "sampai larut malam."
        for day in range(3)
    )
    copy = read(text.encode(), "-")
    assert len(copy.text.body) == 6
    assert copy.text.byline == ""


def test_a_second_other_editor_is_not_lost() -> None:
    copy = read(b"Warga Kota Buka Jalan\n\nEditor: Sari\n\nWarga datang.\n\nEditor: Bagus", "-")
    assert copy.editor == "Sari"
    assert copy.text.body == ("Warga datang.", "Editor: Bagus")


def test_a_sentence_that_mentions_read_also_stays() -> None:
    body = "Warga membaca pengumuman. Baca juga: itu kata papan di balai desa."
    assert body_of(f"Warga Kota Buka Jalan\n\nEditor: Sari\n\n{body}") == (body,)


def test_a_read_also_line_without_a_title_takes_no_paragraph() -> None:
    copy = read(
        b"Warga Kota Buka Jalan\n\nWarga datang.\n\nBaca juga:\n\nWarga pulang membawa hasil "
        b"panen.",
        "-",
    )
    assert copy.text.body == ("Warga datang.", "Warga pulang membawa hasil panen.")
    assert copy.text.related == ()


def test_buttons_and_the_time_it_went_up_are_no_copy_and_who_wrote_it_is_its_byline() -> None:
    copy = read(
        "Warga Bersih Pasar\n\nOleh: Ani Rahmawati | Sabtu, 22 November 2025 09:12 WIB\n\nShare "
        "on Facebook Tweet\n\n"
        "BLITAR — Warga bersih-bersih.\n\nADVERTISEMENT\n\nPasar dibuka pukul 09.12 "
        "WIB.\n".encode(),
        "-",
    )
    assert (copy.text.byline, copy.text.dateline) == ("Ani Rahmawati", "BLITAR")
    assert copy.text.body == ("Warga bersih-bersih.", "Pasar dibuka pukul 09.12 WIB.")
    stamped = read(
        b"Warga Bersih Pasar\nPenulis: Ani\nSabtu, 22 November 2025\nWarga bersih-bersih.\n", "-"
    )
    assert (stamped.text.byline, stamped.text.body) == ("Ani", ("Warga bersih-bersih.",))


@pytest.mark.parametrize(
    "line",
    [
        "Bagikan ke tetangga lewat WhatsApp, ya.",
        "Facebook dan Twitter",
        "Iklan itu ditayangkan.",
        "Pukul 09.12",
        "Senin",
    ],
)
def test_a_line_that_says_more_than_a_button_or_a_date_stays(line: str) -> None:
    copy = read(f"Warga Bersih Pasar\n\nEditor: Ani\n\nWarga datang.\n\n{line}\n".encode(), "-")
    assert copy.text.body == ("Warga datang.", line)


def test_among_many_lines_one_without_its_stop_makes_no_single_paragraph_of_a_page() -> None:
    lines = [f"Ini kalimat nomor {number}." for number in range(10)]
    copy = read(
        "\n".join(["Warga Bersih Pasar", "Editor: Ani", *lines, "(nkm/nkm)"]).encode(), "-"
    )
    assert copy.text.body == (*lines, "(nkm/nkm)")
    broken = ["Ini kalimat yang", "terputus di sini.", *lines]
    copy = read("\n".join(["Warga Bersih Pasar", "Editor: Ani", "", *broken[:3]]).encode(), "-")
    assert copy.text.body == ("  \n".join(broken[:3]),)


def test_two_photos_stay_two() -> None:
    copy = read(
        b"Warga Kota Buka Jalan\n\nEditor: Sari\nSatu di kiri (Foto: A)\nDua di kanan (Foto: "
        b"B)\n\nWarga datang.",
        "-",
    )
    assert copy.text.photos == (
        Photo(caption="Satu di kiri", credit="A"),
        Photo(caption="Dua di kanan", credit="B"),
    )


def test_a_read_also_title_and_address_may_hold_brackets() -> None:
    copy = read(
        b"Warga Kota Buka Jalan\n\nBaca juga: [Cara (Baru) "
        b"Tanam](https://x.example/a_(b))\n\nWarga.",
        "-",
    )
    assert copy.text.related == (
        Related(title="Cara (Baru) Tanam", url="https://x.example/a_(b)"),
    )


def test_a_dash_inside_a_related_title_stays() -> None:
    copy = read(
        b"Warga Kota Buka Jalan\n\nWarga datang pagi.\n\nBaca juga:\n- Persik - Arema Imbang\n",
        "-",
    )
    assert [story.title for story in copy.text.related] == ["Persik - Arema Imbang"]


def test_a_line_like_the_caption_is_no_copy_only_right_beneath_it() -> None:
    caption = "Warga Menunggu di Tepi Jalan Raya"
    page = f"Aksi di Balai Kota\n\nFoto: {caption}\n{{}}Ia datang.\n\n{caption}\n"
    for between in ("\n", f"{caption}\n\n", f"\n{caption}\n\n"):
        copy = read(page.format(between).encode(), "-")
        assert copy.text.photos == (Photo(caption=caption),)
        assert copy.text.body == ("Ia datang.", caption)


def test_what_a_page_says_three_times_is_no_caption() -> None:
    cry = ["Hidup mahasiswa"] * 3
    copy = read(
        "\n".join(["Aksi di Balai Kota", "Editor: Sari", "", *cry, "", "Ia datang."]).encode(), "-"
    )
    assert (copy.text.body, copy.text.photos) == (("  \n".join(cry), "Ia datang."), ())


def test_what_is_taken_out_of_a_page_is_told_line_by_line() -> None:
    lines = [
        "Warga Kota Buka Jalan",
        "Editor: Sari",
        "Jalan itu (Foto: Ani)",
        "Jalan itu",
        "jatimkita.com - Ia datang.",
    ]
    lines += ["Share on Facebook Tweet", "Baca juga: Banjir Surut", "Ia pulang."]
    copy = read("\n\n".join(lines).encode(), "-")
    assert copy.text.body == ("Ia datang.", "Ia pulang.")
    told = (
        "Editor: Sari",
        "Jalan itu (Foto: Ani)",
        "Jalan itu",
        "Share on Facebook Tweet",
        "Baca juga: Banjir Surut",
    )
    assert copy.remark == f"Taken out of the text: {' · '.join(told)} · jatimkita.com -."
    assert read(b"Warga Kota\n\nIa datang.\n\nIa pulang.", "-").remark == ""


def test_a_page_with_its_names_in_front_has_its_headline_below_them_and_a_sentence_amid_it_stays() -> (  # noqa: E501
    None
):
    page = (
        "Reporter: Ani | Editor: Sari\n\nJudul Berita\n\nkota.id - Isi.\n\n{}\n\nIa "
        "pulang.\n\nBaca juga: Banjir"
    )
    copy = read(page.format("Editor: Ani dan Budi").encode(), "-")
    assert (copy.text.headline, copy.editor, copy.text.byline) == ("Judul Berita", "Sari", "Ani")
    assert copy.text.body == ("Isi.", "Editor: Ani dan Budi", "Ia pulang.")


def test_a_story_to_read_as_well_in_markdown_is_told() -> None:
    copy = read(b"# Judul\n\nIsi.\n\nBaca juga: Banjir\n\nAkhir.", "a.md")
    assert copy.remark == "Taken out of the text: Baca juga: Banjir."
