"""The copy desk on a file: findings have their place in the file, and no fix is a guess.

Passages that occur twice or in an encoding are located too.
"""

from base64 import encodebytes
from pathlib import Path
from time import process_time

import pytest
from msgspec.structs import replace

from redaksi import importers
from redaksi.copydesk import engine, load, ruleset
from redaksi.copydesk.ruleset import Ruleset
from redaksi.desk import copy_files
from redaksi.desk.source_positions import Source
from redaksi.domain.article import Photo, Text
from redaksi.errors import BadInput

RULE = """
[[rule]]
id = "kami"
severity = "galat"
kind = "spelling"
source = "gaya kami"
message.id = "«{text}»"
message.en = "«{text}»"
[rule.words]
sekedar = "RIGHT"
"""
COPY = b"Warga Datang\n\nWarga sekedar datang ke pasar.\n"


def mended(right: str) -> bytes:
    ruleset = Ruleset(load.parse(RULE.replace("RIGHT", right), "gaya.toml"))
    return copy_files.mended(copy_files.prove(COPY, "naskah.txt", ruleset), ruleset).proof.data


def test_a_file_is_mended_only_if_it_then_reads_as_the_mended_article() -> None:
    assert mended("sekadar") == COPY.replace(b"sekedar", b"sekadar")
    assert mended("sekadar  saja") == COPY  # the importer merges two blanks


def test_what_cannot_be_mended_keeps_nothing_else_from_it() -> None:
    rules = RULE.replace("RIGHT", "sekadar  saja") + 'resiko = "risiko"\nhoax = "hoaks"\n'
    ruleset = Ruleset(load.parse(rules, "gaya.toml"))
    data = COPY + b"\nAda resiko di sana.\n\nAda hoax di sini.\n"
    mending = copy_files.mended(copy_files.prove(data, "naskah.txt", ruleset), ruleset)
    assert mending.proof.data == data.replace(b"resiko", b"risiko").replace(b"hoax", b"hoaks")
    assert [one.text for _proof, one in mending.done] == ["resiko", "hoax"]


def test_a_long_sentence_that_is_told_hides_nothing_in_it_from_being_mended() -> None:
    data = f"Pasar Dibuka\n\nWarga {'yang datang dan ' * 20}membeli resiko.\n".encode()
    proof = copy_files.prove(data, "naskah.txt", ruleset.standard())
    assert "kalimat-panjang" in [one.rule for one in proof.findings]
    assert copy_files.mended(proof, ruleset.standard()).proof.data == data.replace(
        b"resiko", b"risiko"
    )


def test_plain_text_that_needs_backslashes_is_told_and_mended_where_it_stands() -> None:
    data = (
        b"Warga Datang\n\n[Tanya]: Ada resiko b*ngs*t, anj*ng?\n\n- ia sekedar datang\n- resiko "
        b"_itu_ ada\n\n"
        b"1. Baris praktek\n2. baris resiko\n"
    )
    proof = copy_files.prove(data, "naskah.txt", ruleset.standard())
    assert any("\\" in paragraph for paragraph in proof.text.body)
    places = [
        (one.text, *proof.source.place(one)) for one in proof.findings if one.rule == "tidak-baku"
    ]
    assert places == [
        ("resiko", 3, 14),
        ("sekedar", 5, 6),
        ("resiko", 6, 3),
        ("praktek", 8, 10),
        ("resiko", 9, 10),
    ]
    right = (
        data.replace(b"resiko", b"risiko")
        .replace(b"sekedar", b"sekadar")
        .replace(b"praktek", b"praktik")
    )
    assert copy_files.mended(proof, ruleset.standard()).proof.data == right


def test_backslashes_of_a_plain_text_are_nothing_to_the_copy_desk() -> None:
    def told(data: bytes, name: str) -> list[tuple[str, str]]:
        found = copy_files.prove(data, name, ruleset.standard()).findings
        return [(one.rule, one.text) for one in found]

    lines = [
        "- Beras 2 kg",
        "1. Gula 3 kg",
        "# Harga",
        "> Kata Sumarni",
        "---",
        '[Jawab]: Benar. "Ya", kata dia',
    ]
    for line in (
        *lines,
        "Ia datang. *Itu* benar. _Ini_ salah. [Foto](x). Lalu b*ngs*t dan anj*ng. Pulang.",
    ):
        data = f"Warga Datang ke Pasar\n\nWarga datang.\n\n{line}\n\nWarga pulang.\n"
        assert told(data.encode(), "a.txt") == told(f"# {data}".encode(), "a.md"), line


def test_a_doubled_caption_is_mended_in_both_places() -> None:
    line = b"Suasana pasar, dimana warga berkumpul (Foto: Arif/kabar.example)\n"
    data = b"Pasar Dibuka\n\n" + line + line + b"\nWarga datang.\n"
    proof = copy_files.prove(data, "naskah.txt", ruleset.standard())
    assert copy_files.mended(proof, ruleset.standard()).proof.data == data.replace(
        b"dimana", b"di mana"
    )


CODED = (
    b"From: Ani <ani@contoh.example>\nSubject: =?utf-8?q?Kaf=C3=A9_Resiko?=\nMIME-Version: 1.0\n"
    b"Content-Type: text/plain; charset=CHARSET\nContent-Transfer-Encoding: quoted-printable\n\n"
    b"Warga duduk di CAFE bersama pelajar dari desa sebelah, =\ndimana pun ada resi=\nko, kata "
    b"mereka.\n"
)


