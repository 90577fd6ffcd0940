"""`make screens`: the pictures of the README, taken from the real program on the sample newsroom."""

import asyncio
import tempfile
from pathlib import Path

from redaksi import i18n
from redaksi.desk import Identity, open_desk
from redaksi.desk.demo import create
from redaksi.tui.app import RedaksiApp

FOLDER = Path(__file__).parent / "screens"
WIDE, NARROW = (120, 40), (80, 24)
SHOTS = {
    "board-120x40": (WIDE, ()),
    "board-80x24": (NARROW, ()),
    "article-120x40": (WIDE, ("j", "enter")),
    "edit-80x24": (NARROW, ("e",)),
    "search-120x40": (WIDE, ("slash", *"banjir", "enter")),
}


async def shoot(room: Path, name: str) -> None:
    """Save the screen called NAME as an SVG."""
    size, keys = SHOTS[name]
    with open_desk(room, "Sari Wulandari") as desk:
        desk.reading.rows()
        app = RedaksiApp(desk)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            for key in keys:
                await pilot.press(key)
                await pilot.pause()
            await pilot.pause(0.6)
            app.save_screenshot(f"{name}.svg", str(FOLDER))


def main() -> None:
    i18n.install("id")
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder) / "Kabar Brantas"
        create(room, Identity(name="Nawang Sekar", login="desk", host="desk"))
        for name in SHOTS:
            asyncio.run(shoot(room, name))


if __name__ == "__main__":
    main()
