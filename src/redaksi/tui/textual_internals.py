"""The private parts of Textual that Redaksi uses.

They are those of Textual 8.2. If another version lacks one of them, the import fails with a
sentence that names the needed version. `tests/tui/test_textual_internals.py` checks them before a
release.
"""

from __future__ import annotations

from functools import lru_cache, partial
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

NEEDED = "8.2"
"""The version of Textual that has these private parts."""


def moved(part: str) -> ImportError:
    """The error for an installed Textual that lacks `part`."""
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

    from textual.app import App
    from textual.binding import Keymap
    from textual.screen import Screen
    from textual.widget import Widget

__all__ = [
    "XTermParser",
    "apply_keymap",
    "bound_keys",
    "failure",
    "forget_widgets",
    "get_time",
    "read_with",
]


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


def forget_widgets() -> None:
    """Let Textual cache the colours of widgets without the widgets.

    Textual 8.2 keeps the painted lines of a thousand widgets that are gone, because its cache
    holds the object beside the colours (Textual's issue 6665). Each search for garbage visits
    them, and the screen stands still meanwhile.
    """
    cached = vars(StylesCache).get("get_inner_outer")
    if cached is None:
        raise moved("textual._styles_cache.StylesCache.get_inner_outer")
    if not isinstance(cached, staticmethod):
        by_colours = lru_cache(cached.cache_info().maxsize)(
            partial(cached.__wrapped__, StylesCache)
        )
        StylesCache.get_inner_outer = staticmethod(by_colours)  # type: ignore[assignment]
