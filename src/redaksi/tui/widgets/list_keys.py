"""The keys that move up and down everywhere: arrows, those of vim, pages, Home and End."""

from textual.binding import Binding, BindingType


def list_keys(
    down: str, up: str, page_down: str, page_up: str, first: str, last: str
) -> list[BindingType]:
    """The key bindings for a widget with the given names of actions."""
    keys = {
        "down,j": down,
        "up,k": up,
        "pagedown,ctrl+d": page_down,
        "pageup,ctrl+u": page_up,
        "home,g,ctrl+home": first,
        "end,G,ctrl+end": last,
    }
    return [Binding(key, action, show=False) for key, action in keys.items()]


LIST_KEYS = list_keys("move(1)", "move(-1)", "page(1)", "page(-1)", "jump(0)", "jump(-1)")
"""The keys of our own lists."""
