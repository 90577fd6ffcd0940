"""What a person trusts, kept at home: asked for once, listed, taken back."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from redaksi import config
from redaksi.errors import (
    BadInput,
    NewsroomNotFound,
    NotFound,
    Refused,
    reading_errors,
    storage_errors,
)
from redaksi.i18n import _
from redaksi.store.dossiers import durable, sharing
from redaksi.system import logins, safe_files, trust


class Folder(msgspec.Struct, frozen=True, kw_only=True):
    """A folder with a newsroom, and the numbers of the system users to whom it and its settings
    belong.
    """

    path: str
    owner: int
    settings_owner: int


def folder(where: Path) -> Folder:
    """The newsroom in `where`, before it is trusted: nothing of it is read.

    Raises:
        NewsroomNotFound
        Unreadable
        Refused: for a folder where everybody may lay one
        BadInput: for a name that is no UTF-8
    """
    path = Path(os.path.realpath(where))
    if not str(path).isprintable():
        raise BadInput(
            _("The name of {folder} cannot be written down.").format(
                folder=safe_files.shown(path)
            ),
            _("Give it one without control characters, in UTF-8."),
        )
    with reading_errors(path):
        if not (path / config.FILE).is_file():
            raise NewsroomNotFound(where)
        found, settings = path.stat(), (path / config.FILE).lstat()
    if trust.is_common(found, settings):
        raise Refused(
            _("Everybody may put a newsroom into {folder}: that is nothing to trust.").format(
                folder=path
            ),
            _("Name it each time: --newsroom DIR, or move it."),
        )
    return Folder(path=str(path), owner=found.st_uid, settings_owner=settings.st_uid)


def trust_folder(found: Folder) -> None:
    """Trust the newsroom in `found` as long as it and its settings belong to the same system
    users.

    Raises:
        StorageError
    """
    _write({**trust.folders(), found.path: trust.Owners(found.owner, found.settings_owner)})


def revoke_folder(where: Path) -> str:
    """Trust the newsroom in `where` no more; its path. Raises NotFound, StorageError.

    The path is taken as it is listed, whatever stands there by now, else as it leads to a folder.
    """
    with reading_errors(where):  # the working folder may be gone
        listed, real = os.path.abspath(where), os.path.realpath(where)  # noqa: PTH100 - Path's own leaves ".." in it
    trusted = trust.folders()
    path = listed if listed in trusted else real
    if path not in trusted:
        raise NotFound(
            _("{folder} is not trusted.").format(folder=path),
            _("See what is: redaksi trust --list."),
        )
    _write({one: owners for one, owners in trusted.items() if one != path})
    return path


def trusted() -> list[dict[str, Any]]:
    """All that is trusted, as plain data. Raises as `trust.read`."""
    return [
        {
            "kind": "folder",
            "name": path,
            "owner": logins.name(owners.folder),
            "settings_owner": logins.name(owners.settings),
        }
        for path, owners in sorted(trust.folders().items())
    ]


def _write(folders: Mapping[str, trust.Owners]) -> None:
    """Keep `folders`, with whatever else is trusted."""
    everything = {**trust.read(), trust.FOLDERS: folders}
    file = trust.path()
    with storage_errors(file):
        sharing.make_folders(file.parent, 0o700)
        durable.replace(
            file, msgspec.json.format(msgspec.json.encode(everything), indent=1) + b"\n", 0o600
        )
