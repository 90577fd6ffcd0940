"""Typed text survives the process, is offered only once and is never dropped silently."""

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from redaksi.desk import Identity, open_desk
from redaksi.desk.newsroom import create
from redaksi.desk.recovery import Buffer, Typed, left_behind
from redaksi.domain.article import Text

if TYPE_CHECKING:
    from redaksi.errors import RedaksiError

ROOM = "/ruang/redaksi"
ANA = Identity(name="Ana", login="ana", host="meja")
TYPED = Typed(
    newsroom=ROOM,
    article="261123-abcde",
    base=3,
    by="Ana",
    at=datetime.now(UTC),
    fields={"body": "Isi."},
)

KILLED = f"""
import os, signal
from datetime import datetime, UTC
from redaksi.desk.recovery import Buffer, Typed
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # under nohup it would be ignored
buffer = Buffer.begin({ROOM!r}, "261123-abcde")
at = datetime.now(UTC)
buffer.keep(Typed(newsroom={ROOM!r}, article="261123-abcde", base=3, by="Ana", at=at, fields={{"body": "Isi."}}))
print("kept", flush=True)
signal.pause()
"""  # noqa: E501


@pytest.fixture(autouse=True)
def _state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGHUP])
def test_what_a_killed_editor_held_is_offered_once(how: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", KILLED], stdout=subprocess.PIPE, text=True
    ) as editor:
        assert editor.stdout is not None
        assert editor.stdout.readline() == "kept\n"
        assert list(left_behind([ROOM], "Ana")) == [], "its editor is still there"
        editor.send_signal(how)
    (buffer,) = left_behind([ROOM], "Ana")
    typed = buffer.typed
    assert typed is not None
    assert (typed.article, typed.base, typed.fields) == ("261123-abcde", 3, {"body": "Isi."})
    assert list(left_behind([ROOM], "Ana")) == [], "it is held by whoever was offered it"
    buffer.release()
    (again,) = left_behind([ROOM], "Ana")
    again.discard()
    assert list(left_behind([ROOM], "Ana")) == []


def test_the_oldest_is_offered_first() -> None:
    buffers = [Buffer.begin(ROOM, f"261123-abcd{letter}") for letter in "cab"]
    for age, buffer in enumerate(buffers):
        buffer.keep(TYPED)
        os.utime(buffer.path, (1e9 - age, 1e9 - age))
        buffer.release()
    assert [one.path for one in left_behind([ROOM], "Ana")] == [
        one.path for one in reversed(buffers)
    ]


def test_another_newsroom_is_not_offered_it() -> None:
    buffer = Buffer.begin(ROOM, "261123-abcde")
    buffer.keep(TYPED)
    buffer.release()
    assert list(left_behind(["/ruang/lain"], "Ana")) == []
    assert [one.typed for one in left_behind([ROOM], "Ana")] == [TYPED]


def test_it_is_found_where_the_newsroom_was_moved(tmp_path: Path) -> None:
    create(tmp_path / "dulu", ANA)
    with open_desk(tmp_path / "dulu", ANA) as desk:
        article = desk.copy.new(Text(headline="Banjir Surut"))
        unsaved = desk.recovery.begin()
        unsaved.keep(article, {"body": "Isi."})
        unsaved.release()
    shutil.move(tmp_path / "dulu", tmp_path / "kini")
    create(tmp_path / "lain", ANA)
    with open_desk(tmp_path / "lain", ANA) as other:
        assert list(other.recovery.left_behind()) == []
    with open_desk(tmp_path / "kini", ANA) as desk:
        (buffer,) = desk.recovery.left_behind()
        assert buffer.typed
        assert desk.recovery.opened(buffer.typed) == article
        buffer.release()


def test_what_a_program_of_before_kept_under_the_newsroom_s_path_is_found(tmp_path: Path) -> None:
    create(tmp_path / "ruang", ANA)
    buffer = Buffer.begin(str(tmp_path / "ruang"), "261123-abcde")
    buffer.keep(TYPED)
    buffer.release()
    (tmp_path / "tautan").symlink_to(tmp_path / "ruang")
    with open_desk(tmp_path / "tautan", ANA) as desk:
        (found,) = desk.recovery.left_behind()
        assert found.typed == TYPED
        found.release()


