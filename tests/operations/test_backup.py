"""A backup is consistent while others write, and a restore gives the identical newsroom.

Foreign archives bring in nothing else.
"""

import gzip
import io
import os
import shutil
import stat
import subprocess
import tarfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
import zstandard

from redaksi.cli import run
from redaksi.desk import open_desk
from redaksi.desk.backup import restore_backup
from redaksi.domain.article import Text
from redaksi.errors import (
    BadInput,
    DiskFull,
    NotFound,
    ReadOnlyNewsroom,
    Refused,
    StorageError,
    UnreadableDossier,
)
from redaksi.store import archive
from redaksi.store.base import Content, Packed
from redaksi.store.dossiers.layout import path_of
from redaksi.store.upkeep.restore import restore
from tests.operations.conftest import CHIEF, OTHER, desk_of, dossiers, every_file
from tests.own_rule import own_rule
from tests.store.test_processes import GROUP, STRANGER, as_user, ends_well, in_a_child, needs_root

KEPT = ("articles/", "team.json", "newsroom.toml")


def kept(newsroom: Path) -> dict[str, bytes]:
    return {name: data for name, data in every_file(newsroom).items() if name.startswith(KEPT)}


def pack(newsroom: Path, file: Path, *, force: bool = False) -> None:
    with desk_of(newsroom) as desk:
        desk.backups.write(file, force=force)


def is_whole(newsroom: Path) -> bool:
    with desk_of(newsroom) as desk:
        return desk.checking.verify() == () and desk.doctor.examine() == ()


