"""Whole articles on the disk while a site is made: an archive does not fit into memory."""

from tempfile import TemporaryFile
from types import TracebackType
from typing import Self


class Spool:
    """A nameless file of records, each packed; it is gone when the process ends."""

    def __init__(self) -> None:
        import zstandard  # noqa: PLC0415 - only a site needs it

        self._file = TemporaryFile()  # noqa: SIM115 - closed by `__exit__`
        self._pack = zstandard.ZstdCompressor(level=1).compress
        self._unpack = zstandard.ZstdDecompressor().decompress
        self._end = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def add(self, record: bytes) -> tuple[int, int]:
        """Keep `record`; its place, for `get`."""
        packed = self._pack(record)
        self._file.seek(self._end)
        self._file.write(packed)
        place = (self._end, len(packed))
        self._end += len(packed)
        return place

    def get(self, place: tuple[int, int]) -> bytes:
        """The record at `place`."""
        self._file.seek(place[0])
        return self._unpack(self._file.read(place[1]))
