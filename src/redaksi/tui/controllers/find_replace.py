"""The commands of find and replace, for a screen with a find bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from redaksi.desk.wording import number
from redaksi.errors import NotFound
from redaksi.i18n import _, ngettext
from redaksi.tui.commands.editing import Find
from redaksi.tui.widgets.find_bar import FindBar
from redaksi.tui.widgets.manuscript import TEXT, Manuscript

if TYPE_CHECKING:
    from collections.abc import Callable

    from redaksi.tui.desk_screen import DeskScreen


class FindReplace:
    """Finds words in a manuscript.

    While the find bar is closed, the keys for the next and the previous place do something else.
    """

    def __init__(self, screen: DeskScreen[Any], step: Callable[[int], None]) -> None:
        """`step` is called with 1 or -1 while the find bar is closed."""
        self._screen = screen
        self._step_else = step

    @property
    def _bar(self) -> FindBar:
        return self._screen.query_one(FindBar)

    @property
    def is_open(self) -> bool:
        """Whether the find bar is open."""
        return self._bar.is_open

    def refresh(self) -> None:
        """Find the places again after a change of the text."""
        if self._bar.is_open:
            self._bar.refresh_places()

    def do_find(self) -> None:
        self._screen.query_one(Manuscript).active = TEXT
        self._bar.open()
        self._screen.add_class("-finding")

    def close(self) -> bool:
        """Close the bar; returns whether it was open."""
        was_open = self._bar.is_open
        if was_open:
            self._bar.close()
            self._screen.remove_class("-finding")
        return was_open

    def do_findnext(self) -> None:
        self._step(1)

    def do_findprevious(self) -> None:
        self._step(-1)

    def _step(self, step: int) -> None:
        if self._bar.is_open:
            self._found().step(step)
        else:
            self._step_else(step)

    def do_replaceone(self) -> None:
        if count := self._found().replace():
            done = ngettext(
                "{count} place replaced; none follows.",
                "{count} places replaced; none follows.",
                count,
            )
            self._screen.host.say(done.format(count=number(count)))

    def do_replaceall(self) -> None:
        count = self._found().replace_all()
        done = ngettext(
            "{count} place replaced. ^z undoes it.",
            "{count} places replaced. ^z undoes it.",
            count,
        )
        self._screen.host.say(done.format(count=number(count)))

    def do_capitals(self) -> None:
        self._opened().toggle_capitals()

    def _opened(self) -> FindBar:
        """The find bar, in sight.

        Raises:
            NotFound: when it is closed.
        """
        if not self._bar.is_open:
            raise NotFound(
                _("Nothing is looked for."), _("{key} opens the find bar.").format(key=Find.key())
            )
        self._screen.query_one(Manuscript).active = TEXT
        return self._bar

    def _found(self) -> FindBar:
        """The find bar, in sight, with the places that it found.

        Raises:
            NotFound: when it is closed, or found nothing.
        """
        bar = self._opened()
        if not bar.found:
            raise NotFound(_("Nothing was found."))
        return bar
