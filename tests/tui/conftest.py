"""Fixtures: a newsroom with a fixed clock, and desks in the newsroom for several people."""

import gettext
from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from redaksi import i18n
from redaksi.desk import Desk, newsroom, open_desk, system_identity
from redaksi.domain.article import Dossier, Role
from redaksi.store.base import Claim
from redaksi.store.files import FileStore
from redaksi.tui.app import RedaksiApp
from redaksi.tui.controllers import delivery_signs, finding_counts
from redaksi.tui.rest import Rest
from tests.rest import come_to_rest

__all__ = ["come_to_rest"]

CHIEF, WRITER, GUEST = "Rina Kusuma", "Yanuar D", "Dewi Lestari"


class Clock:
    """A clock that moves only by its method `on`."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def on(self, **by: float) -> None:
        self.time += timedelta(**by)


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ignore the settings of the person who runs the tests; speak English."""
    for variable in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "home"))
    monkeypatch.setattr(i18n, "_translations", gettext.NullTranslations())
    monkeypatch.setattr(i18n, "_language", "en")


@pytest.fixture(autouse=True)
def _no_badges(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look up no signs of the board, unless a test shortens the pause again."""
    monkeypatch.setattr(finding_counts, "PAUSE", 3600)
    monkeypatch.setattr(delivery_signs, "PAUSE", 3600)


class Typist:
    """A person of whom a test says whether they are `typing` just now."""

    typing = False


@pytest.fixture(autouse=True)
def typist(monkeypatch: pytest.MonkeyPatch) -> Typist:
    """The person at the keys, who rests unless a test lets them type on."""
    person = Typist()
    monkeypatch.setattr(Rest, "is_typing", property(lambda _rest: person.typing))
    return person


@pytest.fixture(autouse=True)
def _known_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Update the index with every save, so that a new desk shows the save in its first paint."""
    commit = FileStore.commit

    def commit_and_settle(
        store: FileStore,
        new: Dossier,
        over: Dossier | None = None,
        claim: Collection[Claim] = (),
        last_check: Callable[[], object] = lambda: None,
    ) -> Dossier:
        saved = commit(store, new, over, claim, last_check)
        store._catalogue.settle()
        return saved

    monkeypatch.setattr(FileStore, "commit", commit_and_settle)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def room(tmp_path: Path, clock: Clock) -> Path:
    """An empty newsroom with a chief, an editor and a guest."""
    folder = tmp_path / "Kabar Brantas"
    newsroom.create(folder, system_identity(CHIEF), clock)
    with open_desk(folder, CHIEF, clock) as desk:
        desk.team.add(WRITER)
        desk.team.add(GUEST, Role.GUEST)
    return folder


@pytest.fixture
def desk_of(room: Path, clock: Clock) -> Iterator[Callable[[str], Desk]]:
    """A function that opens a desk in the newsroom for the person with a name."""
    opened: list[Desk] = []

    def make(name: str) -> Desk:
        opened.append(open_desk(room, name, clock))
        return opened[-1]

    yield make
    for desk in opened:
        desk.close()


@pytest.fixture
def desk(desk_of: Callable[[str], Desk]) -> Desk:
    """The editor's desk."""
    return desk_of(WRITER)


@pytest.fixture
def app(desk: Desk) -> RedaksiApp:
    return RedaksiApp(desk)
