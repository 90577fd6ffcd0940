"""What is typed but not saved is on disk within moments: with the person (mode 0700), never in
the newsroom.

Each open editor has a buffer: a file that is replaced durably, and beside it a lock that the
kernel frees when the process ends, however it ends. A buffer whose lock is free was left behind by
a crash, a kill or a closed terminal.
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
    PersonChanged,
    RedaksiError,
    StorageError,
    Unreadable,
    reading_errors,
    storage_errors,
)
from redaksi.i18n import _, messages
from redaksi.store.dossiers import durable, sharing
from redaksi.store.dossiers.locks import claim
from redaksi.system import homes, safe_files
from redaksi.text import clean

_LARGEST = 64 << 20
"""Bytes of a buffer: it holds the text twice, and more than any article that can be saved."""

Trouble = Callable[[RedaksiError], object]
"""Hears of a file that stands in the way, and why; the others go on."""


def _raised(error: RedaksiError) -> None:
    raise error


class Typed(msgspec.Struct, frozen=True, kw_only=True):
    """What an editor or a dialog held: the fields as they were typed, over which version of
    which article ("": none).

    `seen` is the text that this version had when it was opened; the first buffers do not tell it.
    `dialog` is the kind of a dialog, `heading` what it asked, `about` the paragraph or the note
    that it was about, `choices` what was chosen beside the words.
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


class Asked(NamedTuple):
    """What a dialog asks: its kind and heading, about which article, and about which paragraph
    or note of that.
    """

    dialog: str
    heading: str
    article: str = ""
    about: str = ""


class Recovery:
    """The verbs about what is typed and not saved, in one newsroom."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._uuid = ""

    @property
    def _newsroom(self) -> str:
        """The name under which buffers are kept: the address of a newsroom that was gone from
        the beginning on.
        """
        newsroom = self._context.newsroom
        with suppress(StorageError):
            self._uuid = self._uuid or newsroom.uuid
        return self._uuid or newsroom.address

    def begin(self, buffer: "Buffer | None" = None) -> "Unsaved":
        """What an editor needs that opens; with `buffer`, one that shows what was left behind
        there.
        """
        return Unsaved(self._context, self._newsroom, buffer)

    def left_behind(self, trouble: Trouble = _raised) -> "Iterator[Buffer]":
        """See `left_behind`: what this person typed, and nobody else under the same system
        account.
        """
        return left_behind(
            (self._newsroom, self._context.newsroom.address), _name(self._context), trouble
        )

    def opened(self, typed: "Typed") -> Dossier | None:
        """The article as it was when `typed` was begun over it; None where it, or that version,
        is not there.

        Its text is the one that was seen then, whatever its file says of that version now: a
        checkout or a hand may have put another one there.

        Raises:
            UnreadableDossier
            StorageError
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
    """Who sits here; also while the newsroom is gone, or they may act no more: typed words need
    a place most then.
    """
    try:
        return context.person.name
    except (StorageError, PersonChanged):
        return (context.latest or stranger(context.identity)).name


class Unsaved:
    """What one open editor or dialog holds: on disk from the first `keep` on, until it is
    discarded or released.
    """

    def __init__(self, context: Context, newsroom: str, buffer: "Buffer | None") -> None:
        self._clock = context.clock
        self._by = _name(context)
        self._newsroom = newsroom
        self._buffer = buffer

    def keep(self, opened: Dossier, fields: Mapping[str, str]) -> None:
        """Make `fields` durable, typed over the article as it was `opened`.

        Raises:
            StorageError
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
        self, asked: "Asked", fields: Mapping[str, str], choices: Mapping[str, str]
    ) -> None:
        """Make `fields` durable, typed into a dialog that `asked` for them, with its `choices`.

        Raises:
            StorageError
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
        """Forget it: it is saved, or not wanted."""
        if self._buffer:
            self._buffer.discard()
            self._buffer = None

    @property
    def path(self) -> Path | None:
        """The file that holds it; None where nothing is on disk."""
        return self._buffer.path if self._buffer and self._buffer.path.exists() else None

    def release(self) -> None:
        """Leave it for the next start."""
        if self._buffer:
            self._buffer.release()
            self._buffer = None


