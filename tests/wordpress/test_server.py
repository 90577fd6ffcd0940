"""The WordPress of the tests leaves nothing behind."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
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


def test_anybody_can_watch_articles_travel_and_ctrl_c_leaves_nothing(tmp_path: Path) -> None:
    tried = subprocess.Popen(
        [sys.executable, "-m", "tests.wordpress.try_it"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": str(tmp_path)},
        start_new_session=True,
    )
    assert tried.stdout
    told = ""
    while "removes everything" not in told:
        line = tried.stdout.readline()
        assert line, told
        told += line
    environment = re.search(r"\. (\S+/env)", told)
    url = re.search(r"http://127\S+", told)
    assert environment
    assert url

    def typed(command: str) -> str:
        return subprocess.run(
            ["bash", "-c", f". {environment[1]} && LANGUAGE=en {command}"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    sent = typed("redaksi deliver --all")
    assert sent.count(f"delivered {url[0]}/") == len(sent.splitlines()) > 3
    link = sent.split()[-1]
    assert "Editor:" in urllib.request.urlopen(link, timeout=60).read().decode()
    os.killpg(tried.pid, signal.SIGINT)
    rest, _errors = tried.communicate(timeout=60)
    assert (tried.returncode, "Traceback" in rest) == (0, False)
    assert "Everything is stopped and removed." in rest
    assert not Path(environment[1]).parent.exists()
    assert not answers(url[0])


def test_ctrl_c_while_the_website_starts_leaves_nothing(tmp_path: Path) -> None:
    tried = subprocess.Popen(
        [sys.executable, "-m", "tests.wordpress.try_it"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "TMPDIR": str(tmp_path)},
        start_new_session=True,
    )
    assert tried.stdout
    assert "Starting" in tried.stdout.readline()
    assert soon(lambda: bool(list(tmp_path.glob("redaksi-wordpress-*/site"))))
    os.killpg(tried.pid, signal.SIGINT)
    rest, _errors = tried.communicate(timeout=120)
    assert rest == "Everything is stopped and removed.\n"
    assert not list(tmp_path.iterdir())


def answers(url: str) -> bool:
    """Whether a server answers at `url`."""
    try:
        urllib.request.urlopen(url, timeout=5)
    except OSError:
        return False
    return True


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
