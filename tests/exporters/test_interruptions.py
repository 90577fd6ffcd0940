"""An export that a disk error, missing permissions or a kill stops leaves intact files.

The old files stay, and no other file is left behind.
"""

import errno
import os
import signal
import subprocess
import tempfile
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from redaksi.domain.article import Photo
from redaksi.errors import BadInput, DiskFull, ReadOnlyNewsroom, StorageError
from redaksi.exporters import FORMATS, Sealed, folder
from redaksi.pictures.exchange import WebFiles
from redaksi.pictures.renditions import Rendition
from tests.exporters.pieces import SITE, pieces
from tests.forking import fork

NOBODY = 65534
as_root = pytest.mark.skipif(os.getuid() != 0, reason="needs root to become somebody else")


def edited(articles: Iterator[Sealed]) -> list[Sealed]:
    return [
        replace(sealed, text=replace(sealed.text, headline="Judul Baru")) for sealed in articles
    ]


def contents(out: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()
    }


def in_child(act: Callable[[], None], uid: int | None = None) -> int:
    """Run `act` in a child process (as `uid`); returns its exit code, negative for a signal."""
    child = fork()
    if child == 0:
        try:
            if uid is not None:
                os.setuid(uid)
            act()
            os._exit(0)
        except BaseException:  # noqa: BLE001 - the child must not run on into pytest after any error
            traceback.print_exc()
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.write(tmp_path, "text", pieces(3), SITE)
    before = contents(tmp_path)
    left = iter(range(2))

    def fsync(descriptor: int) -> None:
        if next(left, None) is None:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(DiskFull):
        folder.write(tmp_path, "text", edited(iter(pieces(3))), SITE)
    assert contents(tmp_path) == before
    assert len(list(tmp_path.iterdir())) == 4


@as_root
def test_a_really_full_disk_changes_nothing(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], check=False
    ).returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        with pytest.raises(DiskFull) as caught:
            folder.write(disk / "new" / "out", "text", pieces(100), SITE)
        assert str(disk / "new" / "out") in caught.value.sentence
        assert not list(disk.iterdir())
        assert len(folder.write(disk / "new" / "out", "text", pieces(2), SITE).written) == 2
        (disk / "own").mkdir()
        with pytest.raises(DiskFull):
            folder.write(disk / "own", "text", pieces(100), SITE)
        assert not list((disk / "own").iterdir())
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.parametrize("format_name", ["text", "hugo"])
def test_an_export_that_fails_leaves_no_folder_that_it_made_and_each_that_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format_name: str
) -> None:
    (tmp_path / "mine").mkdir()
    for out in (tmp_path / "new" / "web", tmp_path / "mine"):
        for act in ("fsync", "replace"):

            def fail(*_arguments: object, **_options: object) -> None:
                raise OSError(errno.ENOSPC, "No space left on device")

            with monkeypatch.context() as patch:
                patch.setattr(os, act, fail)
                with pytest.raises(DiskFull):
                    folder.write(out, format_name, pieces(2), SITE)
            assert list(tmp_path.rglob("*")) == [tmp_path / "mine"]
    assert folder.write(tmp_path / "new" / "web", format_name, pieces(2), SITE).written


@as_root
def test_a_folder_without_rights_is_one_sentence_and_stays_as_it_is() -> None:
    with tempfile.TemporaryDirectory() as name:
        out = Path(name)
        out.chmod(0o755)
        folder.write(out, "text", pieces(2), SITE)
        before = contents(out)

        def act() -> None:
            assert len(folder.write(out, "text", pieces(2), SITE).unchanged) == 2
            with pytest.raises(ReadOnlyNewsroom):
                folder.write(out, "text", edited(iter(pieces(2))), SITE)

        assert in_child(act, NOBODY) == 0
        assert contents(out) == before


@as_root
def test_a_file_that_may_not_be_read_is_refused_alone() -> None:
    with tempfile.TemporaryDirectory() as name:
        out = Path(name)
        out.chmod(0o777)
        (out / "artikel-1.txt").touch(0o600)

        def act() -> None:
            report = folder.write(out, "text", pieces(2), SITE)
            assert [refusal.path for refusal in report.refused] == ["artikel-1.txt"]
            assert "cannot be read" in report.refused[0].why
            assert report.written == ("artikel-2.txt",)

        assert in_child(act, NOBODY) == 0


def test_a_parent_that_is_a_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BadInput, match="file is not a folder"):
        folder.write(tmp_path / "file" / "out", "text", pieces(1), SITE)


