"""A small ext4 disk whose power a test can cut.

A loop device mounts the image with `data=writeback,noauto_da_alloc`, the options that promise
least: a program that forgets a sync loses data. The cut is ext4's own shutdown ioctl with
NOLOGFLUSH. From that moment on nothing reaches the device, and all data that was only in memory is
lost. The next mount replays the journal, as after a power cut. This disk does not simulate a
device that reports writes as durable too early.
"""

import fcntl
import os
import struct
import subprocess
from contextlib import suppress
from pathlib import Path

_SHUTDOWN = 0x8004587D  # _IOR('X', 125, __u32)
_NOLOGFLUSH = 2
_SIZE = 24 << 20


class NoDisk(Exception):
    """This machine cannot provide the disk; the text says why."""


class Disk:
    """The disk in the file `image`, to be mounted at `place`."""

    def __init__(self, image: Path, place: Path) -> None:
        self._image = image
        self.place = place

    def begin(self) -> None:
        """Make an empty file system and mount it.

        Raises:
            NoDisk: when this machine cannot make or mount the disk
        """
        if os.geteuid() != 0:
            raise NoDisk("only root can mount a disk of its own")
        self.place.mkdir()
        with self._image.open("wb") as file:
            file.truncate(_SIZE)
        _run("mkfs.ext4", "-q", "-F", str(self._image))
        self._mount()

    def _mount(self) -> None:
        _run(
            "mount", "-o", "loop,data=writeback,noauto_da_alloc", str(self._image), str(self.place)
        )

    def cut_power(self) -> None:
        """Stop all writes to the disk from now on.

        Every process that uses the disk must have ended before `mount_again`.

        Raises:
            NoDisk: when the file system has no shutdown ioctl
        """
        folder = os.open(self.place, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.ioctl(folder, _SHUTDOWN, struct.pack("I", _NOLOGFLUSH))
        except OSError as error:
            raise NoDisk(f"this system's ext4 cannot be cut off: {error.strerror}") from error
        finally:
            os.close(folder)

    def mount_again(self) -> None:
        """Mount the disk again, which replays the journal.

        Raises:
            NoDisk: when a mount command fails
        """
        _run("umount", str(self.place))
        self._mount()

    def remove(self) -> None:
        with suppress(NoDisk):
            _run("umount", str(self.place))
        self._image.unlink(missing_ok=True)


def _run(*command: str) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise NoDisk(f"there is no {command[0]} here") from error
    if done.returncode:
        raise NoDisk(f"{command[0]}: {done.stderr.strip()}")
