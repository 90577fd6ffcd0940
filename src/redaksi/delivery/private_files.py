"""Files of a person that no newsroom holds: secrets, and lists of addresses."""

import os
import shlex
from pathlib import Path

from redaksi.errors import Refused, reading_errors
from redaksi.i18n import _
from redaksi.system import safe_files


def path(named: str) -> Path:
    """The path that a person wrote, with `~` for a home."""
    return Path(os.path.expanduser(named))  # noqa: PTH111 - Path's own raises for unknown users


def read(path: Path, newsroom: Path | None, longest: int, *, shared: bool = False) -> bytes:
    """The first `longest` bytes of the file at `path`, which lies outside the folder `newsroom`.

    It belongs to this user, who alone may read it. A `shared` file may also belong to root, and
    its group may read it.

    Raises:
        Refused: when others may read or change it, or it lies in the newsroom.
        Unreadable: when it cannot be read.
    """
    real = Path(os.path.realpath(path))
    if newsroom and real.is_relative_to(os.path.realpath(newsroom)):
        raise Refused(
            _("{path} lies in the newsroom, where others can read it.").format(path=path),
            _("Move it to your home, with mode 600."),
        )
    owners = {os.geteuid(), 0} if shared else {os.geteuid()}
    closed, mode = (0o027, "640") if shared else (0o077, "600")
    with reading_errors(path), os.fdopen(safe_files.open_file(real), "rb") as file:
        found = os.fstat(file.fileno())
        if found.st_uid not in owners or found.st_mode & closed:
            raise Refused(
                _("{path} can be read or changed by others.").format(path=path),
                _("Close it to them: chmod {mode} {path}").format(
                    mode=mode, path=shlex.quote(str(path))
                ),
            )
        return file.read(longest)
