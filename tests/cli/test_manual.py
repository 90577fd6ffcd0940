"""The manual page has every command and option and is valid for both readers of such pages.

The delivered page is up to date.
"""

import os
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from redaksi.cli import redaksi
from redaksi.cli.manual import CODES
from tests.cli.conftest import Cli
from tests.cli.test_exit_codes import ROWS
from tests.cli.test_help import commands

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def page(cli: Cli, tmp_path: Path) -> Path:
    file = tmp_path / "redaksi.1"
    file.write_text(cli.bare("man").out)
    return file


def test_it_names_every_command_with_its_options(page: Path) -> None:
    text = page.read_text().replace(r"\-", "-")
    for name, command in commands(redaksi, click.Context(redaksi)):
        assert f'.SS "redaksi {name}"' in text
        for option in (one for one in command.params if isinstance(one, click.Option)):
            assert option.opts[-1] in text.partition(f'.SS "redaksi {name}"')[2]


def test_the_delivered_page_is_the_one_of_these_commands(page: Path) -> None:
    assert (DOCS / "redaksi.1").read_text("utf-8") == page.read_text("utf-8"), "run `make man`"
    assert (DOCS / "redaksi.id.1").read_text("utf-8").startswith('.TH REDAKSI 1 ""')


@pytest.mark.parametrize("name", ["redaksi.1", "redaksi.id.1"])
def test_readers_of_manual_pages_find_no_fault_in_it(name: str) -> None:
    if shutil.which("mandoc") is None and shutil.which("man") is None:
        pytest.skip("neither mandoc nor man is installed here")
    if shutil.which("mandoc"):
        said = subprocess.run(
            ["mandoc", "-T", "lint", DOCS / name], capture_output=True, text=True, check=False
        ).stdout
        assert [line for line in said.splitlines() if "missing date" not in line] == []
    if shutil.which("man"):
        command = ["man", "--warnings", "-E", "UTF-8", "-l", str(DOCS / name)]
        environment = {**os.environ, "LC_ALL": "C.UTF-8"}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        assert done.stderr == ""
        assert "redaksi restore-backup" in done.stdout.replace("‐\n", "")


def test_its_exit_codes_are_those_of_the_errors() -> None:
    assert {code for code, _text in CODES} == {int(code) for code in ROWS}
