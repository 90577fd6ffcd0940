"""Update a folder with the published texts.

Only files written by an export are replaced, only those that differ, and each one atomically.
"""

import os
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import nullcontext, suppress
from io import BufferedReader
from itertools import chain, groupby, islice
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from redaksi.domain.article import Photo
from redaksi.domain.hashing import sha256
from redaksi.errors import BadInput, NewsroomGone, RedaksiError, storage_errors
from redaksi.exporters import get, manifest, names, photo_files
from redaksi.exporters.base import (
    ArticleExporter,
    CollectionExporter,
    Exporter,
    FolderExporter,
    Sealed,
    Site,
)
from redaksi.exporters.candidate import Candidate, Kept, sha256_of
from redaksi.exporters.manifest import ALL, ANYBODY, FORMAT, UNKNOWN, Entry, FileList, Keeper
from redaksi.exporters.present import (
    Present,
    open_present,
    restamped,
    stamp_of,
    unlink,
    was_exported,
)
from redaksi.exporters.staging import Staging
from redaksi.i18n import _
from redaksi.pictures.renditions import Rendition


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


class Inspected(NamedTuple):
    """The files in place that somebody removed, and the entries of those with other stamps only.

    What is `gone` is refused, not made anew. `touched` files were read, and are as exported.
    """

    gone: Container[str] = ()
    touched: Mapping[str, Entry] = MappingProxyType({})


NOTHING_FOUND = Inspected()


class Made(NamedTuple):
    """The hash of all that a run was made of, or "", and what it told besides; see `as_left`."""

    of: str = ""
    told: tuple[str, ...] = ()


