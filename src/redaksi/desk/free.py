"""Where a person wants a file of ours to be: nothing that lies there is replaced unless they
say so.
"""

import os
from pathlib import Path

from redaksi.errors import Refused, storage_errors
from redaksi.i18n import _


def check_free(path: Path, *, force: bool) -> None:
    """Raise Refused where something lies at `path`, a link that leads nowhere too, unless by
    `force`.
    """
    with storage_errors(path):
        if not force and os.path.lexists(path):
            raise Refused(
                _("{path} is there already.").format(path=path),
                _("Name another file, or add --force."),
            )
