"""The service of docs/delivering.md does what the page says: its own lines are run."""

import os
import re
import shlex
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from tests.cli.conftest import Cli, _own_surroundings, cli
from tests.desk.rooms import CHIEF
from tests.operations.test_units import units

__all__ = ["_own_surroundings", "cli"]  # fixtures


class Service(NamedTuple):
    """What the unit says: its environment, and the words of its command."""

    environment: dict[str, str]
    words: list[str]

    @classmethod
    def of_the_page(cls, newsroom: Path, editor: str) -> "Service":
        """The service for `newsroom`, run by `editor`."""
        unit = units("delivering.md")["redaksi-deliver.service"]
        (line,) = re.findall(r"(?m)^Environment=(.*)$", unit)
        assert '"' not in re.sub(r'(?<!\S)"[^"]*"(?!\S)', "", line), "only whole items are quoted"
        environment = dict(one.split("=", 1) for one in shlex.split(line))
        assert environment.keys() == {"REDAKSI_NEWSROOM", "REDAKSI_EDITOR"}
        (command,) = re.findall(r"(?m)^ExecStart=(.*)$", unit)
        program, *arguments = shlex.split(command)
        assert program == "%h/.local/bin/redaksi"
        known = {name: one for name, one in os.environ.items() if name.startswith("XDG_")}
        told = {"REDAKSI_NEWSROOM": str(newsroom), "REDAKSI_EDITOR": editor}
        return cls(
            {**known, **told, "LANG": "en_US.UTF-8"}, [sys.executable, "-m", "redaksi", *arguments]
        )

    def run(self) -> tuple[int, str]:
        """The exit code and the output of a run as systemd makes it: no terminal, no shell."""
        done = subprocess.run(
            self.words,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        return done.returncode, done.stdout.decode()


def test_the_timer_sends_what_an_embargo_held_back(cli: Cli, tmp_path: Path) -> None:
    with (cli.newsroom / "newsroom.toml").open("a") as settings:
        settings.write(f'\n[[target]]\nname = "web"\nkind = "text"\nfolder = "{tmp_path}/web"\n')
    article = cli.published()
    service = Service.of_the_page(cli.newsroom, CHIEF)
    code, told = service.run()
    assert (code, "redaksi trust target web" in told) == (4, True)  # the unit shows as failed
    assert cli("trust", "target", "web", "--yes").code == 0
    until = datetime.now(UTC) + timedelta(seconds=4)
    assert cli("set", article, f"embargo={until.isoformat()}").code == 0
    code, told = service.run()
    assert code == 0
    assert f"web {article} Banjir Surut: embargoed" in told
    assert not (tmp_path / "web").exists()
    time.sleep(max(0.0, (until - datetime.now(UTC)).total_seconds()))
    code, told = service.run()
    assert code == 0
    assert f"web {article} Banjir Surut: delivered" in told
    assert [one.suffix for one in (tmp_path / "web").glob("[!.]*")] == [".txt"]
    assert service.run() == (0, "Nothing is due.\n")
