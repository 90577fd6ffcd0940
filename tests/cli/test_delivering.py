"""`deliver`, `withdraw`, `targets`, `status` and `trust target`, from the command line."""

import json
from pathlib import Path

import pytest

from redaksi.delivery import opening
from redaksi.delivery.base import Unreachable
from tests.cli.conftest import Cli
from tests.delivery.imitation import WEBSITE, Website

BUDI = "Budi Editor"
SECRET = "abcd-efgh-ijkl-rahasia"


def write(cli: Cli, *targets: str) -> None:
    """Add `targets`, in TOML, to the settings of the newsroom."""
    settings = cli.newsroom / "newsroom.toml"
    settings.write_text("\n".join((settings.read_text("utf-8"), *targets)), "utf-8")


def folder(name: str, place: Path, kind: str = "text", **fields: str) -> str:
    told = {"name": name, "kind": kind, "folder": str(place), **fields}
    return "[[target]]\n" + "\n".join(f"{key} = {json.dumps(one)}" for key, one in told.items())


@pytest.fixture
def site(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> Website:
    """A trusted website in memory."""
    website = Website()
    monkeypatch.setenv("SITUS_PASSWORD", SECRET)
    monkeypatch.setattr(opening, "connect", lambda _target, _secret, _around: website)
    write(cli, WEBSITE)
    assert cli("trust", "target", "situs", "--yes").code == 0
    return website


def test_an_article_travels_and_everything_about_it_is_known(cli: Cli, tmp_path: Path) -> None:
    write(cli, folder("web", tmp_path / "web"))
    article = cli.published()
    assert cli("trust", "target", "web", "--yes").out == "web is trusted.\n"
    done = cli("deliver", "--all")
    assert (done.code, done.err) == (0, "")
    assert done.out == f"web {article} Banjir Surut: delivered\n"
    assert (tmp_path / "web" / "banjir-surut.txt").is_file()
    assert cli("deliver", "--all").out == "Nothing is due.\n"
    (state,) = cli("status", "--json").json
    assert (state["article"], state["state"], state["target"]) == (article, "delivered", "web")
    assert cli("verify").code == 0
    assert cli("withdraw", article, "--from", "web", "--reason", "Salah").code == 0
    assert not (tmp_path / "web" / "banjir-surut.txt").exists()
    assert cli("status", article, "--json").json[0]["state"] == "withdrawn"


def test_a_target_of_messages_tells_since_when_it_gets_articles(cli: Cli, tmp_path: Path) -> None:
    recipients = tmp_path / "pelanggan"
    recipients.write_text("ani@contoh.id\n")
    recipients.chmod(0o600)
    fields = {"url": "smtp://127.0.0.1:9", "user": "a@contoh.id", "to": f"file:{recipients}"}
    told = {"name": "surat", "kind": "mail", **fields}
    write(cli, "[[target]]", *(f"{key} = {json.dumps(one)}" for key, one in told.items()))
    old = cli.published()
    assert cli("targets", "--json").json[0]["begun"] is None
    assert "published after" not in cli("targets").out
    done = cli("trust", "target", "surat", "--yes")
    assert "surat is trusted. It gets what is published after" in done.out
    assert "redaksi deliver ID --to surat" in done.out
    assert "surat gets what is published after" in cli("targets").out
    (target,) = cli("targets", "--json").json
    assert target["begun"]
    assert cli("deliver", "--all").out == "Nothing is due.\n"
    assert cli("status", "--json").json == cli("status", old, "--json").json == []
    cli("trust", "target", "surat", "--yes")
    assert cli("targets", "--json").json[0]["begun"] == target["begun"]


def test_a_dry_run_says_what_would_be_done_and_does_nothing(cli: Cli, site: Website) -> None:
    article = cli.published()
    done = cli("deliver", "--all", "--dry-run")
    assert (done.code, done.err) == (0, "")
    assert f"situs {article} Banjir Surut: waiting" in done.out
    assert site.writes == 0


def test_an_untrusted_target_is_refused_with_the_way_out(cli: Cli, tmp_path: Path) -> None:
    write(cli, folder("web", tmp_path / "web"))
    cli.published()
    done = cli("deliver", "--all")
    assert done.code == 4
    assert "redaksi trust target web" in done.err
    assert not (tmp_path / "web").exists()


def test_a_repository_that_appears_asks_for_trust(cli: Cli, tmp_path: Path) -> None:
    cli.published()
    web = tmp_path / "web"
    write(cli, folder("web", web, command=f"touch {tmp_path}/ran"))
    cli("trust", "target", "web", "--yes")
    (web / ".git").mkdir(parents=True)
    done = cli("deliver", "--all")
    assert done.code == 4
    assert "was changed since you trusted it" in done.err
    assert not (tmp_path / "ran").exists()
    cli("trust", "target", "web", "--yes")
    (one,) = cli("trust", "--list", "--json").json
    assert one["facts"]["git"] == f"{web}/.git"


def test_the_secret_of_another_target_reaches_no_command(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITUS_PASSWORD", "kunci-situs-88")
    cli.published()
    other = '[[target]]\nname = "situs"\nkind = "wordpress"\nurl = "https://contoh.id"\n'
    other += 'user = "redaksi"\nsecret = "env:SITUS_PASSWORD"\n'
    command = "sh -c 'echo kunci-situs-88; env; exit 3'"
    write(cli, other + folder("web", tmp_path / "web", command=command))
    cli("trust", "target", "web", "--yes")
    done = cli("deliver", "--to", "web", "--json")
    kept = "".join(path.read_text() for path in (cli.newsroom / "deliveries").iterdir())
    for told in (done.out, cli("status", "--json").out, kept):
        assert "ended with 3" in told
        assert "kunci-situs-88" not in told


def test_a_folder_of_an_unknown_user_is_refused(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    cli.published()
    write(cli, folder("web", Path("~tidak-ada-x/web")))
    cli("trust", "target", "web", "--yes")
    done = cli("deliver", "--all")
    assert "not a whole path" in done.err
    assert not (tmp_path / "~tidak-ada-x").exists()


def test_a_new_command_in_the_settings_is_not_run(cli: Cli, tmp_path: Path) -> None:
    write(cli, folder("web", tmp_path / "web"))
    cli.published()
    cli("trust", "target", "web", "--yes")
    write(cli, f'command = "touch {tmp_path}/ran"')
    assert cli("deliver", "--all").code == 4
    assert not (tmp_path / "ran").exists()
    cli("trust", "target", "web", "--yes")
    assert cli("deliver", "--all").code == 0
    assert (tmp_path / "ran").exists()


def test_trust_is_never_assumed_where_nobody_can_be_asked(cli: Cli, tmp_path: Path) -> None:
    write(cli, folder("web", tmp_path / "web"))
    assert "--yes" in cli.fails(4, "trust", "target", "web")
    cli("trust", "target", "web", "--yes")
    assert cli("trust", "target", "web", "--revoke").code == 0
    assert "redaksi trust --list" in cli.fails(3, "trust", "target", "web", "--revoke")


def test_what_is_trusted_is_listed(cli: Cli, tmp_path: Path) -> None:
    write(cli, folder("web", tmp_path / "web", command="rsync -a . /x"))
    cli("trust", "target", "web", "--yes")
    (one,) = cli("trust", "--list", "--json").json
    assert (one["kind"], one["name"]) == ("target", "web")
    assert one["facts"]["command"] == "rsync -a . /x"
    assert "web" in cli("trust", "--list").out


def test_a_website_that_does_not_answer_ends_with_seven(cli: Cli, site: Website) -> None:
    cli.published()

    def trouble(_call: str) -> object:
        raise Unreachable("https://contoh.id does not answer.")

    site.trouble = trouble
    done = cli("deliver", "--all")
    assert done.code == 7
    assert "does not answer" in done.err


def test_a_change_at_the_target_ends_with_four_and_shows_it(cli: Cli, site: Website) -> None:
    article = cli.published()
    cli("deliver", "--all")
    site.pages[0].lines = ("Judul orang lain",)
    done = cli("deliver", article)
    assert done.code == 4
    assert "Judul orang lain" in done.err
    assert cli("deliver", article, "--overwrite", by=BUDI).code == 4
    assert cli("deliver", article, "--overwrite").code == 0


def test_the_secret_stands_nowhere(cli: Cli, site: Website, tmp_path: Path) -> None:
    article = cli.published()
    said = []
    for line in (
        ("deliver", "--all", "--json"),
        ("deliver", article),
        ("status", "--json"),
        ("targets", "--json"),
        ("targets", "check", "situs"),
        ("trust", "--list", "--json"),
        ("log",),
        ("verify", "--json"),
    ):
        done = cli(*line)
        said.append(done.out + done.err)
    assert SECRET not in "".join(said)
    files = (one for one in tmp_path.rglob("*") if one.is_file() and not one.is_symlink())
    assert [one for one in files if SECRET.encode() in one.read_bytes()] == []
    assert site.public()


def test_no_published_article_is_nothing_to_deliver(cli: Cli, site: Website) -> None:
    cli.new()
    done = cli("deliver", "--all")
    assert (done.code, done.out) == (0, "Nothing is due.\n")
    assert cli("deliver", "--all", "--json").json == []
    assert site.writes == 0


@pytest.mark.parametrize("line", [("deliver",), ("deliver", "--to", "situs", "--all")])
def test_what_goes_where_is_said_and_not_guessed(cli: Cli, line: tuple[str, ...]) -> None:
    assert "--all" in cli(*line).err
    assert cli(*line).code == 2


def test_articles_and_targets_can_be_named(cli: Cli, site: Website, tmp_path: Path) -> None:
    write(cli, folder("web", tmp_path / "web"))
    cli("trust", "target", "web", "--yes")
    first, second = cli.published("Satu"), cli.published("Dua")

    def delivered(*line: str) -> set[tuple[str, str]]:
        return {(one["target"], one["article"]) for one in cli("deliver", *line, "--json").json}

    assert delivered(first, "--to", "situs") == {("situs", first)}
    assert delivered(first, "--all") == {("situs", first), ("web", first)}
    assert delivered("--to", "web") == {("web", second)}
    assert delivered("--all") == {("situs", second)}


def spoiled(cli: Cli, article: str) -> None:
    """Damage the file of `article`."""
    (path,) = (cli.newsroom / "articles").rglob(f"{article}.json")
    path.write_text("{")


@pytest.mark.parametrize("kind", ["text", "csv"])
def test_an_article_that_cannot_be_read_is_told_and_the_others_go_on(
    cli: Cli, tmp_path: Path, kind: str
) -> None:
    write(cli, folder("web", tmp_path / "web", kind))
    cli("trust", "target", "web", "--yes")
    first, second = cli.published("Satu"), cli.published("Dua")
    spoiled(cli, first)
    done = cli("deliver", first, second)
    assert done.code == 4
    assert done.out == f"web {second} Dua: delivered\n"
    assert first in done.err
    assert "cannot be read" in done.err
    done = cli("deliver", first, second, "--json")
    states = {one["article"]: one["state"] for one in json.loads(done.out)}
    assert (done.code, states) == (4, {first: "failed", second: "delivered"})


@pytest.mark.parametrize("kind", ["text", "csv"])
def test_an_article_that_is_there_already_is_told_as_such(
    cli: Cli, tmp_path: Path, kind: str
) -> None:
    write(cli, folder("web", tmp_path / "web", kind))
    cli("trust", "target", "web", "--yes")
    article = cli.published("Satu")
    cli("deliver", "--all")
    for line in (("deliver", article), ("deliver", article, "--to", "web", "--dry-run")):
        done = cli(*line)
        assert done.code == 0
        assert done.out.startswith(f"web {article} Satu: delivered\n")
        assert cli(*line, "--json").json[0]["state"] == "delivered"
    assert cli("deliver", "--all").out == "Nothing is due.\n"


def test_a_newsroom_without_targets_says_how_to_make_one(cli: Cli) -> None:
    assert "[[target]]" in cli("targets").out
    assert cli("targets", "--json").json == []
    assert "[[target]]" in cli.fails(3, "deliver", "--to", "situs")


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ('name = "Situs Kami"\nkind = "text"\nfolder = "/x"', "hyphens"),
        ('name = "x"\nkind = "drupal"', "no kind drupal"),
        ('name = "x"\nkind = "text"', "needs folder"),
    ],
)
def test_bad_settings_are_named(cli: Cli, target: str, why: str) -> None:
    write(cli, f"[[target]]\n{target}")
    assert why in cli("targets").err
    cli.published()
    done = cli("deliver", "--all")
    assert done.code == 4
    assert why in done.err


def test_an_output_folder_that_is_a_file_is_named(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "web").write_text("sebuah berkas")
    write(cli, folder("web", tmp_path / "web"))
    cli("trust", "target", "web", "--yes")
    cli.published()
    done = cli("deliver", "--all")
    assert done.code == 4
    assert "is not a folder" in done.err
    assert "is not a folder" in cli("targets", "check", "web").err


@pytest.mark.parametrize("place", ["web", "{newsroom}/web", "{newsroom}/.."])
def test_a_folder_in_or_around_the_newsroom_is_refused(cli: Cli, place: str) -> None:
    named = place.format(newsroom=cli.newsroom)
    write(cli, f'[[target]]\nname = "web"\nkind = "text"\nfolder = "{named}"')
    cli("trust", "target", "web", "--yes")
    cli.published()
    done = cli("deliver", "--all")
    assert done.code == 4
    assert "newsroom" in done.err


def test_a_folder_whose_link_was_turned_elsewhere_is_trusted_anew(
    cli: Cli, tmp_path: Path
) -> None:
    for name in ("web", "rumah"):
        (tmp_path / name).mkdir()
    link = tmp_path / "kini"
    link.symlink_to(tmp_path / "web")
    write(cli, folder("web", link))
    cli.published()
    cli("trust", "target", "web", "--yes")
    assert cli("trust", "--list", "--json").json[0]["facts"]["folder"] == str(tmp_path / "web")
    link.unlink()
    link.symlink_to(tmp_path / "rumah")
    done = cli("deliver", "--all")
    assert done.code == 4
    assert "was changed since you trusted it" in done.err
    assert not list((tmp_path / "rumah").iterdir())
    link.unlink()
    link.symlink_to(tmp_path / "web")
    assert cli("deliver", "--all").code == 0


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("secret", "hunter2-rahasia", "env:NAME"),
        ("user", "x" * 501, "more than 500 characters"),
        ("user", "redaksi\u2800\u200f", "nobody sees"),
    ],
)
def test_what_cannot_be_read_whole_or_should_not_be_read_is_not_offered_for_trust(
    cli: Cli, field: str, value: str, why: str
) -> None:
    other = {"secret": "env:SITUS_PASSWORD", "user": "redaksi"} | {field: value}
    fields = "".join(f"{name} = {json.dumps(one)}\n" for name, one in other.items())
    write(cli, f'[[target]]\nname = "situs"\nkind = "wordpress"\nurl = "https://a.id"\n{fields}')
    for command in (("trust", "target", "situs", "--yes"), ("targets",), ("deliver", "--all")):
        done = cli(*command)
        assert why in done.err
        assert value not in done.err + done.out
    assert cli("trust", "--list", "--json").json == []


