"""The rules of an output folder: only our files, only what differs, each whole."""

from pathlib import Path

from redaksi.exporters import folder
from tests.exporters.pieces import WIB, pieces


def snapshot(out: Path) -> dict[str, tuple[int, int]]:
    return {
        str(path.relative_to(out)): (path.stat().st_mtime_ns, path.stat().st_ino) for path in [out, *out.rglob("*")]
    }


def test_every_article_becomes_a_file_and_progress_is_told(tmp_path: Path) -> None:
    told: list[None] = []
    report = folder.write(tmp_path / "a" / "b", "json", pieces(3), WIB, lambda: told.append(None))
    assert report.written == ("artikel-1.json", "artikel-2.json", "artikel-3.json")
    assert sorted(path.name for path in (tmp_path / "a" / "b").iterdir()) == [".redaksi-json.json", *report.written]
    assert len(told) == 3


def test_a_second_export_writes_nothing(tmp_path: Path) -> None:
    folder.write(tmp_path, "json", pieces(3), WIB)
    before = snapshot(tmp_path)
    report = folder.write(tmp_path, "json", pieces(3), WIB)
    assert (report.written, report.refused) == ((), ())
    assert len(report.unchanged) == 3
    assert snapshot(tmp_path) == before
