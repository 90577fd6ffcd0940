"""The file store keeps the contract of every store."""

from pathlib import Path

import pytest

from redaksi.store.base import Store
from redaksi.store.files import FileStore
from tests.store.contract import Open, StoreContract


class TestFileStore(StoreContract):
    @pytest.fixture
    def open_store(self, tmp_path: Path) -> Open:
        FileStore.create(tmp_path).close()

        def opened() -> Store:
            return FileStore(tmp_path)

        return opened
