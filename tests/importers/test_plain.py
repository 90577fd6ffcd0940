"""Plain text and mail: the first line or the subject is the headline, and the text stays whole."""

from email.message import EmailMessage
from email.policy import SMTP

import pytest

from redaksi.errors import BadInput
from redaksi.importers import read

LETTER = "Yth. Redaksi,\n\nWarga memanen padi.\n\nSalam,\nBudi\n\n-- \nJalan Melati 7"
PARAGRAPHS = ("Yth. Redaksi,", "Warga memanen padi.", "Salam,  \nBudi", "Jalan Melati 7")


def test_the_first_line_is_the_headline_and_the_rest_the_body() -> None:
    copy = read(b"Warga Panen Padi\n\nSatu dua.\n\nTiga\nempat", "-")
    assert copy.format == "text"
    assert copy.text.headline == "Warga Panen Padi"
    assert copy.text.body == ("Satu dua.", "Tiga  \nempat")


@pytest.mark.parametrize("subject", ["Subject:", "Perihal :", "JUDUL:", "perihal\xa0:"])
@pytest.mark.parametrize("sender", ["From: Budi Santoso <budi@x.example>", "Dari : Budi Santoso"])
def test_the_subject_of_a_typed_mail_is_the_headline_and_its_sender_the_byline(subject: str, sender: str) -> None:
    copy = read(f"{sender}\nKepada: redaksi\n{subject} Fwd: Re: Warga Panen Padi\n\n{LETTER}".encode(), "-")
    assert copy.text.headline == "Warga Panen Padi"
    assert copy.text.byline == "Budi Santoso"
    assert copy.text.body == PARAGRAPHS


def test_a_body_with_a_headline_of_its_own_keeps_it() -> None:
    copy = read(b"Dari: Budi\nPerihal: Rilis\n\nWarga Desa Panen Padi\n\nSatu dua.", "-")
    assert copy.text.headline == "Warga Desa Panen Padi"
    assert copy.text.body == ("Satu dua.",)
    assert copy.remark == "The subject of the mail was: Rilis"


def test_a_subject_that_holds_the_first_line_gives_way_to_it() -> None:
    copy = read(b"Dari: Budi\nPerihal: [Humas] Warga Desa Panen Padi!\n\nWarga Desa Panen Padi\n\nSatu dua.", "-")
    assert (copy.text.headline, copy.text.body) == ("Warga Desa Panen Padi", ("Satu dua.",))
    assert copy.remark == "The subject of the mail was: [Humas] Warga Desa Panen Padi!"


@pytest.mark.parametrize(
    ("subject", "line"),
    [
        ("Banjir Rob di Demak", "Bapak/Ibu Redaktur Media Massa"),
        ("Banjir Rob di Demak", "Warga Desa Panen Padi"),
        ("Banjir Demak", "Ini rilis dari kami"),
        ("Rilis", "Bapak/Ibu Redaktur Media Massa"),
        ("Siaran pers", "SIARAN PERS BPBD DEMAK"),
        ("Berita jatimnow.com", "Warga Desa Panen Padi"),
        ("Baca juga: Banjir", "Warga Desa Panen Padi"),
        ("Beranda » Banjir", "Warga Desa Panen Padi"),
        ("Sari - Panen Padi di Desa", "Jalan Melati No 7"),
    ],
)
def test_a_subject_is_the_headline_and_the_first_line_stays(subject: str, line: str) -> None:
    copy = read(f"Dari: Budi\nPerihal: {subject}\n\n{line}\n\nSatu dua.".encode(), "-")
    assert (copy.text.headline, copy.text.body, copy.remark) == (subject, (line, "Satu dua."), "")


@pytest.mark.parametrize("in_mail", [False, True])
@pytest.mark.parametrize(
    "lines",
    [
        ["Hidup mahasiswa", "Hidup mahasiswa", "Hidup mahasiswa"],
        ["Hidup mahasiswa", "Hidup mahasiswa"],
        ["08.00 WIB"],
        ["Senin, 12 Mei 2025"],
        ["ADVERTISEMENT"],
        ["Bagikan lewat WhatsApp"],
    ],
)
def test_a_text_that_is_no_page_keeps_each_line(lines: list[str], in_mail: bool) -> None:
    front = "Perihal: Aksi di Balai Kota" if in_mail else "Aksi di Balai Kota"
    copy = read("\n".join([front, "", *lines, "", "Mereka datang pagi."]).encode(), "-")
    assert copy.text.headline == "Aksi di Balai Kota"
    assert copy.text.body == ("  \n".join(lines), "Mereka datang pagi.")
    assert copy.text.photos == ()


def test_a_subject_that_the_body_repeats_stands_once() -> None:
    copy = read(b"Perihal: Panen Padi\n\nPANEN PADI\n\nSatu dua.", "-")
    assert copy.text.headline == "PANEN PADI"
    assert copy.text.body == ("Satu dua.",)


def test_an_address_alone_is_no_byline() -> None:
    assert read(b"Dari: budi@x.example\nPerihal: Panen Padi\n\nYth. Redaksi,\n\nSatu.", "-").text.byline == ""


def test_a_headline_with_a_colon_is_not_taken_for_a_mail_header() -> None:
    copy = read(b"Dari Desa ke Kota: Kisah Perantau\n\nSatu dua.", "-")
    assert copy.text.headline == "Dari Desa ke Kota: Kisah Perantau"


def message(**headers: str) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    for name, value in headers.items():
        mail[name] = value
    return mail


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
@pytest.mark.parametrize("name", ["a.eml", "-"])
def test_a_real_message_is_decoded(encoding: str, name: str) -> None:
    mail = message(From="Nur Aé <a@x.example>", Subject="Panen Padi – di “Kafé” Desa")
    mail.set_content("Selamat pagi,\n\nHarga – naik “lagi”.", cte=encoding)
    copy = read(mail.as_bytes(), name)
    assert copy.format == "text"
    assert copy.text.headline == "Panen Padi – di “Kafé” Desa"
    assert copy.text.byline == "Nur Aé"
    assert copy.text.body == ("Selamat pagi,", "Harga – naik “lagi”.")


def test_of_a_message_with_many_parts_only_the_text_is_taken() -> None:
    mail = message(Subject="Panen Padi Desa")
    mail.set_content("Yth. Redaksi,\n\nSatu.")
    mail.add_alternative("<p>Dua</p>", subtype="html")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    mail.add_attachment("Tiga", filename="b.txt")
    assert read(mail.as_bytes(), "a.eml").text.body == ("Yth. Redaksi,", "Satu.")


def test_a_message_without_text_is_refused() -> None:
    mail = message(Subject="Panen")
    mail.set_content("<p>Dua</p>", subtype="html")
    with pytest.raises(BadInput, match="no plain text"):
        read(mail.as_bytes(), "a.eml")
