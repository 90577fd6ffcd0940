"""Where newsrooms live: in a folder. A server will be the other home."""

import re
from pathlib import Path

from redaksi.errors import BadInput
from redaksi.i18n import _
from redaksi.store.files import FileStore

_SERVER = re.compile(r"postgres(?:ql)?:/")
"""How the address of a server begins, also where it was taken for a path, which has no slash
twice.
"""


def open_store(address: str | Path, holder: str = "") -> FileStore:
    """The newsroom at `address`; `holder` is who writes there, for whoever waits meanwhile.

    Raises BadInput.

    Nothing is read yet: the newsroom need not be there.
    """
    return FileStore(_folder(address), holder)


def create_store(address: str | Path) -> FileStore:
    """A newsroom at `address`, without team and settings unless it has them.

    Raises:
        Refused
        BadInput
        StorageError
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
