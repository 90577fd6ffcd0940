"""A person's choices are written durably into the settings, beside the person's own lines.

Unreadable settings are never overwritten.
"""

from pathlib import Path
from stat import S_IMODE

import pytest

from redaksi import config
from redaksi.desk import preferences
from redaksi.errors import BadInput


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return config.settings_file()


def test_the_first_choice_makes_the_file(file: Path) -> None:
    preferences.remember({"theme": "nord", "language": "id"})
    assert config.load_settings() == config.Settings(theme="nord", language="id")
    assert [entry.name for entry in file.parent.iterdir()] == ["settings.toml"]


def test_comments_order_and_what_we_do_not_know_stay(file: Path) -> None:
    file.parent.mkdir(parents=True)
    before = (
        '# mine\n\ntheme = "nord"   # dark\nnewer = [1, 2]  # from another version\n\n[keys]\n# '
        'caps\npublish = "P"\n'
    )
    file.write_text(before)
    preferences.remember({"theme": "gruvbox", "name": "Ani"})
    after = file.read_text()
    assert [
        line
        for line in before.replace('"nord"', '"gruvbox"').splitlines()
        if line not in after.splitlines()
    ] == []
    assert config.load_settings().name == "Ani"
    assert config.load_settings().keys == {"publish": "P"}


def test_a_link_stays_a_link(file: Path, tmp_path: Path) -> None:
    own = tmp_path / "dotfiles" / "redaksi.text.toml_lines"
    own.parent.mkdir()
    own.write_text('name = "Ani"\n')
    file.parent.mkdir(parents=True)
    file.symlink_to(own)
    preferences.remember({"theme": "nord"})
    assert file.is_symlink()
    assert own.read_text() == 'name = "Ani"\ntheme = "nord"\n'


def test_a_choice_opens_the_file_to_nobody_else(file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.parent.chmod(0o755)
    file.write_text('name = "Ani"\n')
    file.chmod(0o600)
    preferences.remember({"theme": "nord"})
    assert S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("broken", ['name = "Ani', "theme = 3", "keys = 1", "\xff"])
def test_what_cannot_be_read_is_not_written_over(file: Path, broken: str) -> None:
    file.parent.mkdir(parents=True)
    file.write_bytes(broken.encode("latin-1"))
    with pytest.raises(BadInput):
        preferences.remember({"theme": "nord"})
    assert file.read_bytes() == broken.encode("latin-1")
