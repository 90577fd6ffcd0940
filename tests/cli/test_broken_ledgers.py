"""A ledger that was altered sends nothing: nobody gets a message twice because of one."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from redaksi.delivery import opening
from redaksi.domain.chain import Chain
from redaksi.domain.delivery import Step
from tests.cli.conftest import Cli
from tests.delivery.test_messages import Mailbox

Lines = list[bytes]
TARGETS = """
[[target]]
name = "surat"
kind = "mail"
url = "smtps://surat.contoh.id"
user = "redaksi@contoh.id"
to = "file:/pelanggan"

[[target]]
name = "kabar"
kind = "mail"
url = "smtps://surat.contoh.id"
user = "redaksi@contoh.id"
to = "file:/pelanggan"
"""


@pytest.fixture
def mailbox(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> Mailbox:
    """The mailbox of two trusted targets, to which two articles were sent."""
    made = Mailbox("ani", "budi")
    monkeypatch.setattr(opening, "connect", lambda _target, _secret, _around: made)
    with (cli.newsroom / "newsroom.toml").open("a") as settings:
        settings.write(TARGETS)
    for name in ("surat", "kabar"):
        assert cli("trust", "target", name, "--yes").code == 0
    ids = cli.published("Satu"), cli.published("Dua")
    assert cli("deliver", *ids, "--to", "surat").code == 0
    assert cli("deliver", ids[0], "--to", "kabar").code == 0
    assert len(made.sent) == 6
    made.sent.clear()
    return made


def ledger_of(cli: Cli, name: str = "surat") -> Path:
    return cli.newsroom / "deliveries" / f"{name}.jsonl"


def steps(lines: Lines) -> list[Step]:
    return [msgspec.json.decode(line, type=Step) for line in lines]


def forged(lines: Lines) -> Lines:
    """A line that somebody wrote who knows the format, and not the chain."""
    last = steps(lines)[-1]
    made = replace(last, number=last.number + 1, message="palsu")
    return [*lines, msgspec.json.encode(made) + b"\n"]


def from_the_future(lines: Lines) -> Lines:
    last = steps(lines)[-1]
    made = replace(last, number=last.number + 9, at=last.at + timedelta(days=3650))
    return [*lines, msgspec.json.encode(made) + b"\n"]


ALTERED: dict[str, Callable[[Lines], Lines]] = {
    "the first line is missing": lambda lines: lines[1:],
    "a line is missing": lambda lines: [*lines[:3], *lines[4:]],
    "a line is altered": lambda lines: [
        *lines[:2],
        lines[2].replace(b'"at":"20', b'"at":"19'),
        *lines[3:],
    ],
    "a line is replayed": lambda lines: [*lines, lines[-1]],
    "all lines are replayed": lambda lines: lines * 2,
    "two lines are exchanged": lambda lines: [lines[1], lines[0], *lines[2:]],
    "a line is forged": forged,
    "a line is from the future": from_the_future,
    "a line is no step": lambda lines: [*lines, b"{}\n"],
}


@pytest.mark.parametrize("alter", ALTERED.values(), ids=ALTERED)
@pytest.mark.parametrize("how", [(), ("--dry-run",), ("--overwrite",)])
def test_an_altered_ledger_is_named_and_nothing_is_sent(
    cli: Cli, mailbox: Mailbox, alter: Callable[[Lines], Lines], how: tuple[str, ...]
) -> None:
    ledger_of(cli).write_bytes(b"".join(alter(ledger_of(cli).read_bytes().splitlines(True))))
    before = ledger_of(cli).read_bytes()
    done = cli("deliver", "--to", "surat", "--to", "kabar", *how)
    assert done.code in {7, 8}
    (line,) = done.err.splitlines()
    assert line.startswith("redaksi: surat: ")
    assert len(mailbox.sent) == (0 if how == ("--dry-run",) else 2)  # `kabar` still gets its due
    assert ledger_of(cli).read_bytes() == before
    assert cli("verify").code == 8


def test_an_intact_ledger_sends_only_what_is_due(cli: Cli, mailbox: Mailbox) -> None:
    """The control: the same command goes through."""
    assert cli("deliver", "--to", "surat", "--to", "kabar").code == 0
    assert len(mailbox.sent) == 2
    assert cli("verify").code == 0


def test_ledgers_that_were_exchanged_are_named(cli: Cli, mailbox: Mailbox) -> None:
    surat, kabar = ledger_of(cli), ledger_of(cli, "kabar")
    aside = surat.with_name("dulu")
    for before, after in pairwise((aside, surat, kabar, aside)):
        after.rename(before)
    done = cli("deliver", "--all")
    assert done.code == 8
    assert "The ledger of surat is not intact: the ledger is not the one of surat." in done.err
    assert "docs/delivering.md" in done.err
    assert mailbox.sent == []
    out = cli("verify").out
    assert "ledger/kabar: the ledger is not the one of kabar" in out
    assert "ledger/surat: the ledger is not the one of surat" in out


def test_a_torn_last_line_is_cut_and_nobody_gets_a_message_twice(
    cli: Cli, mailbox: Mailbox
) -> None:
    whole = ledger_of(cli).read_bytes()
    lines = whole.splitlines(keepends=True)
    for torn in (b'{"number":99,"at":"20', b"\0\0\0\0", lines[-1].rstrip()):
        ledger_of(cli).write_bytes(whole + torn)
        assert cli("deliver", "--to", "surat").code == 0
        assert mailbox.sent == []
        assert cli("verify").code == 0
    ledger_of(cli).write_bytes(whole[:-5])  # the last step was never acknowledged
    assert cli("deliver", "--to", "surat").code == 0
    assert mailbox.sent == []
    assert len(ledger_of(cli).read_bytes().splitlines()) == len(lines)
    assert cli("verify").code == 0


@pytest.mark.parametrize("days", [3650, -3650])
def test_the_order_counts_and_no_clock(cli: Cli, mailbox: Mailbox, days: int) -> None:
    """Steps of a machine whose clock was wrong are steps all the same."""
    chain = Chain("surat")
    at = datetime.now(UTC) + timedelta(days=days)
    lines = ledger_of(cli).read_bytes().splitlines()
    moved = [
        chain.link(replace(step, at=at if number % 2 else step.at))
        for number, step in enumerate(steps(lines))
    ]
    ledger_of(cli).write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in moved))
    assert cli("deliver", "--to", "surat").code == 0
    assert mailbox.sent == []
    assert {one["state"] for one in cli("status", "--json").json if one["target"] == "surat"} == {
        "delivered"
    }
    assert cli("verify").code == 0


def test_a_withdrawal_is_refused_by_an_altered_ledger(cli: Cli, tmp_path: Path) -> None:
    place = json.dumps(str(tmp_path / "web"))
    with (cli.newsroom / "newsroom.toml").open("a") as settings:
        settings.write(f'[[target]]\nname = "web"\nkind = "text"\nfolder = {place}\n')
    article = cli.published()
    cli("trust", "target", "web", "--yes")
    assert cli("deliver", "--all").code == 0
    lines = ledger_of(cli, "web").read_bytes().splitlines(keepends=True)
    ledger_of(cli, "web").write_bytes(b"".join(lines[1:]))
    why = cli.fails(8, "withdraw", article, "--from", "web", "--reason", "Salah")
    assert "The ledger of web is not intact: line 1 of the ledger is missing." in why
    assert (tmp_path / "web" / "banjir-surut.txt").exists()
