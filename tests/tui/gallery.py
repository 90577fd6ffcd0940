"""`make screens` takes the pictures of docs/screens.md, `make screens ONLY=export` one of them.

They show the sample newsroom; `posing` leads to each screen, as in the tests.
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from textual.app import App
from textual.screen import Screen

from redaksi import i18n
from redaksi.desk import Desk, Identity, open_desk
from redaksi.desk.demo import create
from redaksi.tui.controllers import finding_counts
from redaksi.tui.first_run import FirstRunScreen
from redaksi.tui.palette import DeskPalette
from redaksi.tui.screens.activity import ActivityScreen
from redaksi.tui.screens.agenda import AgendaScreen
from redaksi.tui.screens.article import ArticleScreen
from redaksi.tui.screens.behind import BehindScreen
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.screens.bulk import BulkAssignDialog, BulkSubmitDialog
from redaksi.tui.screens.chat import ChatDialog
from redaksi.tui.screens.comparison import ComparisonScreen
from redaksi.tui.screens.deliveries import DeliveriesScreen
from redaksi.tui.screens.delivering import PermitDialog, TrustTargetDialog, WithdrawDialog
from redaksi.tui.screens.dialog import Question
from redaksi.tui.screens.edit import EditScreen
from redaksi.tui.screens.export import ExportDialog
from redaksi.tui.screens.figures import FiguresScreen
from redaksi.tui.screens.filtering import FilterDialog, SavedDialog
from redaksi.tui.screens.help import HelpScreen
from redaksi.tui.screens.importing import ImportDialog
from redaksi.tui.screens.keys import BindKeysDialog, KeysScreen
from redaksi.tui.screens.merging import MergeScreen, WordingDialog
from redaksi.tui.screens.moves import (
    AssignDialog,
    NoticeDialog,
    PublishDialog,
    ReopenDialog,
    ReturnDialog,
    SubmitDialog,
)
from redaksi.tui.screens.new import NewDialog
from redaksi.tui.screens.noting import AnswerDialog, NoteDialog
from redaksi.tui.screens.people import AddMemberDialog, BindDialog, RoleDialog
from redaksi.tui.screens.report import ReportDialog
from redaksi.tui.screens.revisions import RevisionsScreen
from redaksi.tui.screens.search import SearchScreen
from redaksi.tui.screens.setting import SettingDialog
from redaksi.tui.screens.settings import SettingsScreen
from redaksi.tui.screens.stored import StoredScreen
from redaksi.tui.screens.switching import SwitchDialog
from redaksi.tui.screens.team import TeamScreen
from redaksi.tui.screens.themes import ThemeDialog
from redaksi.tui.screens.tour import TourDialog
from redaksi.tui.screens.waiving import WaiveDialog
from tests.rest import at_rest

from . import posing
from .conftest import WRITER, Clock
from .posing import DARK, HOME, LIGHT, NARROW, WIDE, Act, Scene, Shot, Size

DOCS = Path(__file__).parents[2] / "docs"
HEAD = """\
# Pictures of the screens

