"""Renders the pages of a site in child processes, which may do nothing but that (see `child`)."""

import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import NamedTuple, Self

import msgspec

from redaksi import __version__, i18n
from redaksi.errors import BadInput
from redaksi.exporters.base import FolderFile
from redaksi.exporters.site import frames, templates
from redaksi.exporters.site.data import FrameData
from redaksi.i18n import _

_CHUNK = 20
"""The number of pages that a child renders at a time."""
_LARGEST = 1 << 20
"""From so many bytes of data on, fewer pages are rendered at a time."""
_AHEAD = 2
"""The number of chunks per child that are under way; this bounds the memory."""
_KEPT = ("PATH", "HOME", "PYTHONPATH", "PYTHONHOME", "SYSTEMROOT")
"""What a child needs of the environment to find its modules; the rest may hold secrets."""


class Order(NamedTuple):
    """A page to be made: its path, its template, and its packed data (see `data`)."""

    path: str
    template: str
    data: bytes
    article: str = ""


class Press:
    """The children that render pages of a site.

    The first one starts at once, to be ready when the articles were read, and another one when a
    page has to wait for it.
    """

    def __init__(self) -> None:
        self._house = b""
        self._children = [_Child()]
        self._free: SimpleQueue[_Child] = SimpleQueue()
        self._free.put(self._children[0])
        self._threads = ThreadPoolExecutor(_cores())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error:
            self._end()  # what is under way fails at once
        self._threads.shutdown(cancel_futures=True)
        self._end()

    def pages(
        self,
        house: FrameData,
        orders: Iterable[Order],
        is_current: Callable[[str, str], bool],
    ) -> Iterator[FolderFile]:
        """The ordered pages of `house`; without content where the file in place is current.

        Raises:
            BadInput: when a template has an error.
        """
        self._house = msgspec.msgpack.encode(house)
        mark = _hash(__version__.encode(), msgspec.json.encode(templates.ours()), self._house)
        under_way: deque[Future[list[FolderFile]]] = deque()
        chunk: list[tuple[Order, str]] = []
        size = 0
        for order in orders:
            made_of = _hash(mark.encode(), order.template.encode(), order.data)
            if is_current(order.path, made_of):
                yield FolderFile(order.path, made_of, article=order.article)
                continue
            chunk.append((order, made_of))
            size += len(order.data)
            if len(chunk) == _CHUNK or size > _LARGEST:
                under_way.append(self._threads.submit(self._printed, chunk))
                chunk, size = [], 0
                while len(under_way) > _cores() * _AHEAD:
                    yield from under_way.popleft().result()
        if chunk:
            under_way.append(self._threads.submit(self._printed, chunk))
        while under_way:
            yield from under_way.popleft().result()

    def _printed(self, chunk: list[tuple[Order, str]]) -> list[FolderFile]:
        child = self._idle()
        contents = child.render(self._house, [order for order, _made_of in chunk])
        self._free.put(child)
        return [
            FolderFile(order.path, made_of, content, order.article)
            for (order, made_of), content in zip(chunk, contents, strict=True)
        ]

    def _idle(self) -> "_Child":
        """A child without work: a new one when all others work."""
        with suppress(Empty):
            return self._free.get_nowait()
        child = _Child()
        self._children.append(child)
        return child

    def _end(self) -> None:
        for child in self._children:
            child.end()


class _Child:
    """A process that renders."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            # -P: a module in the working folder is somebody else's.
            (sys.executable, "-P", "-m", "redaksi.exporters.site.child", i18n.current()),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _KEPT if name in os.environ},
        )
        self._knows_house = False

    def render(self, house: bytes, orders: Sequence[Order]) -> Sequence[bytes]:
        """The pages of the packed `house`, encoded.

        Raises:
            BadInput: when a template has an error, or takes too long or too much memory.
        """
        if not self._knows_house:
            self._write(house)
            self._knows_house = True
        self._write(msgspec.msgpack.encode([(one.template, one.data) for one in orders]))
        try:
            answer = msgspec.msgpack.decode(self._read(), type=frames.Rendered)
        except (OSError, EOFError, msgspec.MsgspecError) as error:
            raise BadInput(
                _("The pages of the site could not be made: {why}.").format(
                    why=_("a template takes too long or too much memory")
                ),
                _hint(),
            ) from error
        if answer.why:
            raise BadInput(
                _("Line {line} of the template {name} cannot be used: {why}.").format(
                    line=answer.line, name=f"site/{answer.template}", why=answer.why
                ),
                _hint(),
            )
        return answer.pages

    def end(self) -> None:
        self._process.kill()
        with suppress(OSError), self._process:  # closes the pipes and waits
            pass

    def _write(self, message: bytes) -> None:
        with suppress(OSError):  # that it ended is found when its answer is read
            frames.write(self._process.stdin, message)

    def _read(self) -> bytes:
        return frames.read(self._process.stdout)


def _hint() -> str:
    return _("Mend it in the folder `site` of the newsroom, or remove it; nothing was written.")


def _hash(*parts: bytes) -> str:
    hashed = sha256()
    for part in parts:
        hashed.update(b"%d:" % len(part))
        hashed.update(part)
    return hashed.hexdigest()[:32]


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
