"""The clipboard gets the headline, text or link of an article, or the text under the mouse."""

from collections.abc import Callable
from pathlib import Path

import pytest

from redaksi.desk import Desk
from redaksi.domain.article import Photo, Related
from redaksi.tui import clipboard
from redaksi.tui.app import RedaksiApp

from .conftest import CHIEF
from .driving import draft, keys, said, shown

PROGRAMS = ("pbcopy", "wl-copy", "xclip", "xsel")


async def test_headline_text_and_link_are_copied_from_board_and_article(
    app: RedaksiApp, desk: Desk
) -> None:
    dossier = draft(
        desk,
        "Panen raya di dua belas desa sepanjang sungai",
        "Satu **tebal**.",
        "Dua.",
        deck="Anak judul",
        byline="Arif",
        photos=(Photo(caption="Sawah", credit="Arif"),),
        related=(Related(title="Pasar", url="https://contoh.id/pasar"),),
    )
    whole = (
        "# Panen raya di dua belas desa sepanjang sungai\n\n**Anak judul**\n\nArif\n\nSatu "
        "**tebal**.\n\nDua.\n\n"
        "*Sawah · Photo: Arif*\n\nRead also:\n- [Pasar](https://contoh.id/pasar)\n"
    )
    async with app.run_test() as pilot:
        for _screen in ("board", "article"):
            await keys(pilot, "y")
            assert app.clipboard == dossier.article.text.headline
            assert said(pilot).startswith(
                "Copied: Panen raya di dua belas desa s… (45 characters)"
            )
            await keys(pilot, "Y")
            assert app.clipboard == whole
            assert f"({len(whole)} characters)" in said(pilot)
            await keys(pilot, "ctrl+y")
            assert app.clipboard == dossier.id
            await keys(pilot, "enter")


async def test_the_link_of_a_published_article_is_its_slug(
    app: RedaksiApp, desk: Desk, desk_of: Callable[[str], Desk]
) -> None:
    dossier = draft(desk, "Panen raya", "Satu.")
    desk.moves.submit(dossier.id, CHIEF)
    desk_of(CHIEF).moves.publish(dossier.id)
    async with app.run_test() as pilot:
        await keys(pilot, "l", "l", "ctrl+y")
        assert app.clipboard == "panen-raya"


async def test_a_published_article_is_copied_in_short_for_a_chat(
    app: RedaksiApp, desk: Desk, desk_of: Callable[[str], Desk]
) -> None:
    dossier = draft(desk, "Panen raya", "Padi dipanen. Warga senang. Harga naik.", tags=("padi",))
    desk.moves.submit(dossier.id, CHIEF)
    desk_of(CHIEF).moves.publish(dossier.id)
    async with app.run_test() as pilot:
        await keys(pilot, "l", "l", "c")
        assert "*Panen raya*" in shown(pilot)
        assert "There is no link" in shown(pilot)
        await keys(pilot, "enter")
        assert app.clipboard == "*Panen raya*\n\nPadi dipanen. Warga senang.\n\n#padi"
        await keys(pilot, "c", "down", "down")
        assert "There is no link" not in shown(pilot)  # Instagram takes none
        await keys(pilot, "enter")
        assert app.clipboard == "Panen raya\n\nPadi dipanen. Warga senang.\n\n#padi"
        assert "Copied: Panen raya" in said(pilot)


async def test_a_draft_is_not_copied_for_a_chat(app: RedaksiApp, desk: Desk) -> None:
    draft(desk, "Panen raya", "Padi dipanen.")
    async with app.run_test() as pilot:
        await keys(pilot, "c")
        assert "never published" in said(pilot)
        assert app.clipboard == ""


async def test_nothing_selected_is_said(app: RedaksiApp) -> None:
    async with app.run_test() as pilot:
        await keys(pilot, "y")
        assert "No article is selected." in said(pilot)
        assert app.clipboard == ""
        app.copy_to_clipboard("Panen")
        app.copy_to_clipboard("")  # as ctrl+x in a field without a selection
        assert app.clipboard == "Panen"


async def test_words_marked_with_the_mouse_are_copied_with_ctrl_c(
    app: RedaksiApp, desk: Desk
) -> None:
    draft(desk, "Panen raya", "Padi menguning di sawah.")
    async with app.run_test() as pilot:
        await keys(pilot, "enter")
        await pilot.mouse_down("ArticleText", offset=(4, 0))
        await pilot.hover("ArticleText", offset=(9, 0))
        await pilot.mouse_up("ArticleText", offset=(9, 0))
        await keys(pilot, "ctrl+c")
        assert app.clipboard in "Panen raya"
        assert app.clipboard.startswith("Panen")
        assert "Copied: Panen" in said(pilot)


def test_the_systems_clipboard_is_used_on_this_machine_only(tmp_path: Path) -> None:
    for name in PROGRAMS:
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    path = {"PATH": str(tmp_path)}
    assert clipboard.tool({**path, "DISPLAY": ":0"}, "linux") == [
        "xclip",
        "-selection",
        "clipboard",
    ]
    assert clipboard.tool({**path, "DISPLAY": ":0", "WAYLAND_DISPLAY": "w"}, "linux") == [
        "wl-copy"
    ]
    assert clipboard.tool(path, "darwin") == ["pbcopy"]
    assert clipboard.tool({**path, "DISPLAY": ":0", "SSH_CONNECTION": "1.2.3.4"}, "linux") == []
    assert clipboard.tool(path, "linux") == []
    (tmp_path / "xclip").unlink()
    assert clipboard.tool({**path, "DISPLAY": ":0"}, "linux") == ["xsel", "--clipboard", "--input"]
    assert clipboard.tool({"PATH": "", "DISPLAY": ":0"}, "linux") == []


def test_the_system_gets_the_whole_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "xclip"
    program.write_text(f"#!/bin/sh\nexec /bin/cat > {tmp_path}/taken\n")
    program.chmod(0o755)
    for name in ("SSH_CONNECTION", "SSH_TTY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("PATH", str(tmp_path))
    clipboard.copy("Panen 🌊\n" * 20_000)
    assert (tmp_path / "taken").read_text() == "Panen 🌊\n" * 20_000
    program.write_text("#!/bin/sh\nexit 1\n")
    clipboard.copy("x")