@pytest.mark.parametrize(
    "url",
    [
        "https://redaksi:hunter2@contoh.id",
        "https://redaksi:hun/ter2@contoh.id",
        "https://hunter2@contoh.id",
        "redaksi:hunter2@contoh.id",
        "ftp://redaksi:hunter2@contoh.id",
        "https://contoh.id/?token=hunter2",
        "https://contoh.id/#hunter2",
        "https://hunter2 contoh.id",
    ],
)
def test_a_password_in_an_address_is_refused_and_shown_nowhere(cli: Cli, url: str) -> None:
    write(cli, WEBSITE.replace("https://contoh.id", url))
    article = cli.published()
    assert cli("targets").code == 0
    said = ""
    for line in (
        ("targets",),
        ("targets", "--json"),
        ("targets", "check", "situs"),
        ("trust", "target", "situs", "--yes"),
        ("trust", "--list", "--json"),
        ("deliver", "--all"),
        ("deliver", article, "--json"),
        ("withdraw", article, "--from", "situs", "--reason", "Salah"),
        ("status", "--json"),
        ("doctor", "--json"),
        ("why", article),
        ("log",),
    ):
        done = cli(*line)
        said += done.out + done.err
        assert "ter2" not in done.out + done.err, line
    assert ("`url` names no user" if "@" in url else "begins with https://") in said
    assert cli("deliver", "--all").code == 4
    assert cli("trust", "--list", "--json").json == []


