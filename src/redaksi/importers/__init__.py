"""Turn bytes into one piece of copy.

Suffix and content decide which importer reads the file. Importers are imported when needed.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import PurePath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from redaksi.domain import limits
from redaksi.errors import BadInput, RedaksiError
from redaksi.i18n import _
from redaksi.importers import decode
from redaksi.importers.base import Imported
from redaksi.importers.decode import MAX_BYTES
from redaksi.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from redaksi.importers.recognition import Format

__all__ = ["MAX_BYTES", "Imported", "is_coded_mail", "read", "refusing", "spelled_out"]


def read(data: bytes, name: str, headline: str = "") -> Imported:
    """The copy in `data`; `name` is the file's name, or "-" for standard input.

    With `headline`, `data` is the plain text below it.

    Raises:
        BadInput: when `data` is empty, no text, damaged, longer than `MAX_BYTES`, or without a
            headline, or when a field exceeds its limit.
    """
    shown = _("Standard input") if name == "-" else name
    with refusing(shown):
        imported = _below(headline, data, shown) if headline else _read(data, name, shown)
    if why := limits.of_text(imported.text):
        raise BadInput(
            _("{name} is too long: {why}.").format(name=shown, why=why),
            _("Take one article per file."),
        )
    if not imported.text.headline:
        raise BadInput(
            _("{name} has no headline.").format(name=shown),
            _("Put the headline on the first line, or as title in the front matter."),
        )
    return imported


@contextmanager
def refusing(shown: str) -> Iterator[None]:
    """Turn every unexpected exception about the file `shown` into the refusal of this file.

    Raises:
        BadInput: when anything else than a RedaksiError was raised.
    """
    try:
        yield
    except RedaksiError:
        raise
    except Exception as error:
        raise BadInput(
            _("{name} cannot be read as copy ({kind}).").format(
                name=shown, kind=type(error).__name__
            ),
            _("Copy its text into a .txt or .md file and take that."),
        ) from error


def is_coded_mail(data: bytes, name: str) -> bool:
    """Whether `data` is a mail with quoted-printable text or encoded words in its headers."""
    from redaksi.importers import mail  # noqa: PLC0415 - parsers are heavy: the board must be instant

    return mail.is_message(data, name) and (b"quoted-printable" in data.lower() or b"=?" in data)


def spelled_out(data: bytes, name: str) -> bytes:
    """`data`; if it is a mail with base64 text, that text is decoded."""
    from redaksi.importers import mail  # noqa: PLC0415 - parsers are heavy

    if not (mail.is_message(data, name) and b"base64" in data.lower()):
        return data
    with refusing(name):
        return mail.spelled_out(data, name)


def _below(headline: str, data: bytes, shown: str) -> Imported:
    from redaksi.importers import page, plain, sizes  # noqa: PLC0415 - parsers are heavy

    text, remark = decode.decode(data, shown)
    text = clean.characters(text)
    sizes.check(text, shown)
    imported = page.read(text, headline=headline)
    remark = " ".join(filter(None, (remark, imported.remark)))
    return replace(imported, format=plain.FORMAT, remark=remark)


def _read(data: bytes, name: str, shown: str) -> Imported:
    from redaksi.importers import mail, recognition  # noqa: PLC0415 - parsers are heavy

    if kind := recognition.of(data):
        return _document(kind, data, shown)
    decode.check(data, shown)
    return mail.read(data, shown) if mail.is_message(data, name) else _read_text(data, name, shown)


def _document(kind: Format, data: bytes, shown: str) -> Imported:
    from redaksi.importers import documents  # noqa: PLC0415 - starts a child process

    return documents.read(kind, data, shown)


def _read_text(data: bytes, name: str, shown: str) -> Imported:
    from redaksi.importers import markdown, our_json, page, plain, sizes  # noqa: PLC0415 - parsers are heavy

    text, remark = decode.decode(data, shown)
    suffix = PurePath(name).suffix.lower()
    if suffix == ".json" or our_json.recognises(text):
        return our_json.read(text, shown)
    text = clean.characters(text)
    sizes.check(text, shown)
    if markdown.recognises(text) or (suffix in markdown.SUFFIXES and not page.recognises(text)):
        imported = markdown.read(text, shown)
    elif suffix in markdown.SUFFIXES:
        imported = page.read(markdown.uncommented(text, shown), is_markdown=True)
    else:
        imported = page.read(text) if page.recognises(text) else plain.read(text)
    return replace(imported, remark=" ".join(filter(None, (remark, imported.remark))))
