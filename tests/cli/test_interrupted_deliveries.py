"""A delivery to a folder that a kill or a disk stops: one sentence, nothing lost, one state.

The next delivery finishes the interrupted one.
"""

import errno
import json
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from redaksi.desk import open_desk
from tests.cli.conftest import Cli
from tests.desk.rooms import CHIEF
from tests.forking import fork
from tests.pictures.pieces import photo
from tests.safety.calls import FailAt, Real, tapped
from tests.safety.scale import share

CHANGES = {
    "os.write",
    "os.fsync",
    "os.ftruncate",
    "os.mkdir",
    "os.replace",
    "os.rename",
    "os.unlink",
}
COMMAND = "#!/bin/sh\nset -e\n{before}\nrm -rf {server}\ncp -r . {server}\n{after}\n"
as_root = pytest.mark.skipif(os.getuid() != 0, reason="needs root to mount a disk")


class Changes:
    """Passes only the calls that change something in `tap`, and counts them."""

    def __init__(self, tap: Callable[[str, Real, tuple[Any, ...]], Any] | None = None) -> None:
        self.count = 0
        self._tap = tap

    def __call__(self, name: str, real: Real, args: tuple[Any, ...]) -> Any:
        if name not in CHANGES:
            return real(*args)
        self.count += 1
        return self._tap(name, real, args) if self._tap else real(*args)