@pytest.mark.parametrize(
    ("url", "is_fine"),
    [
        ("http://contoh.id", False),
        ("HTTP://contoh.id", False),
        ("http://localhost.contoh.id", False),
        ("http://127.0.0.1.contoh.id", False),
        ("http://10.0.0.1", False),
        ("http://127.0.0.1:8080", True),
        ("http://[::1]:8080", True),
        ("http://localhost", True),
    ],
)
def test_without_https_an_address_is_of_this_machine(cli: Cli, url: str, is_fine: bool) -> None:
    write(cli, WEBSITE.replace("https://contoh.id", url))
    (target,) = cli("targets", "--json").json
    assert (target["problems"] == []) == is_fine
    assert ("Without https" in "".join(target["problems"])) != is_fine


@pytest.mark.parametrize("width", ["0", "-1", "199", "8001", "1000000000", "9" * 30])
def test_a_width_that_makes_no_sense_is_named(cli: Cli, tmp_path: Path, width: str) -> None:
    write(cli, folder("web", tmp_path / "web"), f"photo_width = {width}")
    cli.published()
    assert "photo_width is from 200 to 8000 pixels." in cli("targets").err
    assert "photo_width" in cli.fails(6, "trust", "target", "web", "--yes")
    done = cli("deliver", "--all")
    assert (done.code, "photo_width" in done.err) == (4, True)
    assert not (tmp_path / "web").exists()


