"""The doctor finds each provoked defect, repairs it where possible, and reports no others."""

import json
import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import platformdirs
import pytest

from redaksi.cli import run
from redaksi.desk import Identity, open_desk, rescued_text
from redaksi.desk.newsroom import create
from redaksi.domain.article import Role
from redaksi.errors import MoveRefused, UnreadableDossier
from redaksi.store.base import Defect, DefectKind
from redaksi.store.dossiers.layout import path_of
from redaksi.store.dossiers.locks import Locks
from redaksi.store.upkeep import mounts
from redaksi.system import durable
from tests.operations.conftest import CHIEF, GUEST, OTHER, desk_of, dossiers, every_file
from tests.store.test_processes import GROUP, STRANGER, as_user, needs_root, shared

__all__ = ["shared"]  # a fixture


def kinds(newsroom: Path) -> list[str]:
    with desk_of(newsroom) as desk:
        return [ailment.kind for ailment in desk.doctor.examine()]


def in_the_index(newsroom: Path, *statements: str) -> None:
    with sqlite3.connect(newsroom / ".index.sqlite") as index:
        for statement in statements:
            index.execute(statement)
    index.close()


def articles(newsroom: Path) -> dict[str, bytes]:
    """Every file but the locks, which are made on demand."""
    return {
        name: data for name, data in every_file(newsroom).items() if not name.startswith(".locks")
    }


# Provoked defects


def garbage(newsroom: Path) -> None:
    dossiers(newsroom)[0].write_bytes(b"<<<<<<< HEAD\n")


def astray(newsroom: Path) -> None:
    path = dossiers(newsroom)[0]
    elsewhere = newsroom / "articles" / ("00" if path.parent.name != "00" else "01")
    elsewhere.mkdir(exist_ok=True)
    shutil.copy(path, elsewhere)


def a_folder(newsroom: Path) -> None:
    path_of(newsroom / "articles", "240603-zz").mkdir(parents=True)


def half_a_save(newsroom: Path) -> None:
    path = dossiers(newsroom)[0]
    path.with_name(f".{path.name}.00112233.tmp").write_bytes(b"{")


def half_a_team(newsroom: Path) -> None:
    (newsroom / ".team.json.00112233.tmp").write_bytes(b"{")


def half_an_index(newsroom: Path) -> None:
    (newsroom / "..index.sqlite.00112233.tmp").write_bytes(b"SQLite")


def another_headline(newsroom: Path) -> None:
    in_the_index(newsroom, "UPDATE articles SET headline = 'Lain' WHERE rowid = 1")


def one_row_less(newsroom: Path) -> None:
    in_the_index(newsroom, "DELETE FROM articles WHERE rowid = 1")


def one_row_more(newsroom: Path) -> None:
    in_the_index(
        newsroom,
        "INSERT INTO articles (id, stage, spiked, updated_at) VALUES ('x', 'draft', 0, '2024')",
    )


def a_wrong_count(newsroom: Path) -> None:
    in_the_index(newsroom, "UPDATE counts SET number = 99 WHERE stage = 'draft'")


def a_useless_index(newsroom: Path) -> None:
    (newsroom / ".index.sqlite").write_bytes(b"garbage" * 1000)


def no_lock(newsroom: Path) -> None:
    (newsroom / ".locks" / "3f").unlink()


def no_locks(newsroom: Path) -> None:
    shutil.rmtree(newsroom / ".locks")


def closed_to_others(newsroom: Path) -> None:
    newsroom.chmod(0o755)
    dossiers(newsroom)[0].parent.chmod(0o755)
    dossiers(newsroom)[0].chmod(0o600)


def a_folder_closed_to_others(newsroom: Path) -> None:
    newsroom.chmod(0o755)
    (newsroom / "articles").chmod(0o700)


def an_open_person(_newsroom: Path) -> None:
    folder = platformdirs.user_state_path("redaksi") / "kept"
    folder.mkdir(parents=True)
    folder.chmod(0o755)


