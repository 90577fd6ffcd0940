"""The table for spreadsheets: complete for programs, and without a formula for people."""

import csv
import io
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from redaksi.domain.article import NoticeKind, PublishedNotice, Text
from redaksi.exporters import Sealed
from redaksi.exporters import csv as exporter
from redaksi.exporters import text as plain
from redaksi.text.word_count import word_count
from tests.exporters import any_text
from tests.exporters.pieces import FLOOD, SITE, piece

SIGNS = "=+-@＝＋－＠"
"""The signs that begin a formula."""

formulas = st.text(st.sampled_from("=+-@＝＠\t\r\n;,'\" \u00a0a1|!()&#*\\"), max_size=12)
words = formulas | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
texts = st.builds(
    Text,
    headline=words,
    deck=words,
    body=st.lists(words, max_size=3).map(tuple),
    byline=words,
    rubric=words,
    tags=st.lists(words, max_size=3).map(tuple),
)


def exported(*articles: Sealed) -> str:
    content = b"".join(part for _path, part in exporter.collection(articles, SITE))
    assert content.startswith(b"\xef\xbb\xbf")
    return content.decode("utf-8-sig")


def rows(*articles: Sealed) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported(*articles), newline=""), strict=True))


def written(cell: str) -> str:
    """The text of which `cell` was made, by the rule in docs/exporting.md."""
    signs, blanks = f"[{re.escape(SIGNS)}]", "[ '\"\u00a0]*"
    cell = re.sub(rf"(?<=[;\t\r\n])'(?={blanks}{signs})", "", cell)
    return re.sub(rf"\A'(?={blanks}(?:{signs}|[\t\r\n]))", "", cell)


