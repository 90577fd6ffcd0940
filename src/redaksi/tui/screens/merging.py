"""The screen that merges by hand: a person decides each conflict between two texts.

All other changes are already merged.
"""

from collections.abc import Awaitable, Iterator
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from redaksi.desk import particulars, wording
from redaksi.desk.conflict import SaveConflict
from redaksi.desk.rescued_text import keep
from redaksi.desk.revisions import differences
from redaksi.domain import merge
from redaksi.domain.article import Text
from redaksi.domain.workflow import stage_name
from redaksi.errors import BadInput
from redaksi.i18n import N_, _, ngettext
from redaksi.text import clean
from redaksi.tui.commands.base import Command, bindings
from redaksi.tui.commands.desk import Help, Leave, Theme
from redaksi.tui.commands.editing import Save
from redaksi.tui.commands.merging import EditMerged, KeepCopy, TakeMine, TakeTheirs
from redaksi.tui.desk_screen import DeskScreen
from redaksi.tui.host import Done
from redaksi.tui.screens.recoverable_dialog import RecoverableDialog
from redaksi.tui.widgets.command_bar import CommandBar
from redaksi.tui.widgets.conflict_view import ConflictView, Sides, Taken
from redaksi.tui.widgets.difference import Differences
from redaksi.tui.widgets.text_box import TextBox
from redaksi.tui.widgets.title_bar import TitleBar


