"""A stranger's newsroom around the current folder is used only when a person names or trusts it.

setpriv runs the program as other system users.
"""

import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from redaksi import config, i18n
from redaksi.desk import Identity
from redaksi.desk.newsroom import create
from redaksi.errors import BadInput, NotTrusted, RedaksiError, Refused, Unreadable
from redaksi.system import trust
from tests.desk.rooms import tree
from tests.domain.nobody import reachable_folder

ME, STRANGER, OTHER, ROOT = 61001, 61003, 61004, 0
COPY = "Rapat Dibuka\n\nRapat itu diadakan dirumah warga.\n"

pytestmark = [
    pytest.mark.skipif(os.geteuid() != 0, reason="only root can become other system users"),
    pytest.mark.skipif(shutil.which("setpriv") is None, reason="setpriv is not installed"),
]


class Place(NamedTuple):
    """A newsroom in `room`, a person's current folder `work` below it, and their `home`."""

    room: Path
    work: Path
    home: Path

    def run(
        self,
        *arguments: str | Path,
        user: int = ME,
        where: Path | None = None,
        stdin: str = "",
        **environment: str,
    ) -> subprocess.CompletedProcess[str]:
        """Run a command line as `user`, in the folder `where` or else in `work`."""
        become = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups"]
        return subprocess.run(
            [*become, sys.executable, "-m", "redaksi", *map(str, arguments)],
            cwd=where or self.work,
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(self.home),
                "LANG": "en_US.UTF-8",
                **environment,
            },
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def belongs(self, folder: int, file: int, mode: int = 0o755) -> None:
        """Give the newsroom's folder and its newsroom.toml to the uids `folder` and `file`.

        The folder gets `mode`. Everybody may use all other files.
        """
        for path in self.room.rglob("*"):
            if self.home not in (path, *path.parents) and self.work not in (path, *path.parents):
                path.chmod(0o777 if path.is_dir() else 0o666)
        settings = self.room / config.FILE
        if not settings.is_symlink():
            settings.chmod(0o644)
        os.chown(self.room, folder, folder)
        os.lchown(self.room / config.FILE, file, file)
        self.room.chmod(mode)


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    monkeypatch.setattr(tempfile, "tempdir", None)  # pytest's own folders are closed to others
    with reachable_folder() as top:
        found = Place(
            top / "bersama", top / "bersama" / "saya" / "kerja", top / "bersama" / "saya" / "rumah"
        )
        create(found.room, Identity(name="Tamu Asing", login="asing", host="host"))
        for folder in (found.work, found.home):
            folder.mkdir(parents=True)
        for folder in (found.work.parent, found.work, found.home):
            os.chown(folder, ME, ME)
        yield found


SITUATIONS = {
    "all of it a stranger's": (STRANGER, STRANGER, 0o755),
    "all of it root's": (ROOT, ROOT, 0o755),
    "its file laid into one's own folder": (ME, STRANGER, 0o775),
    "its file laid into one's own folder that is everybody's": (ME, STRANGER, 0o777),
    "one's own file in one's own folder that is everybody's": (ME, ME, 0o777),
    "one's own file in a stranger's folder": (STRANGER, ME, 0o755),
    "a stranger's file in a sticky folder of root, as /tmp": (ROOT, STRANGER, 0o1777),
    "one's own file in a sticky folder of one's own": (ME, ME, 0o1777),
    "a folder that a group shares": (STRANGER, STRANGER, 0o2775),
}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_what_others_laid_around_a_folder_is_not_used(place: Place, situation: str) -> None:
    place.belongs(*SITUATIONS[situation])
    before = tree(place.room)
    (place.work / "naskah.txt").write_text("Judul\n\nIsi.\n")
    for line in (
        ["list"],
        ["new", "--headline", "Judul"],
        [],
        ["check", "naskah"],
        ["doctor", "--fix"],
    ):
        done = place.run(*line)
        assert (done.returncode, done.stdout) == (4, ""), (line, done)
        assert f"--newsroom {place.room}" in done.stderr
        assert ("trust folder" in done.stderr) is (not SITUATIONS[situation][2] & 0o002)
    after = tree(place.room)
    assert {name: data for name, data in after.items() if not name.startswith("saya/")} == before
    assert not list((place.room / "articles").rglob("*.json"))


