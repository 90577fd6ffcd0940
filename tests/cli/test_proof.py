"""`redaksi proof`: a printable page with numbered lines, notes and findings, at every stage."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from redaksi.domain.article import Photo, Related, Text, cleaned
from redaksi.proofs import blocks, lines
from redaksi.proofs.lines import MEASURE
from tests.cli.conftest import Cli

ANI, BUDI, GITA = "Ani Editor", "Budi Editor", "Gita Guest"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PDFTOTEXT = shutil.which("pdftotext")
BODY = "Air *surut* sejak pagi, kata [camat](https://a.id).\n\n- Ini sekedar contoh.\n- Dua\n"


def rows(page: str) -> list[tuple[int, str]]:
    """The numbered lines of `page`."""
    tree = html.fromstring(page)
    return [
        (int(line.findtext("span[1]")), line.find("span[2]").text_content())
        for line in tree.iterfind(".//div[@class]")
        if "line" in line.get("class").split()
    ]


def beside(page: str, words: str) -> str:
    """The remarks beside the passage that holds `words`."""
    for row in html.fromstring(page).iterfind(".//tbody/tr"):
        cells = row.findall("td")
        if len(cells) == 3 and words in cells[1].text_content():
            return str(cells[2].text_content())
    raise AssertionError(words)


def heads(page: str) -> list[str]:
    return [one.text_content() for one in html.fromstring(page).iterfind(".//thead")]


def test_every_line_of_the_article_has_a_number_that_counts_on(cli: Cli) -> None:
    article = cli.new("Banjir Surut", BODY.encode())
    cli("set", article, "deck=Sehari penuh", "photo.caption=Pompa", "tags=banjir", by=ANI)
    found = rows(cli("proof", article).out)
    assert [number for number, _words in found] == list(range(1, len(found) + 1))
    assert [words for _number, words in found] == [
        "Banjir Surut",
        "Sehari penuh",
        "Air surut sejak pagi, kata camat <https://a.id>.",
        "•  Ini sekedar contoh.",
        "•  Dua",
        "Pompa",
        "banjir",
    ]


def test_a_finding_names_the_line_of_its_words_and_marks_them(cli: Cli) -> None:
    article = cli.new("Banjir Surut", BODY.encode())
    page = cli("proof", article).out
    (number,) = [number for number, words in rows(page) if "sekedar" in words]
    assert f"line {number} · " in beside(page, "sekedar")
    assert "«sekedar» → «sekadar»" in beside(page, "sekedar")
    assert "<u>sekedar</u>" in page
    cli("waive", article, "tidak-baku", "--reason", "Kutipan.", by=ANI)
    assert "<u>" not in cli("proof", article).out, "what is waived is no finding"


def test_notes_stand_beside_their_paragraph_and_those_on_the_whole_above(cli: Cli) -> None:
    article = cli.new("Banjir Surut", BODY.encode())
    cli("note", "add", article, "Cek\nangkanya.", "--paragraph", "1", "--ask", by=BUDI)
    cli("note", "answer", article, "1", "Sudah.", by=ANI)
    cli("note", "add", article, "Judulnya panjang.", by=GITA)
    cli("note", "add", article, "Selesai.", by=GITA)
    cli("note", "resolve", article, "3", by=GITA)
    page = cli("proof", article).out
    remark = beside(page, "Air surut")
    assert f"[1] {BUDI}" in remark
    assert "angkanya." in remark
    assert "Sudah." in remark
    assert "Judulnya panjang." in html.fromstring(page).find(".//tbody/tr").text_content()
    assert "Selesai." not in page


@pytest.mark.parametrize("language", ["en", "id"])
def test_each_page_says_whether_the_text_is_published(
    cli: Cli, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", language)
    draft, live = cli.new(), cli.published()
    no, yes = (
        ("NOT PUBLISHED", "PUBLISHED") if language == "en" else ("BELUM TAYANG", "SUDAH TAYANG")
    )
    assert heads(cli("proof", draft).out)[0].startswith(no)
    assert heads(cli("proof", live).out)[0].startswith(yes)
    cli("set", live, "embargo=31/12/2099", by=BUDI)
    assert heads(cli("proof", live).out)[0].startswith(no), "an embargo is ahead"
    assert "2099" in cli("proof", live).out
    cli("set", live, "embargo=-", by=BUDI)
    assert heads(cli("proof", live).out)[0].startswith(yes)
    cli("reopen", live, "--reason", "Salah.", by=ANI)
    assert heads(cli("proof", live).out)[0].startswith(no), "a draft over it"


def test_a_text_that_was_changed_behind_the_desk_is_not_called_published(cli: Cli) -> None:
    article = cli.published()
    (file,) = cli.newsroom.rglob(f"{article}.json")
    file.write_text(file.read_text("utf-8").replace("Isi satu", "Isi lain"), "utf-8")
    page = cli("proof", article).out
    assert heads(page)[0].startswith("NOT PUBLISHED")
    assert "does not match its sign-off" in page


HOSTILE = "</style><script>alert(1)</script> & \"'<b> {{ 7*7 }} {% x %}"


def test_what_people_wrote_is_no_markup(cli: Cli) -> None:
    article = cli.new(HOSTILE, f"{HOSTILE}\n\n<img src=x onerror=alert(1)>\n".encode())
    cli("note", "add", article, HOSTILE, by=ANI)
    page = cli("proof", article).out
    assert "<script" not in page
    assert "<img" not in page
    assert "49" not in re.sub(r"\d{2}[-:.]\d+|\d{6}-\w+", "", page.partition("</style>")[2])
    assert rows(page)[0][1].startswith("</style><script>")
    assert page.count("</style>") == 1


def test_the_file_is_written_whole_and_replaced_only_when_asked(cli: Cli, tmp_path: Path) -> None:
    article, out = cli.new(), tmp_path / "cetak.html"
    done = cli("proof", article, "--out", out)
    assert done.out == f"{out} is written. Print it from a browser.\n"
    assert out.read_text("utf-8").startswith("<!DOCTYPE html>")
    before = out.read_bytes()
    assert "there already" in cli.fails(4, "proof", article, "--out", out)
    assert out.read_bytes() == before
    cli("note", "add", article, "Baru.", by=ANI)
    assert cli("proof", article, "--out", out, "--force").code == 0
    assert "Baru." in out.read_text("utf-8")
    assert cli.fails(7, "proof", article, "--out", tmp_path / "tidak" / "ada.html")
    assert {one.name for one in tmp_path.iterdir()} >= {"cetak.html"}


def test_a_proof_is_no_file_of_an_export(cli: Cli, tmp_path: Path) -> None:
    article, folder = cli.published(), tmp_path / "situs"
    assert cli("export", article, "--to", "html", "--out", folder).code == 0
    (folder / "dalam").mkdir()
    (tmp_path / "tautan").symlink_to(folder)
    for out in (
        folder / "cetak.html",
        folder / "dalam" / "cetak.html",
        tmp_path / "tautan" / "cetak.html",
        folder / "dalam" / ".." / "cetak.html",
    ):
        assert "folder of exports" in cli.fails(4, "proof", article, "--out", out)
        assert not out.exists()
    listed = {one.name for one in folder.iterdir()}
    assert cli("proof", article, "--out", tmp_path / "cetak.html").code == 0
    assert {one.name for one in folder.iterdir()} == listed
    assert "0 files written, 1 up to date." in cli("export", "--to", "html", "--out", folder).out


def test_what_is_missing_is_named_by_its_place_without_empty_words(cli: Cli) -> None:
    article = cli.new()
    cli("set", article, "photo.url=https://contoh.id/a.jpg", "photo.credit=Ani")
    page = cli("proof", article).out
    assert "alternative text of photo 1 · suggestion" in page
    assert "«»" not in page


def test_a_proof_is_no_file_of_a_target(cli: Cli, tmp_path: Path) -> None:
    """Neither before its first delivery, when no list of exported files lies there."""
    article, folder = cli.new(), tmp_path / "situs"
    (folder / "dalam").mkdir(parents=True)
    settings = cli.newsroom / "newsroom.toml"
    settings.write_text(
        f'{settings.read_text()}\n[[target]]\nname = "situs"\nkind = "html"\nfolder = "{folder}"\n'
    )
    for out in (folder / "cetak.html", folder / "dalam" / "cetak.html"):
        assert "folder of exports" in cli.fails(4, "proof", article, "--out", out)
        assert not out.exists()
    assert cli("proof", article, "--out", tmp_path / "cetak.html").code == 0


def test_json_tells_what_is_on_the_page(cli: Cli, tmp_path: Path) -> None:
    article = cli.new("Banjir Surut", BODY.encode())
    cli("note", "add", article, "Cek.", by=ANI)
    data = cli("proof", article, "--json").json
    assert (data["id"], data["revision"], data["live"]) == (article, 1, False)
    assert (data["lines"], data["notes"]) == (4, 1)
    assert data["findings"] >= 1
    assert data["html"].startswith("<!DOCTYPE html>")
    data = cli("proof", article, "--json", "--out", tmp_path / "a.html").json
    assert (data["html"], data["path"]) == ("", str(tmp_path / "a.html"))


def test_a_proof_changes_nothing(cli: Cli) -> None:
    article = cli.new()
    version = cli("show", article, "--json").json["version"]
    cli("proof", article)
    assert cli("show", article, "--json").json["version"] == version
    assert cli.fails(3, "proof", "tidak-ada")


paragraphs = st.lists(
    st.text(st.sampled_from("ab *_`~[]()<>&#-+1.|>\n\\!é🌊你"), max_size=80), max_size=6
).map(tuple)


@settings(deadline=None)
@given(paragraphs)
def test_any_body_becomes_short_lines_in_the_order_of_paragraphs(
    body: tuple[str, ...],
) -> None:
    text = cleaned(Text(headline="Judul", body=body))
    parts = list(blocks.of(text))
    places = [one.place for one in parts if one.field == "body"]
    assert places == sorted(places, key=lambda place: place or 0)
    assert all(place is not None and place < len(text.body) for place in places)
    for block in parts:
        found = list(lines.of(block, 1))
        assert [line.number for line in found] == list(range(1, len(found) + 1))
        whole = "".join(run.words for line in found for run in line.runs)
        assert whole.split() == block.words.split() or "".join(whole.split()) == "".join(
            block.words.split()
        )
        for line in found:
            assert len(line.prefix) + sum(len(run.words) for run in line.runs) <= MEASURE


words = st.text(st.sampled_from("kata <>&"), min_size=1, max_size=400)


@given(words, st.data())
def test_marks_of_findings_change_no_word(shown: str, data: st.DataObject) -> None:
    block = blocks.Block(
        "body", 0, (blocks.Stretch(shown[:5], ("em",)), blocks.Stretch(shown[5:]))
    )
    start = data.draw(st.integers(0, len(shown) - 1))
    end = data.draw(st.integers(start + 1, len(shown)))
    bare, marked = (list(lines.of(block, 1, spans)) for spans in ((), [(start, end)]))
    assert ["".join(run.words for run in one.runs) for one in bare] == [
        "".join(run.words for run in one.runs) for one in marked
    ]
    found = "".join(run.words for one in marked for run in one.runs if "u" in run.marks)
    assert "".join(found.split()) == "".join(shown[start:end].split())


def test_photos_tables_code_and_quotations_are_shown() -> None:
    body = (
        "> Kutipan *miring*\n>\n> > Dalam",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "```\nx = 1\n\ny = 2\n```",
        "1. Satu\n2. Dua\n   - Anak",
        "## Anak judul",
        "---",
    )
    text = Text(
        headline="Judul",
        body=tuple(part for one in body for part in one.split("\n\n")),
        photos=(Photo(file="a.jpg", alt="Pompa", credit="Dok."),),
        related=(Related(title="Lain", url="https://contoh.id"),),
    )
    shown = [one.prefix + one.words for one in blocks.of(text)]
    assert shown == [
        "Judul",
        "│  Kutipan miring",
        "│  │  Dalam",
        "a │ b",
        "1 │ 2",
        "x = 1",
        "y = 2",
        "1. Satu",
        "2. Dua",
        "   •  Anak",
        "Anak judul",
        "* * *",
        "a.jpg (Dok.)",
        "Pompa",
        "Lain <https://contoh.id>",
    ]


def pdf_pages(page: Path, folder: Path) -> Iterator[str]:
    """The words of each page of `page`, printed by Chromium."""
    if not (CHROMIUM and PDFTOTEXT):
        if os.environ.get("CI"):
            pytest.fail("chromium and pdftotext are missing; .ci/run installs them")
        pytest.skip("needs chromium and pdftotext (apt-get install chromium poppler-utils)")
    out = folder / "cetak.pdf"
    line = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    subprocess.run(
        [*line, f"--user-data-dir={folder / 'chromium'}", f"--print-to-pdf={out}", page.as_uri()],
        check=True,
        capture_output=True,
        timeout=120,
    )
    text = subprocess.run(
        [PDFTOTEXT, "-layout", out, "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode()
    yield from text.removesuffix("\f").split("\f")


def test_the_mark_stands_on_each_printed_page_and_lines_do_not_wrap(
    cli: Cli, tmp_path: Path
) -> None:
    paragraphs = (
        f"Pada hari ke-{number} warga Warungsari menjemur kasur di jalan utama. Air sudah surut, "
        f"dan {number + 3} pompa masih menyala sampai petang di tepi kali yang meluap itu."
        for number in range(60)
    )
    article = cli.new("Warga Warungsari Menjemur Kasur", "\n\n".join(paragraphs).encode())
    out = tmp_path / "cetak.html"
    assert cli("proof", article, "--out", out).code == 0
    pages = list(pdf_pages(out, tmp_path))
    assert len(pages) > 3
    for number, page in enumerate(pages, start=1):
        assert page.lstrip().startswith("NOT PUBLISHED"), number
        assert re.search(rf"\b{number} ?/ ?{len(pages)}\s*$", page)
    printed = {
        int(found[1]): " ".join(found[2].split())
        for page in pages
        for found in re.finditer(r"^ *(?:¶ *\d+|headline)? +(\d+) +(\S.*)$", page, re.MULTILINE)
    }
    # A line that the browser had to break would lack its last words.
    assert printed == {number: words.strip() for number, words in rows(out.read_text("utf-8"))}