MENDED: dict[str, tuple[Callable[[Path], None], str]] = {
    "a dossier that is no JSON": (garbage, "dossier"),
    "a dossier in another folder": (astray, "dossier"),
    "a folder in the place of a dossier": (a_folder, "dossier"),
    "a save that was cut off": (half_a_save, "temporary"),
    "a change of the team that was cut off": (half_a_team, "temporary"),
    "a build of the index that was cut off": (half_an_index, "temporary"),
    "another headline in the index": (another_headline, "index"),
    "a row less in the index": (one_row_less, "index"),
    "a row more in the index": (one_row_more, "index"),
    "a wrong count in the index": (a_wrong_count, "index"),
    "an index that is none": (a_useless_index, "index"),
    "a lock that is missing": (no_lock, "locks"),
    "locks that are missing": (no_locks, "locks"),
    "a dossier closed to others": (closed_to_others, "rights"),
    "a folder closed to others": (a_folder_closed_to_others, "rights"),
    "unsaved text open to others": (an_open_person, "private"),
}


def test_an_untouched_newsroom_is_well(newsroom: Path) -> None:
    before = every_file(newsroom)
    assert kinds(newsroom) == []
    assert every_file(newsroom) == before
    (newsroom / ".index.sqlite").unlink()
    assert kinds(newsroom) == [], "a missing index is built when it is needed"
    assert not (newsroom / ".index.sqlite").exists()


def test_an_empty_newsroom_is_well(tmp_path: Path) -> None:
    create(tmp_path / "baru", Identity(name=CHIEF, login="meja", host="host"))
    assert kinds(tmp_path / "baru") == []


@pytest.mark.parametrize(("provoke", "kind"), MENDED.values(), ids=MENDED)
def test_what_is_wrong_is_found_and_mended_and_nothing_is_deleted(
    newsroom: Path, provoke: Callable[[Path], None], kind: str
) -> None:
    provoke(newsroom)
    before, articles_before = every_file(newsroom), articles(newsroom)
    with desk_of(newsroom) as desk:
        found = desk.doctor.examine()
        assert {ailment.kind for ailment in found} == {kind}
        assert all(
            (ailment.names and ailment.what.endswith((".", "!"))) or kind == "dossier"
            for ailment in found
        )
        assert all("--fix" in ailment.remedy for ailment in found)
        assert articles(newsroom) == articles_before, "looking changes nothing"
        assert all(ailment.is_harmless for ailment in desk.doctor.fix())
        assert all(ailment.is_harmless for ailment in desk.doctor.examine())
        desk.reading.refresh()
        assert len(desk.reading.rows()) == len(dossiers(newsroom))
    after = list(every_file(newsroom).values())
    passing = (".index", ".locks")  # the index is derived, and a lock names its last holder
    assert all(data in after for name, data in before.items() if not name.startswith(passing))


def test_what_stays_out_of_step_only_until_the_next_command_is_no_ailment(newsroom: Path) -> None:
    dossiers(newsroom)[0].unlink()
    os.utime(dossiers(newsroom)[1])
    assert kinds(newsroom) == []


def test_a_file_that_became_whole_meanwhile_stays_where_it_is(newsroom: Path) -> None:
    whole = dossiers(newsroom)[0]
    finding = Defect(
        DefectKind.DOSSIER, (whole.relative_to(newsroom).as_posix(),), "It was broken."
    )
    with desk_of(newsroom) as desk:
        desk.store.upkeep().mend(finding)
    assert whole.exists()
    assert not (newsroom / ".aside").exists()


def test_files_of_one_name_are_all_kept_aside(newsroom: Path) -> None:
    for content in (b"satu", b"dua", b"tiga"):
        path_of(newsroom / "articles", "240603-zz").parent.mkdir(exist_ok=True)
        path_of(newsroom / "articles", "240603-zz").write_bytes(content)
        with desk_of(newsroom) as desk:
            assert [ailment.kind for ailment in desk.doctor.fix()] == ["aside"]
    aside = {path.name: path.read_bytes() for path in (newsroom / ".aside").iterdir()}
    assert aside == {
        "240603-zz.json": b"satu",
        "240603-zz.json.2": b"dua",
        "240603-zz.json.3": b"tiga",
    }


