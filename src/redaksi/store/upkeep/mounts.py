"""Check the disk of the newsroom: it may be full, or a network disk with unreliable locks."""

import re
from collections.abc import Iterator
from pathlib import Path

from redaksi.i18n import _
from redaksi.store.base import Defect, DefectKind
from redaksi.system import durable

_MOUNTS = Path("/proc/self/mountinfo")
_NETWORK = {
    "9p",
    "afs",
    "ceph",
    "cifs",
    "davfs",
    "glusterfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "orangefs",
    "smb3",
    "smbfs",
}
_FUSE = re.compile(
    r"fuse\.(?:sshfs|glusterfs|rclone|s3fs|davfs2?|ceph|gcsfuse|goofys|curlftpfs|smbnetfs)"
)
_MOUNT = re.compile(r"(?:\S+ ){4}(?P<point>\S+) .*?- (?P<kind>\S+)")
_ESCAPED = re.compile(r"\\([0-7]{3})")


def findings(folder: Path) -> Iterator[Defect]:
    """Findings if the disk of `folder` is full or lies on a network, as far as the system says."""
    if not durable.has_room(folder):
        yield Defect(
            DefectKind.FULL,
            (folder.name,),
            _("There is no room left on its disk: nothing can be saved."),
        )
    try:
        kind = file_system(folder.resolve(), _MOUNTS.read_text(errors="surrogateescape"))
    except OSError:
        return
    if kind in _NETWORK or _FUSE.fullmatch(kind):
        sentence = _(
            "It lies on a network file system ({kind}), where locks and saves cannot be relied on."
        )
        yield Defect(DefectKind.NETWORK, (folder.name,), sentence.format(kind=kind))


def file_system(folder: Path, mounts: str) -> str:
    """The type of the file system of `folder` according to `mounts`; "" if unknown.

    `mounts` is the content of `/proc/self/mountinfo` (see proc(5)).
    """
    best, kind = -1, ""
    for line in mounts.splitlines():
        if not (found := _MOUNT.match(line)):
            continue
        point = Path(_ESCAPED.sub(lambda octal: chr(int(octal[1], 8)), found["point"]))
        if (
            folder.is_relative_to(point) and len(point.parts) >= best
        ):  # a later mount hides an earlier one
            best, kind = len(point.parts), found["kind"]
    return kind
