"""Hints and examples work exactly as shown, also for paths with blanks.

They name existing rules, and each file only once.
"""

import re
import shlex
from pathlib import Path

import click
import pytest

from redaksi.cli import redaksi
from redaksi.copydesk.ruleset import standard
from tests.cli.conftest import Cli
from tests.cli.test_help import commands


def _folder_named(hint: str) -> str:
    """The folder that the command in `hint` opens, after the parsing of a shell."""
    words = shlex.split(hint.rpartition("redaksi --newsroom ")[2])
    return words[0]


@pytest.mark.parametrize("name", ["rumah", "ruang kota", "ruang 'kita'", "a; rm -rf x", "$HOME"])
def test_a_new_newsroom_is_opened_with_what_is_said(cli: Cli, tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    assert _folder_named(cli.bare("init", folder).out) == str(folder)
    done = cli.bare("init", folder)
    assert done.code == 4
    assert _folder_named(done.err) == str(folder)
    assert _folder_named(cli.bare("demo", tmp_path / f"{name} lagi").out) == str(
        tmp_path / f"{name} lagi"
    )


def test_a_text_that_is_kept_in_a_folder_with_a_blank_is_found_with_what_is_said(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "milik saya"))
    said = cli("new", "--headline", "Judul", "--body", "-", by="x" * 200, stdin=b"Isi.\n").err
    (quoted,) = re.findall(r"kept in (.+)\.$", said, re.MULTILINE)
    (path,) = shlex.split(quoted)
    assert "Isi." in Path(path).read_text("utf-8")


def test_an_export_names_each_file_that_it_leaves_alone_once(cli: Cli, tmp_path: Path) -> None:
    article = cli.published("Banjir Surut")
    out = tmp_path / "web"
    assert cli("export", "--to", "text", "--out", out).code == 0
    (out / "banjir-surut.txt").write_text("milik orang")
    done = cli("export", article, "--to", "text", "--out", out)
    assert done.code == 4
    assert done.err.count("banjir-surut.txt") == 1
    assert done.err == (
        "redaksi: banjir-surut.txt: It was changed by hand since it was exported; "
        "move it away to have it exported again.\n"
    )


def test_every_rule_of_an_example_is_there(cli: Cli) -> None:
    rules = standard().rules
    named = set()
    for _name, command in commands(redaksi, click.Context(redaksi)):
        for line in getattr(command, "examples", ()):
            words = shlex.split(line)
            if words[1:2] in (["waive"], ["unwaive"]):
                named.add(words[3])
            if words[1:2] == ["rules"]:
                named |= set(words[2:])
    assert len(named) >= 3
    assert named - rules.keys() == set()


def test_a_rule_that_is_not_there_is_named_with_one_that_is(cli: Cli) -> None:
    article = cli.new()
    for line in (("waive", article, "tidak-bakuu", "--reason", "x"), ("rules", "tidak-bakuu")):
        said = cli.fails(3, *line)
        assert "There is no rule tidak-bakuu." in said
        assert "Did you mean tidak-baku" in said