@pytest.mark.parametrize("width", ['"lebar"', "20.5", "true", "[200]", '"2000"'])
def test_a_width_that_is_no_number_is_named_with_its_line(
    cli: Cli, tmp_path: Path, width: str
) -> None:
    write(cli, folder("web", tmp_path / "web"), f"photo_width = {width}")
    line = (cli.newsroom / "newsroom.toml").read_text().count("\n") + 1
    why = cli.fails(6, "targets")
    assert f"Line {line} of" in why
    assert "photo_width" in why


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "https://contoh.id\nhttps://lain.id",
        'https://contoh.id/"onload="x',
        "https://contoh.id/'x",
        "https://con toh.id",
        "https://redaksi:hunter2@contoh.id",
        "https://contoh.id/" + "a" * 10_000,
        "contoh.id",
    ],
)
def test_a_hostile_address_of_the_site_is_refused_when_the_settings_are_read(
    cli: Cli, tmp_path: Path, url: str
) -> None:
    write(cli, folder("web", tmp_path / "web"))
    write(cli, f"[site]\nurl = {json.dumps(url)}")
    for line in (("targets",), ("status",), ("deliver", "--all"), ("list",)):
        why = cli.fails(6, *line)
        assert "The url under [site] in" in why
        assert "hunter2" not in why
        assert len(why) < 1_000
    settings = cli.newsroom / "newsroom.toml"
    settings.write_text(settings.read_text().replace(json.dumps(url), '"https://contoh.id"'))
    assert cli("targets").code == 0


