"""`deliver`, `withdraw`, `targets`, `status` and `trust target`, from the command line."""

import json
from pathlib import Path

import pytest

from redaksi.delivery import opening
from redaksi.delivery.base import Unreachable
from tests.cli.conftest import Cli
from tests.delivery.imitation import Website

BUDI = "Budi Editor"
SECRET = "abcd-efgh-ijkl-rahasia"
SITE = """
[[target]]
name = "situs"
kind = "wordpress"
url = "https://contoh.id"
user = "redaksi"
secret = "env:SITUS_PASSWORD"
"""


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
    write(cli, SITE)
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


def test_a_newsroom_has_at_most_a_hundred_targets(cli: Cli, tmp_path: Path) -> None:
    write(cli, *(folder(f"t{number}", tmp_path / str(number)) for number in range(100)))
    assert cli("targets").code == 0
    write(cli, folder("t100", tmp_path / "100"))
    done = cli("targets")
    assert done.code == 6
    assert "length <= 100" in done.err
