"""A withdrawal that is killed at any step is finished by the next delivery."""

import os
import shlex
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from redaksi import config
from redaksi.delivery import ledger
from redaksi.delivery.ledger import OpenLedger
from redaksi.delivery.programs import FolderCommand
from redaksi.desk import Desk, Identity
from redaksi.domain.article import Text
from redaksi.domain.chain import faults
from redaksi.domain.delivery import State, StepKind
from redaksi.store.files import FileStore
from tests.desk.conftest import _own_surroundings
from tests.desk.rooms import BEGIN, CHIEF, LOGIN, TEXT, Room
from tests.forking import fork
from tests.safety.scale import share

__all__ = ["_own_surroundings"]  # a fixture

OTHER = Text(headline="Pasar Ramai", body=("Pasar ramai sejak pagi.",), tags=("pasar",))
MIRROR = (
    "import shutil; shutil.rmtree('../public', ignore_errors=True); "
    "shutil.copytree('.', '../public', ignore=shutil.ignore_patterns('.redaksi-*'))"
)


class Served:
    """A newsroom with a folder as its target, whose command mirrors the folder to `public`.

    Two articles are delivered. All that is in `at` can be brought back to this moment.
    """

    def __init__(self, folder: Path, format_name: str) -> None:
        self.at = folder / "at"
        self.at.mkdir()
        self._kept = folder / "kept"
        room = Room(self.at / "room")
        command = shlex.join([sys.executable, "-c", MIRROR])
        with (room.folder / "newsroom.toml").open("a") as settings:
            settings.write(
                f'\n[[target]]\nname = "web"\nkind = "{format_name}"\n'
                f"folder = '{self.at / 'web'}'\ncommand = '''{command}'''\n"
            )
        self.article, self.other = room.published(TEXT).id, room.published(OTHER).id
        desk = room.desk(CHIEF)
        desk.deliveries.trust(desk.deliveries.target("web"))
        states = [one.state for one in desk.deliveries.deliver().outcomes]
        assert states == [State.DELIVERED, State.DELIVERED]
        room.store.close()
        shutil.copytree(self.at, self._kept)

    def begin_again(self) -> None:
        shutil.rmtree(self.at)
        shutil.copytree(self._kept, self.at)

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """A desk of a process of its own, at a later time that stands still."""
        identity = Identity(name=CHIEF, login=LOGIN, host="host")
        with FileStore(self.at / "room") as store:
            house = config.load_house(self.at / "room")
            yield Desk(store, house, identity, lambda: BEGIN.replace(day=BEGIN.day + 1))

    def withdraw(self) -> None:
        with self.desk() as desk:
            desk.deliveries.withdraw(self.article, "web", "Salah")

    def deliver(self) -> None:
        with self.desk() as desk:
            assert desk.deliveries.deliver().troubles == ()

    def states(self) -> dict[str, State]:
        with self.desk() as desk:
            return {one.article: one.state for one in desk.deliveries.status()}

    def is_begun(self) -> bool:
        """Whether the ledger, which is valid, knows of the withdrawal."""
        with self.desk() as desk:
            steps = list(ledger.evidence(desk.store, "web"))
            assert faults("web", steps) == ()
            return any(
                one.kind in {StepKind.INTENT, StepKind.WITHDRAWN} and one.message == "Salah"
                for one in steps
            )

    def lines(self) -> int:
        with self.desk() as desk:
            return len(list(ledger.evidence(desk.store, "web")))

    def contents(self, name: str) -> dict[str, bytes]:
        """The files of the folder `name`, without the list, which holds their times."""
        folder = self.at / name
        return {
            str(path.relative_to(folder)): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file() and not path.name.startswith(".redaksi-")
        }


def killed(act: Callable[[], None], moment: int) -> int:
    """Run `act` in a process that kills itself at the moment with this number (from 1).

    Moments are before and after each line of the ledger, each change of a name and each run of
    the command. The number of moments is returned when `act` came to its end, otherwise 0.
    """
    reading, writing = os.pipe()
    child = fork()
    if child == 0:
        passed, last = count(1), 0

        def tick() -> None:
            nonlocal last
            last = next(passed)
            if last == moment:
                os.kill(os.getpid(), signal.SIGKILL)

        def watched(step: Callable[..., Any]) -> Callable[..., Any]:
            @wraps(step)
            def inner(*arguments: Any, **named: Any) -> Any:
                tick()
                result = step(*arguments, **named)
                tick()
                return result

            return inner

        try:
            for owner, name in (
                *((os, name) for name in ("replace", "unlink", "rmdir", "mkdir")),
                (OpenLedger, "append"),
                (FolderCommand, "bring"),
            ):
                setattr(owner, name, watched(getattr(owner, name)))
            act()
            os.write(writing, str(last).encode())
        except BaseException:  # noqa: BLE001 - the child must not run on into pytest
            traceback.print_exc()
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        passed_moments = int(told.read() or 0)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert ended == (0 if passed_moments else -signal.SIGKILL)
    return passed_moments


@pytest.mark.parametrize("format_name", ["text", "hugo", "csv", "site"])
def test_a_withdrawal_that_is_killed_at_any_step_is_finished_by_the_next_delivery(
    tmp_path: Path, format_name: str
) -> None:
    served = Served(tmp_path, format_name)
    moments = killed(served.withdraw, 0)
    assert moments > 12  # intent, list, file, list brought, withdrawn; before and after
    clean = served.contents("web")
    assert served.states() == {served.article: State.WITHDRAWN, served.other: State.DELIVERED}
    begun = []
    for moment in range(1, moments + 1, share(3 if format_name == "site" else 1, 1)):
        served.begin_again()
        assert killed(served.withdraw, moment) == 0
        begun.append(served.is_begun())
        served.deliver()
        if not begun[-1]:
            assert served.states()[served.article] is State.DELIVERED
            served.withdraw()
        assert served.states() == {served.article: State.WITHDRAWN, served.other: State.DELIVERED}
        assert served.contents("web") == served.contents("public") == clean
        assert not list((served.at / "web").glob(".redaksi-*.tmp"))
        lines = served.lines()
        served.deliver()
        assert served.is_begun()
        assert served.lines() == lines, "nothing is left to do"
    assert sorted(begun) == begun, "what the ledger knew once, it knows after each later kill"
    assert set(begun) == {False, True}


def test_a_delivery_that_finishes_a_withdrawal_may_be_killed_at_any_step_itself(
    tmp_path: Path,
) -> None:
    served = Served(tmp_path, "csv")
    moments = killed(served.withdraw, 0)
    clean = served.contents("web")
    for moment in range(1, moments + 1, share(3, 1)):
        served.begin_again()
        killed(served.withdraw, moments // 2)
        assert served.is_begun()
        killed(served.deliver, moment)
        assert served.is_begun()
        served.deliver()
        assert served.states() == {served.article: State.WITHDRAWN, served.other: State.DELIVERED}
        assert served.contents("web") == served.contents("public") == clean
