"""The person's own editor: its text is saved, and no failure loses the text."""

import re
import shlex
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from redaksi.desk import Desk
from redaksi.domain.article import Text
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.screens.edit import EditScreen
from redaksi.tui.screens.merging import MergeScreen

from .conftest import CHIEF, WRITER
from .driving import draft, keys, on, said, shown
from .terminal import desk_in_terminal


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """A function that makes a Python script the `$VISUAL`; `file` is the path to edit.

    `$VISUAL` also holds an argument.
    """
    monkeypatch.setattr(RedaksiApp, "suspend", lambda _app: nullcontext())

    def make(script: str) -> None:
        program = tmp_path / "pe nyunting.py"
        lines = [
            "import sys, pathlib",
            "assert sys.argv[1] == '--wait'",
            "file = pathlib.Path(sys.argv[2])",
            script,
        ]
        program.write_text("\n".join(lines))
        monkeypatch.setenv(
            "VISUAL", f"{shlex.quote(sys.executable)} {shlex.quote(str(program))} --wait"
        )

    return make


def kept(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "home").rglob("kept/*"))


async def test_what_the_own_editor_saves_is_saved(
    app: RedaksiApp, desk: Desk, editor: Callable[[str], None], tmp_path: Path
) -> None:
    dossier = draft(desk, "Panen", "Satu.", "Dua.")
    editor(
        "assert file.stat().st_mode & 0o077 == 0; file.write_text(file.read_text().replace('Dua', "
        "'Dua kali'))"
    )
    async with app.run_test() as pilot:
        await keys(pilot, "E")
        assert "Saved as revision 2." in shown(pilot) + said(pilot)
        editor("pass")
        await keys(pilot, "E")
        assert "Nothing was changed." in shown(pilot) + said(pilot)
    assert desk.reading.article(dossier.id).article.text.body == ("Satu.", "Dua kali.")
    assert kept(tmp_path) == []


async def test_what_goes_wrong_is_said_and_loses_nothing(
    app: RedaksiApp,
    desk: Desk,
    editor: Callable[[str], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dossier = draft(desk, "Panen", "Satu.")
    async with app.run_test(size=(120, 40)) as pilot:
        editor("sys.exit(3)")
        await keys(pilot, "E")
        assert re.search(
            r"The outside editor failed: \S+ ended with status 3\.", shown(pilot) + said(pilot)
        )
        assert kept(tmp_path) == []
        editor("file.write_text('# Panen\\n\\nHampir jadi.'); sys.exit(3)")
        await keys(pilot, "E")
        (file,) = kept(tmp_path)
        assert "Hampir jadi." in file.read_text()
        assert "What you typed is kept in" in shown(pilot) + said(pilot)
        monkeypatch.setenv("VISUAL", "nanoo -w")
        await keys(pilot, "E")
        assert "there is no program nanoo." in shown(pilot) + said(pilot)
        monkeypatch.delenv("VISUAL")
        monkeypatch.delenv("EDITOR", raising=False)
        await keys(pilot, "E")
        assert "No outside editor is set." in shown(pilot) + said(pilot)
        assert on(pilot, BoardScreen)
    assert desk.reading.article(dossier.id).version == dossier.version


async def test_what_conflicts_with_another_is_merged_by_hand(
    app: RedaksiApp, desk_of: Callable[[str], Desk], editor: Callable[[str], None]
) -> None:
    other = desk_of(CHIEF)
    dossier = draft(other, "Panen", "Satu.")
    settle = app.desk.copy.edit

    def meanwhile(*args: object) -> object:
        app.desk.copy.edit = settle  # type: ignore[method-assign]
        other.copy.save(dossier.id, Text(headline="Panen", body=("Milik lain.",)), dossier.version)
        return settle(*args)  # type: ignore[arg-type]

    editor("file.write_text('# Panen\\n\\nMilikku.\\n')")
    async with app.run_test() as pilot:
        app.desk.copy.edit = meanwhile  # type: ignore[assignment,method-assign]
        await keys(pilot, "E")
        assert on(pilot, MergeScreen)
        await keys(pilot, "m", "ctrl+s")
        assert on(pilot, EditScreen)
    assert other.reading.article(dossier.id).article.text.body == ("Milikku.",)


def test_the_editor_has_the_terminal_and_gives_it_back(
    room: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = draft(desk, "Panen", "Satu.")
    monkeypatch.setenv(
        "VISUAL", 'sh -c \'echo BERSIH; printf "# Panen raya\\n\\nSatu.\\n" > "$0"\''
    )
    with desk_in_terminal(room, WRITER) as terminal:
        terminal.wait_for("Panen")
        terminal.type("E")
        terminal.wait_for("BERSIH")
        terminal.wait_for("Saved")
        terminal.type("q")
        terminal.process.wait(20)
    assert desk.reading.article(dossier.id).article.text.headline == "Panen raya"
