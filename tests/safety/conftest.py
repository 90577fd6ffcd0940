"""The person's folders lie below the test's.

What a test counted is in its log, which `make soak` shows.
"""

import tempfile
from pathlib import Path

import pytest

from tests.desk.conftest import _own_surroundings  # noqa: F401 - a fixture


@pytest.fixture(autouse=True)
def _own_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