@pytest.mark.parametrize(
    ("charset", "cafe"), [(b"utf-8", b"caf=C3=A9"), (b"windows-1252", b"caf=E9")]
)
def test_places_in_a_coded_mail_are_those_of_the_file(charset: bytes, cafe: bytes) -> None:
    data = CODED.replace(b"CHARSET", charset).replace(b"CAFE", cafe)
    proof = copy_files.prove(data, "surat.eml", ruleset.standard())
    grave = [one for one in proof.findings if one.severity == "galat"]
    assert [(one.text, *proof.source.place(one)) for one in grave] == [
        ("Resiko", 2, 10),
        ("dimana", 8, 1),
        ("resiko", 8, 16),
    ]
    mended = copy_files.mended(proof, ruleset.standard()).proof
    assert b"di mana pun ada risiko, kata" in mended.data
    assert [one.text for one in mended.findings if one.severity == "galat"] == [
        "Resiko"
    ]  # the encoded word is not changed


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_places_in_a_mail_in_base64_are_those_of_its_text_written_out(end: bytes) -> None:
    body = end.join([b"Warga duduk di kafe.", b"", "Menurut Zoë, dimana pun ada resiko.".encode()])
    heads = [
        b"From: Ani <ani@contoh.example>",
        b"Subject: =?utf-8?b?S2Fmw6kgUmVzaWtv?=",
        b"MIME-Version: 1.0",
        b"Content-Type: text/plain; charset=utf-8",
        b"Content-Transfer-Encoding: base64",
        b"",
        encodebytes(body).replace(b"\n", end),
    ]
    data = end.join(heads)
    proof = copy_files.prove(data, "surat.eml", ruleset.standard())
    grave = [one for one in proof.findings if one.severity == "galat"]
    assert [(one.text, *proof.source.place(one)) for one in grave] == [
        ("Resiko", 2, 10),
        ("dimana", 9, 14),
        ("resiko", 9, 29),
    ]
    assert (
        copy_files.mended(proof, ruleset.standard()).proof.data == data
    )  # a fix would need a new encoding


def test_a_paragraph_full_of_findings_is_told_and_mended_in_a_time_like_its_length() -> None:
    sentence = "Warga dimana pun menanam resiko "

    def seconds(letters: int) -> float:
        data = f"Warga Datang\n\n{sentence * (letters // len(sentence))}\n".encode()
        began = process_time()
        proof = copy_files.prove(data, "naskah.txt", ruleset.standard())
        places = [proof.source.place(one) for one in proof.findings if one.rule == "tidak-baku"]
        assert len(set(places)) == len(places) == letters // len(sentence)
        assert b"resiko" not in copy_files.mended(proof, ruleset.standard()).proof.data
        return process_time() - began

    small, large = seconds(20_000), seconds(100_000)
    assert large < 10 * small + 0.3  # quadratic cost would be 25 times as much


def test_a_file_that_was_changed_while_it_was_read_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "naskah.txt"
    path.write_bytes(COPY)
    mending = copy_files.mended(copy_files.read(str(path), ruleset.standard()), ruleset.standard())
    path.write_bytes(COPY + b"Baru.\n")
    with pytest.raises(BadInput):
        copy_files.save(mending, str(path))
    assert path.read_bytes() == COPY + b"Baru.\n"


def test_places_in_a_long_text_of_escaped_marks_take_time_in_proportion() -> None:
    """The search for a passage begins at the end of the last passage.

    One search covers the passage with and without backslashes.
    """

    def seconds(count: int) -> float:
        file = "\n\n".join(
            ("Warga Datang", *(f"[Tanya {number}]: b*ngs*t anj*ng?" for number in range(count)))
        )
        text = importers.read(file.encode(), "naskah.txt").text
        assert "\\" in text.body[-1]
        finding = engine.check(Text(headline="sekedar"), ruleset.standard(), language="id")[0]
        start = process_time()
        source = Source(file, text)
        for paragraph in (0, count // 2, count - 1):
            place = source.place(replace(finding, field="body", item=paragraph, start=1, end=2))
            assert place == (2 * paragraph + 3, 1)
        return process_time() - start

    assert min(seconds(32_000), seconds(32_000)) < 16 * min(seconds(4_000), seconds(4_000))


def test_a_passage_that_stands_elsewhere_is_found_there_and_one_that_is_nowhere_keeps_no_other() -> (  # noqa: E501
    None
):
    file = "\n\n".join(
        (
            "Foto: Pasar *ramai* (Arif)",
            "Warga Datang",
            *("Baris <!-- x --> [kami]." for _ in range(4_000)),
            "Akhir.",
        )
    )
    text = Text(
        headline="Warga Datang",
        body=(*("Baris [kami]." for _ in range(4_000)), "Akhir."),
        photos=(Photo(caption=r"Pasar \*ramai\*"),),
    )
    source = Source(file, text)
    finding = engine.check(Text(headline="sekedar"), ruleset.standard(), language="id")[0]
    ends = replace(finding, field="body", item=4_000, start=0, end=5)
    assert source.place(ends) == (8_005, 1)
    assert source.place(replace(finding, field="photos.caption", item=0, start=0, end=5)) == (
        1,
        7,
    )
    assert source.place(replace(ends, item=1)) == (1, 1)
