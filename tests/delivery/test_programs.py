"""Programs of the house cannot hold a delivery up, fill the memory or reach for the terminal."""

import os
import pty
import shlex
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from redaksi.delivery import programs
from redaksi.delivery.base import TargetRefused
from tests.waiting import soon

SOON = 10.0


def shell(script: str) -> str:
    return shlex.join(["sh", "-c", script])


def is_alive(number: Path) -> bool:
    """Whether the process whose id stands in `number` runs."""
    try:
        state = Path(f"/proc/{number.read_text().strip()}/stat").read_text().split()[2]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_a_program_left_in_the_background_is_not_waited_for(tmp_path: Path) -> None:
    began = time.monotonic()
    programs.run(shell("sleep 30 & echo $! > number"), tmp_path)
    assert time.monotonic() - began < SOON
    assert is_alive(tmp_path / "number"), "the house may have wanted it"
    subprocess.run(["kill", (tmp_path / "number").read_text().strip()], check=True)


def test_a_program_that_prints_without_end_takes_no_memory(tmp_path: Path) -> None:
    script = (
        "import pathlib\n"
        "from redaksi.delivery import programs, secrets\n"
        "from redaksi.delivery.base import TargetRefused\n"
        "try: programs.run('sh -c \"head -c 300000000 /dev/zero; echo last; exit 3\"',"
        " pathlib.Path('/'))\n"
        "except TargetRefused as error: print(error.sentence)\n"
        "print(secrets.read('command:sh -c \"echo geheim; head -c 300000000 /dev/zero\"'))\n"
        "from tests.memory import most_megabytes\n"
        "print(int(most_megabytes()))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    said, secret, megabytes = done.stdout.decode().splitlines()
    assert said.endswith("3: last.")
    assert secret == "geheim"
    assert int(megabytes) < 250, "of 300"


def test_a_program_that_does_not_end_is_killed_with_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs, "_PATIENCE", 0.5)
    with pytest.raises(TargetRefused, match="did not end"):
        programs.run(shell("sleep 30 & echo $! > number; wait"), tmp_path)
    assert soon(lambda: not is_alive(tmp_path / "number"))


def test_ctrl_c_takes_the_program_along(tmp_path: Path) -> None:
    script = (
        "import pathlib, signal, sys\n"
        "from redaksi.delivery import programs\n"
        # A shell that starts the tests in the background has them ignore Ctrl+C.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "programs.run(sys.argv[1], pathlib.Path(sys.argv[2]))\n"
    )
    words = [shell("sleep 30 & echo $! > number; wait"), str(tmp_path)]
    with subprocess.Popen(
        [sys.executable, "-c", script, *words], stderr=subprocess.DEVNULL
    ) as process:
        number = tmp_path / "number"
        assert soon(lambda: number.exists() and bool(number.read_text().strip()))
        process.send_signal(2)
        assert process.wait(SOON) != 0
    assert soon(lambda: not is_alive(number))


@pytest.mark.parametrize(
    "asks", ["programs.run(words, folder)", "secrets.read(f'command:{words}')"]
)
def test_a_program_has_no_terminal_to_read_from(tmp_path: Path, asks: str) -> None:
    words = shell("read answer < /dev/tty; exit 1")
    script = (
        "import pathlib\n"
        "from redaksi.delivery import programs, secrets\n"
        f"words, folder = {words!r}, pathlib.Path({str(tmp_path)!r})\n"
        f"try: {asks}\n"
        "except Exception as error: print(error)\n"
        "print('finished')\n"
    )
    child, terminal = pty.fork()
    if not child:
        os.execv(sys.executable, [sys.executable, "-c", script])
    killer = threading.Timer(SOON, os.kill, (child, 9))
    killer.start()
    said = b""
    try:
        while part := os.read(terminal, 4096):
            said += part
    except OSError:  # Linux says so at the end of a terminal
        pass
    killer.cancel()
    os.waitpid(child, 0)
    os.close(terminal)
    assert b"finished" in said
