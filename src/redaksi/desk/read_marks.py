"""What a person has read: the version of each article that they opened last, kept at their home.

They stand in a file of the person's own, of limited size (see `own_file`). Where it is lost, less
counts as read.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

import msgspec

from redaksi.desk.own_file import OwnFile

MOST = 1000
"""The most articles of which a version is kept: those that were opened last."""


class ReadMark(msgspec.Struct, frozen=True, array_like=True):
    """The version in which an article was opened last, and when."""

    version: int
    at: Annotated[datetime, msgspec.Meta(tz=True)]


LastRead = Mapping[str, ReadMark]
"""The last opening of each article, by its id; the latest openings come last."""


class ReadMarks:
    """The read marks of the person `name` in the newsroom with this `uuid`."""

    def __init__(self, uuid: str, name: str) -> None:
        self._file = OwnFile("read", uuid, name, dict[str, ReadMark], dict[str, ReadMark])

    def load(self) -> LastRead:
        """The last openings; none where the file is lost or damaged.

        Raises:
            NoHome: when the person has no home folder.
        """
        return self._file.load()

    def opened(self, articles: Mapping[str, int], at: datetime) -> None:
        """Note durably that each of `articles`, ids with their versions, was opened at `at`.

        A version that was opened already stays the newest one.

        Raises:
            NoHome: when the person has no home folder.
            StorageError: when the file cannot be written.
        """

        def alter(present: dict[str, ReadMark]) -> dict[str, ReadMark]:
            changed = {one: present[one] for one in present if one not in articles}
            for one, version in articles.items():
                before = present.get(one)
                changed[one] = ReadMark(max(version, before.version if before else 0), at)
            return dict(list(changed.items())[-MOST:])

        if articles:
            self._file.change(alter)
