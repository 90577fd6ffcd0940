"""Every screen and dialog by its name in `host.Screens`.

Each module is imported at its first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual.content import Content
    from textual.screen import Screen
    from textual.widget import Widget

    from redaksi.desk.chats import ChatText
    from redaksi.desk.conflict import SaveConflict
    from redaksi.desk.deliveries import Delivery, Permission
    from redaksi.desk.setting import Setting
    from redaksi.domain.article import Article, Dossier, Member, Note, SavedSearch, Stage, Text
    from redaksi.domain.delivery import Target
    from redaksi.domain.figures import SentBack, Tally
    from redaksi.domain.finding import Finding
    from redaksi.domain.workflow import Move, OpenPoint, Reason
    from redaksi.tui.commands.base import Command, CommandContext
    from redaksi.tui.host import Done


def help(  # noqa: A001 - the screen's name in `host.Screens`
    commands: Sequence[type[Command]], context: CommandContext, focused: Widget | None
) -> Screen[None]:
    from redaksi.tui.screens.help import HelpScreen

    return HelpScreen(commands, context, focused)


def themes() -> Screen[Done]:
    from redaksi.tui.screens.themes import ThemeDialog

    return ThemeDialog()


def tour() -> Screen[Done]:
    from redaksi.tui.screens.tour import TourDialog

    return TourDialog()


def question(heading: str, sentence: str, answers: Iterable[tuple[str, str]]) -> Screen[str]:
    from redaksi.tui.screens.dialog import Question

    return Question(heading, sentence, answers)


def report(sentence: str, lines: Iterable[Content]) -> Screen[Done]:
    from redaksi.tui.screens.report import ReportDialog

    return ReportDialog(sentence, lines)


def search(words: str = "") -> Screen[None]:
    from redaksi.tui.screens.search import SearchScreen

    return SearchScreen(words)


def filter(search: SavedSearch, apply: Callable[[SavedSearch], None]) -> Screen[Done]:  # noqa: A001 - as above
    from redaksi.tui.screens.filtering import FilterDialog

    return FilterDialog(search, apply)


def saved_searches(apply: Callable[[SavedSearch], None]) -> Screen[Done]:
    from redaksi.tui.screens.filtering import SavedDialog

    return SavedDialog(apply)


def new() -> Screen[Done]:
    from redaksi.tui.screens.new import NewDialog

    return NewDialog()


def importing(pasted: str = "") -> Screen[Done]:
    from redaksi.tui.screens.importing import ImportDialog

    return ImportDialog(pasted)


def chat(texts: Sequence[ChatText]) -> Screen[Done]:
    from redaksi.tui.screens.chat import ChatDialog

    return ChatDialog(texts)


def export(article: Article | None = None, chosen: Sequence[str] = ()) -> Screen[Done]:
    from redaksi.tui.screens.export import ExportDialog

    return ExportDialog(article, chosen)


def edit(
    dossier: Dossier,
    pane: str,
    paragraph: int = 0,
    finding: Finding | None = None,
    field: str = "",
) -> Screen[None]:
    from redaksi.tui.screens.edit import EditScreen

    return EditScreen(dossier, pane, paragraph, finding, field=field)


def stored(dossier: Dossier) -> Screen[None]:
    from redaksi.tui.screens.stored import StoredScreen

    return StoredScreen(dossier)


def merge(conflict: SaveConflict) -> Screen[Text]:
    from redaksi.tui.screens.merging import MergeScreen

    return MergeScreen(conflict)


def revisions(dossier: Dossier) -> Screen[None]:
    from redaksi.tui.screens.revisions import RevisionsScreen

    return RevisionsScreen(dossier)


def assign(dossier: Dossier, stage: Stage | None = None) -> Screen[Done]:
    from redaksi.tui.screens.moves import AssignDialog

    return AssignDialog(dossier, stage)


def move(move: Move, dossier: Dossier) -> Screen[Done]:
    from redaksi.tui.screens.moves import DIALOGS

    return DIALOGS[move](dossier)


def submit(dossier: Dossier, stands: Sequence[OpenPoint]) -> Screen[Done]:
    from redaksi.tui.screens.moves import SubmitDialog

    return SubmitDialog(dossier, stands)


def publish(
    dossier: Dossier, against: tuple[Reason, ...], stands: Sequence[OpenPoint]
) -> Screen[Done]:
    from redaksi.tui.screens.moves import PublishDialog

    return PublishDialog(dossier, against, stands)


def notice(dossier: Dossier) -> Screen[Done]:
    from redaksi.tui.screens.moves import NoticeDialog

    return NoticeDialog(dossier)


def figures() -> Screen[None]:
    from redaksi.tui.screens.figures import FiguresScreen

    return FiguresScreen()


def behind(tally: Tally, returns: Sequence[SentBack]) -> Screen[None]:
    from redaksi.tui.screens.behind import BehindScreen

    return BehindScreen(tally, returns)


def activity() -> Screen[None]:
    from redaksi.tui.screens.activity import ActivityScreen

    return ActivityScreen()


def agenda() -> Screen[None]:
    from redaksi.tui.screens.agenda import AgendaScreen

    return AgendaScreen()


def deliveries() -> Screen[None]:
    from redaksi.tui.screens.deliveries import DeliveriesScreen

    return DeliveriesScreen()


def team() -> Screen[str]:
    from redaksi.tui.screens.team import TeamScreen

    return TeamScreen()


def add_member() -> Screen[Done]:
    from redaksi.tui.screens.people import AddMemberDialog

    return AddMemberDialog()


def give_role(member: Member) -> Screen[Done]:
    from redaksi.tui.screens.people import RoleDialog

    return RoleDialog(member)


def bind_login(member: Member) -> Screen[Done]:
    from redaksi.tui.screens.people import BindDialog

    return BindDialog(member)


def settings() -> Screen[None]:
    from redaksi.tui.screens.settings import SettingsScreen

    return SettingsScreen()


def setting(scope: str, setting: Setting, change: Callable[[str], str]) -> Screen[Done]:
    from redaksi.tui.screens.setting import SettingDialog

    return SettingDialog(scope, setting, change)


def keys() -> Screen[None]:
    from redaksi.tui.screens.keys import KeysScreen

    return KeysScreen()


def switching() -> Screen[Done]:
    from redaksi.tui.screens.switching import SwitchDialog

    return SwitchDialog()


def permit(delivery: Delivery, permission: Permission) -> Screen[Done]:
    from redaksi.tui.screens.delivering import PermitDialog

    return PermitDialog(delivery, permission)


def withdraw(delivery: Delivery) -> Screen[Done]:
    from redaksi.tui.screens.delivering import WithdrawDialog

    return WithdrawDialog(delivery)


def trust_target(target: Target, *, trusted: bool) -> Screen[Done]:
    from redaksi.tui.screens.delivering import TrustTargetDialog

    return TrustTargetDialog(target, trusted=trusted)


def bulk_assign(ids: Sequence[str]) -> Screen[Done]:
    from redaksi.tui.screens.bulk import BulkAssignDialog

    return BulkAssignDialog(ids)


def bulk_submit(ids: Sequence[str]) -> Screen[Done]:
    from redaksi.tui.screens.bulk import BulkSubmitDialog

    return BulkSubmitDialog(ids)


def note(dossier: Dossier, paragraph: str) -> Screen[Done]:
    from redaksi.tui.screens.noting import NoteDialog

    return NoteDialog(dossier, paragraph)


def answer(dossier: Dossier, note: Note) -> Screen[Done]:
    from redaksi.tui.screens.noting import AnswerDialog

    return AnswerDialog(dossier, note)


def waive(finding: Finding, *, unsaved: bool) -> Screen[Done]:
    from redaksi.tui.screens.waiving import WaiveDialog

    return WaiveDialog(finding, unsaved=unsaved)
