"""A new newsroom in English for each test; the person's folders lie below the test's folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from redaksi import i18n
from tests.desk.rooms import Room, rooms


@pytest.fixture(autouse=True)
def _own_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "person" / name.lower()))
    for name in ("REDAKSI_NEWSROOM", "REDAKSI_EDITOR", "LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    i18n.install("en")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    yield from rooms(tmp_path)
