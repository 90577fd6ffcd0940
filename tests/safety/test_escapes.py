"""Control characters in the files of a newsroom reach no terminal and no reader of `--json`."""

import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest

from redaksi.config import load_house, load_settings
from redaksi.desk import Desk, Identity
from redaksi.errors import BadInput
from redaksi.store.base import Presence
from redaksi.store.files import FileStore
from tests.cli.conftest import Cli
from tests.hostile import HARMFUL, POISON, poison_newsroom, strings

FIXTURE = Path(__file__).parents[1] / "fixtures" / "format-1" / "newsroom"
CHIEF = "Ana W"


@pytest.fixture
def cli(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Cli:
    """A poisoned newsroom with every kind of content; standard output strips no characters."""
    shutil.copytree(FIXTURE, tmp_path / "ruang")
    poison_newsroom(tmp_path / "ruang")
    monkeypatch.setattr(click.utils, "should_strip_ansi", lambda *_: False)
    return Cli(tmp_path / "ruang", capsys, monkeypatch)


def articles(cli: Cli) -> list[str]:
    with FileStore(cli.newsroom) as store:
        return list(store.ids())


READING = (
    *(
        ("list",),
        ("list", "--spiked"),
        ("search", "warga"),
        ("team", "list"),
        ("team", "history"),
        ("saved", "list"),
    ),
    *(
        ("verify",),
        ("doctor",),
        ("note", "list", "ID"),
        ("show", "ID"),
        ("history", "ID"),
        ("check", "ID"),
        ("diff", "ID"),
    ),
)


@pytest.mark.parametrize("command", READING, ids=" ".join)
@pytest.mark.parametrize("options", [(), ("--json",)], ids=["people", "programs"])
def test_no_command_answers_with_what_steers_a_terminal(
    cli: Cli, command: tuple[str, ...], options: tuple[str, ...]
) -> None:
    answered = 0
    for article_id in articles(cli) if "ID" in command else [""]:
        done = cli(*[article_id if word == "ID" else word for word in command], *options, by=CHIEF)
        assert done.code in {0, 1, 8}, done
        assert not HARMFUL.search((done.out + done.err).replace("\n", "")), ascii(done)
        if options and done.out:
            assert [one for one in strings(json.loads(done.out)) if HARMFUL.search(one)] == []
        answered += bool(done.out)
    assert answered


def test_a_poisoned_newsroom_without_the_cleaning_would_show_it(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("redaksi.store.files.shown", lambda found: found)
    monkeypatch.setattr("redaksi.cli.output.is_harmless", lambda _data: True)
    found = [
        one
        for one in articles(cli)
        if HARMFUL.search(str(cli("show", one, "--json", by=CHIEF).out))
    ]
    shown = [cli("show", one, "--json", by=CHIEF).out for one in articles(cli)]
    assert found or any(HARMFUL.search(one) for text in shown for one in strings(json.loads(text)))


def test_the_record_is_verified_as_the_file_has_it(cli: Cli) -> None:
    """The cleaned text equals the sealed text: only the raw bytes show the change."""
    done = cli("verify", by=CHIEF)
    assert done.code == 8
    assert all(article_id in done.out for article_id in articles(cli))
    assert "team" in done.out


def test_an_act_on_a_poisoned_article_tells_it_cleans_it_and_keeps_its_history(cli: Cli) -> None:
    article_id = next(
        row["id"]
        for row in json.loads(cli("list", "--json", by=CHIEF).out)
        if row["stage"] == "review"
    )
    (path,) = cli.newsroom.glob(f"articles/*/{article_id}.json")
    before = json.loads(path.read_text())
    assert cli("set", article_id, "due=2026-12-05 10:00", by=CHIEF).code == 0
    after = json.loads(path.read_text())
    assert [event["kind"] for event in after["events"].values()][-2:] == ["altered_outside", "set"]
    assert [
        one for one in strings([after["article"], after["notes"]]) if HARMFUL.search(one)
    ] == []
    for table in ("events", "revisions", "paragraphs"):
        assert {key: after[table][key] for key in before[table]} == before[table]


def test_settings_name_nobody_in_colour(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    escaped = json.dumps(POISON)[1:-1]
    settings = cli.newsroom / "newsroom.toml"
    settings.write_text(
        settings.read_text().replace('name = "newsroom"', f'name = "Kabar\\nBrantas{escaped}"')
    )
    assert load_house(cli.newsroom).name == "Kabar Brantas"
    own = tmp_path / "config" / "redaksi"
    own.mkdir(parents=True)
    (own / "settings.toml").write_text(
        f'name = "Ana W{escaped}"\n[keys]\npublish = "P{escaped}"\n'
    )
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    found = load_settings()
    assert (found.name, found.keys) == ("Ana W", {"publish": "P"})


def test_an_unknown_setting_is_named_without_what_it_holds(cli: Cli) -> None:
    settings = cli.newsroom / "newsroom.toml"
    settings.write_text(settings.read_text() + f'"{json.dumps(POISON)[1:-1]}x" = 1\n')
    done = cli("list", by=CHIEF)
    assert done.code == 6
    assert not HARMFUL.search(done.err.replace("\n", ""))


@pytest.mark.parametrize("place", ["message", "words", "wrong"])
def test_a_rule_file_that_would_steer_a_terminal_is_refused_with_its_line(
    cli: Cli, place: str
) -> None:
    marks = {"message": "", "words": "", "wrong": "", place: "\\u009b31m"}
    settings = cli.newsroom / "newsroom.toml"
    settings.write_text(settings.read_text() + '\n[copydesk]\nrules = ["gaya.toml"]\n')
    (cli.newsroom / "gaya.toml").write_text(RULE.format(**marks))
    with Desk(FileStore(cli.newsroom), load_house(cli.newsroom), IDENTITY) as desk:
        with pytest.raises(BadInput, match=r"Line \d+ of gaya\.toml .* steer a terminal"):
            desk.findings.check(articles(cli)[0])
        (cli.newsroom / "gaya.toml").write_text(RULE.format(message="", words="", wrong=""))
    with Desk(FileStore(cli.newsroom), load_house(cli.newsroom), IDENTITY) as desk:
        desk.findings.check(articles(cli)[0])


IDENTITY = Identity(name=CHIEF, login="ana", host="h")
RULE = """
[[rule]]
id = "gaya"
severity = "saran"
kind = "spelling"
source = "Buku gaya."
message = {{ id = "Tulis terpisah{message}.", en = "Write it apart." }}
words = {{ "kesana" = "ke sana{words}" }}
wrong = [
  {{ text = "Ia kesana.{wrong}", cut = "kesana", fix = "ke sana" }},
  {{ text = "Mereka kesana.", cut = "kesana", fix = "ke sana" }},
]
right = ["Ia ke sana.", "Mereka ke sana."]
"""


@pytest.mark.parametrize("since", ["2026-11-20T03:00:00", "2026-11-20T03:00:00Z"])
def test_whoever_claims_to_be_present_is_shown_clean_or_not_at_all(cli: Cli, since: str) -> None:
    import fcntl  # noqa: PLC0415

    article_id = articles(cli)[0]
    with (
        FileStore(cli.newsroom) as store,
        store.announce(article_id, Presence("Budi S", datetime.now(UTC))),
    ):
        forged = cli.newsroom / ".open" / f"{article_id}.0badcafe"
        forged.write_text(json.dumps(["Orang Lain" + POISON, since]))
        file = os.open(forged, os.O_RDWR)
        fcntl.flock(file, fcntl.LOCK_EX)
        present = [one.editor for one in store.present(article_id)]
        os.close(file)
    assert present == ["Budi S"] if not since.endswith("Z") else ["Orang Lain", "Budi S"]


def test_no_hostile_stage_name_is_taken(cli: Cli) -> None:
    """An unknown stage makes the file unreadable; the message shows the name cleaned."""
    path = next(cli.newsroom.glob("articles/*/*.json"))
    path.write_text(
        path.read_text().replace('"stage": "', '"stage": "' + json.dumps(POISON)[1:-1], 1)
    )
    for command in ("list", "doctor", "verify"):
        done = cli(command, by=CHIEF)
        assert path.stem in done.out + done.err
        assert not HARMFUL.search((done.out + done.err).replace("\n", "")), ascii(done)


def _left_around(cli: Cli) -> Path:
    """Put `POISON` into names of files and fields and into the ids of an anchor.

    No person writes these texts. Returns the path of the anchor.
    """
    (cli.newsroom / f"articles/lain{POISON}").mkdir()
    (cli.newsroom / f"articles/lain{POISON}/y{POISON}.json").write_text("{")
    (cli.newsroom / f"articles/lain{POISON}/x.json").write_text("{")
    (cli.newsroom / ".aside").mkdir(exist_ok=True)
    (cli.newsroom / f".aside/x{POISON}").write_text("{")
    for path in (cli.newsroom / "team.json", *cli.newsroom.glob("articles/*/[0-9]*.json")):
        content = json.loads(path.read_text())
        row = next(iter(content["members" if path.name == "team.json" else "article"].values()))
        row[f"lain{POISON}"] = 1
        path.write_text(json.dumps(content))
    anchor = cli.newsroom.parent / "jangkar"
    chains = {f"2611{POISON}": {"events": 1, "hash": f"ab{POISON}", "seal": ""}}
    anchor.write_text(
        json.dumps({"redaksi_anchor": 1, "at": "2026-01-01T00:00:00Z", "chains": chains})
    )
    return anchor


def test_no_json_holds_what_steers_a_terminal_wherever_it_was_read(cli: Cli) -> None:
    anchor = _left_around(cli)
    out = cli.newsroom.parent / f"keluar{POISON}"
    cli("export", "json", "--to", str(out), by=CHIEF)
    for listed in out.glob("*manifest*.json"):
        listed.write_text(listed.read_text().replace('"2', '"\\u009b2\\u202e'))
    answered = 0
    for words in (
        ("verify",),
        ("verify", "--anchor", str(anchor)),
        ("anchor", str(out / "jangkar")),
        ("doctor",),
        ("backup", str(out / "cadangan.tar.gz")),
        ("restore-backup", str(out / "cadangan.tar.gz"), str(out / "lagi")),
        ("export", "json", "--to", str(out)),
        ("import", str(out)),
        ("init", str(out / "ruang")),
        ("new", "--headline", f"Judul{POISON}"),
        ("team", "add", f"Orang{POISON}"),
        ("list", "--save", f"cari{POISON}"),
        ("doctor", "--fix"),
        ("reindex",),
        ("whoami",),
        ("keys",),
        ("rules",),
        ("trust", "--list"),
        *READING,
    ):
        for article_id in articles(cli) if "ID" in words else [""]:
            done = cli(
                *[article_id if word == "ID" else word for word in words], "--json", by=CHIEF
            )
            assert done.code in {0, 1, 3, 4, 6, 7, 8}, done
            assert not HARMFUL.search((done.out + done.err).replace("\n", "")), (
                words,
                ascii(done),
            )
            if done.out:
                assert [
                    one
                    for one in strings(json.loads(done.out))
                    if HARMFUL.search(one.replace("\n", ""))
                ] == []
                answered += 1
    assert answered > 25


def test_without_the_cleaning_names_of_files_and_fields_would_steer_it(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("redaksi.cli.output.is_harmless", lambda _data: True)
    anchor = _left_around(cli)
    for words in (("verify",), ("verify", "--anchor", str(anchor)), ("doctor",)):
        said = cli(*words, "--json", by=CHIEF).out
        assert [one for one in strings(json.loads(said)) if HARMFUL.search(one)], words


def test_a_path_that_is_no_utf_8_is_spelled_out(cli: Cli) -> None:
    path = os.fsdecode(os.fsencode(cli.newsroom.parent) + b"/cad\xff.tar.gz")
    done = cli("backup", path, "--json", by=CHIEF)
    assert done.code == 0, done
    assert json.loads(done.out)["results"][0]["path"].endswith(r"cad\udcff.tar.gz")
