"""The output of reading commands.

Programs get a JSON document. People get complete tables in their language.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from redaksi import __version__
from redaksi.cli import lazy
from tests.cli.conftest import Cli
from tests.desk.rooms import TEAM
from tests.tui.terminal import in_terminal

TEXTS = (
    "id",
    "stage",
    "headline",
    "deck",
    "byline",
    "dateline",
    "source",
    "rubric",
    "created_at",
    "updated_at",
)
LISTS = ("body", "tags", "photos", "related")


def program(cli: Cli, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m redaksi` in a new process."""
    command = [sys.executable, "-m", "redaksi", "--newsroom", str(cli.newsroom), *arguments]
    return subprocess.run(
        command,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_show_as_json_has_every_key_in_its_shape(cli: Cli) -> None:
    article_id = cli.published()
    cli("reopen", article_id, "--reason", "Foto.")
    fields = (
        "photo.caption=Air",
        "photo.url=https://contoh.example/a.jpg",
        "related=Lain",
        "related=Satu | https://x.example",
    )
    cli("set", article_id, *fields, "tags=a,b", "rubric=Daerah")
    shown = cli("show", article_id, "--json").json
    assert all(isinstance(shown[key], str) for key in TEXTS)
    assert all(isinstance(shown[key], list) for key in LISTS)
    assert (shown["version"], shown["stage"]) == (5, "draft")
    assert shown["body"] == ["Isi satu.", "Isi dua."]
    assert shown["photos"] == [
        {
            "file": "",
            "url": "https://contoh.example/a.jpg",
            "alt": "",
            "caption": "Air",
            "credit": "",
            "sha256": "",
        }
    ]
    assert shown["related"] == [
        {"title": "Lain", "url": ""},
        {"title": "Satu", "url": "https://x.example"},
    ]
    assert {*shown["assignments"]} == {"draft", "review"}
    for one in shown["assignments"].values():
        assert {*one} == {"editor", "by", "at"}
    for key in ("created_at", "updated_at", "published_at"):
        offset = datetime.fromisoformat(shown[key]).utcoffset()
        assert offset is not None
        assert not offset
    assert cli("show", cli.new("Lain"), "--json").json["published_at"] is None


def test_lists_as_json(cli: Cli) -> None:
    assert cli("list", "--json").json == []
    first, second = cli.new("Pertama"), cli.published("Kedua")
    rows = cli("list", "--json").json
    assert [row["id"] for row in rows] == [second, first]
    for row in rows:
        assert {*row} >= {"id", "headline", "stage", "editor", "updated_at", "version"}
    assert rows[0]["stage"] == "published"
    assert rows[0]["editor"] == "Budi Editor"
    assert [row["id"] for row in cli("list", "--stage", "draft", "--json").json] == [first]
    assert [row["id"] for row in cli("list", "--editor", "BUDI  editor", "--json").json] == [
        second
    ]
    assert [row["id"] for row in cli("search", "pertam", "--json").json] == [first]
    assert cli("search", "\udcff", "tidakada", "--json").json == []


def test_filters_combine_and_sort(cli: Cli) -> None:
    first, second, third = (
        cli.new("Zamrud hilang"),
        cli.new("Anggrek mekar"),
        cli.published("Mawar layu"),
    )
    cli("set", first, "tags=kebun raya", "rubric=Kota", "due=2020-01-01")
    cli("set", second, "tags=Kebun Raya, pagi", "rubric=Taman", "due=2090-01-01")

    def listed(*options: str) -> list[str]:
        return [row["id"] for row in cli("list", *options, "--json").json]

    assert listed("--tag", "KEBUN RAYA", "--sort", "due") == [first, second]
    assert listed("--sort", "headline") == [second, third, first]
    assert listed("--sort", "waiting", "--stage", "draf") == [first, second]
    assert listed("--tag", "kebun raya", "--rubric", "taman", "--text", "mekar") == [second]
    assert listed("--tag", "kebun raya", "--rubric", "taman", "--text", "zamrud") == []
    assert listed("--due", "overdue") == listed("--due", "today") == [first]
    assert listed("--due", "31/12/2091", "--sort", "due") == [first, second]
    assert listed("--editor", "me") == []
    assert cli("list", "--editor", "me", by="Budi Editor").out.count("Mawar") == 1
    (row,) = cli("list", "--editor", "budi editor", "--json").json
    assert (row["open_notes"], row["returned"]) == (0, False)


def test_a_filter_that_means_nothing_is_refused_with_a_way_out(cli: Cli) -> None:
    assert "Budi Editor" in cli.fails(3, "list", "--editor", "Budy Editor")
    assert cli.fails(3, "list", "--editor", "\udcff")
    assert "today" in cli.fails(6, "list", "--due", "someday")
    assert "waiting" in cli.fails(6, "list", "--sort", "size")
    article_id = cli.new()
    cli("assign", article_id, "draft", "Budi Editor")
    cli("team", "remove", "Budi Editor")
    assert article_id in cli("list", "--editor", "Budi Editor").out


def test_a_search_is_saved_used_narrowed_and_deleted(cli: Cli) -> None:
    late, later = cli.new("Zamrud hilang"), cli.new("Anggrek mekar")
    cli("set", late, "due=2020-01-01", "rubric=Kota")
    cli("set", later, "due=2021-01-01")
    assert cli("list", "--due", "overdue", "--sort", "due", "--save", "Telat").code == 0
    assert cli("saved", "list", "--json").json[0]["due"] == "overdue"
    assert "Telat" in cli("saved", "list").out

    def listed(*options: str) -> list[str]:
        return [row["id"] for row in cli("list", *options, "--json", by="Budi Editor").json]

    assert listed("--saved", "telat") == [late, later]
    assert listed("--saved", "telat", "--rubric", "kota") == [late]
    assert "Telat" in cli.fails(3, "list", "--saved", "tela")
    assert cli.fails(6, "list", "--save", "Semua")
    assert cli.fails(4, "list", "--due", "today", "--save", "Tamu", by="Gita Guest")
    assert cli("saved", "remove", "TELAT").code == 0
    assert cli("saved", "list", "--json").json == []
    assert cli("verify").code == 0
    assert "Telat" in cli("team", "history").out


def test_every_reading_command_prints_one_document(cli: Cli, tmp_path: Path) -> None:
    article_id = cli.published()
    copy = tmp_path / "masuk.txt"
    copy.write_text("Judul\n\nIsi.\n")
    for line in (
        ("list",),
        ("show", article_id),
        ("history", article_id),
        ("search", "banjir"),
        ("team", "list"),
        ("import", copy),
        ("import", copy),
        ("export", "--to", "text", "--out", tmp_path / "keluar"),
    ):
        done = cli(*line, "--json")
        assert json.loads(done.out) is not None
        assert done.err == ""
    assert [one["kind"] for one in cli("history", article_id, "--json").json][-1] == "published"
    assert [one["name"] for one in cli("team", "list", "--json").json] == ["Cici Chief", *TEAM]


def test_import_as_json_tells_of_every_file_and_ends_with_the_highest_code(
    cli: Cli, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("Judul\n\nIsi.\n")
    (tmp_path / "b.txt").write_bytes(b"")
    done = cli("import", "--json", "a.txt", "a.txt", "b.txt", "tidakada.txt")
    arrivals = json.loads(done.out)
    assert done.code == 6
    assert [{*one} for one in arrivals] == [{"path", "id", "outcome", "message"}] * 4
    assert [one["outcome"] for one in arrivals] == ["imported", "duplicate", "failed", "failed"]
    assert arrivals[0]["id"] == arrivals[1]["id"] != ""
    assert len(done.err.splitlines()) == 2
    again = cli("import", "a.txt")
    assert (again.code, arrivals[0]["id"] in again.out) == (0, True)
    assert cli("import", "--again", "a.txt").code == 0
    assert len(cli("list", "--json").json) == 2


def test_an_empty_folder_is_said_to_be_one(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "kosong").mkdir()
    done = cli("import", "kosong")
    assert (done.code, done.out) == (0, "")
    assert "no file to import" in done.err
    assert cli("import", "--json", "kosong").json == []


def test_pasted_text_comes_from_standard_input(cli: Cli) -> None:
    (arrival,) = cli(
        "import", "-", "--json", stdin="Judul é\r\n\r\nIsi.\r\n".encode("cp1252")
    ).json
    assert (arrival["path"], arrival["outcome"]) == ("-", "imported")
    assert cli("show", arrival["id"], "--json").json["headline"] == "Judul é"


def test_without_a_terminal_the_board_is_a_table(cli: Cli) -> None:
    cli.new(
        "[FOTO] Banjir Surut di Seluruh Kecamatan Sepanjang Pesisir Utara Jawa Timur Hingga Malam"
    )
    cli.published("Kedua")
    done = program(cli)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("draft 1 · review 0 · published 1\n")
    assert (
        "[FOTO] Banjir Surut di Seluruh Kecamatan Sepanjang Pesisir Utara Jawa Timur Hingga Malam"
        in done.stdout
    )
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) < 200


def test_a_reader_who_leaves_is_no_failure(cli: Cli) -> None:
    for number in range(30):
        cli.new(f"{number} " + "panjang " * 60)
    command = f"{sys.executable} -m redaksi --newsroom {cli.newsroom}"
    for line in ("list", "list --json", "", "show 2"):
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", f"{command} {line} | true"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr
        assert "Broken" not in done.stderr
        assert done.returncode in {0, 3}, line


def test_no_colour_reaches_a_pipe_even_where_it_is_forced_on_terminals(cli: Cli) -> None:
    article_id = cli.new()
    for line in (["list"], ["show", article_id], ["history", article_id]):
        assert "\x1b" not in program(cli, *line, TERM="xterm-256color").stdout


def test_it_speaks_the_language_of_the_person(cli: Cli) -> None:
    article_id = cli.new()
    assert "stage        draft," in program(cli, "show", article_id, LANG="en_US.UTF-8").stdout
    indonesian = program(cli, "show", article_id, LANG="id_ID.UTF-8")
    assert (indonesian.returncode, indonesian.stderr) == (0, "")
    assert "tahap        draf," in indonesian.stdout
    house = program(cli, "show", article_id, LANG="C.UTF-8").stdout
    assert "tahap        draf," in house
    failed = program(cli, "show", "zzz", LANG="id_ID.UTF-8")
    assert (failed.returncode, failed.stdout) == (3, "")
    assert len(failed.stderr.splitlines()) == 2
    data = json.loads(program(cli, "show", article_id, "--json", LANG="id_ID.UTF-8").stdout)
    assert data["stage"] == "draft"


def test_version_and_help_of_every_command(cli: Cli) -> None:
    assert cli.bare("--version").out == f"redaksi {__version__}\n"
    listed = cli.bare("--help")
    assert listed.code == 0
    for command in lazy.COMMANDS:
        assert f"\n  {command} " in listed.out
        done = cli.bare(command, "--help")
        assert (done.code, done.err) == (0, "")
        assert f"redaksi {command}" in done.out


def test_the_newsroom_is_named_given_found_around_or_the_persons_own(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "person" / "data" / "redaksi" / "newsroom"
    assert cli.bare("list").code == 3
    assert cli.bare("--as", "Cici", "demo").code == 0
    assert (own / "newsroom.toml").exists()
    assert len(cli.bare("list", "--json").json) >= 12
    monkeypatch.chdir(cli.newsroom / "articles")
    assert cli.bare("list", "--json").json == []
    monkeypatch.setenv("REDAKSI_NEWSROOM", str(own))
    assert len(cli.bare("list", "--json").json) >= 12
    assert cli.bare("--newsroom", cli.newsroom, "list", "--json").json == []


def test_the_person_is_named_given_in_the_settings_or_the_system_user(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def who() -> str:
        done = cli.bare("--newsroom", cli.newsroom, "new", "--headline", "Judul")
        event = cli("history", done.out.strip(), "--json").json[0]
        return str(event["editor"])

    login = who()
    settings = tmp_path / "person" / "config" / "redaksi"
    settings.mkdir(parents=True)
    (settings / "settings.toml").write_text('name = "budi editor"')
    assert who() == "Budi Editor" != login
    monkeypatch.setenv("REDAKSI_EDITOR", "Ani Editor")
    assert who() == "Ani Editor"
    done = cli.bare("--newsroom", cli.newsroom, "--as", "Gita Guest", "new", "--headline", "Judul")
    assert cli("history", done.out.strip(), "--json").json[0]["editor"] == "Gita Guest"
    (settings / "settings.toml").write_text("name = ")
    monkeypatch.delenv("REDAKSI_EDITOR")
    assert cli.bare("--newsroom", cli.newsroom, "list").code == 6


def test_a_newsroom_is_not_made_twice(cli: Cli) -> None:
    for command in ("init", "demo"):
        done = cli.bare("--as", "Lain", command, cli.newsroom)
        assert (done.code, done.out) == (4, "")
    assert [one["name"] for one in cli("team", "list", "--json").json] == ["Cici Chief", *TEAM]


def test_times_are_shown_in_the_newsrooms_zone(cli: Cli) -> None:
    article_id = cli.new()
    cli("set", article_id, "due=2026-11-24 10:00")
    assert "Nov 24, 2026, 10:00 WIB" in cli("show", article_id).out
    house = cli.newsroom / "newsroom.toml"
    house.write_text(house.read_text().replace("Asia/Jakarta", "Asia/Jayapura"))
    assert "Nov 24, 2026, 12:00 WIT" in cli("show", article_id).out
    assert cli("show", article_id, "--json").json["due"] == "2026-11-24T03:00:00Z"


@pytest.mark.parametrize("columns", [20, 40, 80, 200])
def test_tables_keep_to_the_columns_and_ids_whole(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    article_id = cli.new(
        "Banjir Rob Rendam Dua Dusun, Warga Memilih Bertahan di Rumah Sambil Menunggu"
    )
    cli("set", article_id, "rubric=Peristiwa")
    cli("assign", article_id, "draft", "Budi Editor")
    monkeypatch.setenv("COLUMNS", str(columns))
    for line in (("list",), ("history", article_id), ("revisions", article_id)):
        said = cli(*line).out.splitlines()
        assert max(map(len, said)) <= max(columns, 32), line
    head, row = cli("list").out.splitlines()
    assert row.startswith(article_id)
    assert ("rubric" in head, "Budi Editor" in row) == (columns >= 80, columns >= 80)
    assert ("Menunggu" in row) == (columns == 200)
    assert "…" not in cli("history", article_id).out or columns == 20
    monkeypatch.delenv("COLUMNS")
    assert "Menunggu" in cli("list").out


def test_a_long_particular_goes_on_under_itself(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    article_id = cli.new()
    cli("set", article_id, "photo.caption=" + "takarir " * 20)
    monkeypatch.setenv("COLUMNS", "60")
    lines = cli("show", article_id).out.splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("photo"))
    assert lines[first].index("takarir") == len(lines[first + 1]) - len(lines[first + 1].lstrip())


def test_no_color_leaves_a_terminal_without_colours(cli: Cli) -> None:
    article_id = cli.new("Satu")
    cli("edit", article_id, "--headline", "Dua")
    command = [
        sys.executable,
        "-m",
        "redaksi",
        "--newsroom",
        str(cli.newsroom),
        "diff",
        article_id,
        "1",
    ]
    for environment, coloured in (({}, True), ({"NO_COLOR": "1"}, False)):
        with in_terminal(command, **environment) as terminal:
            said = terminal.read_to_end()
        assert "{+Dua+}" in said
        assert (re.search(r"\x1b\[[0-9;]*3[0-9]", said) is not None) == coloured


def test_keys_lists_those_that_hold_and_names_the_lines_that_do_not(
    cli: Cli, tmp_path: Path
) -> None:
    file = tmp_path / "person" / "config" / "redaksi" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_text('[keys]\nsubmit = "a"\nhelp = "H"\npublis = "P"\n', "utf-8")
    done = cli("keys", "--json")
    keys = {one["name"]: one["keys"] for one in done.json}
    assert (keys["submit"], keys["help"], keys["assign"]) == (["s"], ["H"], ["a"])
    unknown, clash = done.err.splitlines()
    assert "[keys] publis in" in unknown
    assert "Did you mean publish?" in unknown
    assert "both assign and submit" in clash


def test_keys_tells_on_which_screens_a_command_works(cli: Cli) -> None:
    screens = {one["name"]: one["screens"] for one in cli("keys", "--json").json}
    assert screens["publish"] == ["article", "board"]
    assert screens["since-published"] == ["revisions"]
    assert screens["delete-saved"] == ["saved searches"]
    shown = {line.split()[0]: line.strip() for line in cli("keys").out.splitlines()}
    assert shown["publish"].endswith(" On: article, board.")
    assert shown["help"].endswith(" On every screen.")
    assert shown["leave"].endswith(" On every screen but: board.")


@pytest.mark.parametrize("language", ["en_US.UTF-8", "id_ID.UTF-8"])
def test_words_of_a_search_are_taken_in_both_languages_whatever_is_spoken(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("LANG", language)
    late, never = cli.new("Zamrud hilang"), cli.new("Anggrek mekar")
    cli("set", late, "due=2020-01-01")

    def listed(*options: str) -> list[str]:
        return [row["id"] for row in cli("list", *options, "--json").json]

    for word in (
        "overdue",
        "terlambat",
        "Terlambat",
        "lewat tenggat",
        "today",
        "hari ini",
        "hari-ini",
        "besok",
    ):
        assert listed("--due", word) == [late], word
    for word in ("tomorrow", "week", "this week", "minggu ini", "minggu-ini", "pekan ini"):
        assert listed("--due", word) == [late], word
    for word, order in (
        ("judul", [never, late]),
        ("tenggat", [late, never]),
        ("terlama", [late, never]),
    ):
        assert listed("--sort", word) == order, word
    assert listed("--editor", "saya") == listed("--editor", "me") == []
    for wrong in ("saya", "judul", "kemarin"):
        assert cli("list", "--due", wrong).code == 6
    assert cli("list", "--sort", "besok").code == 6


def test_a_search_that_is_saved_in_indonesian_is_found_in_english(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = cli.new("Zamrud hilang")
    cli("set", late, "due=2020-01-01")
    monkeypatch.setenv("LANG", "id_ID.UTF-8")
    assert cli("list", "--due", "terlambat", "--sort", "judul", "--save", "Telat").code == 0
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    (search,) = cli("saved", "list", "--json").json
    assert (search["due"], search["sort"]) == ("overdue", "headline")
    assert [row["id"] for row in cli("list", "--saved", "telat", "--json").json] == [late]


def test_revisions_have_indonesian_names_too(cli: Cli) -> None:
    article = cli.published()
    cli("reopen", article, "--reason", "Foto.")
    cli("edit", article, "--headline", "Banjir Surut Lagi")
    for words in (("published", "latest"), ("tayang", "terbaru"), ("Tayang", "TERBARU")):
        assert "Lagi" in cli("diff", article, *words).out
    assert "Lagi" in cli("diff", article, "disetujui", by="Budi Editor").out
    cli.fails(3, "diff", article, "terlama")


@pytest.mark.parametrize("columns", ["0", "1", "2", "3", "19", "-5", "abc", "1.5", "9" * 30])
def test_no_width_is_too_narrow_for_an_article(
    cli: Cli, columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = cli.new("Banjir Surut", b"Praktek warga pesisir.\n\n" * 12)
    cli("note", "add", article, "Sebut nama dinasnya, dan kapan.")
    monkeypatch.setenv("COLUMNS", columns)
    for line in (
        ("list",),
        ("show", article),
        ("history", article),
        ("note", "list", article),
        ("keys",),
    ):
        done = cli(*line)
        assert done.code == 0, line
        assert done.err == ""
    shown = cli("show", article).out.split()
    assert shown[:2] == ["Banjir", "Surut"]
    assert shown.count("pesisir.") == 12


def calls(act: Callable[[], object]) -> int:
    """The number of function calls of `act`, a measure of cost that is equal on every machine."""
    count = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(note)
    try:
        act()
    finally:
        sys.setprofile(None)
    return count


def test_an_article_of_twice_the_paragraphs_costs_twice_as_much_to_print(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed, prints = Console.print, []

    def print_and_count(*args: Any, **options: Any) -> None:
        prints.append(args)
        printed(*args, **options)

    def cost(paragraphs: int) -> int:
        article = cli.new(
            "Panjang", b"\n\n".join([b"Alinea panjang milik warga pesisir. " * 6] * paragraphs)
        )
        return calls(lambda: cli("show", article))

    monkeypatch.setattr(Console, "print", print_and_count)
    once = cost(2_000)
    assert len(prints) < 30, "a print costs as much as many lines"
    assert cost(4_000) < 2.3 * once
