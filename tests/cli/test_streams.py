"""The program with closed and full standard streams, as under cron and in services.

Ctrl+C during the start is tested too.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from redaksi.store.files import FileStore
from tests.cli.conftest import Cli

PROGRAM = Path(sys.executable).with_name("redaksi")
SHUT = {"closed": ">&-", "full": ">/dev/full"}
needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")


def shell(cli: Cli, line: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run `redaksi` with `line` in a shell."""
    before = f'exec "{PROGRAM}" --newsroom "{cli.newsroom}" --as "Cici Chief" {line}'
    return subprocess.run(
        ["sh", "-c", before], input=stdin, capture_output=True, timeout=60, check=False
    )


def said(done: subprocess.CompletedProcess[bytes]) -> str:
    text = (done.stdout + done.stderr).decode()
    assert "Traceback" not in text
    assert "redaksi log" not in text, "it asks for a report"
    return text


def ids(cli: Cli) -> list[str]:
    with FileStore(cli.newsroom) as store:
        return list(store.ids())


@needs_full
@pytest.mark.parametrize("how", SHUT)
def test_what_was_made_is_said_where_the_output_cannot_be_written(cli: Cli, how: str) -> None:
    done = shell(cli, f"new --headline Judul {SHUT[how]}")
    (made,) = ids(cli)
    assert done.returncode == 7
    first, sentence, hint = said(done).splitlines()
    assert first == made
    assert sentence.startswith("redaksi: Standard output cannot be written: ")
    assert hint.startswith("  ")
    assert shell(cli, f"show {made}").returncode == 0


@needs_full
@pytest.mark.parametrize("how", SHUT)
@pytest.mark.parametrize(
    "line",
    [
        *(
            "",
            "--version",
            "--help",
            "list",
            "list --json",
            "search judul",
            "show {id}",
            "show {id} --json",
        ),
        *(
            "history {id}",
            "check {id}",
            "rules",
            "verify",
            "doctor",
            "keys",
            "man",
            "completion bash",
            "import -",
        ),
        "set {id} rubric=Kota",
    ],
)
def test_any_command_says_that_its_output_cannot_be_written(cli: Cli, line: str, how: str) -> None:
    article = cli.new("Judul dari praktek")
    done = shell(cli, line.format(id=article) + SHUT[how], b"Lain\n\nIsi.\n")
    assert done.returncode == 7, done
    assert "Standard output cannot be written" in said(done)
    assert len(done.stderr) < 6000, "of a whole list the beginning will do"


def test_a_whole_folder_comes_in_though_nothing_of_it_can_be_said(
    cli: Cli, tmp_path: Path
) -> None:
    (tmp_path / "masuk").mkdir()
    for number in range(3):
        (tmp_path / "masuk" / f"{number}.txt").write_text(f"Judul {number}\n\nIsi.\n")
    done = shell(cli, f"import {tmp_path / 'masuk'} >&-")
    assert done.returncode == 7
    assert len(ids(cli)) == 3
    assert all(one in said(done) for one in ids(cli))


@pytest.mark.parametrize("shut", ["2>&-", "<&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_no_file_of_ours_lies_under_the_number_of_a_closed_stream(cli: Cli, shut: str) -> None:
    for number in range(3):
        assert shell(cli, f"new --headline Judul{number} {shut}").returncode == (
            7 if ">&- 2" in shut else 0
        )
    assert len(ids(cli)) == 3
    assert cli("verify").code == 0
    assert cli("doctor").out == "All is well.\n"


@needs_full
def test_an_error_has_its_code_also_where_it_cannot_be_said(cli: Cli) -> None:
    for shut in ("2>&-", "2>/dev/full", ">&- 2>&-"):
        done = shell(cli, f"show 240603-a {shut}")
        assert (done.returncode, done.stdout, done.stderr) == (3, b"", b"")


def test_a_closed_input_is_refused_in_a_sentence(cli: Cli) -> None:
    for line in ("import - <&-", "new --headline Judul --body - <&-", "check - <&-"):
        done = shell(cli, line)
        assert done.returncode == 7, line
        assert said(done).startswith("redaksi: Standard input cannot be read: ")
    assert ids(cli) == []


def test_a_reader_that_leaves_is_no_error(cli: Cli) -> None:
    for number in range(30):
        cli.new(f"Judul {number}")
    for line in (
        "list | true",
        "list --json | head -c 1",
        "man | head -1",
        "rules --json | head -1",
    ):
        done = subprocess.run(
            ["bash", "-c", f'set -o pipefail; "{PROGRAM}" --newsroom "{cli.newsroom}" {line}'],
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b""), line


def test_an_output_that_another_program_made_non_blocking_gets_all(cli: Cli) -> None:
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    command = [str(PROGRAM), "rules", "--json"]
    with (
        subprocess.Popen(command, stdout=writer, stderr=subprocess.PIPE) as program,
        os.fdopen(reader, "rb") as file,
    ):
        os.close(writer)
        with pytest.raises(subprocess.TimeoutExpired):  # waits: the pipe is full
            program.wait(2)
        answer = file.read()
        assert program.wait(60) == 0
    assert len(answer) > 1 << 16
    assert answer.endswith(b"]\n")


# Ctrl+C

INTERRUPTED_AT = """
import atexit, os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_IGN if sys.argv.pop(1) == "ignored" else signal.default_int_handler)
class AtImport:
    left = int(sys.argv.pop(1))
    def find_spec(self, *_):
        AtImport.left -= 1
        if AtImport.left == 0:
            os.kill(os.getpid(), signal.SIGINT)
if AtImport.left < 0:
    atexit.register(os.kill, os.getpid(), signal.SIGINT)
from redaksi import __main__
sys.meta_path.insert(0, AtImport())
sys.argv[0] = "redaksi"
__main__.main()
"""  # noqa: E501


def interrupted(
    at: int, cli: Cli, *line: str, how: str = "answered"
) -> subprocess.CompletedProcess[str]:
    """Run the program with Ctrl+C at its import number `at`; -1 is at its end."""
    arguments = [
        sys.executable,
        "-c",
        INTERRUPTED_AT,
        how,
        str(at),
        "--newsroom",
        str(cli.newsroom),
        *line,
    ]
    return subprocess.run(
        arguments,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("line", ["list", "new --headline Judul", "check -"])
def test_an_interrupt_at_any_import_ends_the_program_in_silence(cli: Cli, line: str) -> None:
    for at in (1, 2, 3, *range(5, 260, 17)):
        done = interrupted(at, cli, *line.split())
        assert done.stderr.strip() == "", at  # click prints a line end after ^C
        assert (done.returncode, done.stdout) == (130, ""), at


def test_an_interrupt_while_the_program_ends_is_silent_too(cli: Cli) -> None:
    article = cli.new("Judul")
    done = interrupted(-1, cli, "list")
    assert (done.returncode, done.stderr) == (130, "")
    assert article in done.stdout
    done = interrupted(100_000, cli, "list")  # without any interrupt
    assert (done.returncode, done.stderr) == (0, "")


def test_an_interrupt_that_the_parent_keeps_from_us_does_not_end_the_program(cli: Cli) -> None:
    done = interrupted(20, cli, "list", how="ignored")
    assert (done.returncode, done.stderr) == (0, "")
