"""`redaksi check` and `redaksi rules`: files need no newsroom, and places refer to the file.

A fix is safe and complete after one run.
"""

import json
import unicodedata
from pathlib import Path

import pytest

from tests.cli.conftest import Cli

COPY = """Wali Kota Buka Pasar

Editor : Yanuar D
Suasana pasar (Foto: Arif/kabar.example)
Suasana pasar (Foto: Arif/kabar.example)

kabar.example - Warga dimana pun boleh datang.  Resikonya kecil.

"Ini bukan sekedar pasar," kata Dewi, Selasa (3/6/2024).
"""
FIELDS = (
    "rule",
    "severity",
    "scope",
    "field",
    "paragraph",
    "start",
    "end",
    "text",
    "message",
    "replacement",
    "source",
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    path = tmp_path / "naskah.txt"
    path.write_text(COPY)
    return path


def errors(cli: Cli, *arguments: str | Path, stdin: bytes = b"") -> list[dict[str, object]]:
    done = cli.bare("check", *arguments, "--severity", "galat", "--json", stdin=stdin)
    assert done.err == ""
    found: list[dict[str, object]] = json.loads(done.out)["findings"]
    assert done.code == bool(found)
    return found


def test_a_file_is_checked_without_a_newsroom_and_places_are_those_of_the_file(
    cli: Cli, copy: Path
) -> None:
    found = errors(cli, copy)
    assert all(set(FIELDS) <= set(one) for one in found)
    places = [(one["line"], one["column"], one["text"], one["replacement"]) for one in found]
    assert places == [
        (7, 23, "dimana", "di mana"),
        (7, 49, "Resikonya", "Risikonya"),
        (9, 12, "sekedar", "sekadar"),
        (9, 39, "Selasa", "Senin"),
    ]
    lines = COPY.split("\n")
    for one in found:
        line, column, text = int(str(one["line"])), int(str(one["column"])), str(one["text"])
        assert lines[line - 1][column - 1 :].startswith(text)
    assert [one["scope"] for one in found] == ["lead", "lead", "quotation", "body"]


def test_plain_output_is_a_compilers(cli: Cli, copy: Path) -> None:
    done = cli.bare("check", "naskah.txt", "--severity", "galat")
    assert done.code == 1
    # Standard error names the lines of the page that are not copy and are skipped.
    assert done.err.startswith("redaksi: naskah.txt: Taken out of the text: Editor : Yanuar D · ")
    assert done.err.count("\n") == 1
    first = done.out.splitlines()[0]
    assert first.startswith("naskah.txt:7:23: error di-kata-depan: ")
    assert "di mana" in first
    clean = copy.with_name("bersih.txt")
    clean.write_text("Pasar Dibuka\n\nWarga datang sejak pagi.\n")
    assert cli.bare("check", clean, "--severity", "peringatan").out == ""
    assert cli.bare("check", clean).code == 0
    assert cli.bare("check", "naskah.txt", "--severity", "error").out == done.out


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_fix_mends_what_is_safe_once_and_nothing_else(
    cli: Cli, copy: Path, encoding: str, newline: str
) -> None:
    source = COPY.replace("Dewi", "Désirée").replace("\n", newline)
    copy.write_bytes(source.encode(encoding))
    copy.chmod(0o640)
    done = cli.bare("check", copy, "--fix")
    assert done.code == 1
    assert "«dimana» → «di mana»" in done.out
    mended = source.replace("dimana", "di mana").replace("Resikonya", "Risikonya")
    assert copy.read_bytes() == mended.encode(encoding)
    assert copy.stat().st_mode & 0o777 == 0o640
    again = cli.bare("check", copy, "--fix")
    assert "→" not in again.out
    assert copy.read_bytes() == mended.encode(encoding)
    left = cli.bare("check", copy, "--fix", "--json").out
    assert json.loads(left)["fixed"] == []


def test_decomposed_letters_markdown_and_standard_input_keep_their_places(cli: Cli) -> None:
    source = unicodedata.normalize(
        "NFD", "---\ntitle: Kafé Baru\n---\nDésirée bukan *sekedar* tamu; é dimana  ia.\n"
    )
    found = errors(cli, "-", stdin=source.encode())
    assert [(one["path"], one["line"], one["text"]) for one in found] == [("-", 4, "dimana")]
    assert source.split("\n")[3][int(str(found[0]["column"])) - 1 :].startswith("dimana")
    done = cli.bare("check", "-", "--fix", stdin=source.encode())
    assert done.out == source.replace("dimana  ia", "di mana ia")
    assert "«dimana» → «di mana»" in done.err
    assert cli.bare("check", "-", "--fix", "--json", stdin=b"Judul\n\nIsi.").code == 6


def test_an_article_is_checked_and_mended_as_a_revision(cli: Cli) -> None:
    article_id = cli.new("Pasar Baru", b"Warga dimana pun datang.\n\nResiko kecil.\n")
    done = cli("check", article_id[:-1], "--severity", "galat")
    assert done.code == 1
    assert [line.split(" ")[0] for line in done.out.splitlines()] == [
        f"{article_id}:3:7:",
        f"{article_id}:5:1:",
    ]
    fixed = cli("check", article_id, "--fix", "--severity", "galat")
    assert (fixed.code, fixed.out.count("→")) == (0, 2)
    shown = cli("show", article_id, "--json").json
    assert shown["body"] == ["Warga di mana pun datang.", "Risiko kecil."]
    assert (shown["version"], shown["revisions"]) == (2, 2)
    assert cli("check", article_id, "--fix").code == 0
    assert cli("show", article_id, "--json").json["version"] == 2
    cli.fails(3, "check", "tidakada")
    assert "There is no article" not in cli.fails(
        3, "check", "tidakada.txt"
    )  # the argument is a file name
    assert cli.bare("check", "tidakada.txt").code == 3
    assert cli.bare("check", "sini/tidakada.txt").code == 3


def test_sarif_names_rules_and_regions(cli: Cli, copy: Path) -> None:
    done = cli.bare("check", copy, "--sarif", "--severity", "galat")
    (run,) = json.loads(done.out)["runs"]
    names = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    first = run["results"][0]
    assert first["ruleId"] in names
    assert first["level"] == "error"
    region = first["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 7, "startColumn": 23, "endLine": 7, "endColumn": 29}


def test_a_house_switches_changes_and_adds_rules(cli: Cli, copy: Path) -> None:
    own = """[[rule]]
id = "kami"
severity = "galat"
kind = "style"
source = "gaya kami"
pattern = 'boleh'
message = { id = "«{text}»", en = "«{text}»" }
wrong = [{ text = "boleh", cut = "boleh" }, { text = "Ia boleh.", cut = "boleh" }]
right = ["kita", "mereka"]
"""
    settings = """
[copydesk]
off = ["hari-tanggal"]
severity = { di-kata-depan = "saran" }
words = ["Resikonya"]
rules = ["gaya.toml"]
"""
    house = cli.newsroom / "newsroom.toml"
    plain = house.read_text()
    house.write_text(plain + settings)
    (cli.newsroom / "gaya.toml").write_text(own)
    done = cli("check", copy, "--severity", "galat")
    assert [line.split(" ")[2] for line in done.out.splitlines()] == ["kami:", "tidak-baku:"]
    assert "kami" in cli("rules").out
    (cli.newsroom / "gaya.toml").write_text(own.replace("'boleh'", "'(a+)+'"))
    assert "Line 6 of gaya.toml" in cli.fails(6, "check", copy)
    house.write_text(plain + "\n[copydesk]\noff = ['tidakada']\n")
    assert "tidakada" in cli.fails(6, "rules")


def test_rules_are_listed_and_explained(cli: Cli) -> None:
    assert "rp-rapat" in cli.bare("rules").out
    told = cli.bare("rules", "rp-rapat")
    assert told.code == 0
    assert "EYD V" in told.out
    assert "Rp. 5 → Rp5" in told.out
    (rule,) = cli.bare("rules", "tidak-baku", "--json").json
    assert rule["words"]["sekedar"] == "sekadar"
    assert cli.bare("rules", "tidakada").code == 3


def test_a_paragraph_that_stands_twice_is_named_at_its_second_place(cli: Cli) -> None:
    said = "Warga membersihkan jalan desa sejak pagi tadi."
    (found,) = errors(
        cli, "-", stdin=f"Jalan Bersih\n\n{said}\n\nLurah ikut serta.\n\n{said}\n".encode()
    )
    assert (found["rule"], found["line"], found["column"]) == ("paragraf-ganda", 7, 1)


def test_an_example_shows_the_particulars_that_make_it_right_or_wrong(cli: Cli) -> None:
    explained = cli("rules", "foto-tanpa-teks-alternatif").out.splitlines()
    assert (
        "  Jalan desa selesai diaspal.  [photo: https://contoh.id/jalan.jpg; alternative text: "
        "Jalan beraspal di tengah sawah; credit: Arif]"
    ) in explained
    assert len(set(explained)) == len([line for line in explained if line]) + 1  # none twice


@pytest.mark.parametrize("language", ["en_US.UTF-8", "id_ID.UTF-8"])
def test_no_rule_shows_the_placeholders_of_its_message(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("LANG", language)
    copy = tmp_path / "naskah.txt"
    copy.write_text("Judul\n\nIsi tanpa cela.\n")
    assert "sekedar" in cli("rules").out
    messages = [one["message"] for one in cli("rules", "--json").json]
    (run,) = json.loads(cli("check", "--sarif", copy).out)["runs"]
    messages += [one["shortDescription"]["text"] for one in run["tool"]["driver"]["rules"]]
    assert len(messages) > 300
    assert [one for one in messages if "{" in one or "«»" in one] == []
    assert "{" not in cli("rules", "tidak-baku").out
