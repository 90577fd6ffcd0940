"""Text that could not be saved is kept with the person: never in the newsroom, never lost."""

import shlex
import tempfile
from contextlib import suppress
from pathlib import Path

from redaksi.domain import record
from redaksi.errors import RedaksiError, StorageError, storage_errors
from redaksi.i18n import _
from redaksi.store.dossiers import durable, sharing
from redaksi.system import homes


def keep_over(error: RedaksiError, name: str, text: str | bytes) -> None:
    """Keep `text`, which could not be saved because of `error`, under a file name that begins
    with `name`.

    The hint of `error` then says where. Where nothing can be written, `error` stays as it is: it
    is the news.
    """
    with suppress(StorageError):
        path = keep(name, text)
        error.hint = f"{error.hint} " + _("What you typed is kept in {path}.").format(
            path=shlex.quote(str(path))
        )


def keep(article_id: str, text: str | bytes) -> Path:
    """Write `text` into the person's state folder, or where that is not to be had among the
    temporary files.

    Returns its path, when it is durable; only the person can read it.

    Raises:
        StorageError
    """
    try:
        return _write(place(), article_id, text)
    except StorageError:
        with storage_errors(tempfile.gettempdir()):
            private = Path(tempfile.mkdtemp(prefix="redaksi-"))
        return _write(private, article_id, text)


def place() -> Path:
    """Where such texts lie, if it can be had.

    Raises:
        NoHome
    """
    return homes.state() / "kept"


def _write(folder: Path, article_id: str, text: str | bytes) -> Path:
    path = folder / f"{article_id}-{record.random_name(8)}.md"
    with storage_errors(folder):
        sharing.make_folders(folder, 0o700)
        durable.replace(path, text if isinstance(text, bytes) else text.encode(errors="replace"))
    return path
