"""The board is remembered at the person's home: search, order, recent commands."""

from pathlib import Path

import pytest

from redaksi.desk.board_memory import MOST, BoardMemory, BoardState
from redaksi.domain.article import SavedSearch
from redaksi.system import homes


@pytest.fixture
def memory() -> BoardMemory:
    return BoardMemory("ab" * 16, "Ana")


def kept() -> list[Path]:
    return sorted((homes.state() / "board").glob("*.json"))


def test_what_was_looked_for_is_there_the_next_time(memory: BoardMemory) -> None:
    memory.looked_for(SavedSearch(editor="me", sort="due"), mine_first=True)
    memory.did("search")
    again = BoardMemory("ab" * 16, "ANA").load()
    assert again == BoardState(SavedSearch(editor="me", sort="due"), True, ("search",))
    assert BoardMemory("ab" * 16, "Budi").load() == BoardState()
    assert BoardMemory("cd" * 16, "Ana").load() == BoardState()


def test_the_last_commands_come_first_each_once(memory: BoardMemory) -> None:
    for command in [*"abcdefghij", "c"]:
        memory.did(command)
    assert memory.load().commands == ("c", *"jihgfed")
    assert len(memory.load().commands) == MOST


@pytest.mark.parametrize("damage", [b"", b"{", b'{"commands": 7}', b"[" * 100_000, b"\xff"])
def test_a_damaged_file_is_an_empty_memory(memory: BoardMemory, damage: bytes) -> None:
    memory.did("search")
    (path,) = kept()
    path.write_bytes(damage)
    assert memory.load() == BoardState()
    memory.did("open")
    assert memory.load().commands == ("open",)


def test_the_file_is_the_persons_own(memory: BoardMemory) -> None:
    memory.did("search")
    (path,) = kept()
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
