"""A mail is read in its declared or a guessed charset, or is refused.

No mail takes too much time or memory.
"""

import time
from base64 import b64encode
from contextlib import suppress
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from redaksi.errors import BadInput
from redaksi.importers import Imported, decode, read, spelled_out

HEAD = b"From: Ani <ani@x.example>\nSubject: Panen Padi Desa Kita\nMIME-Version: 1.0\n"


def mail(content_type: bytes, body: bytes, head: bytes = HEAD) -> Imported:
    return read(head + b"Content-Type: " + content_type + b"\n\n" + body, "surat.eml")


def words(imported: Imported) -> str:
    return imported.text.body[0]


NAMES = (
    *(
        "",
        "utf8mb4",
        "unknown-8bit",
        "iso-8859-8-i",
        "us-ascii",
        "iso-8859-1",
        "utf-8",
        "UTF8",
        "x" * 500,
        "a\\0b",
        "bukan",
    ),
    *(
        "rot13",
        "zlib",
        "hex",
        "base64",
        "idna",
        "punycode",
        "undefined",
        "unicode_escape",
        "raw_unicode_escape",
    ),
    *(
        "utf-16",
        "utf-32",
        "mbcs",
        "oem",
        "palmos",
        "charmap",
        "koi8-r",
        "windows-1251",
        "iso-8859-2",
        "latin1",
        "cp437",
    ),
)


@pytest.mark.parametrize("charset", NAMES)
def test_utf_8_is_read_as_such_whatever_it_is_called(charset: str) -> None:
    copy = mail(
        f'text/plain; charset="{charset}"'.encode(), "Kafé – naik “lagi” \\u0041 Ohqv.\n".encode()
    )
    assert words(copy) == "Kafé – naik “lagi” \\u0041 Ohqv."
    assert copy.remark == ""


@pytest.mark.parametrize(
    "content_type",
    [
        b"text/plain",
        b"text/plain; charset*=utf-8''%25",
        b"text/plain; charset*=undefined''b",
        b"text/plain; charset*=a%00b''%00",
        b"text/plain; charset*=a''b; charset*0=c",
        b"text/plain; charset=",
        b"text/plain; charset",
        b"text/plain; charset=\xff\xfe",
    ],
)
def test_a_charset_that_cannot_be_made_out_is_passed_over(content_type: bytes) -> None:
    assert words(mail(content_type, "Kafé.\n".encode())) == "Kafé."


@pytest.mark.parametrize(
    "charset", [b"iso-8859-1", b"us-ascii", b"iso-8859-2", b"iso-8859-15", b"", b"bukan"]
)
def test_what_windows_writes_is_read_so(charset: bytes) -> None:
    assert (
        words(mail(b"text/plain; charset=" + charset, b"Kata \x93surut\x94 \x96 caf\xe9."))
        == "Kata “surut” – café."
    )


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("koi8-r", "Привет, мир."),
        ("windows-1251", "Привет, мир."),
        ("iso-8859-2", "Łódź."),
        ("gb2312", "你好,世界。"),
        ("big5", "你好,世界。"),
        ("shift_jis", "こんにちは。"),
        ("iso-2022-jp", "こんにちは。"),
        ("utf-16", "Kafé – lagi."),
        ("cp437", "Café."),
    ],
)
def test_a_charset_that_says_what_is_so_is_believed(charset: str, text: str) -> None:
    assert words(mail(f"text/plain; charset={charset}".encode(), text.encode(charset))) == text


def test_bytes_that_the_charset_does_not_have_are_told() -> None:
    copy = mail(b"text/plain; charset=utf-8", "Kata “surut” caf".encode() + b"\xe9.")
    assert words(copy) == "Kata “surut” café."
    assert "“café.”" in copy.remark


