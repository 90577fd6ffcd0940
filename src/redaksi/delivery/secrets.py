"""Where the secret of a target is, and how it is read.

The settings of a newsroom are shared, so they never hold a secret: they name an environment
variable (`env:NAME`), a command (`command:...`, run without a shell) or a file (`file:PATH`).
Errors name the source and never the secret.
"""

import os
import shlex
import stat
from pathlib import Path
from subprocess import TimeoutExpired

from redaksi.delivery import running
from redaksi.errors import BadInput, Refused, reading_errors
from redaksi.i18n import _
from redaksi.system import safe_files

_LONGEST = 4096
"""The most bytes of a secret."""
_PATIENCE = 30.0
"""Seconds within which a command must have printed the secret."""


def is_source(text: str) -> bool:
    """Whether `text` names a place of a secret; else it may be the secret itself."""
    kind, _colon, rest = text.partition(":")
    return kind in {"env", "command", "file"} and bool(rest)


def read(source: str, newsroom: Path | None = None) -> str:
    """The secret that `source` names, without white space around it.

    A file must lie outside the folder `newsroom`, belong to this user and have mode 0600.

    Raises:
        BadInput: when `source` has another form, or names nothing.
        Refused: when others may read the file, or it lies in the newsroom.
        Unreadable: when the file cannot be read.
    """
    kind, _colon, rest = source.partition(":")
    if kind == "env" and rest:
        found = os.environ.get(rest, "")
    elif kind == "command" and rest:
        found = _printed(source, rest)
    elif kind == "file" and rest:
        found = _in_file(Path(os.path.expanduser(rest)), newsroom)  # noqa: PTH111 - Path's own raises for unknown users
    else:
        # The text may be the secret itself, written there by mistake: it is not repeated.
        raise BadInput(
            _("The secret of a target is named by env:NAME, command:PROGRAM or file:PATH."),
            _("If the secret itself stood there, change it: others may have read it."),
        )
    found = found.strip()
    if not found or not found.isprintable():
        raise BadInput(
            _("There is no secret in {source}.").format(source=source),
            _("Set it there; nothing was sent."),
        )
    return found


def _printed(source: str, command: str) -> str:
    refused = BadInput(
        _("The command in {source} did not print the secret.").format(source=source),
        _("Run it by itself to see why; nothing was sent."),
    )
    try:
        words = shlex.split(command)
        done = running.run(words, _PATIENCE)
        # Only the first line counts, as `pass` and `secret-tool` print it.
        printed = done.first.decode().partition("\n")[0]
    except (OSError, ValueError, IndexError, TimeoutExpired):
        raise refused from None
    if done.code:
        raise refused
    return printed


def _in_file(path: Path, newsroom: Path | None) -> str:
    real = Path(os.path.realpath(path))
    if newsroom and real.is_relative_to(os.path.realpath(newsroom)):
        raise Refused(
            _("{path} lies in the newsroom, where others can read it.").format(path=path),
            _("Move it to your home, with mode 600."),
        )
    with reading_errors(path), os.fdopen(safe_files.open_file(real), "rb") as file:
        found = os.fstat(file.fileno())
        if found.st_uid != os.geteuid() or found.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise Refused(
                _("{path} can be read by others.").format(path=path),
                _("Make it yours alone: chmod 600 {path}").format(path=shlex.quote(str(path))),
            )
        return file.read(_LONGEST).decode(errors="replace")