def test_the_folder_is_the_persons_alone(tmp_path: Path) -> None:
    Buffer.begin(ROOM, "").keep(TYPED)
    folder = tmp_path / "state" / "redaksi" / "recovery"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o077 for file in folder.iterdir()} == {0}


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def torn(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:40])


def no_text(file: Path) -> None:
    file.write_bytes(b"\xff\xfe" * 40)


@pytest.mark.parametrize("damage", [a_folder, torn, no_text])
def test_what_cannot_be_read_is_named_and_left_and_the_others_are_offered(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    for article in ("261123-abcde", "261123-fghij"):
        buffer = Buffer.begin(ROOM, article)
        buffer.keep(TYPED)
        buffer.release()
    folder = tmp_path / "state" / "redaksi" / "recovery"
    broken = min(folder.glob("*.json"))
    damage(broken)
    said: list[RedaksiError] = []
    for _start in range(2):
        (buffer,) = left_behind([ROOM], "Ana", said.append)
        buffer.release()
    assert len(said) == 2
    assert all(str(broken) in error.sentence for error in said)
    assert all("Move it out of its folder" in error.hint for error in said)
    assert broken.exists()
    broken.rename(tmp_path / "aside")
    (buffer,) = left_behind([ROOM], "Ana", said.append)
    buffer.release()
    assert len(said) == 2, "it is not named again"


def test_the_lock_of_an_editor_that_kept_nothing_is_swept_unless_it_is_held(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "state" / "redaksi" / "recovery"
    held, killed = Buffer.begin(ROOM, "261123-abcde"), Buffer.begin(ROOM, "261123-fghij")
    killed.release()
    assert len(list(folder.iterdir())) == 2
    assert list(left_behind([ROOM], "Ana")) == []
    (lock,) = folder.iterdir()
    assert "abcde" in lock.name
    held.keep(TYPED)
    assert list(left_behind([ROOM], "Ana")) == [], "it is held still"
    held.release()
    assert len(list(left_behind([ROOM], "Ana"))) == 1


def test_a_lock_that_is_swept_away_just_before_it_is_taken_is_taken_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, flock = tmp_path / "state" / "redaksi" / "recovery", fcntl.flock
    sweeps = iter([True])

    def late(file: int, how: int) -> None:
        if next(sweeps, False):
            next(folder.glob("*.lock")).unlink()
        flock(file, how)

    monkeypatch.setattr(fcntl, "flock", late)
    held = Buffer.begin(ROOM, "261123-abcde")
    held.keep(TYPED)
    assert len(list(folder.glob("*.lock"))) == 1
    assert list(left_behind([ROOM], "Ana")) == [], "its editor is still there"


def test_only_who_typed_it_is_offered_it_and_another_start_does_not_hide_it() -> None:
    """Several people share a system account, as on a machine of the newsroom."""
    buffer = Buffer.begin(ROOM, "261123-abcde")
    buffer.keep(TYPED)
    buffer.release()
    assert list(left_behind([ROOM], "Budi")) == []
    assert list(left_behind([ROOM], "Ana Maria")) == []
    others = left_behind([ROOM], "Budi")
    assert next(others, None) is None
    (offered,) = left_behind([ROOM], " ana ")
    assert offered.typed == TYPED
    assert list(left_behind([ROOM], "Ana")) == [], "it is held by whoever was offered it"


def test_what_a_buffer_shows_by_itself_steers_no_terminal(tmp_path: Path) -> None:
    told = {"newsroom": "r", "article": "", "base": 0, "at": "2026-11-20T03:00:00Z", "fields": {}}
    hostile = {"by": "Sari\x1b[31m W\u202e\x9b7m", "heading": "Catatan\x1b]0;x\x07 baru"}
    path = tmp_path / "r-new-x.json"
    path.write_text(json.dumps(told | hostile))
    typed = Buffer(path, -1).typed
    assert typed is not None
    assert (typed.by, typed.heading) == ("Sari W", "Catatan baru")
