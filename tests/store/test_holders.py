"""A person who waits long for a lock is told its holder, and only the real holder is named."""

import os
import pwd
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from redaksi.errors import StorageError
from redaksi.store.dossiers import holders, locks
from redaksi.store.dossiers.layout import path_of
from redaksi.store.dossiers.locks import Locks
from redaksi.store.files import FileStore
from tests.store.pieces import piece
from tests.waiting import PATIENCE

needs_proc = pytest.mark.skipif(
    not Path("/proc/locks").exists(), reason="the system does not tell who holds a lock"
)
ANSWERING = (
    sys.executable,
    "-c",
    (
        "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], "  # noqa: E501
        "sys.argv[1:])"
    ),
)
"""The beginning of a command line whose process answers Ctrl+C.

Background processes, as tests may be, ignore Ctrl+C, and so do their children otherwise.
"""
LOGIN = pwd.getpwuid(os.getuid()).pw_name


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "PATIENCE", 0.1)


@contextmanager
def held(path: Path, name: str = "") -> Iterator[int]:
    """Let another process hold the lock `path`; yields the id of that process.

    Our own code holds the lock under `name`; without `name`, foreign code holds the lock.
    """
    ours = (
        "from pathlib import Path; from redaksi.store.dossiers.locks import Locks; "
        f"lock = Locks(Path({str(path.parent)!r}), {name!r}).hold({path.name!r}); lock.__enter__()"
    )
    others = f"import fcntl; file = open({str(path)!r}, 'a'); fcntl.flock(file, fcntl.LOCK_EX)"
    command = [
        sys.executable,
        "-c",
        f"{ours if name else others}; print('held', flush=True); input()",
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdin
        assert process.stdout.readline() == b"held\n"
        try:
            yield process.pid
        finally:
            process.stdin.close()


def waited(act: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=act)
    thread.start()
    return thread


def heard(folder: Path, act: Callable[[Locks], object]) -> tuple[threading.Thread, list[str]]:
    """Start `act` in a thread that waits for a lock; returns the thread and its messages."""
    here, told = Locks(folder, "Kami"), list[str]()
    here.waits = lambda _lock, sentence: told.append(sentence)
    thread = waited(lambda: act(here))
    end = time.monotonic() + PATIENCE
    while not told and time.monotonic() < end:
        time.sleep(0.01)
    return thread, told


def hold(name: str) -> Callable[[Locks], None]:
    def act(here: Locks) -> None:
        with here.hold(name):
            pass

    return act


def test_a_holder_is_named_with_the_lock_and_then_the_lock_is_had(tmp_path: Path) -> None:
    Locks(tmp_path).make("a4")
    with held(tmp_path / "a4", "Sari W") as process:
        thread, told = heard(tmp_path, hold("a4"))
        assert told == [
            f"This waits for Sari W, whose program (process {process}) holds the lock a4."
        ]
        assert thread.is_alive()
    thread.join(PATIENCE)
    assert not thread.is_alive()
    assert len(told) == 1


@needs_proc
def test_who_holds_it_by_another_program_is_named_by_their_system_user(tmp_path: Path) -> None:
    with Locks(tmp_path, "Ani, who is gone").hold("a4"):
        pass
    with held(tmp_path / "a4") as process:
        thread, told = heard(tmp_path, hold("a4"))
        assert told == [
            f"This waits for the system user {LOGIN}, whose process {process} holds the lock a4."
        ]
    thread.join(PATIENCE)


def test_where_the_system_does_not_tell_the_signature_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holders, "_LOCKS", tmp_path / "nowhere")
    Locks(tmp_path).make("a4")
    with held(tmp_path / "a4"):
        assert (
            holders.told(tmp_path / "a4")
            == "This waits for another program, which holds the lock a4."
        )
    with held(tmp_path / "a4", "Sari W"):
        assert "This waits for Sari W, " in holders.told(tmp_path / "a4")


@pytest.mark.parametrize(
    "signature",
    [
        b"",
        b"\xff\xfe",
        b"x" * 100_000,
        b"1 ",
        b"99 \x1b[2Jhai\n\x07",
        "٣ Ani".encode(),
        b"1" * 400,
    ],
)
def test_a_signature_that_is_none_names_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, signature: bytes
) -> None:
    monkeypatch.setattr(holders, "_LOCKS", tmp_path / "nowhere")
    (tmp_path / "a4").write_bytes(signature)
    sentence = holders.told(tmp_path / "a4")
    assert "\x1b" not in sentence
    assert re.fullmatch(
        r"This waits for (another program, which|hai, whose program.*) .*lock a4\.", sentence
    )


def test_a_lock_that_is_free_costs_no_thread_and_one_signature(tmp_path: Path) -> None:
    here = Locks(tmp_path, "Sari W")
    with here.hold("a4"):
        before = (tmp_path / "a4").stat()
    threads = threading.active_count()
    for _time in range(3):
        with here.hold("a4"):
            assert threading.active_count() == threads
    assert (tmp_path / "a4").stat().st_mtime_ns == before.st_mtime_ns
    assert (tmp_path / "a4").read_text() == f"{os.getpid()} Sari W\n"


def test_whoever_gives_up_leaves_the_lock_to_others(tmp_path: Path) -> None:
    here = Locks(tmp_path, "Kami")

    def give_up(_lock: str, sentence: str) -> None:
        raise StorageError(sentence)

    here.waits = give_up
    Locks(tmp_path).make("a4")
    with (
        held(tmp_path / "a4", "Sari W"),
        pytest.raises(StorageError, match="Sari W"),
        here.hold("a4"),
    ):
        pytest.fail("it is held by somebody else")
    late = waited(lambda: hold("a4")(Locks(tmp_path)))
    late.join(PATIENCE)
    assert not late.is_alive()


def test_a_store_tells_for_whom_a_save_waits(tmp_path: Path) -> None:
    told: list[str] = []
    with FileStore.create(tmp_path) as store:
        store.hear(lambda _lock, sentence: told.append(sentence))
        lock = tmp_path / ".locks" / path_of(tmp_path, "240603-a").parent.name
        with held(lock, "Sari W"):
            saving = waited(lambda: store.commit(piece("240603-a")))
            saving.join(1)
            assert saving.is_alive()
        saving.join(PATIENCE)
        assert store.dossier("240603-a").version == 1
    (sentence,) = told
    assert sentence.startswith("This waits for Sari W, ")


def test_a_command_says_for_whom_it_waits_and_ends_at_ctrl_c(tmp_path: Path) -> None:
    program = [
        str(Path(sys.executable).with_name("redaksi")),
        "--newsroom",
        str(tmp_path / "ruang"),
        "--as",
        "Cici",
    ]
    environment = {**os.environ, "LANGUAGE": "en", "HOME": str(tmp_path)}
    subprocess.run(
        [*program, "init", str(tmp_path / "ruang")],
        env=environment,
        check=True,
        capture_output=True,
    )
    with held(tmp_path / "ruang" / ".locks" / "team", "Sari W"):
        command = [*program, "team", "add", "Budi"]
        with subprocess.Popen(
            [*ANSWERING, *command], env=environment, stderr=subprocess.PIPE, text=True
        ) as waiting:
            assert waiting.stderr
            assert waiting.stderr.readline().startswith(
                "redaksi: This waits for Sari W, whose program (process "
            )
            waiting.send_signal(signal.SIGINT)
            assert waiting.wait(PATIENCE) == 130
            assert "Traceback" not in waiting.stderr.read()
