"""Every screen and dialog equals its accepted picture and is readable (WCAG AA).

The pictures are narrow and wide, dark and light.
`pytest tests/tui/test_pictures.py --snapshot-update` takes new pictures. Look at each new picture
before you commit it.
"""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import textual
from pytest_textual_snapshot import SVGImageExtension
from syrupy.assertion import SnapshotAssertion
from textual.screen import Screen

from redaksi.desk import Desk
from redaksi.tui import inventory

from . import gallery
from .conftest import Clock
from .gallery import DOCS, VIEWS
from .posing import HOME, SHOTS, Scene, Shot, out_of_sight, photographed, posed

TAKEN = Path(__file__).parent / "__snapshots__" / Path(__file__).stem
MADE_WITH = "8.2"
"""The version of Textual with which the pictures were taken.

Another minor version may draw Textual's own widgets in another way.
"""

PRESENT = ".".join(textual.__version__.split(".")[:2])


def test_the_pictures_were_taken_with_the_textual_that_is_installed() -> None:
    assert PRESENT == MADE_WITH, (
        "take new pictures (see above), look at each, and write this version into MADE_WITH"
    )


@pytest.mark.skipif(
    PRESENT != MADE_WITH, reason=f"the pictures were taken with Textual {MADE_WITH}"
)
@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
async def test_a_screen_looks_as_it_was_accepted(
    shot: Shot,
    desk_of: Callable[[str], Desk],
    clock: Clock,
    room: Path,
    snapshot: SnapshotAssertion,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOME", HOME)
    snapshot = snapshot.use_extension(SVGImageExtension)
    async with posed(shot, Scene(desk_of(shot.who), desk_of, clock, room)) as pilot:
        pictures = await photographed(pilot, shot)
        hidden = await out_of_sight(pilot)
    assert [line for picture in pictures.values() for line in picture.unreadable] == []
    changed = [name for name, picture in pictures.items() if snapshot(name=name) != picture.svg]
    for name in changed:
        (tmp_path / f"{name}.svg").write_text(pictures[name].svg, "utf-8")
    assert not changed, (
        f"look at the new pictures in {tmp_path}; accept a wanted change by --snapshot-update"
    )
    assert hidden == []


@pytest.mark.parametrize(
    "shots", [SHOTS, [view.shot for view in VIEWS.values()]], ids=["compared", "in the docs"]
)
def test_every_screen_and_dialog_has_a_picture(shots: Sequence[Shot]) -> None:
    inventory.screens()  # loads all screens
    ours = {
        one
        for one in inventory.subclasses(Screen)
        if one.__module__.startswith("redaksi.") and not one.__subclasses__()
    }
    assert ours - {shot.shows for shot in shots} == set()


def test_the_page_of_the_pictures_shows_all_of_them_and_no_other() -> None:
    page = (DOCS / "screens.md").read_text("utf-8")
    assert re.findall(r"\((screens/.*?)\)", page) == [f"screens/{name}.svg" for name in VIEWS]
    files = {file.name for file in (DOCS / "screens").iterdir()}
    ours = {f"{name}.svg" for name in VIEWS}
    sites = set(re.findall(r"\(screens/(.*?)\)", (DOCS / "site.md").read_text("utf-8")))
    assert files == ours | sites, "make screens"


def test_there_are_pictures_of_the_present_screens_only() -> None:
    names = {shot.name for shot in SHOTS}
    assert len(names) == len(SHOTS)
    known = {f"{shot.name}][{look}" for shot in SHOTS for look in shot.looks}
    taken = {file.stem.partition("[")[2].rpartition("]")[0] for file in TAKEN.glob("*.svg")}
    assert taken == known


def test_a_picture_that_is_not_on_the_page_cannot_be_taken() -> None:
    with pytest.raises(SystemExit, match="No picture is called ekspor"):
        gallery.main(["ekspor"])
