"""Files that are as an export left them are told by their stamps, and are not read again."""

import os
import time
from collections.abc import Callable
from io import BufferedReader
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from redaksi.domain.article import Photo
from redaksi.exporters import FORMATS, Sealed, candidate, folder, held, manifest, present
from redaksi.exporters.folder import FolderReport, Made
from redaksi.exporters.manifest import ALL, Entry
from redaksi.exporters.staging import Staging
from redaksi.pictures.exchange import WebFiles
from redaksi.pictures.renditions import Rendition
from tests.exporters.pieces import SITE, pieces

ONE_FILE = {"csv", "rss", "atom", "jsonfeed", "wxr"}
"""Their file is compared with the new one part by part, which reads it."""
HUGE = 3 << 30


def photographed() -> list[Sealed]:
    photos = tuple(Photo(file=f"{sign}.jpg", sha256=sign * 64) for sign in "ab")
    return [replace(one, text=replace(one.text, photos=photos)) for one in pieces(3)]


def export(out: Path, format_name: str, articles: list[Sealed] | None = None) -> FolderReport:
    files = WebFiles(8, 6, b"jpeg", b"webp")
    site = replace(SITE, rendition=lambda photo: Rendition(photo.attachment, 2_000, lambda: files))
    made = Made("same") if articles is None else Made()
    return folder.write(out, format_name, articles or photographed(), site, made=lambda: made)


def entries(out: Path, format_name: str) -> dict[str, Entry]:
    return manifest.load(out / manifest.file_name(format_name))


def differences(out: Path, format_name: str) -> list[str]:
    found = entries(out, format_name)
    wanted = {ALL, *(one.article for one in found.values())}
    return [one.path for one in held.compare(out, found, wanted).differences]


def change_in_place(path: Path, content: bytes) -> None:
    """Change the file without a trace in its time, size and inode."""
    before = path.stat()
    while time.time_ns() - before.st_ctime_ns < 50_000_000:
        time.sleep(0.01)  # the clock of a file system ticks some hundred times a second
    with path.open("r+b") as file:
        file.write(content)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = path.stat()
    assert (after.st_mtime_ns, after.st_size, after.st_ino) == (
        before.st_mtime_ns,
        before.st_size,
        before.st_ino,
    )


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files in place that are opened."""
    opened: list[str] = []
    original = present.open_present

    def counted(out: Path, path: str) -> object:
        opened.append(path)
        return original(out, path)

    for module in (folder, held):
        monkeypatch.setattr(module, "open_present", counted)
    return opened


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_file_that_nobody_touched_is_not_read_again(
    tmp_path: Path, format_name: str, reads: list[str]
) -> None:
    first = export(tmp_path, format_name)
    reads.clear()
    report = export(tmp_path, format_name)
    assert report.written == ()
    assert sorted(report.unchanged) == sorted(first.written)
    assert differences(tmp_path, format_name) == []
    of_all = {path for path, one in entries(tmp_path, format_name).items() if one.article == ALL}
    assert set(reads) <= (of_all if format_name in ONE_FILE else set())


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_file_that_was_touched_is_read_once(
    tmp_path: Path, format_name: str, reads: list[str]
) -> None:
    export(tmp_path, format_name)
    listed = (tmp_path / manifest.file_name(format_name)).read_bytes()
    path = next(iter(entries(tmp_path, format_name)))
    os.utime(tmp_path / path, (1, 1))
    reads.clear()
    assert differences(tmp_path, format_name) == []
    assert reads == [path]
    export(tmp_path, format_name)
    assert (tmp_path / manifest.file_name(format_name)).read_bytes() != listed
    reads.clear()
    assert differences(tmp_path, format_name) == []
    assert reads == []


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_change_with_time_size_and_inode_restored_is_found(
    tmp_path: Path, format_name: str
) -> None:
    export(tmp_path, format_name)
    for path in entries(tmp_path, format_name):
        assert differences(tmp_path, format_name) == []
        before = (tmp_path / path).read_bytes()
        change_in_place(tmp_path / path, b"#")
        assert differences(tmp_path, format_name) == [path]
        if path.endswith((".html", ".txt", ".md", ".csv")):
            assert [one.path for one in export(tmp_path, format_name).refused] == [path]
        change_in_place(tmp_path / path, before[:1])


def test_a_site_with_such_a_change_is_not_as_it_was_left(tmp_path: Path) -> None:
    export(tmp_path, "site")
    assert folder.as_left(tmp_path, "site", SITE, "same")
    change_in_place(tmp_path / "artikel-1.html", b"#")
    assert folder.as_left(tmp_path, "site", SITE, "same") is None
    change_in_place(tmp_path / "artikel-1.html", b"<")
    assert export(tmp_path, "site").refused == ()
    assert folder.as_left(tmp_path, "site", SITE, "same"), "it was read once"


def test_a_file_that_somebody_replaced_before_its_stamp_was_noted_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = Staging.place

    def place(staging: Staging, paths: list[str]) -> None:
        original(staging, paths)
        if "artikel-1.txt" in paths:
            (tmp_path / "artikel-1.txt").write_text("milik orang lain")

    monkeypatch.setattr(Staging, "place", place)
    export(tmp_path, "text")
    assert differences(tmp_path, "text") == ["artikel-1.txt"]


def older(out: Path, format_name: str) -> None:
    """Write the list as the versions did that kept neither sizes nor whole stamps."""
    path = out / manifest.file_name(format_name)
    found = msgspec.json.decode(path.read_bytes())
    for one in found["files"].values():
        one.pop("size")
        one["stamp"] = one.pop("placed")[:3]
    path.write_bytes(msgspec.json.encode(found))


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_list_of_an_older_version_goes_on_working(
    tmp_path: Path, format_name: str, reads: list[str]
) -> None:
    first = export(tmp_path, format_name)
    now = entries(tmp_path, format_name)
    older(tmp_path, format_name)
    assert differences(tmp_path, format_name) == []
    report = export(tmp_path, format_name)
    assert (report.written, report.refused) == ((), ())
    assert sorted(report.unchanged) == sorted(first.written)
    assert entries(tmp_path, format_name) == now


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sizes of the files in place that are hashed."""
    sizes: list[int] = []

    def counted(opened: BufferedReader) -> str:
        sizes.append(os.fstat(opened.fileno()).st_size)
        return original(opened)

    original = candidate.sha256_of
    for module in (folder, present):
        monkeypatch.setattr(module, "sha256_of", counted)
    return sizes


