"""The private parts of Textual that Redaksi uses.

They are those of Textual 8.2. If another version lacks one of them, the import fails with a
sentence that names the needed version. `tests/tui/test_textual_internals.py` checks them before a
release.
"""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from textual.app import App, ReturnType
from textual.command import CommandPalette

NEEDED = "8.2"
"""The version of Textual that has these private parts."""


def moved(part: str) -> ImportError:
    """The error for an installed Textual that lacks `part`."""
    from importlib.metadata import version  # noqa: PLC0415 - it takes 10 ms

    return ImportError(
        f"Redaksi needs Textual {NEEDED}; Textual {version('textual')} has no `{part}`"
    )


try:
    from textual._styles_cache import StylesCache
    from textual._time import get_time
    from textual._xterm_parser import XTermParser
    from textual.drivers import linux_driver
except ImportError as error:
    raise moved(error.name or str(error)) from error

if TYPE_CHECKING:
    from codecs import IncrementalDecoder
    from collections.abc import Callable, Iterator

    from textual.binding import Keymap
    from textual.message import Message
    from textual.screen import Screen
    from textual.widget import Widget

__all__ = [
    "QuietApp",
    "SequenceParser",
    "SteadyPalette",
    "apply_keymap",
    "bound_keys",
    "failure",
    "forget_widgets",
    "get_time",
    "read_with",
    "write_sequence",
]

LONGEST_KEY = len("\x1bx")
"""Characters of the longest sequence that is a key although it may begin a longer one."""


def require(owner: object, *parts: str) -> None:
    """Raise an ImportError that names the first of `parts` that `owner` lacks.

    `owner` is a class, or an object that stands for its class.
    """
    kind = owner if isinstance(owner, type) else type(owner)
    for part in parts:
        if not hasattr(owner, part):
            raise moved(f"{kind.__module__}.{kind.__qualname__}.{part}")


require(App, "_fatal_error", "_close_messages_no_wait")
require(CommandPalette, "_action_command_list")


class QuietApp(App[ReturnType]):
    """An app that ends after an exception inside and paints no traceback.

    Textual would first paint the traceback with every value in it, which can take minutes.
    """

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()


class SteadyPalette(CommandPalette):
    """A palette whose list takes keys before its first paint, when it has no pages yet."""

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError):
            super()._action_command_list(action)


class SequenceParser(XTermParser):
    """Textual's parser of the terminal's input, for input that was cut into whole sequences."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        require(self, "_gen", "_awaiting", "_tokens", "_timeout_time")

    def events(self, sequence: str) -> list[Message]:
        """The events of one whole `sequence`; none if it names a key beyond Unicode."""
        try:
            found = [*super().feed(sequence)]
        except (ValueError, OverflowError):
            self._gen = self.parse(self._tokens.append)
            self._awaiting, self._timeout_time = next(self._gen), None
            return []
        if self._timeout_time is None:
            return found
        self._timeout_time = 0.0  # Textual waits for more, but `sequence` is whole
        keys = [*super().tick()]
        return [*found, *keys] if len(sequence) <= LONGEST_KEY else found


def read_with(
    decoder: Callable[[str], Callable[[], IncrementalDecoder]], parser: type[XTermParser]
) -> None:
    """Let Textual parse the terminal's input by `parser`.

    `decoder` takes the name of an encoding and returns the factory of its decoder.
    """
    own = vars(linux_driver)
    for part in ("getincrementaldecoder", "XTermParser"):
        if part not in own:
            raise moved(f"textual.drivers.linux_driver.{part}")
    parser()  # raises here, and not in the thread that reads
    own.update(getincrementaldecoder=decoder, XTermParser=parser)


def bound_keys(widget: Widget) -> Iterator[tuple[str, str]]:
    """The keys that `widget` itself binds, each with its action.

    Textual publishes only the bindings that it shows.
    """
    for key, found in widget._bindings.key_to_bindings.items():
        yield key, found[0].action


def apply_keymap(screen: Screen[Any], keymap: Keymap) -> None:
    """Bind the commands of `screen` to the keys of `keymap`, before the screen is shown."""
    screen._bindings.apply_keymap(keymap)


def failure(app: App[Any]) -> Exception | None:
    """The exception that ended `app`, or None."""
    return app._exception


def write_sequence(app: App[Any], sequence: str) -> None:
    """Write `sequence`, which shows nothing by itself, to the terminal of `app`."""
    if app._driver:
        app._driver.write(sequence)


def forget_widgets() -> None:
    """Let Textual cache the colours of widgets without the widgets.

    Textual 8.2 keeps the painted lines of a thousand widgets that are gone, because its cache
    holds the object beside the colours (Textual's issue 6665). Each search for garbage visits
    them, and the screen stands still meanwhile.
    """
    require(StylesCache, "get_inner_outer")
    cached = vars(StylesCache)["get_inner_outer"]
    if not isinstance(cached, staticmethod):
        by_colours = lru_cache(cached.cache_info().maxsize)(
            partial(cached.__wrapped__, StylesCache)
        )
        StylesCache.get_inner_outer = staticmethod(by_colours)  # type: ignore[assignment]
