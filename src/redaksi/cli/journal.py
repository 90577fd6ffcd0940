"""The person's log: the commands that ran, their duration and exit codes, and failures.

The log contains no text of anybody. Of a command line it contains the names of the options and the
id, and of an error its kind. Of an internal failure it contains the traceback, with everything in
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
"""The most bytes of the file, and the number of full files kept beside it."""
ID = 20
"""The most characters logged of an id: text pasted there by mistake must not get into the log."""
FORMAT = "%(asctime)s %(levelname)s %(process)d %(message)s"
TIME = "%Y-%m-%dT%H:%M:%S%z"
_QUOTED = r"""(?s)(['"`“]).*?(['"`”])"""


def path() -> Path:
    """The file of the log.

    Raises:
        NoHome: when the person has no home folder.
    """
    return homes.state() / "redaksi.log"


class _File(RotatingFileHandler):
    """A log file that only the person can read; write errors are ignored silently."""

    def _open(self) -> Any:
        Path(self.baseFilename).parent.mkdir(0o700, parents=True, exist_ok=True)
        return open(self.baseFilename, "a", encoding="utf-8", errors="replace", opener=_private)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Ignore the error: a command must not fail because of its log."""


def _private(name: str, flags: int) -> int:
    return safe_files.open_file(Path(name), flags=flags)


def begin(*, verbose: bool = False) -> None:
    """Start the log; `verbose` also logs on standard error."""
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
        return logging.NullHandler()  # without a handler, logging would write to standard error


def end() -> None:
    """Close the log."""
    for handler in [*LOG.handlers]:
        LOG.removeHandler(handler)
        with suppress(OSError):  # a full disk: a command must not fail because of its log
            handler.close()


def called(context: click.Context) -> None:
    """Log the beginning of a command: its name, its id and the names of the given parameters.

    The values of parameters are not logged.
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
    """Log the exit code `code` and the duration in `seconds`."""
    LOG.info("exit=%d seconds=%.3f", code, seconds)


def refused(error: Exception) -> None:
    """Log an error that a person can cause: its kind, and the versions of a stale save."""
    if not LOG.handlers:  # the error came before a command began the log
        begin()
    kind = type(error).__name__
    if isinstance(error, errors.StaleRevision):
        LOG.warning("%s base=%d stored=%d", kind, error.base, error.theirs)
    else:
        LOG.warning("%s", kind)


def failed(error: Exception) -> Path | None:
    """Log an internal failure with its traceback.

    Returns the file of the log; None when it could not be written.
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
    yield re.sub(_QUOTED, r"\1…\2", "".join(traceback.format_exception_only(error)))
