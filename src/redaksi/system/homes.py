"""Where the person's own files are, as XDG has it: the one place that asks where their home is."""

from collections.abc import Callable
from pathlib import Path

import platformdirs

from redaksi.errors import NoHome


def settings() -> Path:
    """The folder of their settings; like the others it need not exist.

    Raises:
        NoHome
    """
    return _found(platformdirs.user_config_path)


def state() -> Path:
    """The folder of what is kept for them: the log, what they trust, text that is not saved.

    Raises:
        NoHome
    """
    return _found(platformdirs.user_state_path)


def data() -> Path:
    """The folder of newsrooms that nothing else names.

    Raises:
        NoHome
    """
    return _found(platformdirs.user_data_path)


def cache() -> Path:
    """The folder of what can be made again.

    Raises:
        NoHome
    """
    return _found(platformdirs.user_cache_path)


def _found(ask: Callable[[str], Path]) -> Path:
    try:
        path = ask("redaksi")
    except RuntimeError:  # a system user without a home, or $HOME that is no path from the root
        raise NoHome from None
    if not path.is_absolute():  # as older versions of platformdirs have it then
        raise NoHome
    return path
