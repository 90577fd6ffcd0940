"""Recovery files: unsaved typing is on disk within moments, in the person's own folder.

The folder has mode 0700 and is never inside the newsroom. Each open editor has a buffer: a file
that is replaced durably, and beside it a lock. The kernel frees the lock when the process ends,
however it ends. A buffer whose lock is free was left by a crash, a kill or a closed terminal.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from redaksi.desk.context import Context
from redaksi.desk.identity import stranger
from redaksi.domain import record
from redaksi.domain.article import Dossier, Text
from redaksi.domain.hashing import sha256
from redaksi.errors import (
    ArticleNotFound,
    RedaksiError,
    StorageError,
    Unreadable,
    reading_errors,
    storage_errors,
)
from redaksi.i18n import _, messages
from redaksi.system import durable, homes, safe_files, sharing
from redaksi.system.file_locks import claim
from redaksi.text import clean

_LARGEST = 64 << 20
"""The most bytes that are read of a buffer.

A buffer holds the text twice; this limit exceeds every article that can be saved.
"""

Trouble = Callable[[RedaksiError], object]
"""Called with the error for each file that cannot be used; the others are still handled."""


def _raised(error: RedaksiError) -> None:
    raise error


class Typed(msgspec.Struct, frozen=True, kw_only=True):
    """The content of an editor or a dialog: the fields as typed, and their article and version.

    `article` is "" for a dialog about no article. `base` is the version that was edited, and
    `seen` its text when it was opened; the first buffers lack `seen`. `dialog` is the kind of a
    dialog, `heading` its question, `about` the paragraph or note concerned, and `choices` what was
    chosen beside the words.
    """

    newsroom: str
    article: str
    base: int
    by: str
    at: datetime
    fields: Mapping[str, str]
    seen: Text | None = None
    dialog: str = ""
    heading: str = ""
    about: str = ""
    choices: Mapping[str, str] = {}


class DialogQuestion(NamedTuple):
    """The question of a dialog: its kind, its heading and its subject.

    `article` is the article's id, and `about` the paragraph or note in it.
    """

    dialog: str
    heading: str
    article: str = ""
    about: str = ""


class Recovery:
    """The verbs about unsaved typing in one newsroom."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._uuid = ""

    @property
    def _newsroom(self) -> str:
        """The name under which buffers are kept: the newsroom's uuid.

        The address replaces it when the newsroom was gone from the beginning.
        """
        newsroom = self._context.newsroom
        with suppress(StorageError):
            self._uuid = self._uuid or newsroom.uuid
        return self._uuid or newsroom.address

    def begin(self, buffer: "Buffer | None" = None) -> "Unsaved":
        """The unsaved state of an editor that opens; a recovered `buffer` is taken over."""
        return Unsaved(self._context, self._newsroom, buffer)

    def left_behind(self, trouble: Trouble = _raised) -> "Iterator[Buffer]":
        """The buffers that this person left behind; see the function `left_behind`.

        Buffers of other people under the same system account are not included.
        """
        return left_behind(
            (self._newsroom, self._context.newsroom.address), _name(self._context), trouble
        )

    def opened(self, typed: "Typed") -> Dossier | None:
        """The article as it was when `typed` was begun; None when it or that version is gone.

        The text is the one seen at that time, even if the file now holds another text for that
        version: somebody may have checked out or edited the file.

        Raises:
            UnreadableDossier: when the dossier is damaged.
            StorageError: when the newsroom cannot be read.
        """
        try:
            dossier = self._context.store.dossier(typed.article) if typed.article else None
        except ArticleNotFound:
            return None
        opened = dossier and record.as_of(dossier, typed.base)
        if opened and typed.seen:
            return replace(opened, article=replace(opened.article, text=typed.seen))
        return opened


def _name(context: Context) -> str:
    """The name of the person, also while the newsroom is gone or the person may no longer act.

    Unsaved typing needs a place most of all then.
    """
    try:
        return context.person.name
    except RedaksiError as error:
        if context.latest:
            return context.latest.name
        if isinstance(error, StorageError):
            return stranger(context.identity).name
        raise  # nobody is offered the typing of somebody whom they only claim to be


class Unsaved:
    """The unsaved content of one open editor or dialog.

    The content is on disk from the first `keep` until it is discarded or released.
    """

    def __init__(self, context: Context, newsroom: str, buffer: "Buffer | None") -> None:
        self._clock = context.clock
        self._by = _name(context)
        self._newsroom = newsroom
        self._buffer = buffer

    def keep(self, opened: Dossier, fields: Mapping[str, str]) -> None:
        """Make `fields` durable; they were typed over the article as it was `opened`.

        Raises:
            StorageError: when the file cannot be written.
        """
        self._keep(
            Typed(
                newsroom=self._newsroom,
                article=opened.id,
                base=opened.version,
                by=self._by,
                at=self._clock(),
                fields=fields,
                seen=opened.article.text,
            )
        )

    def keep_words(
        self, asked: "DialogQuestion", fields: Mapping[str, str], choices: Mapping[str, str]
    ) -> None:
        """Make the `fields` of a dialog durable, with its question `asked` and its `choices`.

        Raises:
            StorageError: when the file cannot be written.
        """
        self._keep(
            Typed(
                newsroom=self._newsroom,
                base=0,
                by=self._by,
                at=self._clock(),
                fields=fields,
                choices=choices,
                **asked._asdict(),
            )
        )

    def _keep(self, typed: Typed) -> None:
        if self._buffer is None:
            self._buffer = Buffer.begin(self._newsroom, typed.article)
        self._buffer.keep(typed)

    def discard(self) -> None:
        """Delete the buffer, because its content is saved or unwanted."""
        if self._buffer:
            self._buffer.discard()
            self._buffer = None

    @property
    def path(self) -> Path | None:
        """The file with the unsaved content; None when nothing is on disk."""
        return self._buffer.path if self._buffer and self._buffer.path.exists() else None

    def release(self) -> None:
        """Leave the buffer for the next start."""
        if self._buffer:
            self._buffer.release()
            self._buffer = None


