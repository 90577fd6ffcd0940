"""Plain text and mail: the first line or the subject is the headline, and no text is lost."""

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
def test_the_subject_of_a_typed_mail_is_the_headline_and_its_sender_the_byline(
    subject: str, sender: str
) -> None:
    copy = read(
        f"{sender}\nKepada: redaksi\n{subject} Fwd: Re: Warga Panen Padi\n\n{LETTER}".encode(), "-"
    )
    assert copy.text.headline == "Warga Panen Padi"
    assert copy.text.byline == "Budi Santoso"
    assert copy.text.body == PARAGRAPHS


def test_a_body_with_a_headline_of_its_own_keeps_it() -> None:
    copy = read(b"Dari: Budi\nPerihal: Rilis\n\nWarga Desa Panen Padi\n\nSatu dua.", "-")
    assert copy.text.headline == "Warga Desa Panen Padi"
    assert copy.text.body == ("Satu dua.",)
    assert copy.remark == "The subject of the mail was: Rilis"


def test_a_subject_that_holds_the_first_line_gives_way_to_it() -> None:
    copy = read(
        b"Dari: Budi\nPerihal: [Humas] Warga Desa Panen Padi!\n\nWarga Desa Panen Padi\n\nSatu "
        b"dua.",
        "-",
    )
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
    assert (
        read(
            b"Dari: budi@x.example\nPerihal: Panen Padi\n\nYth. Redaksi,\n\nSatu.", "-"
        ).text.byline
        == ""
    )


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


@pytest.mark.parametrize(
    ("text", "headline", "body"),
    [
        (
            "Dari: Sabang sampai Merauke\n\nKisah perjalanan.",
            "Dari: Sabang sampai Merauke",
            ("Kisah perjalanan.",),
        ),
        ("Dari: Sabang\nDari: Merauke\n\nLagu.", "Dari: Sabang", ("Dari: Merauke", "Lagu.")),
        (
            (
                "Judul P7\n\nTanggal: 5\nCc: dia\n\nFoto: lihat halaman 3\n\nSumber: air bersih "
                "langka\n\n"
                "Baca juga buku ini\n\nPenulis: siapa pun bisa"
            ),
            "Judul P7",
            (
                "Tanggal: 5  \nCc: dia",
                "Foto: lihat halaman 3",
                "Sumber: air bersih langka",
                "Baca juga buku ini",
                "Penulis: siapa pun bisa",
            ),
        ),
        (
            (
                "Reporter: Tanpa Batas\n\nFilm dokumenter ini\n\nEditor: Ani dan Budi\n\nAkhir "
                "kalimat."
            ),
            "Reporter: Tanpa Batas",
            ("Film dokumenter ini", "Editor: Ani dan Budi", "Akhir kalimat."),
        ),
        (
            (
                "Warga Desa\n\nIa datang.\n\nEditor: Ani dan Budi\n\nBukti itu kabur (Foto: "
                "Budi)\n\nIa pulang."
            ),
            "Warga Desa",
            ("Ia datang.", "Editor: Ani dan Budi", "Bukti itu kabur (Foto: Budi)", "Ia pulang."),
        ),
        (
            "Warga Desa\n\nIa datang.\nEditor: Ani\nIa pulang.",
            "Warga Desa",
            ("Ia datang.  \nEditor: Ani  \nIa pulang.",),
        ),
    ],
)
def test_one_line_like_a_label_moves_no_sentence_out_of_the_body(
    text: str, headline: str, body: tuple[str]
) -> None:
    copy = read(text.encode(), "-")
    assert (copy.format, copy.text.headline, copy.text.body) == ("text", headline, body)
    assert (copy.text.byline, copy.editor, copy.text.photos, copy.remark) == ("", "", (), "")


def test_two_headers_are_a_letter_and_those_without_a_field_are_told() -> None:
    copy = read(
        b"Dari: Sari W\nTanggal: 5 Mei\nCc: dia\nDari: Budi\n\nKisah perjalanan.\n\nIsi.", "-"
    )
    assert (copy.text.byline, copy.text.headline, copy.text.body) == (
        "Sari W",
        "Kisah perjalanan.",
        ("Isi.",),
    )
    assert copy.remark == "Taken out of the text: Tanggal: 5 Mei · Cc: dia · Dari: Budi."


@pytest.mark.parametrize("end", ["", " "])
def test_a_signature_is_a_paragraph_of_its_own_and_any_other_line_of_dashes_stays(
    end: str,
) -> None:
    mail = message(Subject="Panen Padi Desa")
    mail.set_content(f"Satu.\n--{end}\nDua.\n--{end}\nAni\nJalan Melati 7")
    copy = read(mail.as_bytes(), "a.eml")
    assert copy.text.body == ("Satu.  \n\\--  \nDua.", "Ani  \nJalan Melati 7")
    assert copy.remark == "Taken out of the text: --."
    mail.set_content(f"Satu.\n\n--{end}\n")
    copy = read(mail.as_bytes(), "a.eml")
    assert (copy.text.body, copy.remark) == (("Satu.", "\\--"), "")


@pytest.mark.parametrize(
    "above",
    [
        "SIARAN PERS",
        "SIARAN PERS NOMOR 112/SP/XI/2026",
        "**Siaran Pers**\nNo. : 4.1/HM/2026\nUntuk segera disiarkan:",
        "PRESS RELEASE\n\nFor immediate release",
    ],
)
def test_the_lines_above_a_press_release_are_no_headline_and_stay_in_the_body(above: str) -> None:
    copy = read(f"{above}\n\nBupati Resmikan Jembatan\n\nSatu dua.".encode(), "-")
    assert copy.text.headline == "Bupati Resmikan Jembatan"
    assert copy.text.body[-1] == "Satu dua."
    kept = "".join(filter(str.isalnum, "".join(copy.text.body[:-1])))
    assert kept == "".join(filter(str.isalnum, above))


@pytest.mark.parametrize(
    "headline",
    ["Siaran Pers Bupati Dibantah", "Nomor Antrean Habis", "No 7 Menang", "Siaran Pers"],
)
def test_a_headline_that_speaks_of_a_release_is_a_headline(headline: str) -> None:
    assert read(f"{headline}\n\nSiaran pers".encode(), "-").text.headline == headline
