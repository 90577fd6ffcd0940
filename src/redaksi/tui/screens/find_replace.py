"""The commands of find and replace, on a screen with a find bar."""

from textual import on
from textual.screen import ScreenResultType
from textual.widgets import Input, TextArea

from redaksi.desk.wording import number
from redaksi.i18n import _, ngettext
from redaksi.tui.desk_screen import DeskScreen
from redaksi.tui.widgets.find_bar import FindBar


class FindingScreen(DeskScreen[ScreenResultType]):
    """A screen whose text can be looked through."""

    @property
    def _bar(self) -> FindBar:
        return self.query_one(FindBar)

    @property
    def is_finding(self) -> bool:
        """Whether words are looked for."""
        return self._bar.is_open

    @on(TextArea.Changed, "#body")
    @on(Input.Changed, "#headline")
    def _find_again(self) -> None:
        if self._bar.is_open:
            self._bar.refresh_places()

    def do_find(self) -> None:
        self._bar.open()
        self.add_class("-finding")

    def close_find(self) -> bool:
        """Close the bar; says whether it was open."""
        was_open = self._bar.is_open
        if was_open:
            self._bar.close()
            self.remove_class("-finding")
        return was_open

    def do_findnext(self) -> None:
        self._step(1)

    def do_findprevious(self) -> None:
        self._step(-1)

    def _step(self, step: int) -> None:
        if self._bar.is_open:
            self._bar.step(step)
        else:
            self.step(step)

    def step(self, step: int) -> None:
        """Go one STEP on while nothing is looked for."""
        self.do_find()

    @on(Input.Submitted, "#find-replacement")
    def do_replaceone(self) -> None:
        if self._bar.is_open and (count := self._bar.replace()):
            done = ngettext(
                "{count} place replaced; none follows.",
                "{count} places replaced; none follows.",
                count,
            )
            self.host.say(done.format(count=number(count)))

    def do_replaceall(self) -> None:
        if self._bar.is_open:
            count = self._bar.replace_all()
            done = ngettext(
                "{count} place replaced. ^z undoes it.",
                "{count} places replaced. ^z undoes it.",
                count,
            )
            self.host.say(done.format(count=number(count)) if count else _("Nothing was found."))

    def do_capitals(self) -> None:
        if self._bar.is_open:
            self._bar.toggle_capitals()