NONE_NEEDED = (
    ["check", "naskah.txt", "lain.txt"],
    ["check", "-"],
    ["check", "--sarif", "naskah.txt"],
    ["rules"],
)


@pytest.mark.parametrize("line", NONE_NEEDED)
def test_what_needs_no_newsroom_goes_on_by_the_rules_of_redaksi_and_says_so(
    place: Place, line: list[str]
) -> None:
    settings = place.room / config.FILE
    settings.write_text(settings.read_text() + '\n[copydesk]\noff = ["di-kata-depan"]\n')
    for name in ("naskah.txt", "lain.txt"):
        (place.work / name).write_text(COPY)
    with_theirs = place.run("--newsroom", place.room, *line, stdin=COPY)
    place.belongs(STRANGER, STRANGER)
    done = place.run(*line, stdin=COPY)
    assert done.returncode == (0 if line == ["rules"] else 1), done
    assert done.stderr.count("The rules that come with Redaksi are used.") == 1
    assert f"belongs to {STRANGER}, not to you" in done.stderr
    assert "di-kata-depan" in done.stdout
    assert "di-kata-depan" not in with_theirs.stdout  # a named newsroom is used
    assert (
        place.run(*line, stdin=COPY, REDAKSI_NEWSROOM=str(place.room)).stdout == with_theirs.stdout
    )
    elsewhere = (
        place.run(*line, where=place.home, stdin=COPY) if "naskah.txt" not in line else done
    )
    assert elsewhere.stdout == done.stdout


@pytest.mark.parametrize(
    ("situation", "said"),
    [
        ("all of it a stranger's", f"belongs to {STRANGER}, not to you"),
        (
            "its file laid into one's own folder",
            f"belongs to {ME}, its newsroom.toml to {STRANGER}.",
        ),
        (
            "one's own file in a stranger's folder",
            f"belongs to {STRANGER}, its newsroom.toml to {ME}.",
        ),
        (
            "a stranger's file in a sticky folder of root, as /tmp",
            f"the one there belongs to {STRANGER}.",
        ),
        ("one's own file in a sticky folder of one's own", f"the one there belongs to {ME}."),
    ],
)
def test_the_refusal_tells_whose_it_is(place: Place, situation: str, said: str) -> None:
    place.belongs(*SITUATIONS[situation])
    assert said in place.run("list").stderr


def test_ones_own_is_used_as_ever(place: Place) -> None:
    """The negative control: the same commands in the person's own newsroom."""
    place.belongs(ME, ME)
    assert place.run("new", "--headline", "Judul").returncode == 0
    assert "Judul" in place.run("list").stdout


def test_root_uses_nobodys_newsroom_by_accident(place: Place) -> None:
    place.belongs(STRANGER, STRANGER)
    assert place.run("new", "--headline", "Judul", user=ROOT).returncode == 4
    place.belongs(ROOT, ROOT, 0o1777)
    assert "Everybody may put a newsroom" in place.run("list", user=ROOT).stderr
    place.belongs(ROOT, ROOT)
    assert place.run("list", user=ROOT).returncode == 0


def test_a_link_to_ones_own_settings_does_not_make_a_strangers_newsroom_ones_own(
    place: Place,
) -> None:
    own = place.home / config.FILE
    shutil.copy(place.room / config.FILE, own)
    (place.room / config.FILE).unlink()
    (place.room / config.FILE).symlink_to(own)
    place.belongs(ME, STRANGER, 0o777)
    os.chown(own, ME, ME)
    assert place.run("list").returncode == 4


def test_a_named_newsroom_is_used_whosever_it_is(place: Place) -> None:
    place.belongs(STRANGER, STRANGER)
    assert place.run("--newsroom", place.room, "list").returncode == 0
    assert place.run("list", REDAKSI_NEWSROOM=str(place.room)).returncode == 0
    settings = place.home / ".config" / "redaksi" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'newsroom = "{place.room}"\n')
    assert place.run("list").returncode == 0
    settings.write_text(f'newsroom = "{place.home}"\n')
    assert place.run("list").returncode == 4


