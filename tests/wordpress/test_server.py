"""The WordPress of the tests leaves nothing behind."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.waiting import soon
from tests.wordpress.fixture import GROUP
from tests.wordpress.server import missing

pytestmark = [GROUP, pytest.mark.skipif(bool(missing()), reason=missing() or "nothing")]

ROOT = Path(__file__).parents[2]
STARTS = """
from tests.wordpress.server import running
with running() as website:
    print(website.folder, flush=True)
    input()
"""


def programs(folder: str) -> list[str]:
    """The numbers of the processes that know `folder`."""
    found = subprocess.run(["pgrep", "-f", folder], capture_output=True, text=True, check=False)
    return found.stdout.split()


def test_a_website_ends_with_the_tests_that_started_it_even_when_they_are_killed() -> None:
    tests = subprocess.Popen(
        [sys.executable, "-c", STARTS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    )
    assert tests.stdout
    folder = tests.stdout.readline().decode().strip()
    assert programs(folder)
    tests.kill()
    tests.communicate()
    assert soon(lambda: not programs(folder) and not Path(folder).exists())


def test_a_website_ends_with_its_own_program_even_when_that_is_killed() -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.wordpress.server"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    assert program.stdout
    folder = json.loads(program.stdout.readline())["folder"]
    assert len(programs(folder)) > 2
    program.kill()
    program.communicate()
    assert soon(lambda: not programs(folder))
    shutil.rmtree(folder)
