"""The person's own settings: read them as a list, and write choices into settings.toml.

Comments, unknown names and all other lines of the file are kept.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from redaksi import config
from redaksi.desk import setting, toml_changes
from redaksi.desk.identity import valid_name
from redaksi.desk.setting import Setting
from redaksi.errors import BadInput, NoHome, storage_errors
from redaksi.i18n import _
from redaksi.store.opening import is_there
from redaksi.system import durable, safe_files, sharing


def listed() -> tuple[Setting, ...]:
    """The person's own settings.

    Raises:
        BadInput: when settings.toml is invalid.
        Unreadable: when settings.toml cannot be read.
    """
    return tuple(setting.listed(config.load_settings()))


def place() -> str:
    """The path of settings.toml for people; "" when the person has no home folder."""
    try:
        return str(config.settings_file())
    except NoHome:
        return ""


def change(key: str, typed: str) -> Setting:
    """Write the value that `typed` means for the setting `key`, and return the new setting.

    Raises:
        BadInput: when the value is invalid, or the file is.
        StorageError: when the file cannot be written.
    """
    value = setting.meant(setting.find(listed(), key), typed)
    if key == "name" and value:
        value = valid_name(typed)
    if key == "newsroom" and value and not is_there(config.expanded(str(value))):
        raise BadInput(
            _("There is no newsroom in {folder}.").format(folder=value),
            _("Name the folder that holds newsroom.toml."),
        )
    remember({key: value})
    return setting.find(listed(), key)


def remember(choices: Mapping[str, object]) -> None:
    """Write `choices`; the keys are field names of `config.Settings`.

    A dot parts a table from the name in it; None takes a line out.

    Raises:
        BadInput: when the file cannot be read.
        StorageError: when the file cannot be written.
    """
    config.load_settings()  # raises: an unreadable file must not be overwritten
    path = config.settings_file()
    with storage_errors(path):
        # A link into a folder of dotfiles is followed, not replaced.
        path = Path(os.path.realpath(path))
        text = safe_files.read(path).decode() if path.exists() else ""
        for key, value in choices.items():
            text = toml_changes.changed(text, key, value, path)
        sharing.make_folders(path.parent, 0o700)
        durable.replace(path, text.encode(), durable.mode_of(path))
