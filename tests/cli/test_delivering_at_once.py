"""`redaksi publish` delivers to the targets that get each publication at once."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from redaksi.domain.article import Stage
from tests.cli.conftest import Cli
from tests.desk.rooms import CHIEF

BUDI = "Budi Editor"


@pytest.fixture
def out(cli: Cli, tmp_path: Path) -> Path:
    """The folder of a trusted target that gets each publication at once."""
    out = tmp_path / "arsip"
    with (cli.newsroom / "newsroom.toml").open("a") as settings:
        settings.write(f'\n[[target]]\nname = "arsip"\nkind = "text"\nfolder = "{out}"\n')
        settings.write("on_publish = true\n")
    assert cli("trust", "target", "arsip", "--yes").code == 0
    return out


def submitted(cli: Cli) -> str:
    article = cli.new(by="Ani Editor")
    assert cli("submit", article, "--to", BUDI, by="Ani Editor").code == 0
    return article


def stage(cli: Cli, article: str) -> str:
    return str(cli("show", article, "--json").json["stage"])


def state(cli: Cli, article: str) -> list[str]:
    return [one["state"] for one in cli("status", article, "--json").json]


def test_a_publication_is_delivered_and_told_apart_from_the_answer(cli: Cli, out: Path) -> None:
    article = submitted(cli)
    done = cli("publish", article, "--json", by=BUDI)
    assert article in json.dumps(json.loads(done.out))
    assert f"arsip {article} Banjir Surut: delivered" in done.err
    assert len(list(out.glob("*.txt"))) == 1
    assert state(cli, article) == ["delivered"]


def test_without_the_setting_a_publication_waits(cli: Cli, out: Path) -> None:
    settings = cli.newsroom / "newsroom.toml"
    settings.write_text(settings.read_text().replace("on_publish = true", ""))
    article = submitted(cli)
    done = cli("publish", article, by=BUDI)
    assert (done.code, done.err) == (0, "")
    assert state(cli, article) == ["waiting"]
    assert not out.exists()


def test_what_prevents_the_delivery_does_not_fail_the_publication(cli: Cli, out: Path) -> None:
    assert cli("trust", "target", "arsip", "--revoke").code == 0
    article = submitted(cli)
    done = cli("publish", article, by=BUDI)
    assert done.code == 0
    assert "have not trusted the target arsip" in done.err
    assert stage(cli, article) == Stage.PUBLISHED
    assert state(cli, article) == ["waiting"]


def test_an_embargo_holds_the_publication_back_and_tells_until_when(cli: Cli, out: Path) -> None:
    article = submitted(cli)
    assert cli("set", article, "embargo=2099-01-01 08:00", by=CHIEF).code == 0
    done = cli("publish", article, by=BUDI)
    assert done.code == 0
    assert "embargoed Embargo until Jan 1, 2099" in done.err
    assert state(cli, article) == ["embargoed"]
    assert not out.exists()


def in_the_way(cli: Cli, out: Path) -> None:
    out.write_text("Sebuah berkas.")


def a_command_that_fails(cli: Cli, out: Path) -> None:
    with (cli.newsroom / "newsroom.toml").open("a") as settings:
        settings.write('command = "false"\n')
    assert cli("trust", "target", "arsip", "--yes").code == 0


def a_closed_mail_server(cli: Cli, out: Path) -> None:
    recipients = out.with_name("pelanggan")
    recipients.write_text("ani@contoh.id\n")
    recipients.chmod(0o600)
    settings = cli.newsroom / "newsroom.toml"
    before = settings.read_text().partition("\n[[target]]")[0]
    settings.write_text(
        f'{before}\n[[target]]\nname = "arsip"\nkind = "mail"\nurl = "smtp://127.0.0.1:1"\n'
        f'user = "a@contoh.id"\nto = "file:{recipients}"\non_publish = true\n'
    )
    assert cli("trust", "target", "arsip", "--yes").code == 0


def an_altered_ledger(cli: Cli, out: Path) -> None:
    assert cli("publish", submitted(cli), by=BUDI).code == 0
    ledger = cli.newsroom / "deliveries" / "arsip.jsonl"
    first, *others = ledger.read_text().splitlines(keepends=True)
    ledger.write_text("".join((first.replace('"revision":1', '"revision":2'), *others)))
    assert ledger.read_text().count('"revision":2') == 1


def a_folder_for_a_ledger(cli: Cli, out: Path) -> None:
    (cli.newsroom / "deliveries" / "arsip.jsonl").mkdir(parents=True)


def settings_that_cannot_be_read(cli: Cli, out: Path) -> None:
    with (cli.newsroom / "newsroom.toml").open("a") as settings:
        settings.write("photo_width = 1\n")


LEDGERS = (an_altered_ledger, a_folder_for_a_ledger)
"""The troubles that `verify` calls by name, too."""


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        (in_the_way, "is not a folder"),
        (a_command_that_fails, "failed"),
        (a_closed_mail_server, "127.0.0.1"),
        (an_altered_ledger, "altered"),
        (a_folder_for_a_ledger, "arsip.jsonl"),
        (settings_that_cannot_be_read, "photo_width"),
    ],
)
def test_a_delivery_that_fails_harms_no_publication(
    cli: Cli, out: Path, trouble: Callable[[Cli, Path], None], told: str
) -> None:
    trouble(cli, out)
    article = submitted(cli)
    done = cli("publish", article, "--json", by=BUDI)
    assert done.code == 0
    assert article in json.dumps(json.loads(done.out))
    assert told in done.err
    assert stage(cli, article) == Stage.PUBLISHED
    for line in (("verify",), ("receipt", article)):
        assert cli(*line).code == (8 if trouble in LEDGERS else 0)
