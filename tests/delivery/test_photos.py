"""Photos of deliveries: made ready for the width of the target, and refused when they are lost."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from redaksi.delivery.base import TargetRefused
from redaksi.delivery.wordpress.media import pictures_of
from redaksi.domain.article import Photo
from redaksi.pictures.renditions import Renditions
from redaksi.store.files import FileStore
from tests.exporters.pieces import SITE
from tests.pictures.pieces import metadata, opened, photo


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore.create(tmp_path / "ruang")


def test_a_picture_for_wordpress_is_bare_and_fits_the_target(store: FileStore) -> None:
    picture = pictures_of(replace(SITE, rendition=Renditions(store, 100)))
    one = Photo(sha256=store.attach(photo()))
    found = picture(one)
    assert found
    assert (found.sha256, found.kind) == (one.attachment, "image/jpeg")
    assert opened(found.read()).size == (100, 75)
    assert metadata(found.read()) == []


def test_a_photo_elsewhere_has_no_picture(store: FileStore) -> None:
    picture = pictures_of(replace(SITE, rendition=Renditions(store)))
    assert picture(Photo(url="https://x.example/a.jpg")) is None
    assert picture(Photo(file="kali.jpg", caption="Kali")) is None


def test_a_picture_that_is_lost_or_broken_is_refused(store: FileStore) -> None:
    picture = pictures_of(replace(SITE, rendition=Renditions(store)))
    with pytest.raises(TargetRefused, match=r"kali\.jpg"):
        picture(Photo(file="kali.jpg", sha256="0" * 64))
    broken = picture(Photo(sha256=store.attach(photo()[:700])))
    assert broken
    with pytest.raises(TargetRefused, match="damaged"):
        broken.read()
