"""The rules of an output folder: only our own, changed files are written, each as a whole."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from redaksi.errors import BadInput, StorageError
from redaksi.exporters import FORMATS, FolderExporter, Sealed, Site, folder, get, manifest, names
from redaksi.exporters.folder import FolderReport
from redaksi.exporters.staging import Staging
from tests.exporters.pieces import FLOOD, SITE, piece, pieces

LIST = ".redaksi-text.json"


def export(out: Path, *articles: Sealed) -> FolderReport:
    return folder.write(out, "text", articles, SITE)


def snapshot(out: Path) -> dict[str, tuple[int, int]]:
    return {
        str(path): (path.stat().st_mtime_ns, path.stat().st_ino) for path in [out, *out.rglob("*")]
    }


def changed(sealed: Sealed, headline: str = "Judul Baru") -> Sealed:
    return replace(sealed, text=replace(sealed.text, headline=headline))


def test_every_article_becomes_a_file(tmp_path: Path) -> None:
    out = tmp_path / "a" / "b"
    report = export(out, *pieces(3))
    assert report.written == ("artikel-1.txt", "artikel-2.txt", "artikel-3.txt")
    assert sorted(path.name for path in out.iterdir()) == [LIST, *report.written]


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_second_export_writes_nothing(tmp_path: Path, format_name: str) -> None:
    first = folder.write(tmp_path, format_name, pieces(3), SITE)
    before = snapshot(tmp_path)
    report = folder.write(tmp_path, format_name, pieces(3), SITE)
    assert (report.written, report.refused, report.unchanged) == ((), (), first.written)
    assert first.written
    assert snapshot(tmp_path) == before


def test_only_the_article_that_changed_is_written(tmp_path: Path) -> None:
    first, second = pieces(2)
    export(tmp_path, first, second)
    before = (tmp_path / "artikel-2.txt").stat()
    report = export(tmp_path, changed(first), second)
    assert (report.written, report.unchanged) == (("artikel-1.txt",), ("artikel-2.txt",))
    assert (tmp_path / "artikel-1.txt").read_text().startswith("Judul Baru\n")
    after = (tmp_path / "artikel-2.txt").stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_formats_share_a_folder_without_claiming_each_others_files(tmp_path: Path) -> None:
    shared = [one for one in FORMATS if not isinstance(get(one), FolderExporter)]
    for format_name in shared:
        assert not folder.write(tmp_path, format_name, pieces(1), SITE).refused
    assert len(list(tmp_path.iterdir())) == 2 * len(shared)


def test_a_foreign_file_is_named_and_kept_while_the_others_go_out(tmp_path: Path) -> None:
    foreign = tmp_path / "artikel-2.txt"
    foreign.write_text("milik orang lain")
    report = export(tmp_path, *pieces(3))
    assert report.written == ("artikel-1.txt", "artikel-3.txt")
    assert [refusal.path for refusal in report.refused] == ["artikel-2.txt"]
    assert "It was not written by this export" in report.refused[0].why
    assert foreign.read_text() == "milik orang lain"
    assert "artikel-2.txt" not in json.loads((tmp_path / LIST).read_text())["files"]


def test_an_empty_foreign_file_is_foreign_too(tmp_path: Path) -> None:
    (tmp_path / "artikel-1.txt").touch()
    assert export(tmp_path, *pieces(1)).refused


def test_a_file_of_ours_that_was_changed_by_hand_is_kept_until_it_is_moved_away(
    tmp_path: Path,
) -> None:
    (article,) = pieces(1)
    export(tmp_path, article)
    ours = tmp_path / "artikel-1.txt"
    ours.write_text("diubah di luar")
    for again in (article, changed(article)):
        report = export(tmp_path, again)
        assert "changed by hand" in report.refused[0].why
        assert ours.read_text() == "diubah di luar"
    ours.unlink()
    assert export(tmp_path, article).written == ("artikel-1.txt",)


def test_without_the_list_files_that_are_as_exported_are_taken_back(tmp_path: Path) -> None:
    (article,) = pieces(1)
    export(tmp_path, article)
    (tmp_path / LIST).unlink()
    assert export(tmp_path, article).unchanged == ("artikel-1.txt",)
    assert export(tmp_path, changed(article)).written == ("artikel-1.txt",)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"redaksi": 1, "files": {"a": 1}}', b"\xff\xfe"]
)
def test_a_damaged_list_is_never_taken_for_an_empty_one(tmp_path: Path, content: bytes) -> None:
    (tmp_path / LIST).write_bytes(content)
    with pytest.raises(BadInput) as caught:
        export(tmp_path, *pieces(1))
    assert LIST in caught.value.sentence
    assert [path.name for path in tmp_path.iterdir()] == [LIST]


def test_an_article_that_is_named_twice_goes_out_once(tmp_path: Path) -> None:
    article = piece()
    assert export(tmp_path, article, article).written == ("artikel-1.txt",)


def test_two_articles_of_one_name_get_two_files_that_they_keep(tmp_path: Path) -> None:
    first, second = (
        piece(number=1, slug="banjir"),
        piece(changed(piece()).text, number=2, slug="banjir"),
    )
    assert export(tmp_path, first, second).written == ("banjir.txt", "banjir-240603-k7f02.txt")
    # Exported alone or in the other order, each article keeps its own file.
    assert export(tmp_path, second).unchanged == ("banjir-240603-k7f02.txt",)
    assert export(tmp_path, second, first).unchanged == ("banjir-240603-k7f02.txt", "banjir.txt")


def test_no_article_takes_the_file_of_another(tmp_path: Path) -> None:
    first, thief = (
        piece(number=1, slug="banjir-240603-k7f02"),
        piece(number=2, slug="banjir-240603-k7f02"),
    )
    other = piece(number=3, slug="banjir")
    export(tmp_path, first, other)
    before = (tmp_path / "banjir-240603-k7f02.txt").read_bytes()
    report = export(tmp_path, other, changed(piece(number=2, slug="banjir")), changed(thief))
    assert [refusal.why for refusal in report.refused] == [
        "It is the file of article 240603-k7f01."
    ]
    assert (tmp_path / "banjir-240603-k7f02.txt").read_bytes() == before


@pytest.mark.parametrize(
    ("slug", "headline", "name"),
    [
        ("", "Banjir di Jl. Ahmad Yani", "banjir-di-jl-ahmad-yani"),
        ("", "", "240603-k7f01"),
        ("", "😀", "240603-k7f01"),
        ("index", "", "index-240603-k7f01"),
        ("../../etc/passwd", "", "etc-passwd"),
        ("/mutlak", "", "mutlak"),
        (".redaksi-text", "", "redaksi-text"),
        ("a" * 300, "", "a" * 80),
        ("NUL\x00 \u202e \ud800", "", "nul"),
    ],
)
def test_names_of_files(slug: str, headline: str, name: str) -> None:
    assert names.plain(piece(replace(FLOOD, headline=headline), slug=slug)) == name


@given(slug=st.text(), headline=st.text(), article_id=st.text(max_size=8))
def test_a_name_is_short_and_never_leads_anywhere(
    slug: str, headline: str, article_id: str
) -> None:
    sealed = piece(replace(FLOOD, headline=headline), slug=slug, id=article_id)
    for name in (names.plain(sealed), names.with_id(sealed)):
        assert 1 <= len(name) <= 80
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
        assert not name.startswith("-")
        assert name != "index"


class Nested:
    """An exporter that writes files in subfolders, as a later format may do."""

    def __init__(self, path: str) -> None:
        self._path = path

    def files(self, sealed: Sealed, name: str, site: Site) -> Mapping[str, bytes]:
        return {self._path: b"isi"}


def test_a_file_in_a_subfolder_is_written_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "get", lambda _: Nested("a/b/c.txt"))
    assert export(tmp_path, piece()).written == ("a/b/c.txt",)
    assert (tmp_path / "a" / "b" / "c.txt").read_bytes() == b"isi"


@pytest.mark.parametrize(
    "path", ["link/c.txt", "link/sub/c.txt", "../c.txt", "a/../../c.txt", "/tmp/redaksi-c.txt"]
)
def test_nothing_leaves_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    out, outside = tmp_path / "out", tmp_path / "outside"
    out.mkdir()
    outside.mkdir()
    (out / "link").symlink_to(outside)
    monkeypatch.setattr(folder, "get", lambda _: Nested(path))
    report = export(out, piece())
    assert [refusal.path for refusal in report.refused] == [path]
    assert list(outside.iterdir()) == []
    assert sorted(found.name for found in tmp_path.iterdir()) == ["out", "outside"]


def test_a_link_in_the_place_of_a_file_is_neither_followed_nor_replaced(tmp_path: Path) -> None:
    target = tmp_path / "secret"
    target.write_text("rahasia")
    (tmp_path / "artikel-1.txt").symlink_to(target)
    (tmp_path / "artikel-2.txt").mkdir()
    (tmp_path / "artikel-3.txt").symlink_to(tmp_path / "nowhere")
    report = export(tmp_path, *pieces(3))
    assert [refusal.path for refusal in report.refused] == [
        "artikel-1.txt",
        "artikel-2.txt",
        "artikel-3.txt",
    ]
    assert all("a folder or a link" in refusal.why for refusal in report.refused)
    assert target.read_text() == "rahasia"
    assert (tmp_path / "artikel-1.txt").is_symlink()
    assert (tmp_path / "artikel-3.txt").is_symlink()


def test_a_folder_that_is_a_link_is_the_persons_own_choice(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "there")
    assert export(tmp_path / "link", piece()).written == ("artikel-1.txt",)


@pytest.mark.parametrize("dangling", [False, True])
def test_an_output_that_is_no_folder_is_refused(tmp_path: Path, dangling: bool) -> None:
    out = tmp_path / "out"
    if dangling:
        out.symlink_to(tmp_path / "nowhere")
    else:
        out.write_text("berkas")
    with pytest.raises(BadInput, match="out is not a folder"):
        export(out, piece())


def test_nothing_to_export_makes_no_folder(tmp_path: Path) -> None:
    assert export(tmp_path / "out") == FolderReport()
    assert not (tmp_path / "out").exists()


def test_an_unknown_format_is_refused_before_anything_is_touched(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        folder.write(tmp_path / "out", "pdf", pieces(1), SITE)
    assert list(tmp_path.iterdir()) == []


def test_exported_files_may_be_read_by_the_web_server(tmp_path: Path) -> None:
    export(tmp_path, piece())
    plain = tmp_path / "plain"
    plain.touch()
    assert (tmp_path / "artikel-1.txt").stat().st_mode == plain.stat().st_mode
    shutil.rmtree(tmp_path)


def test_a_list_of_a_newer_redaksi_is_refused_and_stays(tmp_path: Path) -> None:
    listed = tmp_path / manifest.file_name("text")
    listed.write_text(
        f'{{"redaksi": {manifest.FORMAT + 1}, "files": {{"a.txt": "in another shape"}}}}'
    )
    before = listed.read_bytes()
    with pytest.raises(BadInput, match="newer Redaksi"):
        folder.write(tmp_path, "text", [], SITE)
    assert listed.read_bytes() == before


def test_a_link_in_the_place_of_the_list_is_named(tmp_path: Path) -> None:
    listed = tmp_path / manifest.file_name("text")
    listed.symlink_to(tmp_path / "lain.json")
    with pytest.raises(StorageError, match="it is a link") as refusal:
        folder.write(tmp_path, "text", [], SITE)
    assert refusal.value.sentence.startswith(f"{listed}: ")
    assert listed.is_symlink()


def test_a_folder_that_takes_the_name_of_the_waiting_one_gets_and_gives_nothing(
    tmp_path: Path,
) -> None:
    out, own = tmp_path / "keluar", tmp_path / "milik"
    own.mkdir()
    (own / "1").write_text("rahasia")
    with Staging(out, "text") as staging:
        staging.add("satu.txt", b"Satu.")
        (aside,) = out.glob(".redaksi-*.tmp")
        aside.rename(tmp_path / "asli")
        aside.symlink_to(own)
        staging.add("dua.txt", b"Dua.")
        staging.place(["satu.txt", "dua.txt"])
    assert ((out / "satu.txt").read_text(), (out / "dua.txt").read_text()) == ("Satu.", "Dua.")
    assert {path.name: path.read_text() for path in own.iterdir()} == {"1": "rahasia"}
