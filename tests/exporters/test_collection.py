"""A file about all articles keeps the promises of an output folder, whatever its size."""

import io
import os
import signal
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from redaksi.errors import Refused
from redaksi.exporters import Sealed, Site, folder, manifest
from redaksi.exporters.candidate import Candidate, Kept
from redaksi.exporters.folder import FolderReport
from tests.exporters.pieces import COLLECTION_FORMATS, SITE, piece, pieces
from tests.exporters.test_interruptions import contents, in_child

MEGABYTE = 1 << 20


class Listing:
    """A format of two files: the headlines, and then the ids."""

    def collection(self, articles: Iterable[Sealed], site: Site) -> Iterator[tuple[str, bytes]]:
        ids = []
        for sealed in articles:
            ids.append(sealed.article.id)
            yield "judul.txt", f"{sealed.text.headline}\n".encode()
        yield "tentang/id.txt", "\n".join(ids).encode()


class Large:
    """A format of a file of many parts; `meanwhile` is called before the last one."""

    def __init__(self, last: bytes = b"", meanwhile: Callable[[], object] = lambda: None) -> None:
        self._last = last
        self._meanwhile = meanwhile

    def collection(self, articles: Iterable[Sealed], site: Site) -> Iterator[tuple[str, bytes]]:
        for number in range(64):
            yield "besar.txt", bytes([65 + number % 26]) * MEGABYTE
        list(articles)
        self._meanwhile()
        yield "besar.txt", self._last


@pytest.fixture
def listing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "get", lambda _: Listing())


def export(out: Path, *articles: Sealed) -> FolderReport:
    return folder.write(out, "daftar", articles, SITE)


def changed(sealed: Sealed, headline: str = "Judul Baru") -> Sealed:
    return replace(sealed, text=replace(sealed.text, headline=headline))


@pytest.mark.usefixtures("listing")
def test_the_files_are_about_all_articles_and_an_article_named_twice_is_in_once(
    tmp_path: Path,
) -> None:
    first, second = changed(piece(number=1), "Satu"), changed(piece(number=2), "Dua")
    report = export(tmp_path, first, second, first)
    assert report.written == ("judul.txt", "tentang/id.txt")
    assert (tmp_path / "judul.txt").read_text() == "Satu\nDua\n"
    assert (tmp_path / "tentang/id.txt").read_text() == "240603-k7f01\n240603-k7f02"
    assert set(manifest.load(tmp_path / manifest.file_name("daftar"))) == {*report.written}


@pytest.mark.usefixtures("listing")
def test_only_the_file_that_changed_is_written(tmp_path: Path) -> None:
    first, second = pieces(2)
    export(tmp_path, first, second)
    report = export(tmp_path, first, changed(second))
    assert (report.written, report.unchanged) == (("judul.txt",), ("tentang/id.txt",))


@pytest.mark.usefixtures("listing")
def test_a_part_of_the_articles_makes_a_file_about_this_part(tmp_path: Path) -> None:
    first, second = pieces(2)
    export(tmp_path, first, second)
    export(tmp_path, second)
    assert (tmp_path / "tentang/id.txt").read_text() == second.article.id


@pytest.mark.parametrize("format_name", COLLECTION_FORMATS)
def test_a_run_without_articles_writes_nothing_and_keeps_what_is_there(
    tmp_path: Path, format_name: str
) -> None:
    assert folder.write(tmp_path / "baru", format_name, [], SITE) == FolderReport()
    assert contents(tmp_path) == {}
    folder.write(tmp_path, format_name, pieces(2), SITE)
    before = contents(tmp_path)
    assert len(before) > 1
    assert folder.write(tmp_path, format_name, iter([]), SITE) == FolderReport()
    assert contents(tmp_path) == before


@pytest.mark.usefixtures("listing")
def test_a_foreign_file_is_named_and_kept_while_the_other_goes_out(tmp_path: Path) -> None:
    foreign = tmp_path / "judul.txt"
    foreign.write_text("milik orang lain")
    read: list[str] = []

    def told() -> Iterator[Sealed]:
        for sealed in pieces(3):
            read.append(sealed.article.id)
            yield sealed

    report = folder.write(tmp_path, "daftar", told(), SITE)
    assert [refusal.path for refusal in report.refused] == ["judul.txt"]
    assert "It was not written by this export" in report.refused[0].why
    assert (report.written, foreign.read_text()) == (("tentang/id.txt",), "milik orang lain")
    # All articles are read all the same: each that is held back must be named.
    assert (tmp_path / "tentang/id.txt").read_text().split("\n") == read
    assert len(read) == 3


