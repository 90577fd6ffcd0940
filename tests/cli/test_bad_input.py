"""Bad input leads to a sentence, a hint and the documented exit code; nothing is half-written."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from redaksi.cli import run
from redaksi.desk.reading import Reading
from tests.cli.conftest import Cli
from tests.desk.rooms import tree
from tests.domain.nobody import as_nobody, reachable_folder

NASTY = "\x1b[31m[bold red]Judul\x1b[0m [/]\x9b2J\x07 <b>&amp; \u202e*x* {id}"
"""Escapes, markup of Rich, HTML and Markdown, a change of direction and a placeholder."""
SHOWN = "[bold red]Judul [/] <b>&amp; *x* {id}"


@pytest.fixture
def untouched(cli: Cli) -> Callable[[], bool]:
    """A function: whether the newsroom is unchanged since this fixture, which made a draft."""
    cli.new()
    before = tree(cli.newsroom)
    return lambda: tree(cli.newsroom) == before


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "is empty"),
        ("\ufeff\u00a0\n".encode(), "is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
        (b"%PDF-1.7\n%", "PDF"),
        (b"PK\x03\x04\x14\0", "DOCX"),
        (os.urandom(64) + b"\0" * 64, ""),
        (b"a" * 50_000_000, "MB"),
        (b"x" * 5000 + b"\n\nIsi.\n", "5000 characters"),
    ],
    ids=["empty", "blank", "bom", "png", "pdf", "docx", "random", "50MB", "long"],
)
def test_a_file_that_is_no_copy(
    cli: Cli, untouched: Callable[[], bool], tmp_path: Path, data: bytes, says: str
) -> None:
    file = tmp_path / "masuk.txt"
    file.write_bytes(data)
    done = cli("import", file)
    assert (done.code, done.out) == (6, "")
    assert says in done.err
    assert str(file) in done.err
    assert len(done.err.splitlines()) == 1
    assert untouched()
    assert cli("import", "-", stdin=data[:6_000_000]).code == 6
    (arrival,) = json.loads(cli("import", "--json", file).out)
    assert (arrival["outcome"], arrival["id"]) == ("failed", "")
    assert untouched()


@pytest.mark.parametrize("name", ["new", "edit"])
@pytest.mark.parametrize(
    "data", [b"", b"\x89PNG\r\n\x1a\n", b"a" * 5_000_001], ids=["empty", "binary", "big"]
)
def test_a_body_that_is_none(
    cli: Cli, untouched: Callable[[], bool], name: str, data: bytes
) -> None:
    (row,) = cli("list", "--json").json
    target = ("--headline", "Judul") if name == "new" else (row["id"],)
    cli.fails(6, name, *target, "--body", "-", stdin=data)
    assert "tidakada.txt" in cli.fails(3, name, *target, "--body", "tidakada.txt")
    assert untouched()


@pytest.mark.parametrize(
    "wrong",
    ["260101-zzzzz", "../team", "", "x" * 300, "\x1b[31m", "a/b", "\udcff", "[/]", "%", "_"],
)
def test_an_unknown_id(cli: Cli, untouched: Callable[[], bool], wrong: str) -> None:
    for command in (
        ("show",),
        ("history",),
        ("submit",),
        ("publish",),
        ("return", "--note", "x"),
        ("reopen", "--reason", "x"),
        ("edit", "--headline", "x"),
    ):
        said = cli.fails(3, command[0], wrong, *command[1:])
        assert "\x1b" not in said
    cli.fails(3, "set", wrong, "rubric=x")
    cli.fails(3, "assign", wrong, "review", "Ani Editor")
    cli.fails(3, "export", wrong, "--to", "text", "--out", "keluar")
    assert not Path("keluar").exists()
    assert untouched()


def test_the_beginning_of_an_id_is_enough_where_it_is_one(cli: Cli) -> None:
    ids = [cli.new(f"Judul {number}") for number in range(3)]
    said = cli.fails(3, "show", ids[0][:4])
    assert all(one in said for one in ids)
    assert "Type more" in said
    assert cli("show", ids[1][:-1], "--json").json["id"] in ids
    assert cli("show", ids[1], "--json").json["id"] == ids[1]
    for number in range(4):
        cli.new(f"Lagi {number}")
    assert ", and more.\n" in cli.fails(3, "show", ids[0][:4])


def test_a_move_from_the_wrong_stage(cli: Cli, untouched: Callable[[], bool]) -> None:
    (row,) = cli("list", "--json").json
    assert "this move starts from review" in cli.fails(4, "publish", row["id"], by="Budi Editor")
    cli_fails = cli("return", row["id"], "--note", "x", by="Budi Editor")
    assert (cli_fails.code, cli_fails.out) == (4, "")
    assert cli("reopen", row["id"], "--reason", "x", by="Budi Editor").code == 4
    assert untouched()


@pytest.mark.parametrize("stage", ["selesai", "", "[/]", "\x1b[31m", "published "])
def test_a_wrong_stage_name(cli: Cli, untouched: Callable[[], bool], stage: str) -> None:
    (row,) = cli("list", "--json").json
    for line in (("assign", row["id"], stage, "Ani Editor"), ("list", "--stage", stage)):
        said = cli.fails(6, *line)
        assert "draft" in said
        assert "tayang" in said
        assert "\x1b" not in said
    assert untouched()


@pytest.mark.parametrize("stage", ["review", "REVIEW", "tinjauan", "Tinjauan"])
def test_a_stage_has_an_english_and_an_indonesian_name(cli: Cli, stage: str) -> None:
    article_id = cli.new()
    assert cli("assign", article_id, stage, "budi editor").code == 0
    assert (
        cli("show", article_id, "--json").json["assignments"]["review"]["editor"] == "Budi Editor"
    )


@pytest.mark.parametrize("headline", ["", "   ", "\x1b[31m", "\u200b", "x" * 5000])
def test_a_headline_that_is_empty_or_far_too_long(
    cli: Cli, untouched: Callable[[], bool], headline: str
) -> None:
    (row,) = cli("list", "--json").json
    cli.fails(6, "new", "--headline", headline)
    cli.fails(6, "edit", row["id"], "--headline", headline)
    cli.fails(6, "set", row["id"], f"headline={headline}")
    assert untouched()


def test_markup_and_escapes_in_every_field_show_whole_and_steer_nothing(
    cli: Cli, tmp_path: Path
) -> None:
    article_id = cli.new(NASTY, body=f"{NASTY}\n\nDua {NASTY}\n".encode())
    fields = ("deck", "byline", "dateline", "source", "rubric", "tags", "related")
    photo = ("photo.caption", "photo.credit", "photo.alt", "photo.file", "photo.url")
    assert cli("set", article_id, *(f"{field}={NASTY}" for field in (*fields, *photo))).code == 0
    assert cli("team", "add", NASTY).code == 0
    assert cli("assign", article_id, "draft", NASTY).code == 0
    assert cli("submit", article_id, "--to", NASTY, by=NASTY).code == 0
    assert cli("return", article_id, "--note", NASTY, by=NASTY).code == 0
    shown = cli("show", article_id, "--json").json
    assert shown["headline"] == SHOWN
    assert {shown[field] for field in ("deck", "byline", "dateline", "source", "rubric")} == {
        SHOWN
    }
    assert shown["tags"] == [SHOWN]
    assert shown["related"] == [{"title": SHOWN, "url": ""}]
    written = dict.fromkeys(("file", "url", "alt", "caption", "credit"), SHOWN)
    assert shown["photos"] == [{**written, "sha256": ""}]
    assert shown["body"] == [SHOWN, f"Dua {SHOWN}"]
    assert shown["open_notes"][0]["text"] == SHOWN
    for line in (
        ("list",),
        ("show", article_id),
        ("history", article_id),
        ("search", "Judul"),
        ("team", "list"),
        (),
    ):
        done = cli(*line)
        assert (done.code, done.err) == (0, "")
        assert SHOWN in done.out, line
        assert not set(done.out) & set("\x1b\x9b\x07\u202e"), line


def test_what_was_put_into_a_dossier_by_hand_steers_no_terminal_either(cli: Cli) -> None:
    article_id = cli.new("JUDUL", body=b"ISI\n")
    (file,) = (cli.newsroom / "articles").rglob("*.json")
    text = file.read_text()
    file.write_text(
        text.replace("JUDUL", r"\u001b[31mMERAH\u202e").replace(
            "Ani Editor", r"Ani\u001b]0;x\u0007"
        )
    )
    for line in (("list",), ("show", article_id), ("history", article_id), ()):
        done = cli(*line)
        assert done.code == 0
        assert not set(done.out + done.err) & set("\x1b\x07\u202e"), line
    assert "MERAH" in cli("list").out


def test_a_dossier_that_is_not_json_is_named_and_skipped(cli: Cli, tmp_path: Path) -> None:
    good, bad = cli.published("Judul Baik"), cli.new("Judul Rusak")
    (file,) = (cli.newsroom / "articles").rglob(f"{bad}.json")
    for damage in ('{"article": {"1": {', "", "[]", "\x00\x01"):
        file.write_text(damage)
        before = tree(cli.newsroom)
        for line in (("list",), ("search", "Judul"), (), ("list", "--json")):
            done = cli(*line)
            assert done.code == 0
            assert "Judul Baik" in done.out
            assert "Judul Rusak" not in done.out
            assert file.name in done.err
            assert len(done.err.splitlines()) == 1
        assert cli("show", good).code == 0
        exported = cli("export", "--to", "text", "--out", tmp_path / "keluar")
        assert exported.code == 0
        assert file.name in exported.err
        assert bad in cli.fails(7, "show", bad)
        cli.fails(7, "edit", bad, "--headline", "Baru")
        assert tree(cli.newsroom) == before


def test_a_broken_newsroom_file_is_one_sentence(cli: Cli) -> None:
    (cli.newsroom / "newsroom.toml").write_text('name = "a"\nlanguage = id\n')
    for line in (("list",), ("show", "26"), ("import", "-"), ("team", "list")):
        assert "line 2" in cli.fails(6, *line)
    done = cli()
    assert (done.code, done.out) == (6, "")


def test_no_newsroom_and_no_such_folder(cli: Cli, tmp_path: Path) -> None:
    for folder in (tmp_path / "tidakada", tmp_path, cli.newsroom / "newsroom.toml", "~tidakada/x"):
        cli.newsroom = Path(folder)
        assert "redaksi init" in cli.fails(3, "list")


def test_an_unknown_person_command_format_field_or_role(
    cli: Cli, untouched: Callable[[], bool]
) -> None:
    (row,) = cli("list", "--json").json
    assert "Did you mean Ani Editor" in cli.fails(3, "assign", row["id"], "review", "Anni Editor")
    cli.fails(3, "submit", row["id"], "--to", "Orang Luar")
    cli.fails(3, "team", "role", "Orang Luar", "chief")
    cli.fails(6, "set", row["id"], "warna=merah")
    cli.fails(6, "set", row["id"], "due=entah")
    assert "'pubish'. Did you mean 'publish'?" in cli("pubish").err
    assert untouched()


@pytest.mark.parametrize(
    ("code", "line"),
    [
        (2, ("terbitkan",)),
        (2, ("show",)),
        (2, ("show", "a", "b")),
        (2, ("list", "--rubrik", "x")),
        (2, ("list", "--stage")),
        (2, ("list", "--json=x")),
        (2, ("export", "--out", "x")),
        (6, ("export", "--to", "pdf", "--out", "x")),
        (6, ("list", "--stage", "x")),
        (6, ("list", "--sort", "x")),
        (6, ("list", "--due", "x")),
        (6, ("search", "--limit", "0", "x")),
        (6, ("edit", "26", "--base", "x")),
        (6, ("team", "add", "X", "--role", "bos")),
        (6, ("check", "--severity", "parah", "-")),
        (6, ("set", "26", "warna=merah")),
        (6, ("completion", "cmd")),
        (6, ("log", "-n", "x")),
        (6, ("backup", "x.zip")),
    ],
)
def test_a_line_that_cannot_be_parsed_ends_with_2_and_a_value_that_cannot_be_taken_with_6(
    cli: Cli, untouched: Callable[[], bool], code: int, line: tuple[str, ...]
) -> None:
    done = cli(*line)
    assert (done.code, done.out) == (code, ""), done.err
    assert done.err.startswith("redaksi: " if code == 6 else ("Usage: redaksi ", "Error: "))
    assert untouched()


def test_a_name_that_is_bound_to_another_system_user(
    cli: Cli, untouched: Callable[[], bool]
) -> None:
    (row,) = cli("list", "--json").json
    assert cli("team", "add", "Dewi", "--login", "dewi").code == 0
    before = tree(cli.newsroom)
    for name in ("Dewi", " dEWi", "De\u200bwi"):
        assert "bound to the system user dewi" in cli.fails(4, "submit", row["id"], by=name)
        assert cli("show", row["id"], by=name).code == 0
    assert tree(cli.newsroom) == before


def test_the_rules_refuse_with_every_reason_at_once(cli: Cli) -> None:
    done = cli("new", "--headline", "Tanpa isi", by="Ani Editor")
    article_id = done.out.strip()
    cli("submit", article_id, by="Ani Editor")
    said = cli.fails(4, "publish", article_id, by="Ani Editor")
    for part in (
        "The body is missing.",
        "No editor is assigned",
        "submitted this article",
        "wrote the draft last",
    ):
        assert sum(part in line for line in said.splitlines()) == 1
    assert len(said.splitlines()) == 6


def test_what_is_missing_is_named_with_the_words_that_give_it(cli: Cli) -> None:
    article_id, live = cli.new(), cli.published()
    cli("submit", article_id)
    assert "redaksi return ID --note TEXT" in cli.fails(4, "return", article_id, "--note", "")
    assert "redaksi reopen ID --reason TEXT" in cli.fails(4, "reopen", live, "--reason", " ")
    for line in (
        ("return", article_id),
        ("reopen", live),
        ("waive", live, "judul-panjang"),
        ("new",),
    ):
        done = cli(*line)
        assert (done.code, done.out) == (2, "")
        assert "Missing option" in done.err
    for line in (("anchor", "tidakada/x"), ("backup", "tidakada/x.tar.gz")):
        assert "or make the folder first" in cli.fails(7, *line)


def test_a_file_is_named_once(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "kosong.txt").touch()
    for line in (("import", "kosong.txt"), ("import", "tidakada.txt"), ("import", "-")):
        said = cli(*line).err
        assert (
            said.count("kosong.txt") + said.count("tidakada.txt") + said.count("Standard input")
            == 1
        ), said
    for body in ("-", "kosong.txt"):
        said = cli.fails(6, "new", "--headline", "x", "--body", body)
        assert "import" not in said
        assert "Standard input is empty." in said or "kosong.txt is empty." in said


def test_a_stale_base_is_refused_and_the_text_is_kept(cli: Cli, tmp_path: Path) -> None:
    article_id = cli.new("Judul Satu")
    cli("edit", article_id, "--headline", "Judul Dua", by="Budi Editor")
    before = tree(cli.newsroom)
    said = cli.fails(5, "edit", article_id, "--headline", "Judul Tiga", "--base", "1")
    assert tree(cli.newsroom) == before
    (kept,) = (tmp_path / "person" / "state").rglob("*.md")
    assert str(kept) in said
    assert "Judul Tiga" in kept.read_text()
    assert kept.stat().st_mode & 0o077 == 0


# Errors of the disk.


@pytest.fixture
def small_disk(cli: Cli, tmp_path: Path) -> Path:
    """A disk of 2 MB mounted in the place of the newsroom; only root can do this."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
    if os.getuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("no tmpfs can be mounted here")
    return disk


