"""The acting person on the command line: claimed names, guests, bindings and `whoami`."""

import pytest

from redaksi import config
from redaksi.system import logins
from tests.cli.conftest import Cli
from tests.desk.rooms import CHIEF, tree

ME = logins.own()


def know_by_login(cli: Cli) -> None:
    path = cli.newsroom / config.FILE
    path.write_text(path.read_text().replace('identity = "free"', 'identity = "login"'))


def test_a_name_that_the_team_lacks_is_refused_with_those_that_look_alike(cli: Cli) -> None:
    before = tree(cli.newsroom)
    said = cli.fails(3, "new", "--headline", "Judul", by="Ani Editr")
    assert "Ani Editr is not in the team" in said
    assert "Did you mean Ani Editor" in said
    cli.fails(3, "whoami", by="Ani Editr")
    assert tree(cli.newsroom) == before


def test_the_environment_claims_a_name_as_the_option_does(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDAKSI_EDITOR", "Ani Editr")
    done = cli.bare("--newsroom", cli.newsroom, "new", "--headline", "Judul")
    assert done.code == 3
    assert "Did you mean Ani Editor" in done.err
    monkeypatch.setenv("REDAKSI_EDITOR", "Ani Editor")
    assert cli.bare("--newsroom", cli.newsroom, "whoami", "--json").json["role"] == "editor"


def test_a_name_of_the_settings_that_the_team_lacks_is_a_guest(cli: Cli) -> None:
    settings = config.settings_file()
    settings.parent.mkdir(parents=True)
    settings.write_text('name = "Ani Editr"\n')
    me = cli.bare("--newsroom", cli.newsroom, "whoami", "--json").json
    assert (me["name"], me["role"]) == ("Ani Editr", "guest")
    assert cli.bare("--newsroom", cli.newsroom, "new", "--headline", "Judul").code == 0


def test_a_guest_acts_once_and_is_in_no_team_afterwards(cli: Cli) -> None:
    team = cli("team", "list", "--json").json
    for line in (
        ("--guest", "new", "--headline", "Satu"),
        ("new", "--headline", "Dua", "--guest"),
    ):
        done = cli(*line, by="Orang Luar")
        assert done.code == 0, done
        event = cli("history", done.out.strip(), "--json").json[0]
        assert (event["editor"], event["login"]) == ("Orang Luar", ME)
    assert cli("team", "list", "--json").json == team
    cli.fails(3, "new", "--headline", "Tiga", by="Orang Luar")
    assert "is in the team" in cli.fails(
        6, "--guest", "new", "--headline", "Tiga", by="Ani Editor"
    )


def test_looking_asks_for_no_name(cli: Cli) -> None:
    article_id = cli.new()
    for line in (("list",), ("show", article_id), ("history", article_id), ("verify",), ()):
        assert cli(*line, by="Ani Editr").code == 0, line
    cli.fails(3, "list", "--editor", "me", by="Ani Editr")


def test_the_founder_is_bound_and_set_free_again(cli: Cli) -> None:
    done = cli("team", "bind", CHIEF, ME)
    assert (done.code, done.out, done.err) == (
        0,
        f"{CHIEF} is bound to the system user {ME}.\n",
        "",
    )
    assert cli.bare("--newsroom", cli.newsroom, "whoami", "--json").json["name"] == CHIEF
    assert cli("team", "bind", CHIEF, "").out == f"{CHIEF} is bound to no system user.\n"
    history = cli("team", "history").out
    assert f"bound the name {CHIEF} to the system user {ME}" in history
    assert f"set the name {CHIEF} free for every system user" in history


def test_a_login_that_this_machine_does_not_know_is_told(cli: Cli) -> None:
    for line in (("bind", "Ani Editor", "tidak-ada"), ("add", "Dewi", "--login", "tidak-ada")):
        done = cli("team", *line)
        assert done.code == 0
        assert "no system user tidak-ada" in done.err
    assert cli("team", "add", "Eka", "--login", ME).err == ""
    assert "you are not the system user tidak-ada" in cli.fails(
        4, "team", "bind", CHIEF, "tidak-ada"
    )


def test_by_login_a_claimed_name_must_be_bound(cli: Cli) -> None:
    cli("team", "bind", CHIEF, ME)
    cli("team", "bind", "Budi Editor", "tidak-ada")
    know_by_login(cli)
    assert "Ani Editor is not bound to your system user" in cli.fails(4, "whoami", by="Ani Editor")
    assert "bound to the system user tidak-ada" in cli.fails(
        4, "new", "--headline", "Judul", by="Budi Editor"
    )
    assert cli("new", "--headline", "Judul").code == 0
    assert cli("team", "history").out.count('identity = "login"') == 1


def test_whoami_tells_name_role_system_user_and_why(cli: Cli) -> None:
    cli("team", "bind", CHIEF, ME)
    cli("team", "bind", "Ani Editor", ME)
    first, login, names, why = cli("whoami").out.splitlines()
    assert (first, names) == (f"{CHIEF} (chief)", f"names bound to it: {CHIEF}, Ani Editor")
    assert login.startswith(f"system user: {ME} on ")
    assert why == "In this newsroom a name that is not bound is whoever says it."
    know_by_login(cli)
    me = cli("whoami", "--json", by="Ani Editor").json
    assert {key: me[key] for key in ("name", "role", "login", "identity", "names")} == {
        "name": "Ani Editor",
        "role": "editor",
        "login": ME,
        "identity": "login",
        "names": [CHIEF, "Ani Editor"],
    }
    assert "only under names that are bound" in cli("whoami").out
