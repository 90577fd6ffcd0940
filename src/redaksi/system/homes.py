"""The person's own folders (XDG); only this module looks for their home."""

from collections.abc import Callable
from pathlib import Path

import platformdirs

from redaksi.errors import NoHome


def settings() -> Path:
    """The folder of the person's settings; like the others, it need not exist.

    Raises:
        NoHome: when the person has no home folder.
    """
    return _found(platformdirs.user_config_path)


def state() -> Path:
    """The folder of the person's state: the log, the trusted newsrooms and unsaved text.

    Raises:
        NoHome: when the person has no home folder.
    """
    return _found(platformdirs.user_state_path)


def data() -> Path:
    """The folder of newsrooms that have no other place.

    Raises:
        NoHome: when the person has no home folder.
    """
    return _found(platformdirs.user_data_path)


def cache() -> Path:
    """The folder of files that can be made again.

    Raises:
        NoHome: when the person has no home folder.
    """
    return _found(platformdirs.user_cache_path)


def _found(ask: Callable[[str], Path]) -> Path:
    try:
        path = ask("redaksi")
    except RuntimeError:  # a system user without a home, or a relative $HOME
        raise NoHome from None
    if not path.is_absolute():  # older versions of platformdirs return it
        raise NoHome
    return path
