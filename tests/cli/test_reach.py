"""`redaksi team address` and `quiet`: each member's own, told to nobody else."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.desk.rooms import CHIEF

ANI, BUDI = "Ani Editor", "Budi Editor"
ADDRESS, HOURS = "ani.rahasia@contoh.id", "22.00-06.00"


@pytest.fixture
def ani(cli: Cli) -> Cli:
    """A newsroom in which Ani has an address and quiet hours."""
    assert cli("team", "address", ANI, ADDRESS, by=ANI).out == f"{ANI}: {ADDRESS}.\n"
    assert cli("team", "quiet", ANI, "22-6", by=ANI).out == f"{ANI}: quiet {HOURS}.\n"
    return cli


def test_each_sees_changes_and_takes_away_their_own(ani: Cli) -> None:
    (own,) = ani("team", "address", ANI, "--json", by=ANI).json["results"]
    assert own == {"name": ANI, "address": ADDRESS}
    assert ani("team", "quiet", ANI, by=ANI).out == f"{ANI}: quiet {HOURS}.\n"
    assert ani("team", "address", ANI, "", by=ANI).out == f"{ANI} has no mail address.\n"
    assert ani("team", "quiet", ANI, "", by=ANI).out == f"{ANI} has no quiet hours.\n"


@pytest.mark.parametrize("by", [BUDI, CHIEF])
@pytest.mark.parametrize(("what", "value"), [("address", "lain@contoh.id"), ("quiet", "1-2")])
def test_nobody_sees_or_sets_those_of_another(ani: Cli, by: str, what: str, value: str) -> None:
    for line in (("team", what, ANI), ("team", what, ANI, value)):
        said = ani.fails(4, *line, by=by)
        assert f"Address and quiet hours are {ANI}'s own." in said
        assert ADDRESS not in said


def test_only_a_chief_takes_away_those_of_another(ani: Cli) -> None:
    ani.fails(4, "team", "address", ANI, "", by=BUDI)
    (told,) = ani("team", "address", ANI, "", "--json").json["results"]
    assert told == {"name": ANI, "address": ""}
    ani("team", "quiet", ANI, "")
    assert ani("team", "address", ANI, by=ANI).out == f"{ANI} has no mail address.\n"
    history = ani("team", "history").out
    assert f"took away the mail address of {ANI}" in history
    assert f"ended the quiet hours of {ANI}" in history


def test_no_list_record_or_export_tells_them(ani: Cli, tmp_path: Path) -> None:
    article = ani.published()
    ani("anchor", tmp_path / "jangkar")
    lines = (
        *(("team", "list"), ("team", "list", "--json"), ("team", "history", "--json")),
        *(("show", article, "--json"), ("history", article, "--json"), ("receipt", article)),
        ("whoami", "--json"),
        *(("export", "--to", kind, "--out", tmp_path / kind) for kind in ("json", "site", "csv")),
    )
    told = "".join(done.out + done.err for done in (ani(*line) for line in lines))
    written = b"".join(
        path.read_bytes()
        for path in tmp_path.rglob("*")
        if path.is_file() and not path.is_relative_to(ani.newsroom)
    )
    for secret in (ADDRESS, HOURS):
        assert secret not in told
        assert secret.encode() not in written
    team = json.loads((ani.newsroom / "team.json").read_bytes())
    assert ADDRESS in json.dumps(team["members"]), "it stands in the team"
    assert ADDRESS not in json.dumps(team["events"])
    assert ani("verify").code == 0


def test_another_role_keeps_them(ani: Cli) -> None:
    ani("team", "role", ANI, "guest")
    ani("team", "add", ANI)
    assert ani("team", "address", ANI, by=ANI).out == f"{ANI}: {ADDRESS}.\n"


@pytest.mark.parametrize(
    "written",
    ["ani", "ani@", "Ani <ani@contoh.id>", "a@b.id, c@d.id", "a@contoh.id\nBcc: x@y.id", "a@b"],
)
def test_what_is_no_address_is_refused_and_not_repeated(cli: Cli, written: str) -> None:
    said = cli.fails(6, "team", "address", ANI, written, by=ANI)
    assert "That is no mail address." in said
    assert "@contoh.id\n" not in said


def test_hours_that_are_none_are_refused(cli: Cli) -> None:
    assert "malam tells no quiet hours." in cli.fails(6, "team", "quiet", ANI, "malam", by=ANI)
    assert "Nobody is not in the team." in cli.fails(3, "team", "quiet", "Nobody", "1-2")


def test_the_same_value_is_recorded_once(ani: Cli) -> None:
    ani("team", "address", ANI, ADDRESS, by=ANI)
    assert ani("team", "history").out.count("changed the mail address") == 1
