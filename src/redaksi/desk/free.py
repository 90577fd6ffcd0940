"""Protect existing files: no output file replaces another unless the person asks for it."""

import os
from pathlib import Path

from redaksi.errors import Refused, storage_errors
from redaksi.i18n import _


def check_free(path: Path, *, force: bool) -> None:
    """Check that nothing lies at `path`, unless `force` is true; a broken link counts too.

    Raises:
        Refused: when something lies at `path`.
    """
    with storage_errors(path):
        if not force and os.path.lexists(path):
            raise Refused(
                _("{path} is there already.").format(path=path),
                _("Name another file, or add --force."),
            )
