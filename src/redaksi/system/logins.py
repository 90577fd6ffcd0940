"""The system users of this machine, by name."""

import os
import pwd

_NOBODY = (1 << 32) - 1
"""The lowest number that no system user can have: the kernel reads it as -1."""
_DIGITS = 10
"""The most digits of a system user's number."""


def name(uid: int) -> str:
    """The login name of the system user `uid`; the number as text if the user has no name."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def own() -> str:
    """The login name of the user who runs this process, from the kernel, not the environment."""
    return name(os.getuid())


def is_known(login: str) -> bool:
    """Whether a process may run as `login`: a known name, or a number that has no name."""
    try:
        pwd.getpwnam(login)
    except (KeyError, ValueError):  # an unknown name, or a name with a NUL
        return _is_nameless(login)
    return True


def _is_nameless(login: str) -> bool:
    """Whether `login` is the number of a system user without a name.

    Containers have such users; `name` calls them by their number.
    """
    return (
        login.isascii()
        and login.isdecimal()
        and len(login) <= _DIGITS
        and int(login) < _NOBODY
        and name(int(login)) == login
    )
