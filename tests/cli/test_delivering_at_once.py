"""`redaksi publish` delivers to the targets that get each publication at once."""

import json
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