def test_a_newsroom_has_at_most_a_hundred_targets(cli: Cli, tmp_path: Path) -> None:
    write(cli, *(folder(f"t{number}", tmp_path / str(number)) for number in range(100)))
    assert cli("targets").code == 0
    write(cli, folder("t100", tmp_path / "100"))
    done = cli("targets")
    assert done.code == 6
    assert "length <= 100" in done.err


def test_a_withdrawal_that_failed_is_finished_by_the_next_delivery(
    cli: Cli, tmp_path: Path
) -> None:
    flag = tmp_path / "flag"
    flag.touch()
    command = f"test -e {flag}"
    write(cli, folder("web", tmp_path / "web", kind="site", command=command))
    article, other = cli.published(), cli.published("Pasar Ramai")
    cli("trust", "target", "web", "--yes")
    assert cli("deliver", "--all").code == 0
    flag.unlink()
    assert cli("withdraw", article, "--from", "web", "--reason", "Salah").code == 4
    for words in (["deliver", "--all"], ["deliver", article], ["deliver", other, "--to", "web"]):
        cli(*words)
        (state,) = cli("status", article, "--json").json
        assert state["state"] == "failed"
        assert "withdrawal is not finished" in state["message"]
    assert "withdrawal from the target web is not finished" in cli("doctor").out
    assert cli("deliver", "--all", "--dry-run").code == 4
    flag.touch()
    assert f"web {article} Banjir Surut: withdrawn" in cli("deliver", "--to", "web").out
    assert cli("deliver", "--all").out == "Nothing is due.\n"
    assert cli("status", article, "--json").json[0]["state"] == "withdrawn"
    assert cli("deliver", article).code == 0
    assert cli("status", article, "--json").json[0]["state"] == "delivered"


def test_a_website_that_was_down_withdraws_when_it_is_back(cli: Cli, site: Website) -> None:
    article = cli.published()
    cli("deliver", "--all")

    def trouble(_call: str) -> object:
        raise Unreachable("https://contoh.id does not answer.")

    site.trouble = trouble
    assert cli("withdraw", article, "--from", "situs", "--reason", "Salah").code == 7
    site.trouble = lambda _call: None
    assert cli("deliver", "--all").code == 0
    assert site.public() == []
    assert cli("deliver", "--all").out == "Nothing is due.\n"
    assert site.public() == []


def test_a_foreign_export_does_not_bring_a_withdrawn_page_back(cli: Cli, tmp_path: Path) -> None:
    place = tmp_path / "web"
    write(cli, folder("web", place, kind="site"))
    article, _other = cli.published(), cli.published("Pasar Ramai")
    cli("trust", "target", "web", "--yes")
    cli("deliver", "--all")
    assert cli("withdraw", article, "--from", "web", "--reason", "Salah").code == 0
    cli("export", "--to", "site", "--out", str(place))
    assert "Banjir Surut" in (place / "index.html").read_text()
    assert cli("deliver", "--all").code == 4
    assert cli("deliver", "--to", "web", "--adopt").code == 0
    assert "Banjir Surut" not in (place / "index.html").read_text()
    assert not any("banjir-surut" in one.name for one in place.rglob("*"))
