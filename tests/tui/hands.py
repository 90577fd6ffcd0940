"""The hands and eyes of a person at a desk, whose keys are counted.

The same acts go to a desk in this process (`PilotHands`) or in a terminal of tmux (`TmuxHands`).
"""

import asyncio
import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from textual.pilot import Pilot

from tests.waiting import soon

from .driving import keys, pasted, shown, typed, until
from .tmux import Session


@dataclass
class Tally:
    """Pressed keys: `words` of them are characters of text, `acts` are all others.

    A paste is one act, as a person presses one key for it.
    """

    acts: int = 0
    words: int = 0

    @property
    def keys(self) -> int:
        """All keys."""
        return self.acts + self.words


class Hands(ABC):
    """Presses keys at a desk, and counts them in `tally`."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally

    async def press(self, *names: str) -> None:
        """Press keys, by the names of Textual."""
        self._tally.acts += len(names)
        await self._press(*names)

    async def write(self, text: str) -> None:
        """Type `text`."""
        self._tally.words += len(text)
        await self._type(text)

    async def paste(self, text: str) -> None:
        """Paste `text` in one go."""
        self._tally.acts += 1
        await self._paste(text)

    async def see(self, *texts: str) -> None:
        """Wait until all `texts` are on the screen, wherever their lines break."""
        if not await self._comes(lambda: all(map(self._sees, texts))):
            missing = [text for text in texts if not self._sees(text)]
            raise AssertionError(f"{missing} not seen:\n{self.screen()}")

    async def see_no_more(self, text: str) -> None:
        """Wait until `text` has left the screen."""
        if not await self._comes(lambda: not self._sees(text)):
            raise AssertionError(f"{text} still seen:\n{self.screen()}")

    def _sees(self, text: str) -> bool:
        return _folded(text) in _folded(self.screen())

    @abstractmethod
    def screen(self) -> str:
        """The text of the whole screen."""

    @abstractmethod
    async def _press(self, *names: str) -> None: ...

    @abstractmethod
    async def _type(self, text: str) -> None: ...

    @abstractmethod
    async def _paste(self, text: str) -> None: ...

    @abstractmethod
    async def _comes(self, condition: Callable[[], bool]) -> bool:
        """Whether `condition` comes true."""


def _folded(text: str) -> str:
    """`text` in one line, without the frames of boxes."""
    return re.sub(r"[\s▎▊▌│]+", " ", text)


class PilotHands(Hands):
    """Works at an app in this process."""

    def __init__(self, tally: Tally, pilot: Pilot[Any]) -> None:
        super().__init__(tally)
        self._pilot = pilot

    def screen(self) -> str:
        return shown(self._pilot)

    async def _press(self, *names: str) -> None:
        await keys(self._pilot, *names)

    async def _type(self, text: str) -> None:
        await typed(self._pilot, text)

    async def _paste(self, text: str) -> None:
        await pasted(self._pilot, text)

    async def _comes(self, condition: Callable[[], bool]) -> bool:
        try:
            await until(condition)
        except TimeoutError:
            return False
        return True


class TmuxHands(Hands):
    """Works at a desk in a terminal of tmux."""

    def __init__(self, tally: Tally, session: Session) -> None:
        super().__init__(tally)
        self._session = session

    def screen(self) -> str:
        return self._session.screen()

    async def _press(self, *names: str) -> None:
        self._session.keys(*map(_tmux_name, names))

    async def _type(self, text: str) -> None:
        self._session.type(text)

    async def _paste(self, text: str) -> None:
        self._session.paste(text)

    async def _comes(self, condition: Callable[[], bool]) -> bool:
        return await asyncio.to_thread(soon, condition)


def _tmux_name(name: str) -> str:
    """The name that tmux gives to the key that Textual calls `name`."""
    if len(name) == 1:
        return name
    if name == "shift+tab":
        return "BTab"
    *held, key = name.split("+")
    return "".join("C-" for _ in held) + (key if len(key) == 1 else key.title())