class Buffer:
    """The recovery file of one open editor.

    Raises:
        StorageError: where the person's state folder cannot be written
    """

    def __init__(self, path: Path, lock: int) -> None:
        self.path = path
        self._lock = lock

    @classmethod
    def begin(cls, newsroom: str, article: str) -> "Buffer":
        """A new buffer for `article` of `newsroom`; nothing is written before the first `keep`."""
        folder = place()
        with storage_errors(folder):
            sharing.make_folders(folder, 0o700)
            path = folder / f"{_prefix(newsroom)}{article or 'new'}-{record.random_name()}.json"
            lock = claim(_lock_path(path))
        if lock is None:
            return cls.begin(newsroom, article)
        return cls(path, lock)

    def keep(self, typed: Typed) -> None:
        """Make `typed` durable in place of what was kept before."""
        with storage_errors(self.path.parent):
            durable.replace(self.path, msgspec.json.encode(typed))

    def discard(self) -> None:
        """Forget what was kept: it is saved, or not wanted."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
            _lock_path(self.path).unlink(missing_ok=True)
        self.release()

    def release(self) -> None:
        """Leave what was kept for another time."""
        if self._lock >= 0:
            with suppress(OSError):  # a close that fails has closed
                os.close(self._lock)
            self._lock = -1

    @property
    def typed(self) -> Typed | None:
        """What is kept; None where nothing is.

        Raises Unreadable, also for what makes no sense.
        """
        with reading_errors(self.path), suppress(FileNotFoundError):
            try:
                typed = msgspec.json.decode(safe_files.read(self.path, most=_LARGEST), type=Typed)
                shown = {
                    name: clean.line(getattr(typed, name)) for name in ("by", "heading")
                }  # as they are
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
    """The buffers of the editor `by` that nobody holds any more, oldest first; the caller holds
    each from then on.

    They were kept under one of the names `newsrooms`.

    What another desk of the same person has open, or has just been offered, is not among them.
    `trouble` hears of each that cannot be read, by itself it is raised: nothing is passed over in
    silence.
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
    """The buffer in `path`, held; None where `by` did not type it, somebody holds it or nothing
    is in it.

    Raises Unreadable. Who typed it is seen before it is held: their own desk may be starting now.
    """
    typed = Buffer(path, -1).typed
    if typed is None or clean.key(typed.by) != clean.key(by):
        return None
    with reading_errors(path):
        lock = claim(_lock_path(path))
    return _offered(Buffer(path, lock)) if lock is not None else None


def _sweep() -> None:
    """Remove the locks without a buffer that a kill left; one that is held belongs to an editor
    that just began.
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
    """The files that hold or held a buffer, oldest first."""
    folder, times = place(), {}
    prefixes = tuple(map(_prefix, newsrooms))
    with reading_errors(folder), suppress(FileNotFoundError):
        for path in folder.iterdir():
            if path.suffix == ".json" and path.name.startswith(prefixes):
                with suppress(FileNotFoundError):  # its editor has just saved
                    times[path] = path.lstat().st_mtime_ns
    return sorted(times, key=times.__getitem__)


def _offered(buffer: Buffer) -> Buffer | None:
    """`buffer` if something is in it, else released."""
    typed = None
    try:
        typed = buffer.typed
    finally:
        if typed is None:
            buffer.release()
    return buffer if typed else None


def place() -> Path:
    """Where the buffers of all newsrooms lie.

    Raises:
        NoHome
    """
    return homes.state() / "recovery"


def _prefix(newsroom: str) -> str:
    return sha256(newsroom.encode())[:12] + "-"


def _lock_path(path: Path) -> Path:
    return path.with_suffix(".lock")
