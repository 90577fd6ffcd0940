"""The file store fulfils the contract of every store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from redaksi.errors import BadInput
from redaksi.store.base import Store
from redaksi.store.files import FileStore
from redaksi.store.opening import create_store, open_store
from tests.store.contract import Open, StoreContract


class TestFileStore(StoreContract):
    @pytest.fixture
    def open_store(self, tmp_path: Path) -> Open:
        FileStore.create(tmp_path).close()

        def opened() -> Store:
            return FileStore(tmp_path)

        return opened

    @pytest.fixture
    def empty_store(self, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
        with FileStore(tmp_path_factory.mktemp("kosong") / "ruang") as store:
            yield store


@pytest.mark.parametrize(
    "address", ["postgresql://meja/berita", "postgres://meja", Path("postgresql://meja/berita")]
)
def test_a_server_is_refused_in_a_sentence(address: str | Path) -> None:
    for act in (open_store, create_store):
        with pytest.raises(BadInput, match="is a server"):
            act(address)


def test_a_folder_is_opened_by_its_path_or_its_name(tmp_path: Path) -> None:
    create_store(tmp_path / "ruang").close()
    for address in (tmp_path / "ruang", str(tmp_path / "ruang")):
        with open_store(address) as store:
            assert store.ids() == []
            assert store.newsroom().address == str(tmp_path / "ruang")