def test_what_was_put_aside_is_named_until_it_is_gone_and_fails_nothing(newsroom: Path) -> None:
    dossiers(newsroom)[0].write_bytes(b"rusak")
    name = dossiers(newsroom)[0].name
    with desk_of(newsroom) as desk:
        desk.doctor.fix()
        (ailment,) = desk.doctor.examine()
        assert (ailment.kind, ailment.names, ailment.is_harmless) == (
            "aside",
            (f".aside/{name}",),
            True,
        )
        (newsroom / ".aside" / name).unlink()
        assert desk.doctor.examine() == ()


def test_a_text_that_could_not_be_saved_is_named_until_it_is_gone_and_fails_nothing(
    newsroom: Path,
) -> None:
    path = rescued_text.keep("261123-abcde", "# Judul\n\nIsi.\n")
    with desk_of(newsroom) as desk:
        (found,) = desk.doctor.examine()
        assert (found.kind, found.names) == ("kept", (str(path),))
        assert found.is_harmless
        assert desk.doctor.fix() == (found,)
        assert path.exists()
        path.unlink()
        assert desk.doctor.examine() == ()


def test_a_file_that_is_being_written_is_none_that_was_left(newsroom: Path) -> None:
    path = dossiers(newsroom)[0]
    temporary = path.with_name(f".{path.name}.00112233.tmp")
    begun, seen = threading.Event(), threading.Event()

    def save() -> None:
        with Locks(newsroom / ".locks").hold(path.parent.name):
            temporary.write_bytes(path.read_bytes())
            begun.set()
            seen.wait()
            time.sleep(0.3)  # the doctor examines meanwhile
            temporary.replace(path)

    saving = threading.Thread(target=save)
    saving.start()
    begun.wait()
    assert temporary.exists()
    seen.set()
    assert kinds(newsroom) == []
    saving.join()


# Repairs by a person


def test_a_clock_behind_the_newest_event_and_files_from_the_future_are_found(
    newsroom: Path,
) -> None:
    def ahead() -> datetime:
        return datetime.now(UTC) + timedelta(hours=5)

    with open_desk(newsroom, CHIEF, ahead) as desk:
        assert desk.doctor.examine() == ()
        desk.copy.new(desk.reading.article(desk.reading.rows()[0].id).article.text)
    os.utime(dossiers(newsroom)[0], (time.time() + 9000,) * 2)
    with desk_of(newsroom) as desk:
        (clock,) = desk.doctor.examine()
        assert clock.kind == "clock"
        assert 1 <= len(clock.names) <= 2
        assert clock.remedy
        assert desk.doctor.fix() == (clock,)
    os.utime(dossiers(newsroom)[0])
    assert kinds(newsroom) == ["clock"]


def test_a_team_from_the_future_is_found(newsroom: Path) -> None:
    with open_desk(newsroom, CHIEF, lambda: datetime.now(UTC) + timedelta(hours=5)) as desk:
        desk.team.remove(GUEST)
    assert kinds(newsroom) == ["clock"]


def test_a_team_that_cannot_be_read_is_named_and_left(newsroom: Path) -> None:
    (newsroom / "team.json").write_text("{")
    assert kinds(newsroom) == ["team"]
    with desk_of(newsroom) as desk, pytest.raises(UnreadableDossier, match=r"team\.json"):
        desk.doctor.fix()
    assert (newsroom / "team.json").read_text() == "{"


def no_team(newsroom: Path) -> None:
    (newsroom / "team.json").unlink()


def nobody(newsroom: Path) -> None:
    team = json.loads((newsroom / "team.json").read_text())
    (newsroom / "team.json").write_text(json.dumps(team | {"members": {}}))


def no_chief(newsroom: Path) -> None:
    path = newsroom / "team.json"
    path.write_text(path.read_text().replace('"role":"chief"', '"role":"editor"', 1))


