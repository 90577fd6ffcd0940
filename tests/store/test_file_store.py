"""The file store fulfils the contract of every store."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from redaksi.domain.article import Team
from redaksi.errors import ArticleNotFound, BadInput, NewsroomGone, Refused, StorageError
from redaksi.store.base import DefectKind, Store
from redaksi.store.files import FileStore
from redaksi.store.opening import create_store, is_there, open_store
from tests.store.contract import TEAM, Open, StoreContract
from tests.store.pieces import piece


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
    for act in (open_store, is_there, partial(create_store, team=TEAM, settings=b"")):
        with pytest.raises(BadInput, match="is a server"):
            act(address)


def test_a_folder_is_opened_by_its_path_or_its_name(tmp_path: Path) -> None:
    with create_store(tmp_path / "ruang", TEAM, b""):
        pass
    for address in (tmp_path / "ruang", str(tmp_path / "ruang")):
        with open_store(address) as store:
            assert store.ids() == []
            assert store.newsroom().address == str(tmp_path / "ruang")


def test_a_new_newsroom_has_its_team_and_its_settings(tmp_path: Path) -> None:
    assert not is_there(tmp_path / "ruang")
    with create_store(tmp_path / "ruang", TEAM, b'name = "Kabar"\n') as store:
        assert store.team() == replace(TEAM, version=1)
        assert store.newsroom().settings.data == b'name = "Kabar"\n'
    assert is_there(tmp_path / "ruang")
    with (
        pytest.raises(Refused, match="holds a newsroom already"),
        create_store(tmp_path / "ruang", Team(), b""),
    ):
        pytest.fail("it was made twice")
    with open_store(tmp_path / "ruang") as store:
        assert store.team() == replace(TEAM, version=1)


def fill_the_disk(store: Store) -> None:
    store.commit(piece("240603-a"))
    store.refresh()
    raise StorageError("Penuh.")


@pytest.mark.parametrize("is_there_before", [False, True])
def test_a_new_newsroom_is_removed_after_a_storage_error_of_its_block(
    tmp_path: Path, is_there_before: bool
) -> None:
    folder = tmp_path / "milik" / "ruang"
    if is_there_before:
        folder.mkdir(parents=True)
        (folder / "catatan.txt").write_text("Punya saya.")
    before = {*tmp_path.rglob("*")}
    with (
        pytest.raises(StorageError, match="Penuh"),
        create_store(folder, TEAM, b"") as store,
    ):
        fill_the_disk(store)
    assert {*tmp_path.rglob("*")} == before


def test_nothing_of_a_new_newsroom_stays_after_an_error_of_its_block(tmp_path: Path) -> None:
    def fill(store: Store) -> None:
        store.commit_article_template("liputan", b"Isi.\n")
        store.dossier("240603-a")

    with pytest.raises(ArticleNotFound), create_store(tmp_path / "ruang", TEAM, b"") as store:
        fill(store)
    assert [*tmp_path.iterdir()] == []


def test_there_is_a_remedy_for_every_kind_of_defect(tmp_path: Path) -> None:
    with FileStore.create(tmp_path / "ruang") as store:
        remedies = [store.upkeep().remedy(kind) for kind in DefectKind]
    assert all(remedy.endswith(".") for remedy in remedies)
    assert len({*remedies}) == len(DefectKind)


def test_a_newsroom_that_is_gone_is_not_taken_for_a_newsroom_without_a_team(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "ruang"
    with FileStore.create(folder) as store:
        assert store.team_evidence() == Team()
        folder.rename(tmp_path / "lain")
        with pytest.raises(NewsroomGone):
            store.team_evidence()
