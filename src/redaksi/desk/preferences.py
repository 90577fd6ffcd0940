"""What a person chose on the screens, written into their settings.toml; every other line stays
as it is.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from redaksi import config
from redaksi.errors import BadInput, storage_errors
from redaksi.i18n import messages
from redaksi.store.dossiers import durable, sharing
from redaksi.system import safe_files


def remember(choices: Mapping[str, str]) -> None:
    """Write `choices`, by the names of `config.Settings`.

    Raises:
        BadInput: where the file cannot be read
        StorageError
    """
    import tomlkit  # noqa: PLC0415 - only where something is chosen
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415 - the same

    config.load_settings()  # what cannot be read is not written over
    path = config.settings_file()
    with storage_errors(path):
        path = Path(
            os.path.realpath(path)
        )  # where it is a link into a folder of dotfiles, that file is written
        try:
            document = tomlkit.parse(safe_files.read(path).decode() if path.exists() else "")
        except TOMLKitError as error:
            raise BadInput(f"{path}: {messages.said(error)}.") from error
        document.update(choices)
        sharing.make_folders(path.parent, 0o700)
        durable.replace(path, tomlkit.dumps(document).encode())