def test_headers_are_read_as_they_are_meant() -> None:
    head = (
        "From: =?utf-8?q?Budi=2C_S=2EH=2E?= <b@x.example>\n"
        "Subject: =?utf8mb4?q?Kaf=C3=A9?= – =?undefined?b?4piD?= =?rot13?q?Ohqv?= =?x?q?=93?= dan "
        "Éa\n"
        "MIME-Version: 1.0\n"
    )
    copy = mail(b"text/plain", b"Isi.", head.encode())
    assert copy.text.headline == "Kafé – ☃Ohqv“ dan Éa"
    assert copy.text.byline == "Budi, S.H."
    assert (
        mail(b"text/plain", b"Isi.", head.encode("cp1252")).text.headline == "Kafé – ☃Ohqv“ dan Éa"
    )


@pytest.mark.parametrize(
    "coding", [b'"quoted-printable"', b" quoted-printable ", b"Quoted-Printable;x"]
)
def test_a_coding_is_known_however_it_is_written(coding: bytes) -> None:
    head = HEAD + b"Content-Transfer-Encoding: " + coding + b"\n"
    assert words(mail(b"text/plain; charset=utf-8", b"Kaf=C3=A9.", head)) == "Kafé."


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"\x89PNG\0\0", "control"),
        (b"<html><p>Satu</p></html>", "HTML"),
        (b"\1\2\3\4\5" * 9, "control"),
    ],
)
def test_a_text_part_that_is_no_text_is_refused(body: bytes, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        mail(b"text/plain", body)


def nested(depth: int) -> bytes:
    parts = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (one, one)
        for one in range(depth)
    )
    return HEAD + parts + b"Content-Type: text/plain\n\nIsi naskah.\n"


def test_parts_within_parts_are_read_as_deep_as_mail_is_forwarded() -> None:
    assert read(nested(100), "a.eml").text.body == ("Isi naskah.",)
    with pytest.raises(BadInput, match="more parts"):
        read(nested(1_000), "a.eml")


LETTER = HEAD + b"\nIsi.\n"
TYPE = b"Content-Type: text/plain"
MIXED = HEAD + b"Content-Type: multipart/mixed; boundary=a\n\n"
BASE_64 = HEAD + TYPE + b"\nContent-Transfer-Encoding: base64\n\n"
HEAVY = {
    "forwarded 1,000 times": HEAD + b"Content-Type: message/rfc822\n\n" * 1_000 + b"Isi.",
    "digests in digests": HEAD
    + b"".join(
        b"Content-Type: multipart/digest; boundary=b%d\n\n--b%d\n\n" % (one, one)
        for one in range(1_000)
    ),
    "many parts": MIXED + b"--a\n\nx\n" * 700_000,
    "parts within parts around many lines": nested(25) + b"abc\n" * 500_000,
    "parts with lines that end in CR": MIXED
    + b"--a\rContent-Type: multipart/mixed; boundary=a\r\r" * 50_000,
    "many headers": HEAD + b"X:\n" * 1_600_000 + b"\nIsi",
    "a long header": HEAD + b"X: " + b"a" * 4_900_000 + b"\n\nIsi.",
    "a long subject": b"MIME-Version: 1.0\nSubject: " + b"=?" * 2_400_000 + b"\n\nIsi.",
    "a subject of half words": b"MIME-Version: 1.0\nSubject: " + b"=?a?q?" * 1_600 + b"\n\nIsi.",
    "a sender in brackets": b"MIME-Version: 1.0\nSubject: Satu\nFrom: "
    + b"(" * 9_000
    + b"\n\nIsi.",
    "a typed sender in brackets": b"Dari: " + b"(" * 400_000 + b"\nPerihal: Satu dua\n\nIsi.",
    "a type with many parameters": HEAD + TYPE + b";\n a=b" * 800_000 + b"\n\nIsi.",
    "a type with many stops": HEAD + TYPE + b'; x="' + b";" * 4_900_000 + b"\n\nIsi.",
    "a disposition with many stops": MIXED
    + b'--a\nContent-Type: text/plain\nContent-Disposition: inline; x="'
    + b";" * 4_900_000
    + b"\n\nIsi.",
    "codes in a row": BASE_64 + b"AA==\n" * 900_000,
    "quotations in quotations": HEAD + TYPE + b"; format=flowed\n\n" + b">>> a \n" * 480_000,
    "a boundary that contradicts itself": HEAD
    + b"Content-Type: multipart/mixed; boundary*=x; boundary*0=y\n\nIsi.",
    "only line ends": LETTER + b"\n" * 4_900_000,
    "letters that are no UTF-8": LETTER + b"\xe9\xc3\xa9" * 1_600_000,
}


