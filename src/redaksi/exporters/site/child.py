"""A process that renders pages of a site, and can do nothing else.

The templates of a house lie in a folder that many may write. They run in Jinja's immutable
sandbox, in a process without secrets in its environment that can open neither file nor connection,
start no process, and has little memory and time.
"""

import codecs
import gc
import resource
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from types import FrameType, TracebackType
from typing import Any

import msgspec
from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2 import debug as _debug  # noqa: F401 - loaded before no file can be opened any more
from jinja2.sandbox import ImmutableSandboxedEnvironment

from redaksi import i18n
from redaksi.exporters import links, markup
from redaksi.exporters.site import frames, templates
from redaksi.exporters.site.context import PageContext
from redaksi.exporters.site.data import FrameData
from redaksi.i18n import _

OURS = "redaksi/"
"""Before the name of a template: the one of Redaksi, also where the house has its own."""
MEMORY = 512 << 20
"""The most bytes of memory of a child."""
SECONDS = 5
"""The most seconds of processor time for one page."""
LARGEST_PAGE = 8 << 20
"""The most bytes of a page."""
LARGEST_CHUNK = 32 << 20
"""The most bytes of all pages of a message, which the parent holds in memory."""


class _TooLong(Exception):
    """A page took too long."""


class Templates(BaseLoader):
    """The templates by name, in memory; no name leads to a file."""

    def __init__(self, house: Mapping[str, str]) -> None:
        self._house = house

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Any]:
        ours = templates.ours()
        if template.startswith(OURS):
            source = ours.get(template.removeprefix(OURS))
        else:
            source = self._house.get(template, ours.get(template))
        if source is None:
            raise TemplateNotFound(template)
        return source, template, lambda: True


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's immutable sandbox, which looks up a value of a page without detour."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


def environment(house: Mapping[str, str]) -> Sandbox:
    """The sandbox in which the templates of `house` run."""
    made = Sandbox(
        loader=Templates(house),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        cache_size=100,
    )
    made.globals.pop("lipsum")
    return made


def warm_up() -> None:
    """Load what is otherwise loaded when it is first needed."""
    codecs.lookup("unicode_escape")  # for the strings in templates
    templates.ours()
    links.web("https://é.example/é")
    markup.body(
        "| *a* | [b](https://c.example) |\n|---|---|\n| `c` | d |\n\n![e](https://c.example/f)"
    )


def limit() -> None:
    """Take from this process everything that rendering does not need."""
    _most(resource.RLIMIT_AS, MEMORY)
    _most(resource.RLIMIT_FSIZE, 0)
    _most(resource.RLIMIT_CORE, 0)
    _most(resource.RLIMIT_NPROC, 0)
    # The three standard streams are open; no file and no connection gets another number.
    _most(resource.RLIMIT_NOFILE, 3)


def _most(what: int, most: int) -> None:
    with suppress(OSError, ValueError):  # a system without this limit
        resource.setrlimit(what, (most, most))


class Printer:
    """Renders the pages of one house."""

    def __init__(self, house: FrameData) -> None:
        self._environment = environment(house.templates)
        self._context = PageContext(house)

    def answer(self, orders: list[tuple[str, bytes]]) -> frames.Rendered:
        """All pages of `orders`, or the first error of a template."""
        pages: list[bytes] = []
        size = 0
        for name, data in orders:
            try:
                pages.append(self._page(f"{name}.html", data, LARGEST_CHUNK - size))
                size += len(pages[-1])
            except Exception as error:  # noqa: BLE001 - whatever a template raises
                return _complaint(f"{name}.html", error)
        return frames.Rendered(pages=tuple(pages))

    def _page(self, name: str, data: bytes, left: int) -> bytes:
        """The page; `left` is the number of bytes that it may have besides `LARGEST_PAGE`."""
        context = self._context.of(name, data)
        with _Patience():
            page = self._environment.get_template(name).render(context)
        most = min(LARGEST_PAGE, left)
        if len(page) > most or len(encoded := page.encode(errors="replace")) > most:
            raise MemoryError
        return encoded


class _Patience:
    """A time in which the block must end, measured in time of the processor."""

    def __enter__(self) -> None:
        signal.signal(signal.SIGVTALRM, _give_up)
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
        # For work in C, which no signal handler interrupts: the system kills the process.
        used = resource.getrusage(resource.RUSAGE_SELF)
        _soft(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + SECONDS + 3)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _soft(what: int, most: int) -> None:
    with suppress(OSError, ValueError):
        resource.setrlimit(what, (most, resource.RLIM_INFINITY))


def _give_up(_number: int, _frame: FrameType | None) -> None:
    raise _TooLong


def _complaint(name: str, error: Exception) -> frames.Rendered:
    if isinstance(error, TemplateSyntaxError):
        return frames.Rendered(
            template=error.name or name, line=error.lineno, why=_said(error.message or "")
        )
    place, line = next(iter(_places(error)), (name, 1))
    match error:
        case _TooLong():
            why = _("it takes too long")
        case MemoryError() | RecursionError():
            why = _("it takes too much memory")
        case _:
            why = _said(str(error)) or type(error).__name__
    return frames.Rendered(template=place, line=line, why=why)


def _places(error: Exception) -> Iterator[tuple[str, int]]:
    """The templates and lines where `error` was raised, the innermost first."""
    trace, found = error.__traceback__, []
    while trace:
        name = trace.tb_frame.f_code.co_filename
        if not name.startswith(("/", "<")):  # modules of Python have whole paths
            found.append((name, trace.tb_lineno))
        trace = trace.tb_next
    return reversed(found)


def _said(why: str) -> str:
    return why.splitlines()[0][:200].rstrip(".") if why else ""


def _serve() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent handles it
    i18n.install(sys.argv[1])
    printer = Printer(msgspec.msgpack.decode(frames.read(sys.stdin.buffer), type=FrameData))
    warm_up()
    gc.freeze()  # what was imported is never looked at again
    gc.set_threshold(50_000)  # a page is made of some thousand objects, nearly all without a ring
    limit()
    with suppress(EOFError, BrokenPipeError):
        while True:
            orders = msgspec.msgpack.decode(
                frames.read(sys.stdin.buffer), type=list[tuple[str, bytes]]
            )
            frames.write(sys.stdout.buffer, msgspec.msgpack.encode(printer.answer(orders)))


if __name__ == "__main__":
    _serve()
