"""Update a folder with the published texts.

Only files written by an export are replaced, only those that differ, and each one atomically.
"""

import os
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress
from io import BufferedReader
from itertools import chain, groupby, islice
from operator import itemgetter
from pathlib import Path, PurePosixPath
from stat import S_ISDIR, S_ISREG
from typing import IO, NamedTuple

import msgspec
from msgspec.structs import replace

from redaksi.domain.article import Photo
from redaksi.errors import BadInput, NewsroomGone, RedaksiError, storage_errors
from redaksi.exporters import get, manifest, names, photo_files
from redaksi.exporters.base import (
    ArticleExporter,
    CollectionExporter,
    FolderExporter,
    Sealed,
    Site,
)
from redaksi.exporters.candidate import Candidate, Kept, reading, sha256_of
from redaksi.exporters.manifest import ALL, ANYBODY, FORMAT, Entry, FileList, Keeper
from redaksi.exporters.staging import Staging, remove_empty
from redaksi.i18n import _
from redaksi.pictures.renditions import Rendition
from redaksi.system import safe_files
from redaksi.system.durable import Stamp


class Refusal(NamedTuple):
    """A file that was left unchanged: its path below the folder, why, and its article's id.

    `why` is a sentence that also says what to do; it does not contain the path. `article` is
    `manifest.ALL` for a file about all articles.
    """

    path: str
    why: str
    article: str


class FolderReport(msgspec.Struct, frozen=True, kw_only=True):
    """The result of an export, as paths below the folder, in the order of the articles.

    `missing` are files that photos name and that nobody added to the newsroom.
    """

    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()
    removed: tuple[str, ...] = ()
    missing: tuple[Refusal, ...] = ()
    remarks: tuple[str, ...] = ()
    """What the folder lacks by the settings, a sentence each."""
    told: tuple[str, ...] = ()


class Made(NamedTuple):
    """The hash of all that a run was made of, or "", and what it told besides; see `as_left`."""

    of: str = ""
    told: tuple[str, ...] = ()


def as_left(folder: Path, format_name: str, site: Site, made_of: str) -> FolderReport | None:
    """The report of a run for which `folder` is as a run left it that was `made_of` the same.

    The time and the size of each file tell; None when the run must be made. Raises as `write`.
    """
    exporter = get(format_name)
    if not isinstance(exporter, FolderExporter):
        return None
    with storage_errors(folder):
        found = manifest.read(folder / manifest.file_name(format_name))
        if not made_of or found.made_of != made_of:
            return None
        present = Present(folder)
        if all(present.stamp(path) == one.stamp for path, one in found.files.items()):
            return FolderReport(
                unchanged=tuple(found.files),
                missing=tuple(Refusal(*one) for one in found.missing),
                remarks=tuple(exporter.remarks(site)),
                told=found.told,
            )
    return None


def write(
    folder: Path,
    format_name: str,
    articles: Iterable[Sealed],
    site: Site,
    *,
    overwrite: bool | Container[str] = False,
    gone: Container[str] = (),
    keeper: Keeper = ANYBODY,
    made: Callable[[], Made] = Made,
) -> FolderReport:
    """Export `articles` of `site` into `folder`, which is created if needed.

    `articles` may be a long stream; a repeated article is skipped. Files that no export wrote, or
    that somebody changed since, are refused in the report, and the others are exported; with
    `overwrite`, files that an export wrote are replaced although somebody changed them: all, or
    those of the articles in it. The files `gone` were removed by somebody; these are refused, too.
    A run without articles writes no file, because a file about all articles would lose them.
    `made` is called when `articles` were read. When an error is raised before the files are moved
    into place (DiskFull, ReadOnlyNewsroom, an error from `articles`), nothing was changed. Raises
    what `keeper` raises about the list in place.

    Raises:
        BadInput: when the format is unknown, `folder` is or lies in a file, or the list is
            damaged.
    """
    exporter = get(format_name)
    with storage_errors(folder), Staging(folder, format_name) as staging:
        _check(folder)
        listed = manifest.file_name(format_name)
        before = manifest.read(folder / listed, keeper)
        export = _Export(folder, before.files, staging, overwrite=overwrite)
        export.gone = gone
        export.is_whole = isinstance(exporter, FolderExporter)
        photos = export.with_photos(_once(articles), site)
        shown = export.showing(site)
        remarks: Sequence[str] = ()
        if isinstance(exporter, FolderExporter):
            export.take_whole(exporter, photos, shown)
            remarks = exporter.remarks(site)
        elif isinstance(exporter, CollectionExporter):
            export.take_all(exporter, photos, shown)
        else:
            for sealed in photos:
                export.take(exporter, sealed, shown)
        after = export.listed(made())
        if after != before:
            # The list goes first: after a kill in between, our own files must still be
            # known as ours.
            present = export.listed() if export.removed else after
            manifest.place(staging, listed, present, keeper)
        staging.place(export.written)
        if export.removed:
            export.remove()
            manifest.place(staging, listed, replace(after, files=export.entries), keeper)
    return FolderReport(
        written=tuple(export.written),
        unchanged=tuple(export.unchanged),
        refused=tuple(export.refused),
        missing=tuple(export.missing),
        removed=tuple(export.removed),
        remarks=tuple(remarks),
    )


