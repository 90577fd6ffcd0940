"""The newsrooms that a person trusts: add, list and remove them in a file in their home."""

import os
from pathlib import Path
from typing import Any

import msgspec

from redaksi import config
from redaksi.delivery import trust as targets_trust
from redaksi.errors import (
    BadInput,
    NewsroomNotFound,
    NotFound,
    Refused,
    reading_errors,
)
from redaksi.i18n import _
from redaksi.system import logins, safe_files, trust


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
    owners = trust.Owners(found.owner, found.settings_owner)
    trust.write(trust.FOLDERS, {**trust.folders(), found.path: owners})


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
    trust.write(trust.FOLDERS, {one: owners for one, owners in trusted.items() if one != path})
    return path


def trusted() -> list[dict[str, Any]]:
    """All trusted newsrooms, targets and notifications as plain data; raises as `trust.read`."""
    return [
        *(
            {
                "kind": "folder",
                "name": path,
                "newsroom": "",
                "owner": logins.name(owners.folder),
                "settings_owner": logins.name(owners.settings),
                "facts": {},
            }
            for path, owners in sorted(trust.folders().items())
        ),
        *(
            {
                "kind": kind,
                "name": name,
                "newsroom": newsroom,
                "owner": "",
                "settings_owner": "",
                "facts": facts,
            }
            for kind, key in (("target", targets_trust.TARGETS), ("notify", targets_trust.NOTIFY))
            for newsroom, trusted in sorted(targets_trust.known(key).items())
            for name, facts in sorted(trusted.items())
        ),
    ]
