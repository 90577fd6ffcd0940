"""`make screens`: pictures from the real program on the sample newsroom, and the page that shows them."""

import asyncio
import tempfile
from pathlib import Path
from typing import NamedTuple

from redaksi import i18n
from redaksi.desk import Identity, open_desk
from redaksi.desk.demo import create
from redaksi.tui.app import RedaksiApp

FOLDER = Path(__file__).parent / "screens"
PAGE = Path(__file__).parent / "screens.md"
HEAD = "# The screens\n\nTaken by `make screens` from the program itself, on the sample newsroom, in Indonesian.\n"
WIDE, NARROW = (120, 40), (80, 24)
REST = 1.5
"""Seconds in which the screen comes to rest: the copy desk reads along in a thread."""


class Shot(NamedTuple):
    """What is pressed on the board, in a terminal of which size, and what one sees then."""

    size: tuple[int, int]
    keys: tuple[str, ...]
    tells: str


SHOTS = {
    "board-120x40": Shot(WIDE, (), "The board: the three stages side by side."),
    "board-80x24": Shot(NARROW, (), "The board in a small terminal: the stages are tabs."),
    "board-light-120x40": Shot(WIDE, ("ctrl+t",), "The board in the light theme."),
    "filter-80x24": Shot(NARROW, ("F",), "Filters that combine, and can be saved by name."),
    "marked-120x40": Shot(WIDE, ("space", "j", "space"), "Several articles marked, to be assigned together."),
    "article-120x40": Shot(WIDE, ("j", "enter"), "Reading an article: the text, and everything about it."),
    "note-80x24": Shot(NARROW, ("enter", "j", "N"), "A note on a paragraph; it may ask for a change."),
    "edit-80x24": Shot(NARROW, ("e",), "Writing."),
    "findings-120x40": Shot(WIDE, ("e", "f8"), "The copy desk reads along: the places, the list, the source."),
    "findings-80x24": Shot(NARROW, ("e", "f8", "ctrl+g"), "The same in a small terminal."),
    "find-80x24": Shot(NARROW, ("e", "ctrl+f", *"koperasi"), "Find and replace."),
    "particulars-80x24": Shot(NARROW, ("f",), "The particulars, completed from what was used before."),
    "new-80x24": Shot(NARROW, ("n",), "A new article begins with its headline."),
    "import-80x24": Shot(NARROW, ("i",), "Bringing copy in: a file, a folder, or what one pastes."),
    "assign-80x24": Shot(NARROW, ("a",), "Assigning a stage to an editor."),
    "submit-80x24": Shot(NARROW, ("s",), "Handing a draft in for review."),
    "publish-80x24": Shot(NARROW, ("l", "p"), "Publishing asks: whatever stands against it is shown first."),
    "export-80x24": Shot(NARROW, ("l", "l", "x"), "Writing published articles as files."),
    "revisions-120x40": Shot(WIDE, ("j", "v"), "Every saved text, and what changed word by word."),
    "search-120x40": Shot(WIDE, ("slash", *"banjir", "enter"), "Searching every article's text."),
    "palette-80x24": Shot(NARROW, ("ctrl+p", *"tay"), "The palette finds commands, articles, themes and languages."),
    "help-80x24": Shot(NARROW, ("question_mark",), "Help tells what can be done on this screen, with your own keys."),
}


async def shoot(room: Path, name: str, shot: Shot) -> None:
    """Save the SHOT called NAME as an SVG."""
    with open_desk(room, "Sari Wulandari") as desk:
        desk.reading.rows()
        app = RedaksiApp(desk)
        async with app.run_test(size=shot.size) as pilot:
            await pilot.pause()
            for key in shot.keys:
                await pilot.press(key)
                await pilot.pause(REST / 10 if len(key) == 1 else REST / 3)
            await pilot.pause(REST)
            app.save_screenshot(f"{name}.svg", str(FOLDER))


def main() -> None:
    i18n.install("id")
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder) / "Kabar Brantas"
        create(room, Identity(name="Nawang Sekar", login="desk", host="desk"))
        for name, shot in SHOTS.items():
            asyncio.run(shoot(room, name, shot))
    pictures = (f"\n**{shot.tells}**\n\n![{shot.tells}](screens/{name}.svg)\n" for name, shot in SHOTS.items())
    PAGE.write_text(HEAD + "".join(pictures), "utf-8")


if __name__ == "__main__":
    main()
