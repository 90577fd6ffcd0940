"""Ledgers and attachments in backups, in `verify`, in anchors and in `doctor`."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from redaksi.delivery import ledger
from redaksi.desk.backup import restore_backup
from redaksi.desk.checking import Fault, read_anchor, write_anchor
from redaksi.domain.article import Photo, Text
from redaksi.domain.delivery import Step, StepKind
from redaksi.domain.hashing import sha256
from redaksi.errors import BadInput
from redaksi.store import archive
from redaksi.store.base import Content, DefectKind, LongContent, Packed
from redaksi.store.files import FileStore
from tests.forking import bounded
from tests.operations.conftest import CHIEF, OTHER, desk_of, every_file

AT = datetime(2026, 11, 30, 6, 0, tzinfo=UTC)
STEP = Step(number=0, at=AT, kind=StepKind.DELIVERED, article="261130-abcde", held="h")
PHOTO = b"\xff\xd8foto"


@pytest.fixture(params=["zst", "gz"])
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The path of a backup, in each of the two formats."""
    return tmp_path / f"cadangan.tar.{request.param}"


@pytest.fixture
def delivered(newsroom: Path) -> Path:
    """The newsroom with a ledger of three steps and a published photo."""
    with desk_of(newsroom) as desk, desk_of(newsroom, OTHER) as other:
        photo = Photo(file="foto.jpg", caption="Banjir", sha256=desk.store.attach(PHOTO))
        article = desk.copy.new(Text(headline="Bergambar", body=("Isi.",), photos=(photo,))).id
        desk.moves.submit(article, to=OTHER)
        other.moves.publish(article)
        with ledger.opened(desk.store, "situs") as held:
            for number in range(3):
                held.append(replace(STEP, id=str(number)))
    return newsroom


def ledger_of(newsroom: Path) -> Path:
    return newsroom / "deliveries" / "situs.jsonl"


def attachment_of(newsroom: Path) -> Path:
    return newsroom / "attachments" / sha256(PHOTO)[:2] / sha256(PHOTO)


def faults(newsroom: Path) -> list[str]:
    with desk_of(newsroom) as desk:
        return [f"{fault.name}: {fault.what}" for fault in desk.checking.verify()]


# Backup and restore


def test_a_backup_holds_ledgers_and_attachments(
    delivered: Path, file: Path, tmp_path: Path
) -> None:
    before = every_file(delivered)
    with desk_of(delivered) as desk:
        done = desk.backups.write(file)
    assert (done.left_out, done.unreadable) == ((), {})
    assert restore_backup(file, tmp_path / "baru") == done.files
    after = every_file(tmp_path / "baru")
    kept = {name for name in before if not name.startswith((".locks/", ".index"))}
    assert {name: after.get(name) for name in kept} == {name: before[name] for name in kept}
    assert {"deliveries/situs.jsonl", f"attachments/{sha256(PHOTO)[:2]}/{sha256(PHOTO)}"} <= kept
    assert faults(tmp_path / "baru") == []
    with FileStore(tmp_path / "baru") as store, ledger.opened(store, "situs") as held:
        assert held.append(STEP)[0].number == 4


def test_a_backup_leaves_out_a_torn_line_and_what_is_no_ledger(
    delivered: Path, file: Path, tmp_path: Path
) -> None:
    whole = ledger_of(delivered).read_bytes()
    ledger_of(delivered).write_bytes(whole + b'{"number":4')
    (delivered / "deliveries" / "catatan.txt").touch()
    with desk_of(delivered) as desk:
        assert desk.backups.write(file).left_out == ("deliveries/catatan.txt",)
    restore_backup(file, tmp_path / "baru")
    assert ledger_of(tmp_path / "baru").read_bytes() == whole


def test_a_ledger_that_cannot_be_read_is_named_and_the_rest_is_kept(
    delivered: Path, file: Path, tmp_path: Path
) -> None:
    ledger_of(delivered).unlink()
    os.mkfifo(ledger_of(delivered))
    with desk_of(delivered) as desk:
        done = desk.backups.write(file)
    assert list(done.unreadable) == ["deliveries/situs.jsonl"]
    restore_backup(file, tmp_path / "baru")
    assert attachment_of(tmp_path / "baru").read_bytes() == PHOTO


