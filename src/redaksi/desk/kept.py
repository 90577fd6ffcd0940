"""Text that could not be saved is kept with the person: never in the newsroom, never lost."""

from pathlib import Path

import platformdirs

from redaksi import record
from redaksi.errors import storage_errors


def keep(article_id: str, text: str) -> Path:
    """Write TEXT into the person's state folder (mode 0700) and return its path. Raises StorageError."""
    folder = platformdirs.user_state_path("redaksi") / "kept"
    path = folder / f"{article_id}-{record.random_name()}.md"
    with storage_errors(path):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return path
