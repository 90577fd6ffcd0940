"""Pictures of the screens, compared with those that a person accepted (`pytest --snapshot-update` takes new ones)."""

from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from redaksi.article import Photo, Related
from redaksi.desk import Desk
from redaksi.tui.app import RedaksiApp
from redaksi.tui.first_run import FirstRunApp
from redaksi.tui.screens.copydesk import CopydeskScreen
from redaksi.tui.screens.dialog import Question
from redaksi.tui.screens.themes import ThemeDialog

from .conftest import CHIEF, GUEST, WRITER, Clock
from .driving import draft, keys, pasted, until

Compare = Callable[..., bool]
NARROW, WIDE = (80, 24), (120, 40)
DARK, LIGHT = "redaksi-dark", "redaksi-light"

BODY = (
    "Suara kuntul kembali terdengar. Setelah hampir sepuluh tahun menghilang, kawanan burung itu bersarang lagi.",
    "## Belajar dari kegagalan",
    '"Tahun-tahun awal kami *gagal* terus. Dari sepuluh bibit, yang hidup **dua**," kata Wahyu.',
    "Pagar bambu dipasang untuk menahan ombak pada dua tahun pertama.",
)


class Shot(NamedTuple):
    """A picture: of what, who looks, which keys lead there."""

    name: str
    size: tuple[int, int]
    theme: str
    pressed: tuple[str, ...] = ()
    who: str = WRITER


SHOTS = (
    Shot("board", NARROW, DARK),
    Shot("board", WIDE, DARK),
    Shot("board", WIDE, LIGHT),
    Shot("article returned", NARROW, LIGHT, ("enter",)),
    Shot("article returned", WIDE, DARK, ("enter",)),
    Shot("particulars", NARROW, DARK, ("enter", "l")),
    Shot("writing", NARROW, DARK, ("e", "A")),
    Shot("writing", WIDE, LIGHT, ("e", "A")),
    Shot("find", NARROW, DARK, ("e", "ctrl+f", "a", "n", "enter")),
    Shot("find", WIDE, LIGHT, ("e", "ctrl+f", "a", "n", "enter")),
    Shot("form", NARROW, LIGHT, ("f",)),
    Shot("leaving", NARROW, DARK, ("e", "A", "escape")),
    Shot("assign", NARROW, DARK, ("a", "r", "i")),
    Shot("return", NARROW, LIGHT, ("l", "r")),
    Shot("publish override", NARROW, DARK, ("l", "p")),
    Shot("publish refused", NARROW, DARK, ("l", "p"), GUEST),
    Shot("export", WIDE, LIGHT, ("l", "l", "x")),
    Shot("import", NARROW, DARK, ("i",)),
    Shot("help", NARROW, DARK, ("?",)),
    Shot("help", WIDE, LIGHT, ("?",)),
    Shot("palette", NARROW, DARK, ("ctrl+p",)),
    Shot("palette", WIDE, LIGHT, ("ctrl+p",)),
    Shot("revisions", NARROW, DARK, ("v",)),
    Shot("revisions", WIDE, LIGHT, ("v",)),
)


