"""The person's folders lie below the test's. What a test counted is in its log, which `make soak` shows."""

import tempfile
from pathlib import Path

import pytest

from redaksi import i18n


@pytest.fixture(autouse=True)
def _own_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "person" / name.lower()))
    for name in ("REDAKSI_NEWSROOM", "REDAKSI_EDITOR", "LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    i18n.install("en")
