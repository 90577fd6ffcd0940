"""Text that could not be saved is kept with the person: never in the newsroom, never lost."""

import tempfile
from pathlib import Path

import platformdirs

from redaksi.errors import StorageError, storage_errors


def keep(article_id: str, text: str) -> Path:
    """Write TEXT into the person's state folder, or where that is not to be had among the temporary files.

    Returns its path; only the person can read it. Raises StorageError.
    """
    try:
        return _write(platformdirs.user_state_path("redaksi") / "kept", article_id, text)
    except StorageError:
        return _write(Path(tempfile.gettempdir()), article_id, text)


def _write(folder: Path, article_id: str, text: str) -> Path:
    with storage_errors(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=folder, prefix=f"{article_id}-", suffix=".md", delete=False
        ) as file:
            file.write(text)
    return Path(file.name)
