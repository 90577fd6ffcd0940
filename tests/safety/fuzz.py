"""`python -m tests.safety.fuzz KIND COUNT FOLDER` imports randomly changed copy of a kind.

The program imports COUNT pieces into a newsroom in FOLDER and prints the outcomes as JSON. The
same number of a kind always gives the same piece.
"""

import random
import sys
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from redaksi.desk import Desk, Identity, open_desk
from redaksi.desk.newsroom import create
from redaksi.domain.article import Article, Photo, Related, SignOff, Stage, Text, Waiver, cleaned
from redaksi.errors import BadInput, Refused
from redaksi.exporters import json as exporter
from redaksi.exporters.base import Sealed, Site
from redaksi.importers import MAX_BYTES
from tests.importers import office_files
from tests.memory import most_megabytes
from tests.safety import heaps

CHIEF = "Cici Chief"
SECONDS, MEGABYTES = 10, 500
"""The limits for one piece: seconds of processor time, and megabytes of memory."""

_AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
_TEXT = Text(
    headline="Banjir Rob Surut, Warga Pulang",
    deck="Air turun sejak pagi",
    body=(
        "Air surut sejak *pagi*.",
        "Warga membersihkan rumah,\nkata “Budi” – 30°C.",
        "> Sudah kering.",
    ),
    byline="Raka",
    dateline="Malang",
    rubric="Daerah",
    tags=("banjir", "rob"),
    photos=(
        Photo(
            file="a.jpg",
            url="https://contoh.example/a.jpg",
            alt="Air",
            caption="Air pasang",
            credit="Raka",
        ),
    ),
    related=(Related(title="Lain", url="https://contoh.example/1"),),
)
_PAGE = """Kabar Kami kabar.example
Beranda » Peristiwa

Banjir Rob Surut, Warga Pulang

Editor : Yanuar D
Reporter: Raka | Selasa, 3 Juni 2025 10:15 WIB
Suasana desa (Foto: Arif/kabar.example)
Suasana desa (Foto: Arif/kabar.example)

MALANG, kabar.example - Air surut sejak pagi, kata “Budi” – 30°C.

Baca juga:
- Warga Mengungsi ke Balai Desa
https://kabar.example/2
1. [Lain](https://kabar.example/3)

Warga membersihkan rumah. #banjir *rob*

Bagikan
"""
_LETTER = """Dari: Budi Santoso <budi@contoh.example>
Perihal: Fwd: Re: Warga Panen Padi

Yth. Redaksi,

Warga memanen padi – “senang”, kata Dewi.

Salam,
Budi
--
Jalan Melati 7
"""
_YAML = """---
title: "Banjir: Rob Surut \\u2013 Pagi"
author: [Raka, {name: Dewi}]
editor: Yanuar D
tags: [banjir, 'rob']
date: 2026-11-23T10:00:00+07:00
photos:
  - {file: a.jpg, caption: "Air pasang", credit: Raka}
baca_juga: |
  [Lain](https://kabar.example/3)
---

# Banjir Rob

Air surut sejak **pagi**. <!-- sunting -->

{{< figure src="a.jpg" >}}

1. satu
2. dua
"""
_TOML = """+++
title = "Banjir Rob Surut"
author = ["Raka"]
tags = ["banjir", "rob"]
date = 2026-11-23T10:00:00+07:00
[params.dalam]
subjudul = '''Air turun'''
[[foto]]
berkas = "a.jpg"
takarir = "Air pasang"
+++
Air surut sejak *pagi*.

Warga pulang, kata “Budi” – 30°C. {{< figure src="a.jpg" >}} [Lain](https://kabar.example/3)

- satu
- dua

Baca juga: Warga Mengungsi ke Balai Desa
"""
_MAIL = """Received: from a.example by b.example; Mon, 23 Nov 2026 10:00:00 +0700
From: =?utf-8?q?Nur_A=C3=A9?= <nur@contoh.example>
Subject: =?utf-8?b?UGFuZW4gUGFkaSDigJMgS2Fmw6k=?= Desa
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="satu"

--satu
Content-Type: multipart/alternative; boundary=dua

--dua
Content-Type: text/plain; charset=utf-8; format=flowed
Content-Transfer-Encoding: quoted-printable

Selamat pagi,

Harga =E2=80=93 naik =E2=80=9Clagi=E2=80=9D di pasar desa sebelah, =
kata warga.
--dua
Content-Type: text/html; charset*=utf-8''utf-8

<p>Harga</p>
--dua--
--satu
Content-Type: text/plain; charset="iso-8859-1"
Content-Transfer-Encoding: base64

SGFyZ2Eg4CBuYWlrIGxhZ2ku
--satu
Content-Type: message/rfc822

Subject: Dalam
Content-Type: text/plain

Isi surat di dalam.
--satu--
"""


