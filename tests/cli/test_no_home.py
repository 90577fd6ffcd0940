"""A person without a home folder can read, write and export."""

import pwd
from pathlib import Path

import pytest

from redaksi.desk import open_desk, rescued_text
from redaksi.tui.app import RedaksiApp
from tests.cli.conftest import Cli
from tests.desk.rooms import CHIEF
from tests.tui.driving import said, until

_KINDS = ("CONFIG", "STATE", "DATA", "CACHE")


def _nobody(_number: int) -> pwd.struct_passwd:
    raise KeyError


def _lose_home(monkeypatch: pytest.MonkeyPatch, home: str | None) -> None:
    for name in _KINDS:
        monkeypatch.delenv(f"XDG_{name}_HOME", raising=False)
    monkeypatch.setattr(pwd, "getpwuid", _nobody)
    if home is None:
        monkeypatch.delenv("HOME")
    else:
        monkeypatch.setenv("HOME", home)


@pytest.fixture(params=[None, "", "rumah"], ids=["no entry", "empty", "relative"])
def homeless(
    request: pytest.FixtureRequest, cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Cli:
    """A newsroom with an article, and a person without a home folder in an empty folder."""
    cli.new("Judul", b"Isi.")
    here = tmp_path / "sini"
    here.mkdir()
    monkeypatch.chdir(here)
    _lose_home(monkeypatch, request.param)
    return cli


def test_what_needs_no_home_goes_on_without_one(homeless: Cli) -> None:
    (article,) = homeless("list", "--json").json
    for command in (
        *(
            ("show", article["id"]),
            ("history", article["id"]),
            ("check", article["id"]),
            ("search", "isi"),
        ),
        *(
            ("whoami",),
            ("keys",),
            ("rules",),
            ("trust", "--list"),
            ("verify",),
            ("reindex",),
            ("team", "list"),
        ),
        *(
            ("set", article["id"], "rubric=Peristiwa"),
            ("new", "--headline", "Lain"),
            ("export", "--to", "html", "--out", "keluar"),
        ),
    ):
        done = homeless(*command)
        assert (done.code, done.err) == (0, ""), (command, done)
    assert not [*Path().iterdir()], (
        "nothing of ours lies in the folder where somebody happens to be"
    )


def test_what_needs_one_says_so_in_a_sentence(homeless: Cli) -> None:
    (article,) = homeless("list", "--json").json
    assert "home folder" in homeless.fails(7, "log")
    assert "home folder" in homeless.fails(7, "trust", "folder", homeless.newsroom, "--yes")
    for line in (("list",), ("demo",), ()):
        done = homeless.bare(*line)
        assert (done.code, done.out) == (7, "")
        assert done.err.startswith("redaksi: Your home folder cannot be found.")
    ill = homeless("doctor")
    assert ill.code == 8
    assert "settings: Your home folder cannot be found." in ill.out
    assert not [*Path().iterdir()]
    assert rescued_text.keep(article["id"], "Teks.").read_text() == "Teks.", (
        "a text that cannot be saved is kept all the same"
    )


async def test_the_desk_opens_without_one_and_says_that_nothing_typed_can_be_kept(
    homeless: Cli,
) -> None:
    with open_desk(homeless.newsroom, CHIEF) as desk:
        app = RedaksiApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await until(lambda: "Your home folder cannot be found." in said(pilot))
            assert not [*Path().iterdir()]
