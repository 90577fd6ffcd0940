"""Problems of targets that show without a network are named before anything is trusted or sent."""

from collections.abc import Callable
from pathlib import Path

import pytest

from redaksi.errors import RedaksiError

from .rooms import Room

MAIL = """
[[target]]
name = "surat"
kind = "mail"
url = "smtps://surat.contoh.id"
user = "redaksi@contoh.id"
to = "file:{}"
"""
FOLDER = '\n[[target]]\nname = "{}"\nkind = "{}"\nfolder = "{}"\n'


@pytest.fixture
def problems(room: Room) -> Callable[[str], list[str]]:
    settings = (room.folder / "newsroom.toml").read_text()

    def told(more: str) -> list[str]:
        (room.folder / "newsroom.toml").write_text(settings + more)
        found = room.desk("Budi Editor").deliveries.targets()
        return [" ".join(one.problems) for one in found]

    return told


def test_a_list_of_addresses_is_read(problems: Callable[[str], list[str]], tmp_path: Path) -> None:
    path = tmp_path / "luar" / "pelanggan"
    path.parent.mkdir()
    assert str(path) in problems(MAIL.format(path))[0]
    path.write_text("a@contoh.id\nbukan alamat\n")
    path.chmod(0o600)
    assert "no address: 2" in problems(MAIL.format(path))[0]
    path.write_text("a@contoh.id\n")
    assert problems(MAIL.format(path)) == [""]


def test_a_folder_that_is_a_file_is_named(
    problems: Callable[[str], list[str]], tmp_path: Path
) -> None:
    path = tmp_path / "luar"
    assert problems(FOLDER.format("arsip", "text", path)) == [""]
    path.write_text("")
    assert problems(FOLDER.format("arsip", "text", path)) == [f"{path} is not a folder."]
    inside = problems(FOLDER.format("arsip", "text", path / "dalam"))
    assert inside == [f"{path} is not a folder."]


def test_a_feed_in_the_folder_of_another_target_is_named(
    problems: Callable[[str], list[str]], tmp_path: Path
) -> None:
    outer = FOLDER.format("situs", "site", tmp_path / "luar")
    for kind in ("rss", "site"):
        inner = FOLDER.format("umpan", kind, tmp_path / "luar" / "umpan")
        assert problems(outer + inner) == [
            "",
            "Its folder lies in the folder of the target situs.",
        ]
    beside = FOLDER.format("umpan", "rss", tmp_path / "luar-umpan")
    assert problems(outer + beside) == ["", ""]


@pytest.mark.parametrize(("to", "is_chat"), [("kabar", False), ("@kabar_kota", True)])
def test_a_name_that_is_no_chat_is_named_without_the_token(
    room: Room, problems: Callable[[str], list[str]], to: str, is_chat: bool
) -> None:
    settings = f'\n[[target]]\nname = "kanal"\nkind = "telegram"\nsecret = "env:X"\nto = "{to}"\n'
    assert problems(settings) == ["" if is_chat else f"{to} is no chat of Telegram."]
    desk = room.desk("Budi Editor")
    if is_chat:
        with pytest.raises(RedaksiError, match="not trusted"):
            desk.deliveries.check("kanal")
    else:
        assert desk.deliveries.check("kanal") == (f"{to} is no chat of Telegram.",)
