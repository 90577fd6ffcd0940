"""Bad input about exports, targets, photos and secrets: a sentence, a hint, an exit code."""

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.cli.test_delivering import folder, write
from tests.pictures.pieces import photo
from tests.pictures.test_studio import BOMBS


def refused(cli: Cli, *line: str | Path) -> str:
    """What a delivery that is refused says in one line: a sentence, and how to go on."""
    done = cli(*line)
    assert (done.code, done.out) == (4, ""), done
    for said in done.err.splitlines():
        assert re.fullmatch(r"redaksi: \S+: .+\. [A-Z].+", said), said
    return done.err


def test_an_unknown_kind_is_named_with_those_that_there_are(cli: Cli) -> None:
    write(cli, '[[target]]\nname = "situs"\nkind = "drupal"')
    cli.published()
    for said in (
        refused(cli, "deliver", "--to", "situs"),
        cli.fails(6, "targets", "check", "situs"),
        cli.fails(6, "trust", "target", "situs", "--yes"),
    ):
        assert "There is no kind drupal; the kinds are: wordpress, " in said
        assert "Mend it in newsroom.toml" in said


def test_an_unknown_target_is_named_with_those_that_there_are(cli: Cli, tmp_path: Path) -> None:
    write(cli, folder("situs", tmp_path / "web"))
    article = cli.published()
    for line in (
        ("deliver", "--to", "sutis"),
        ("targets", "check", "sutis"),
        ("trust", "target", "sutis", "--yes"),
        ("withdraw", article, "--from", "sutis", "--reason", "Uji."),
    ):
        said = cli.fails(3, *line)
        assert "no target sutis" in said
        assert "situs" in said.replace("sutis", "")


@pytest.mark.parametrize(
    ("names", "places", "said"),
    [
        (("situs", "situs"), ("satu", "dua"), "Two targets have this name"),
        (("situs", "lain"), ("satu", "satu"), "Two targets have the folder"),
        (("situs", "lain"), ("satu", "satu/"), "Two targets have the folder"),
        (("situs", "lain"), ("satu", "tautan"), "Two targets have the folder"),
    ],
)
def test_two_targets_of_one_name_or_folder(
    cli: Cli, tmp_path: Path, names: tuple[str, str], places: tuple[str, str], said: str
) -> None:
    (tmp_path / "satu").mkdir()
    (tmp_path / "tautan").symlink_to("satu")
    write(
        cli,
        *(
            f'[[target]]\nname = "{name}"\nkind = "text"\nfolder = "{tmp_path}/{place}"'
            for name, place in zip(names, places, strict=True)
        ),
    )
    cli("trust", "target", "situs", "--yes")
    cli.published()
    assert said in refused(cli, "deliver", "--all")
    assert said in cli.fails(6, "targets", "check", "situs")
    assert list((tmp_path / "satu").iterdir()) == []


def test_an_output_folder_that_is_a_file(cli: Cli, tmp_path: Path) -> None:
    out = tmp_path / "web"
    out.write_text("sebuah berkas")
    write(cli, folder("situs", out))
    cli("trust", "target", "situs", "--yes")
    cli.published()
    for below in (out, out / "dalam"):
        assert "is not a folder" in cli.fails(6, "export", "--to", "html", "--out", below)
    assert "is not a folder" in refused(cli, "deliver", "--to", "situs")
    assert out.read_text() == "sebuah berkas"


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (None, 3, "There is no "),
        (b"", 6, "no picture"),
        (photo()[:500], 6, "damaged"),
        (next(iter(BOMBS.values())), 6, "100 million pixels"),
    ],
    ids=["missing", "empty", "broken", "bomb"],
)
def test_a_photo_that_cannot_be_taken_leaves_nothing_behind(
    cli: Cli, tmp_path: Path, data: bytes | None, code: int, said: str
) -> None:
    article, file = cli.new(), tmp_path / "banjir.jpg"
    if data is not None:
        file.write_bytes(data)
    assert said in cli.fails(code, "photo", "add", article, file)
    assert list(cli.newsroom.glob("attachments/*/*")) == []
    assert cli("photo", "list", article, "--json").json == []


def test_no_published_article_is_said_and_no_error(cli: Cli, tmp_path: Path) -> None:
    write(cli, folder("situs", tmp_path / "situs"))
    cli("trust", "target", "situs", "--yes")
    cli.new()
    exported = cli("export", "--to", "html", "--out", tmp_path / "web")
    assert (exported.code, exported.err) == (0, "")
    assert exported.out == "There is no published article to export.\n"
    data = cli("export", "--to", "html", "--out", tmp_path / "web", "--json").json
    assert (data["written"], data["unchanged"]) == ([], 0)
    assert cli("deliver", "--all").out == "Nothing is due.\n"
    assert cli("deliver", "--all", "--json").json == []
    assert not (tmp_path / "web").exists()
    assert not (tmp_path / "situs").exists()


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604])
def test_a_secret_that_others_may_read_is_refused(cli: Cli, tmp_path: Path, mode: int) -> None:
    secret = tmp_path / "kunci"
    secret.write_text("sangat-rahasia")
    secret.chmod(mode)
    write(
        cli,
        '[[target]]\nname = "situs"\nkind = "wordpress"\nurl = "https://127.0.0.1:9"\n'
        f'user = "redaksi"\nsecret = "file:{secret}"',
    )
    cli("trust", "target", "situs", "--yes")
    cli.published()
    for said in (
        refused(cli, "deliver", "--to", "situs"),
        cli.fails(4, "targets", "check", "situs"),
    ):
        assert "can be read or changed by others" in said
        assert "chmod 600" in said
        assert "sangat-rahasia" not in said
