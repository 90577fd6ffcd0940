"""The parts of a newsroom's folder beside the articles: UUID, settings, rule files."""

from collections.abc import Sequence
from pathlib import Path

from redaksi import config
from redaksi.errors import reading_errors
from redaksi.store.base import Content
from redaksi.store.dossiers import team
from redaksi.store.dossiers.layout import HOUSE, TEAM
from redaksi.system import safe_files
from redaksi.system.durable import Stamp

_DIGITS = 32


class FolderNewsroom:
    """The newsroom in `folder`; each file is read only when it is needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.address = str(folder.resolve())

    @property
    def uuid(self) -> str:
        """The first 32 hexadecimal digits of the hash of the team's first event; "" if none.

        The first event says who created the newsroom, where and when. The record keeps that
        event for ever, and every copy of the newsroom has it. A UUID in a field of its own would
        be refused by older programs.

        Raises:
            UnreadableDossier: when the team cannot be read.
        """
        events = team.evidence(self._folder / TEAM).events
        return events[0].sha256()[:_DIGITS] if events else ""

    @property
    def settings(self) -> Content:
        """The path and the bytes of newsroom.toml.

        Raises:
            NewsroomNotFound: when there is no newsroom.toml.
            Unreadable: when the file cannot be read.
        """
        return Content(str(self._folder / HOUSE), config.house_data(self._folder))

    def stamp(self, names: Sequence[str]) -> list[Stamp | None]:
        """The stamps of newsroom.toml and of the rule files `names`; None for a missing file."""
        return [Stamp.at(self._folder / name) for name in (HOUSE, *names) if "\0" not in name]

    def rules(self, name: str) -> bytes:
        """The bytes of the rule file that the settings call `name`.

        Raises:
            NotFound: when there is no such file.
            Unreadable: when the file cannot be read or is too large.
        """
        path = self._folder / name
        with reading_errors(path):
            return safe_files.read(path, len(Path(name).parts), config.SETTINGS_LIMIT)
