"""Write what a person chose on the screens into settings.toml; other lines are kept."""

import os
from collections.abc import Mapping
from pathlib import Path

from redaksi import config
from redaksi.errors import BadInput, storage_errors
from redaksi.i18n import messages
from redaksi.system import durable, safe_files, sharing


def remember(choices: Mapping[str, str]) -> None:
    """Write `choices`; the keys are field names of `config.Settings`.

    Raises:
        BadInput: when the file cannot be read.
        StorageError: when the file cannot be written.
    """
    import tomlkit  # noqa: PLC0415 - loaded only for a change
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415 - loaded only for a change

    config.load_settings()  # raises: an unreadable file must not be overwritten
    path = config.settings_file()
    with storage_errors(path):
        # A link into a folder of dotfiles is followed, not replaced.
        path = Path(os.path.realpath(path))
        try:
            document = tomlkit.parse(safe_files.read(path).decode() if path.exists() else "")
        except TOMLKitError as error:
            raise BadInput(f"{path}: {messages.said(error)}.") from error
        document.update(choices)
        sharing.make_folders(path.parent, 0o700)
        durable.replace(path, tomlkit.dumps(document).encode())
