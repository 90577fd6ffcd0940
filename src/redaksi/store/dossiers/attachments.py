"""The attachments: bytes that are written once, under their hash."""

from pathlib import Path

from redaksi.domain.hashing import is_sha256
from redaksi.domain.hashing import sha256 as hash_of
from redaksi.errors import BadInput, NotFound, UnreadableDossier
from redaksi.i18n import _, messages
from redaksi.store.base import LARGEST_ATTACHMENT
from redaksi.store.dossiers.layout import ATTACHMENTS, BELOW, SHARDS
from redaksi.store.dossiers.locks import Locks
from redaksi.store.dossiers.there import check_there
from redaksi.system import durable, file_systems, safe_files, sharing
from redaksi.text import clean


class Attachments:
    """The attachments of the newsroom in `folder`."""

    def __init__(self, folder: Path, locks: Locks) -> None:
        self._newsroom = folder
        self._folder = folder / ATTACHMENTS
        self._locks = locks

    def keep(self, data: bytes) -> str:
        """Keep `data` durably; its SHA-256 in hexadecimal.

        Bytes that are here already are not written again, unless they were altered.

        Raises:
            BadInput: when `data` has more than `LARGEST_ATTACHMENT` bytes.
            OSError: when the file cannot be written.
            StorageError: when the disk did not confirm the file.
        """
        if len(data) > LARGEST_ATTACHMENT:
            raise BadInput(
                _("This has more than {limit} MB, the most of an attachment.").format(
                    limit=LARGEST_ATTACHMENT >> 20
                ),
                _("Make it smaller first."),
            )
        sha256 = hash_of(data)
        path = self._path(sha256)
        check_there(self._newsroom)
        with self._locks.hold(path.parent.name), sharing.folder(self._folder, 1):
            if self._is_kept(path, data):
                with safe_files.folder(path.parent, BELOW - 1) as opened:
                    file_systems.sync_folder(opened)  # its writer may have been killed before
            else:
                durable.replace(path, data, below=BELOW)
        return sha256

    def _is_kept(self, path: Path, data: bytes) -> bool:
        try:
            return safe_files.read(path, BELOW, LARGEST_ATTACHMENT) == data
        except OSError:  # it is missing, or whatever is there gets replaced
            return False

    def read(self, sha256: str) -> bytes:
        """The bytes with the hash `sha256`, checked.

        Raises:
            NotFound: when they are not here.
            UnreadableDossier: when they cannot be read, or do not have this hash any more.
            NewsroomGone: when the whole newsroom is not there any more.
        """
        if not is_sha256(sha256):
            raise _missing(clean.line(sha256))
        try:
            data = safe_files.read(self._path(sha256), BELOW, LARGEST_ATTACHMENT)
        except FileNotFoundError:
            check_there(self._newsroom)
            raise _missing(sha256) from None
        except OSError as error:
            raise UnreadableDossier(sha256, messages.said(error)) from error
        if hash_of(data) != sha256:
            raise UnreadableDossier(sha256, _("its bytes were altered"))
        return data

    def has(self, sha256: str) -> bool:
        """Whether there is a file under the hash `sha256`; its bytes are not read."""
        return is_sha256(sha256) and durable.Stamp.at(self._path(sha256)) is not None

    def hashes(self) -> list[str]:
        """The sorted hashes of all attachments; those in a closed folder are left out."""
        return [
            name
            for shard in SHARDS
            for name in sorted(safe_files.names(self._folder / shard, BELOW - 1))
            if is_sha256(name) and name.startswith(shard)
        ]

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256


def _missing(name: str) -> NotFound:
    return NotFound(
        _("The attachment {name} is not in the newsroom.").format(name=name),
        _("Restore it from a copy: the folder attachments of a backup."),
    )
