"""Open or create the store at an address. Only folders are supported; a server is planned."""

import re
from pathlib import Path

from redaksi.errors import BadInput
from redaksi.i18n import _
from redaksi.store.files import FileStore

_SERVER = re.compile(r"postgres(?:ql)?:/")
"""The beginning of a server's address.

A single slash is enough: `Path` turns two slashes into one.
"""


def open_store(address: str | Path, holder: str = "") -> FileStore:
    """The store at `address`; nothing is read yet, so the newsroom need not exist.

    `holder` is the name that others see while they wait for a lock of this store.

    Raises:
        BadInput: when `address` is a server.
    """
    return FileStore(_folder(address), holder)


def create_store(address: str | Path) -> FileStore:
    """Create a store at `address`; an existing newsroom keeps its team and settings.

    Raises:
        Refused: when `address` is something else than a folder.
        BadInput: when `address` is a server.
        StorageError: when the folder cannot be written.
    """
    return FileStore.create(_folder(address))


def _folder(address: str | Path) -> Path:
    if _SERVER.match(str(address)):
        raise BadInput(
            _("{address} is a server, and this Redaksi keeps newsrooms in folders only.").format(
                address=address
            ),
            _("Name a folder."),
        )
    return Path(address)
