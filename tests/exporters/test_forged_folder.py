"""Somebody else may write the folder of an export: nothing that is no export is lost there."""

import os
from pathlib import Path

import msgspec
import pytest

from redaksi.domain.hashing import sha256
from redaksi.errors import BadInput
from redaksi.exporters import folder, held, manifest, present
from redaksi.exporters.manifest import Entry
from tests.exporters.pieces import SITE, pieces

LIST = manifest.file_name("text")
OWN = b"naskah sendiri"


def forge(place: Path, *paths: str, article: str = "2611") -> None:
    """A list of files by which each of `paths`, with the content OWN, is of `article`."""
    place.mkdir(exist_ok=True)
    files = {path: Entry(article, sha256(OWN)) for path in paths}
    (place / LIST).write_bytes(msgspec.json.encode({"redaksi": 1, "files": files}))


def test_a_folder_under_the_name_of_a_waiting_one_keeps_its_content(tmp_path: Path) -> None:
    renamed = tmp_path / ".redaksi-text-00.tmp"
    (renamed / "bab").mkdir(parents=True)
    (renamed / "bab" / "1").write_bytes(OWN)
    (renamed / "0").write_bytes(OWN)
    assert folder.write(tmp_path, "text", pieces(1), SITE).written
    assert (renamed / "bab" / "1").read_bytes() == (renamed / "0").read_bytes() == OWN


def test_a_waiting_folder_of_a_killed_run_goes(tmp_path: Path) -> None:
    left = tmp_path / ".redaksi-text-00.tmp"
    left.mkdir()
    (left / "0.redaksi-aside").write_bytes(b"half")
    folder.write(tmp_path, "text", pieces(1), SITE)
    assert not left.exists()


def test_a_forged_list_removes_nothing_outside_the_folder(tmp_path: Path) -> None:
    place, outside = tmp_path / "situs", tmp_path / "rumah"
    outside.mkdir()
    (outside / "naskah.txt").write_bytes(OWN)
    place.mkdir()
    (place / "link").symlink_to(outside)
    (place / "naskah.txt").symlink_to(outside / "naskah.txt")
    forge(
        place, "../rumah/naskah.txt", f"{outside}/naskah.txt", "link/naskah.txt", "naskah.txt", "",
        ".", "..", "x" * 5000,
    )  # fmt: skip
    left = held.remove(place, "text", ["2611"])
    assert len(left) >= 4
    assert (outside / "naskah.txt").read_bytes() == OWN


def test_an_empty_folder_behind_a_link_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, outside = tmp_path / "situs", tmp_path / "rumah"
    (outside / "b").mkdir(parents=True)
    (place / "a" / "b").mkdir(parents=True)
    (place / "a" / "b" / "naskah.txt").write_bytes(OWN)
    forge(place, "a/b/naskah.txt")
    unlink = present.unlink

    def swapped(where: Path, path: str) -> None:
        """Remove the file; `a` becomes a link just after that."""
        real = os.unlink

        def unlinked(name: str, *, dir_fd: int) -> None:
            real(name, dir_fd=dir_fd)
            (place / "a").rename(tmp_path / "moved")
            (place / "a").symlink_to(outside)

        with monkeypatch.context() as patched:
            patched.setattr(os, "unlink", unlinked)
            unlink(where, path)

    monkeypatch.setattr(held, "unlink", swapped)
    held.remove(place, "text", ["2611"])
    assert not (tmp_path / "moved" / "b" / "naskah.txt").exists()
    assert (outside / "b").is_dir()


def test_a_list_with_a_name_that_no_file_has_is_damaged(tmp_path: Path) -> None:
    forge(tmp_path, "a\0b")
    for act in (
        lambda: held.remove(tmp_path, "text", ["2611"]),
        lambda: folder.write(tmp_path, "text", pieces(1), SITE),
    ):
        with pytest.raises(BadInput, match="damaged"):
            act()