def no_meta(newsroom: Path) -> None:
    team = json.loads((newsroom / "team.json").read_text())
    (newsroom / "team.json").write_text(json.dumps(team | {"meta": {}}))


@pytest.mark.parametrize(
    ("provoke", "kind", "said", "verified"),
    [
        (no_team, "team", "It is missing", "the team is missing"),
        (nobody, "unled", "The team has no chief", "the members are not as they were sealed"),
        (no_chief, "unled", "The team has no chief", "the members are not as they were sealed"),
        (no_meta, "team", "it tells no version", "it tells no version"),
    ],
)
def test_a_team_that_leads_nobody_is_an_ailment_and_can_be_made_again(
    newsroom: Path,
    capfd: pytest.CaptureFixture[str],
    provoke: Callable[[Path], None],
    kind: str,
    said: str,
    verified: str,
) -> None:
    provoke(newsroom)
    with desk_of(newsroom) as desk:
        (ailment,) = desk.doctor.examine()
        (fault,) = [one for one in desk.checking.verify() if one.name == "team"]
    assert (ailment.kind, ailment.names) == (kind, ("team.json" if kind == "team" else "team",))
    assert said in ailment.what
    assert verified in fault.what
    assert "missing field" not in fault.what
    assert run(["--newsroom", str(newsroom), "doctor"]) == 8
    assert "Put team.json back" in capfd.readouterr().out
    # The remedy for a person without a backup
    (newsroom / "team.json").unlink(missing_ok=True)
    settings = (newsroom / "newsroom.toml").rename(newsroom.parent / "newsroom.toml")
    create(newsroom, Identity(name=CHIEF, login="meja", host="host"))
    settings.rename(newsroom / "newsroom.toml")
    with desk_of(newsroom) as desk:
        assert desk.doctor.examine() == ()
        desk.team.add(OTHER, Role.EDITOR)


@needs_root
def test_a_team_that_may_not_be_read_is_a_matter_of_rights(shared: Path) -> None:
    create(shared, Identity(name=CHIEF, login="meja", host="host"))
    (shared / "team.json").chmod(0o600)

    def look() -> None:
        with desk_of(shared) as desk:
            found = [
                (one.kind, one.what) for one in desk.doctor.examine() if "team.json" in one.names
            ]
        assert found == [("rights", "You may not read it.")]

    assert as_user(STRANGER, [GROUP], look)


def test_mending_takes_an_editor_looking_does_not(newsroom: Path) -> None:
    garbage(newsroom)
    with desk_of(newsroom, GUEST) as desk:
        assert [ailment.kind for ailment in desk.doctor.examine()] == ["dossier"]
        with pytest.raises(MoveRefused, match="guest"):
            desk.doctor.fix()
    assert not (newsroom / ".aside").exists()


@needs_root
def test_another_group_is_found_where_the_group_has_rights_of_its_own(newsroom: Path) -> None:
    for path in (newsroom, *newsroom.rglob("*")):
        path.chmod(0o770 if path.is_dir() else 0o660)
    assert kinds(newsroom) == ["unused"]
    (newsroom / ".index.sqlite").unlink()
    assert kinds(newsroom) == []
    os.chown(dossiers(newsroom)[0], -1, GROUP)
    assert kinds(newsroom) == ["rights"]
    with desk_of(newsroom) as desk:
        assert desk.doctor.fix() == ()


