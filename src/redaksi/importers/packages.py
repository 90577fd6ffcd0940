"""Zip packages of office programs: bounded before they are unpacked, parts read one by one.

A file of 1 MB can hold 1 GiB of zeros.
"""

import io
import zipfile
from typing import Self

from lxml import etree

from redaksi.errors import BadInput
from redaksi.i18n import _

_MOST_PARTS = 5_000
_MOST_BYTES = 200_000_000
"""The most unpacked bytes of all parts."""
_HIGHEST_RATIO = 200
"""The most unpacked bytes for a packed byte, beyond `_RATIO_FROM` bytes; XML rarely passes 30."""
_RATIO_FROM = 10_000_000
_ENCRYPTED = 0x1


class Package:
    """The parts of the zip archive in `data`, the file `name`."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open the archive and check its sizes; nothing is unpacked.

        Raises:
            BadInput: when the archive is damaged, encrypted or too large.
        """
        self._name = name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise self._damaged() from error
        parts = self._archive.infolist()
        unpacked, packed = sum(one.file_size for one in parts), max(len(data), 1)
        if (
            len(parts) > _MOST_PARTS
            or unpacked > _MOST_BYTES
            or (unpacked > _RATIO_FROM and unpacked / packed > _HIGHEST_RATIO)
        ):
            raise BadInput(
                _("{name} would unpack to {size} MB in {count} parts; that is no article.").format(
                    name=name, size=unpacked // 1_000_000, count=len(parts)
                ),
                _("Copy its text into a .txt or .md file and take that."),
            )
        if any(one.flag_bits & _ENCRYPTED for one in parts):
            raise locked(name)

    def part(self, path: str) -> bytes:
        """The bytes of the part at `path`; empty where there is none.

        Raises:
            BadInput: when the part is damaged or larger than the archive says.
        """
        try:
            return self._archive.read(path)
        except KeyError:
            return b""
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
            raise self._damaged() from error

    def xml(self, path: str) -> etree._Element:
        """The root of the part at `path`, without entities and without looking anywhere else.

        Raises:
            BadInput: when there is no such part, or no XML in it.
        """
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            return etree.fromstring(self.part(path), parser)
        except etree.XMLSyntaxError as error:
            raise self._damaged() from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._archive.close()

    def _damaged(self) -> BadInput:
        return BadInput(
            _("{name} is damaged: its parts cannot be read.").format(name=self._name),
            _("Open it with the program that made it, and save it again."),
        )


def locked(name: str) -> BadInput:
    """The refusal of the file `name`, which a password protects."""
    return BadInput(
        _("{name} is protected with a password.").format(name=name),
        _("Save it without a password, then take that file."),
    )
