"""A blank option or id is refused; a blank environment variable counts as unset."""

import os
from pathlib import Path

import pytest

from redaksi.errors import Unreadable
from redaksi.store.dossiers.layout import shard_of
from redaksi.store.files import FileStore
from tests.cli.conftest import Cli
from tests.desk.rooms import CHIEF
from tests.store.test_processes import GROUP, STRANGER, as_user, needs_root, shared

__all__ = ["shared"]  # a fixture


@pytest.mark.parametrize("blank", ["", "  ", "\u200b"])
def test_a_blank_option_or_id_is_refused(cli: Cli, blank: str) -> None:
    assert "--as" in cli.fails(6, "whoami", by=blank)
    assert cli.fails(6, "new", "--headline", "Judul", by=blank)
    done = cli.bare("--newsroom", blank, "list")
    assert (done.code, done.out) == (6, "")
    assert "--newsroom" in done.err
    if blank.isascii():
        for command in (
            ("show",),
            ("history",),
            ("edit",),
            ("publish",),
            ("note", "list"),
            ("undo",),
        ):
            assert "blank" in cli.fails(3, *command, blank), command


def test_a_blank_variable_counts_as_unset(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    default = cli.bare("--newsroom", cli.newsroom, "whoami").out
    for blank in ("", "  "):
        monkeypatch.setenv("REDAKSI_EDITOR", blank)
        assert cli.bare("--newsroom", cli.newsroom, "whoami").out == default
        monkeypatch.setenv("REDAKSI_NEWSROOM", blank)
        monkeypatch.chdir(cli.newsroom)
        assert cli.bare("list").code == 0
    monkeypatch.setenv("REDAKSI_EDITOR", CHIEF)
    assert CHIEF in cli.bare("whoami").out


def test_a_backup_that_is_not_there_is_named_and_nothing_is_made(cli: Cli, tmp_path: Path) -> None:
    said = cli.fails(3, "restore-backup", tmp_path / "nihil.tar.gz", tmp_path / "baru")
    assert f"There is no {tmp_path / 'nihil.tar.gz'}." in said
    assert not (tmp_path / "baru").exists()


@needs_root
def test_an_article_in_a_folder_that_is_closed_is_no_article_that_is_not_there(
    shared: Path,
) -> None:
    FileStore.create(shared).close()
    folder = shared / "articles" / "00"
    folder.mkdir(mode=0o700)
    inside = next(
        one
        for one in (f"2611{number}" for number in range(10_000))
        if shard_of(one) == folder.name
    )

    def look() -> None:
        os.umask(0o077)
        with (
            FileStore(shared) as store,
            pytest.raises(Unreadable, match="articles/00 cannot be read"),
        ):
            store.resolve(inside)

    assert as_user(STRANGER, [GROUP], look)
