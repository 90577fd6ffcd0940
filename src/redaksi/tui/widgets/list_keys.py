"""The keys by which one moves in a list of ours: arrows, those of vim, pages, both ends."""

from textual.binding import Binding, BindingType

LIST_KEYS: list[BindingType] = [
    Binding("down,j", "move(1)", show=False),
    Binding("up,k", "move(-1)", show=False),
    Binding("pagedown,ctrl+d", "page(1)", show=False),
    Binding("pageup,ctrl+u", "page(-1)", show=False),
    Binding("home,g", "jump(0)", show=False),
    Binding("end,G", "jump(-1)", show=False),
]