@pytest.mark.parametrize("name", HEAVY)
def test_a_mail_made_to_be_slow_is_a_letter_or_refused_and_never_slow(name: str) -> None:
    start = time.process_time()
    with suppress(BadInput):
        read(HEAVY[name], "a.eml")
    assert time.process_time() - start < 10  # the former faults took minutes


def test_a_text_in_base64_is_written_out_in_whatever_charset() -> None:
    letter = EmailMessage(policy=SMTP)
    letter["Subject"] = "Panen Padi Desa"
    letter.set_content("Kafé – naik.", cte="base64")
    for charset in (b"utf-8", b"utf8mb4", b"undefined", b"rot13"):
        data = letter.as_bytes().replace(b"utf-8", charset)
        assert "Kafé – naik." in spelled_out(data, "a.eml").decode()


def parts(*pieces: bytes) -> Imported:
    body = b"".join(b"--a\n" + piece + b"\n" for piece in pieces)
    return read(MIXED + body + b"--a--\n", "surat.eml")


OWN = b"Content-Type: text/plain\n\nIsi utama berita.\n"
FORWARDED = (
    b"Content-Type: message/rfc822\nContent-Disposition: attachment; "
    b"filename=lama.eml\n\nSubject: Rahasia\n"
    b"Content-Type: multipart/mixed; boundary=c\n\n--c\nContent-Type: text/plain\n\nIsi "
    b"terlampir.\n--c--\n"
)
ATTACHED = {
    "a mail": (
        b"Content-Type: message/rfc822\n\nFrom: b@x\nSubject: Rahasia\n\nIsi terlampir.\n",
        "message/rfc822",
    ),
    "a mail with texts": (FORWARDED, "lama.eml"),
    "a file shown in the mail": (
        (
            b"Content-Type: text/plain\nContent-Disposition: inline; filename=a.txt\n\nIsi "
            b"terlampir.\n"
        ),
        "a.txt",
    ),
    "a name in the type": (
        b"Content-Type: text/plain; name*=utf-8''a%20b.txt\n\nIsi terlampir.\n",
        "a b.txt",
    ),
    "a word in quotation marks": (
        b'Content-Type: text/plain\nContent-Disposition: "attachment"\n\nIsi terlampir.\n',
        "text/plain",
    ),
    "a word that nobody knows": (
        b"Content-Type: text/plain\nContent-Disposition: x-lampiran\n\nIsi terlampir.\n",
        "text/plain",
    ),
    "the footer of a list": (
        b"Content-Type: text/plain\n\n_______\nMilis redaksi\n",
        "text/plain",
    ),
    "a report": (
        b"Content-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nStatus: 5.1.1\n",
        "delivery-status",
    ),
    "names that contradict each other": (
        (
            b"Content-Type: text/plain\nContent-Disposition: inline; filename*=x; filename*0=y\n\nIsi "  # noqa: E501
            b"terlampir.\n"
        ),
        "?",
    ),
}


@pytest.mark.parametrize("name", ATTACHED)
def test_what_is_attached_is_no_part_of_the_article_and_is_told(name: str) -> None:
    piece, shown = ATTACHED[name]
    copy = parts(OWN, piece)
    assert copy.text.body == ("Isi utama berita.",)
    assert copy.remark.startswith("Attached, and left out: ")
    assert shown in copy.remark
    with pytest.raises(BadInput, match="no plain text"):
        parts(piece if "footer" not in name else b"Content-Type: text/html\n\nx\n")


