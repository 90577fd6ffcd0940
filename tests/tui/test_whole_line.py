"""From a new article to exported files, by keys alone."""

from collections.abc import Callable
from pathlib import Path

from textual.widgets import Input, TextArea

from redaksi.desk import Desk
from redaksi.desk.exports import FORMATS
from redaksi.domain.article import Stage, Text
from redaksi.tui.app import RedaksiApp

from .conftest import CHIEF, GUEST, WRITER
from .driving import headlines, keys, pasted, said, shown, typed, until

PAGE = """jatim.example

Warga Randuwangi Panen Raya

Editor: Yanuar D

Warga Desa Randuwangi memanen padi seluas 40 hektare, Senin (23/11/2026).

Kepala desa menyebut hasil tahun ini naik.
"""


async def test_new_edit_assign_submit_publish_and_export(
    desk_of: Callable[[str], Desk], tmp_path: Path
) -> None:
    writer, chief = desk_of(WRITER), desk_of(CHIEF)
    async with RedaksiApp(writer).run_test() as pilot:
        await pilot.pause()
        await keys(pilot, "n")
        await pasted(pilot, "Jembatan dibuka")
        await keys(pilot, "enter")
        await pasted(pilot, "Warga lewat.\n\nSiswa senang")
        await typed(pilot, ".")
        assert "not saved" in shown(pilot)
        await keys(pilot, "ctrl+s")
        assert "not saved" not in shown(pilot)
        await keys(pilot, "escape", "a")
        await typed(pilot, "yan")
        await keys(pilot, "enter")
        assert f"{WRITER} has the draft now." in said(pilot)
        await keys(pilot, "s")
        await typed(pilot, "rina")
        await keys(pilot, "enter")
        assert headlines(pilot, "review") == ["Jembatan dibuka"]
    article_id = chief.reading.rows()[0].id
    assert chief.reading.article(article_id).article.text.body == ("Warga lewat.", "Siswa senang.")

    out = tmp_path / "keluar"
    async with RedaksiApp(chief).run_test() as pilot:
        await keys(pilot, "l", "p", "enter")
        assert headlines(pilot, "published") == ["Jembatan dibuka"]
        await keys(pilot, "l", "x", *("l",) * FORMATS.index("text"), "tab")
        await keys(pilot, "end", "ctrl+u")
        await pasted(pilot, str(out))
        await keys(pilot, "enter")
        await until(lambda: "1 file written" in said(pilot))
    assert [path.name for path in out.iterdir() if not path.name.startswith(".")] == [
        "jembatan-dibuka.txt"
    ]
    article = chief.reading.article(article_id).article
    assert article.stage is Stage.PUBLISHED
    assert [article.editor(stage) for stage in Stage] == [WRITER, CHIEF, CHIEF]


async def test_a_pasted_page_is_imported_and_the_second_time_named(
    app: RedaksiApp, desk: Desk
) -> None:
    async with app.run_test() as pilot:
        for field in ((), ("tab",)):  # also pasted into the path field: a page is no path
            await keys(pilot, "i", *field)
            await pasted(pilot, PAGE)
            await keys(pilot, "ctrl+s")
        assert headlines(pilot, "draft") == ["Warga Randuwangi Panen Raya"]
        assert "here already" in said(pilot)
        await keys(pilot, "enter", "right")
        assert "imported pasted text" in " ".join(shown(pilot).split())
    assert desk.reading.article(desk.reading.rows()[0].id).article.editor() == "Yanuar D"


async def test_of_a_page_pasted_as_a_headline_the_first_line_stays_and_the_rest_is_the_body(
    app: RedaksiApp, desk: Desk
) -> None:
    async with app.run_test() as pilot:
        await keys(pilot, "n")
        await pasted(pilot, PAGE)
        first, *rest = PAGE.strip().splitlines()
        assert app.screen.query_one("#headline", Input).value == first
        assert app.screen.query_one("#rest", TextArea).text.split() == " ".join(rest).split()
        await keys(pilot, "enter")
    article = desk.reading.article(desk.reading.rows()[0].id).article
    assert article.text.headline == first
    assert article.text.body == tuple(line for line in rest if line)


async def test_return_and_submit_again(desk_of: Callable[[str], Desk]) -> None:
    writer, chief = desk_of(WRITER), desk_of(CHIEF)
    dossier = writer.copy.new(Text(headline="Panen", body=("Satu.",)))
    writer.moves.submit(dossier.id, CHIEF)
    async with RedaksiApp(chief).run_test(size=(120, 40)) as pilot:
        await keys(pilot, "l", "r", "ctrl+s")
        assert "note" in shown(pilot)
        assert chief.reading.article(dossier.id).article.stage is Stage.REVIEW
        await pasted(pilot, "Nama camat?")
        await keys(pilot, "ctrl+s")
        assert headlines(pilot, "draft") == ["Panen"]
        await keys(pilot, "enter")
        assert f"Returned by {CHIEF}" in shown(pilot)
        assert "Nama camat?" in shown(pilot)
        await keys(pilot, "s", "enter")
        assert f"Returned by {CHIEF}" not in shown(pilot)
    assert not [note for note in chief.reading.article(dossier.id).notes if note.is_open]


async def test_reopen_asks_for_a_reason(desk_of: Callable[[str], Desk]) -> None:
    writer, chief = desk_of(WRITER), desk_of(CHIEF)
    dossier = writer.copy.new(Text(headline="Panen", body=("Satu.",)))
    writer.moves.submit(dossier.id, CHIEF)
    chief.moves.publish(dossier.id)
    async with RedaksiApp(writer).run_test() as pilot:
        await keys(pilot, "l", "l", "e")
        assert "sealed" in said(pilot)
        await keys(pilot, "o", "enter")
        assert "reason" in shown(pilot)
        await pasted(pilot, "Angka salah")
        await keys(pilot, "enter")
        assert headlines(pilot, "draft") == ["Panen"]
    assert writer.reading.history(dossier.id)[-1].data["reason"] == "Angka salah"


async def test_a_guest_is_told_why_not(desk_of: Callable[[str], Desk]) -> None:
    writer, guest = desk_of(WRITER), desk_of(GUEST)
    dossier = writer.copy.new(Text(headline="Panen", body=("Satu.",)))
    writer.moves.submit(dossier.id, CHIEF)
    async with RedaksiApp(guest).run_test() as pilot:
        await keys(pilot, "l", "p")
        assert f"{GUEST} is a guest here" in shown(pilot)
        await keys(pilot, "enter", "r")
        assert f"{GUEST} is a guest here" in said(pilot)
        await keys(pilot, "e")
        assert "review editor to return it" in said(pilot)
    assert writer.reading.article(dossier.id).article.stage is Stage.REVIEW


async def test_four_eyes_are_set_aside_with_a_reason_only(desk: Desk, app: RedaksiApp) -> None:
    dossier = desk.copy.new(Text(headline="Panen", body=("Satu.",)))
    desk.moves.submit(dossier.id, CHIEF)
    async with app.run_test() as pilot:
        await keys(pilot, "l", "p")
        assert "Four eyes" in shown(pilot)
        await keys(pilot, "enter")
        assert "An override needs a reason." in shown(pilot)
        await pasted(pilot, "Gempa, malam")
        await keys(pilot, "enter")
    assert desk.reading.article(dossier.id).article.sign_offs[-1].override == "Gempa, malam"
