"""Short texts for chats: two sentences, the marks and the limits of each application."""

import pytest

from redaksi.delivery.chat import (
    FORMS,
    App,
    Digest,
    chat,
    hashtags,
    sentences,
    shortened,
    units,
)
from redaksi.domain.article import Text
from redaksi.exporters.base import Sealed
from tests.exporters.pieces import FLOOD, piece
from tests.exporters.test_notices import NOTICES, noticed

LINK = "https://contoh.id/banjir_surut.html"


def text_of(*body: str, headline: str = "Judul", tags: tuple[str, ...] = ()) -> Text:
    return Text(headline=headline, body=body, tags=tags)


def piece_of(*body: str, headline: str = "Judul", tags: tuple[str, ...] = ()) -> Sealed:
    return piece(text_of(*body, headline=headline, tags=tags))


def test_each_application_gets_its_own_marks() -> None:
    short = (
        "Air yang menggenangi tiga RW sejak Sabtu surut pada Senin pagi. "
        'Ketua RW 04 Sumarni berkata, "Kami pulang hari ini."'
    )
    tags = "#banjir #Sidoarjo"
    head = FLOOD.headline
    assert chat(piece(), LINK, App.WHATSAPP) == f"*{head}*\n\n{short}\n\n{LINK}\n\n{tags}"
    assert chat(piece(), LINK, App.TELEGRAM) == f"**{head}**\n\n{short}\n\n{LINK}\n\n{tags}"
    assert chat(piece(), LINK, App.FACEBOOK) == f"{head}\n\n{short}\n\n{LINK}\n\n{tags}"
    assert chat(piece(), LINK, App.INSTAGRAM) == f"{head}\n\n{short}\n\n{tags}"


@pytest.mark.parametrize(
    "line",
    [
        "Kata dr. Sri Rahayu, warga sehat.",
        "Biayanya Rp. 500.000 sebulan.",
        "Ia bertemu Prof. Dr. Ir. H. Joko Widodo di sana.",
        "Pemilik PT. Maju Jaya hadir.",
        "KH. Maimun memimpin doa.",
        "Ia tinggal di Jl. Merdeka No. 5 sejak kecil.",
        "Suhunya 36.5 derajat.",
        '"Kami pulang!" kata Sumarni.',
    ],
)
def test_a_sentence_does_not_end_in_an_abbreviation(line: str) -> None:
    assert sentences(text_of(f"{line} Kalimat kedua. Kalimat ketiga.")) == [line, "Kalimat kedua."]


def test_headings_lists_and_hints_to_other_stories_are_no_sentences() -> None:
    body = ("## Bagian", "Baca juga: Banjir Lagi.", "- satu. Dua.", "Satu kalimat.", "Dua. Tiga.")
    assert sentences(text_of(*body)) == ["Satu kalimat.", "Dua."]


def test_words_are_no_marks_in_whatsapp() -> None:
    short = chat(
        piece_of("~Dua~ `tiga` 2*3 nama_akun.", headline="Satu *dua* _tiga_"), "", App.WHATSAPP
    )
    headline, body = short.split("\n\n")
    assert headline == "*Satu ∗dua∗ ˍtigaˍ*"
    assert body == "∼Dua∼ tiga 2*3 nama_akun."
    assert LINK in chat(piece_of("Satu."), LINK, App.WHATSAPP)


def test_words_are_no_marks_in_telegram() -> None:
    short = chat(piece_of("Satu.", headline="A **b** __c__ ~~d~~ ||e|| 2*3 f_g"), "", App.TELEGRAM)
    assert short.startswith("**A ∗∗b∗∗ ˍˍcˍˍ ∼∼d∼∼ ∣∣e∣∣ 2*3 f_g**")


def test_tags_become_hashtags_once() -> None:
    tags = ("gempa bumi", "Sidoarjo", "sidoarjo", "2024", "C++", "pemilu-2024", "😀", "RUU TNI")
    assert hashtags(tags) == ["#GempaBumi", "#Sidoarjo", "#C", "#Pemilu2024", "#RUUTNI"]


@pytest.mark.parametrize("app", App)
def test_no_text_is_longer_than_the_application_takes(app: App) -> None:
    long = piece_of("Kata 😀 " * 40_000 + ".", headline="Judul " * 10_000, tags=("banjir",))
    short = chat(long, LINK, app)
    assert units(short) <= FORMS[app].longest
    assert units(short) > FORMS[app].longest - 20
    assert short.endswith("#banjir")
    assert ("https" in short) is FORMS[app].has_links
    assert short.count("#") <= FORMS[app].tags


def test_instagram_takes_five_hashtags() -> None:
    tags = tuple(f"tag{letter}" for letter in "abcdefgh")
    assert chat(piece_of("Satu.", tags=tags), "", App.INSTAGRAM).count("#") == 5
    assert chat(piece_of("Satu.", tags=tags), "", App.FACEBOOK).count("#") == 8


def test_a_correction_is_told() -> None:
    short = chat(noticed(), LINK, App.WHATSAPP)
    assert short.split("\n\n")[1].endswith(f": {NOTICES[0].sentence}")


def test_an_emoji_is_not_cut_in_two() -> None:
    assert shortened("😀😀😀", 4) == "😀…"
    assert shortened("satu dua tiga", 9) == "satu…"
    assert shortened("satu", 4) == "satu"
    assert Digest("J", "", "S", LINK).fitted(10).sentences == ""