def test_trust_is_said_once_listed_and_taken_back(place: Place) -> None:
    place.belongs(STRANGER, STRANGER)
    done = place.run("trust", "folder", place.room)
    assert done.returncode == 4
    assert "--yes" in done.stderr
    assert place.run("list").returncode == 4
    assert place.run("trust", "folder", "../..", "--yes").returncode == 0
    assert place.run("list").returncode == 0
    (told,) = json.loads(place.run("trust", "--list", "--json").stdout)
    assert (told["kind"], told["name"], told["owner"]) == (
        "folder",
        str(place.room),
        str(STRANGER),
    )
    assert str(place.room) in place.run("trust", "--list").stdout
    file = place.home / ".local" / "state" / "redaksi" / "trust.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert place.run("trust", "folder", place.room, "--revoke").returncode == 0
    assert place.run("list").returncode == 4
    assert place.run("trust", "folder", place.room, "--revoke").returncode == 3
    assert json.loads(place.run("trust", "--list", "--json").stdout) == []


def test_trust_ends_with_the_owner_and_holds_for_no_other_folder(place: Place) -> None:
    place.belongs(STRANGER, STRANGER)
    assert place.run("trust", "folder", place.room, "--yes").returncode == 0
    place.belongs(STRANGER, ME)  # a colleague edited the settings
    assert place.run("list").returncode == 0
    place.belongs(ROOT, STRANGER)
    assert place.run("list").returncode == 4
    place.belongs(STRANGER, STRANGER)
    below = place.room / "lagi"
    shutil.copytree(place.room, below, ignore=shutil.ignore_patterns("saya"))
    os.chown(below, STRANGER, STRANGER)
    assert place.run("list", where=below).returncode == 4


@pytest.mark.parametrize("how", ["a link", "gone", "a link to another that is trusted"])
def test_trust_is_taken_back_by_the_path_that_is_listed_whatever_stands_there(
    place: Place, how: str
) -> None:
    place.belongs(STRANGER, STRANGER)
    listed = place.room.with_name("lain")
    shutil.copytree(place.room, listed, ignore=shutil.ignore_patterns("saya"))
    for room in (place.room, listed):
        assert place.run("trust", "folder", room, "--yes").returncode == 0
    shutil.rmtree(listed)
    if how != "gone":
        listed.symlink_to(place.room if "another" in how else place.home)
    done = place.run("trust", "folder", listed, "--revoke")
    assert done.returncode == 0, done
    assert [one["name"] for one in json.loads(place.run("trust", "--json").stdout)] == [
        str(place.room)
    ]


def test_trust_tells_programs_in_json_wherever_they_ask_for_it(place: Place) -> None:
    place.belongs(STRANGER, STRANGER)
    assert json.loads(place.run("trust", "--json").stdout) == []
    done = json.loads(place.run("trust", "--json", "folder", place.room, "--yes").stdout)
    assert done["results"] == [{"name": str(place.room), "trusted": True}]
    assert [one["name"] for one in json.loads(place.run("trust", "--json").stdout)] == [
        str(place.room)
    ]


def test_what_was_trusted_is_not_when_everybody_may_lay_one_there_by_now(place: Place) -> None:
    place.belongs(STRANGER, STRANGER)
    assert place.run("trust", "folder", place.room, "--yes").returncode == 0
    place.belongs(STRANGER, STRANGER, 0o1777)
    assert place.run("list").returncode == 4


def test_a_folder_without_a_newsroom_and_one_where_everybody_may_lay_one_are_not_trusted(
    place: Place,
) -> None:
    assert place.run("trust", "folder", place.home, "--yes").returncode == 3
    place.belongs(ROOT, STRANGER, 0o1777)
    done = place.run("trust", "folder", place.room, "--yes")
    assert done.returncode == 4
    assert "Everybody may put a newsroom" in done.stderr


@pytest.mark.parametrize(
    ("folder", "settings"), [(0o777, 0o644), (0o757, 0o644), (0o1777, 0o644), (0o755, 0o666)]
)
def test_what_everybody_may_write_is_not_trusted(place: Place, folder: int, settings: int) -> None:
    place.belongs(STRANGER, STRANGER)
    assert place.run("trust", "folder", place.room, "--yes").returncode == 0
    assert place.run("list").returncode == 0
    place.room.chmod(folder)
    (place.room / config.FILE).chmod(settings)
    refused = place.run("list")
    assert refused.returncode == 4
    assert "Everybody may put a newsroom" in refused.stderr
    assert place.run("trust", "folder", place.room, "--yes").returncode == 4
    place.room.chmod(0o2775)  # writable for a group, not for everybody
    (place.room / config.FILE).chmod(0o664)
    assert place.run("list").returncode == 0


