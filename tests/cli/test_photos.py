"""`redaksi photo` on the command line."""

from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.pictures.pieces import photo, picture, saved, xmp


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "banjir.jpg"
    path.write_bytes(photo(words=xmp("Banjir", "Budi")))
    return path


def test_a_photo_is_added_listed_described_and_removed(cli: Cli, file: Path) -> None:
    article = cli.new()
    assert cli("photo", "list", article).out == "No photos.\n"
    added = cli("photo", "add", article, file, "--caption", "Banjir rob")
    assert added.code == 0
    assert added.out == f"{article}: photo 1 is added.\ncredit, from the file: Budi\n"
    assert "no alternative text yet" in added.err  # it is asked for
    assert cli("photo", "list", article).out == (
        "1  banjir.jpg\n   caption: Banjir rob\n   credit: Budi\n"
    )
    described = cli("photo", "set", article, "1", "--alt", "Warga")
    assert described.out == f"{article}: photo 1 is saved.\n"
    assert "alternative text: Warga" in cli("photo", "list", article).out
    assert cli("photo", "remove", article, "1").out == f"{article}: photo 1 is removed.\n"
    assert cli("photo", "list", article).out == "No photos.\n"


def test_with_all_words_nothing_is_asked(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(saved(picture(), "PNG"))
    added = cli("photo", "add", cli.new(), path, "--credit", "Ani", "--alt", "Kali")
    assert (added.code, added.err) == (0, "")


def test_what_is_wrong_is_one_sentence_and_a_hint(cli: Cli, file: Path, tmp_path: Path) -> None:
    article = cli.new()
    text = tmp_path / "naskah.txt"
    text.write_text("Bukan foto.\n")
    assert "no picture" in cli.fails(6, "photo", "add", article, text)
    cli.fails(3, "photo", "add", article, tmp_path / "tidakada.jpg")
    cli.fails(3, "photo", "add", "tidakada", file)
    cli.fails(3, "photo", "remove", article, "1")
    cli.fails(6, "photo", "set", article, "1")
    cli.fails(4, "photo", "add", cli.published(), file)


def test_a_photo_whose_file_is_lost_is_told_in_the_list_and_by_the_export(
    cli: Cli, file: Path, tmp_path: Path
) -> None:
    article = cli.new(by="Ani Editor")
    cli("photo", "add", article, file, by="Ani Editor")
    cli("submit", article, "--to", "Budi Editor", by="Ani Editor")
    assert cli("publish", article, by="Budi Editor").code == 0
    (attachment,) = cli.newsroom.glob("attachments/*/*")
    attachment.unlink()
    assert "missing in the newsroom" in cli("photo", "list", article).out
    done = cli("export", "--to", "html", "--out", tmp_path / "web")
    assert done.code == 4
    assert "banjir.jpg: Photo 1 of article" in done.err
    assert cli("verify").code == 8


def test_a_file_that_was_never_added_is_named_and_the_export_ends_well(
    cli: Cli, tmp_path: Path
) -> None:
    copy = tmp_path / "naskah.md"
    copy.write_text("---\ntitle: Judul\nphotos:\n- src: kali.jpg\n---\n\nIsi.\n")
    (arrival,) = cli("import", copy, "--json").json
    cli("submit", arrival["id"], "--to", "Budi Editor")
    assert cli("publish", arrival["id"], "--override", "Uji.", by="Budi Editor").code == 0
    done = cli("export", "--to", "html", "--out", tmp_path / "web")
    assert done.code == 0
    assert "kali.jpg: Photo 1 of article" in done.err


def test_the_copy_desk_asks_for_an_alternative_text_until_there_is_one(
    cli: Cli, file: Path
) -> None:
    def asked() -> list[tuple[str, str, int]]:
        found = cli("check", article, "--json").json
        return [
            (one["severity"], one["field"], one["paragraph"])
            for one in found["findings"]
            if one["rule"] == "foto-tanpa-teks-alternatif"
        ]

    article = cli.new()
    assert asked() == []
    cli("photo", "add", article, file, "--alt", "Warga")
    file.write_bytes(photo(width=300))
    cli("photo", "add", article, file)
    assert asked() == [("saran", "photos.alt", 1)]
    cli("photo", "set", article, "2", "--alt", "Perahu")
    assert asked() == []
