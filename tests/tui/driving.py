"""The actions of a person at the keys, and the text that the person sees."""

import asyncio
from collections.abc import Callable
from typing import Any

from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Static

from redaksi.desk import Desk
from redaksi.domain.article import Dossier, Text
from redaksi.tui.widgets.article_list import ArticleList
from redaksi.tui.widgets.command_bar import CommandBar
from tests.waiting import PATIENCE


async def keys(pilot: Pilot[Any], *pressed: str) -> None:
    """Press the keys `pressed` one after another and wait until the screen is idle."""
    await pilot.press(*pressed)
    await pilot.pause()


async def typed(pilot: Pilot[Any], text: str) -> None:
    """Type `text`, one key per character."""
    names = {" ": "space", "\n": "enter", ",": "comma"}
    await keys(pilot, *(names.get(character, character) for character in text))


async def pasted(pilot: Pilot[Any], text: str) -> None:
    """Paste `text` into the focused field, as a terminal does."""
    pilot.app.post_message(Paste(text))
    await pilot.pause()


async def until(condition: Callable[[], object]) -> None:
    """Wait until `condition` holds.

    Raises:
        TimeoutError: when `condition` does not hold within `PATIENCE`
    """
    async with asyncio.timeout(PATIENCE):
        while not condition():
            await asyncio.sleep(0.02)


def on(pilot: Pilot[Any], screen: type) -> bool:
    """Whether the top screen is a `screen`."""
    return isinstance(pilot.app.screen, screen)


def seen(pilot: Pilot[Any], selector: str) -> str:
    """The text of the first widget that matches `selector`, or else of the whole screen."""
    widget = pilot.app.screen.query(selector).first()
    return (
        str(widget.render())
        if isinstance(widget, Static | CommandBar)
        else "\n".join(lines(pilot))
    )


def lines(pilot: Pilot[Any]) -> list[str]:
    """The text of the whole screen, line by line."""
    screen = pilot.app.screen
    strips = screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def shown(pilot: Pilot[Any]) -> str:
    """The text of the whole screen."""
    return "\n".join(lines(pilot))


def said(pilot: Pilot[Any]) -> str:
    """The last messages in the footers of all screens."""
    return "\n".join(
        bar.sentence for screen in pilot.app.screen_stack for bar in screen.query(CommandBar)
    )


def headlines(pilot: Pilot[Any], stage: str) -> list[str]:
    """The headlines of `stage` on the board, from the top."""
    articles = pilot.app.screen.query_one(f"#{stage}").query_one(ArticleList)
    rows = (articles._row(place) for place in range(articles._count))
    return [row.headline for row in rows if row]


def draft(desk: Desk, headline: str, *body: str, **fields: Any) -> Dossier:
    """A new draft, written at `desk`."""
    return desk.copy.new(Text(headline=headline, body=body, **fields))
