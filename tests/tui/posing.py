"""The screens and dialogs that are photographed.

For each picture, this module states the content of the newsroom, the person at the desk and the
keys to press.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractContextManager, asynccontextmanager, suppress
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from unittest.mock import patch

from msgspec.structs import replace
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea
from textual.worker import WorkerFailed

from redaksi import config
from redaksi.delivery import ledger
from redaksi.desk import Desk
from redaksi.desk.reading import Query
from redaksi.desk.recovery import DialogQuestion
from redaksi.desk.setting_words import HOUSE, OWN
from redaksi.domain.article import Dossier, NoticeKind, Photo, Related, SavedSearch, Stage
from redaksi.domain.delivery import Step, StepKind, signed
from redaksi.tui.app import RedaksiApp
from redaksi.tui.first_run import FirstRunApp, FirstRunScreen
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
from redaksi.tui.screens.settings import SettingsFound, SettingsScreen
from redaksi.tui.screens.stored import StoredScreen
from redaksi.tui.screens.switching import SwitchDialog
from redaksi.tui.screens.team import TeamScreen
from redaksi.tui.screens.themes import ThemeDialog
from redaksi.tui.screens.tour import TourDialog
from redaksi.tui.screens.waiving import WaiveDialog
from redaksi.tui.widgets.article_preview import ArticlePreview
from redaksi.tui.widgets.choice import Choice
from redaksi.tui.widgets.command_bar import CommandBar
from redaksi.tui.widgets.photo_field import PhotoField
from redaksi.tui.writing.markdown import LONGEST
from tests.pictures.pieces import photo, xmp
from tests.rest import ENDLESS

from .conftest import CHIEF, GUEST, WRITER, Clock
from .contrast import unreadable
from .driving import draft, keys, lines, pasted, until

Size = tuple[int, int]
"""Columns and lines of a terminal."""
NARROW, WIDE, VAST = (80, 24), (120, 40), (160, 40)
SMALL = ((40, 10), (20, 5))
DARK, LIGHT = "redaksi-dark", "redaksi-light"

HOME = "/home/yanuar"
"""The home folder of the person in the pictures."""

STILL = 4
"""The number of equal looks in a row after which a screen counts as idle."""

BODY = (
    (
        "Suara kuntul kembali terdengar. Setelah hampir sepuluh tahun menghilang, kawanan burung itu "  # noqa: E501
        "bersarang lagi."
    ),
    "## Belajar dari kegagalan",
    '"Tahun-tahun awal kami *gagal* terus. Dari sepuluh bibit, yang hidup **dua**," kata Wahyu.',
    "Pagar bambu dipasang untuk menahan ombak pada dua tahun pertama.",
)


RELEASE = """SIARAN PERS
Panen Raya di Kediri Meleset dari Target
Kediri, 24 November 2026

Petani memanen padi lebih awal karena hujan datang dua pekan lebih cepat daripada tahun lalu.

