"""The formats of other programs that importers read, recognised by what a file holds.

The suffix is not asked: people rename files, and programs write wrong suffixes.
"""

import io
import zipfile
from importlib.util import find_spec
from typing import NamedTuple

from redaksi.errors import BadInput
from redaksi.i18n import _
from redaksi.importers import decode

EXTRA = 'pip install "redaksi[import]"'
"""The command that installs the packages of all `FORMATS`."""


class Format(NamedTuple):
    """A format of other programs: the `name` for people, and how it is read.

    `module` is the importer, of this package; `package` is the library that it needs.
    """

    name: str
    module: str
    package: str
    largest: int = 50_000_000
    """The most bytes of such a file."""


DOCX = Format("DOCX", "docx", "mammoth")
ODT = Format("ODT", "odt", "lxml")
PDF = Format("PDF", "pdf", "pypdfium2")
RTF = Format("RTF", "rtf", "striprtf")
HTML = Format("HTML", "html", "trafilatura", largest=decode.MAX_BYTES)
FORMATS = {one.module: one for one in (DOCX, ODT, PDF, RTF, HTML)}

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PARTS = {
    "word/document.xml": DOCX,
    "content.xml": ODT,
}
"""The part that a package of each format has (ISO/IEC 29500-2, OpenDocument 1.3 part 2)."""
_BEGINNING = 65_536


def of(data: bytes) -> Format | None:
    """The format of `data`; None for text, and for what no importer reads."""
    beginning = data[:_BEGINNING].removeprefix(b"\xef\xbb\xbf").lstrip()
    if beginning.startswith(_ZIP):
        return _package(data)
    if beginning.startswith(b"%PDF-"):
        return PDF
    if beginning.startswith(rb"{\rtf"):
        return RTF
    return HTML if decode.is_html(data[:_BEGINNING]) else None


def check(kind: Format, data: bytes, name: str) -> None:
    """Check that `data`, the file `name` of the format `kind`, can be read here.

    Raises:
        BadInput: when the file is too large, or the library of its importer is not installed.
    """
    if len(data) > kind.largest:
        raise BadInput(
            _("{name} has more than {limit} MB; that is no article.").format(
                name=name, limit=kind.largest // 1_000_000
            ),
            _("Take one article per file."),
        )
    if find_spec(kind.package) is None:
        raise BadInput(
            _("{name} is a {kind} file, and {package}, which reads it, is not installed.").format(
                name=name, kind=kind.name, package=kind.package
            ),
            _("Install it: {command}").format(command=EXTRA),
        )


def _package(data: bytes) -> Format | None:
    """The format of the zip archive `data`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None
    return next((kind for part, kind in _PARTS.items() if part in names), None)
