"""Photos of articles: added from files, described and removed as the text is edited."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from redaksi.domain.article import Dossier, Photo
from redaksi.errors import BadInput, MoveRefused, NotFound, RedaksiError, Unreadable
from redaksi.store.base import LARGEST_ATTACHMENT
from tests.desk.rooms import CHIEF, TEXT, Room
from tests.pictures.pieces import metadata, photo, picture, saved, xmp

ANI = "Ani Editor"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "banjir.jpg"
    path.write_bytes(photo(words=xmp("Banjir", "Budi", "Antara", "Warga di atap")))
    return path


def photos_of(dossier: Dossier) -> tuple[Photo, ...]:
    return dossier.article.text.photos


def kept(room: Room) -> list[str]:
    return list(room.store.attachments())


def test_the_original_is_kept_and_the_words_in_it_are_offered(room: Room, file: Path) -> None:
    desk = room.desk(ANI)
    added = desk.photos.add(room.draft().id, file, {"credit": "Dok. Warga"})
    (one,) = photos_of(added.dossier)
    assert (one.caption, one.credit, one.alt) == ("Banjir", "Dok. Warga", "Warga di atap")
    assert (added.number, added.from_file) == (1, ("caption", "alt"))
    assert one.file == "banjir.jpg"
    original = room.store.attachment(one.attachment)
    assert original == file.read_bytes()
    assert "APP1" in metadata(original)  # nothing of it was changed
    assert desk.photos.is_here(one)
    assert added.dossier.events[-1].kind == "edited"
    assert desk.checking.verify() == ()


def test_an_empty_word_is_a_word(room: Room, file: Path) -> None:
    added = room.desk(ANI).photos.add(room.draft().id, file, {"caption": "", "alt": ""})
    (one,) = photos_of(added.dossier)
    assert (one.caption, one.credit, one.alt) == ("", "Budi/Antara", "")


def test_words_in_a_file_are_cleaned(room: Room, tmp_path: Path) -> None:
    path = tmp_path / "jahat\x1b[31m.jpg"
    path.write_bytes(photo(words=xmp("Satu &#x9b;31m\u202edua&#10;tiga")))
    added = room.desk(ANI).photos.add(room.draft().id, path, {})
    (one,) = photos_of(added.dossier)
    for text in (one.caption, one.file):
        assert text
        assert text.isprintable()


def test_a_picture_can_be_given_to_a_photo_that_has_words(room: Room, file: Path) -> None:
    text = replace(TEXT, photos=(Photo(caption="Kali"), Photo(caption="Warga", credit="Ani")))
    dossier = room.draft(text=text)
    added = room.desk(ANI).photos.add(dossier.id, file, {}, 2)
    first, second = photos_of(added.dossier)
    assert first == Photo(caption="Kali")
    assert (second.caption, second.credit, second.alt) == ("Warga", "Ani", "Warga di atap")
    assert (added.number, added.from_file) == (2, ("alt",))


def test_photos_are_described_and_removed(room: Room, file: Path, tmp_path: Path) -> None:
    desk, dossier = room.desk(ANI), room.draft()
    other = tmp_path / "lain.png"
    other.write_bytes(saved(picture(), "PNG"))
    desk.photos.add(dossier.id, file, {})
    desk.photos.add(dossier.id, other, {})
    described = desk.photos.describe(dossier.id, 2, {"alt": "Kali"})
    assert [one.alt for one in photos_of(described)] == ["Warga di atap", "Kali"]
    removed = desk.photos.remove(dossier.id, 1)
    assert [one.file for one in photos_of(removed)] == ["lain.png"]
    assert len(kept(room)) == 2  # an earlier revision shows it
    assert desk.checking.verify() == ()
    undone = desk.moves.undo(dossier.id)
    assert [one.file for one in photos_of(undone)] == ["banjir.jpg", "lain.png"]


@pytest.mark.parametrize("number", [0, 2, -1, 10**9])
def test_a_number_that_no_photo_has_is_not_found(room: Room, file: Path, number: int) -> None:
    desk, dossier = room.desk(ANI), room.draft()
    desk.photos.add(dossier.id, file, {})
    acts: list[Callable[[], object]] = [
        lambda: desk.photos.remove(dossier.id, number),
        lambda: desk.photos.describe(dossier.id, number, {"alt": "x"}),
    ]
    for act in acts:
        with pytest.raises(NotFound, match="no photo"):
            act()


def test_the_same_picture_is_in_an_article_once(room: Room, file: Path) -> None:
    desk, dossier = room.desk(ANI), room.draft()
    desk.photos.add(dossier.id, file, {})
    with pytest.raises(BadInput, match="already, as photo 1"):
        desk.photos.add(dossier.id, file, {})
    desk.photos.add(room.draft().id, file, {})
    assert len(kept(room)) == 1


def test_who_may_not_edit_adds_nothing(room: Room, file: Path) -> None:
    published, submitted = room.published(), room.submitted()
    for name, article in ((CHIEF, published.id), ("Gita Guest", submitted.id)):
        with pytest.raises(MoveRefused):
            room.desk(name).photos.add(article, file, {})
    assert kept(room) == []


def a_folder(path: Path) -> None:
    path.mkdir()


def a_giant(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(LARGEST_ATTACHMENT + 1)


@pytest.mark.parametrize(
    ("lay", "error"),
    [
        (lambda _path: None, NotFound),
        (a_folder, Unreadable),
        (os.mkfifo, Unreadable),
        (a_giant, Unreadable),
        (lambda path: path.write_text("bukan foto"), BadInput),
        (lambda path: path.write_bytes(photo()[:700]), BadInput),
    ],
)
def test_what_is_no_picture_is_refused_and_nothing_is_kept(
    room: Room, tmp_path: Path, lay: Callable[[Path], object], error: type[RedaksiError]
) -> None:
    path = tmp_path / "x.jpg"
    lay(path)
    dossier = room.draft()
    with pytest.raises(error):
        room.desk(ANI).photos.add(dossier.id, path, {})
    assert kept(room) == []
    assert room.store.dossier(dossier.id).version == dossier.version


# Exports, and back from JSON


def published(room: Room, file: Path) -> Dossier:
    dossier = room.draft()
    room.desk(ANI).photos.add(dossier.id, file, {})
    room.desk(ANI).moves.submit(dossier.id, to="Budi Editor")
    return room.desk("Budi Editor").moves.publish(dossier.id)


def test_an_export_names_a_photo_that_is_lost(room: Room, file: Path, tmp_path: Path) -> None:
    dossier = published(room, file)
    (attachment,) = room.folder.glob("attachments/*/*")
    attachment.unlink()
    report = room.desk(CHIEF).exports.export([dossier.id], "html", tmp_path / "web")
    assert len(report.written) == 1
    (refused,) = report.refused
    assert dossier.id in refused.why
    assert refused.name == "banjir.jpg"


def test_an_article_comes_back_from_json_with_its_originals(
    room: Room, file: Path, tmp_path: Path
) -> None:
    dossier = published(room, file)
    chief = room.desk(CHIEF)
    chief.exports.export([dossier.id], "json", tmp_path / "keluar")
    (arrival,) = chief.imports.paths(
        [str(tmp_path / "keluar")], again=True, keep_stage=True, override="Salinan."
    )
    back = room.store.dossier(arrival.id)
    assert back.article.text == dossier.article.text
    assert chief.checking.verify() == ()


@pytest.fixture
def other(tmp_path: Path) -> Room:
    return Room(tmp_path / "lain")


@pytest.mark.parametrize("keep_stage", [True, False])
def test_another_newsroom_gets_the_exported_picture(
    room: Room, other: Room, file: Path, tmp_path: Path, keep_stage: bool
) -> None:
    dossier = published(room, file)
    room.desk(CHIEF).exports.export([dossier.id], "json", tmp_path / "keluar")
    chief = other.desk(CHIEF)
    (arrival,) = chief.imports.paths(
        [str(tmp_path / "keluar")], keep_stage=keep_stage, override="Salinan."
    )
    assert "did not come along" not in arrival.message
    (here,), (there,) = photos_of(other.store.dossier(arrival.id)), photos_of(dossier)
    assert replace(here, sha256=there.sha256) == there
    assert metadata(other.store.attachment(here.attachment)) == []
    assert chief.checking.verify() == ()


@pytest.mark.parametrize(
    "path", ["../rahasia.jpg", "/etc/passwd", "photos/../../rahasia.jpg", "photos/lain.jpg", ""]
)
def test_a_path_that_json_names_leads_nowhere_else(
    room: Room, other: Room, file: Path, tmp_path: Path, path: str
) -> None:
    dossier = published(room, file)
    out = tmp_path / "keluar"
    room.desk(CHIEF).exports.export([dossier.id], "json", out)
    (tmp_path / "rahasia.jpg").write_bytes(photo())
    (exported,) = out.glob("[a-z]*.json")
    (jpeg,) = out.glob("photos/*.jpg")
    exported.write_text(exported.read_text().replace(f"photos/{jpeg.name}", path))
    (arrival,) = other.desk(CHIEF).imports.paths([str(exported)])
    assert "did not come along: 1." in arrival.message
    assert kept(other) == []


@pytest.mark.parametrize("laid", ["a link", "no picture", "a FIFO"])
def test_what_lies_beside_json_is_taken_only_if_it_is_a_picture(
    room: Room, other: Room, file: Path, tmp_path: Path, laid: str
) -> None:
    dossier = published(room, file)
    out = tmp_path / "keluar"
    room.desk(CHIEF).exports.export([dossier.id], "json", out)
    (jpeg,) = out.glob("photos/*.jpg")
    jpeg.unlink()
    if laid == "a link":
        jpeg.symlink_to(file)
    elif laid == "a FIFO":
        os.mkfifo(jpeg)
    else:
        jpeg.write_text("bukan foto")
    (arrival,) = other.desk(CHIEF).imports.paths([str(out)])
    assert "did not come along: 1." in arrival.message
    assert kept(other) == []
