"""Two `deliver --all` at once: nothing goes twice, and the second says whom it waits for."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from tests.cli.conftest import Cli, _own_surroundings, cli
from tests.delivery.mail.receiver import Receiver, running
from tests.desk.rooms import CHIEF
from tests.waiting import soon

__all__ = ["_own_surroundings", "cli"]  # fixtures

ANI, BUDI = "ani@contoh.id", "budi@contoh.id"
EDITOR = "Budi Editor"


class SlowReceiver(Receiver):
    """A mail server that takes the first message over only after `go` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.reached_first = Event()
        self.go = Event()

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: Any, _session: Any, envelope: Any
    ) -> str:
        self.reached_first.set()
        while not self.go.is_set():
            await asyncio.sleep(0.02)
        return await super().handle_DATA(server, _session, envelope)


@contextmanager
def delivering(cli: Cli, by: str, told: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`redaksi deliver --all` in a process, whose standard error goes to `told`."""
    command = [sys.executable, "-m", "redaksi", "--newsroom", str(cli.newsroom), "--as", by]
    with (
        told.open("wb") as err,
        subprocess.Popen(
            [*command, "deliver", "--all"], stdout=subprocess.PIPE, stderr=err
        ) as process,
    ):
        try:
            yield process
        finally:
            process.kill()


def target(cli: Cli, lines: str) -> None:
    with (cli.newsroom / "newsroom.toml").open("a") as settings:
        settings.write(f"\n[[target]]\n{lines}\n")


def together(cli: Cli, folder: Path, begun: Event | Path, go: Event | Path) -> tuple[str, str]:
    """Let two deliveries meet; what each printed.

    The first has `begun` and waits for `go`, which comes when the second waits for the first.
    """
    first_told, second_told = folder / "first.err", folder / "second.err"
    with delivering(cli, CHIEF, first_told) as first:
        assert soon(begun.is_set if isinstance(begun, Event) else begun.exists)
        with delivering(cli, EDITOR, second_told) as second:
            assert soon(lambda: f"This waits for {CHIEF}" in second_told.read_text())
            assert f"(process {first.pid})" in second_told.read_text()
            if isinstance(go, Event):
                go.set()
            else:
                go.touch()
            out, later = first.communicate()[0].decode(), second.communicate()[0].decode()
            assert (first.returncode, second.returncode) == (0, 0), second_told.read_text()
    assert first_told.read_text() == ""
    return out, later


def test_mail_goes_once_to_each(cli: Cli, tmp_path: Path) -> None:
    recipients = tmp_path / "pelanggan"
    recipients.write_text(f"{ANI}\n{BUDI}\n")
    recipients.chmod(0o600)
    receiver = SlowReceiver()
    with running(receiver):
        target(
            cli,
            f'name = "surat"\nkind = "mail"\nurl = "smtp://127.0.0.1:{receiver.port}"\n'
            f'user = "redaksi@kabar.id"\nto = "file:{recipients}"',
        )
        assert cli("trust", "target", "surat", "--yes").code == 0
        article = cli.published()
        out, later = together(cli, tmp_path, receiver.reached_first, receiver.go)
    assert receiver.reached == [ANI, BUDI]
    assert out.startswith(f"surat {article} Banjir Surut: delivered")
    assert later == "Nothing is due.\n"
    assert cli("verify").code == 0


@pytest.mark.parametrize("kind", ["text", "rss"])
def test_a_folder_is_written_and_brought_elsewhere_once(
    cli: Cli, tmp_path: Path, kind: str
) -> None:
    program, ran, go = (tmp_path / name for name in ("bawa", "dijalankan", "lanjut"))
    program.write_text(f"#!/bin/sh\necho . >> {ran}\nwhile [ ! -e {go} ]; do sleep 0.05; done\n")
    program.chmod(0o755)
    place = tmp_path / "arsip"
    target(cli, f'name = "arsip"\nkind = "{kind}"\nfolder = "{place}"\ncommand = "{program}"')
    assert cli("trust", "target", "arsip", "--yes").code == 0
    article = cli.published()
    out, later = together(cli, tmp_path, ran, go)
    assert ran.read_text() == ".\n"
    assert out == f"arsip {article} Banjir Surut: delivered\n"
    assert later == "Nothing is due.\n"
    assert len([one for one in place.rglob("*") if one.is_file() and one.name[0] != "."]) == 1
    assert cli("verify").code == 0