class Buffer:
    """The recovery file of one open editor; `lock` is its open file, -1 for none."""

    def __init__(self, path: Path, lock: int) -> None:
        self.path = path
        self._lock = lock

    @classmethod
    def begin(cls, newsroom: str, article: str) -> "Buffer":
        """A new buffer for `article` of `newsroom`; the first `keep` writes its file."""
        folder = place()
        with storage_errors(folder):
            sharing.make_folders(folder, 0o700)
            path = folder / f"{_prefix(newsroom)}{article or 'new'}-{record.random_name()}.json"
            lock = claim(_lock_path(path))
        if lock is None:
            return cls.begin(newsroom, article)
        return cls(path, lock)

    def keep(self, typed: Typed) -> None:
        """Make `typed` durable; it replaces the earlier content."""
        with storage_errors(self.path.parent):
            durable.replace(self.path, msgspec.json.encode(typed))

    def discard(self) -> None:
        """Delete the content, because it is saved or unwanted."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
            _lock_path(self.path).unlink(missing_ok=True)
        self.release()

    def release(self) -> None:
        """Close the buffer and leave its content for another time."""
        if self._lock >= 0:
            with suppress(OSError):  # a failed close has still freed the descriptor
                os.close(self._lock)
            self._lock = -1

    @property
    def typed(self) -> Typed | None:
        """The content of the buffer; None when there is none.

        Raises:
            Unreadable: when the file cannot be read or holds no valid content.
        """
        with reading_errors(self.path), suppress(FileNotFoundError):
            try:
                typed = msgspec.json.decode(safe_files.read(self.path, most=_LARGEST), type=Typed)
                # Names and headings are shown on one line.
                shown = {name: clean.line(getattr(typed, name)) for name in ("by", "heading")}
                return msgspec.structs.replace(typed, **shown)
            except (FileNotFoundError, PermissionError):
                raise
            except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
                hint = _(
                    "It holds what was typed and not saved. Move it out of its folder and it is "
                    "not named again."
                )
                raise Unreadable(self.path, messages.said(error), hint) from error
        return None


def left_behind(newsrooms: Sequence[str], by: str, trouble: Trouble = _raised) -> Iterator[Buffer]:
    """The buffers of the editor `by` that no process holds, the oldest first.

    The buffers were kept under one of the names `newsrooms`. The caller holds each buffer from
    then on. Buffers that another desk of the same person has open, or has just been offered, are
    left out. `trouble` is called with the error of each buffer that cannot be read, so that none
    is skipped silently; the default raises the error.
    """
    try:
        paths = _kept(newsrooms)
        _sweep()
    except RedaksiError as error:
        trouble(error)
        return
    for path in paths:
        try:
            buffer = _claimed(path, by)
        except RedaksiError as error:
            trouble(error)
        else:
            if buffer:
                yield buffer


def _claimed(path: Path, by: str) -> Buffer | None:
    """The buffer in `path`, now held; None when it is empty, held, or typed by another person.

    The author is checked before the buffer is held, because the author's own desk may be starting
    now.

    Raises:
        Unreadable: when the file cannot be read.
    """
    typed = Buffer(path, -1).typed
    if typed is None or clean.key(typed.by) != clean.key(by):
        return None
    with reading_errors(path):
        lock = claim(_lock_path(path))
    return _offered(Buffer(path, lock)) if lock is not None else None


def _sweep() -> None:
    """Remove the locks without a buffer that a kill left behind.

    A held lock belongs to an editor that has just begun.
    """
    with suppress(OSError):
        for path in [
            one for one in place().glob("*.lock") if not one.with_suffix(".json").exists()
        ]:
            lock = claim(path)
            if lock is not None:
                path.unlink(missing_ok=True)
                os.close(lock)


def _kept(newsrooms: Sequence[str]) -> list[Path]:
    """The files of all buffers of `newsrooms`, the oldest first."""
    folder, times = place(), {}
    prefixes = tuple(map(_prefix, newsrooms))
    with reading_errors(folder), suppress(FileNotFoundError):
        for path in folder.iterdir():
            if path.suffix == ".json" and path.name.startswith(prefixes):
                with suppress(FileNotFoundError):  # its editor has just saved and removed it
                    times[path] = path.lstat().st_mtime_ns
    return sorted(times, key=times.__getitem__)


def _offered(buffer: Buffer) -> Buffer | None:
    """`buffer` if it has content; otherwise it is released and None is returned."""
    typed = None
    try:
        typed = buffer.typed
    finally:
        if typed is None:
            buffer.release()
    return buffer if typed else None


def place() -> Path:
    """The folder with the buffers of all newsrooms.

    Raises:
        NoHome: when the person has no home folder.
    """
    return homes.state() / "recovery"


def _prefix(newsroom: str) -> str:
    return sha256(newsroom.encode())[:12] + "-"


def _lock_path(path: Path) -> Path:
    return path.with_suffix(".lock")
