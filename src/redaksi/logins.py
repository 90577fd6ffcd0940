"""The system users of this machine, by name."""

import os
import pwd


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
    """Whether this machine has a system user called `login`."""
    try:
        pwd.getpwnam(login)
    except KeyError:
        return False
    return True