def test_on_a_full_disk_nothing_is_lost_and_all_can_be_read(
    cli: Cli, small_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    try:
        cli.newsroom = small_disk / "ruang"
        cli.bare("--as", "Cici Chief", "init", cli.newsroom)
        cli("team", "add", "Ani Editor")
        article_id = cli.new()
        filler, anchor = small_disk / "penuh", small_disk / "jangkar"
        assert cli("anchor", anchor).code == 0
        anchored = anchor.read_bytes()
        fill(filler)
        before = tree(cli.newsroom)
        typed = b"Isi baru yang panjang. " * 10_000
        for line in (("edit", article_id), ("new", "--headline", "Judul")):
            said = cli.fails(7, *line, "--body", "-", stdin=typed)
            (kept,) = (file for file in (tmp_path / "person").rglob("*.md") if str(file) in said)
            assert typed.decode().strip() in kept.read_text()
        copy = tmp_path / "masuk.txt"
        copy.write_text("Judul\n\n" + "Isi. " * 10_000)
        assert cli("import", copy).code == 7
        cli.fails(7, "anchor", anchor, "--force")
        assert anchor.read_bytes() == anchored
        for read in (("list",), ("search", "isi"), ("show", article_id), ("verify",)):
            assert cli(*read).code == 0
        listed = cli("list").out
        for cache in (tmp_path / "cache", small_disk / "cache"):
            monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
            ill = cli("doctor")
            assert ill.code == 8
            assert ill.out.startswith("full: ruang: There is no room left on its disk")
        assert cli("list").out == listed
        assert tree(cli.newsroom) == before
        filler.unlink()
        assert cli("edit", article_id, "--headline", "Judul Baru").code == 0
        assert cli("show", article_id, "--json").json["headline"] == "Judul Baru"
        assert cli("verify").code == 0
    finally:
        subprocess.run(["umount", "-l", str(small_disk)], check=False)


@pytest.mark.parametrize("index", ["there", "removed", "damaged", "behind"])
def test_on_a_full_disk_that_holds_the_home_as_well_all_can_be_read(
    cli: Cli, small_disk: Path, monkeypatch: pytest.MonkeyPatch, index: str
) -> None:
    try:
        for name in ("CONFIG", "DATA", "STATE", "CACHE"):
            monkeypatch.setenv(f"XDG_{name}_HOME", str(small_disk / "rumah" / name.lower()))
        cli.newsroom = small_disk / "ruang"
        cli.bare("--as", "Cici Chief", "init", cli.newsroom)
        article_id = cli.new("Banjir Rob Surut", by="Cici Chief")
        cli("list")
        if index == "behind":
            (file,) = (cli.newsroom / "articles").glob("*/*.json")
            file.write_text(file.read_text().replace("Banjir Rob Surut", "Banjir Rob Pasang"))
        elif index == "removed":
            for path in cli.newsroom.glob(".index.sqlite*"):
                path.unlink()
        elif index == "damaged":
            (cli.newsroom / ".index.sqlite").write_bytes(b"SQLite, once")
        fill(small_disk / "penuh")
        headline = "Banjir Rob Pasang" if index == "behind" else "Banjir Rob Surut"
        assert headline in cli("list").out
        assert article_id in cli("search", headline.rsplit(maxsplit=1)[-1].lower()).out
        assert cli("show", article_id[:6]).code == 0
        assert cli("list", "--json").json[0]["id"] == article_id
        assert cli("history", article_id).code == 0
        assert "full: ruang: " in cli("doctor").out
        kept = cli.fails(7, "edit", article_id, "--body", "-", stdin=b"Isi baru.\n" * 2_000)
        assert "no room left" in kept
        (small_disk / "penuh").unlink()
        assert cli("edit", article_id, "--headline", "Judul Baru").code == 0
        assert "Judul Baru" in cli("list").out
    finally:
        subprocess.run(["umount", "-l", str(small_disk)], check=False)


LOCKED = {
    "nothing": (),
    "the locks": ("ruang/.locks",),
    "the articles": ("ruang/articles",),
    "the folders of the articles": ("ruang/articles/*",),
    "the dossiers": ("ruang/articles/*/*.json",),
    "the team": ("ruang/team.json",),
    "the settings": ("ruang/newsroom.toml",),
    "the index": ("ruang/.index.sqlite",),
    "the newsroom": ("ruang",),
}


@pytest.mark.parametrize("locked", LOCKED)
@pytest.mark.parametrize("home", ["none", "another's", "locked"])
def test_a_doctor_without_rights_says_so(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locked: str, home: str
) -> None:
    cli.published()
    assert (
        cli("doctor").code == 0
    )  # loads all modules of the doctor, which another user may not read
    with reachable_folder() as top:
        subprocess.run(["cp", "-r", cli.newsroom, top / "ruang"], check=True)
        subprocess.run(["chmod", "-R", "go-w,a+rX", top / "ruang"], check=True)
        for path in (path for pattern in LOCKED[locked] for path in top.glob(pattern)):
            path.chmod(0)
        for name in ("CONFIG", "DATA", "STATE", "CACHE"):
            place = top / "rumah" / name.lower()
            monkeypatch.setenv(f"XDG_{name}_HOME", str(place))
            if home != "none":
                (place / "redaksi" / "recovery").mkdir(parents=True)
                place.chmod(0o755 if home == "another's" else 0)

        def examine() -> int:
            assert cli.bare("--newsroom", top / "ruang", "doctor").code == 8
            assert cli.bare("--newsroom", top / "ruang", "list").code in (0, 7)
            return 0

        assert as_nobody(examine) == 0


def fill(path: Path) -> None:
    """Fill the disk of `path` completely."""
    with suppress(OSError), path.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)


