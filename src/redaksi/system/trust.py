"""Which newsrooms are used without being named: the person's own, and those that they trust.

The trusted ones are in a file in the person's home. A newsroom that is found around the working
folder may come from anybody: its settings, its team and its rules would apply to everybody who
works in that folder or below.
"""

import os
import stat
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from redaksi.errors import (
    BadInput,
    NoHome,
    NotTrusted,
    Refused,
    reading_errors,
    storage_errors,
)
from redaksi.i18n import _, messages
from redaksi.system import durable, homes, logins, safe_files, sharing

FOLDERS = "folders"
"""The key of the file that maps trusted folders to their owners when they were trusted."""

_MOST = 1 << 20
"""The most bytes of the file that are read."""


class Owners(NamedTuple):
    """The ids of the system users who own a folder and the `settings` of its newsroom."""

    folder: int
    settings: int


def path() -> Path:
    """The path of the file with the trusted newsrooms; it need not exist.

    Raises:
        NoHome: when the person has no home folder.
    """
    return homes.state() / "trust.json"


def read() -> dict[str, Any]:
    """The content of the trust file, by kind; {} where there is none.

    Raises:
        Unreadable: when the file cannot be read.
        BadInput: when the file is no valid JSON.
        Refused: when the file belongs to somebody else or others may write it.
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


def write(kind: str, value: object) -> None:
    """Save `value` as the trusted things of `kind`; those of other kinds are kept.

    Raises:
        StorageError: when the file cannot be written.
    """
    everything = {**read(), kind: value}
    file = path()
    with storage_errors(file):
        sharing.make_folders(file.parent, 0o700)
        durable.replace(
            file, msgspec.json.format(msgspec.json.encode(everything), indent=1) + b"\n", 0o600
        )


def _remedy(found: os.stat_result) -> str:
    """The hint for a trust file with the status `found`, which others may write."""
    if os.geteuid() == 0 and found.st_uid != 0:  # `sudo` keeps $HOME
        return _(
            "It is another user's home: run this as that user, or set $HOME to your own (sudo -H)."
        )
    return _("Look at what it trusts, then give it to yourself with mode 600, or delete it.")


def folders() -> dict[str, Owners]:
    """The folders with trusted newsrooms, each with its owners when it was trusted.

    A single number in the file is the owner of both. Raises as `read`, and BadInput when the
    entries are invalid.
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
    """Raise NotTrusted unless the newsroom in `folder` is the person's own or trusted.

    `name` is the file that makes `folder` a newsroom. A folder that everybody may write is never
    trusted, even if it was trusted before that. Raises as `read`, and OSError.
    """
    here, file = folder.stat(), (folder / name).lstat()
    owners, common = Owners(here.st_uid, file.st_uid), is_common(here, file)
    if common or not (set(owners) == {os.geteuid()} or _is_trusted(folder, owners)):
        raise NotTrusted(folder, *map(logins.name, owners), common=common)


def _is_trusted(folder: Path, owners: Owners) -> bool:
    """Whether `folder` is trusted and its owner is unchanged.

    Its settings must belong to the owner of the folder, to their owner at that time, or to the
    person.
    """
    then = folders().get(str(folder))
    return (
        then is not None
        and then.folder == owners.folder
        and owners.settings in {*then, os.geteuid()}
    )


def is_common(folder: os.stat_result, settings: os.stat_result) -> bool:
    """Whether everybody may write into a folder of this status, such as /tmp, or its `settings`.

    Then their owners say nothing about who wrote the newsroom. The mode of a link is ignored:
    settings are never read through a link.
    """
    writable = (one for one in (folder, settings) if not stat.S_ISLNK(one.st_mode))
    return any(one.st_mode & stat.S_IWOTH for one in writable)