@pytest.mark.parametrize("make_older", [lambda _out, _name: None, older])
@pytest.mark.parametrize("format_name", ["text", "site", "hugo"])
def test_a_huge_file_in_the_place_of_a_page_is_changed_without_reading(
    tmp_path: Path,
    format_name: str,
    make_older: Callable[[Path, str], None],
    hashed: list[int],
) -> None:
    export(tmp_path, format_name)
    make_older(tmp_path, format_name)
    path, entry = next(
        (path, one) for path, one in entries(tmp_path, format_name).items() if one.article != ALL
    )
    with (tmp_path / path).open("r+b") as file:
        file.truncate(HUGE)
    assert [one.path for one in held.remove(tmp_path, format_name, [entry.article])] == [path]
    assert (tmp_path / path).stat().st_size == HUGE
    assert HUGE not in hashed
    assert path in {one.path for one in export(tmp_path, format_name, photographed()).refused}
    assert HUGE not in hashed


def test_a_page_of_the_same_size_is_hashed(tmp_path: Path, hashed: list[int]) -> None:
    """The control: sizes that are the same tell nothing."""
    export(tmp_path, "text")
    path, entry = next(iter(entries(tmp_path, "text").items()))
    content = (tmp_path / path).read_bytes()
    (tmp_path / path).write_bytes(content[::-1])
    assert [one.path for one in held.remove(tmp_path, "text", [entry.article])] == [path]
    assert hashed == [len(content)]


def test_the_file_before_is_ours_after_a_kill_and_somebody_elses_after_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(tmp_path, "text")
    first = (tmp_path / "artikel-1.txt").read_bytes()
    second, third = (
        [replace(one, text=replace(one.text, headline=headline)) for one in photographed()]
        for headline in ("Judul Kedua", "Judul Ketiga")
    )
    with monkeypatch.context() as patched:
        patched.setattr(Staging, "place", _only_the_list(Staging.place))
        with pytest.raises(KeyboardInterrupt):
            export(tmp_path, "text", second)
    assert "artikel-1.txt" in export(tmp_path, "text", second).written
    (tmp_path / "artikel-1.txt").write_bytes(first)
    assert [one.path for one in export(tmp_path, "text", third).refused] == ["artikel-1.txt"]


def _only_the_list(place: Callable[..., None]) -> Callable[..., None]:
    def placing(staging: Staging, paths: list[str]) -> None:
        if any(path.endswith(".txt") for path in paths):
            raise KeyboardInterrupt
        place(staging, paths)

    return placing