Harga *gabah* naik menjadi 7.400 rupiah sekilogram.
"""


class Scene(NamedTuple):
    """A newsroom with the desk of the person in the picture and the desks of others."""

    desk: Desk
    desk_of: Callable[[str], Desk]
    clock: Clock
    room: Path


Act = Callable[[Pilot[Any], Scene], Awaitable[None]]


def stock(scene: Scene) -> None:
    """Make articles in every stage over some days; the newest was returned."""
    writer, chief, clock = scene.desk_of(WRITER), scene.desk_of(CHIEF), scene.clock
    published = draft(
        writer,
        "Hesti Anggraini: Juara Itu Urusan Kebiasaan, Bukan Bakat",
        "Satu.",
        rubric="Olahraga",
    )
    writer.moves.submit(published.id, CHIEF)
    clock.on(days=2)
    chief.moves.publish(published.id)
    review = draft(
        writer, "[FOTO] Banjir Kiriman di Kali Welang … [/] 🌊", "Satu.", rubric="Peristiwa"
    )
    writer.moves.submit(review.id, CHIEF)
    clock.on(hours=5)
    draft(chief, "Naskah tanpa redaktur dengan judul yang panjang sekali " * 3)
    clock.on(minutes=50)
    returned(scene, "Mangrove Pulih, Burung Kuntul Kembali ke Teluk Segarajaya")


def discussed(scene: Scene) -> None:
    """Let the chief answer a note of the editor, and assign them another article."""
    writer, chief = scene.desk_of(WRITER), scene.desk_of(CHIEF)
    article = newest(writer).id
    note = writer.notes.add(article, "Boleh sampai besok?").notes[-1].id
    scene.clock.on(minutes=3)
    chief.notes.answer(article, note, "Sampai jam lima.")
    other = draft(chief, "Jembatan Gantung Dibuka Lagi", "Satu.")
    chief.moves.assign(other.id, None, WRITER)
    scene.clock.on(minutes=12)


def kinds(scene: Scene) -> None:
    """Write two templates of articles, and one with an error."""
    store = scene.desk_of(CHIEF).store
    store.commit_article_template("peristiwa", b"---\nnama: Liputan peristiwa\n---\nTeras.\n")
    store.commit_article_template("rusak", b"---\nrubrikk: Kota\n---\nTeras.\n")
    store.commit_article_template("wawancara", b"---\nnama: Wawancara\n---\nPengantar.\n")


def plans(scene: Scene) -> None:
    """Plan an overdue article, one of today, one of tomorrow and the end of an embargo."""
    desk = scene.desk_of(CHIEF)
    times = (
        ("Banjir Rob Surut, Warga Mulai Membersihkan Rumah", {"due": "2026-11-23 17:00"}),
        ("Sidang Putusan Sengketa Lahan", {"due": "2026-11-27 17:30"}),
        ("Harga Cabai di Pasar Karangasri", {"due": "2026-11-28 09:00"}),
        ("Laporan Keuangan Bank Daerah", {"embargo": "2026-11-30 06:00"}),
    )
    for headline, fields in times:
        desk.copy.set(draft(desk, headline, "Satu.", rubric="Peristiwa").id, fields)


def returned(scene: Scene, headline: str) -> None:
    """Make an article with every field filled, which was just returned from review."""
    writer, chief = scene.desk_of(WRITER), scene.desk_of(CHIEF)
    text: dict[str, Any] = {
        "deck": "Setelah sepuluh tahun, kawanan burung putih kembali bersarang",
        "byline": "Arif Maulana",
        "dateline": "Pasuruan",
        "rubric": "Lingkungan",
        "tags": ("mangrove", "burung air"),
        "photos": (Photo(caption="Kuntul di kawasan mangrove", credit="Arif Maulana"),),
        "related": (Related(title="Petani Tambak Menanam Bakau"),),
    }
    made = draft(writer, headline, *BODY, **text)
    chief.copy.set(made.id, {"due": "2026-11-26 12:00"})
    writer.moves.submit(made.id, CHIEF)
    chief.moves.return_(made.id, "Sebut nama camatnya, dan cek lagi angka 318 ekor itu.", WRITER)
    scene.clock.on(minutes=7)


def newest(desk: Desk) -> Dossier:
    """The first article of the board, after the index has taken in the saves of others."""
    desk.reading.refresh()
    return desk.reading.article(desk.reading.rows()[0].id)


def notes(scene: Scene) -> None:
    """Write open, answered and resolved notes on the newest article."""
    writer, chief = scene.desk_of(WRITER), scene.desk_of(CHIEF)
    dossier = newest(writer)
    first, _second, third, fourth = dossier.article.paragraph_ids
    chief.notes.add(
        dossier.id,
        "Sejak kapan persisnya? Cek ke laporan triwulan dinas.",
        first,
        asks_change=True,
    )
    chief.notes.add(dossier.id, "Siapa Wahyu ini, apa jabatannya?", third, asks_change=True)
    scene.clock.on(minutes=12)
    writer.notes.answer(dossier.id, "3", "Ketua kelompok tani. Sudah ditulis.")
    chief.notes.add(dossier.id, "Foto pagar ada?", fourth)
    writer.notes.resolve(dossier.id, "4")
    scene.clock.on(minutes=3)


def slips(scene: Scene) -> None:
    """Make a draft with findings of the copy desk, some of them in a quotation."""
    text = (
        (
            "Warga diminta waspada terhadap resiko banjir, Selasa (3/6/2024). Merubah kebiasaan "
            "adalah merupakan kunci."
        ),
        '"Kami sekedar mengingatkan, resiko itu nyata," kata Arif Maulana.',
        (
            "Bantuan Rp. 5.000.000 disiapkan. Terimakasih disampaikan kepada relawan yang bekerja "
            "disana."
        ),
    )
    draft(scene.desk, "Resiko Banjir di Kali Welang Meningkat", *text, byline="Arif Maulana")


def revised(scene: Scene) -> None:
    """Save a second text of the newest article."""
    desk = scene.desk
    body = (BODY[0].replace("sepuluh tahun", "delapan tahun"), *BODY[2:])
    related = (
        Related(title="Petani Tambak Menanam Bakau"),
        Related(title="Rob Datang Lagi", url="https://e.example/rob"),
    )
    desk.copy.edit(newest(desk).id, lambda text: replace(text, body=body, related=related))


def reopened(scene: Scene) -> None:
    """Reopen the published article with a notice; then the draft is the newest article."""
    writer = scene.desk_of(WRITER)
    scene.clock.on(hours=1)
    published, *_others = writer.reading.rows(Query(stage=Stage.PUBLISHED))
    writer.moves.reopen(
        published.id,
        "Salah menghitung gelar.",
        kind=NoticeKind.RALAT,
        public="Hesti Anggraini tiga kali juara dunia, bukan empat kali.",
    )


def corrected(scene: Scene) -> None:
    """Submit the reopened article, which brings a notice, to the chief."""
    reopened(scene)
    writer = scene.desk_of(WRITER)
    writer.moves.submit(newest(writer).id, CHIEF)


def searches(scene: Scene) -> None:
    """Save two searches in the newsroom."""
    scene.desk.searches.save("hari-ini", SavedSearch(editor="me", due="today"))
    scene.desk.searches.save("lingkungan", SavedSearch(rubric="Lingkungan"))


def damage(scene: Scene) -> None:
    """Write a dossier that cannot be read."""
    (scene.room / "articles" / "3f").mkdir(parents=True, exist_ok=True)
    (scene.room / "articles" / "3f" / "240603-k7f3q.json").write_text("{", "utf-8")
    scene.desk.reading.refresh()


def put_aside(scene: Scene) -> None:
    """Put an article aside."""
    scene.desk.moves.spike(
        draft(scene.desk, "Rilis Hasil Rapat Koordinasi Triwulan Ketiga", "Satu.").id
    )


def left_behind(scene: Scene) -> None:
    """Leave unsaved text behind, as a desk that was killed does."""
    desk = scene.desk
    dossier = newest(desk)
    left = desk.recovery.begin()
    left.keep(dossier, {"headline": dossier.article.text.headline, "body": "Belum disimpan."})
    left.release()


def words_left_behind(scene: Scene) -> None:
    """Leave an unfinished note behind, as a desk that was killed does."""
    left = scene.desk.recovery.begin()
    asked = DialogQuestion("note", "Note", newest(scene.desk).id)
    left.keep_words(asked, {"note": "Sebut nama desanya, dan berapa rumah yang terendam."}, {})
    left.release()


TARGETS = """
[[target]]
name = "situs"
kind = "wordpress"
url = "https://contoh.id"
user = "redaksi"
secret = "env:SITUS_PASSWORD"

