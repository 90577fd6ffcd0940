"""Check the owners of the dossiers: a file belongs to the system user who saved it last."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from redaksi.i18n import _
from redaksi.store.base import Defect, DefectKind
from redaksi.store.index import scan
from redaksi.system import logins


def findings(articles: Path) -> Iterator[Defect]:
    """A finding if the dossiers below `articles` belong to several system users."""
    owners = set[int]()
    for shard, names in scan.names_by_shard(articles):
        folder = f"{articles}{os.sep}{shard}{os.sep}"
        for name in names:
            with suppress(OSError):  # the file was removed meanwhile
                owners.add(os.lstat(folder + name).st_uid)
    if len(owners) > 1:
        yield Defect(
            DefectKind.OWNERS,
            tuple(sorted(map(logins.name, owners))),
            _("The articles belong to several system users."),
        )