def _once(articles: Iterable[Sealed]) -> Iterator[Sealed]:
    """Each of `articles` the first time that it comes."""
    seen: set[str] = set()
    for sealed in articles:
        if sealed.article.id not in seen:
            seen.add(sealed.article.id)
            yield sealed


def no_folder(folder: Path) -> Path | None:
    """What stands where `folder` or a folder above it must be; None when nothing does."""
    for step in (folder, *folder.parents):
        if os.path.lexists(step) and not step.is_dir():
            return step
    return None


def _check(folder: Path) -> None:
    if step := no_folder(folder):
        raise BadInput(
            _("{path} is not a folder.").format(path=step), _("Name a folder to export into.")
        )


class _Export:
    """One run: decides about each file and stages the files that must be written."""

    def __init__(
        self,
        folder: Path,
        entries: Mapping[str, Entry],
        staging: Staging,
        *,
        overwrite: bool | Container[str],
    ) -> None:
        self.entries = dict(entries)
        self.written: list[str] = []
        self.unchanged: list[str] = []
        self.refused: list[Refusal] = []
        self.removed: list[str] = []
        self.missing: list[Refusal] = []
        self.is_whole = False
        """Whether the format makes up the whole folder: then each file's stamp is noted."""
        self.gone: Container[str] = ()
        """The files that somebody removed, which are not made anew."""
        self._lost: set[str] = set()
        """The hashes of the photos that could not be made ready."""
        self._folder = folder
        self._present = Present(folder)
        self._staging = staging
        self._overwrite = overwrite

    def showing(self, site: Site) -> Site:
        """`site` without the photos that have no files, so that no link to one is written."""
        return replace(
            site,
            rendition=lambda photo: (
                None if photo.attachment in self._lost else site.rendition(photo)
            ),
        )

    def with_photos(self, articles: Iterable[Sealed], site: Site) -> Iterator[Sealed]:
        """Each of `articles`, after its photos were decided about."""
        for sealed in articles:
            for number, photo in enumerate(sealed.text.photos, start=1):
                rendition = site.rendition(photo)
                if rendition:
                    self._take_photo(sealed, rendition)
                elif photo.attachment:
                    self.refused.append(_absent(sealed, photo, number))
                elif photo.file and not photo.url:
                    self.missing.append(_absent(sealed, photo, number))
            yield sealed

    def _take_photo(self, sealed: Sealed, rendition: Rendition) -> None:
        """Decide about the files of a photo; those of an earlier export are not made again."""
        article, paths = sealed.article.id, photo_files.paths_of(sealed, rendition)
        if all(self._is_as_exported(article, path) for path in paths):
            self.unchanged += paths
            return
        try:
            files = photo_files.contents(sealed, rendition)
        except NewsroomGone:
            raise
        except RedaksiError as error:
            self._lost.add(rendition.sha256)
            self.refused.append(Refusal(paths.jpeg, error.sentence, article))
            return
        for path, content in files.items():
            self._take_file(article, path, [content])

    def _is_as_exported(self, article: str, path: str) -> bool:
        entry = self.entries.get(path)
        if entry is None or entry.article != article:
            return False
        if self.is_whole and entry.stamp == self._present.stamp(path):
            return True
        with suppress(Kept), open_present(self._folder, path) or nullcontext() as present:
            return present is not None and sha256_of(present) == entry.sha256
        return False

    def take(self, exporter: ArticleExporter, sealed: Sealed, site: Site) -> None:
        """Decide about the files of one article.

        When another article has the name, the id is appended to it.
        """
        article = sealed.article.id
        files = exporter.files(sealed, names.plain(sealed), site)
        if any(path in self.entries and self.entries[path].article != article for path in files):
            files = exporter.files(sealed, names.with_id(sealed), site)
        for path, content in files.items():
            self._take_file(article, path, [content])

    def take_all(
        self, exporter: CollectionExporter, articles: Iterator[Sealed], site: Site
    ) -> None:
        """Decide about the files about all `articles`; none are made about no article."""
        first = list(islice(articles, 1))
        if not first:
            return
        parts = exporter.collection(chain(first, articles), site)
        for path, of_file in groupby(parts, key=itemgetter(0)):
            self._take_file(ALL, path, (part for _path, part in of_file))

    def take_whole(self, exporter: FolderExporter, articles: Iterator[Sealed], site: Site) -> None:
        """Decide about all files of a folder; none are made about no article."""
        first = list(islice(articles, 1))
        if not first:
            return
        left = {path for path, entry in self.entries.items() if entry.article == ALL}
        for page in exporter.pages(chain(first, articles), site, self._is_current):
            left.discard(page.path)
            if page.content is None:
                self.unchanged.append(page.path)
            else:
                self._take_file(page.article, page.path, [page.content], page.made_of)
        for path in sorted(left):
            self._leave(path)

    def listed(self, made: Made = Made()) -> FileList:  # noqa: B008 - it never changes
        """The list after the run; a run that left something out is made again next time."""
        if self.refused:
            made = Made()
        return FileList(
            redaksi=FORMAT,
            files=self.entries,
            made_of=made.of,
            told=made.told,
            missing=tuple(self.missing) if made.of else (),
        )

    def remove(self) -> None:
        """Remove the files `removed`."""
        for path in self.removed:
            with suppress(FileNotFoundError):
                unlink(self._folder, path)
            del self.entries[path]

    def _leave(self, path: str) -> None:
        """Note that the file at `path` is to be removed, unless somebody changed it."""
        why = ""
        try:
            with open_present(self._folder, path) or nullcontext() as present:
                if present and not self.entries[path].wrote(sha256_of(present)):
                    why = _("It is not needed any more, but it was changed by hand.")
        except Kept as kept:
            why = str(kept)
        if why:
            self.refused.append(Refusal(path, why, ALL))
        else:
            self.removed.append(path)

    def _is_current(self, path: str, made_of: str) -> bool:
        entry = self.entries.get(path)
        return (
            entry is not None
            and entry.made_of == made_of
            and entry.stamp == self._present.stamp(path)
        )

    def _take_file(
        self, article: str, path: str, parts: Iterable[bytes], made_of: str = ""
    ) -> None:
        try:
            self._decide(article, path, parts, made_of)
        except Kept as kept:
            self.refused.append(Refusal(path, str(kept), article))

    def _decide(self, article: str, path: str, parts: Iterable[bytes], made_of: str) -> None:
        entry = self.entries.get(path)
        if entry and entry.article != article:
            raise Kept(_("It is the file of article {id}.").format(id=entry.article))
        with self._in_place(path) or nullcontext() as present:
            candidate = Candidate(parts, present)
            if present and candidate.is_present:
                self.unchanged.append(path)
                if not entry or entry.sha256 != candidate.sha256 or self.is_whole:
                    self._note(path, Entry(article, candidate.sha256), made_of, present)
                return
            found = sha256_of(present) if present else ""
            if not present and path in self.gone:
                raise Kept(_("It was removed."))
            if found and not (entry and (self._overwrites(article) or entry.wrote(found))):
                raise Kept(_why_kept(ours=entry is not None))
            with self._staging.create(path) as file:
                candidate.write(file)
                file.flush()
                self._note(path, Entry(article, candidate.sha256, found), made_of, file)
        self.written.append(path)

    def _in_place(self, path: str) -> BufferedReader | None:
        """The file at `path`, as by `open_present`, which asks for each folder every time."""
        return None if self._present.is_free(path) else open_present(self._folder, path)

    def _overwrites(self, article: str) -> bool:
        if isinstance(self._overwrite, bool):
            return self._overwrite
        return article in self._overwrite

    def _note(self, path: str, entry: Entry, made_of: str, file: IO[bytes]) -> None:
        """Note `entry` for the `file`; in a whole folder with what it is `made_of`."""
        if self.is_whole:
            stamp = Stamp.of(os.fstat(file.fileno()))
            entry = replace(entry, made_of=made_of, stamp=tuple(stamp))
        self.entries[path] = entry


