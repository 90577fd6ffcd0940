"""Keep text that could not be saved: in the person's own folder, never in the newsroom."""

import shlex
import tempfile
from contextlib import suppress
from pathlib import Path

from redaksi.domain import record
from redaksi.errors import RedaksiError, StorageError, storage_errors
from redaksi.i18n import _
from redaksi.system import durable, homes, sharing


def keep_over(error: RedaksiError, name: str, text: str | bytes) -> None:
    """Keep `text`, which `error` prevented from being saved, in a file named after `name`.

    The hint of `error` then names the file. When no file can be written, `error` stays unchanged,
    because it is the more important message.
    """
    with suppress(StorageError):
        path = keep(name, text)
        error.hint = f"{error.hint} " + _("What you typed is kept in {path}.").format(
            path=shlex.quote(str(path))
        )


def keep(article_id: str, text: str | bytes) -> Path:
    """Write `text` durably into the person's state folder, else into a temporary folder.

    Only the person can read the file. Returns its path.

    Raises:
        StorageError: when neither folder can be written.
    """
    try:
        return _write(place(), article_id, text)
    except StorageError:
        with storage_errors(tempfile.gettempdir()):
            private = Path(tempfile.mkdtemp(prefix="redaksi-"))
        return _write(private, article_id, text)


def place() -> Path:
    """The folder with rescued texts.

    Raises:
        NoHome: when the person has no home folder.
    """
    return homes.state() / "kept"


def _write(folder: Path, article_id: str, text: str | bytes) -> Path:
    path = folder / f"{article_id}-{record.random_name(8)}.md"
    with storage_errors(folder):
        sharing.make_folders(folder, 0o700)
        durable.replace(path, text if isinstance(text, bytes) else text.encode(errors="replace"))
    return path
