"""A newsroom in a folder for the tests of what a folder keeps."""

from pathlib import Path

import pytest

from redaksi.store.files import FileStore


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """An empty newsroom, which nobody has open."""
    FileStore.create(tmp_path / "ruang").close()
    return tmp_path / "ruang"