def in_libreoffice(articles: Iterable[Sealed], separator: str, folder: Path) -> etree._Element:
    """The table as LibreOffice reads it with `separator`; its filter takes numbers of characters.

    The last settings: texts in quotation marks may be numbers, and formulas are run.
    """
    table = folder / exporter.FILE
    table.write_bytes(b"".join(part for _path, part in exporter.collection(articles, SITE)))
    reads = f"Text - txt - csv (StarCalc):{ord(separator)},34,76,1,,0,false,true,,,,-1,true"
    subprocess.run(
        [
            *("soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"),
            *(f"--infilter={reads}", "--convert-to", "fods", "--outdir", folder, table),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return etree.parse(table.with_suffix(".fods")).getroot()


def beginnings(table: str) -> Iterable[str]:
    """The beginnings of all cells that a spreadsheet may find in `table`.

    It may know the comma or the semicolon, and quotation marks or none.
    """
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        for sign in ",;\t":
            if quoting == csv.QUOTE_MINIMAL or sign != ",":
                for row in csv.reader(
                    io.StringIO(table, newline=""), delimiter=sign, quoting=quoting
                ):
                    yield from (cell.lstrip(' "\u00a0')[:1] for cell in row)


def test_a_row_tells_who_signed_which_text_when() -> None:
    (row,) = rows(piece(days=1))
    assert row == {
        "id": "240603-k7f01",
        "slug": "artikel-1",
        "headline": "Banjir Surut, Warga Bungurasih Pulang",
        "deck": "Tiga pompa menyala semalaman",
        "byline": "Rini Wulandari",
        "dateline": "SIDOARJO",
        "source": "warta-sidoarjo.example",
        "rubric": "Peristiwa",
        "tags": "banjir, Sidoarjo",
        "editor": "Bagus P",
        "published_at": "2024-06-03 10:30:00",
        "signed_off_at": "2024-06-04 10:30:00",
        "signed_off_by": "Sinta",
        "revision": "2",
        "sha256": FLOOD.sha256(),
        "words": "22",
        "photos": "https://example.org/pompa.jpg",
        "notices": "",
        "body": (
            "Air yang menggenangi tiga RW sejak Sabtu surut pada Senin pagi.\n\n"
            'Ketua RW 04 Sumarni berkata, "Kami pulang hari ini." Lihat peta '
            "(https://example.org/peta)."
        ),
    }


def test_a_notice_cannot_begin_a_formula() -> None:
    sealed = piece(days=1)
    notice = PublishedNotice(
        kind=NoticeKind.RALAT, sentence='Tiga;=HYPERLINK("x")', at=sealed.sign_off.at
    )
    sealed = replace(sealed, sign_off=replace(sealed.sign_off, notices=(notice,)))
    (row,) = rows(sealed)
    assert row["notices"] == 'Ralat (2024-06-04 10:30:00): Tiga;\'=HYPERLINK("x")'


def test_the_table_is_of_the_standard_form() -> None:
    """RFC 4180: lines end with CR and LF, texts stand in quotation marks."""
    head, row = exported(piece(Text(headline='Kata "Ya"', body=("Satu; dua",)))).split("\r\n")[:2]
    assert head.split(",")[:3] == ['"id"', '"slug"', '"headline"']
    assert '"Kata ""Ya"""' in row
    assert row.endswith(',2,"","","Satu; dua"')


@given(st.lists(texts, max_size=4))
def test_programs_read_every_character_back(several: list[Text]) -> None:
    articles = [piece(text, number=number) for number, text in enumerate(several)]
    for row, text in zip(rows(*articles), several, strict=True):
        assert written(row["headline"]) == text.headline
        assert written(row["deck"]) == text.deck
        assert written(row["tags"]) == ", ".join(text.tags)
        assert written(row["body"]) == "\n\n".join(plain.paragraphs(text))


@given(any_text.texts)
@example(any_text.HOSTILE)
def test_every_column_comes_back(text: Text) -> None:
    sealed = piece(text, days=1)
    (row,) = rows(sealed)
    assert {column: written(cell) for column, cell in row.items()} == {
        "id": sealed.article.id,
        "slug": "artikel-1",
        "editor": "Bagus P",
        **{field: getattr(text, field) for field in ("headline", "deck", "byline", "dateline")},
        "source": text.source,
        "rubric": text.rubric,
        "tags": ", ".join(text.tags),
        "published_at": "2024-06-03 10:30:00",
        "signed_off_at": "2024-06-04 10:30:00",
        "signed_off_by": "Sinta",
        "revision": "2",
        "sha256": text.sha256(),
        "notices": "",
        "words": str(word_count("\n\n".join(text.body))),
        "photos": ", ".join(photo.url for photo in text.photos if photo.url),
        "body": "\n\n".join(plain.paragraphs(text)),
    }


@given(texts)
def test_no_cell_begins_like_a_formula(text: Text) -> None:
    assert not set(beginnings(exported(piece(text)))) & set(SIGNS)


@pytest.mark.parametrize(
    "attack",
    [
        '=HYPERLINK("https://evil.example";"Klik")',
        "+1",
        "-1",
        "@SUM(1)",
        " =1",
        "＝1",
        '";=1',
        "Banjir;=1",
        'Banjir; "=1',
        "\t=1",
        "Satu\n\n=1",
        "&#61;1",
    ],
)
@pytest.mark.parametrize("field", ["headline", "deck", "byline", "rubric", "tags", "body"])
def test_a_formula_in_any_field_stays_a_text(
    attack: str, field: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = attack if field not in {"tags", "body"} else (attack,)
    sealed = piece(replace(FLOOD, **{field: words}))
    assert not set(beginnings(exported(sealed))) & set(SIGNS)
    # The negative control: as it is, the text does begin a cell.
    monkeypatch.setattr(exporter, "defused", lambda cell: cell)
    is_entity = attack.startswith("&") and field != "body"
    assert is_entity or set(beginnings(exported(sealed))) & set(SIGNS)


@pytest.mark.parametrize("cell", ["\t1", "\r1", "\n1", "'=1", "''=1", "'Banjir'", "a - b"])
def test_an_apostrophe_is_added_only_where_it_is_needed(cell: str) -> None:
    added = "" if cell in {"'Banjir'", "a - b"} else "'"
    assert exporter.defused(cell) == added + cell
    assert written(exporter.defused(cell)) == cell


def test_each_row_is_ready_before_the_next_article_is_read() -> None:
    read: list[int] = []

    def articles() -> Iterable[Sealed]:
        for number in range(1, 4):
            read.append(number)
            yield piece(number=number)

    parts = exporter.collection(articles(), SITE)
    counts = [len(read) for _part in parts]
    assert counts == [0, 1, 2, 3]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("separator", [",", ";"])
def test_libreoffice_runs_no_formula(
    tmp_path: Path, separator: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    headlines = ("=1+3", "Banjir;=1+4", "Kata “é”", "-5+6")
    articles = [
        piece(replace(FLOOD, headline=headline, body=("Satu.", "=1+2")), number=number)
        for number, headline in enumerate(headlines)
    ]
    formulas = ".//*[@table:formula]"
    read = in_libreoffice(articles, separator, tmp_path)
    assert read.findall(formulas, read.nsmap) == []
    if separator == ",":
        rows = read.findall(".//table:table-row", read.nsmap)
        assert len(rows) == 1 + len(articles)
        shown = ["".join(row[2].itertext()).strip() for row in rows[1:]]
        assert shown == ["'=1+3", "Banjir;'=1+4", "Kata “é”", "'-5+6"]
        assert len(read.findall(".//*[@office:date-value]", read.nsmap)) == len(articles)
    # The negative control: the same texts are formulas as they are.
    monkeypatch.setattr(exporter, "defused", lambda cell: cell)
    assert in_libreoffice(articles, separator, tmp_path).findall(formulas, read.nsmap)