def test_texts_that_are_no_files_stay_together() -> None:
    picture = (
        b"Content-Type: image/png; name=a.png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"
    )
    shown = b"Content-Type: text/plain\nContent-Disposition: inline\n\nLanjutannya.\n"
    copy = parts(OWN, picture, shown)
    assert (copy.text.body, copy.remark) == (("Isi utama berita.", "Lanjutannya."), "")


WORDS = "Warga Demak – “masih” menunggu bantuan pompa, kata Né.\n\nDua."
CODE = b64encode(WORDS.encode())
BASE64 = HEAD + b"Content-Transfer-Encoding: base64\n"


@pytest.mark.parametrize(
    ("body", "behind"),
    [
        (CODE, ()),
        (
            b"\n\n"
            + b"\r\n".join(CODE[at : at + 20] for at in range(0, len(CODE), 20))
            + b"\r\n\r\n",
            (),
        ),
        (b"\n\n".join(CODE[at : at + 20] for at in range(0, len(CODE), 20)), ()),
        (CODE + b"\n\n-- \nDipindai antivirus.\n", ("Dipindai antivirus.",)),
        (CODE + b"\n\nSari\nJalan Melati 7\n", ("Sari  \nJalan Melati 7",)),
        (CODE + b"\nSalam\n", ("Salam",)),
        (CODE + b"\n" + b64encode(b"\n\nTiga empat."), ("Tiga empat.",)),
    ],
)
def test_code_is_read_as_far_as_it_goes_and_what_is_behind_it_is_text(
    body: bytes, behind: tuple[str, ...]
) -> None:
    copy = mail(b"text/plain; charset=utf-8", body, BASE64)
    assert copy.text.body == (
        "Warga Demak – “masih” menunggu bantuan pompa, kata Né.",
        "Dua.",
        *behind,
    )
    spelled = spelled_out(
        BASE64 + b"Content-Type: text/plain; charset=utf-8\n\n" + body, "a.eml"
    ).decode()
    assert WORDS in spelled
    assert all(word in spelled for one in behind for word in one.split())


@pytest.mark.parametrize(
    "body",
    [b64encode(b"Warga Demak masih.") + b"A", b"Warga Demak masih menunggu.", b"!!!" + CODE],
)
def test_code_that_is_damaged_is_refused_and_never_taken_for_text(body: bytes) -> None:
    with pytest.raises(BadInput, match="base64, which is damaged"):
        mail(b"text/plain", body.rstrip(b"="), BASE64)


@pytest.mark.parametrize("front", [b"\xef\xbb\xbf", b"\n", b"\r\n \r\n", b"\xef\xbb\xbf\n\n"])
def test_a_mark_or_blank_lines_in_front_of_a_mail_change_nothing(front: bytes) -> None:
    data = HEAD + b"Content-Type: text/plain\n\n" + "Kafé – buka.\n".encode()
    for name in ("a.eml", "-"):
        copy = read(front + data, name)
        assert (copy.text.headline, copy.text.byline, copy.text.body) == (
            "Panen Padi Desa Kita",
            "Ani",
            ("Kafé – buka.",),
        )


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_mail_in_utf_16_is_a_mail(encoding: str) -> None:
    text = HEAD.decode() + "Content-Type: text/plain; charset=iso-8859-1\n\nKafé – buka.\n"
    data = f"\ufeff{text}".encode(encoding)
    copy = read(data, "a.eml")
    assert (copy.text.headline, copy.text.body) == ("Panen Padi Desa Kita", ("Kafé – buka.",))
    with pytest.raises(BadInput, match="UTF-16"):
        read(data[:-1], "a.eml")