@pytest.mark.usefixtures("listing")
def test_a_file_that_was_changed_by_hand_is_kept_until_it_is_moved_away(tmp_path: Path) -> None:
    export(tmp_path, *pieces(2))
    ours = tmp_path / "judul.txt"
    for by_hand in ("", "diubah", ours.read_text() + "x", ours.read_text()[:-1]):
        ours.write_text(by_hand)
        for articles in (pieces(2), pieces(3)):
            report = export(tmp_path, *articles)
            assert "changed by hand" in report.refused[0].why
            assert ours.read_text() == by_hand
    ours.unlink()
    assert export(tmp_path, *pieces(2)).written[0] == "judul.txt"


@pytest.mark.parametrize("moves", range(5))
@pytest.mark.usefixtures("listing")
def test_a_kill_at_any_moment_is_made_good_by_the_next_export(tmp_path: Path, moves: int) -> None:
    """The export is killed after `moves` renames: of the list, of two files, of the list again."""
    export(tmp_path, *pieces(3))
    replaced = os.replace

    def act() -> None:
        left = iter(range(moves))

        def replace_or_die(*names: Any, **folders: Any) -> None:
            if next(left, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)
            replaced(*names, **folders)

        os.replace = replace_or_die
        export(tmp_path, *map(changed, pieces(4)))

    assert in_child(act) == (0 if moves == 4 else -signal.SIGKILL)
    report = export(tmp_path, *(changed(sealed, "Judul Ketiga") for sealed in pieces(5)))
    assert (report.written, report.refused) == (("judul.txt", "tentang/id.txt"), ())
    assert (tmp_path / "judul.txt").read_text() == "Judul Ketiga\n" * 5
    assert sorted(contents(tmp_path)) == [".redaksi-daftar.json", "judul.txt", "tentang/id.txt"]


@pytest.mark.usefixtures("listing")
def test_an_error_amid_the_articles_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    def broken() -> Iterator[Sealed]:
        yield changed(piece())
        raise Refused("a refusal of the newsroom, not of a file")

    export(tmp_path, *pieces(2))
    before = contents(tmp_path)
    with pytest.raises(Refused, match="of the newsroom"):
        folder.write(tmp_path, "daftar", broken(), SITE)
    assert contents(tmp_path) == before
    assert len(list(tmp_path.iterdir())) == 3


def test_a_file_of_any_size_takes_little_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = (b"", b"", b"berubah")
    for last, found in zip(ends, ("written", "unchanged", "written"), strict=True):
        monkeypatch.setattr(folder, "get", lambda _, last=last: Large(last))
        tracemalloc.start()
        report = export(tmp_path, piece())
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert getattr(report, found) == ("besar.txt",)
        assert peak < 8 * MEGABYTE
    assert (tmp_path / "besar.txt").stat().st_size == 64 * MEGABYTE + len(ends[-1])


def test_a_file_that_changes_while_it_is_compared_gives_nothing_to_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "get", lambda _: Large())
    export(tmp_path, piece())
    large = tmp_path / "besar.txt"

    def meanwhile() -> None:
        with large.open("r+b") as file:
            file.write(b"milik orang lain")

    monkeypatch.setattr(folder, "get", lambda _: Large(b"berubah", meanwhile))
    report = export(tmp_path, piece())
    assert [refusal.path for refusal in report.refused] == ["besar.txt"]
    assert large.read_bytes().startswith(b"milik orang lain")
    assert large.stat().st_size == 64 * MEGABYTE


@given(st.lists(st.binary(max_size=4), max_size=6), st.binary(max_size=12), st.booleans())
def test_a_content_is_written_whole_or_known_as_present(
    parts: list[bytes], other: bytes, is_alike: bool
) -> None:
    wanted = b"".join(parts)
    found = wanted + other[:1] if is_alike else other
    candidate = Candidate(parts, io.BufferedReader(io.BytesIO(found)))
    assert candidate.is_present == (found == wanted)
    if not candidate.is_present:
        file = io.BytesIO()
        candidate.write(file)
        assert file.getvalue() == wanted
    assert candidate.sha256 == Candidate([wanted], io.BufferedReader(io.BytesIO(wanted))).sha256


def test_what_changed_after_it_was_compared_is_not_taken_over() -> None:
    raw = io.BytesIO(b"a" * MEGABYTE)
    candidate = Candidate([b"a" * MEGABYTE, b"b"], io.BufferedReader(raw))
    raw.getbuffer()[0] = ord("x")
    with pytest.raises(Kept, match="changed while it was compared"):
        candidate.write(io.BytesIO())


def test_a_file_that_cannot_be_read_is_kept() -> None:
    class Broken(io.BufferedReader):
        def read(self, _size: int | None = -1, /) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(Kept, match="It cannot be read"):
        Candidate([b"isi"], Broken(io.BytesIO(b"isi")))