@pytest.fixture(params=["zst", "gz"])
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The path of a backup, in each of the two formats."""
    return tmp_path / f"cadangan.tar.{request.param}"


# There and back


def test_a_restored_newsroom_is_identical(newsroom: Path, file: Path, tmp_path: Path) -> None:
    pack(newsroom, file)
    count = restore_backup(file, tmp_path / "baru")
    assert count == len(kept(newsroom)) == 8
    assert kept(tmp_path / "baru") == kept(newsroom)
    assert is_whole(tmp_path / "baru")
    with desk_of(newsroom) as old, desk_of(tmp_path / "baru") as new:
        assert new.reading.rows() == old.reading.rows()
        assert new.checking.verify(old.checking.anchor()) == ()
        assert new.team.list() == old.team.list()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_both_are_on_the_disk_before_they_are_in_their_place(
    newsroom: Path, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts: list[str] = []
    fsync = os.fsync

    def fsynced(opened: int) -> None:
        acts.append("folder" if stat.S_ISDIR(os.fstat(opened).st_mode) else "file")
        fsync(opened)

    def told(act: str, real: Callable[..., None]) -> Callable[..., None]:
        def call(*names: object, **folders: int) -> None:
            acts.append(act)
            real(*names, **folders)

        return call

    monkeypatch.setattr(os, "fsync", fsynced)
    for name in ("sync", "replace", "rename"):
        monkeypatch.setattr(os, name, told(name, getattr(os, name)))
    pack(newsroom, file)
    assert acts == ["file", "replace", "folder"]
    restore_backup(file, tmp_path / "baru")
    assert acts[-3:] == ["sync", "rename", "folder"]


def test_only_what_must_be_kept_is_packed(newsroom: Path, file: Path) -> None:
    for name in (".open/x", ".aside/x.json", "articles/.x.json.00112233.tmp", "catatan.txt"):
        (newsroom / name).parent.mkdir(exist_ok=True)
        (newsroom / name).write_text("x")
    stray = newsroom / "articles" / "zz" / "240603-a.json"
    stray.parent.mkdir()
    stray.write_text("{}")
    with desk_of(newsroom) as desk:
        backup = desk.backups.write(file)
    assert backup.left_out == ("articles/zz/240603-a.json",)
    assert set(members(file)) == {*kept(newsroom), "manifest.json"} - {
        "articles/zz/240603-a.json",
        "articles/.x.json.00112233.tmp",
    }


def members(file: Path) -> dict[str, bytes]:
    """The members that ordinary tools find in `file`."""
    packed = file.read_bytes()
    if file.suffix == ".gz":
        data = gzip.decompress(packed)
    else:
        data = zstandard.ZstdDecompressor().stream_reader(packed).read()
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        return {info.name: tar.extractfile(info).read() for info in tar}  # type: ignore[union-attr]


def test_the_manifest_stands_at_the_end_and_names_every_file(newsroom: Path, file: Path) -> None:
    pack(newsroom, file)
    found = members(file)
    assert list(found)[-1] == "manifest.json"
    manifest = msgspec.json.decode(found.pop("manifest.json"))
    assert manifest["newsroom"] == "ruang"
    assert manifest["count"] == len(found)
    assert manifest["files"] == {name: sha256(data).hexdigest() for name, data in found.items()}


def test_a_dossier_that_was_damaged_comes_back_as_it_was_and_is_named(
    newsroom: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged = dossiers(newsroom)[0]
    damaged.write_bytes(b"\xff<<<<")
    pack(newsroom, tmp_path / "x.tar.gz")
    assert (
        run(["--as", CHIEF, "restore-backup", str(tmp_path / "x.tar.gz"), str(tmp_path / "baru")])
        == 8
    )
    assert damaged.stem in capsys.readouterr().out
    assert kept(tmp_path / "baru") == kept(newsroom)


def write_on(newsroom: Path, name: str, stop: Path) -> None:
    with open_desk(newsroom, name) as desk:
        while not stop.exists():
            fresh = desk.copy.new(Text(headline=f"Dari {name}", body=(str(time.time()),)))
            desk.copy.edit(
                fresh.id, lambda text: msgspec.structs.replace(text, deck="Diubah"), fresh.version
            )


def test_a_backup_is_consistent_while_others_write(
    newsroom: Path, file: Path, tmp_path: Path
) -> None:
    with desk_of(newsroom) as desk:
        anchor = desk.checking.anchor()
    stop = tmp_path / "stop"
    children = [in_a_child(partial(write_on, newsroom, name, stop)) for name in (CHIEF, OTHER)]
    sizes: list[int] = []
    patience = time.monotonic() + 60
    try:
        while (len(sizes) < 5 or sizes[-1] == sizes[0]) and time.monotonic() < patience:
            pack(newsroom, file, force=True)
            sizes.append(restore_backup(file, tmp_path / f"baru{len(sizes)}"))
    finally:
        stop.touch()
    assert all(map(ends_well, children))
    for number in range(len(sizes)):
        with desk_of(tmp_path / f"baru{number}") as desk:
            assert desk.checking.verify(anchor) == ()
            desk.reading.refresh()
            assert desk.reading.problems() == []
            assert len(desk.reading.rows()) + 2 == sizes[number]
    assert sizes == sorted(sizes)
    assert sizes[-1] > sizes[0], "nobody wrote meanwhile: the test shows nothing"


# Refusals


def test_a_backup_overwrites_only_by_force(newsroom: Path, file: Path) -> None:
    file.write_text("penting")
    with pytest.raises(Refused, match="there already"):
        pack(newsroom, file)
    assert file.read_text() == "penting"
    pack(newsroom, file, force=True)
    assert len(members(file)) == 9


@pytest.mark.parametrize("name", ["x.zip", "x.tar", "x", "x.gz", "x.tar.xz"])
def test_another_kind_of_file_is_refused(newsroom: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match="pack"):
        pack(newsroom, tmp_path / name)
    with pytest.raises(BadInput, match="pack"):
        restore_backup(tmp_path / name, tmp_path / "baru")
    assert not (tmp_path / name).exists()
    assert not (tmp_path / "baru").exists()


def test_a_dossier_that_the_disk_does_not_give_is_named_and_all_others_are_packed(
    newsroom: Path, file: Path, tmp_path: Path
) -> None:
    whole = kept(newsroom)
    bad = path_of(newsroom / "articles", "240603-zz")
    bad.mkdir(parents=True)
    with desk_of(newsroom) as desk:
        backup = desk.backups.write(file)
    assert list(backup.unreadable) == [bad.relative_to(newsroom).as_posix()]
    restore_backup(file, tmp_path / "baru")
    assert kept(tmp_path / "baru") == whole


def test_without_the_team_nothing_is_packed(newsroom: Path, file: Path) -> None:
    (newsroom / "team.json").unlink()
    (newsroom / "team.json").symlink_to("/dev/zero")
    with pytest.raises(UnreadableDossier, match=r"team\.json"):
        pack(newsroom, file)
    assert not file.exists()
    assert not list(file.parent.glob(".*.tmp"))


def test_a_restored_newsroom_has_the_rule_files_of_the_house(
    newsroom: Path, file: Path, tmp_path: Path
) -> None:
    names = ("aturan rumah.toml", "aturan/dua.toml")
    settings = (newsroom / "newsroom.toml").read_text("utf-8")
    (newsroom / "newsroom.toml").write_text(
        f"{settings}\n[copydesk]\nrules = {[*names, '../luar.toml', 'team.json']}\n"
    )
    (newsroom / "aturan").mkdir()
    for name in names:
        (newsroom / name).write_text(f"# {name}\n")
    (newsroom.parent / "luar.toml").write_text("# luar\n")
    pack(newsroom, file)
    (tmp_path / "lain").mkdir()
    restore_backup(file, tmp_path / "lain" / "baru")
    for name in names:
        assert (tmp_path / "lain" / "baru" / name).read_text() == f"# {name}\n"
    assert [path.name for path in (tmp_path / "lain").iterdir()] == ["baru"]
    (newsroom / names[0]).unlink()
    (newsroom / names[0]).symlink_to("/etc/hostname")
    with desk_of(newsroom) as desk:
        assert desk.backups.write(file, force=True).unreadable == {names[0]: "it is a link"}
    assert names[0] not in members(file)


OWN_RULE = own_rule("rumah-pejabat")


def test_a_restored_newsroom_checks_as_the_old_one(
    newsroom: Path, file: Path, tmp_path: Path
) -> None:
    (newsroom / "rumah.toml").write_text(OWN_RULE)
    with (newsroom / "newsroom.toml").open("a") as settings:
        settings.write('\n[copydesk]\nrules = ["rumah.toml"]\n')
    pack(newsroom, file)
    restore_backup(file, tmp_path / "baru")
    text = Text(headline="Kata pejabat itu", body=("Menurut pejabat itu benar.",))
    found = []
    for place in (newsroom, tmp_path / "baru"):
        with desk_of(place) as desk:
            found.append(desk.findings.of(text))
    assert found[0] == found[1]
    assert [one.rule for one in found[1]].count("rumah-pejabat") == 2


def test_a_rule_file_that_no_settings_name_does_not_belong_into_a_backup(
    newsroom: Path, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (newsroom / "aturan.toml").write_text("# aturan\n")
    settings = (newsroom / "newsroom.toml").read_text("utf-8")
    monkeypatch.setattr("redaksi.store.files.rule_files", lambda _house: ("aturan.toml",))
    pack(newsroom, file)
    assert "aturan.toml" not in settings
    with pytest.raises(BadInput, match=r"aturan\.toml"):
        restore_backup(file, tmp_path / "baru")
    assert not (tmp_path / "baru").exists()


def test_a_folder_that_is_not_there_is_named(newsroom: Path, file: Path) -> None:
    with pytest.raises(StorageError):
        pack(newsroom, file.parent / "tidak" / "ada" / file.name)
    with pytest.raises(NotFound):
        restore_backup(file, file.parent / "baru")
    assert not (file.parent / "baru").exists()


def test_a_folder_that_holds_something_is_left_alone(
    newsroom: Path, file: Path, tmp_path: Path
) -> None:
    pack(newsroom, file)
    full = tmp_path / "penuh"
    full.mkdir()
    (full / "x").write_text("x")
    for target in (newsroom, full, full / "x"):
        before = every_file(tmp_path)
        with pytest.raises(Refused, match="not empty"):
            restore_backup(file, target)
        assert every_file(tmp_path) == before
    empty = tmp_path / "kosong"
    empty.mkdir(mode=0o750)
    restore_backup(file, empty)
    assert is_whole(empty)
    assert stat.S_IMODE(empty.stat().st_mode) == 0o750


def test_a_cut_leaves_nothing_unless_only_the_packing_is_cut(
    newsroom: Path, file: Path, tmp_path: Path
) -> None:
    pack(newsroom, file)
    whole = file.read_bytes()
    for length in (
        *range(0, len(whole), max(1, len(whole) // 40)),
        *range(len(whole) - 12, len(whole)),
    ):
        file.write_bytes(whole[:length])
        try:
            restore_backup(file, tmp_path / "baru")
        except BadInput as error:
            assert "not a whole backup" in error.sentence  # noqa: PT017 - not every cut raises
        else:
            assert len(whole) - length < 12, "the checksum of the packing, at most"
            assert kept(tmp_path / "baru") == kept(newsroom)
            shutil.rmtree(tmp_path / "baru")
        assert {path.name for path in tmp_path.iterdir()} <= {"ruang", file.name, "person"}


def test_a_changed_byte_is_noticed(newsroom: Path, file: Path, tmp_path: Path) -> None:
    pack(newsroom, file)
    whole = file.read_bytes()
    for place in range(20, len(whole) * 9 // 10, max(1, len(whole) // 30)):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        with pytest.raises(BadInput, match="not a whole backup"):
            restore_backup(file, tmp_path / "baru")
        assert not (tmp_path / "baru").exists()


# Foreign archives


Members = list[tuple[tarfile.TarInfo, bytes]]


def member(
    name: str, data: bytes = b"x", kind: bytes = tarfile.REGTYPE, link: str = ""
) -> Members:
    info = tarfile.TarInfo(name)
    info.type, info.size, info.linkname = kind, len(data) if kind == tarfile.REGTYPE else 0, link
    return [(info, data)]


def forged(
    file: Path, *parts: Members, form: int = tarfile.USTAR_FORMAT, manifest: bool = True
) -> Path:
    """Write `parts` to the archive `file`, with a manifest that lists them."""
    everything = [one for part in parts for one in part]
    if manifest:
        files = {info.name: sha256(data[: info.size]).hexdigest() for info, data in everything}
        entry = {
            "redaksi_backup": 1,
            "newsroom": "x",
            "at": "2024-06-03T00:00:00Z",
            "count": 1,
            "files": files,
        }
        everything += member("manifest.json", msgspec.json.encode(entry))
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w", format=form) as tar:
        for info, content in everything:
            tar.addfile(info, io.BytesIO(content))
    pack_with = gzip.compress if file.suffix == ".gz" else zstandard.compress
    file.write_bytes(pack_with(data.getvalue()))
    return file


HOUSE = member("newsroom.toml", b'name = "x"\n')
FOREIGN: dict[str, Members] = {
    "a file above": member("../x.json"),
    "a file above, by way of the articles": member("articles/../../x.json"),
    "a file at the root": member("/etc/passwd"),
    "a file of its own": member("readme.txt"),
    "a lock": member(".locks/team"),
    "an index": member(".index.sqlite"),
    "a dossier in another folder": member("articles/00/240603-a.json"),
    "a dossier of no id": member("articles/00/.x.json"),
    "a symbolic link": member("team.json", kind=tarfile.SYMTYPE, link="/etc/passwd"),
    "a hard link": member("team.json", kind=tarfile.LNKTYPE, link="newsroom.toml"),
    "a folder": member("articles", kind=tarfile.DIRTYPE),
    "a device": member("team.json", kind=tarfile.CHRTYPE),
    "a pipe": member("team.json", kind=tarfile.FIFOTYPE),
    "a name with control characters": member("\x1b[31m.json"),
    "a file twice": [*member("team.json", b"{}"), *member("team.json", b"[]")],
}


def test_a_backup_made_by_hand_is_taken_if_its_manifest_fits(file: Path, tmp_path: Path) -> None:
    restore_backup(forged(file, HOUSE), tmp_path / "baru")
    assert kept(tmp_path / "baru") == {"newsroom.toml": b'name = "x"\n'}


@pytest.mark.parametrize("foreign", FOREIGN.values(), ids=FOREIGN)
def test_what_does_not_belong_into_a_newsroom_is_refused(
    file: Path, tmp_path: Path, foreign: Members
) -> None:
    forged(file, HOUSE, foreign)
    before = every_file(tmp_path)
    with pytest.raises(BadInput, match="not a whole backup"):
        restore_backup(file, tmp_path / "baru")
    assert every_file(tmp_path) == before
    assert not (tmp_path / "baru").exists()


@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_long_names_and_their_headers_are_refused(file: Path, tmp_path: Path, form: int) -> None:
    with pytest.raises(BadInput):
        restore_backup(forged(file, HOUSE, member("x" * 300 + "é"), form=form), tmp_path / "baru")


def test_a_manifest_must_be_there_and_name_exactly_what_is_there(
    file: Path, tmp_path: Path
) -> None:
    forged(file, HOUSE, manifest=False)
    with pytest.raises(BadInput, match="cut off"):
        restore_backup(file, tmp_path / "baru")
    with pytest.raises(BadInput, match=r"newsroom\.toml is missing"):
        restore_backup(forged(file), tmp_path / "baru")
    for files in (
        {},
        {"newsroom.toml": "0" * 64},
        {"newsroom.toml": sha256(HOUSE[0][1]).hexdigest(), "team.json": ""},
    ):
        entry = {"newsroom": "x", "at": "2024-06-03T00:00:00Z", "count": 1, "files": files}
        forged(file, HOUSE, member("manifest.json", msgspec.json.encode(entry)), manifest=False)
        with pytest.raises(BadInput, match="when it was packed"):
            restore_backup(file, tmp_path / "baru")
    forged(file, HOUSE, member("manifest.json", b"[]"), manifest=False)
    with pytest.raises(BadInput, match=r"manifest\.json"):
        restore_backup(file, tmp_path / "baru")


@pytest.mark.parametrize(
    "content",
    [b"", b"x", sha256(b"x").digest() * 99, b"\x00" * 100_000, b"PK\x03\x04" * 99],
    ids=["empty", "one byte", "noise", "zeros", "zip"],
)
def test_what_is_no_archive_is_refused(file: Path, tmp_path: Path, content: bytes) -> None:
    for data in (content, gzip.compress(content), zstandard.compress(content)):
        file.write_bytes(data)
        with pytest.raises(BadInput, match="not a whole backup"):
            restore_backup(file, tmp_path / "baru")
        assert not (tmp_path / "baru").exists()


def zeros(file: Path, headers: list[tarfile.TarInfo]) -> None:
    """Write a small archive `file` whose members are as large as their `headers` say."""
    with file.open("wb") as raw:
        packed = (
            gzip.GzipFile(fileobj=raw, mode="wb")
            if file.suffix == ".gz"
            else zstandard.open(raw, "wb")
        )
        with packed:
            for info in headers:
                packed.write(info.tobuf(tarfile.USTAR_FORMAT))
                for _ in range(info.size >> 20):
                    packed.write(bytes(1 << 20))


def test_a_bomb_is_stopped(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    huge = tarfile.TarInfo("team.json")
    huge.size = archive._MEMBER + (1 << 20)
    zeros(file, [huge])
    with pytest.raises(BadInput, match="too large"):
        restore_backup(file, tmp_path / "baru")
    monkeypatch.setattr(archive, "_TOTAL", 8 << 20)
    many = [
        tarfile.TarInfo(path_of(Path("articles"), f"240603-a{number}").as_posix())
        for number in range(40)
    ]
    for info in many:
        info.size = 1 << 20
    zeros(file, many)
    monkeypatch.setattr(archive, "_SWELLING", 1)
    with pytest.raises(BadInput, match="too large"):
        restore_backup(file, tmp_path / "baru")
    assert not (tmp_path / "baru").exists()


# The disk


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    mounted: list[Path] = []

    def mount(kilobytes: int) -> Path:
        folder = tmp_path / "kecil"
        folder.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
        if subprocess.run(command, check=False, capture_output=True).returncode:
            pytest.skip("no right to mount a small file system")
        mounted.append(folder)
        return folder

    yield mount
    for folder in mounted:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_leaves_no_half_backup_and_no_half_newsroom(
    newsroom: Path, file: Path, small: Callable[[int], Path]
) -> None:
    for number in range(20):
        path = path_of(newsroom / "articles", f"240603-a{number}")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(os.urandom(50_000))
    pack(newsroom, file)
    disk = small(400)
    with pytest.raises(DiskFull):
        pack(newsroom, disk / file.name)
    with pytest.raises(DiskFull):
        restore_backup(file, disk / "baru")
    assert list(disk.iterdir()) == []


@needs_root
def test_a_place_that_cannot_be_written_is_named(
    newsroom: Path, file: Path, tmp_path: Path
) -> None:
    shutil.copytree(newsroom, tmp_path / "terbuka")
    pack(newsroom, file)
    file.chmod(0o644)
    closed = tmp_path / "tertutup"
    closed.mkdir(mode=0o755)
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.geteuid() and folder not in (Path("/"), Path("/tmp")):
            folder.chmod(folder.stat().st_mode | 0o055)

    def try_it() -> None:
        with pytest.raises(ReadOnlyNewsroom):
            pack(newsroom, closed / file.name)
        with pytest.raises(ReadOnlyNewsroom):
            restore_backup(file, closed / "baru")

    assert as_user(STRANGER, [], try_it)
    assert list(closed.iterdir()) == []


@needs_root
def test_a_restored_newsroom_is_shared_like_the_folder_around_it(
    newsroom: Path, file: Path, tmp_path: Path
) -> None:
    pack(newsroom, file)
    house = tmp_path / "bersama"
    house.mkdir()
    os.chown(house, -1, GROUP)
    house.chmod(0o2770)
    restore_backup(file, house / "baru")
    for path in ((house / "baru"), *(house / "baru").rglob("*")):
        status = path.stat()
        assert status.st_gid == GROUP
        assert stat.S_IMODE(status.st_mode) == (0o2770 if path.is_dir() else 0o660), path
    assert is_whole(house / "baru")


# On the command line


def test_backup_and_restore_on_the_command_line(
    newsroom: Path, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    room = ["--newsroom", str(newsroom), "--as", CHIEF]
    assert run([*room, "backup", str(file)]) == 0
    assert run([*room, "backup", str(file)]) == 4
    assert run([*room, "backup", str(file), "--force"]) == 0
    assert run(["restore-backup", str(file), str(newsroom)]) == 4
    capsys.readouterr()
    assert run(["restore-backup", str(file), str(tmp_path / "baru")]) == 0
    assert capsys.readouterr().out.endswith("The record is whole.\n")
    file.write_bytes(file.read_bytes()[:-100])
    assert run(["restore-backup", str(file), str(tmp_path / "lagi")]) == 6
    assert not (tmp_path / "lagi").exists()


def test_nobody_may_look_into_what_is_being_restored(
    newsroom: Path, file: Path, tmp_path: Path
) -> None:
    """A member could plant a link in an open folder.

    The restore would then write a rule file over a private file of the person who restores.
    """
    pack(newsroom, file)
    around, looked = tmp_path / "shared", []
    around.mkdir()
    around.chmod(0o2777)

    def watched() -> Iterator[Packed]:
        for content in archive.read(file, lambda _done, _total: None):
            (building,) = around.iterdir()
            looked.append(building.stat().st_mode & 0o777)
            yield content

    restore(around / "new", watched())
    assert set(looked) == {0o700}
    assert (around / "new").stat().st_mode & 0o7777 == 0o2777
    assert {path.stat().st_mode & 0o777 for path in (around / "new").rglob("*.json")} == {0o666}


def test_a_link_that_is_planted_while_it_is_restored_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()

    def planting() -> Iterator[Content]:
        yield Content("newsroom.toml", b"")
        (building,) = tmp_path.glob(".new.*")
        (building / "ssh").symlink_to(secret)
        yield Content("ssh/authorized_keys", b"key")

    with pytest.raises(StorageError):
        restore(tmp_path / "new", planting())
    assert list(secret.iterdir()) == []
    assert not (tmp_path / "new").exists()


def test_a_folder_that_is_put_in_the_place_of_what_was_built_is_named(tmp_path: Path) -> None:
    def swapping() -> Iterator[Content]:
        yield Content("newsroom.toml", b"")
        (building,) = tmp_path.glob(".new.*")
        building.rename(tmp_path / "away")
        building.mkdir()

    with pytest.raises(StorageError, match="another folder in its place"):
        restore(tmp_path / "new", swapping())


def test_below_a_folder_of_everybody_a_restored_newsroom_is_made_as_any_new_folder(
    newsroom: Path, file: Path, tmp_path: Path
) -> None:
    pack(newsroom, file)
    around = tmp_path / "public"
    around.mkdir()
    around.chmod(0o1777)
    before = os.umask(0o077)
    try:
        restore(around / "new", archive.read(file, lambda _done, _total: None))
    finally:
        os.umask(before)
    assert (around / "new").stat().st_mode & 0o7777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in (around / "new").rglob("*.json")} == {0o600}
