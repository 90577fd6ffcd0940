"""The options of the program have the same effect behind a command as before it."""

from pathlib import Path

import click
import pytest

from redaksi.cli import redaksi
from tests.cli.conftest import Cli
from tests.cli.test_help import commands


def _shown(cli: Cli, *arguments: str | Path) -> str:
    done = cli.bare(*arguments)
    assert done.code == 0, done
    return done.out


def test_newsroom_and_person_may_stand_behind_a_command(cli: Cli) -> None:
    article = cli.new()
    assert article in _shown(cli, "list", "--newsroom", cli.newsroom)
    assert article in _shown(cli, "--newsroom", "/tidakada", "list", f"--newsroom={cli.newsroom}")
    _shown(cli, "set", article, "rubric=Kota", "--as", "Budi Editor", "--newsroom", cli.newsroom)
    assert cli("history", article).out.splitlines()[-1].count("Budi Editor") == 1
    assert cli.bare("list").code == 3


def test_they_stand_between_a_group_and_its_command_too(cli: Cli) -> None:
    _shown(cli, "team", "--newsroom", cli.newsroom, "add", "Eni", "--as", "Cici Chief")
    assert "Eni" in _shown(cli, "team", "list", "--newsroom", cli.newsroom)


def test_a_name_behind_a_command_meets_the_rules_as_before_it(cli: Cli) -> None:
    done = cli("team", "add", "Eni", "--as", "Gita Guest")
    assert (done.code, done.out) == (4, "")
    assert "Gita Guest is not a chief" in done.err


def test_quiet_verbose_and_version_stand_behind_as_well(cli: Cli) -> None:
    article = cli.new()
    done = cli("submit", article, "-q", "-v")
    assert (done.code, done.out) == (0, "")
    assert "redaksi submit" in done.err
    assert cli("list", "--version").out.startswith("redaksi ")


def test_the_newsroom_behind_a_command_brings_its_language(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LANG", raising=False)
    assert cli.bare("show", "999999", "--newsroom", cli.newsroom).err.startswith(
        "redaksi: Tidak ada naskah 999999."
    )


def test_what_stands_as_the_value_of_another_option_is_none_of_them(cli: Cli) -> None:
    article = cli.new()
    assert cli("edit", article, "--headline", "--as").code == 0
    assert cli("show", article, "--json").json["headline"] == "--as"


def test_no_command_has_an_option_of_its_own_under_such_a_name() -> None:
    ours = {name for one in redaksi.params for name in one.opts}
    assert {"--newsroom", "--as"} <= ours
    for name, command in commands(redaksi, click.Context(redaksi)):
        assert ours & {opt for one in command.params for opt in one.opts} == set(), name
