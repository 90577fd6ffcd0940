"""Bytes are decoded piece by piece, with a report of replaced bytes.

Documents of other programs are recognized by their content.
"""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.errors import BadInput
from redaksi.importers import decode, read

COPY = "Banjir Surut di Desa Mekar\n\nKata warga, “surut” – suhu 30°C.\n\n"


def test_one_stray_byte_leaves_the_rest_of_a_file_as_it_is_and_is_said() -> None:
    copy = read(COPY.encode() + b"Caf\xe9 buka lagi.\n", "n.txt")
    assert copy.text.body == ("Kata warga, “surut” – suhu 30°C.", "Café buka lagi.")
    assert copy.remark == "1 byte is not UTF-8 and was read as Windows-1252: “Café”."


def test_several_stray_bytes_are_counted() -> None:
    assert "3 bytes" in read(COPY.encode() + b"Caf\xe9 \x93buka\x94.\n", "n.txt").remark


def test_a_file_of_windows_is_read_as_such_and_said_and_a_sound_one_needs_no_word() -> None:
    old = read(COPY.encode("cp1252"), "n.txt")
    assert old.text.body == ("Kata warga, “surut” – suhu 30°C.",)
    assert old.remark == "It is not UTF-8, and was read as Windows-1252."
    for data in (
        COPY.encode(),
        COPY.encode("utf-16"),
        b"\xef\xbb\xbf" + COPY.encode(),
        b"Judul\n\nIsi.",
    ):
        assert read(data, "n.txt").remark == ""


@given(st.text(max_size=60), st.text(max_size=60))
def test_around_a_stray_byte_every_letter_is_as_it_was(before: str, after: str) -> None:
    before, after = (part.encode(errors="ignore").decode() for part in (before, after))
    assert (
        decode.by_charset(f"{before}é".encode() + b"\xe9 " + after.encode(), "").text
        == f"{before}éé {after}"
    )


@given(
    st.binary(max_size=60),
    st.sampled_from(["", "utf-8", "utf-16", "gb2312", "iso-8859-5", "rot13", "idna", "\0"]),
)
def test_any_bytes_in_any_charset_are_some_text(data: bytes, charset: str) -> None:
    assert isinstance(decode.by_charset(data, charset).text, str)


def test_an_emoji_in_two_halves_is_one() -> None:
    assert decode.by_charset(b"a \xed\xa0\xbd\xed\xb8\x80 b", "") == ("a 😀 b", "")
    assert (
        decode.by_charset(b"a \xed\xa0\xbd b", "").text != "a  b"
    )  # half an emoji is replaced by a visible sign, not dropped


def archive() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        zipped.writestr("berkas.txt", "Satu")
    return out.getvalue()


DOCUMENTS = {
    "XML": (b'<?xml version="1.0"?>\n<berita><judul>Satu</judul></berita>', "XML"),
    "RSS": (b'<rss version="2.0"><channel></channel></rss>', "XML"),
    "a tag that nobody knows": (b"<kml>\n<Document></Document>\n</kml>", "XML"),
    "a tag with attributes": (b"<gpx version='1.1'>\n<trk>", "XML"),
    "a declared kind": (b"<!DOCTYPE kml>\n<kml></kml>", "XML"),
    "PHP": (b"<?php echo 1; ?>\nSatu", "PHP"),
    "ASP": (b'<%@ page language="java" %>\nSatu', "ASP/JSP"),
    "SVG": (b'<svg xmlns="http://www.w3.org/2000/svg"></svg>', "XML"),
    "WXR": (
        (
            b'<?xml version="1.0"?>\n<!-- WordPress -->\n<rss '
            b'xmlns:wp="http://wordpress.org/export/1.2/"></rss>'
        ),
        "WordPress",
    ),
    "mbox": (
        (
            b"From a@x.example Mon Jan  1 10:00:00 2024\nSubject: Satu\n\nIsi.\n\nFrom b@x.example "  # noqa: E501
            b"Tue "
        ),
        "mailbox",
    ),
    "zip": (archive(), "ZIP"),
    "an empty zip": (b"PK\x05\x06" + bytes(18), "ZIP"),
    "PDF": (b"%PDF-1.7\nBT (Satu) ET", "PDF"),
    "PDF behind blanks": (b"\n\n%PDF-1.7\nBT (Satu) ET", "PDF"),
    "PostScript": (b"%!PS-Adobe-3.0\n(Satu) show", "PostScript"),
    "JPEG": (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
    "WebP": (b"RIFF\x24\0\0\0WEBPVP8 ", "WebP"),
    "TIFF": (b"II*\0\x08\0\0\0", "TIFF"),
    "HEIC": (b"\0\0\0\x18ftypheic", "HEIC"),
    "gzip": (b"\x1f\x8b\x08\0abc", "GZIP"),
}


@pytest.mark.parametrize("suffix", [".txt", ".md", ".eml", ""])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_of_another_program_is_told_by_its_content(name: str, suffix: str) -> None:
    data, kind = DOCUMENTS[name]
    with pytest.raises(BadInput, match=kind) as refusal:
        read(data, f"kiriman{suffix}")
    assert refusal.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "<3 untuk Warga Desa\n\nIsi naskah.",
        "From Jakarta With Love\n\nIsi naskah.",
        "BMKG: Hujan Lebat\n\nIsi naskah.",
        "Pakar: <b>Bukan</b> Gempa\n\nIsi naskah.",
        "<Judul sementara>\n\nIsi naskah.",
        "---\ntitle: Judul\n---\n<p>Isi</p>",
        "# Judul\n\n<div>Isi</div>",
        "PK Golkar Menang\n\nIsi naskah.",
        "%PDFtip Ditemukan\n\nIsi naskah.",
    ],
)
def test_a_text_that_only_looks_like_one_is_text(text: str) -> None:
    assert read(text.encode(), "a.txt").text.body


@pytest.mark.parametrize(
    "line",
    [
        "<3 meter air",
        "<Nama> datang",
        "<https://x.id/?a=b>",
        "<ani@x.id> menulis",
        "<<Siapa>> dia",
        "<- a = b",
        "< b >",
    ],
)
def test_plain_copy_that_begins_with_an_angle_is_copy(line: str) -> None:
    assert read(f"{line}\n\nIsi.".encode(), "a.txt").text.headline == line