class Present:
    """The stamps of the files in a folder that are in place."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._plain: dict[str, bool] = {}
        """Whether a folder below is one, and not a link to one."""

    def stamp(self, path: str) -> Stamp | None:
        """The stamp of the file `path`; None if there is no regular file below the folder."""
        above = path.rpartition("/")[0]
        try:
            found = os.lstat(f"{self._folder}/{path}")
        except OSError:
            return None
        is_file = S_ISREG(found.st_mode) and (not above or self._is_folder(above))
        return Stamp.of(found) if is_file else None

    def is_free(self, path: str) -> bool:
        """Whether surely nothing stands at `path`, which lies in a folder that is there."""
        if path.startswith("/") or ".." in path:
            return False
        above = path.rpartition("/")[0]
        try:
            os.lstat(f"{self._folder}/{path}")
        except FileNotFoundError:
            return not above or self._is_folder(above)
        except OSError:
            pass
        return False

    def _is_folder(self, path: str) -> bool:
        if path not in self._plain:
            above = path.rpartition("/")[0]
            try:
                is_folder = S_ISDIR(os.lstat(f"{self._folder}/{path}").st_mode)
            except OSError:
                is_folder = False
            self._plain[path] = is_folder and (not above or self._is_folder(above))
        return self._plain[path]


def unlink(folder: Path, path: str) -> None:
    """Remove the file `path` below `folder`, and the folders above it that are empty then."""
    steps = PurePosixPath(path).parts
    with safe_files.folder((folder / path).parent, len(steps) - 1) as opened:
        os.unlink(steps[-1], dir_fd=opened)
    for inside in PurePosixPath(path).parents[:-1]:
        remove_empty(folder / inside.parent, len(inside.parts) - 1, inside.name)


def _absent(sealed: Sealed, photo: Photo, number: int) -> Refusal:
    why = _(
        "Photo {number} of article {id} is not in the newsroom; the text was exported without it."
    )
    article = sealed.article.id
    sentence = why.format(number=number, id=article)
    return Refusal(photo.file or photo.attachment, sentence, article)


def open_present(folder: Path, path: str) -> BufferedReader | None:
    """The file at `path`, open for reading; None when there is no file.

    Raises:
        Kept: when `path` is not a readable regular file inside `folder`.
    """
    inside = PurePosixPath(path)
    if (
        inside.is_absolute()
        or ".." in inside.parts
        or any((folder / step).is_symlink() for step in inside.parents[:-1])
    ):
        raise Kept(_("It may lie outside the folder; it was not written."))
    with reading(), suppress(FileNotFoundError):
        if not S_ISREG((folder / path).lstat().st_mode):
            raise Kept(_("It is a folder or a link; move it away to make room."))
        return os.fdopen(safe_files.open_file(folder / path, len(inside.parts)), "rb")
    return None


def _why_kept(*, ours: bool) -> str:
    if ours:
        return _(
            "It was changed by hand since it was exported; move it away to have it exported again."
        )
    return _("It was not written by this export; move it away to make room.")
