"""Update a folder with the published texts.

Only files written by an export are replaced, only those that differ, and each one atomically.
"""

import os
from collections.abc import Iterable, Mapping
from datetime import tzinfo
from hashlib import file_digest, sha256
from pathlib import Path, PurePosixPath
from stat import S_ISREG
from typing import NamedTuple

import msgspec

from redaksi.errors import BadInput, Refused, storage_errors
from redaksi.exporters import get, manifest, names
from redaksi.exporters.base import Exporter, Sealed
from redaksi.exporters.manifest import Entry
from redaksi.exporters.staging import Staging
from redaksi.i18n import _, messages
from redaksi.system import safe_files


class Refusal(NamedTuple):
    """A file that was left unchanged: its path below the folder, and why.

    `why` is a sentence that also says what to do; it does not contain the path.
    """

    path: str
    why: str


class FolderReport(msgspec.Struct, frozen=True, kw_only=True):
    """The result of an export, as paths below the folder, in the order of the articles."""

    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()


def write(folder: Path, format_name: str, pieces: Iterable[Sealed], zone: tzinfo) -> FolderReport:
    """Export `pieces` into `folder`, which is created if needed; times are written in `zone`.

    `pieces` may be a long stream. Files that no export wrote, or that somebody changed since, are
    refused in the report, and the others are exported. When an error is raised before the files
    are moved into place (DiskFull, ReadOnlyNewsroom, an error from `pieces`), nothing was changed.

    Raises:
        BadInput: when the format is unknown, `folder` is or lies in a file, or the list is
            damaged.
    """
    exporter = get(format_name)
    with storage_errors(folder), Staging(folder, format_name) as staging:
        _check(folder)
        listed = manifest.file_name(format_name)
        before = manifest.load(folder / listed)
        export = _Export(folder, before, staging)
        for sealed in pieces:
            export.take(exporter, sealed, zone)
        if export.entries != before:
            # The list goes first: after a kill in between, our own files must still be
            # known as ours.
            staging.add(listed, manifest.encode(export.entries))
            staging.place([listed])
        staging.place(export.written)
    return FolderReport(
        written=tuple(export.written),
        unchanged=tuple(export.unchanged),
        refused=tuple(export.refused),
    )


def _check(folder: Path) -> None:
    for step in (folder, *folder.parents):
        if (step.exists() or step.is_symlink()) and not step.is_dir():
            raise BadInput(
                _("{path} is not a folder.").format(path=step), _("Name a folder to export into.")
            )


class _Export:
    """One run: decides about each file and stages the files that must be written."""

    def __init__(self, folder: Path, entries: Mapping[str, Entry], staging: Staging) -> None:
        self.entries = dict(entries)
        self.written: list[str] = []
        self.unchanged: list[str] = []
        self.refused: list[Refusal] = []
        self._articles: set[str] = set()
        self._folder = folder
        self._staging = staging

    def take(self, exporter: Exporter, sealed: Sealed, zone: tzinfo) -> None:
        """Decide about the files of one article; a repeated article is skipped.

        When another article has the name, the id is appended to it.
        """
        article = sealed.article.id
        if article in self._articles:
            return
        self._articles.add(article)
        files = exporter.files(sealed, names.plain(sealed), zone)
        if any(path in self.entries and self.entries[path].article != article for path in files):
            files = exporter.files(sealed, names.with_id(sealed), zone)
        for path, content in files.items():
            try:
                self._take_file(article, path, content)
            except Refused as refused:
                self.refused.append(Refusal(path, refused.sentence))

    def _take_file(self, article: str, path: str, content: bytes) -> None:
        entry = self.entries.get(path)
        if entry and entry.article != article:
            raise Refused(_("It is the file of article {id}.").format(id=entry.article))
        found = _found(self._folder, path)
        wanted = sha256(content).hexdigest()
        if found == wanted:
            self.unchanged.append(path)
            if not entry or entry.sha256 != wanted:
                self.entries[path] = Entry(article, wanted)
            return
        if found and not (entry and entry.wrote(found)):
            raise Refused(_why_kept(ours=entry is not None))
        self._staging.add(path, content)
        self.written.append(path)
        self.entries[path] = Entry(article, wanted, found)


def _found(folder: Path, path: str) -> str:
    """The SHA-256 of the file at `path` in hexadecimal; "" when there is no file.

    Raises:
        Refused: when `path` is not a readable regular file inside `folder`.
    """
    inside = PurePosixPath(path)
    if (
        inside.is_absolute()
        or ".." in inside.parts
        or any((folder / step).is_symlink() for step in inside.parents[:-1])
    ):
        raise Refused(_("It may lie outside the folder; it was not written."))
    try:
        if not S_ISREG((folder / path).lstat().st_mode):
            raise Refused(
                _("It is a folder or a link; move it away to make room for the article.")
            )
        with os.fdopen(safe_files.open_file(folder / path, len(inside.parts)), "rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise Refused(_("It cannot be read: {why}.").format(why=messages.said(error))) from error


def _why_kept(*, ours: bool) -> str:
    if ours:
        return _(
            "It was changed by hand since it was exported; move it away to have it exported again."
        )
    return _("It was not written by this export; move it away to make room for the article.")
