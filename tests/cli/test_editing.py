"""`redaksi edit` by option, by standard input and by the person's own editor.

Typed text is never lost.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from redaksi.cli import run
from redaksi.errors import StorageError
from redaksi.store.files import FileStore
from tests.cli.conftest import Cli
from tests.desk.rooms import tree


def text(cli: Cli, article_id: str) -> tuple[str, list[str]]:
    shown = cli("show", article_id, "--json").json
    return shown["headline"], shown["body"]


def kept(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "person" / "state").rglob("*.md"))


def test_headline_and_body_are_replaced_and_it_says_what_they_replace(
    cli: Cli, tmp_path: Path
) -> None:
    article_id = cli.new()
    done = cli("edit", article_id, "--headline", "Judul Baru", by="Budi Editor")
    assert "Replaces revision 1 of " in done.out
    assert "WIB" in done.out
    assert "by Ani Editor: Banjir Surut" in done.out
    assert f"{article_id} is saved as revision 2." in done.out
    (tmp_path / "isi.txt").write_bytes("\ufeffSatu é.\r\n\r\nDua.".encode())
    assert cli("edit", article_id, "--body", tmp_path / "isi.txt").code == 0
    assert text(cli, article_id) == ("Judul Baru", ["Satu é.", "Dua."])
    assert cli("edit", article_id, "--body", "-", stdin=b"Dari pipa.").code == 0
    assert text(cli, article_id) == ("Judul Baru", ["Dari pipa."])


def test_with_the_right_base_nothing_is_said_of_what_is_replaced(cli: Cli) -> None:
    article_id = cli.new()
    done = cli("edit", article_id, "--headline", "Judul Baru", "--base", "1")
    assert done.out == f"{article_id} is saved as revision 2.\n"
    assert cli("edit", article_id, "--headline", "Judul Baru").out == "Nothing was changed.\n"


def test_the_persons_editor_gets_the_text_and_what_it_saves_is_saved(
    cli: Cli, editor: Callable[[str], None]
) -> None:
    article_id = cli.new()
    editor(
        'cp "$1" dilihat.md; printf "# Judul Baru\\r\\n\\r\\nSatu\\nbaris.\\n\\n\\nDua.\\n" > "$1"'
    )
    assert cli("edit", article_id).out == f"{article_id} is saved as revision 2.\n"
    assert Path("dilihat.md").read_text() == "# Banjir Surut\n\nIsi satu.\n\nIsi dua.\n"
    assert text(cli, article_id) == ("Judul Baru", ["Satu\nbaris.", "Dua."])
    editor('printf "# Judul Baru\\nlangsung isi.\\n\\nDua caf\\351.\\n" > "$1"')
    assert cli("edit", article_id).code == 0
    assert text(cli, article_id) == ("Judul Baru", ["langsung isi.", "Dua café."])


def test_visual_goes_before_editor(
    cli: Cli, editor: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    editor('printf "# Dari VISUAL\\n" > "$1"')
    monkeypatch.setenv("VISUAL", os.environ["EDITOR"])
    monkeypatch.setenv("EDITOR", "false")
    article_id = cli.new()
    assert cli("edit", article_id).code == 0
    assert text(cli, article_id) == ("Dari VISUAL", [])


@pytest.mark.parametrize(
    "script", ["true", 'cp "$1" x && cp x "$1"'], ids=["left", "saved as it was"]
)
def test_a_text_that_stays_the_same_is_no_version(
    cli: Cli, editor: Callable[[str], None], script: str
) -> None:
    article_id = cli.new()
    before = tree(cli.newsroom)
    editor(script)
    assert cli("edit", article_id).out == "Nothing was changed.\n"
    assert tree(cli.newsroom) == before


@pytest.mark.parametrize("program", ["false", "/tidak/ada", 'kutip " terbuka'])
def test_an_editor_that_fails_changes_nothing(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    article_id = cli.new()
    before = tree(cli.newsroom)
    monkeypatch.setenv("EDITOR", program)
    assert "$EDITOR" in cli.fails(1, "edit", article_id)
    assert tree(cli.newsroom) == before


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Tanpa tanda", 6),
        ("#\\n\\nIsi.", 6),
        ("# \\n\\nIsi.", 6),
        ("\\n\\n", 6),
        ("# " + "x" * 5000, 6),
    ],
)
def test_a_text_without_a_headline_is_refused_and_kept(
    cli: Cli, editor: Callable[[str], None], tmp_path: Path, typed: str, code: int
) -> None:
    article_id = cli.new()
    before = tree(cli.newsroom)
    editor(f'printf "{typed}" > "$1"')
    said = cli.fails(code, "edit", article_id)
    assert tree(cli.newsroom) == before
    if typed.strip("\\n"):
        (file,) = kept(tmp_path)
        assert str(file) in said
        assert file.read_text() == typed.replace("\\n", "\n")


def test_a_save_by_another_meanwhile_is_not_overwritten_and_the_text_is_kept(
    cli: Cli, editor: Callable[[str], None], tmp_path: Path
) -> None:
    article_id = cli.new()
    python = f"{os.sys.executable} -m redaksi --newsroom {cli.newsroom} --as 'Budi Editor'"  # type: ignore[attr-defined]
    editor(
        f'{python} edit {article_id} --headline "Judul Budi" >/dev/null; printf "# Judul '
        'Cici\\n\\nIsi.\\n" > "$1"'
    )
    said = cli.fails(5, "edit", article_id)
    assert text(cli, article_id)[0] == "Judul Budi"
    (file,) = kept(tmp_path)
    assert str(file) in said
    assert file.read_text() == "# Judul Cici\n\nIsi.\n"
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0


def test_a_text_is_kept_among_the_temporary_files_where_the_home_cannot_be_written(
    cli: Cli, editor: Callable[[str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article_id = cli.new()
    (tmp_path / "berkas").write_text("")
    (tmp_path / "sementara").mkdir()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "berkas"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "sementara"))
    editor('printf "Tanpa tanda" > "$1"')
    said = cli.fails(6, "edit", article_id)
    (file,) = (tmp_path / "sementara").rglob("*.md")
    assert str(file) in said
    assert file.read_text() == "Tanpa tanda"


def test_nobody_types_into_an_article_that_may_not_be_edited(
    cli: Cli, editor: Callable[[str], None]
) -> None:
    article_id = cli.published()
    editor("touch dipanggil")
    assert "sealed" in cli.fails(4, "edit", article_id)
    cli("reopen", article_id, "--reason", "Tambahan.")
    cli("edit", article_id, "--headline", "Lain")
    assert cli("edit", article_id, "--base", "1").code == 5
    assert not Path("dipanggil").exists()


def test_new_takes_a_body_from_a_file_and_from_a_pipe_and_none(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "isi.txt").write_text("Satu.\n\nDua.\n")
    done = cli("new", "--headline", "Judul", "--body", tmp_path / "isi.txt")
    assert text(cli, done.out.strip()) == ("Judul", ["Satu.", "Dua."])
    assert text(cli, cli("new", "--headline", "Judul").out.strip()) == ("Judul", [])
    assert run(["new"]) == 2


def test_set_takes_indonesian_names_and_says_what_was_set_and_what_was_cleared(cli: Cli) -> None:
    article_id = cli.new()
    done = cli(
        "set",
        article_id,
        "Rubrik=Daerah",
        "foto.takarir=Air",
        "tag=a, b",
        "tenggat=24/11/2026 10.00",
    )
    what = "rubric set, photo.caption set, tags set, due set"
    understood = "due: Tuesday 24 November 2026 10:00 WIB"
    assert done.out.startswith(f"{article_id}: {what}; the text is revision 2.\n{understood}")
    done = cli("set", article_id, "tenggat=", "rubric=Kota")
    assert done.out == f"{article_id}: due cleared, rubric set; the text is revision 3.\n"
    shown = cli("show", article_id, "--json").json
    assert (shown["rubric"], shown["tags"], shown["due"]) == ("Kota", ["a", "b"], None)
    assert cli("set", article_id, "rubric=Kota").out == "Nothing was changed.\n"


def test_set_takes_a_time_in_words_and_says_how_it_was_understood(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    article_id = cli.new()
    said = cli("set", article_id, "due=1/12/2199 5pm", "embargo=kemarin 17.00").out.splitlines()
    assert said[1] == "due: Sunday 1 December 2199 17:00 WIB"
    assert said[2].endswith("17:00 WIB · past already")
    assert "can be" in cli.fails(6, "set", article_id, "due=17")
    monkeypatch.setenv("LANG", "id_ID.UTF-8")
    said = cli("set", article_id, "tenggat=1 Des 2199 17.00 WITA").out.splitlines()
    assert said[1] == "tenggat: Minggu 1 Desember 2199 16.00 WIB"


def test_a_list_takes_a_due_time_in_words(cli: Cli) -> None:
    soon, later = cli.new("Segera"), cli.new("Nanti")
    cli("set", soon, "due=+2j")
    cli("set", later, "due=+4j")
    assert [one["id"] for one in cli("list", "--due", "+3j", "--json").json] == [soon]
    assert "can be" in cli.fails(6, "list", "--due", "17")
    assert "overdue" in cli.fails(6, "list", "--due", "entah")


def test_set_speaks_indonesian_to_an_indonesian(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    article_id = cli.new()
    monkeypatch.setenv("LANG", "id_ID.UTF-8")
    said = cli("set", article_id, "rubric=Daerah", "photo.credit=ANT").out
    assert "rubrik " in said
    assert "foto.kredit" in said
    assert "rubrik, tag, baca-juga, foto.berkas" in cli.fails(6, "set", article_id, "warna=merah")


def test_a_text_has_one_number_wherever_it_is_told(cli: Cli) -> None:
    """The version, which also counts assignments and moves, is only for programs."""
    article_id = cli.new()
    cli("assign", article_id, "draft", "Budi Editor")
    told = [cli("edit", article_id, "--headline", "Lain").out]
    assert "Budi" in cli("assign", article_id, "draft", "Budi Editor").out
    told += [cli("set", article_id, "due=24/11/2026 10.00").out, cli("show", article_id).out]
    told += [cli("history", article_id).out]
    assert all("revision 2" in one for one in told), told
    assert not any("version" in one for one in told)
    assert [run["last"] for run in cli("revisions", article_id, "--json").json][-1] == 2
    assert "saved as revision 3." in cli("restore", article_id, "1").out


def test_the_base_is_the_revision_that_show_tells_whatever_was_assigned_since(cli: Cli) -> None:
    article_id = cli.new()
    for who in ("Budi Editor", "Ani Editor", "Budi Editor"):
        cli("assign", article_id, "draft", who)
    assert (
        cli("edit", article_id, "--headline", "Lain", "--base", "1").out
        == f"{article_id} is saved as revision 2.\n"
    )
    for base in ("0", "3", "7"):
        said = cli.fails(3, "edit", article_id, "--headline", "Lagi", "--base", base)
        assert f"has no revision {base}" in said
    assert cli.fails(3, "edit", article_id, "--base", "9")


def test_an_export_of_all_says_what_is_being_worked_on_again(cli: Cli, tmp_path: Path) -> None:
    article_id = cli.published()
    out = ("--to", "text", "--out", str(tmp_path / "keluar"))
    assert "worked on" not in cli("export", *out).out
    cli("reopen", article_id, "--reason", "Tambahan.")
    assert "1 of the articles is being worked on again" in cli("export", *out).out
    assert cli("export", *out, "--json").json["reopened"] == [article_id]


def test_an_import_says_who_joined_with_it(cli: Cli, tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(
            f"---\ntitle: Judul {name}\neditor: Orang Baru\n---\n\nIsi {name}.\n"
        )
    assert "Orang Baru was not in the team, and joined as a guest." in cli("import", "a.md").out
    second = cli("import", "b.md").out
    assert "Orang Baru has it." in second
    assert "joined" not in second


def test_piped_text_is_kept_where_its_article_is_not_to_be_had(cli: Cli, tmp_path: Path) -> None:
    first, _second = cli.new(), cli.new("Banjir Pasang")
    for line in (
        ("edit", "zzz", "--headline", "Judul"),
        ("edit", "../../keluar"),
        ("edit", first[:6]),
        ("edit", ""),
    ):
        before = set(kept(tmp_path))
        said = cli.fails(3, *line, "--body", "-", stdin=b"Dari pipa, sekali saja.")
        (path,) = set(kept(tmp_path)) - before
        assert str(path) in said
        assert path.read_text().endswith("Dari pipa, sekali saja.\n")
        assert path.name.startswith("edit-")
    assert "# Judul" in "".join(path.read_text() for path in kept(tmp_path))


@pytest.mark.parametrize(
    "line",
    [("edit", "zzz", "--body", "-"), ("import", "-"), ("new", "--headline", "J", "--body", "-")],
)
@pytest.mark.parametrize("fault", ["no newsroom", "no name", "no access"])
def test_piped_text_is_kept_where_there_is_no_desk(
    cli: Cli, tmp_path: Path, line: tuple[str, ...], fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = b"Judul\n\nDari pipa, caf\xe9."
    if fault == "no access":

        def refused(*_: object) -> None:
            raise StorageError("Penuh.", "Nanti.")

        line = ("edit", cli.new(), "--body", "-") if line[0] == "edit" else line
        monkeypatch.setattr(FileStore, "commit", refused)
    newsroom = tmp_path / "tidak-ada" if fault == "no newsroom" else cli.newsroom
    name = "x" * 300 if fault == "no name" else "Ani Editor"
    done = cli.bare("--newsroom", newsroom, "--as", name, *line, stdin=data)
    assert done.code != 0
    (path,) = kept(tmp_path)
    assert str(path) in done.err
    assert b"Dari pipa, caf" in path.read_bytes()
    assert line[0] != "import" or path.read_bytes() == data


def test_nothing_is_kept_of_what_lies_in_a_file_and_of_copy_that_is_refused(
    cli: Cli, tmp_path: Path
) -> None:
    (tmp_path / "isi.txt").write_text("Judul\n\nIsi.")
    cli.fails(3, "edit", "zzz", "--body", tmp_path / "isi.txt")
    assert cli.bare("--newsroom", tmp_path / "tidak-ada", "import", tmp_path / "isi.txt").code == 3
    assert cli("import", "-", stdin=b"").code == 6
    assert cli("import", "-", stdin=b"Judul\n\nIsi.").code == 0
    assert kept(tmp_path) == []


def test_a_draft_begins_for_somebody_else_and_a_guest_may_not_do_that(
    cli: Cli, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("Judul\n\nIsi.\n")
    cli("import", "a.txt", "--to", "budi editor")
    cli("new", "--headline", "Lain", "--to", "Budi Editor")
    assert [row["editor"] for row in cli("list", "--json").json] == ["Budi Editor"] * 2
    for line in (("new", "--headline", "X"), ("import", "a.txt", "--again")):
        assert "is a guest here" in cli.fails(4, *line, "--to", "Budi Editor", by="Gita Guest")
        assert "Budi Editor" in cli.fails(3, *line, "--to", "Budy Editor")
    assert cli("import", "a.txt", "--to", "Budi Editor", "--keep-stage").code == 2
    assert len(cli("list", "--json").json) == 2


def test_part_of_a_name_is_enough_on_a_command_line(cli: Cli) -> None:
    article_id = cli.new()
    assert "Budi Editor" in cli("assign", article_id, "draft", "bud").out
    refused = cli.fails(3, "submit", article_id, "--to", "edit", by="Budi Editor")
    assert "edit can be Ani Editor, Budi Editor." in refused
    assert "Budi Editor" in cli("submit", article_id, "--to", "budi", by="Ani Editor").out
    assert [one["id"] for one in cli("list", "--editor", "bud", "--json").json] == [article_id]