`make screens` takes them from the program itself, on the sample newsroom, in Indonesian.
"""
LEADER = "Nawang Sekar"
"""The chief of the sample newsroom."""
MOMENT = 0.5
"""Seconds in which the board counts the findings of the copy desk."""


class View(NamedTuple):
    """A picture of the gallery and the sentence that explains the picture."""

    tells: str
    shot: Shot
    size: Size
    theme: str


def fresh(scene: Scene) -> None:
    """Make the newest article of the board a returned article."""
    posing.returned(scene, "Warga Segarajaya Menjaga Bakau, Kuntul Bersarang Lagi")


def view(
    tells: str,
    shows: type[Screen[Any]],
    *pressed: str,
    size: Size = NARROW,
    theme: str = DARK,
    before: tuple[Callable[[Scene], None], ...] = (fresh,),
    then: Act | None = None,
    app: Callable[[Scene], App[Any]] = posing.board,
    who: str = WRITER,
) -> View:
    """The view of `who` after the keys `pressed` on the board of the sample newsroom."""
    shot = Shot(tells, shows, pressed, who, before, then, app)
    return View(tells, shot, size, theme)


VIEWS = {
    "board-120x40": view("The board: the three stages side by side.", BoardScreen, size=WIDE),
    "board-80x24": view("The board in a small terminal: the stages are tabs.", BoardScreen),
    "board-light-120x40": view(
        "The board in the light theme.", BoardScreen, size=WIDE, theme=LIGHT
    ),
    "filter": view("Filters that combine, and can be saved by name.", FilterDialog, "F"),
    "saved": view("The saved searches.", SavedDialog, "b", before=(fresh, posing.searches)),
    "marked-120x40": view(
        "Several articles marked, to be handled together.",
        BoardScreen,
        "space",
        "j",
        "space",
        size=WIDE,
    ),
    "assign-together": view(
        "All marked articles get an editor at once.", BulkAssignDialog, "asterisk", "a"
    ),
    "submit-together": view(
        "All marked drafts go into review at once.", BulkSubmitDialog, "asterisk", "s"
    ),
    "report": view(
        "The report: what was refused, and why.",
        ReportDialog,
        *("asterisk", "l", "asterisk", "s", "ctrl+s"),
        then=posing.reported,
    ),
    "article-120x40": view(
        "Reading an article: the text, and everything about it.", ArticleScreen, "enter", size=WIDE
    ),
    "notes-light-120x40": view(
        "Notes stand beside the paragraph that they are about.",
        ArticleScreen,
        *("enter", "tab", "tab"),
        size=WIDE,
        theme=LIGHT,
        before=(fresh, posing.notes),
    ),
    "note": view(
        "A note on a paragraph; it may ask for a change.",
        NoteDialog,
        "enter",
        "right_square_bracket",
        "N",
    ),
    "answer": view(
        "A note is answered.",
        AnswerDialog,
        "enter",
        "tab",
        "tab",
        "A",
        before=(fresh, posing.notes),
    ),
    "edit": view("Writing.", EditScreen, "e"),
    "findings-120x40": view(
        "The copy desk reads along: the places, the list, the source.",
        EditScreen,
        "e",
        size=WIDE,
        before=(fresh, posing.slips),
        then=posing.at_a_finding,
    ),
    "findings-light": view(
        "The list of findings in a small terminal, in the light theme.",
        EditScreen,
        "e",
        theme=LIGHT,
        before=(fresh, posing.slips),
        then=posing.in_the_findings,
    ),
    "waive": view(
        "A finding is waived with a reason.",
        WaiveDialog,
        "e",
        before=(fresh, posing.slips),
        then=posing.waiving,
    ),
    "find": view("Find and replace.", EditScreen, "e", "ctrl+f", *"kuntul"),
    "particulars": view("The particulars, completed from what was used before.", EditScreen, "f"),
    "stored": view("The stored text, beside what is being written.", StoredScreen, "e", "f4"),
    "merge": view(
        "Two people changed one paragraph: each place is decided, the rest has merged.",
        MergeScreen,
        "e",
        then=posing.conflicting,
    ),
    "wording": view(
        "The place is written anew, out of both.", WordingDialog, "e", then=posing.wording
    ),
    "left-behind": view(
        "Text that a crash left behind is offered.",
        Question,
        before=(fresh, posing.left_behind),
        then=posing.offered,
    ),
    "left-behind-compared": view(
        "It is compared with the stored text.",
        ComparisonScreen,
        before=(fresh, posing.left_behind),
        then=posing.compared,
    ),
    "new": view("A new article begins with its headline.", NewDialog, "n"),
    "import": view("Bringing copy in: a file, a folder, or what one pastes.", ImportDialog, "i"),
    "assign": view("Assigning a stage to an editor.", AssignDialog, "a"),
    "submit": view("Handing a draft in for review.", SubmitDialog, "s"),
    "return": view("Sending a text back with a note.", ReturnDialog, "l", "r"),
    "publish": view(
        "Publishing asks: whatever stands against it is shown first.", PublishDialog, "l", "p"
    ),
    "publish-light": view("The same in the light theme.", PublishDialog, "l", "p", theme=LIGHT),
    "reopen": view("A new draft over a published text.", ReopenDialog, "l", "l", "o"),
    "notice": view(
        "What readers are told about the change, until it is published.",
        NoticeDialog,
        "O",
        before=(fresh, posing.reopened),
    ),
    "chat": view(
        "A published article in short, for chats and social media.", ChatDialog, "l", "l", "c"
    ),
    "export": view(
        "Published articles become files.", ExportDialog, "l", "l", "x", then=posing.addressed
    ),
    "activity": view(
        "What others did with your articles, and what is due.",
        ActivityScreen,
        "K",
        before=(fresh, posing.discussed),
    ),
    "deliveries-120x40": view(
        "What each target shows: what waits, differs or failed, and why.",
        DeliveriesScreen,
        "D",
        size=WIDE,
        before=(fresh, posing.targets),
    ),
    "agenda-120x40": view(
        "The agenda: what is due and which embargoes end, day by day.",
        AgendaScreen,
        "A",
        size=WIDE,
        before=(fresh, posing.plans),
    ),
    "figures-120x40": view(
        "Figures from the record: how long articles wait, what is returned, who publishes what.",
        FiguresScreen,
        "number_sign",
        size=WIDE,
    ),
    "figure-behind": view(
        "Every number leads to its articles.", BehindScreen, "number_sign", "enter"
    ),
    "team-120x40": view(
        "The team: who is there, on duty or not, and how many articles each has.",
        TeamScreen,
        "T",
        size=WIDE,
        then=posing.people_shown,
    ),
    "add-member": view(
        "A chief takes somebody into the team.", AddMemberDialog, "T", "a", who=LEADER
    ),
    "role": view(
        "A chief gives a role.", RoleDialog, "T", who=LEADER, then=posing.about_a_person("r")
    ),
    "system-user": view(
        "A chief binds a name to a system user.",
        BindDialog,
        "T",
        who=LEADER,
        then=posing.about_a_person("b"),
    ),
    "settings-120x40": view(
        "Settings: yours, and those of the newsroom.",
        SettingsScreen,
        "comma",
        size=WIDE,
        who=LEADER,
        then=posing.house_shown,
    ),
    "setting": view(
        "A chief changes one setting of the newsroom.",
        SettingDialog,
        "comma",
        who=LEADER,
        then=posing.gate_asked,
    ),
    "keys": view("Every command with its keys.", KeysScreen, "L"),
    "bind-keys": view("Other keys for a command.", BindKeysDialog, "L", "enter"),
    "another-person": view("Another person goes on at this desk.", SwitchDialog, "W"),
    "overwrite": view(
        "A chief writes over a change that somebody made at the target, after seeing it.",
        PermitDialog,
        "D",
        "O",
        before=(fresh, posing.targets),
        who=LEADER,
    ),
    "withdraw": view(
        "A chief takes an article from the readers of a target.",
        WithdrawDialog,
        "D",
        "W",
        before=(fresh, posing.targets),
        who=LEADER,
    ),
    "trust-target": view(
        "Trusting a target: exactly where it leads, and with which secret.",
        TrustTargetDialog,
        "D",
        "t",
        before=(fresh, posing.targets),
    ),
    "revisions-120x40": view(
        "Every saved text, and what changed word by word.",
        RevisionsScreen,
        "v",
        size=WIDE,
        before=(fresh, posing.revised),
    ),
    "search-120x40": view(
        "Searching every article's text.", SearchScreen, "slash", *"banjir", size=WIDE, before=()
    ),
    "palette": view(
        "The palette finds commands, articles, themes and languages.",
        DeskPalette,
        "ctrl+p",
        *"tay",
    ),
    "themes": view("Themes: each is shown as you come to it.", ThemeDialog, then=posing.themes),
    "help": view(
        "Help tells what can be done on this screen, with your own keys.",
        HelpScreen,
        "question_mark",
    ),
    "tour": view("A tour of six steps.", TourDialog, app=posing.with_tour),
    "first-run": view(
        "The first screen, once: your name and a newsroom.",
        FirstRunScreen,
        before=(),
        app=posing.first_run,
    ),
}
"""The pictures by file name, in the order of the page."""


async def taken(view: View, folder: Path) -> str:
    """The picture of `view` as SVG, taken in a new newsroom in `folder`."""
    clock, opened, room = Clock(), list[Desk](), folder / "Kabar Brantas"
    with posing.same_ids():
        create(room, Identity(name=LEADER, login="desk", host="desk"), clock)

    def desk_of(name: str) -> Desk:
        opened.append(open_desk(room, name, clock))
        return opened[-1]

    async with posing.posed(
        view.shot, Scene(desk_of(view.shot.who), desk_of, clock, room)
    ) as pilot:
        await asyncio.sleep(MOMENT)
        picture = await posing.taken(pilot, view.shot, view.size, view.theme)
    for desk in opened:
        desk.close()
    return picture.svg


def main(names: Collection[str]) -> None:
    """Write the pictures called `names`, or all of them, and the page that shows all."""
    if unknown := set(names) - VIEWS.keys():
        sys.exit(f"No picture is called {', '.join(sorted(unknown))}; see VIEWS in {__file__}.")
    finding_counts.PAUSE = MOMENT / 10
    pictures = DOCS / "screens"
    for old in pictures.glob("*.svg"):
        if old.stem not in VIEWS:
            old.unlink()
    for name in names or VIEWS:
        with tempfile.TemporaryDirectory() as folder:
            homes = ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
            os.environ |= {"HOME": HOME, **dict.fromkeys(homes, folder)}
            i18n.install("id")
            with (
                patch("textual.app.wait_for_idle", at_rest),
                patch("textual.pilot.wait_for_idle", at_rest),
            ):
                picture = asyncio.run(taken(VIEWS[name], Path(folder)))
            (pictures / f"{name}.svg").write_text(picture, "utf-8")
    shown = (
        f"\n**{one.tells}**\n\n![{one.tells}](screens/{name}.svg)\n" for name, one in VIEWS.items()
    )
    (DOCS / "screens.md").write_text(HEAD + "".join(shown), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