def test_a_ledger_larger_than_the_memory_is_backed_up_and_restored(
    newsroom: Path, file: Path, tmp_path: Path
) -> None:
    (newsroom / "deliveries").mkdir()
    line = msgspec.json.encode(replace(STEP, message="x" * 900)) + b"\n"
    with ledger_of(newsroom).open("wb") as large:
        for _part in range(300):
            large.write(line * (1_000_000 // len(line)))
    program = """
import sys
from pathlib import Path
from redaksi.desk import open_desk
from redaksi.desk.backup import restore_backup
with open_desk(Path(sys.argv[1]), "Cici") as desk:
    desk.backups.write(Path(sys.argv[2]))
restore_backup(Path(sys.argv[2]), Path(sys.argv[3]))
"""
    arguments = map(str, (newsroom, file, tmp_path / "baru"))
    command = bounded(300 << 20, sys.executable, "-c", program, *arguments)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert ledger_of(tmp_path / "baru").stat().st_size == ledger_of(newsroom).stat().st_size


@pytest.mark.parametrize(
    "name",
    [
        "deliveries/Situs.jsonl",
        "deliveries/a/b.jsonl",
        "deliveries/situs.txt",
        f"attachments/00/{sha256(PHOTO)}",
        f"attachments/{sha256(PHOTO)}",
        "attachments/ab/abc",
    ],
)
def test_what_is_no_ledger_and_no_attachment_is_not_restored(
    file: Path, tmp_path: Path, name: str
) -> None:
    archive.write(file, "x", AT, [Content(name, PHOTO), Content("newsroom.toml", b'name = "x"\n')])
    with pytest.raises(BadInput, match="does not belong"):
        restore_backup(file, tmp_path / "baru")
    assert not (tmp_path / "baru").exists()


def test_a_backup_that_is_damaged_within_a_ledger_restores_nothing(
    file: Path, tmp_path: Path
) -> None:
    data = os.urandom(3_000_000)
    contents: list[Packed] = [
        LongContent("deliveries/situs.jsonl", len(data), iter([data])),
        Content("newsroom.toml", b'name = "x"\n'),
    ]
    archive.write(file, "x", AT, contents)
    packed = bytearray(file.read_bytes())
    restore_backup(file, tmp_path / "baru")
    assert ledger_of(tmp_path / "baru").read_bytes() == data
    for damaged in (packed[:1_000_000], packed[:1_000_000] + b"x" * 9 + packed[1_000_009:]):
        file.write_bytes(damaged)
        with pytest.raises(BadInput, match="not a whole backup"):
            restore_backup(file, tmp_path / "lagi")
        assert not (tmp_path / "lagi").exists()


# Verify and anchors


def test_a_whole_newsroom_has_no_faults(delivered: Path) -> None:
    assert faults(delivered) == []


def test_an_altered_ledger_is_named(delivered: Path) -> None:
    lines = ledger_of(delivered).read_bytes().splitlines(keepends=True)
    ledger_of(delivered).write_bytes(b"".join([lines[0], *lines[2:]]))
    assert faults(delivered) == ["ledger/situs: line 2 of the ledger is missing"]
    ledger_of(delivered).write_bytes(lines[0] + b"{\n" + lines[2])
    (fault,) = faults(delivered)
    assert fault.startswith("ledger/situs: situs.jsonl cannot be read: line 2: ")


def test_an_anchor_shows_a_ledger_whose_end_was_cut_off(delivered: Path, tmp_path: Path) -> None:
    with desk_of(delivered) as desk:
        write_anchor(desk.checking.anchor(), tmp_path / "jangkar")
    anchor = read_anchor(tmp_path / "jangkar")
    lines = ledger_of(delivered).read_bytes().splitlines(keepends=True)
    ledger_of(delivered).write_bytes(b"".join(lines[:2]))

    def against() -> list[str]:
        with desk_of(delivered) as desk:
            return [f"{fault.name}: {fault.what}" for fault in desk.checking.verify(anchor)]

    assert faults(delivered) == []  # the chain alone does not show it
    assert against() == ["ledger/situs: lines after number 2 are missing: the anchor knows 3"]
    with desk_of(delivered) as desk, ledger.opened(desk.store, "situs") as held:
        for _number in range(2):
            held.append(replace(STEP, id="lain"))
    assert against() == ["ledger/situs: line 3 is not the one that was anchored"]
    ledger_of(delivered).unlink()
    assert against() == ["ledger/situs: the ledger is missing"]
    ledger_of(delivered).write_bytes(b"".join(lines))
    with desk_of(delivered) as desk, ledger.opened(desk.store, "situs") as held:
        held.append(STEP)
    assert against() == []


def test_an_anchor_of_an_older_program_is_still_read(delivered: Path, tmp_path: Path) -> None:
    with desk_of(delivered) as desk:
        write_anchor(desk.checking.anchor(), tmp_path / "jangkar")
    older = msgspec.json.decode((tmp_path / "jangkar").read_bytes())
    del older["ledgers"]
    (tmp_path / "jangkar").write_bytes(msgspec.json.encode(older))
    with desk_of(delivered) as desk:
        assert desk.checking.verify(read_anchor(tmp_path / "jangkar")) == ()


def test_an_anchor_of_an_unreadable_ledger_is_refused_or_told(delivered: Path) -> None:
    ledger_of(delivered).write_bytes(b"{}\n")
    told: list[Fault] = []
    with desk_of(delivered) as desk:
        anchor = desk.checking.anchor(trouble=told.append)
    assert anchor.ledgers == {}
    assert [fault.name for fault in told] == ["ledger/situs"]


def test_altered_and_missing_photos_are_named(delivered: Path) -> None:
    attachment_of(delivered).write_bytes(b"lain")
    (fault,) = faults(delivered)
    assert fault.startswith(f"attachment/{sha256(PHOTO)}: ")
    assert "altered" in fault
    attachment_of(delivered).unlink()
    (fault,) = faults(delivered)
    assert fault.endswith(f"a photo of the published revision 1 is missing: {sha256(PHOTO)}")


def test_a_photo_that_no_published_text_shows_may_be_missing(newsroom: Path) -> None:
    with desk_of(newsroom) as desk:
        photo = Photo(sha256=sha256(PHOTO))
        desk.copy.new(Text(headline="Draf", body=("Isi.",), photos=(photo,)))
    assert faults(newsroom) == []


# Doctor


def defects(newsroom: Path) -> dict[DefectKind, list[str]]:
    with FileStore(newsroom) as store:
        found = list(store.upkeep().examine(lambda: datetime.now(UTC), lambda _done, _total: None))
        kinds = {one.kind: sorted(one.names) for one in found}
        for one in found:
            store.upkeep().mend(one)
        return kinds


def test_a_newsroom_with_ledgers_is_sound(delivered: Path) -> None:
    assert defects(delivered) == {}


@pytest.mark.parametrize("lay", [os.mkfifo, lambda path: path.symlink_to("/etc/passwd")])
def test_a_special_file_is_named_and_a_ledger_is_never_moved_away(
    delivered: Path, lay: Callable[[Path], None]
) -> None:
    for path in (ledger_of(delivered), attachment_of(delivered)):
        path.rename(path.with_name("dulu"))
        lay(path)
    lock = delivered / ".locks" / "ledger-situs"
    lock.unlink()
    lay(lock)
    names = [attachment_of(delivered), ledger_of(delivered), lock]
    found = sorted(path.relative_to(delivered).as_posix() for path in names)
    assert defects(delivered)[DefectKind.SPECIAL] == found
    assert os.path.lexists(ledger_of(delivered))  # a person must decide
    assert not os.path.lexists(attachment_of(delivered))
    assert not os.path.lexists(lock)


def test_rights_and_what_a_killed_writer_left_are_mended(delivered: Path) -> None:
    delivered.chmod(0o775)
    for path in delivered.rglob("*"):
        is_lock = path.parent.name == ".locks" or path.name.startswith(".index")
        path.chmod(0o775 if path.is_dir() else 0o660 if is_lock else 0o664)
    for path in (ledger_of(delivered), attachment_of(delivered)):
        path.chmod(0o600)
    left = attachment_of(delivered).with_name(".redaksi.00000000.tmp")
    left.touch(0o664)
    found = defects(delivered)
    for path in (ledger_of(delivered), attachment_of(delivered)):
        assert path.relative_to(delivered).as_posix() in found[DefectKind.RIGHTS]
        assert stat.S_IMODE(path.stat().st_mode) == 0o664
    assert found[DefectKind.TEMPORARY] == [left.relative_to(delivered).as_posix()]
    assert not left.exists()


def test_the_command_line_tells_of_an_altered_ledger(
    delivered: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from redaksi.cli import run  # noqa: PLC0415 - the language is set by then

    ledger_of(delivered).write_bytes(b"{}\n")
    assert run(["--newsroom", str(delivered), "--as", CHIEF, "verify"]) == 8
    assert "ledger/situs" in capsys.readouterr().out
