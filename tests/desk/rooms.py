"""Newsrooms for tests: a folder with a team, a clock that moves by itself, and desks."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from redaksi import config
from redaksi.desk import Desk, Identity
from redaksi.desk.newsroom import create
from redaksi.domain.article import Dossier, Role, Text
from redaksi.store.files import FileStore

CHIEF = "Cici Chief"
TEAM = {"Ani Editor": Role.EDITOR, "Budi Editor": Role.EDITOR, "Gita Guest": Role.GUEST}
LOGIN = "meja"
BEGIN = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
TEXT = Text(headline="Banjir Surut", body=("Air surut sejak pagi.", "Warga membersihkan rumah."))


class Room:
    """A newsroom in `folder`, whose clock moves one minute at each reading."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ticks = (BEGIN + timedelta(minutes=number) for number in range(1_000_000))
        create(folder, Identity(name=CHIEF, login=LOGIN, host="host"), self.clock)
        self.store = FileStore(folder)
        chief = self.desk(CHIEF)
        for name, role in TEAM.items():
            chief.team.add(name, role)

    @property
    def clock(self) -> Callable[[], datetime]:
        return self._ticks.__next__

    def desk(
        self, name: str, login: str = LOGIN, *, claimed: bool = False, guest: bool = False
    ) -> Desk:
        """A desk for `name`; all desks of a room share its store."""
        identity = Identity(name=name, login=login, host="host", claimed=claimed, guest=guest)
        return Desk(self.store, config.load_house(self.folder), identity, self.clock)

    def draft(self, by: str = "Ani Editor", text: Text = TEXT) -> Dossier:
        return self.desk(by).copy.new(text)

    def submitted(
        self, by: str = "Ani Editor", to: str | None = "Budi Editor", text: Text = TEXT
    ) -> Dossier:
        return self.desk(by).moves.submit(self.draft(by, text).id, to=to)

    def published(self, text: Text = TEXT) -> Dossier:
        return self.desk("Budi Editor").moves.publish(self.submitted(text=text).id)


def tree(folder: Path) -> dict[str, bytes]:
    """The content of every file in `folder` that a failed command must not change.

    The derived index and the locks are left out.
    """
    files = (file for file in folder.rglob("*") if file.is_file())
    kept = (file for file in files if ".index" not in file.name and ".locks" not in file.parts)
    return {str(file.relative_to(folder)): file.read_bytes() for file in kept}


def rooms(folder: Path) -> Iterator[Room]:
    """A newsroom below `folder`; its store is closed after the test."""
    room = Room(folder / "ruang")
    yield room
    room.store.close()