class KillAround:
    """Kills the process before the change at `position`, or after it."""

    def __init__(self, position: int, *, after: bool) -> None:
        self._left = position
        self._after = after

    def __call__(self, name: str, real: Real, args: tuple[Any, ...]) -> Any:
        self._left -= 1
        if self._left >= 0:
            return real(*args)
        if self._after:
            real(*args)
        elif name == "os.write":
            real(args[0], args[1][: len(args[1]) // 2])
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError


class Scene(NamedTuple):
    """A newsroom with two published articles, one with a photo, and a trusted folder target."""

    cli: Cli
    folder: Path
    server: Path
    articles: tuple[str, str]

    def keep(self) -> None:
        """Keep the state to which `bring_back` returns."""
        for path in (self.cli.newsroom, self.folder, self.server):
            shutil.rmtree(self._kept(path), ignore_errors=True)
            if path.exists():
                shutil.copytree(path, self._kept(path))

    def bring_back(self) -> None:
        for path in (self.cli.newsroom, self.folder, self.server):
            shutil.rmtree(path, ignore_errors=True)
            if self._kept(path).exists():
                shutil.copytree(self._kept(path), path)

    def _kept(self, path: Path) -> Path:
        return path.with_name(f"{path.name}-simpanan")

    def is_whole(self) -> None:
        """One state everywhere: folder, server, ledger and status."""
        assert self.cli("verify").code == 0
        states = {one["article"]: one["state"] for one in self.cli("status", "--json").json}
        assert states == dict.fromkeys(self.articles, "delivered")
        suffixes = sorted(Path(name).suffix for name in contents(self.folder) if name[0] != ".")
        assert suffixes == [".html", ".html", ".jpg", ".webp"]
        assert not [path for path in self.folder.rglob("*") if path.name.endswith(".tmp")]
        assert contents(self.server) == contents(self.folder)
        before = (self.cli.newsroom / "deliveries" / "web.jsonl").read_bytes()
        assert self.cli("deliver", "--all").out == "Nothing is due.\n"
        assert (self.cli.newsroom / "deliveries" / "web.jsonl").read_bytes() == before


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def delivered(folder: Path) -> dict[str, object]:
    """The files in `folder`, and the list of them without the stamps, which each run makes anew.

    Every file in the list must have its own present stamp there.
    """
    name = ".redaksi-html.json"
    files: dict[str, object] = dict(contents(folder))
    listed = json.loads((folder / name).read_bytes())
    for path, entry in listed["files"].items():
        found = (folder / path).stat()
        stamp = [found.st_mtime_ns, found.st_size, found.st_ino, found.st_ctime_ns]
        assert entry.pop("placed") == stamp, path
    return {**files, name: listed}


def write_command(path: Path, server: Path, before: str = "", after: str = "") -> None:
    path.write_text(COMMAND.format(server=server, before=before, after=after))
    path.chmod(0o755)


@pytest.fixture
def scene(cli: Cli, tmp_path: Path) -> Scene:
    made = Scene(cli, tmp_path / "web", tmp_path / "server", ("", ""))
    write_command(tmp_path / "kirim", made.server)
    fields = {"name": "web", "kind": "html", "folder": made.folder, "command": tmp_path / "kirim"}
    with (cli.newsroom / "newsroom.toml").open("a") as settings:
        settings.write("\n[[target]]\n")
        settings.writelines(f"{key} = {json.dumps(str(one))}\n" for key, one in fields.items())
    assert cli("trust", "target", "web", "--yes").code == 0
    pictured = cli.new("Bergambar", by="Ani Editor")
    (tmp_path / "kali.jpg").write_bytes(photo())
    cli("photo", "add", pictured, tmp_path / "kali.jpg", "--alt", "Kali", by="Ani Editor")
    cli("submit", pictured, "--to", "Budi Editor", by="Ani Editor")
    assert cli("publish", pictured, by="Budi Editor").code == 0
    made = made._replace(articles=(pictured, cli.published("Polos")))
    made.keep()
    return made


def in_child(act: Callable[[], object]) -> int:
    """The exit code of `act` in a child process, negative for a signal."""
    child = fork()
    if child == 0:
        with suppress(BaseException):
            act()
            os._exit(0)
        os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def deliver(scene: Scene) -> None:
    with open_desk(scene.cli.newsroom, CHIEF) as desk:
        report = desk.deliveries.deliver()
        assert not report.troubles, report


def changes_of(scene: Scene, act: Callable[[Scene], object]) -> int:
    """How many changes `act` makes."""
    counted = Changes()
    with tapped(counted):
        act(scene)
    return counted.count


def kills(count: int) -> Iterator[KillAround]:
    return (KillAround(number // 2, after=number % 2 == 1) for number in some(2 * count))


def some(count: int) -> range:
    """Every fifth of `count` steps in the ordinary run, and all in `make soak`."""
    return range(0, count, share(5, 1))


def test_a_kill_at_any_step_of_a_delivery_is_finished_by_the_next(scene: Scene) -> None:
    scene.bring_back()
    count = changes_of(scene, deliver)
    scene.is_whole()
    wanted = delivered(scene.folder)
    assert count > 15
    for kill in kills(count):
        scene.bring_back()

        def act(tap: KillAround = kill) -> None:
            with tapped(Changes(tap)):
                deliver(scene)

        assert in_child(act) == -signal.SIGKILL
        assert scene.cli("deliver", "--all").code == 0
        assert delivered(scene.folder) == wanted
        scene.is_whole()


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_kill_by_the_command_itself_is_finished_by_the_next(
    scene: Scene, tmp_path: Path, when: str
) -> None:
    write_command(tmp_path / "kirim", scene.server, **{when: "kill -9 $PPID; exit"})
    assert in_child(lambda: deliver(scene)) == -signal.SIGKILL
    states = {one["state"] for one in scene.cli("status", "--json").json}
    assert states == {"sent"}  # nobody knows whether it arrived
    write_command(tmp_path / "kirim", scene.server)
    assert scene.cli("deliver", "--all").code == 0
    scene.is_whole()


def test_a_kill_at_any_step_of_a_withdrawal_is_finished_by_the_next(scene: Scene) -> None:
    deliver(scene)
    scene.keep()
    pictured, plain = scene.articles

    def withdraw(scene: Scene) -> None:
        with open_desk(scene.cli.newsroom, CHIEF) as desk:
            desk.deliveries.withdraw(pictured, "web", "Salah")

    scene.bring_back()
    count = changes_of(scene, withdraw)
    wanted = contents(scene.folder)
    assert sorted(name for name in wanted if name[0] != ".") == ["polos.html"]
    assert count > 8
    for kill in kills(count):
        scene.bring_back()

        def act(tap: KillAround = kill) -> None:
            with tapped(Changes(tap)):
                withdraw(scene)

        assert in_child(act) == -signal.SIGKILL
        done = scene.cli("withdraw", pictured, "--from", "web", "--reason", "Salah")
        assert done.code == 0 or "does not have it" in done.err  # all was done but the answer
        assert contents(scene.folder) == contents(scene.server) == wanted
        states = {one["article"]: one["state"] for one in scene.cli("status", "--json").json}
        assert states == {pictured: "withdrawn", plain: "delivered"}
        assert scene.cli("verify").code == 0


ERRORS = {"full": errno.ENOSPC, "read-only": errno.EROFS, "closed": errno.EACCES}


@pytest.mark.parametrize("number", ERRORS.values(), ids=ERRORS)
def test_a_disk_that_fails_at_any_step_is_one_sentence_and_nothing_is_lost(
    scene: Scene, number: int
) -> None:
    scene.bring_back()
    count = changes_of(scene, deliver)
    for position in some(count):
        scene.bring_back()
        failing = FailAt(position, number, forever=True)
        with tapped(Changes(failing)):
            done = scene.cli("deliver", "--all")
        assert done.code in {0, 4, 7}, done
        if done.code == 7:
            assert done.err.startswith("redaksi: "), done
            assert done.err.count("redaksi: ") == 1, done
            assert len(done.err.splitlines()) <= 2, done
        assert scene.cli("verify").code == 0
        assert scene.cli("deliver", "--all").code == 0
        scene.is_whole()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    options = ["-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
    if subprocess.run(["mount", *options], check=False).returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield disk
    subprocess.run(["umount", disk], check=True)


def fill(disk: Path) -> Path:
    """Fill `disk`; the file that takes all its room."""
    path = disk / "penuh"
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * 4096)
    return path


@as_root
def test_a_really_full_disk_of_the_target_is_one_sentence(
    cli: Cli, small_disk: Path, tmp_path: Path
) -> None:
    article = cli.new(by="Ani Editor")
    (tmp_path / "kali.jpg").write_bytes(photo(1500, 1000))
    cli("photo", "add", article, tmp_path / "kali.jpg", "--alt", "Kali", by="Ani Editor")
    cli("submit", article, "--to", "Budi Editor", by="Ani Editor")
    assert cli("publish", article, by="Budi Editor").code == 0
    place = json.dumps(str(small_disk / "web"))
    with (cli.newsroom / "newsroom.toml").open("a") as settings:
        settings.write(f'\n[[target]]\nname = "web"\nkind = "html"\nfolder = {place}\n')
    cli("trust", "target", "web", "--yes")
    full = fill(small_disk)
    done = cli("deliver", "--all")
    assert done.code == 7
    assert str(small_disk / "web") in done.err
    assert len(done.err.splitlines()) == 1
    assert "Mend that, then repeat" in done.err
    assert list(small_disk.iterdir()) == [full]
    assert cli("verify").code == 0
    full.unlink()
    assert cli("deliver", "--all").code == 0
    assert cli("status", article, "--json").json[0]["state"] == "delivered"


@as_root
def test_a_really_full_disk_of_the_newsroom_is_one_sentence_and_sends_nothing(
    cli: Cli, small_disk: Path, tmp_path: Path
) -> None:
    room = small_disk / "ruang"
    cli.published()
    place = json.dumps(str(tmp_path / "web"))
    with (cli.newsroom / "newsroom.toml").open("a") as settings:
        settings.write(f'\n[[target]]\nname = "web"\nkind = "text"\nfolder = {place}\n')
    shutil.move(cli.newsroom, room)
    cli.newsroom = room
    cli("trust", "target", "web", "--yes")
    full = fill(small_disk)
    done = cli("deliver", "--all")
    assert done.code == 7
    assert len(done.err.splitlines()) == 1
    assert not list((tmp_path / "web").glob("*.txt"))
    full.unlink()
    assert cli("verify").code == 0
    assert cli("deliver", "--all").code == 0
    assert list((tmp_path / "web").glob("*.txt"))
