"""The templates of the house's website: what is wrong with their names, and ours to begin with."""

import os
from collections.abc import Sequence
from pathlib import Path

from redaksi.desk.context import Context
from redaksi.errors import Refused, storage_errors
from redaksi.i18n import _
from redaksi.system import durable, safe_files

_MOST = 20
"""The most remarks."""


def remarks(context: Context) -> Sequence[str]:
    """A sentence for each file in the folder `site` that changes nothing.

    Raises:
        BadInput, Unreadable: when a template cannot be read.
    """
    names = context.newsroom.template_names()
    if not names:
        return ()
    from redaksi.exporters.site.strays import strays  # noqa: PLC0415 - most houses have none

    found = strays(list(map(safe_files.shown, names)), context.newsroom.templates())
    return [sentence for sentence, _number in zip(found, range(_MOST), strict=False)]


def copy_ours(folder: Path) -> Sequence[str]:
    """Write the templates and the style of Redaksi into `folder`; their names.

    Raises:
        Refused: when a file of such a name is there already; nothing is written then.
        StorageError: when a file cannot be written.
    """
    from redaksi.exporters.site import templates  # noqa: PLC0415 - only this command needs it

    ours = templates.ours()
    with storage_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name in ours:
            if os.path.lexists(folder / name):
                raise Refused(
                    _("{path} is there already.").format(path=folder / name),
                    _("Name another folder, and take what you need from it."),
                )
        for name, source in ours.items():
            durable.replace(folder / name, source.encode(), 0o644)
    return tuple(ours)