def test_a_newsroom_that_may_only_be_read_can_be_read_and_nothing_else(cli: Cli) -> None:
    article_id = cli.published()
    with reachable_folder() as top:
        subprocess.run(["cp", "-r", cli.newsroom, top / "ruang"], check=True)
        (top / "rumah").mkdir(mode=0o777)
        (top / "rumah").chmod(0o777)
        subprocess.run(["chmod", "-R", "go-w,a+rX", top / "ruang"], check=True)
        before = tree(top / "ruang")
        reads = [
            ["list"],
            ["show", article_id],
            ["history", article_id],
            ["search", "banjir"],
            [],
            ["team", "list"],
            ["export", "--to", "text", "--out", str(top / "rumah" / "keluar")],
        ]
        writes = [
            ["new", "--headline", "Judul"],
            ["reopen", article_id, "--reason", "Alasan."],
            ["set", article_id, "due=2026-11-24"],
            ["assign", article_id, "review", "Ani Editor"],
        ]
        for one in [*reads, *writes]:
            # Where all may write: loads all modules, which another user may not read.
            assert cli(*one, by="Ani Editor").code == 0
        shutil.rmtree(top / "rumah" / "keluar")

        def codes() -> int:
            for name in ("CONFIG", "DATA", "STATE", "CACHE"):
                os.environ[f"XDG_{name}_HOME"] = str(top / "rumah")
            line = ["--newsroom", str(top / "ruang"), "--as", "Ani Editor"]
            if any(run([*line, *one]) != 0 for one in reads):
                return 1
            if any(run([*line, *one]) != 7 for one in writes):
                return 2
            chief = ["--newsroom", str(top / "ruang"), "--as", "Cici Chief"]
            return 100 if run([*chief, "team", "add", "Dewi"]) == 7 else 3

        assert as_nobody(codes) == 100
        assert tree(top / "ruang") == before