@pytest.fixture
def copy(desk_of: Callable[[str], Desk], clock: Clock) -> None:
    """Articles in every stage, made over some days."""
    writer, chief = desk_of(WRITER), desk_of(CHIEF)
    published = draft(writer, "Hesti Anggraini: Juara Itu Urusan Kebiasaan, Bukan Bakat", "Satu.", rubric="Olahraga")
    writer.moves.submit(published.id, CHIEF)
    clock.on(days=2)
    chief.moves.publish(published.id)
    review = draft(writer, "[FOTO] Banjir Kiriman di Kali Welang … [/] 🌊", "Satu.", rubric="Peristiwa")
    writer.moves.submit(review.id, CHIEF)
    clock.on(hours=5)
    draft(chief, "Naskah tanpa redaktur dengan judul yang panjang sekali " * 3)
    clock.on(minutes=50)
    text: dict[str, Any] = {
        "deck": "Setelah sepuluh tahun, kawanan burung putih kembali bersarang",
        "byline": "Arif Maulana",
        "dateline": "Pasuruan",
        "rubric": "Lingkungan",
        "tags": ("mangrove", "burung air"),
        "photos": (Photo(caption="Kuntul di kawasan mangrove", credit="Arif Maulana"),),
        "related": (Related(title="Petani Tambak Menanam Bakau"),),
    }
    returned = draft(writer, "Mangrove Pulih, Burung Kuntul Kembali ke Teluk Segarajaya", *BODY, **text)
    chief.copy.set(returned.id, {"due": "2026-11-26 12:00"})
    writer.moves.submit(returned.id, CHIEF)
    chief.moves.return_(returned.id, "Sebut nama camatnya, dan cek lagi angka 318 ekor itu.", WRITER)
    clock.on(minutes=7)


@pytest.mark.usefixtures("copy")
@pytest.mark.parametrize(
    ("size", "theme", "pressed"),
    [
        (NARROW, DARK, ("tab", "tab")),
        (WIDE, DARK, ("tab", "tab")),
        (WIDE, LIGHT, ("D",)),
        (NARROW, LIGHT, ("right_square_bracket", "N")),
        (NARROW, DARK, ("tab", "tab", "A")),
    ],
)
def test_notes(
    desk_of: Callable[[str], Desk],
    clock: Clock,
    snap_compare: Compare,
    size: tuple[int, int],
    theme: str,
    pressed: tuple[str, ...],
) -> None:
    writer, chief = desk_of(WRITER), desk_of(CHIEF)
    dossier = writer.reading.article(writer.reading.rows()[0].id)
    first, _second, third, fourth = dossier.article.paragraph_ids
    chief.notes.add(dossier.id, "Sejak kapan persisnya? Cek ke laporan triwulan dinas.", first, asks_change=True)
    chief.notes.add(dossier.id, "Siapa Wahyu ini, apa jabatannya?", third, asks_change=True)
    clock.on(minutes=12)
    writer.notes.answer(dossier.id, "3", "Ketua kelompok tani. Sudah ditulis.")
    chief.notes.add(dossier.id, "Foto pagar ada?", fourth)
    writer.notes.resolve(dossier.id, "4")
    clock.on(minutes=3)

    async def pose(pilot: Pilot[Any]) -> None:
        await keys(pilot, "enter", *pressed)
        await posed(theme, ())(pilot)

    assert snap_compare(RedaksiApp(writer), terminal_size=size, run_before=pose)


def posed(theme: str, pressed: tuple[str, ...]) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """Press the keys, and hold everything still that blinks."""

    async def pose(pilot: Pilot[Any]) -> None:
        pilot.app.theme = theme
        await pilot.pause()
        await keys(pilot, *pressed)
        for field in pilot.app.screen.query("Input, TextArea"):
            if isinstance(field, Input | TextArea):
                field.cursor_blink = False
        await pilot.pause(0.2)
        written = [screen for screen in pilot.app.screen_stack if isinstance(screen, CopydeskScreen)]
        await until(lambda: all(screen.is_read for screen in written), 10)
        await pilot.pause()

    return pose


@pytest.mark.usefixtures("copy")
@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: f"{shot.name} {shot.size[0]} {shot.theme}")
def test_screen(shot: Shot, desk_of: Callable[[str], Desk], snap_compare: Compare) -> None:
    app = RedaksiApp(desk_of(shot.who))
    assert snap_compare(app, terminal_size=shot.size, run_before=posed(shot.theme, shot.pressed))