def as_left(folder: Path, format_name: str, site: Site, made_of: str) -> FolderReport | None:
    """The report of a run for which `folder` is as a run left it that was `made_of` the same.

    The stamp of each file tells; None when the run must be made. Raises as `write`.
    """
    exporter = get(format_name)
    if not isinstance(exporter, FolderExporter):
        return None
    with storage_errors(folder):
        found = manifest.read(folder / manifest.file_name(format_name))
        if not made_of or found.made_of != made_of:
            return None
        present = Present(folder)
        if all(present.is_untouched(path, one) for path, one in found.files.items()):
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
    inspected: Inspected = NOTHING_FOUND,
    keeper: Keeper = ANYBODY,
    made: Callable[[], Made] = Made,
) -> FolderReport:
    """Export `articles` of `site` into `folder`, which is created if needed.

    `articles` may be a long stream; a repeated article is skipped. Files that no export wrote, or
    that somebody changed since, are refused in the report, and the others are exported; with
    `overwrite`, files that an export wrote are replaced although somebody changed them: all, or
    those of the articles in it. `inspected` is what the files in place were found to be before.
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
        export = _Export(folder, before.files, staging, overwrite=overwrite, inspected=inspected)
        export.take_articles(exporter, _once(articles), site)
        export.place(before, made(), lambda files: manifest.place(staging, listed, files, keeper))
    remarks = exporter.remarks(site) if isinstance(exporter, FolderExporter) else ()
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
        inspected: Inspected,
    ) -> None:
        self._entries = {**entries, **inspected.touched}
        self.written: list[str] = []
        self.unchanged: list[str] = []
        self.refused: list[Refusal] = []
        self.removed: list[str] = []
        self.missing: list[Refusal] = []
        self._lost: set[str] = set()
        """The hashes of the photos that could not be made ready."""
        self._folder = folder
        self._present = Present(folder)
        self._staging = staging
        self._overwrite = overwrite
        self._gone = inspected.gone

    def take_articles(self, exporter: Exporter, articles: Iterator[Sealed], site: Site) -> None:
        """Decide about all files that `exporter` makes of `articles`."""
        pieces, shown = self._with_photos(articles, site), self._showing(site)
        if isinstance(exporter, FolderExporter):
            self._take_whole(exporter, pieces, shown)
        elif isinstance(exporter, CollectionExporter):
            self._take_all(exporter, pieces, shown)
        else:
            for sealed in pieces:
                self._take(exporter, sealed, shown)

    def place(self, before: FileList, made: Made, place_list: Callable[[FileList], None]) -> None:
        """Bring the folder from the list `before` to what was decided.

        The list goes first: after a kill in between, our own files must still be known as ours.
        It goes again at the end, when the stamps of the new files are known.
        """
        if self.written or self.removed:
            place_list(self._listed())
            self._staging.place(self.written)
            self._remove()
            present = Present(self._folder)
            for path in self.written:
                self._entries[path] = present.placed(path, self._entries[path])
        after = self._listed(made)
        if after != before or self.written or self.removed:
            place_list(after)

    def _showing(self, site: Site) -> Site:
        """`site` without the photos that have no files, so that no link to one is written."""
        return replace(
            site,
            rendition=lambda photo: (
                None if photo.attachment in self._lost else site.rendition(photo)
            ),
        )

    def _with_photos(self, articles: Iterable[Sealed], site: Site) -> Iterator[Sealed]:
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
        if all(self._is_as_exported(path, self._entry(article, path)) for path in paths):
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
            self._take_content(article, path, content)

    def _entry(self, article: str, path: str) -> Entry | None:
        """The entry of the file `path` if it is one of `article`."""
        entry = self._entries.get(path)
        return entry if entry and entry.article == article else None

    def _is_as_exported(self, path: str, entry: Entry | None) -> bool:
        """Whether the file `path` has the content of `entry`; read when its stamp is another."""
        if entry is None or self._present.is_untouched(path, entry):
            return entry is not None
        with suppress(Kept), open_present(self._folder, path) or nullcontext() as present:
            if present and (found := restamped(present, entry)):
                self._entries[path] = found
                return True
        return False

    def _take(self, exporter: ArticleExporter, sealed: Sealed, site: Site) -> None:
        """Decide about the files of one article.

        When another article has the name, the id is appended to it.
        """
        article = sealed.article.id
        files = exporter.files(sealed, names.plain(sealed), site)
        if any(path in self._entries and self._entries[path].article != article for path in files):
            files = exporter.files(sealed, names.with_id(sealed), site)
        for path, content in files.items():
            self._take_content(article, path, content)

    def _take_all(
        self, exporter: CollectionExporter, articles: Iterator[Sealed], site: Site
    ) -> None:
        """Decide about the files about all `articles`; none are made about no article."""
        first = list(islice(articles, 1))
        if not first:
            return
        parts = exporter.collection(chain(first, articles), site)
        for path, of_file in groupby(parts, key=itemgetter(0)):
            self._take_file(ALL, path, (part for _path, part in of_file))

    def _take_whole(
        self, exporter: FolderExporter, articles: Iterator[Sealed], site: Site
    ) -> None:
        """Decide about all files of a folder; none are made about no article."""
        first = list(islice(articles, 1))
        if not first:
            return
        left = {path for path, entry in self._entries.items() if entry.article == ALL}
        for page in exporter.pages(chain(first, articles), site, self._is_current):
            left.discard(page.path)
            if page.content is None:
                self.unchanged.append(page.path)
            else:
                self._take_content(page.article, page.path, page.content, page.made_of)
        for path in sorted(left):
            self._leave(path)

    def _listed(self, made: Made = Made()) -> FileList:  # noqa: B008 - it never changes
        """The list after the run; a run that left something out is made again next time."""
        if self.refused:
            made = Made()
        return FileList(
            redaksi=FORMAT,
            files=self._entries,
            made_of=made.of,
            told=made.told,
            missing=tuple(self.missing) if made.of else (),
        )

    def _remove(self) -> None:
        """Remove the files `removed`."""
        for path in self.removed:
            with suppress(FileNotFoundError):
                unlink(self._folder, path)
            del self._entries[path]

    def _leave(self, path: str) -> None:
        """Note that the file at `path` is to be removed, unless somebody changed it."""
        why = ""
        try:
            with open_present(self._folder, path) or nullcontext() as present:
                if present and not was_exported(present, self._entries[path]):
                    why = _("It is not needed any more, but it was changed by hand.")
        except Kept as kept:
            why = str(kept)
        if why:
            self.refused.append(Refusal(path, why, ALL))
        else:
            self.removed.append(path)

    def _is_current(self, path: str, made_of: str) -> bool:
        entry = self._entries.get(path)
        is_same = entry is not None and entry.made_of == made_of
        return is_same and self._is_as_exported(path, entry)

    def _take_content(self, article: str, path: str, content: bytes, made_of: str = "") -> None:
        """Decide about a file of which the whole new `content` is at hand."""
        entry = self._entry(article, path)
        is_same = entry is not None and entry.sha256 == sha256(content)
        if entry and is_same and self._present.is_untouched(path, entry):
            self.unchanged.append(path)
            self._entries[path] = replace(entry, made_of=made_of)
        else:
            self._take_file(article, path, [content], made_of)

    def _take_file(
        self, article: str, path: str, parts: Iterable[bytes], made_of: str = ""
    ) -> None:
        try:
            self._decide(article, path, parts, made_of)
        except Kept as kept:
            self.refused.append(Refusal(path, str(kept), article))

    def _decide(self, article: str, path: str, parts: Iterable[bytes], made_of: str) -> None:
        entry = self._entries.get(path)
        if entry and entry.article != article:
            raise Kept(_("It is the file of article {id}.").format(id=entry.article))
        with self._in_place(path) or nullcontext() as present:
            # What is changed while the file is read gives it another stamp.
            stamp = stamp_of(present) if present else None
            candidate = Candidate(parts, present)
            if stamp and candidate.is_present:
                self.unchanged.append(path)
                self._entries[path] = Entry(
                    article, candidate.sha256, stamp.size, made_of=made_of, stamp=stamp
                )
                return
            if not present and path in self._gone:
                raise Kept(_("It was removed."))
            was = self._replaced(article, entry, present) if present else ""
            with self._staging.create(path) as file:
                candidate.write(file)
                file.flush()
                new = stamp_of(file)
        size = stamp.size if stamp else UNKNOWN
        self._entries[path] = Entry(
            article, candidate.sha256, new.size, was, size, made_of=made_of, stamp=new
        )
        self.written.append(path)

    def _replaced(self, article: str, entry: Entry | None, present: BufferedReader) -> str:
        """The hash of the file `present`, which is replaced; raises Kept when it stays."""
        if entry and (self._overwrites(article) or entry.may_have(stamp_of(present).size)):
            found = sha256_of(present)
            if self._overwrites(article) or entry.wrote(found):
                return found
        raise Kept(_why_kept(ours=entry is not None))

    def _in_place(self, path: str) -> BufferedReader | None:
        """The file at `path`, as by `open_present`, which asks for each folder every time."""
        return None if self._present.is_free(path) else open_present(self._folder, path)

    def _overwrites(self, article: str) -> bool:
        if isinstance(self._overwrite, bool):
            return self._overwrite
        return article in self._overwrite


def _absent(sealed: Sealed, photo: Photo, number: int) -> Refusal:
    why = _(
        "Photo {number} of article {id} is not in the newsroom; the text was exported without it."
    )
    article = sealed.article.id
    sentence = why.format(number=number, id=article)
    return Refusal(photo.file or photo.attachment, sentence, article)


def _why_kept(*, ours: bool) -> str:
    if ours:
        return _(
            "It was changed by hand since it was exported; move it away to have it exported again."
        )
    return _("It was not written by this export; move it away to make room.")
