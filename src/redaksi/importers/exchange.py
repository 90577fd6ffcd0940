"""The messages between this program and the child process that reads other programs' files."""

import msgspec

from redaksi.importers.base import Imported


class ReadingTask(msgspec.Struct, frozen=True):
    """A file called `name`, with the bytes `data`, for the importer `module`."""

    module: str
    name: str
    data: bytes


class ReadingResult(msgspec.Struct, frozen=True, tag=True):
    """The copy in the file."""

    piece: Imported


class ReadingRefusal(msgspec.Struct, frozen=True, tag=True):
    """The file is refused, in a sentence for people and a hint."""

    sentence: str
    hint: str


Reply = ReadingResult | ReadingRefusal
