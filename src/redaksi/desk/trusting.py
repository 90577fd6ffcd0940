"""The newsrooms that a person trusts: add, list and remove them in a file in their home."""

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
from redaksi.system import durable, logins, safe_files, sharing, trust


class Folder(msgspec.Struct, frozen=True, kw_only=True):
    """A folder with a newsroom, and the user ids that own the folder and its settings."""

    path: str
    owner: int
    settings_owner: int


def folder(where: Path) -> Folder:
    """The newsroom in `where`, before it is trusted; none of its files is read.

    Raises:
        NewsroomNotFound: when `where` holds no newsroom.
        Unreadable: when `where` cannot be read.
        Refused: when every user could have put a newsroom there.
        BadInput: when the name of the folder is not printable UTF-8.
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
    """Trust the newsroom in `found` while it and its settings keep their owners.

    Raises:
        StorageError: when the file cannot be written.
    """
    _write({**trust.folders(), found.path: trust.Owners(found.owner, found.settings_owner)})


def revoke_folder(where: Path) -> str:
    """Stop trusting the newsroom in `where`; return its path.

    The path as listed is tried first, whatever lies there by now; then the folder that it leads
    to.

    Raises:
        NotFound: when the newsroom is not trusted.
        StorageError: when the file cannot be written.
    """
    with reading_errors(where):  # the working folder may be gone
        listed, real = os.path.abspath(where), os.path.realpath(where)  # noqa: PTH100 - Path keeps ..
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
    """All trusted newsrooms as plain data; raises as `trust.read`."""
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
    """Save `folders`; other trusted things in the file are kept."""
    everything = {**trust.read(), trust.FOLDERS: folders}
    file = trust.path()
    with storage_errors(file):
        sharing.make_folders(file.parent, 0o700)
        durable.replace(
            file, msgspec.json.format(msgspec.json.encode(everything), indent=1) + b"\n", 0o600
        )
