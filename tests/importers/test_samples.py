"""The sample copy: every piece is imported cleanly, and no furniture is left in a body."""

import re
from pathlib import Path

import pytest

from redaksi.importers import Imported, read

FOLDER = Path(__file__).parents[2] / "data/samples"
FORMATS = {
    "01-banjir-rob.txt": "page",
    "02-jembatan-gantung.txt": "page",
    "03-pasar-karangasri.txt": "page",
    "04-voli-putri.txt": "page",
    "05-foto-banjir-kurung.txt": "page",
    "06-posyandu-remaja.txt": "page",
    "07-pilkades-randuwangi.txt": "page",
    "08-rilis-panen-tebu.txt": "text",
    "09-sekolah-literasi.txt": "text",
    "10-opini-trotoar.txt": "text",
    "11-bank-sampah.eml": "text",
    "12-festival-lampion.md": "markdown",
    "13-keripik-ekspor.md": "markdown",
    "14-beasiswa-anak-nelayan.md": "markdown",
    "15-mangrove-pulih.md": "markdown",
    "16-wawancara-pelatih.md": "markdown",
}
FURNITURE = re.compile(
    r"(?im)^\W*(?:editor|reporter|penulis|foto|baca "
    r"juga)\b\s*:|\(foto:|^\+\+\+|^---|^#\s|\ufeff|\ufffd"
)


def sample(name: str) -> Imported:
    return read((FOLDER / name).read_bytes(), name)


def test_the_folder_holds_what_the_table_of_its_readme_lists() -> None:
    files = {path.name for path in FOLDER.iterdir()}
    assert files == set(FORMATS)
    assert all(
        f"`{name}`" in (FOLDER.parent / "README.md").read_text(encoding="utf-8") for name in files
    )


@pytest.mark.parametrize(("name", "expected"), FORMATS.items())
def test_a_sample_imports_with_a_headline_and_a_clean_body(name: str, expected: str) -> None:
    copy = sample(name)
    assert copy.format == expected
    assert 5 <= len(copy.text.headline.split()) <= 14
    assert sum(len(paragraph.split()) for paragraph in copy.text.body) >= 80
    assert not [paragraph for paragraph in copy.text.body if FURNITURE.search(paragraph)]
    assert not any(story.title in copy.text.body for story in copy.text.related)


@pytest.mark.parametrize(
    "name", [name for name, expected in FORMATS.items() if expected == "page"]
)
def test_a_sample_page_names_its_editor_and_outlet(name: str) -> None:
    copy = sample(name)
    assert copy.editor in {
        "Yanuar D",
        "Sari Wulandari",
        "Bagus Prasetyo",
        "Rina Kusuma",
        "Dimas A",
    }
    assert copy.text.source.endswith(".example")
    assert len(copy.text.photos) <= 1


def test_brackets_and_odd_signs_of_a_headline_stay_whole() -> None:
    headline = sample("05-foto-banjir-kurung.txt").text.headline
    assert headline == "[FOTO] Banjir Kiriman di Kali Welang … Warga Menanti Surut [/] 🌊"


def test_the_windows_1252_sample_keeps_its_quotes_and_dashes() -> None:
    data = (FOLDER / "02-jembatan-gantung.txt").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        data.decode()
    assert b"\r\n" in data
    body = " ".join(sample("02-jembatan-gantung.txt").text.body)
    assert "“Anak saya" in body
    assert "60–40" in body
    assert "1998. Sejak itu baru dua kali diperbaiki…" in body


def test_the_addresses_behind_related_titles_are_taken() -> None:
    stories = sample("06-posyandu-remaja.txt").text.related
    assert [(story.title[-4:], story.url.rsplit("/", 1)[-1]) for story in stories] == [
        ("Besi", "dapur-sehat-sukorame"),
        ("maja", "kader-lansia"),
    ]
