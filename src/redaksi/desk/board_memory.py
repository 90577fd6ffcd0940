"""The search, the order and the recent commands of the person who was at this board last."""

import msgspec
from msgspec.structs import replace

from redaksi.desk.own_file import OwnFile
from redaksi.domain.article import SavedSearch

MOST = 8
"""The most commands that are remembered."""


class BoardState(msgspec.Struct, frozen=True, omit_defaults=True):
    """The state of a board: its search with the order, whether one's own articles come first.

    `commands` are the ids of the last commands of the palette, the last one first.
    """

    search: SavedSearch = SavedSearch()
    mine_first: bool = False
    commands: tuple[str, ...] = ()


class BoardMemory:
    """Remembers the board of the person `name` in the newsroom with this `uuid`, at their home."""

    def __init__(self, uuid: str, name: str) -> None:
        self._file = OwnFile("board", uuid, name, BoardState, BoardState)

    def load(self) -> BoardState:
        """The board as the person left it.

        Raises:
            NoHome: when the person has no home folder.
        """
        return self._file.load()

    def looked_for(self, search: SavedSearch, *, mine_first: bool) -> None:
        """Remember `search`, and whether the person's own articles come first.

        Raises:
            NoHome: when the person has no home folder.
            StorageError: when the file cannot be written.
        """
        self._file.change(lambda state: replace(state, search=search, mine_first=mine_first))

    def did(self, command: str) -> None:
        """Remember the command with the id `command` as the last one.

        Raises:
            NoHome: when the person has no home folder.
            StorageError: when the file cannot be written.
        """

        def alter(state: BoardState) -> BoardState:
            others = [one for one in state.commands if one != command]
            return replace(state, commands=(command, *others)[:MOST])

        self._file.change(alter)
