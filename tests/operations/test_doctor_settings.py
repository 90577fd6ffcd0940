"""The doctor names each setting that refers to a missing thing, with its line.

Such settings stop no command.
"""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from redaksi import config
from redaksi.cli import run
from tests.operations.conftest import CHIEF

RULE = """
[[rule]]
id = "kata-kami"
severity = "saran"
kind = "wording"
source = "kami"
message.id = "Tulis lain."
message.en = "Write it otherwise."
wrong = [{ text = "Itu mantap.", cut = "mantap" }, { text = "Mantap itu.", cut = "Mantap" }]
right = ["Itu baik.", "Baik itu."]
[rule.words]
mantap = ""
"""

Look = Callable[[], list[tuple[str, str]]]


@pytest.fixture
def look(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> Look:
    """A function that runs `doctor --json` and returns the findings about settings with remedies.

    The function also asserts the exit code.
    """

    def look() -> list[tuple[str, str]]:
        capsys.readouterr()
        code = run(["--newsroom", str(newsroom), "--as", CHIEF, "doctor", "--json"])
        found = msgspec.json.decode(capsys.readouterr().out)
        assert all(one["kind"] == "settings" for one in found), found
        assert code == (8 if found else 0)
        return [(one["what"], one["remedy"]) for one in found]

    return look


def house(newsroom: Path, text: str) -> None:
    (newsroom / config.FILE).write_text(text, "utf-8")


def own(text: str) -> Path:
    path = config.settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_a_person_for_imported_copy_who_is_not_in_the_team_is_named(
    newsroom: Path, look: Look
) -> None:
    house(newsroom, 'name = "R"\n[desk]\nimport_to = "Orang Luar"\n')
    ((what, remedy),) = look()
    assert what.startswith("Line 3 of ")
    assert what.endswith("cannot be used: Orang Luar is not in the team.")
    assert "redaksi team add" in remedy
    for known in (CHIEF.upper(), ""):
        house(newsroom, f'[desk]\nimport_to = "{known}"\n')
        assert look() == []


def test_settings_that_all_mean_something_are_no_ailment(newsroom: Path, look: Look) -> None:
    (newsroom / "gaya.toml").write_text(RULE)
    house(newsroom, '[copydesk]\nrules = ["gaya.toml"]\noff = ["kata-kami", "judul-panjang"]\n')
    own(
        f'name = "{CHIEF}"\nlanguage = "en"\ntheme = "nord"\nnewsroom = '
        f'"{newsroom}"\n[keys]\npublish = "P"\n'
    )
    assert look() == []


def test_every_broken_rule_file_is_named_and_not_only_the_first(
    newsroom: Path, look: Look
) -> None:
    (newsroom / "satu.toml").write_text("[[rule]]\nid = 3\n")
    (newsroom / "dua.toml").write_text("[[rule]\n")
    (newsroom / "gaya.toml").write_text(RULE)
    house(
        newsroom,
        '[copydesk]\nrules = ["satu.toml", "dua.toml", "gaya.toml", "tidakada.toml", '
        '"../luar.toml"]\n',
    )
    said = [what for what, _remedy in look()]
    assert len(said) == 4
    for part, one in zip(
        ("of satu.toml", "of dua.toml", "tidakada.toml", "luar.toml"), said, strict=True
    ):
        assert part in one
    assert sum("Line 2 of satu.toml" in one for one in said) == 1


def test_every_rule_that_there_is_not_is_named_with_its_line(newsroom: Path, look: Look) -> None:
    house(
        newsroom,
        '[copydesk]\noff = ["tidak-bakuu"]\n[copydesk.severity]\njudul-panjangg = "saran"\n',
    )
    said = [what for what, _remedy in look()]
    assert said == [
        "There is no rule tidak-bakuu, which line 2 of newsroom.toml names.",
        "There is no rule judul-panjangg, which line 4 of newsroom.toml names.",
    ]


def test_a_language_of_the_house_that_there_is_not(newsroom: Path, look: Look) -> None:
    house(newsroom, 'name = "Kami"\nlanguage = "fr"\n')
    ((what, remedy),) = look()
    assert what == f"Line 2 of {newsroom / config.FILE} cannot be used: there is no language fr."
    assert remedy == "There are: id, en."


@pytest.mark.parametrize(
    ("line", "says", "remedy"),
    [
        ('language = "jv"', "there is no language jv", "id, en"),
        ('theme = "gelap"', "there is no theme gelap", "redaksi-dark, redaksi-light"),
        ('tema = "nord"', "there is no setting tema", "theme"),
        ("warna = 3", "there is no setting warna", "Take the line out."),
        ('newsroom = "/tidakada"', "there is no newsroom in /tidakada", "newsroom.toml"),
        ('[keys]\npublis = "P"', "[keys] publis", "Did you mean publish?"),
        ('[keys]\npublish = "ctrl+alt+shift+meta+q"', "publish", "Write a character"),
        ("[keys]\npublish = 3", "[keys] publish", "P"),
    ],
)
def test_own_settings_that_ask_for_what_there_is_not(
    newsroom: Path, look: Look, line: str, says: str, remedy: str
) -> None:
    path = own(f'name = "{CHIEF}"\n{line}\n')
    ((what, advice),) = look()
    assert says in what
    assert str(path) in what
    assert remedy in advice
    if not line.startswith("[keys]"):
        assert what.startswith("Line 2 of ")


def test_settings_that_cannot_be_read_are_named_once(
    newsroom: Path, look: Look, capsys: pytest.CaptureFixture[str]
) -> None:
    own("name = [")
    assert len(look()) == 1
    assert run(["--newsroom", str(newsroom), "doctor"]) == 8
    assert capsys.readouterr().out.count("settings:") == 1
