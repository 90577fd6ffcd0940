"""`redaksi team`: the people, their roles and their duty."""

import pytest

from redaksi.store.dossiers.formats import FORMAT
from tests.cli.conftest import Cli

ANI, BUDI = "Ani Editor", "Budi Editor"


def duty(cli: Cli) -> dict[str, bool]:
    return {one["name"]: one["on_duty"] for one in cli("team", "list", "--json").json}


@pytest.mark.parametrize(("word", "on"), [("off", False), ("TIDAK", False), ("ya", True)])
def test_duty_is_said_and_shown(cli: Cli, word: str, on: bool) -> None:
    done = cli("team", "duty", ANI, word, by=ANI)
    assert done.out == f"{ANI} is {'on' if on else 'off'} duty.\n"
    assert duty(cli)[ANI] is on
    assert ("off duty" in cli("team", "list").out) is not on
    history = cli("team", "history").out
    assert (f"said that {ANI} is off duty" in history) is not on


def test_another_person_and_a_wrong_word_are_refused_in_one_sentence(cli: Cli) -> None:
    assert f"{ANI} is not a chief and cannot say it of {BUDI}." in cli.fails(
        4, "team", "duty", BUDI, "off", by=ANI
    )
    assert "'maybe' is not one of" in cli.fails(6, "team", "duty", ANI, "maybe", by=ANI)
    assert duty(cli) == dict.fromkeys(duty(cli), True)


def test_whoever_gets_an_article_while_off_duty_is_told_of(cli: Cli) -> None:
    article_id = cli.new()
    cli("team", "duty", BUDI, "off")
    assert f"{BUDI} is off duty." in cli("assign", article_id, "review", BUDI).err
    assert f"{BUDI} is off duty." in cli("submit", article_id).err
    assert "off duty" not in cli("assign", article_id, "review", ANI).err


def test_the_team_file_says_its_format_so_that_an_older_program_refuses_it(cli: Cli) -> None:
    cli("team", "duty", ANI, "off")
    assert f'"format":{FORMAT}' in (cli.newsroom / "team.json").read_text().replace(" ", "")


def test_part_of_a_name_is_enough_and_the_whole_one_is_told(cli: Cli) -> None:
    assert cli("team", "duty", "ani", "off").out == f"{ANI} is off duty.\n"
    assert cli("team", "role", "BUDI", "guest").out == f"{BUDI}: guest.\n"
    cli("team", "address", "ani", "ani@contoh.id", by=ANI)
    assert cli("team", "address", "ani", by=ANI).out == f"{ANI}: ani@contoh.id.\n"
    assert "quiet 22:00" in cli("team", "quiet", "ani", "22-6", by=ANI).out.replace(".", ":")
    assert cli("team", "bind", "budi", "").out.startswith(BUDI)
    assert cli("team", "remove", "budi").out == f"{BUDI} is not in the team any more.\n"
    assert BUDI not in duty(cli)


@pytest.mark.parametrize("verb", [("remove",), ("role", "guest"), ("duty", "off"), ("bind", "x")])
def test_a_part_that_several_have_changes_nobody_and_names_them(
    cli: Cli, verb: tuple[str, ...]
) -> None:
    before = cli("team", "list", "--json").json
    told = cli.fails(3, "team", verb[0], "editor", *verb[1:])
    assert ANI in told
    assert BUDI in told
    assert cli("team", "list", "--json").json == before


def test_whoever_acts_gives_the_whole_name(cli: Cli) -> None:
    told = cli.fails(3, "new", "--headline", "Judul", by="ani")
    assert ANI in told, "the error lists who may be meant"
    assert cli("list", "--json").json == []
