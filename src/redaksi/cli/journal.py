"""The person's log: which command ran, how long, how it ended, and what went wrong inside.

No word of anybody's text is in it: of a command line it has the names of the options and the id,
of an error its kind, and of a failure inside the way through the code, with what stands in
quotation marks left out.
"""

import logging
import re
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from redaksi import errors
from redaksi.system import homes, safe_files
from redaksi.text import clean

LOG = logging.getLogger("redaksi")
SIZE, KEPT = 500_000, 3
"""Bytes of the file, and how many full ones are kept beside it."""
ID = 20
"""Characters of what was given as an id: whoever pastes a text there finds no text here."""
FORMAT = "%(asctime)s %(levelname)s %(process)d %(message)s"
TIME = "%Y-%m-%dT%H:%M:%S%z"
_QUOTED = re.compile(r"""(['"`“]).*?(['"`”])""", re.DOTALL)


def path() -> Path:
    """Where the log is.

    Raises:
        NoHome
    """
    return homes.state() / "redaksi.log"


class _File(RotatingFileHandler):
    """A file that only the person can read; nothing is written, and nothing said, where it
    cannot be.
    """

    def _open(self) -> Any:
        Path(self.baseFilename).parent.mkdir(0o700, parents=True, exist_ok=True)
        return open(self.baseFilename, "a", encoding="utf-8", errors="replace", opener=_private)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Go on: a log is not worth a command."""


def _private(name: str, flags: int) -> int:
    return safe_files.open_file(Path(name), flags=flags)


def begin(*, verbose: bool = False) -> None:
    """Write what is logged from now on, with `verbose` on standard error as well."""
    end()
    file = _file()
    handlers: list[logging.Handler] = (
        [file, logging.StreamHandler(sys.stderr)] if verbose else [file]
    )
    for handler in handlers:
        handler.setFormatter(
            logging.Formatter(FORMAT if handler is file else "redaksi: %(message)s", TIME)
        )
        LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False


def _file() -> logging.Handler:
    try:
        return _File(path(), maxBytes=SIZE, backupCount=KEPT, delay=True)
    except errors.NoHome:
        return logging.NullHandler()  # without any handler, logging would write to standard error


def end() -> None:
    """Close the log."""
    for handler in [*LOG.handlers]:
        LOG.removeHandler(handler)
        with suppress(OSError):  # no room for its last lines: a log is not worth a command
            handler.close()


def called(context: click.Context) -> None:
    """A command begins: its name, the id it is about, and which parameters were given, without
    their values.
    """
    given = [name for name in context.params if _is_given(context, name) and name != "article_id"]
    about = context.params.get("article_id", "-")
    LOG.info(
        "%s id=%s given=%s",
        context.command_path,
        clean.line(about)[:ID] or "-",
        ",".join(given) or "-",
    )


def _is_given(context: click.Context, name: str) -> bool:
    return context.get_parameter_source(name) is ParameterSource.COMMANDLINE


def ended(code: int, seconds: float) -> None:
    """The command line ended with `code` after `seconds`."""
    LOG.info("exit=%d seconds=%.3f", code, seconds)


def refused(error: Exception) -> None:
    """An error that a person can cause: its kind, and of a stale save the versions."""
    if not LOG.handlers:  # the command line was refused before a command began
        begin()
    kind = type(error).__name__
    if isinstance(error, errors.StaleRevision):
        LOG.warning("%s base=%d stored=%d", kind, error.base, error.theirs)
    else:
        LOG.warning("%s", kind)


def failed(error: Exception) -> Path | None:
    """A failure inside, with its way through the code; the file that has it, None where it
    could not be written.
    """
    if not LOG.handlers:
        begin()
    LOG.error("%s", "".join(_trace(error)).rstrip())
    with suppress(OSError, errors.NoHome):
        if path().stat().st_size:
            return path()
    return None


def _trace(error: BaseException) -> Iterator[str]:
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before:
        yield from _trace(before)
        yield "then:\n"
    yield "unexpected:\n"
    yield from traceback.format_tb(error.__traceback__)
    yield _QUOTED.sub(r"\1…\2", "".join(traceback.format_exception_only(error)))