def test_a_folder_without_rights_cannot_be_imported_or_made_a_newsroom(cli: Cli) -> None:
    with reachable_folder() as top:
        (top / "tertutup").mkdir(mode=0o700)
        (top / "tertutup" / "a.txt").write_text("Judul\n\nIsi.\n")

        def codes() -> int:
            shut = str(top / "tertutup")
            seen = [
                run(["init", shut]),
                run(["init", f"{shut}/x"]),
                run(["--newsroom", shut, "list"]),
            ]
            return 100 if seen == [7, 7, 7] else 1

        assert as_nobody(codes) == 100
        assert [file.name for file in (top / "tertutup").iterdir()] == ["a.txt"]


def test_an_unexpected_failure_is_a_sentence_too(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object) -> None:
        raise ZeroDivisionError("kosong")

    monkeypatch.setattr(Reading, "history", broken)
    said = cli.fails(70, "history", "x")
    assert "ZeroDivisionError: kosong" in said
    monkeypatch.setenv("REDAKSI_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        cli("history", "x")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_that_lacks_letters_gets_what_it_can_show(cli: Cli, encoding: str) -> None:
    cli.new("Harga Rp5.000 – “naik” 新聞")
    done = subprocess.run(
        [sys.executable, "-m", "redaksi", "--newsroom", cli.newsroom, "list"],
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Harga Rp5.000 ? ?naik? ??" in done.stdout


STRAY = "Banjir Surut di Desa\n\nKata warga, “surut”.\n\n".encode() + b"Caf\xe9 buka lagi.\n"


def test_bytes_that_are_not_utf_8_are_said_wherever_a_file_is_read(
    cli: Cli, tmp_path: Path
) -> None:
    path = tmp_path / "naskah.txt"
    path.write_bytes(STRAY)
    said = "1 byte is not UTF-8 and was read as Windows-1252: “Café”."
    assert said in cli("import", path).out
    assert said in cli("check", path).err
    assert said in cli("check", "--fix", path).err
    assert path.read_bytes() == STRAY
    assert said in cli("new", "--headline", "Judul", "--body", path).err
    article_id = cli.new()
    assert said in cli("edit", article_id, "--body", path).err
    assert json.loads(cli("show", article_id, "--json").out)["body"][1:] == [
        "Kata warga, “surut”.",
        "Café buka lagi.",
    ]
