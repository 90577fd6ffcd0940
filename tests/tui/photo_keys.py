"""The keys for particulars with a photo: path, caption, credit, alt, due and reviewer.

A script, so that the same keys are counted and tried on any commit:
`python -m tests.tui.photo_keys before`, and `now`. A paste is one key, as a person presses one.
"""

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from textual.events import Paste
from textual.pilot import Pilot

from redaksi.desk import Desk, newsroom, open_desk, system_identity
from redaksi.domain.article import Article, Photo, Stage, Text
from redaksi.tui.app import RedaksiApp
from tests.pictures.pieces import photo, xmp

EDITOR, REVIEWER = "Yanuar D", "Rina Kusuma"
CAPTION = "Warga menyeberangi Jalan Raya Porong yang tergenang banjir rob sejak Senin dini hari."
CREDIT, ALT = "Budi Santoso/Antara", "Warga di air setinggi lutut"
FILE = "FILE"
"""Stands in a way for the paste of the path of the picture."""

BEFORE = (
    *("f", *["tab"] * 6, *"01/12/2099 17.00"),
    *(*["tab"] * 3, *CAPTION, "tab", *CREDIT, "tab", *ALT, "tab", FILE),
    *("ctrl+s", "escape", "s", *"rin", "enter"),
)
"""The keys up to 8e38a7c7. They name the file only: attaching took a command line besides."""
NOW = (
    *("f", *["tab"] * 6, *"1 Des 2099 5 sore", FILE),
    *("ctrl+s", "escape", "s", *"rin", "enter"),
)
"""The keys now, for a picture whose file brings its words."""
WAYS = {"before": BEFORE, "now": NOW}


async def press(pilot: Pilot[Any], way: Sequence[str], path: Path) -> None:
    """Press the keys of `way`; wait a moment after the path, as a person looks at the picture."""
    names = {" ": "space", ",": "comma", ".": "full_stop", "/": "slash"}
    for key in way:
        if key == FILE:
            pilot.app.post_message(Paste(str(path)))
            await pilot.pause(3)
        else:
            await pilot.press(names.get(key, key))
    await pilot.pause()


def filled(article: Article) -> dict[str, bool]:
    """Which of the wanted values `article` has."""
    one = next(iter(article.text.photos), Photo())
    return {
        "due": bool(article.due) and f"{article.due:%d/%m/%Y %H}" == "01/12/2099 10",
        "caption": one.caption == CAPTION,
        "credit": one.credit == CREDIT,
        "alt": one.alt == ALT,
        "file": one.file.endswith("rob.jpg"),
        "picture": bool(one) and bool(one.attachment),
        "reviewer": article.editor(Stage.REVIEW) == REVIEWER,
    }


async def tried(desk: Desk, way: Sequence[str], folder: Path, size: tuple[int, int]) -> Article:
    """The article after the keys of `way`, at a terminal of `size`."""
    path = folder / "rob.jpg"
    path.write_bytes(photo(words=xmp(CAPTION, "Budi Santoso", "Antara", ALT)))
    dossier = desk.copy.new(Text(headline="Banjir Rob Surut", body=("Air surut sejak pagi.",)))
    async with RedaksiApp(desk).run_test(size=size) as pilot:
        await press(pilot, way, path)
    return desk.reading.article(dossier.id).article


def main(arguments: Sequence[str]) -> None:
    """Try the way that `arguments` name, and print its keys and what the article has."""
    way = WAYS[arguments[0]]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        newsroom.create(folder / "ruang", system_identity(EDITOR))
        with open_desk(folder / "ruang", EDITOR) as desk:
            desk.team.add(REVIEWER)
            article = asyncio.run(tried(desk, way, folder, (80, 24)))
    print(len(way), "keys;", filled(article))  # noqa: T201 - a script


if __name__ == "__main__":
    main(sys.argv[1:])
