"""What shows an article and scrolls like a pager."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.reactive import reactive

from redaksi.article import Dossier
from redaksi.desk import Desk


class Pager(VerticalScroll, can_focus=True):
    """Composed anew whenever another dossier, or a newer one, is put in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", show=False),
        Binding("k", "scroll_up", show=False),
        Binding("space,ctrl+d", "page_down", show=False),
        Binding("ctrl+u", "page_up", show=False),
        Binding("g", "scroll_home", show=False),
        Binding("G", "scroll_end", show=False),
    ]
    dossier: reactive[Dossier | None] = reactive(None, recompose=True)

    def __init__(self, dossier: Dossier, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.set_reactive(Pager.dossier, dossier)
