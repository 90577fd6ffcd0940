"""RTF (Rich Text Format 1.9): the words of a document, by striprtf."""

from msgspec.structs import replace
from striprtf.striprtf import rtf_to_text

from redaksi.importers import copied
from redaksi.importers.base import Imported

FORMAT = "rtf"


def read(data: bytes, name: str) -> Imported:
    """The document `data`, called `name`, as copy; each of its lines is a paragraph.

    Raises:
        BadInput: when the document holds no text, or far too much.
    """
    text = rtf_to_text(data.decode("cp1252", "replace"), errors="replace")  # type: ignore[no-untyped-call]
    return replace(copied.read("\n\n".join(text.splitlines()), name), format=FORMAT)
