"""Whose newsroom is used without being named: one's own, and what one trusts, as a file at home
tells.

A newsroom that is found by looking around may have been laid there by anybody: its settings, its
team and its rules would hold for whoever works in that folder or below.
"""

import os
import stat
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from redaksi.errors import BadInput, NoHome, NotTrusted, Refused, reading_errors
from redaksi.i18n import _, messages
from redaksi.system import homes, logins, safe_files

FOLDERS = "folders"
"""Where the file names folders, each with its owners when it was trusted."""

_MOST = 1 << 20
"""Bytes of the file."""


class Owners(NamedTuple):
    """The numbers of the system users to whom a folder and the `settings` of its newsroom
    belong.
    """

    folder: int
    settings: int


def path() -> Path:
    """Where the file is; it need not exist.

    Raises:
        NoHome
    """
    return homes.state() / "trust.json"


def read() -> dict[str, Any]:
    """All that is trusted, by its kind.

    Raises:
        Unreadable
        BadInput
        Refused: for a file that others may write
    """
    try:
        file = path()
    except NoHome:
        return {}
    with reading_errors(file):
        try:
            opened = safe_files.open_file(file)
        except FileNotFoundError:
            return {}
        with os.fdopen(opened, "rb") as stream:
            found = os.fstat(stream.fileno())
            if found.st_uid != os.geteuid() or found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
                raise Refused(
                    _("{path} is not yours alone to write.").format(path=file), _remedy(found)
                )
            data = stream.read(_MOST)
    try:
        return msgspec.json.decode(data, type=dict[str, Any])
    except msgspec.MsgspecError as error:
        raise BadInput(
            _("{path} cannot be used: {why}.").format(path=file, why=messages.said(error)),
            _("Mend it, or delete it."),
        ) from error


def _remedy(found: os.stat_result) -> str:
    """What to do about a file of this status that others may write."""
    if os.geteuid() == 0 and found.st_uid != 0:  # as `sudo` leaves it
        return _(
            "It is another user's home: run this as that user, or set $HOME to your own (sudo -H)."
        )
    return _("Look at what it trusts, then give it to yourself with mode 600, or delete it.")


def folders() -> dict[str, Owners]:
    """The folders whose newsrooms are trusted, each with its owners then. Raises as `read`.

    A number alone is the owner of both.
    """
    try:
        found = msgspec.convert(read().get(FOLDERS, {}), dict[str, Owners | int])
    except msgspec.ValidationError as error:
        raise BadInput(
            _("{path} cannot be used: {why}.").format(path=path(), why=messages.said(error)),
            _("Mend it, or delete it."),
        ) from error
    return {path: Owners(one, one) if isinstance(one, int) else one for path, one in found.items()}


def check(folder: Path, name: str) -> None:
    """Raise NotTrusted unless the newsroom in `folder`, made one by the file `name`, is one's
    own or trusted.

    Nobody trusts a folder where everybody may lay one, also not one that has become such. Raises
    as `read` and OSError.
    """
    here, file = folder.stat(), (folder / name).lstat()
    owners, common = Owners(here.st_uid, file.st_uid), is_common(here, file)
    if common or not (set(owners) == {os.geteuid()} or _is_trusted(folder, owners)):
        raise NotTrusted(folder, *map(logins.name, owners), common=common)


def _is_trusted(folder: Path, owners: Owners) -> bool:
    """Whether `folder` is trusted and still its owner's; its settings theirs, whose they were
    then, or one's own.
    """
    then = folders().get(str(folder))
    return (
        then is not None
        and then.folder == owners.folder
        and owners.settings in {*then, os.geteuid()}
    )


def is_common(folder: os.stat_result, settings: os.stat_result) -> bool:
    """Whether everybody may lay a newsroom into a folder of this status, as into /tmp, or may
    write its `settings`.

    Then their owners say nothing. The mode of a link says nothing either; no settings are read
    through one.
    """
    writable = (one for one in (folder, settings) if not stat.S_ISLNK(one.st_mode))
    return any(one.st_mode & stat.S_IWOTH for one in writable)
