"""`redaksi team history`: the record of the team and of the rules."""

from redaksi import config
from tests.cli.conftest import Cli
from tests.desk.rooms import CHIEF


def test_it_tells_who_came_and_which_rules_were_found(cli: Cli) -> None:
    path = cli.newsroom / config.FILE
    path.write_text(path.read_text().replace("four_eyes = true", "four_eyes = false"))
    cli.new()
    lines = cli("team", "history").out.splitlines()
    assert f"took {CHIEF} into the team as chief" in lines[1]
    assert (
        'found other rules in newsroom.toml: four_eyes = false, gate = ["galat", "etik"]'
        in lines[-1]
    )
    kinds = [event["kind"] for event in cli("team", "history", "--json").json]
    assert kinds[0] == "added"
    assert kinds[-1] == "rules"
