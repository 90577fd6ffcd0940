"""What a newsroom in a folder is beside its articles: its name for programs, its settings, its
rule files.
"""

from collections.abc import Sequence
from pathlib import Path

from redaksi import config
from redaksi.errors import reading_errors
from redaksi.store.base import Content
from redaksi.store.dossiers import team
from redaksi.store.dossiers.durable import Stamp
from redaksi.store.dossiers.layout import HOUSE, TEAM
from redaksi.system import safe_files

_DIGITS = 32


class FolderNewsroom:
    """The newsroom in `folder`; each file is read when it is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.address = str(folder.resolve())

    @property
    def uuid(self) -> str:
        """32 digits of the hash of the team's first event; "" where the team has none.

        The first event says who made the newsroom, where and when. The record keeps it for ever,
        every copy has it, and no newsroom of before needs a field that an older program would
        refuse.
        """
        events = team.evidence(self._folder / TEAM).events
        return events[0].sha256()[:_DIGITS] if events else ""

    @property
    def settings(self) -> Content:
        """What newsroom.toml holds, by its path.

        Raises:
            NewsroomNotFound
            Unreadable
        """
        return Content(str(self._folder / HOUSE), config.house_data(self._folder))

    def stamp(self, names: Sequence[str]) -> list[Stamp | None]:
        """The stamps of newsroom.toml and of the rule files `names`."""
        return [Stamp.at(self._folder / name) for name in (HOUSE, *names) if "\0" not in name]

    def rules(self, name: str) -> bytes:
        """The rule file that the settings call `name`.

        Raises:
            NotFound
            Unreadable
        """
        path = self._folder / name
        with reading_errors(path):
            return safe_files.read(path, len(Path(name).parts), config.SETTINGS_LIMIT)