@pytest.mark.parametrize(
    ("charset", "data", "text"),
    [
        *((one, b"Harga naik 5%, C:\\x ~ biasa.", "Harga naik 5%, C:\\x ~ biasa.") for one in
          ("cp037", "ibm500", "ebcdic-cp-he", "ibm864", "shift_jisx0213", "shift_jis", "hz", "johab", "utf-16",  # noqa: E501
           "utf-32")),
        *((one, "Kata Né, kafé.".encode(), "Kata Né, kafé.") for one in
          ("gb2312", "gbk", "gb18030", "big5", "euc-kr", "shift_jis", "cp037", "utf-7", "utf-16")),
        ("cp037", "Kata Né, kafé buka lagi.".encode("cp037"), "Kata Né, kafé buka lagi."),
        ("ibm500", "Harga naik 5%.\nDua.".encode("cp500"), "Harga naik 5%.\nDua."),
        ("utf-7", b"caf+AOk-.", "café."),
        ("hz", b"~{<:Ky2;~} dan.", "己所不 dan."),
        *((one, "Kafé – lagi.".encode(end), "Kafé – lagi.") for one in ("utf-16", "utf-16le", "utf-16be") for end in  # noqa: E501
          ("utf-16-le", "utf-16-be")),
        ("utf-16", "Привет, мир.".encode("utf-16-be"), "Привет, мир."),
    ],
)  # fmt: skip
def test_a_charset_that_the_bytes_contradict_is_not_believed(
    charset: str, data: bytes, text: str
) -> None:
    assert decode.decode(data, "a.eml", charset) == (text, "")


@pytest.mark.parametrize(
    ("charset", "data"),
    [
        ("cp037", "Kata Né, kafé buka.".encode("cp1252")),
        ("cp424", "Kata Né, kafé buka.".encode("cp1252")),
        ("utf-16", b"Kata\0 kafe buka lagi."),
        ("utf-32", "Kafé".encode("utf-16-le")),
    ],
)
def test_what_is_in_no_such_charset_and_no_other_is_refused(charset: str, data: bytes) -> None:
    with pytest.raises(BadInput):
        decode.decode(data, "a.eml", charset)


def test_lines_that_a_program_wrapped_for_the_mail_are_one() -> None:
    body = (
        b"Warga Demak masih menunggu \nbantuan pompa.\nBaris sendiri.\n \n> kutip \n> lanjut\n "
        b"From depan.\n"
    )
    body += b"\n-- \nAni\n"
    copy = mail(b"text/plain; format=Flowed", body)
    assert copy.text.body == (
        "Warga Demak masih menunggu bantuan pompa.",
        "Baris sendiri.",
        "\\> kutip lanjut  \nFrom depan.",
        "Ani",
    )
    assert words(
        mail(b"text/plain; format=flowed; delsp=yes", b"Warga masih menung \ngu bantuan.\n")
    ) == ("Warga masih menunggu bantuan.")
    assert (
        words(mail(b"text/plain", b"Warga masih \nmenunggu bantuan\n"))
        == "Warga masih  \nmenunggu bantuan"
    )


@pytest.mark.parametrize("headers", ["", "MIME-Version: 1.0\n"])
@pytest.mark.parametrize(
    ("sender", "byline"),
    [
        *(
            (one, "")
            for one in (
                "undisclosed-recipients:;",
                "Undisclosed recipients",
                "Redaksi: a@b.id, c@d.id;",
                "<>",
            )
        ),
        *((one, "") for one in ('"a@b.id" <a@b.id>', "123 <a@b.id>", "a@b.id")),
        *((one, "Sari W") for one in ("Sari W <s@x.id>", "Sari W")),
    ],
)
def test_a_group_or_an_address_is_no_byline(headers: str, sender: str, byline: str) -> None:
    data = f"From: {sender}\nSubject: Warga Panen Padi\n{headers}\nIsi surat ini.\n"
    assert read(data.encode(), "a.txt").text.byline == byline
