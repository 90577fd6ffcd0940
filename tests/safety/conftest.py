"""The folders of the person lie below the folder of the test.

Tests log their counts; `make soak` shows the log.
"""

import tempfile
from pathlib import Path

import pytest

from tests.desk.conftest import _own_surroundings  # noqa: F401 - a fixture


@pytest.fixture(autouse=True)
def _own_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