_HTML = """<!DOCTYPE html><html lang="id"><head><meta charset="utf-8">
<title>Banjir Rob Surut - Kabar</title><meta property="og:site_name" content="Kabar">
<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",
"headline": "Banjir Rob Surut, Warga Pulang", "author": [{"@type": "Person", "name": "Raka"}],
"datePublished": "2026-11-23T10:00:00+07:00"}]}</script></head>
<body><nav><a href="/">Beranda</a></nav><article><h1>Banjir Rob Surut, Warga Pulang</h1>
<figure><img src="https://contoh.example/a.jpg"><figcaption>Air (Foto: Raka)</figcaption></figure>
<p><b>Malang</b> - Air surut sejak <i>pagi</i>, kata Budi, dan warga membersihkan rumah.</p>
<!-- bukan untuk pembaca --><ul><li>beras</li><li>air</li></ul>
<table><tr><td>a</td><td>b</td></tr></table><p>Sudah kering di tiga desa.</p></article>
</body></html>
"""
_RTF = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\pard Banjir \b Rob\b0  Surut\par "
    r"Air surut \u8220?pagi\u8221? ini, caf\'e9.\par {\pict 0102}Sudah kering.\par}"
)


def _docx() -> bytes:
    return office_files.docx(
        office_files.paragraph("Banjir Rob Surut", "Title"),
        office_files.paragraph("Air surut sejak pagi."),
        office_files.PICTURE,
        office_files.paragraph("Air (Foto: Raka)", "Caption"),
    )


def _odt() -> bytes:
    return office_files.odt(
        "<text:h>Banjir Rob Surut</text:h><text:p>Air surut <text:span>pagi</text:span>.</text:p>",
        "<text:list><text:list-item><text:p>beras</text:p></text:list-item></text:list>",
    )


def _pdf() -> bytes:
    return office_files.pdf(
        [(60, 700, 20, "Banjir Rob Surut"), (60, 660, 11, "Air surut sejak pagi.")]
    )


def _exported() -> bytes:
    signed = SignOff(
        editor="Rina", at=_AT, revision=2, sha256=_TEXT.sha256(), set_aside=("Empat mata.",)
    )
    waiver = Waiver(
        rule="r", field="body", paragraph="a", text="x", reason="Kutipan.", by="Rina", at=_AT
    )
    article = Article(
        id="261123-k7f3q",
        version=4,
        stage=Stage.PUBLISHED,
        stage_since=_AT,
        text=_TEXT,
        paragraph_ids=("a", "b", "c"),
        created_at=_AT,
        updated_at=_AT,
        slug="banjir-rob",
        sign_offs=(signed,),
        waivers=(waiver,),
    )
    return exporter.files(
        Sealed(article=article, text=_TEXT, sign_off=signed), "a", Site(zone=UTC)
    )["a.json"]


KINDS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "page": ("halaman.txt", _PAGE.encode),
    "page of windows": ("halaman.txt", lambda: _PAGE.replace("»", ">").encode("cp1252")),
    "page in UTF-16": ("halaman.txt", lambda: _PAGE.encode("utf-16")),
    "typed letter": ("surat.txt", _LETTER.encode),
    "mail": ("surat.eml", _MAIL.encode),
    "yaml": ("naskah.md", _YAML.encode),
    "toml": ("naskah.md", _TOML.encode),
    "json": ("naskah.json", _exported),
    "pasted": ("-", _PAGE.encode),
    "html": ("halaman.html", _HTML.encode),
    "docx": ("siaran.docx", _docx),
    "odt": ("siaran.odt", _odt),
    "pdf": ("siaran.pdf", _pdf),
    "rtf": ("siaran.rtf", _RTF.encode),
}
_TOKENS = (
    *(
        b"\0",
        b"\x1b[31m",
        b"\x9b",
        b"\xff",
        b"\xc3",
        b"\xed\xa0\xbd",
        "\u202e".encode(),
        "\u2028".encode(),
        b"\xef\xbb\xbf",
    ),
    *(
        b"\n",
        b"\r\n",
        b"\r",
        b"\n\n",
        b" ",
        b"\t",
        b"---\n",
        b"+++\n",
        b"[",
        b"{",
        b"(",
        b'"',
        b"'",
        b"`",
        b"*",
        b"_",
        b"#",
        b"<",
    ),
    *(
        b"a.",
        b"- ",
        b"? ",
        b": ",
        b"&a ",
        b"*a ",
        b"!!binary ",
        b"\\UFFFFFFFF",
        b"\\u",
        b"%YAML 1.",
        b"[[a]]\n",
        b"0x",
        b"=",
        b"|",
    ),
    *(
        b"Foto: ",
        b"Baca juga:\n",
        b"Editor : ",
        b"Oleh: ",
        b"https://",
        b"(Foto: ",
        b"Dari: ",
        b"kabar.example - ",
        b"1. ",
        b"> ",
    ),
    *(
        b"=?",
        b"?=",
        b"=?a?q?",
        b"=?utf-8?b?",
        b"--satu\n",
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\n",
        b"charset=",
    ),
    *(
        b"Content-Type: message/rfc822\n\n",
        b"charset=rot13",
        b"charset=utf-16",
        b";",
        b"*0=",
        b"quoted-printable",
        b"=3D",
        b"=",
    ),
    *(
        b"0001-01-01T00:00:00+07:00",
        b"9" * 30,
        b"-1",
        b"null",
        b"1e999",
        b'"redaksi": 1',
        b'{"a":',
        b"NaN",
        b"\\ud83d",
        b"true",
    ),
    *(
        b"<html>",
        b"<?xml",
        b"<!--",
        b"-->",
        b"%PDF-",
        b"PK\x03\x04",
        b"From a@b.example Mon Jan  1 10:00:00 2024\n",
        b"</",
    ),
)
_MANY = (1, 1, 1, 1, 2, 7, 100, 1_000, 30_000)