@pytest.mark.parametrize(
    ("then", "now", "code"), [(STRANGER, OTHER, 4), (OTHER, OTHER, 0), (OTHER, STRANGER, 0)]
)
def test_trust_ends_with_the_owner_of_the_settings(
    place: Place, then: int, now: int, code: int
) -> None:
    place.belongs(STRANGER, then, 0o2775)
    assert place.run("trust", "folder", place.room, "--yes").returncode == 0
    assert place.run("list").returncode == 0
    (told,) = json.loads(place.run("trust", "--list", "--json").stdout)
    assert (told["owner"], told["settings_owner"]) == (str(STRANGER), str(then))
    place.belongs(STRANGER, now, 0o2775)
    assert place.run("list").returncode == code
    place.belongs(STRANGER, ME, 0o2775)  # the person's own folder
    assert place.run("list").returncode == 0
    place.belongs(STRANGER, ROOT, 0o2775)
    assert place.run("list").returncode == 4
    assert place.run("trust", "folder", place.room, "--yes").returncode == 0  # checked again
    assert place.run("list").returncode == 0


# The file at home


@pytest.fixture
def kept(place: Place, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of trusted newsrooms of the current user, with a stranger's newsroom in it."""
    monkeypatch.setenv("XDG_STATE_HOME", str(place.home))
    place.belongs(STRANGER, STRANGER)
    file = trust.path()
    file.parent.mkdir(parents=True)
    file.write_text(
        json.dumps({"folders": {str(place.room): STRANGER}, "targets": {"web": "abc"}})
    )
    file.chmod(0o600)
    trust.check(place.room, config.FILE)
    return file


def as_link(file: Path) -> None:
    file.rename(file.with_name("sungguh"))
    file.symlink_to("sungguh")


def as_fifo(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


PLANTED = {
    "a link": (as_link, Unreadable),
    "a FIFO": (as_fifo, Unreadable),
    "another's": (lambda file: os.chown(file, STRANGER, STRANGER), Refused),
    "the group's to write": (lambda file: file.chmod(0o660), Refused),
    "everybody's to write": (lambda file: file.chmod(0o602), Refused),
    "no JSON": (lambda file: file.write_text("{"), BadInput),
    "another shape": (lambda file: file.write_text('{"folders": ["/"]}'), BadInput),
    "empty of trust": (lambda file: file.write_text("{}"), NotTrusted),
    "gone": (lambda file: file.unlink(), NotTrusted),
}


@pytest.mark.parametrize("how", PLANTED)
def test_the_file_at_home_is_ones_own_or_trusts_nothing(
    place: Place, kept: Path, how: str
) -> None:
    plant, error = PLANTED[how]
    plant(kept)
    with pytest.raises(RedaksiError) as refused:
        trust.check(place.room, config.FILE)
    assert type(refused.value) is error


@pytest.mark.parametrize("written", ["{", '{"folders": ["/"]}', '{"folders": {"/": "x"}}'])
def test_a_broken_file_at_home_is_told_in_the_language_of_the_person(
    place: Place, kept: Path, written: str
) -> None:
    kept.write_text(written)
    i18n.install("id")
    with pytest.raises(BadInput) as refused:
        trust.check(place.room, config.FILE)
    i18n.install("en")
    assert "tidak dapat dipakai" in refused.value.sentence
    assert not any(
        word in refused.value.sentence for word in ("Expected", "malformed", "truncated")
    )


def test_what_else_is_trusted_survives(place: Place, kept: Path) -> None:
    done = place.run(
        "trust", "folder", place.room, "--revoke", user=ROOT, XDG_STATE_HOME=str(place.home)
    )
    assert done.returncode == 0, done
    assert json.loads(kept.read_text()) == {"folders": {}, "targets": {"web": "abc"}}
