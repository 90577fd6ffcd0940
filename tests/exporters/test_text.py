"""Plain text as an editor pastes it."""

import pytest
from msgspec.structs import replace

from redaksi.domain.article import Photo, Related, Text
from tests.exporters import pieces
from tests.exporters.any_text import HOSTILE, SIGNS
from tests.exporters.pieces import FLOOD, piece


def exported(text: Text) -> str:
    return pieces.exported(piece(text), "text").decode()


def body(*paragraphs: str) -> list[str]:
    """The exported paragraphs below the headline and the time."""
    return exported(Text(headline="J", body=paragraphs)).removesuffix("\n").split("\n\n")[2:]


def test_an_article_stands_there_tidy() -> None:
    assert exported(FLOOD) == (
        "Banjir Surut, Warga Bungurasih Pulang\n\n"
        "Tiga pompa menyala semalaman\n\n"
        "Oleh Rini Wulandari\nSIDOARJO (warta-sidoarjo.example)\nSenin, 3 Juni 2024, 10.30 WIB\n\n"
        "Air yang menggenangi tiga RW sejak Sabtu surut pada Senin pagi.\n\n"
        'Ketua RW 04 Sumarni berkata, "Kami pulang hari ini." Lihat peta '
        "(https://example.org/peta).\n\n"
        "Foto: Pompa menyala di Kali Buntung (Dok. Warga)\n\n"
        "Baca juga:\n- Pompa Baru Tiba (https://example.org/pompa)\n- Sekolah Diliburkan\n"
    )


def test_every_sign_of_every_field_is_itself() -> None:
    (photo,), (story,) = HOSTILE.photos, HOSTILE.related
    place = f"{HOSTILE.dateline} ({HOSTILE.source})"
    assert exported(HOSTILE).removesuffix("\n").split("\n\n") == [
        *(HOSTILE.headline, HOSTILE.deck),
        f"Oleh {HOSTILE.byline}\n{place}\nSenin, 3 Juni 2024, 10.30 WIB",
        *(SIGNS, "Air surut, kami pulang.\nHujan turun lagi."),
        *("- satu", "- dua", "1. tiga", "2. empat", "- lima", "Kami pulang.", "Kapan?"),
        "RW | Jiwa\n04 | `1\n05 | 30",
        *("if a < b & c: {{ x }} {% y %}", "Judul kecil", "* * *", "😀 keluarga 👨‍👩‍👧"),
        f"Foto: {photo.caption} ({photo.credit})",
        f"Baca juga:\n- {story.title} ({story.url})",
    ]


def test_what_an_article_lacks_leaves_no_gap() -> None:
    assert (
        exported(Text(headline="Judul", body=("Isi.",)))
        == "Judul\n\nSenin, 3 Juni 2024, 10.30 WIB\n\nIsi.\n"
    )


@pytest.mark.parametrize(
    ("paragraph", "shown"),
    [
        ("## Anak judul", ["Anak judul"]),
        ("- satu\n- *dua*", ["- satu", "- dua"]),
        ("3. tiga\n4. empat", ["3. tiga", "4. empat"]),
        ("> kutipan\n> lanjut", ["kutipan lanjut"]),
        ("baris  \nberikut", ["baris\nberikut"]),
        ("`kode` ~~salah~~", ["kode salah"]),
        ("```\n<b>\n```", ["<b>"]),
        ("---", ["* * *"]),
        ("| RW | *Jiwa* |\n|:--|--:|\n| 04 | 20 |\n| 05 | |", ["RW | Jiwa\n04 | 20\n05 | "]),
        ("- satu\n\n  | a | b |\n  |--|--|\n- dua", ["- satu", "a | b", "- dua"]),
        ("<https://a.example/>", ["https://a.example/"]),
        ("<redaksi@a.example>", ["redaksi@a.example"]),
        ("![pompa](https://a.example/p.jpg)", ["pompa"]),
        ("<script>alert(1)</script>", ["<script>alert(1)</script>"]),
        ("5 \\* 3 &amp; [/] [FOTO] 2*3*4", ["5 * 3 & [/] [FOTO] 234"]),
        (">" * 60 + " dalam", ["dalam"]),
    ],
)
def test_marks_of_markdown_are_rendered(paragraph: str, shown: list[str]) -> None:
    assert body("awal", paragraph, "akhir") == ["awal", *shown, "akhir"]


def test_photos_and_related_stories_show_what_they_have() -> None:
    text = replace(
        FLOOD,
        photos=(Photo(file="a.jpg"), Photo(credit="Antara")),
        related=(Related(title="", url="https://a.example/"),),
    )
    assert exported(text).endswith(
        "Foto: a.jpg\n\nFoto: (Antara)\n\nBaca juga:\n- https://a.example/\n"
    )
