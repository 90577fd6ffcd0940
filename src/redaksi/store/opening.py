"""Open or create the store at an address. Only folders are supported; a server is planned."""

import re
from contextlib import AbstractContextManager
from pathlib import Path

from redaksi.domain.article import Team
from redaksi.errors import BadInput, NewsroomNotFound
from redaksi.i18n import _
from redaksi.store.base import Store
from redaksi.store.files import FileStore

_SERVER = re.compile(r"postgres(?:ql)?:/")
"""The beginning of a server's address.

A single slash is enough: `Path` turns two slashes into one.
"""


def open_store(address: str | Path, holder: str = "") -> Store:
    """The store at `address`; nothing is read yet, so the newsroom need not exist.

    `holder` is the name that others see while they wait for a lock of this store.

    Raises:
        BadInput: when `address` is a server.
    """
    return FileStore(_folder(address), holder)


def is_there(address: str | Path) -> bool:
    """Whether there is a newsroom at `address`.

    Raises:
        BadInput: when `address` is a server.
        StorageError: when its settings cannot be read.
    """
    with open_store(address) as store:
        try:
            _settings = store.newsroom().settings
        except NewsroomNotFound:
            return False
    return True


def create_store(
    address: str | Path, team: Team, settings: bytes
) -> AbstractContextManager[Store]:
    """A context with the store of a new newsroom at `address` with `team` and `settings`.

    The newsroom is created as a whole or not at all. After a RedaksiError of the block it is
    removed again.

    Raises:
        Refused: when `address` holds a newsroom, or is something else than a folder.
        BadInput: when `address` is a server.
        StorageError: when the newsroom cannot be written.
    """
    from redaksi.store import creation  # noqa: PLC0415 - seldom needed

    return creation.created(_folder(address), team, settings)


def _folder(address: str | Path) -> Path:
    if _SERVER.match(str(address)):
        raise BadInput(
            _("{address} is a server, and this Redaksi keeps newsrooms in folders only.").format(
                address=address
            ),
            _("Name a folder."),
        )
    return Path(address)
