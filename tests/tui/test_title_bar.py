"""The title bar: what stays whole, and what gives way, where a line is short."""

import pytest
from textual.app import App, ComposeResult

from redaksi.tui.widgets.title_bar import KEPT, TitleBar

EDITING = {
    "title": "Draft · revision 10",
    "warning": "is being edited by Joko Susilo, just now",
    "remark": "27 words · 1 min",
    "last": "saved",
}
READING = {
    "title": "Review · Joko Susilo · 3m",
    "warning": "is being edited by Joko Susilo, 2 minutes ago",
    "due": "due tomorrow 16:00",
    "remark": "Rina Kusuma",
}


class Titled(App[None]):
    """A title bar alone."""

    CSS = "TitleBar { height: 1; }"

    def __init__(self, parts: dict[str, str]) -> None:
        super().__init__()
        self.parts = parts

    def compose(self) -> ComposeResult:
        yield TitleBar()

    def on_mount(self) -> None:
        for name, words in self.parts.items():
            setattr(self.query_one(TitleBar), name, words)


async def line(parts: dict[str, str], width: int) -> str:
    """The title bar of `parts` in `width` cells."""
    app = Titled(parts)
    async with app.run_test(size=(width, 3)) as pilot:
        await pilot.pause()
        return str(app.query_one(TitleBar).render())


@pytest.mark.parametrize("parts", [EDITING, READING], ids=["editing", "reading"])
async def test_a_long_warning_leaves_the_stage_of_the_article(parts: dict[str, str]) -> None:
    told = await line(parts, 80)
    assert len(told) <= 80
    assert told.startswith(parts["title"][: KEPT - 1])
    assert "! is being edited by Joko" in told
    assert told.endswith(parts.get("last", parts["remark"]))
    assert "due" not in told, "a due time is shown whole or not at all"


async def test_where_there_is_room_everything_is_whole() -> None:
    told = await line(READING, 160)
    assert all(words in told for words in READING.values())


async def test_a_warning_is_not_lost_to_the_title_on_a_tiny_screen() -> None:
    assert "! is bein" in await line(EDITING, 40)