def piece(kind: str, number: int) -> tuple[str, bytes]:
    """The name and the content of piece `number` of `kind`."""
    return (
        heaps.piece(number) if kind == heaps.KIND else (KINDS[kind][0], _by_chance(kind, number))
    )


def _by_chance(kind: str, number: int) -> bytes:
    """A sample of `kind` with up to 10 random changes; `number` is the seed."""
    dice = random.Random(f"{kind} {number}")
    data = KINDS[kind][1]()
    for _change in range(dice.choice((0, 1, 1, 2, 3, 5, 10))):
        data = _changed(data, dice)[: MAX_BYTES + 1]
    return data


def _changed(data: bytes, dice: random.Random) -> bytes:
    place = dice.randrange(len(data) + 1)
    end = min(len(data), place + dice.choice((1, 2, 10, 100, 10_000)))
    part, behind = data[place:end], data[end:]
    other = KINDS[dice.choice(tuple(KINDS))][1]()
    return (
        data[:place]
        + dice.choice(
            (
                lambda: _often(dice.choice(_TOKENS), dice) + part + behind,
                lambda: _often(dice.choice(_TOKENS), dice) + behind,
                lambda: dice.randbytes(dice.choice((1, 3, 40))) + behind,
                lambda: behind,
                lambda: _often(part, dice) + behind,
                lambda: bytes(reversed(part)) + behind,
                lambda: other[dice.randrange(len(other)) :] + part + behind,
                lambda: b"",
            )
        )()
    )


def _often(part: bytes, dice: random.Random) -> bytes:
    """`part`, repeated a random number of times, up to the size limit of an import."""
    return part * min(dice.choice(_MANY), MAX_BYTES // max(1, len(part)))


class Told(msgspec.Struct):
    """The result of all pieces: counts by outcome, faults, and the peak memory in megabytes."""

    counts: dict[str, int]
    faults: list[str]
    megabytes: int


def run(kind: str, count: int, folder: Path) -> Told:
    """Import `count` pieces of `kind` into a new newsroom in `folder`."""
    identity = Identity(name=CHIEF, login="meja", host="host")
    create(folder, identity, lambda: datetime.now(UTC))
    told = Told({}, [], 0)
    with open_desk(folder, CHIEF) as desk:
        for number in range(count):
            began = time.process_time()
            try:
                outcome = _imported(desk, kind, number)
            except Exception:  # noqa: BLE001 - reported as a fault
                outcome = "raised"
                told.faults.append(f"{kind} {number}: {traceback.format_exc()}")
            told.counts[outcome] = told.counts.get(outcome, 0) + 1
            if (took := time.process_time() - began) > SECONDS:
                told.faults.append(f"{kind} {number}: {took:.1f} s")
        told.faults += [f"{kind}: {fault.name}: {fault.what}" for fault in desk.checking.verify()]
    told.megabytes = int(most_megabytes())
    return told


def _imported(desk: Desk, kind: str, number: int) -> str:
    """The outcome of importing one piece.

    Raises:
        AssertionError: when the article is not clean or a refusal has several lines
        Exception: any error other than a foreseen refusal
    """
    name, data = piece(kind, number)
    keeps = kind == "json" and number % 2 == 0
    try:
        arrival = desk.imports.data(
            data, name, again=True, keep_stage=keeps, override="Arsip." if keeps else ""
        )
    except (BadInput, Refused) as refusal:
        if (
            "cannot be read as copy" in refusal.sentence
        ):  # the catch-all: this error was not foreseen
            raise
        if "\n" in refusal.sentence + refusal.hint:
            raise AssertionError(refusal.sentence) from refusal
        return "refused"
    article = desk.reading.article(arrival.id).article
    assert article.text.headline
    assert cleaned(article.text) == article.text
    return arrival.outcome.value


if __name__ == "__main__":
    print(msgspec.json.encode(run(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))).decode())  # noqa: T201
