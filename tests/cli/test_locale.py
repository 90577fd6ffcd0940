"""The language of the output: a script that sets the C locale gets English."""

import pytest

from redaksi import config
from tests.cli.conftest import Cli


def _answer(cli: Cli, monkeypatch: pytest.MonkeyPatch, **variables: str) -> str:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return cli("show", "999999").err.splitlines()[0]


ENGLISH, INDONESIAN = "redaksi: There is no article 999999.", "redaksi: Tidak ada naskah 999999."


@pytest.mark.parametrize("value", ["C", "POSIX", "C.UTF-8", "C.utf8"])
def test_lc_all_c_gives_scripts_english_whatever_else_says_indonesian(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    settings = config.settings_file()
    settings.parent.mkdir(parents=True)
    settings.write_text('language = "id"\n')
    for others in ({}, {"LANG": "id_ID.UTF-8"}, {"LANGUAGE": "id"}):
        assert _answer(cli, monkeypatch, LC_ALL=value, **others) == ENGLISH
    assert _answer(cli, monkeypatch, LC_ALL="en_US.UTF-8") == INDONESIAN


def test_no_locale_leaves_the_language_to_the_newsroom(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _answer(cli, monkeypatch) == INDONESIAN
    assert _answer(cli, monkeypatch, LANG="C.UTF-8") == INDONESIAN
    assert _answer(cli, monkeypatch, LC_ALL="", LANG="en_US.UTF-8") == ENGLISH
    assert _answer(cli, monkeypatch, LC_ALL="id_ID.UTF-8", LANG="C") == INDONESIAN
