"""`redaksi templates` and `redaksi new --template`, and templates in a backup."""

from pathlib import Path

from tests.cli.conftest import Cli

SOURCE = "---\nnama: Liputan\nrubrik: Kota\ntenggat: besok 17.00\n---\nTeras.\n\nKronologi.\n"


def put(cli: Cli, name: str, source: str = SOURCE) -> None:
    folder = cli.newsroom / "templates"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.md").write_text(source, "utf-8")


def test_a_draft_begins_with_a_template(cli: Cli) -> None:
    assert "no templates" in cli("templates").out
    put(cli, "liputan")
    put(cli, "rusak", "---\nrubriik: Kota\n---\n")
    told = cli("templates").out
    assert "Liputan" in told
    assert "! templates/rusak.md, line 2: there is no field rubriik." in told
    article = cli("new", "--headline", "Banjir", "--template", "liputan").out.strip()
    shown = cli("show", article, "--json").json
    assert shown["rubric"] == "Kota"
    assert shown["body"] == ["Teras.", "Kronologi."]
    assert shown["due"].endswith("T10:00:00Z")


def test_a_template_that_is_broken_or_missing_makes_no_draft(cli: Cli) -> None:
    put(cli, "rusak", "---\nrubriik: Kota\n---\n")
    assert "line 2" in cli.fails(6, "new", "--headline", "Judul", "--template", "rusak")
    assert "tidak" in cli.fails(3, "new", "--headline", "Judul", "--template", "tidak")
    assert cli("list", "--json").json == []


def test_templates_are_in_a_backup_and_come_back(cli: Cli, tmp_path: Path) -> None:
    put(cli, "liputan")
    put(cli, "Bukan Templat")
    archive, back = tmp_path / "cadangan.tar.zst", tmp_path / "kembali"
    assert cli("backup", archive).code == 0
    assert cli.bare("restore-backup", archive, back).code == 0
    assert [file.name for file in (back / "templates").iterdir()] == ["liputan.md"]
    assert (back / "templates" / "liputan.md").read_text("utf-8") == SOURCE


def test_no_export_mixes_with_the_templates(cli: Cli) -> None:
    put(cli, "liputan")
    cli.published()
    cli.fails(6, "export", "--to", "text", "--out", cli.newsroom / "templates")


def test_due_and_embargo_are_understood_and_told_apart_from_the_id(cli: Cli) -> None:
    put(cli, "liputan")
    done = cli("new", "--headline", "Banjir", "--due", "1 Des 2099 5 sore", "--embargo", "+2j")
    article = done.out.strip()
    assert len(done.out.splitlines()) == 1
    assert "due: Tuesday 1 December 2099 17:00 WIB" in done.err
    assert "embargo: " in done.err
    shown = cli("show", article, "--json").json
    assert shown["due"] == "2099-12-01T10:00:00Z"
    assert shown["embargo"]
    other = cli(
        "new", "--headline", "B", "--template", "liputan", "--due", "2/12/2099"
    ).out.strip()
    assert cli("show", other, "--json").json["due"].startswith("2099-12-02")


def test_a_due_time_that_is_none_begins_nothing(cli: Cli) -> None:
    assert "kapan-kapan" in cli.fails(6, "new", "--headline", "Judul", "--due", "kapan-kapan")
    assert cli("list", "--json").json == []
