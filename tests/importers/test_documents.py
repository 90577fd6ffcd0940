"""Documents of office programs become copy: DOCX, ODT, RTF and PDF, each read in a child."""

import hashlib
import os
import signal
import struct

import pytest

from redaksi import i18n
from redaksi.errors import BadInput
from redaksi.importers import documents, read, recognition

from .office_files import PICTURE, SPACES, docx, jpeg, odt, paragraph, pdf, run, zipped

BOLD, ITALIC = "<w:b/>", "<w:i/>"
BODY = "Banjir di Sidoarjo mulai surut, kata Budi."


# DOCX


def test_a_word_document_keeps_what_its_writer_marked() -> None:
    found = read(
        docx(
            paragraph("Banjir Surut", "Title"),
            paragraph(
                run("Air * di ") + run("tiga desa", BOLD) + run(" mulai ") + run("surut", ITALIC)
            ),
            paragraph("Bantuan", "Judul2"),
            paragraph("1. Bukan daftar_ini"),
        ),
        "siaran.docx",
    )
    assert (found.text.headline, found.format) == ("Banjir Surut", "docx")
    assert found.text.body == (
        "Air * di **tiga desa** mulai *surut*",
        "## Bantuan",
        r"1\. Bukan daftar_ini",
    )


def test_a_picture_of_a_word_document_comes_with_its_caption_and_credit() -> None:
    found = read(
        docx(
            paragraph("Banjir Surut", "Title"),
            paragraph(BODY),
            PICTURE,
            paragraph("Warga di atap (Foto: Antara)", "Caption"),
            paragraph("Air surut."),
        ),
        "a.docx",
    )
    sha256 = hashlib.sha256(jpeg()).hexdigest()
    (photo,) = found.text.photos
    assert (photo.alt, photo.caption, photo.credit, photo.sha256) == (
        "Warga di atap rumah",
        "Warga di atap",
        "Antara",
        sha256,
    )
    assert found.pictures == {sha256: jpeg()}
    assert found.text.body == (BODY, "Air surut.")


def test_tracked_changes_of_word_are_accepted_and_the_person_is_told() -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>dua </w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2">{run("tiga ")}</w:ins>'
    data = docx(
        paragraph("Banjir Surut", "Title"),
        f"<w:p>{run('Air di ')}{deleted}{inserted}{run('desa.')}</w:p>",
    )
    found = read(data, "a.docx")
    assert found.text.body == ("Air di tiga desa.",)
    assert "tracked" in found.remark
    assert (
        "tracked" not in read(docx(paragraph("Banjir", "Title"), paragraph(BODY)), "a.docx").remark
    )


def test_a_comment_of_word_stands_on_its_paragraph_and_not_in_the_text() -> None:
    words = paragraph("Cek angkanya")
    comment = f'<w:comment w:id="0" w:author="Sari W" w:initials="SW">{words}</w:comment>'
    referred = f'{run("Korban 12 orang.")}<w:r><w:commentReference w:id="0"/></w:r>'
    found = read(
        docx(
            paragraph("Banjir Surut", "Title"),
            paragraph(BODY),
            f"<w:p>{referred}</w:p>",
            comments=comment,
        ),
        "a.docx",
    )
    assert found.text.body == (BODY, "Korban 12 orang.")
    (one,) = found.comments
    assert (one.text, one.by, one.paragraph) == ("Cek angkanya", "Sari W", 1)
    assert "1 comment" in found.remark


# ODT


STYLES = (
    '<style:style style:name="T1" style:family="text">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="P1" style:parent-style-name="Title"/>'
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1"/>'
    "</text:list-style>"
)


def test_a_document_of_libreoffice_keeps_what_its_writer_marked() -> None:
    found = read(
        odt(
            '<text:p text:style-name="P1">Banjir Surut</text:p>',
            '<text:p>Air di <text:span text:style-name="T1">tiga desa</text:span>'
            '<text:s text:c="2"/>surut<text:line-break/>baris dua</text:p>',
            '<text:h text:outline-level="2">Bantuan</text:h>',
            "<text:list><text:list-item><text:p>beras</text:p></text:list-item>"
            "<text:list-item><text:p>air</text:p></text:list-item></text:list>",
            '<text:list text:style-name="L1"><text:list-item><text:p>satu</text:p>'
            "</text:list-item></text:list>",
            '<text:p><text:a xlink:href="https://contoh.id/a">tautan</text:a></text:p>',
            styles=STYLES,
        ),
        "a.odt",
    )
    assert (found.text.headline, found.format) == ("Banjir Surut", "odt")
    assert found.text.body == (
        "Air di **tiga desa** surut\nbaris dua",
        "## Bantuan",
        "- beras\n- air",
        "1. satu",
        "[tautan](https://contoh.id/a)",
    )


def test_pictures_comments_and_tracked_changes_of_libreoffice_arrive() -> None:
    found = read(
        odt(
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>dua</text:p>"
            "</text:deletion></text:changed-region></text:tracked-changes>",
            '<text:p text:style-name="Title">Banjir Surut</text:p>',
            f"<text:p>{BODY}<office:annotation><dc:creator>Sari W</dc:creator>"
            "<text:p>Cek angkanya</text:p></office:annotation></text:p>",
            '<text:p><draw:frame><draw:image xlink:href="Pictures/1.jpg"/>'
            "<svg:desc>Warga di atap</svg:desc></draw:frame></text:p>",
            '<text:p text:style-name="Caption">Atap (Foto: Antara)</text:p>',
        ),
        "a.odt",
    )
    assert found.text.body == (BODY,)
    (photo,), (comment,) = found.text.photos, found.comments
    assert (photo.alt, photo.caption, photo.credit) == ("Warga di atap", "Atap", "Antara")
    assert found.pictures == {photo.attachment: jpeg("blue")}
    assert (comment.text, comment.by, comment.paragraph) == ("Cek angkanya", "Sari W", 0)
    assert "tracked" in found.remark