@pytest.mark.usefixtures("copy")
@pytest.mark.parametrize(("size", "theme"), [(NARROW, DARK), (WIDE, DARK), (WIDE, LIGHT)])
def test_a_conflict(desk_of: Callable[[str], Desk], snap_compare: Compare, size: tuple[int, int], theme: str) -> None:
    desk, other = desk_of(WRITER), desk_of(CHIEF)

    async def conflict(pilot: Pilot[Any]) -> None:
        await keys(pilot, "e")
        await pasted(pilot, "Menurut warga, ")
        row = desk.reading.rows()[0]
        other.copy.edit(row.id, lambda text: replace(text, deck="", body=("Suara kuntul hilang lagi.", *text.body[1:])))
        await keys(pilot, "ctrl+s", "m")
        await posed(theme, ())(pilot)

    assert snap_compare(RedaksiApp(desk), terminal_size=size, run_before=conflict)


@pytest.mark.usefixtures("copy")
@pytest.mark.parametrize(
    ("size", "theme", "pressed"),
    [
        (NARROW, DARK, ("f8", "f8")),
        (WIDE, LIGHT, ("f8", "f8")),
        (NARROW, LIGHT, ("ctrl+g", "j")),
        (WIDE, DARK, ("ctrl+g", "j")),
        (NARROW, DARK, ("X", "ctrl+g", "w")),
    ],
)
def test_findings(
    desk: Desk, snap_compare: Compare, size: tuple[int, int], theme: str, pressed: tuple[str, ...]
) -> None:
    text = (
        "Warga diminta waspada terhadap resiko banjir, Selasa (3/6/2024). Merubah kebiasaan adalah merupakan kunci.",
        '"Kami sekedar mengingatkan, resiko itu nyata," kata Arif Maulana.',
        "Bantuan Rp. 5.000.000 disiapkan. Terimakasih disampaikan kepada relawan yang bekerja disana.",
    )
    draft(desk, "Resiko Banjir di Kali Welang Meningkat", *text, byline="Arif Maulana")

    async def pose(pilot: Pilot[Any]) -> None:
        await posed(theme, ("e",))(pilot)
        await posed(theme, pressed)(pilot)

    assert snap_compare(RedaksiApp(desk), terminal_size=size, run_before=pose)


@pytest.mark.usefixtures("copy")
@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_the_offer_of_what_was_left_behind(
    desk_of: Callable[[str], Desk], snap_compare: Compare, size: tuple[int, int]
) -> None:
    desk = desk_of(WRITER)
    dossier = desk.reading.article(desk.reading.rows()[0].id)
    left = desk.recovery.begin()
    left.keep(dossier.id, dossier.version, {"headline": dossier.article.text.headline, "body": "Belum disimpan."})
    left.release()

    async def offered(pilot: Pilot[Any]) -> None:
        await until(lambda: isinstance(pilot.app.screen, Question))
        await posed(DARK, ())(pilot)

    assert snap_compare(RedaksiApp(desk), terminal_size=size, run_before=offered)


def test_an_empty_newsroom(desk: Desk, snap_compare: Compare) -> None:
    assert snap_compare(RedaksiApp(desk), terminal_size=NARROW, run_before=posed(LIGHT, ()))


@pytest.mark.usefixtures("copy")
def test_the_choice_of_a_theme(desk: Desk, snap_compare: Compare) -> None:
    app = RedaksiApp(desk)

    async def choosing(pilot: Pilot[Any]) -> None:
        await posed(LIGHT, ())(pilot)
        await app.push_screen(ThemeDialog())

    assert snap_compare(app, terminal_size=NARROW, run_before=choosing)


@pytest.mark.parametrize(("size", "theme"), [(NARROW, DARK), (WIDE, LIGHT)])
def test_the_first_screen(snap_compare: Compare, size: tuple[int, int], theme: str) -> None:
    assert snap_compare(FirstRunApp(), terminal_size=size, run_before=posed(theme, ("A", "n", "i")))


def test_the_tour(desk: Desk, snap_compare: Compare) -> None:
    assert snap_compare(RedaksiApp(desk, tour=True), terminal_size=NARROW, run_before=posed(DARK, ("l",)))
