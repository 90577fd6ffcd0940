"""The system users of this machine, by name."""

import os
import pwd

_NOBODY = (1 << 32) - 1
"""No system user has this number, or a higher one; -1 for the kernel."""
_DIGITS = 10
"""So many at most has the number of one."""


def name(uid: int) -> str:
    """The login name of the system user `uid`; the number itself where there is none."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def own() -> str:
    """Who runs this process: the kernel's word, not the environment's."""
    return name(os.getuid())


def is_known(login: str) -> bool:
    """Whether a process of this machine may run as `login`: a name that it knows, or a number
    that has no name.
    """
    try:
        pwd.getpwnam(login)
    except (KeyError, ValueError):  # nobody's; a NUL in it
        return _is_nameless(login)
    return True


def _is_nameless(login: str) -> bool:
    """Whether `login` is how `name` calls a system user without a name, as there are in
    containers.
    """
    return (
        login.isascii()
        and login.isdecimal()
        and len(login) <= _DIGITS
        and int(login) < _NOBODY
        and name(int(login)) == login
    )
