"""Where the secret of a target is, and how it is read.

The settings of a newsroom are shared, so they never hold a secret: they name an environment
variable (`env:NAME`), a command (`command:...`, run without a shell) or a file (`file:PATH`).
Errors name the source and never the secret.
"""

import os
import re
import shlex
from collections.abc import Iterable
from pathlib import Path
from subprocess import TimeoutExpired

from redaksi.delivery import private_files, running
from redaksi.errors import BadInput
from redaksi.i18n import _

_LONGEST = 4096
"""The most bytes of a secret."""
_SHORTEST = 4
"""The fewest characters of a secret that is taken out of texts; a shorter one is everywhere."""
_LOGIN = re.compile(r"(?<=://)[^\s/]+@")
_known: set[str] = set()
"""The secrets that this process has met."""
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
        content = private_files.read(private_files.path(rest), newsroom, _LONGEST)
        found = content.decode(errors="replace")
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
    _known.add(found)
    return found


def variables(sources: Iterable[str]) -> frozenset[str]:
    """The environment variables among `sources`; from now on `redacted` knows their values."""
    names = frozenset(one.removeprefix("env:") for one in sources if one.startswith("env:"))
    _known.update(filter(None, (os.environ.get(name, "").strip() for name in names)))
    return names


def redacted(text: str) -> str:
    """`text` without the secrets that this process has met, and without logins in addresses."""
    for secret in sorted(_known, key=len, reverse=True):
        if len(secret) >= _SHORTEST:
            text = text.replace(secret, "…")
    return _LOGIN.sub("…@", text)


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