def test_an_entity_of_xml_is_not_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY f SYSTEM "/etc/passwd">]>'
    body = "<text:p>Banjir</text:p><text:p>Isi &a; &f; naskah.</text:p>"
    content = (
        f"{bomb}<office:document-content {SPACES}><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>"
    )
    found = read(zipped({"content.xml": content}), "a.odt")
    assert found.text.body == ("Isi naskah.",)


# RTF


def test_a_rich_text_is_its_words() -> None:
    found = read(
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\pard Banjir \b Surut\b0\par "
        rb"Caf\'e9 \u8220?Ramai\u8221? dibuka.\par {\pict\jpegblip 0102}"
        rb"Air surut * hari ini.\par}",
        "a.doc",
    )
    assert (found.text.headline, found.format) == ("Banjir Surut", "rtf")
    assert found.text.body == ("Café “Ramai” dibuka.", "Air surut * hari ini.")


# PDF


def test_the_lines_of_a_pdf_are_paragraphs_again_and_running_heads_are_dropped() -> None:
    full = "Banjir yang merendam tiga kecamatan di Sidoarjo mulai surut pada hari"
    first = [
        (60, 800, 9, "Siaran Pers Pemkab - Halaman 1"),
        (60, 740, 22, "Banjir di Sidoarjo Mulai Surut"),
        (60, 700, 11, full),
        (60, 686, 11, full.replace("Banjir", "air bah")),
        (60, 672, 11, "Senin (2/11)."),
        (60, 640, 11, "Bantuan sudah dibagikan kepada warga."),
    ]
    second = [
        (60, 800, 9, "Siaran Pers Pemkab - Halaman 2"),
        (60, 740, 11, "Air kini setinggi betis."),
        (290, 30, 9, "2"),
    ]
    found = read(pdf(first, second), "a.pdf")
    assert (found.text.headline, found.format) == ("Banjir di Sidoarjo Mulai Surut", "pdf")
    assert found.text.body == (
        f"{full} {full.replace('Banjir', 'air bah')} Senin (2/11).",
        "Bantuan sudah dibagikan kepada warga.",
        "Air kini setinggi betis.",
    )


def test_a_pdf_without_text_is_called_scanned() -> None:
    with pytest.raises(BadInput, match="scanned") as refusal:
        read(pdf([]), "a.pdf")
    assert "OCR" in refusal.value.hint


# What is recognised


@pytest.mark.parametrize("suffix", [".txt", ".md", ".eml", ".json", ".pdf", ""])
def test_the_content_counts_and_not_the_suffix(suffix: str) -> None:
    data = docx(paragraph("Banjir Surut", "Title"), paragraph(BODY))
    assert read(data, f"a{suffix}").format == "docx"


@pytest.mark.parametrize(
    "data", [b"", b"Banjir", b"# Banjir", b"PK\x03\x04", zipped({"a.txt": "Satu"}), b"<rss></rss>"]
)
def test_other_files_are_no_documents(data: bytes) -> None:
    assert recognition.of(data) is None


def test_what_reads_a_format_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "find_spec", lambda name: None)
    with pytest.raises(BadInput, match="DOCX file, and mammoth") as refusal:
        read(docx(paragraph(BODY)), "a.docx")
    assert recognition.EXTRA in refusal.value.hint


# Hostile and broken documents


def encrypted() -> bytes:
    """A DOCX document whose parts say that they are encrypted."""
    data = bytearray(docx(paragraph(BODY)))
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        flags = struct.unpack_from("<H", data, at + 8)[0]
        struct.pack_into("<H", data, at + 8, flags | 1)
        at += 4
    return bytes(data)


DEEP = "<text:section>" * 10_000 + "<text:p>Satu</text:p>" + "</text:section>" * 10_000
HOSTILE = {
    "a bomb": (
        docx(paragraph(BODY), parts={"word/media/nol.bin": bytes(150_000_000)}),
        "would unpack to",
    ),
    "too many parts": (
        zipped({f"word/{n}": "" for n in range(6_000)} | {"word/document.xml": ""}),
        "parts",
    ),
    "a password": (encrypted(), "password"),
    "a password of LibreOffice": (
        odt("", parts={"META-INF/manifest.xml": "<m:encryption-data/>"}),
        "password",
    ),
    "10,000 levels": (odt(DEEP), "damaged|time or memory"),
    "no XML": (zipped({"content.xml": "x"}), "damaged"),
    "a table of LibreOffice": (zipped({"content.xml": "<x/>"}), "without a text"),
    "an empty DOCX": (zipped({"word/document.xml": ""}), "damaged"),
    "a PDF that is cut off": (pdf([(60, 700, 11, BODY)])[:60], "damaged"),
    "an empty RTF": (rb"{\rtf1 }", "empty"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_or_broken_document_is_refused_by_name_and_costs_nothing_else(name: str) -> None:
    data, why = HOSTILE[name]
    with pytest.raises(BadInput, match=why) as refusal:
        read(data, "kiriman.dat")
    assert "kiriman.dat" in refusal.value.sentence
    assert refusal.value.hint
    assert read(docx(paragraph("Banjir Surut", "Title"), paragraph(BODY)), "b.docx").text.body


def test_a_child_that_dies_refuses_its_file_and_the_next_is_read() -> None:
    good = docx(paragraph("Banjir Surut", "Title"), paragraph(BODY))
    read(good, "a.docx")
    process = documents._child(i18n.current()).process
    assert process
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    with pytest.raises(BadInput, match="time or memory"):
        read(good, "a.docx")
    assert read(good, "a.docx").text.body == (BODY,)
