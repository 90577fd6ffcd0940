"""File systems that lack a feature (WSL's, SMB, exFAT).

The missing features are skipped; all other errors are raised.
"""

import errno
import os
import stat
from pathlib import Path

import pytest

from redaksi.desk import Identity, open_desk
from redaksi.desk.newsroom import create
from redaksi.domain.article import Text
from redaksi.errors import StorageError
from redaksi.exporters.staging import Staging
from redaksi.system import durable

LACKS = {
    "the sync of a folder": ("EINVAL", "EBADF", "ENOTSUP", "ENOSYS"),
    "modes": ("EPERM", "EINVAL", "ENOTSUP", "ENOSYS"),
    "groups": ("EPERM", "EINVAL", "ENOTSUP", "ENOSYS"),
}


def take_away(what: str, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the calls for the feature `what` fail with the `errno` value `number`."""
    fsync = os.fsync

    def refuse(*_args: object, **_options: object) -> None:
        raise OSError(number, os.strerror(number))

    def files_only(file: int) -> None:
        if stat.S_ISDIR(os.fstat(file).st_mode):
            refuse()
        fsync(file)

    lacking: dict[str, dict[str, object]] = {
        "the sync of a folder": {"fsync": files_only},
        "modes": {"chmod": refuse, "fchmod": refuse},
        "groups": {"chown": refuse, "fchown": refuse},
    }
    for name, instead in lacking[what].items():
        monkeypatch.setattr(os, name, instead)


def live_on(folder: Path) -> None:
    """Make a newsroom below `folder`, save to it, back it up and export files."""
    create(folder, Identity(name="Cici", login="", host="host"))
    with open_desk(folder, "Cici") as desk:
        article = desk.copy.new(Text(headline="Judul", body=("Isi.",)))
        desk.copy.save(article.id, Text(headline="Judul baru", body=("Isi.",)), article.version)
        desk.backups.write(folder.parent / "cadangan.tar.gz")
    with Staging(folder.parent / "keluar", "html") as staging:
        staging.add("a.html", b"isi")
        staging.place(["a.html"])


@pytest.mark.parametrize(
    ("what", "name"), [(what, name) for what, names in LACKS.items() for name in names]
)
def test_a_file_system_that_lacks_something_holds_a_newsroom(
    tmp_path: Path, what: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_away(what, getattr(errno, name), monkeypatch)
    live_on(tmp_path / "ruang")
    with open_desk(tmp_path / "ruang", "Cici") as desk:
        assert [row.headline for row in desk.reading.rows()] == ["Judul baru"]


@pytest.mark.parametrize("what", LACKS)
def test_a_disk_that_fails_is_still_told(
    tmp_path: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o770)
    if os.geteuid() == 0:
        os.chown(tmp_path, -1, 4321)
    elif what == "groups":
        pytest.skip("only root gives a folder to another group")
    durable.replace(tmp_path / "a", b"")
    take_away(what, errno.EIO, monkeypatch)
    (tmp_path / "a").unlink()
    old = os.umask(0o077)
    try:
        with pytest.raises((OSError, StorageError)):
            durable.replace(tmp_path / "a", b"")
    finally:
        os.umask(old)
