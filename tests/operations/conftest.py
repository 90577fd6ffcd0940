"""A newsroom with a few articles in every stage, for the tests of maintenance commands.

The newsroom uses the real clock.
"""

from pathlib import Path

import pytest

from redaksi.desk import Desk, Identity, open_desk
from redaksi.desk.newsroom import create
from redaksi.domain.article import Role, Text
from tests.desk.conftest import _own_surroundings  # noqa: F401 - a fixture

CHIEF, OTHER, GUEST = "Cici", "Budi", "Gita"


@pytest.fixture(autouse=True)
def _in_english(_own_surroundings: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811 - the fixture
    """Make the command line speak English instead of the language of the newsroom."""
    monkeypatch.setenv("LANG", "en_US.UTF-8")


def desk_of(newsroom: Path, name: str = CHIEF) -> Desk:
    return open_desk(newsroom, name)


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    """A newsroom of six articles, one in review, one published; the index is built."""
    folder = tmp_path / "ruang"
    create(folder, Identity(name=CHIEF, login="meja", host="host"))
    with desk_of(folder) as chief, desk_of(folder, OTHER) as other:
        chief.team.add(OTHER, Role.EDITOR)
        chief.team.add(GUEST, Role.GUEST)
        ids = [
            chief.copy.new(Text(headline=f"Judul {number}", body=(f"Isi {number}.",))).id
            for number in range(6)
        ]
        for article_id in ids[:2]:
            chief.moves.submit(article_id, to=OTHER)
        other.moves.publish(ids[0])
        chief.reading.search("judul")
    return folder


def dossiers(newsroom: Path) -> list[Path]:
    return sorted((newsroom / "articles").rglob("*.json"))


def every_file(newsroom: Path) -> dict[str, bytes]:
    """The content of every file in `newsroom`, with the locks but without SQLite's log files."""
    files = (
        path
        for path in newsroom.rglob("*")
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    )
    return {path.relative_to(newsroom).as_posix(): path.read_bytes() for path in files}