class MergeScreen(DeskScreen[Text]):
    """Returns the merged text, or None where nothing is to be saved."""

    label = N_("merge")
    commands: ClassVar[tuple[type[Command], ...]] = (
        TakeMine,
        TakeTheirs,
        EditMerged,
        Save,
        KeepCopy,
        Leave,
        Theme,
        Help,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(commands),
        Binding("down,j", "app.focus_next", show=False),
        Binding("up,k", "app.focus_previous", show=False),
    ]

    def __init__(self, conflict: SaveConflict) -> None:
        super().__init__()
        self._conflict = conflict
        self._who = conflict.stored.events[-1].editor

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield Static(self._explained(), classes="merge-lead", markup=False)
        yield VerticalScroll(*self._places(), classes="merge-places", can_focus=False)
        yield CommandBar(self.commands)

    def _places(self) -> Iterator[Widget]:
        for one in self._conflict.merge.conflicts:
            yield ConflictView(self._sides(one), self._who)
        yield Differences()

    def on_mount(self) -> None:
        self.query_one(TitleBar).title = _("Merge: {headline}").format(
            headline=self._conflict.mine.headline
        )
        merged = differences(self._conflict.mine, self._conflict.merge.text)
        by_itself = _("Merged by itself, from {who}").format(who=self._who)
        nothing = _("Nothing else was changed by {who}.").format(who=self._who)
        self.query_one(Differences).show(by_itself if merged else nothing, merged)
        self._show_state()

    def _explained(self) -> str:
        stored = self._conflict.stored
        decide = _("Decide what differs, then save. Theirs stays in the history.")
        if self._conflict.put_back:
            back = _("This article was put back to revision {revision} while you were writing.")
            return f"! {back.format(revision=len(stored.revisions))} {decide}"
        if self._conflict.by_hand:
            return (
                "! " + _("This article was changed by hand while you were writing.") + f" {decide}"
            )
        sentence = _("{who} changed this article while you were writing.").format(who=self._who)
        if self._conflict.moved:
            moved = _(
                "The article moved, too: it is in {stage} now, and nothing merges by itself."
            ).format(stage=stage_name(stored.article.stage))
            taken = _(
                "Decide, and the text goes into the editor, unsaved; c keeps a copy of yours."
            )
            return f"! {sentence} {moved} {taken}"
        return f"{sentence} {decide}"

    def _sides(self, one: merge.Conflict) -> Sides:
        if one.field == "body":
            name = _("body, paragraph {number}").format(number=one.position + 1)
            return Sides(name, *("\n\n".join(side) for side in (one.base, one.mine, one.theirs)))
        texts = (self._conflict.ancestor, self._conflict.mine, self._conflict.stored.article.text)
        return Sides(
            wording.field_name(one.field),
            *(particulars.spelled(text, one.field) for text in texts),
        )

    @property
    def _disputes(self) -> list[ConflictView]:
        return list(self.query(ConflictView))

    @property
    def _here(self) -> ConflictView:
        """The selected conflict.

        Raises:
            BadInput: when no conflict is selected
        """
        if isinstance(self.focused, ConflictView):
            return self.focused
        raise BadInput(_("No place is selected."), _("Choose one with the arrows."))

    def _show_state(self) -> None:
        left = sum(one.taken is Taken.NOBODYS for one in self._disputes)
        count = ngettext("{count} place to decide", "{count} places to decide", left).format(
            count=left
        )
        self.query_one(TitleBar).remark = count if left else _("all decided")

    def _take(self, side: Taken) -> None:
        """Take `side` for the selected conflict and go to the next undecided conflict."""
        here = self._here
        if here.taken is side:
            self.host.say(_("This wording is taken already."))
        here.taken = side
        self._show_state()
        self._next(here)

    def _next(self, here: ConflictView | None = None) -> bool:
        """Go to the next undecided conflict after `here`; returns whether there is any."""
        places = self._disputes
        start = places.index(here) if here else 0
        target = next(
            (one for one in places[start:] + places[:start] if one.taken is Taken.NOBODYS), None
        )
        if target:
            self.set_focus(target)
        return target is not None

    def do_takemine(self) -> None:
        self._take(Taken.MINE)

    def do_taketheirs(self) -> None:
        self._take(Taken.THEIRS)

    def do_editmerged(self) -> Awaitable[object]:
        here = self._here
        if self._conflict.merge.conflicts[self._disputes.index(here)].field == "photos":
            raise BadInput(
                _("Photos are taken from one of you."),
                _("Press {mine} or {theirs}.").format(
                    mine=TakeMine.key(), theirs=TakeTheirs.key()
                ),
            )

        def written(done: Done | None) -> None:
            if done is not None:
                here.edited = done.sentence
                self._take(Taken.EDITED)

        return self.app.push_screen(WordingDialog(here), written)

    def do_save(self) -> None:
        if self._next():
            raise BadInput(
                _("This place is not decided yet."),
                _("Press {mine} for mine, {theirs} for theirs, {write} to write it.").format(
                    mine=TakeMine.key(), theirs=TakeTheirs.key(), write=EditMerged.key()
                ),
            )
        answers = [
            self._answer(*pair)
            for pair in zip(self._conflict.merge.conflicts, self._disputes, strict=True)
        ]
        self.dismiss(merge.resolved(self._conflict.merge, answers))

    def _answer(self, one: merge.Conflict, place: ConflictView) -> Any:
        """The decision at `place` as a value of the field of the conflict `one`."""
        if place.taken is Taken.EDITED:
            typed = place.edited.splitlines() if one.field == "related" else place.edited
            return (
                clean.paragraphs(place.edited)
                if one.field == "body"
                else getattr(particulars.compose(Text(), {one.field: typed}), one.field)
            )
        if one.field == "body":
            return one.mine if place.taken is Taken.MINE else one.theirs
        text = (
            self._conflict.mine
            if place.taken is Taken.MINE
            else self._conflict.stored.article.text
        )
        return getattr(text, one.field)

    def do_keepcopy(self) -> None:
        mine = self._conflict.mine
        path = keep(
            self._conflict.stored.id, "\n\n".join((f"# {mine.headline}", *mine.body)) + "\n"
        )
        self.host.say(_("What you typed is kept in {path}.").format(path=path))


class WordingDialog(RecoverableDialog):
    """Asks for a new wording of a conflict; the sentence of `Done` is the text."""

    kind = "wording"

    def __init__(self, place: ConflictView) -> None:
        super().__init__()
        self._place = place

    def heading(self) -> str:
        return self._place.sides.name.capitalize()

    def button(self) -> str:
        return _("Take this")

    def fields(self) -> Iterator[Widget]:
        yield TextBox(self._place.text, id="wording", classes="merge-wording")

    def act(self) -> Done:
        return Done(self.query_one(TextBox).text)