[[target]]
name = "arsip"
kind = "text"
folder = "/srv/arsip"
"""
DIFFERENCE = (
    "The target shows another text: -Sebanyak 318 ekor kuntul terlihat sejak Senin. "
    "+Sebanyak 138 ekor kuntul terlihat sejak Senin."
)
AT_TARGETS = (
    ("Kuntul Bersarang di Teluk Segarajaya", StepKind.FAILED, "changed", DIFFERENCE),
    ("Harga Cabai Naik Lagi di Pasar Wonorejo", StepKind.FAILED, "", "The disk there is full."),
    ("Jembatan Kali Welang Ditutup Dua Pekan", StepKind.SENDING, "", ""),
    ("Petani Tambak Menanam Bakau", StepKind.DELIVERED, "", ""),
)
"""The headline of an article, and the last step of its delivery."""


def targets(scene: Scene) -> None:
    """Give the newsroom two targets, of which one has something of everything."""
    with (scene.room / "newsroom.toml").open("a") as settings:
        settings.write(TARGETS)
    writer, chief = scene.desk_of(WRITER), scene.desk_of(CHIEF)
    for number, (headline, kind, state, message) in enumerate(AT_TARGETS, start=1):
        made = draft(writer, headline, "Satu.", rubric="Lingkungan")
        writer.moves.submit(made.id, CHIEF)
        scene.clock.on(minutes=20)
        sealed = chief.moves.publish(made.id)
        about: dict[str, Any] = {"article": sealed.id, "version": sealed.version, "revision": 1}
        sign_off = signed(sealed.article.sign_offs[-1])
        place = {"id": str(number), "link": f"https://contoh.id/{sealed.article.slug}/"}
        common = {**about, **place, "number": 0, "at": scene.clock(), "by": CHIEF}
        with ledger.opened(writer.store, "situs") as book:
            if state == "changed":
                book.append(Step(kind=StepKind.DELIVERED, sign_off=sign_off, **common))
            book.append(Step(kind=kind, state=state, message=message, sign_off=sign_off, **common))


async def with_signs(pilot: Pilot[Any], scene: Scene) -> None:
    """Look up what the targets show."""
    board = pilot.app.screen
    assert isinstance(board, BoardScreen)
    board.signs.look()


async def conflicting(pilot: Pilot[Any], scene: Scene) -> None:
    """Type and save after another person has saved the same paragraph."""
    await pasted(pilot, "Menurut warga, ")
    chief = scene.desk_of(CHIEF)
    chief.copy.edit(
        newest(chief).id,
        lambda text: replace(text, deck="", body=("Suara kuntul hilang lagi.", *text.body[1:])),
    )
    await keys(pilot, "ctrl+s", "m")


async def wording(pilot: Pilot[Any], scene: Scene) -> None:
    await conflicting(pilot, scene)
    await keys(pilot, "e")


async def overlong(pilot: Pilot[Any], scene: Scene) -> None:
    """Paste a paragraph that is too long for fast typing."""
    await pasted(pilot, "Kata demi kata. " * (LONGEST // 16 + 1))


async def at_a_finding(pilot: Pilot[Any], scene: Scene) -> None:
    await at_rest(pilot)
    await keys(pilot, "f8", "f8")


async def in_the_findings(pilot: Pilot[Any], scene: Scene) -> None:
    await at_rest(pilot)
    await keys(pilot, "ctrl+g", "j")


async def waiving(pilot: Pilot[Any], scene: Scene) -> None:
    await in_the_findings(pilot, scene)
    await keys(pilot, "w")


async def offered(pilot: Pilot[Any], scene: Scene) -> None:
    await until(lambda: isinstance(pilot.app.screen, Question))


async def compared(pilot: Pilot[Any], scene: Scene) -> None:
    await offered(pilot, scene)
    await keys(pilot, "right", "enter")


async def reported(pilot: Pilot[Any], scene: Scene) -> None:
    await until(lambda: isinstance(pilot.app.screen, ReportDialog))


async def addressed(pilot: Pilot[Any], scene: Scene) -> None:
    """Type a folder below `HOME`, which is the same on every machine."""
    pilot.app.screen.query_one("#folder", Input).value = "~/situs/content"


async def photo_dropped(pilot: Pilot[Any], scene: Scene) -> None:
    """Drop a picture with words of its own on the form; the path is the same on every machine."""
    file = scene.room.parent / "rob.jpg"
    file.write_bytes(
        photo(words=xmp("Warga menyeberangi jalan yang tergenang.", "Budi", "Antara"))
    )
    field = pilot.app.screen.query_one(PhotoField)
    field.focus()
    with patch.object(config, "expanded", lambda _path: file):
        await pasted(pilot, "~/foto/rob.jpg")
        await until(lambda: field.picture)


async def preview_shown(pilot: Pilot[Any], scene: Scene) -> None:
    """Widen the terminal, and wait until the selected article is shown beside the lists."""
    await pilot.resize_terminal(*VAST)
    await until(lambda: any(one.dossier for one in pilot.app.screen.query(ArticlePreview)))


async def wrong_time(pilot: Pilot[Any], scene: Scene) -> None:
    """Save a due time that is none."""
    pilot.app.screen.query_one("#field-due", Input).value = "besok pagi jam 29"
    await keys(pilot, "ctrl+s")


async def pasted_copy(pilot: Pilot[Any], scene: Scene) -> None:
    """Paste a release on the board, and take its second line as the headline."""
    await pasted(pilot, RELEASE)
    await until(lambda: isinstance(pilot.app.focused, Choice))
    await keys(pilot, "right", "right")


async def themes(pilot: Pilot[Any], scene: Scene) -> None:
    await pilot.app.push_screen(ThemeDialog())


def board(scene: Scene) -> App[Any]:
    return RedaksiApp(scene.desk)


def with_tour(scene: Scene) -> App[Any]:
    return RedaksiApp(scene.desk, tour=True)


def first_run(scene: Scene) -> App[Any]:
    return FirstRunApp()


def one_off_duty(scene: Scene) -> None:
    """Let the guest be off duty."""
    scene.desk_of(CHIEF).team.duty(GUEST, on=False)


async def people_shown(pilot: Pilot[Any], scene: Scene) -> None:
    """Wait until the team is there."""
    screen = pilot.app.screen
    assert isinstance(screen, TeamScreen)
    await until(lambda: screen.list.count)


def about_a_person(key: str) -> Act:
    """The act that presses `key` on the first person of the team."""

    async def act(pilot: Pilot[Any], scene: Scene) -> None:
        await people_shown(pilot, scene)
        await keys(pilot, "g", key)

    return act


async def house_shown(pilot: Pilot[Any], scene: Scene) -> None:
    """Go to the first settings of the newsroom, with a path that is the same on every machine."""
    screen = pilot.app.screen
    assert isinstance(screen, SettingsScreen)
    await until(lambda: len(screen.found) == len((OWN, HOUSE)))
    fill = screen._fill

    def masked(found: Mapping[str, SettingsFound]) -> None:
        fill({one: found[one]._replace(where=f"{HOME}/{one}.toml") for one in found})

    patch.object(screen, "_fill", masked).start()  # they may be read again at any time
    screen._fill(screen.found)
    await keys(pilot, "right", "j", "k")


async def gate_asked(pilot: Pilot[Any], scene: Scene) -> None:
    """Open the dialog of the gate."""
    await house_shown(pilot, scene)
    screen = pilot.app.screen
    assert isinstance(screen, SettingsScreen)
    down = [one.key for one in screen.list.settings].index("rules.gate") - screen.list.cursor
    await keys(pilot, *["j"] * down, "enter")


class Shot(NamedTuple):
    """A picture to take.

    The person `who` presses the keys `pressed` in a newsroom that `before` prepared. The act
    `then` follows. After that the top screen is a `shows`. It is photographed in each of `sizes`.
    """

    name: str
    shows: type[Screen[Any]]
    pressed: tuple[str, ...] = ()
    who: str = WRITER
    before: tuple[Callable[[Scene], None], ...] = (stock,)
    then: Act | None = None
    app: Callable[[Scene], App[Any]] = board
    sizes: tuple[Size, ...] = (NARROW, WIDE)

    @property
    def looks(self) -> dict[str, tuple[Size, str]]:
        """The size and the theme of each picture, by its name."""
        return {
            f"{size[0]}x{size[1]} {theme.removeprefix('redaksi-')}": (size, theme)
            for size, themes in zip(self.sizes, cycle([(DARK, LIGHT), (LIGHT, DARK)]))
            for theme in themes
        }


SHOTS = (
    Shot("board", BoardScreen),
    Shot("board empty", BoardScreen, before=()),
    Shot("board marked", BoardScreen, ("asterisk",)),
    Shot("board mine first, by due", BoardScreen, ("m", "S")),
    Shot(
        "board filtered",
        BoardScreen,
        ("F", "tab", "L", "i", "n", "g", "k", "u", "n", "g", "a", "n", "enter"),
    ),
    Shot("board with a preview", BoardScreen, then=preview_shown, sizes=(VAST,)),
    Shot("board reopened", BoardScreen, before=(stock, reopened)),
    Shot("board aside", BoardScreen, ("Z",), before=(stock, put_aside)),
    Shot("board with an unreadable file", BoardScreen, before=(stock, damage)),
    Shot("board says what was done", BoardScreen, ("u",)),
    Shot("board says what cannot be", BoardScreen, ("p",)),
    Shot("filter", FilterDialog, ("F",)),
    Shot("saved searches", SavedDialog, ("b",), before=(stock, searches)),
    Shot("no saved searches", SavedDialog, ("b",)),
    Shot("article returned", ArticleScreen, ("enter",)),
    Shot("article particulars", ArticleScreen, ("enter", "l")),
    Shot("article published", ArticleScreen, ("l", "l", "enter")),
    Shot("article findings", ArticleScreen, ("enter",), before=(stock, slips), then=at_a_finding),
    Shot("notes", ArticleScreen, ("enter", "tab", "tab"), before=(stock, notes)),
    Shot("notes resolved", ArticleScreen, ("enter", "D"), before=(stock, notes)),
    Shot("note", NoteDialog, ("enter", "right_square_bracket", "N"), before=(stock, notes)),
    Shot("answer", AnswerDialog, ("enter", "tab", "tab", "A"), before=(stock, notes)),
    Shot("writing", EditScreen, ("e", "A")),
    Shot("find", EditScreen, ("e", "ctrl+f", "a", "n", "enter")),
    Shot("finding", EditScreen, ("e",), before=(stock, slips), then=at_a_finding),
    Shot("findings", EditScreen, ("e",), before=(stock, slips), then=in_the_findings),
    Shot("waive", WaiveDialog, ("e", "X"), before=(stock, slips), then=waiving),
    Shot("writing with notes", EditScreen, ("e", "down"), before=(stock, notes)),
    Shot("notes while writing", EditScreen, ("e", "ctrl+n"), before=(stock, notes)),
    Shot("form", EditScreen, ("f",)),
    Shot("form with a photo", EditScreen, ("f",), then=photo_dropped),
    Shot("form with a wrong value", EditScreen, ("f",), then=wrong_time),
    Shot("leaving", Question, ("e", "A", "escape")),
    Shot("long paragraph", Question, ("e",), then=overlong),
    Shot("stored version", StoredScreen, ("e", "f4")),
    Shot("merge", MergeScreen, ("e",), then=conflicting),
    Shot("merge wording", WordingDialog, ("e",), then=wording),
    Shot("left behind", Question, before=(stock, left_behind), then=offered),
    Shot("left behind words", Question, before=(stock, words_left_behind), then=offered),
    Shot("left behind compared", ComparisonScreen, before=(stock, left_behind), then=compared),
    Shot("new", NewDialog, ("n", "B", "a", "n", "j", "i", "r")),
    Shot("new from a template", NewDialog, ("n", "B", "tab", "right"), before=(stock, kinds)),
    Shot("assign", AssignDialog, ("a", "r", "i")),
    Shot("assign together", BulkAssignDialog, ("asterisk", "a")),
    Shot("submit", SubmitDialog, ("s",)),
    Shot("submit together", BulkSubmitDialog, ("asterisk", "s")),
    # These acts are all refused: with a fixed clock, changed articles would come in any order on
    # the board below.
    Shot("report", ReportDialog, ("l", "l", "asterisk", "s", "ctrl+s"), then=reported),
    Shot("return", ReturnDialog, ("l", "r")),
    Shot("publish", PublishDialog, ("l", "p"), CHIEF),
    Shot("publish override", PublishDialog, ("l", "p")),
    Shot("publish refused", PublishDialog, ("l", "p"), GUEST),
    Shot("reopen", ReopenDialog, ("l", "l", "o")),
    Shot("notice", NoticeDialog, ("O",), before=(stock, reopened)),
    Shot("publish with a notice", PublishDialog, ("l", "p"), CHIEF, before=(stock, corrected)),
    Shot("article reopened", ArticleScreen, ("enter",), before=(stock, reopened)),
    Shot("export", ExportDialog, ("l", "l", "x"), then=addressed),
    Shot(
        "board with signs of targets",
        BoardScreen,
        ("l", "l"),
        before=(stock, targets),
        then=with_signs,
    ),
    Shot("activity", ActivityScreen, ("K",), before=(stock, discussed)),
    Shot("activity of all", ActivityScreen, ("K", "m"), before=(stock, discussed)),
    Shot("activity without any", ActivityScreen, ("K",), before=()),
    Shot("agenda", AgendaScreen, ("A",), before=(stock, plans)),
    Shot("agenda of weeks", AgendaScreen, ("A", "w", "j", "full_stop"), before=(stock, plans)),
    Shot("figures", FiguresScreen, ("number_sign",), CHIEF),
    Shot("behind a figure", BehindScreen, ("number_sign", "enter"), CHIEF),
    Shot("deliveries", DeliveriesScreen, ("D",), before=(stock, targets)),
    Shot("deliveries settled", DeliveriesScreen, ("D", "f"), before=(stock, targets)),
    Shot("deliveries without targets", DeliveriesScreen, ("D",)),
    Shot("overwrite", PermitDialog, ("D", "O"), CHIEF, before=(stock, targets)),
    Shot("withdraw", WithdrawDialog, ("D", "W"), CHIEF, before=(stock, targets)),
    Shot("trust a target", TrustTargetDialog, ("D", "t"), before=(stock, targets)),
    Shot("team", TeamScreen, ("T",), before=(stock, one_off_duty), then=people_shown),
    Shot("take into the team", AddMemberDialog, ("T", "a"), CHIEF),
    Shot("role", RoleDialog, ("T",), CHIEF, then=about_a_person("r")),
    Shot("system user", BindDialog, ("T",), CHIEF, then=about_a_person("b")),
    Shot("settings", SettingsScreen, ("comma",), CHIEF, then=house_shown),
    Shot("setting", SettingDialog, ("comma",), CHIEF, then=gate_asked),
    Shot("keys", KeysScreen, ("L",)),
    Shot("bind keys", BindKeysDialog, ("L", "enter")),
    Shot("another person", SwitchDialog, ("W", "r", "i")),
    Shot("text for chats", ChatDialog, ("l", "l", "c")),
    Shot("import", ImportDialog, ("i",)),
    Shot("import of a paste", ImportDialog, then=pasted_copy),
    Shot("import failed", ImportDialog, ("i", "slash", "x", "y", "enter")),
    Shot("search", SearchScreen, ("slash", "b", "a", "n", "j", "i", "r")),
    Shot("nothing found", SearchScreen, ("slash", "q", "q", "q")),
    Shot("revisions", RevisionsScreen, ("v",), before=(stock, revised)),
    Shot("help of the board", HelpScreen, ("question_mark",)),
    Shot("help while writing", HelpScreen, ("e", "f1")),
    Shot("help of a dialog", HelpScreen, ("a", "f1")),
    Shot("palette", DeskPalette, ("ctrl+p",)),
    Shot("palette finds an article", DeskPalette, ("ctrl+p", "b", "n", "j", "r")),
    Shot("choice of a theme", ThemeDialog, then=themes),
    Shot("tour", TourDialog, ("l",), before=(), app=with_tour),
    Shot("first screen", FirstRunScreen, ("A", "n", "i"), before=(), app=first_run),
)


class Picture(NamedTuple):
    """A screen as `svg`, and its unreadable words."""

    svg: str
    unreadable: list[str]


async def photographed(pilot: Pilot[Any], shot: Shot) -> dict[str, Picture]:
    """The pictures of the posed `shot`, by size and theme."""
    return {name: await taken(pilot, shot, *look) for name, look in shot.looks.items()}


async def taken(pilot: Pilot[Any], shot: Shot, size: Size, theme: str) -> Picture:
    """The picture of the posed `shot` in a terminal of `size`, in `theme`."""
    app = pilot.app
    if app.theme != theme:
        app.theme = theme
        if isinstance(
            app.screen, DeskPalette
        ):  # an open palette keeps the colours of the old theme
            await keys(pilot, "escape", *shot.pressed)
    if app.size != size:
        await pilot.resize_terminal(*size)
    await at_rest(pilot)
    return Picture(app.export_screenshot(title="Redaksi"), [*unreadable(app)])


async def out_of_sight(pilot: Pilot[Any]) -> list[str]:
    """The widgets that Tab focuses in a small terminal although they are not visible there."""
    hidden = []
    screen = pilot.app.screen
    for size in SMALL:
        await pilot.resize_terminal(*size)
        for _stop in screen.focus_chain:
            await keys(pilot, "tab")
            try:
                await until(lambda: screen.focused is None or _is_seen(screen.focused))
            except TimeoutError:
                hidden.append(f"{screen.focused} {size}")
    return hidden


def _is_seen(widget: Widget) -> bool:
    return widget.screen.find_widget(widget).visible_region.area > 0


def same_ids() -> AbstractContextManager[object]:
    """Give articles the same ids every time, because some pictures show ids."""
    return patch("secrets.choice", Random(2).choice)


@asynccontextmanager
async def posed(shot: Shot, scene: Scene) -> AsyncIterator[Pilot[Any]]:
    """The idle app with the screen of `shot` on top."""
    with same_ids():
        for prepare in shot.before:
            prepare(scene)
    scene.desk.reading.refresh()  # the index takes in the saves of others
    app = shot.app(scene)
    async with app.run_test(size=NARROW, tooltips=False) as pilot:
        app.theme = DARK
        await at_rest(pilot)
        await _pressed(pilot, shot.pressed)
        if shot.then:
            await shot.then(pilot, scene)
        await at_rest(pilot)
        assert isinstance(app.screen, shot.shows), app.screen
        yield pilot


async def _pressed(pilot: Pilot[Any], names: tuple[str, ...]) -> None:
    """Press the keys `names`.

    A new screen is painted before the next key; otherwise it would be blank below a dialog.
    """
    for name in names:
        below = pilot.app.screen
        await keys(pilot, name)
        if pilot.app.screen is not below:
            await at_rest(pilot)


async def at_rest(pilot: Pilot[Any]) -> None:
    """Wait until all work is done and shown.

    Cursors stop blinking, and the messages in the footer stay.
    """
    await pilot.pause()
    app = pilot.app
    for worker in [one for one in app.workers if one.name not in ENDLESS]:
        with suppress(WorkerFailed):  # the screen shows the error
            await worker.wait()
    read = [
        screen.findings
        for screen in app.screen_stack
        if isinstance(screen, EditScreen | ArticleScreen)
    ]
    await until(lambda: all(findings.is_read for findings in read))
    for widget in [
        widget
        for screen in app.screen_stack
        for widget in screen.query("Input, TextArea, CommandBar")
    ]:
        if isinstance(widget, Input | TextArea):
            widget.cursor_blink = False
        elif isinstance(widget, CommandBar) and widget._until:
            widget._until.pause()
    seen: list[list[str]] = []
    while len(seen) < STILL or any(one != seen[-1] for one in seen[-STILL:]):
        await pilot.pause()
        seen.append(lines(pilot))
