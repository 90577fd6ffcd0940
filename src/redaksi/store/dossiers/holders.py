"""Who holds a lock: the kernel knows the process, and the lock file names the person.

The exclusive holder of a lock signs the lock file with process id and name. A signature counts
only if that process holds the lock according to the system, or if the system does not say. Linux
lists the holders in this container in `/proc/locks`.
"""

import os
import pwd
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from redaksi.i18n import _
from redaksi.system import safe_files
from redaksi.text import clean

_LOCKS = Path("/proc/locks")
_HELD = re.compile(
    r"^\d+: FLOCK +ADVISORY +\w+ +(?P<process>\d+) "
    r"+(?P<device>[0-9a-f]+:[0-9a-f]+):(?P<inode>\d+) ",
    re.MULTILINE,
)
_MOST = 400
"""The greatest length of a signature, in bytes."""


def sign(file: int, name: str) -> None:
    """Sign the lock `file`, which this process holds exclusively, with `name`. Never fails."""
    data = f"{os.getpid()} {name}".encode()[:_MOST] + b"\n"
    with suppress(OSError):
        if os.pread(file, len(data) + 1, 0) != data:
            os.pwrite(file, data, 0)
            os.ftruncate(file, len(data))


def _signature(file: int) -> bytes:
    """The signature in the lock `file`; empty if the file cannot be read."""
    with suppress(OSError):
        return os.pread(file, _MOST, 0).partition(b"\n")[0]
    return b""


def told(path: Path) -> str:
    """A sentence about who holds the lock `path` of a newsroom."""
    try:
        file = safe_files.open_file(path, 2)
    except OSError:
        return _unknown(path)
    try:
        signer, name = _signed(_signature(file))
        processes = list(_holding(os.fstat(file)))
    finally:
        safe_files.close(file)
    if name and (signer in processes or not processes):
        sentence = _(
            "This waits for {name}, whose program (process {process}) holds the lock {lock}."
        )
        return sentence.format(name=name, process=signer, lock=path.name)
    for process in processes:
        sentence = _(
            "This waits for the system user {login}, whose process {process} holds the lock "
            "{lock}."
        )
        return sentence.format(login=_owner(process), process=process, lock=path.name)
    return _unknown(path)


def _unknown(path: Path) -> str:
    return _("This waits for another program, which holds the lock {lock}.").format(lock=path.name)


def _signed(data: bytes) -> tuple[int, str]:
    """The process id and the name in a signature; (0, "") if `data` is no signature."""
    process, _blank, name = data.decode(errors="replace").partition(" ")
    return (
        (int(process), clean.line(name)) if process.isdecimal() and process.isascii() else (0, "")
    )


def _holding(status: os.stat_result) -> Iterator[int]:
    """The ids of the processes that hold the lock of a file, as far as the system says."""
    device = f"{os.major(status.st_dev):02x}:{os.minor(status.st_dev):02x}"
    with suppress(OSError):
        for held in _HELD.finditer(_LOCKS.read_text()):
            if (
                int(held["inode"]) == status.st_ino
                and held["device"] == device
                and int(held["process"])
            ):
                yield int(held["process"])


def _owner(process: int) -> str:
    """The login of the system user who runs `process`; the user id, or "?", if unknown."""
    try:
        user = Path(f"/proc/{process}").stat().st_uid
    except OSError:
        return "?"
    with suppress(KeyError):
        return pwd.getpwuid(user).pw_name
    return str(user)