@needs_root
def test_a_newsroom_that_may_only_be_read_is_examined_and_says_so(
    newsroom: Path,
    shared: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shutil.copytree(newsroom, shared, dirs_exist_ok=True)
    for path in (shared, *shared.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    dossiers(shared)[0].chmod(0o600)
    dossiers(shared)[1].write_text("{")
    home = shared.parent / "home"
    home.mkdir()
    os.chown(home, STRANGER, STRANGER)
    for name in ("CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name))

    def look() -> None:
        with open_desk(shared, "Siapa") as desk:
            found = {ailment.kind: ailment for ailment in desk.doctor.examine()}
            assert set(found) == {"read-only", "rights", "dossier"}, found
            assert found["rights"].names == (dossiers(shared)[0].relative_to(shared).as_posix(),)
            assert found["dossier"].names == (dossiers(shared)[1].relative_to(shared).as_posix(),)

    before = every_file(shared)
    assert as_user(STRANGER, [], look)
    assert every_file(shared) == before


MOUNTS = """\
21 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 21 0:40 / /srv/berita rw shared:1 master:2 - nfs4 server:/berita rw
31 21 0:41 / /srv/ruang\\040kita rw - fuse.sshfs meja:/ruang rw
32 30 254:1 / /srv/berita/disk rw - xfs /dev/vdb rw
33 21 0:42 / /mnt/a rw - ext4 /dev/vdc rw
34 33 0:43 / /mnt/a rw - cifs //server/a rw
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/meja", "ext4"),
        ("/srv/berita/2024", "nfs4"),
        ("/srv/berita2", "ext4"),
        ("/srv/ruang kita/x", "fuse.sshfs"),
        ("/srv/berita/disk/x", "xfs"),
        ("/mnt/a/x", "cifs"),
    ],
)
def test_the_file_system_of_a_folder_is_that_of_the_nearest_mount(folder: str, kind: str) -> None:
    assert mounts.file_system(Path(folder), MOUNTS) == kind


def test_a_network_file_system_is_named(
    newsroom: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "mountinfo"
    table.write_text("21 1 254:0 / / rw - nfs4 server:/ rw\n")
    monkeypatch.setattr(mounts, "_MOUNTS", table)
    assert kinds(newsroom) == ["network"]
    monkeypatch.setattr(mounts, "_MOUNTS", tmp_path / "macos")
    assert kinds(newsroom) == []


# On the command line


@pytest.fixture
def doctor(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    def call(*options: str) -> tuple[int, str]:
        capsys.readouterr()
        code = run(["--newsroom", str(newsroom), "--as", CHIEF, "doctor", *options])
        return code, "".join(capsys.readouterr())

    return call


def test_the_command_names_what_it_finds_and_exits_with_8(
    newsroom: Path, doctor: Callable[..., tuple[int, str]]
) -> None:
    assert doctor() == (0, "All is well.\n")
    code, output = doctor("--json")
    assert (code, msgspec.json.decode(output)) == (0, [])
    garbage(newsroom)
    code, output = doctor()
    assert code == 8
    assert dossiers(newsroom)[0].name in output
    code, output = doctor("--json")
    assert code == 8
    (ailment,) = msgspec.json.decode(output)
    assert set(ailment) == {"kind", "names", "what", "remedy"}
    code, output = doctor("--fix")
    assert code == 0
    assert "moves it into .aside" in output
    assert output.endswith("All is well now.\n")


def test_settings_that_cannot_be_read_do_not_keep_the_doctor_out(
    newsroom: Path, doctor: Callable[..., tuple[int, str]]
) -> None:
    (newsroom / "newsroom.toml").write_text("name = [")
    own = platformdirs.user_config_path("redaksi") / "settings.toml"
    code, output = doctor()
    assert (code, output.count("settings:")) == (8, 1)
    own.parent.mkdir(parents=True)
    own.write_text("name = [")
    assert run(["--newsroom", str(newsroom), "doctor"]) == 8


def test_nothing_is_promised_to_be_built_where_there_is_no_room(
    newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_index(newsroom, "UPDATE articles SET headline = 'x'")

    def remedies() -> dict[str, str]:
        with desk_of(newsroom) as desk:
            return {ailment.kind: ailment.remedy for ailment in desk.doctor.examine()}

    assert remedies()["index"] == "--fix builds it anew."
    monkeypatch.setattr(durable, "has_room", lambda _folder: False)
    assert remedies()["index"] == "Make room first. --fix builds it anew."
    assert remedies()["full"].startswith("Make room on it.")