def test_articles_that_cannot_be_read_leave_the_folder_as_it_was(tmp_path: Path) -> None:
    def broken() -> Iterator[Sealed]:
        yield from pieces(2)
        raise StorageError("a damaged dossier")

    with pytest.raises(StorageError, match="damaged"):
        folder.write(tmp_path / "out", "text", broken(), SITE)
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("moves", range(6))
def test_a_kill_at_any_moment_is_made_good_by_the_next_export(tmp_path: Path, moves: int) -> None:
    """The export is killed after `moves` renames.

    The first rename is of the list, three of files follow, then one of the list with their stamps.
    No sixth rename comes.
    """
    folder.write(tmp_path, "text", pieces(3), SITE)
    replaced = os.replace

    def act() -> None:
        left = iter(range(moves))

        def replace_or_die(*names: Any, **folders: Any) -> None:
            if next(left, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)
            replaced(*names, **folders)

        os.replace = replace_or_die
        folder.write(tmp_path, "text", edited(iter(pieces(3))), SITE)

    assert in_child(act) == (0 if moves == 5 else -signal.SIGKILL)
    # After any kill the files still count as ours, so that a third text replaces them.
    third = [
        replace(sealed, text=replace(sealed.text, headline="Judul Ketiga")) for sealed in pieces(3)
    ]
    report = folder.write(tmp_path, "text", third, SITE)
    assert (len(report.written), report.refused) == (3, ())
    assert sorted(contents(tmp_path)) == [
        ".redaksi-text.json",
        "artikel-1.txt",
        "artikel-2.txt",
        "artikel-3.txt",
    ]
    assert len(list(tmp_path.iterdir())) == 4
    assert len(folder.write(tmp_path, "text", third, SITE).unchanged) == 3


def killed_after(moves: int, act: Callable[[], object]) -> int:
    """Run `act` in a child that is killed before the rename behind `moves` renames.

    Returns its exit code, 0 when `act` has no further rename.
    """
    replaced, left = os.replace, iter(range(moves))

    def replace_or_die(*names: Any, **folders: Any) -> None:
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)
        replaced(*names, **folders)

    def dying() -> None:
        os.replace = replace_or_die
        act()

    return in_child(dying)


@pytest.mark.parametrize("format_name", FORMATS)
def test_after_a_kill_at_any_file_the_next_export_is_that_of_a_clean_folder(
    tmp_path: Path, format_name: str
) -> None:
    """The export is killed before each rename: of the list, of each file, of the list again."""
    clean = tmp_path / "clean"
    folder.write(clean, format_name, pieces(3), SITE)
    changed = len(folder.write(clean, format_name, edited(iter(pieces(3))), SITE).written)
    for moves in range(changed + 3):
        out = tmp_path / str(moves)
        folder.write(out, format_name, pieces(3), SITE)
        again = partial(folder.write, out, format_name, edited(iter(pieces(3))), SITE)
        assert killed_after(moves, again) == (0 if moves > changed + 1 else -signal.SIGKILL)
        assert not folder.write(out, format_name, edited(iter(pieces(3))), SITE).refused
        # The list remembers what a kill may have left in place, which says nothing of the files.
        written = {name for name in contents(out) if not name.startswith(".redaksi-")}
        assert {name: contents(out)[name] for name in written} == {
            name: contents(clean)[name] for name in written
        }
        assert contents(out).keys() == contents(clean).keys()


@pytest.mark.parametrize("format_name", FORMATS)
def test_after_a_kill_at_any_picture_the_next_export_is_that_of_a_clean_folder(
    tmp_path: Path, format_name: str
) -> None:
    """The folder is new. The export is killed before each rename: of list, texts and pictures."""
    files = WebFiles(8, 6, b"jpeg", b"webp")
    site = replace(SITE, rendition=lambda photo: Rendition(photo.attachment, 2_000, lambda: files))
    photos = tuple(Photo(file=f"{sign}.jpg", sha256=sign * 64) for sign in "ab")
    articles = [replace(sealed, text=replace(sealed.text, photos=photos)) for sealed in pieces(2)]
    clean = tmp_path / "clean"
    folder.write(clean, format_name, articles, site)
    wanted = contents(clean)
    # The list holds the times of the files. It is placed before and after them.
    stamped = {f".redaksi-{format_name}.json"}
    assert len([name for name in wanted if name.startswith("photos/")]) == 8
    for moves in range(len(wanted) + 2):
        out = tmp_path / str(moves)
        export = partial(folder.write, out, format_name, articles, site)
        assert killed_after(moves, export) == (0 if moves > len(wanted) else -signal.SIGKILL)
        assert not export().refused
        found = contents(out)
        assert found.keys() == wanted.keys()
        assert {name for name in wanted if found[name] != wanted[name]} <= stamped


def test_what_a_kill_left_is_swept_by_a_run_that_writes_nothing(tmp_path: Path) -> None:
    folder.write(tmp_path, "text", pieces(2), SITE)
    left = tmp_path / ".redaksi-text-00.tmp"
    left.mkdir()
    (tmp_path / ".redaksi-html-00.tmp").mkdir()
    assert not folder.write(tmp_path, "text", pieces(2), SITE).written
    assert not left.exists()
    assert (tmp_path / ".redaksi-html-00.tmp").exists(), "of another format, perhaps at work"
