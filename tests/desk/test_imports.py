"""Copy is imported once, completely and as a draft; our own JSON comes back unchanged."""

import codecs
import json
import os
import socket
import sqlite3
import subprocess
import sys
import unicodedata
from collections.abc import Collection
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest

from redaksi.desk import wording
from redaksi.desk.context import Act, Context
from redaksi.desk.copy import create
from redaksi.desk.imports import ArrivedFile, ImportOutcome
from redaksi.domain import audit
from redaksi.domain.article import Dossier, Photo, Related, Role, SignOff, Stage, Text
from redaksi.errors import BadInput, MoveRefused
from redaksi.exporters import Sealed, Site, hugo
from redaksi.store.base import Claim
from redaksi.system import safe_files
from tests.desk.rooms import BEGIN, CHIEF, Room, rooms, tree
from tests.domain.nobody import as_nobody, reachable_folder

ANI, GITA = "Ani Editor", "Gita Guest"
COPY = "Kafe Baru di Tepi Kali\n\nSebuah kafé dibuka pagi ini.\n\nPemiliknya warga setempat.\n"
TWO_BLANKS = COPY.replace(" ", "\u00a0 ").replace("\n\n", "\n\n\n")


def one(
    room: Room, data: bytes, name: str = "naskah.txt", by: str = ANI, **options: Any
) -> ArrivedFile:
    return room.desk(by).imports.data(data, name, **options)


def folder(room: Room, *paths: Path | str, by: str = ANI, **options: Any) -> list[ArrivedFile]:
    return list(room.desk(by).imports.paths([str(path) for path in paths], **options))


def outcomes(arrivals: list[ArrivedFile]) -> list[str]:
    return [arrival.outcome.value for arrival in arrivals]


def test_a_copy_becomes_a_draft_that_says_where_it_came_from(room: Room) -> None:
    arrival = one(room, COPY.encode())
    dossier = room.store.dossier(arrival.id)
    assert arrival.outcome is ImportOutcome.IMPORTED
    assert (dossier.article.stage, dossier.article.text.headline) == (
        Stage.DRAFT,
        "Kafe Baru di Tepi Kali",
    )
    assert dossier.article.text.body == (
        "Sebuah kafé dibuka pagi ini.",
        "Pemiliknya warga setempat.",
    )
    assert dossier.article.origin is not None
    assert (dossier.article.origin.name, dossier.article.origin.format) == ("naskah.txt", "text")
    assert [event.kind for event in dossier.events] == ["imported", "assigned"]
    assert dossier.article.assignments[Stage.DRAFT].by == dossier.article.editor() == "Ani Editor"
    assert "has it" not in arrival.message, "whom else?"
    assert audit.faults(dossier) == ()


def test_a_plain_text_that_came_in_before_signs_were_escaped_is_known(room: Room) -> None:
    data = b"Kata Kasar\n\nIa berteriak b*ngs*t, C:\\*.txt dan 2*3*4.\n\n- satu\n- dua\n"
    words = r"Kata Kasar Ia berteriak b*ngs*t, C:\*.txt dan 2*3*4. - satu - dua"
    arrival = one(room, data)
    origin = room.store.dossier(arrival.id).article.origin
    assert origin is not None
    assert origin.fingerprint == sha256(words.encode()).hexdigest()
    assert one(room, data).outcome is ImportOutcome.DUPLICATE


def test_what_our_hugo_export_made_of_a_text_is_that_text(room: Room) -> None:
    text = (
        "Kata Kasar {{x}} &amp; <b>\n\nIa berteriak b*ngs*t, <b>tebal</b> {{< x >}}.\n\n- satu\n: "
        "dua\n"
    )
    first = one(room, text.encode())
    article = room.store.dossier(first.id).article
    sign_off = SignOff(editor=ANI, at=BEGIN, revision=1, sha256=article.text.sha256())
    (data,) = hugo.files(
        Sealed(article=article, text=article.text, sign_off=sign_off), "kata-kasar", Site(zone=UTC)
    ).values()
    again = one(room, data, "kata-kasar.md")
    assert (again.outcome, again.id) == (ImportOutcome.DUPLICATE, first.id)


@pytest.mark.parametrize(
    "data",
    [
        COPY.encode(),
        COPY.replace("\n", "\r\n").encode(),
        COPY.replace("\n", "\r").encode(),
        codecs.BOM_UTF8 + COPY.encode(),
        COPY.encode("utf-16"),
        COPY.encode("cp1252"),
        unicodedata.normalize("NFD", COPY).encode(),
        TWO_BLANKS.encode(),
        COPY.rstrip().encode(),
        ("\n\n" + COPY).encode(),
    ],
    ids=["same", "crlf", "cr", "bom", "utf16", "cp1252", "nfd", "nbsp", "end", "begin"],
)
def test_the_same_text_in_other_bytes_comes_in_once(room: Room, data: bytes) -> None:
    first = one(room, COPY.encode())
    before = tree(room.folder)
    again = one(room, data, "lain.txt", by="Budi Editor")
    assert (again.outcome, again.id, again.exit_code) == (ImportOutcome.DUPLICATE, first.id, 0)
    assert first.id in again.message
    assert tree(room.folder) == before


def test_again_brings_it_in_once_more_and_other_words_are_another_text(room: Room) -> None:
    first = one(room, COPY.encode())
    second = one(room, COPY.encode(), again=True)
    assert second.outcome is ImportOutcome.IMPORTED
    assert second.id != first.id
    assert one(room, COPY.replace("pagi", "sore").encode()).outcome is ImportOutcome.IMPORTED
    assert one(room, COPY.encode()).id == first.id


def test_a_text_is_known_after_it_was_edited(room: Room) -> None:
    first = one(room, COPY.encode())
    room.desk(ANI).copy.set(first.id, {"headline": "Judul Lain"})
    assert one(room, COPY.encode()).id == first.id


def test_an_unknown_editor_joins_as_a_guest_and_has_the_draft(room: Room) -> None:
    page = "---\ntitle: Judul\neditor: Dimas A\n---\nIsi naskah ini.\n"
    arrival = one(room, page.encode(), "a.md", by="Gita Guest")
    assert room.store.dossier(arrival.id).article.editor(Stage.DRAFT) == "Dimas A"
    assert room.store.team().role("Dimas A") is Role.GUEST
    again = one(room, page.replace("Dimas A", "dimas  a").replace("Isi", "Lain").encode(), "b.md")
    assert room.store.dossier(again.id).article.editor(Stage.DRAFT) == "Dimas A"
    assert len(room.store.team().members) == 5


def test_a_copy_that_names_a_known_editor_leaves_their_role_alone(room: Room) -> None:
    arrival = one(room, b"---\ntitle: Judul\neditor: budi EDITOR\n---\nIsi.\n", "a.md")
    assert room.store.dossier(arrival.id).article.editor(Stage.DRAFT) == "Budi Editor"
    assert room.store.team().role("Budi Editor") is Role.EDITOR


@pytest.mark.parametrize(
    ("named", "editor", "remark"),
    [
        (
            "[Sari W, budi EDITOR]",
            "Budi Editor",
            "Of the editors Sari W, budi EDITOR, Budi Editor has it.",
        ),
        ("Ani Editor dan Budi Editor", "Ani Editor", "Of the editors"),
        ("[Sari W, Bagus P]", "Sari W", "Of the editors Sari W, Bagus P, Sari W has it."),
        ('"Bagus Prasetyo, S.Sos"', "Bagus Prasetyo, S.Sos", ""),
        ('"Bagus Prasetyo, S.H., M.Si"', "Bagus Prasetyo, S.H., M.Si", ""),
        ('"-"', GITA, ""),
        ('"..."', GITA, ""),
        ("me", GITA, ""),
        ("Saya", GITA, ""),
        ("a@x.example", GITA, ""),
        ("X" * 90, GITA, ""),
        ("Аni Editor", GITA, "only looks like Ani Editor of the team. Gita Guest has it."),
        ("Ani Edіtоr", GITA, "only looks like Ani Editor"),
        ("Ani  Ed1tor.", GITA, "only looks like Ani Editor"),
        ("Áni Editor", GITA, "only looks like Ani Editor"),
        ("Sаri W", GITA, "mixes alphabets. Gita Guest has it."),
        ("Иван", "Иван", ""),
    ],
)
def test_only_a_name_that_is_nobody_elses_gets_a_draft(
    room: Room, named: str, editor: str, remark: str
) -> None:
    before = len(room.store.team().members)
    arrival = one(
        room, f"---\ntitle: Judul\neditor: {named}\n---\nIsi.\n".encode(), "a.md", by=GITA
    )
    assert room.store.dossier(arrival.id).article.editor(Stage.DRAFT) == editor
    assert len(room.store.team().members) - before == bool(
        not editor.endswith("Editor") and editor != GITA
    )
    assert remark in arrival.message
    assert remark or "editor" not in arrival.message


def test_a_folder_gives_its_visible_files_in_order_and_each_failure_its_reason(
    room: Room, tmp_path: Path
) -> None:
    inbox = tmp_path / "masuk"
    (inbox / "b").mkdir(parents=True)
    (inbox / ".git").mkdir()
    (inbox / ".git" / "x.txt").write_text("Rahasia\n\nTidak.\n")
    (inbox / ".tersembunyi.txt").write_text("Rahasia\n\nTidak.\n")
    (inbox / "a.txt").write_text("Satu\n\nIsi satu.\n")
    (inbox / "b" / "c.txt").write_text("Dua\n\nIsi dua.\n")
    (inbox / "kosong.txt").write_bytes(b"")
    (inbox / "putus.txt").symlink_to("hilang.txt")
    os.mkfifo(inbox / "pipa")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(inbox / "soket"))
        arrivals = folder(room, inbox, tmp_path / "tidakada", inbox / ".tersembunyi.txt")
    assert [Path(arrival.path).name for arrival in arrivals] == [
        "a.txt",
        "c.txt",
        "kosong.txt",
        "putus.txt",
        "tidakada",
        ".tersembunyi.txt",
    ]
    assert outcomes(arrivals) == ["imported", "imported", "failed", "failed", "failed", "imported"]
    assert [arrival.exit_code for arrival in arrivals] == [
        0,
        0,
        6,
        6,
        3,
        0,
    ]  # every link is refused
    assert all(arrival.message for arrival in arrivals)


def test_of_a_folder_no_link_brings_in_what_lies_elsewhere(room: Room, tmp_path: Path) -> None:
    private, inbox = tmp_path / "rumah", tmp_path / "masuk"
    private.mkdir()
    (private / "kunci.txt").write_text("Kunci Rahasia\n\nJangan dibaca.\n")
    (inbox / "b").mkdir(parents=True)
    (inbox / "a.txt").symlink_to(private / "kunci.txt")
    (inbox / "b" / "c.txt").symlink_to("../../rumah/kunci.txt")
    (inbox / "d").symlink_to(private)
    (inbox / "e.txt").write_text("Satu\n\nIsi satu.\n")
    arrivals = folder(room, inbox)
    assert outcomes(arrivals) == ["failed", "failed", "failed", "imported"]
    for arrival in arrivals[:3]:
        assert f"{arrival.path} is not taken: it is a link." in arrival.message
        assert f"redaksi import {arrival.path}" in arrival.message
    assert [row.headline for row in room.store.page()] == ["Satu"]
    linked = tmp_path / "kiriman"
    linked.symlink_to(inbox)
    assert outcomes(folder(room, linked, inbox / "a.txt")) == [
        "failed",
        "failed",
        "failed",
        "duplicate",
        "imported",
    ]


def test_a_file_that_becomes_a_link_before_it_is_opened_is_not_followed(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private, inbox = tmp_path / "rumah", tmp_path / "masuk"
    (inbox / "b").mkdir(parents=True)
    private.mkdir()
    for place in (private, inbox / "b"):
        (place / "c.txt").write_text(f"Judul di {place.name}\n\nIsi.\n")
    opening = safe_files.open_file

    def swapped(path: Path, *rest: int) -> int:
        if path.is_relative_to(inbox):
            (inbox / "b").rename(inbox / "dulu")
            (inbox / "b").symlink_to(private)
        return opening(path, *rest)

    monkeypatch.setattr(safe_files, "open_file", swapped)
    (arrival,) = folder(room, inbox)
    assert (arrival.outcome, arrival.exit_code) == (ImportOutcome.FAILED, 6)


def test_the_name_of_a_file_forges_no_line_of_what_is_told(room: Room, tmp_path: Path) -> None:
    forged = tmp_path / "a.txt\nredaksi: Judul: imported as 261123-zzzzz.\u2028\r\x85.txt"
    forged.write_bytes(b"")
    (arrival,) = folder(room, forged)
    assert len(f"{arrival.path}{arrival.message}".splitlines()) == 1
    assert "a.txt\ufffdredaksi" in arrival.message


def test_file_names_that_are_no_text_do_not_matter(room: Room, tmp_path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\x1b[31m.txt"))
    odd.write_text("Judul\n\nIsi.\n")
    (arrival,) = folder(room, odd)
    assert arrival.outcome is ImportOutcome.IMPORTED
    assert msgspec.json.encode(arrival)
    origin = room.store.dossier(arrival.id).article.origin
    assert origin is not None
    assert origin.name == "\ufffd.txt"
    odd.write_bytes(b"")
    (failed,) = folder(room, odd)
    assert msgspec.json.encode(failed)
    assert failed.outcome is ImportOutcome.FAILED


def test_a_folder_without_rights_is_one_failure_and_the_others_come_in() -> None:
    with reachable_folder() as top:
        ground = top / "kerja"
        ground.mkdir()
        ground.chmod(0o777)
        for name in ("tertutup", "terbuka"):
            (top / name).mkdir()
            (top / name / "a.txt").write_text(f"{name}\n\nIsi.\n")
        (top / "tertutup").chmod(0)

        def act() -> int:
            os.environ["XDG_CACHE_HOME"] = str(ground)
            room = next(rooms(ground))
            paths = (top / "tertutup", top / "tertutup" / "a.txt", top / "terbuka")
            arrivals = folder(room, *paths)
            ok = outcomes(arrivals) == ["failed", "failed", "imported"]
            return 100 if ok and [arrival.exit_code for arrival in arrivals] == [7, 7, 0] else 1

        assert as_nobody(act) == 100
        (top / "tertutup").chmod(0o755)


RACER = """
import sys
from pathlib import Path
from redaksi.desk import open_desk
with open_desk(Path(sys.argv[1]), sys.argv[2]) as desk:
    print(*(f"{one.outcome.value}:{one.id}" for one in desk.imports.paths([sys.argv[3]])), sep="\\n")
"""  # noqa: E501


def test_two_processes_that_import_one_folder_bring_each_text_in_once(
    room: Room, tmp_path: Path
) -> None:
    inbox = tmp_path / "masuk"
    inbox.mkdir()
    for number in range(12):
        editor = f"Orang {number % 3}"
        (inbox / f"{number}.md").write_text(
            f"---\ntitle: Judul {number}\neditor: {editor}\n---\nIsi {number}.\n"
        )
    command = [sys.executable, "-c", RACER, str(room.folder)]
    racers = [
        subprocess.Popen([*command, name, str(inbox)], stdout=subprocess.PIPE, text=True)
        for name in (ANI, "Budi Editor")
    ]
    seen = [line for racer in racers for line in racer.communicate(timeout=60)[0].split()]
    assert [racer.returncode for racer in racers] == [0, 0]
    assert sorted(line.split(":")[0] for line in seen) == ["duplicate"] * 12 + ["imported"] * 12
    assert len({line.split(":")[1] for line in seen}) == 12
    room.store.refresh()
    assert len(room.store.page()) == 12
    assert len(room.store.team().members) == 4 + 3


# Our own JSON.

RICH = Text(
    headline="[FOTO] Banjir “Rob” [/] & <b>",
    deck="Deck",
    body=("Satu *tebal*.", "Dua\nbaris."),
    byline="Raka",
    dateline="Malang",
    source="contoh.example",
    rubric="Daerah",
    tags=("banjir", "rob"),
    photos=(
        Photo(
            file="a.jpg",
            url="https://contoh.example/a.jpg",
            alt="Air",
            caption="Air pasang",
            credit="Raka",
        ),
    ),
    related=(Related(title="Lain", url="https://contoh.example/1"), Related(title="Tanpa alamat")),
)


def exported(room: Room, article_id: str, out: Path) -> bytes:
    room.desk(ANI).exports.export([article_id], "json", out)
    (file,) = out.glob("[!.]*.json")
    return file.read_bytes()


def test_a_text_comes_back_whole_and_published_and_its_past_is_evidence(
    room: Room, tmp_path: Path
) -> None:
    dossier = room.published(RICH)
    dossier = room.desk("Budi Editor").copy.set(
        dossier.id, {"due": "2026-11-24", "embargo": "2026-11-20"}
    )
    data = exported(room, dossier.id, tmp_path / "keluar")
    other = next(rooms(tmp_path / "lain"))
    arrival = one(other, data, "a.json", by=CHIEF, keep_stage=True, override="Pindahan.")
    back = other.store.dossier(arrival.id)
    was, article = dossier.article, back.article
    assert (article.id, article.text, article.slug, article.stage) == (
        was.id,
        RICH,
        was.slug,
        Stage.PUBLISHED,
    )
    assert (article.due, article.embargo, article.waivers, article.version) == (None, None, (), 1)
    (sign_off,) = article.sign_offs
    assert sign_off.sha256 == RICH.sha256() == was.sign_offs[0].sha256
    assert (sign_off.editor, article.editor(Stage.PUBLISHED), article.editor(Stage.REVIEW)) == (
        CHIEF,
        CHIEF,
        "",
    )
    (event,) = back.events
    times = {
        article.created_at,
        article.updated_at,
        article.stage_since,
        article.published_at,
        sign_off.at,
    }
    assert times == {event.at}
    assert sign_off.origin == f"imported as published from a.json by {CHIEF}"
    assert back.live is not None
    assert back.live[0] == RICH
    assert audit.faults(back) == ()
    assert event.kind == "imported_published"
    evidence = json.loads(data)["article"]
    assert event.data["evidence"] == {
        key: value
        for key, value in evidence.items()
        if value and key not in {"text", "paragraph_ids"}
    }
    again = json.loads(exported(other, back.id, tmp_path / "keluar2"))["article"]
    assert msgspec.convert(again["text"], Text) == RICH


def test_an_embargo_that_lies_ahead_goes_on_here(room: Room, tmp_path: Path) -> None:
    dossier = room.published(RICH)
    data = exported(room, dossier.id, tmp_path / "keluar")
    document = json.loads(data)
    document["article"]["embargo"] = "2027-01-01T00:00:00Z"
    other = next(rooms(tmp_path / "lain"))
    arrival = one(
        other,
        json.dumps(document).encode(),
        "a.json",
        by=CHIEF,
        keep_stage=True,
        override="Pindahan.",
    )
    back = other.store.dossier(arrival.id)
    assert back.article.embargo == datetime(2027, 1, 1, tzinfo=UTC)
    assert [event.kind for event in back.events] == ["imported_published", "set"]
    assert audit.faults(back) == ()
    assert not other.desk(ANI).exports.export([arrival.id], "json", tmp_path / "keluar3").written


def test_history_tells_the_past_that_a_file_claims(room: Room, tmp_path: Path) -> None:
    data = exported(room, room.published(RICH).id, tmp_path / "keluar")
    other = next(rooms(tmp_path / "lain"))
    arrival = one(other, data, "a.json", by=CHIEF, keep_stage=True, override="Pindahan.")
    (event,) = other.store.dossier(arrival.id).events
    told = wording.event(event, UTC)
    assert told.startswith(
        "imported a.json and published it; of its past the file tells: created Nov 23, 2026"
    )
    assert "assigned to Budi Editor" in told
    assert "signed off by Budi Editor, Nov 23, 2026" in told


def test_only_a_chief_keeps_a_stage_and_without_it_our_json_is_a_draft(
    room: Room, tmp_path: Path
) -> None:
    data = exported(room, room.published(RICH).id, tmp_path / "keluar")
    other = next(rooms(tmp_path / "lain"))
    before = tree(other.folder)
    for name in (ANI, "Gita Guest", "Orang Luar"):
        with pytest.raises(MoveRefused, match="is not a chief"):
            one(other, data, by=name, keep_stage=True)
        with pytest.raises(MoveRefused, match="is not a chief"):
            folder(other, tmp_path / "keluar", by=name, keep_stage=True)
    assert tree(other.folder) == before
    article = other.store.dossier(one(other, data, "a.json", by="Gita Guest").id).article
    assert (article.stage, article.sign_offs, article.slug, article.published_at) == (
        Stage.DRAFT,
        (),
        "",
        None,
    )
    assert article.text == RICH
    assert article.created_at > BEGIN


def test_a_kept_article_whose_slug_or_id_is_taken_gets_its_own(room: Room, tmp_path: Path) -> None:
    dossier = room.published(RICH)
    data = exported(room, dossier.id, tmp_path / "keluar")
    arrival = one(room, data, "a.json", by=CHIEF, keep_stage=True, again=True, override="Arsip.")
    back = room.store.dossier(arrival.id).article
    assert back.id != dossier.id
    assert back.slug not in {"", dossier.article.slug}
    assert back.slug.startswith(dossier.article.slug)
    document = json.loads(data)
    document["article"].update(slug="", id="261123-zzzzz")
    third = one(
        room,
        json.dumps(document).encode(),
        "b.json",
        by=CHIEF,
        keep_stage=True,
        again=True,
        override="Arsip.",
    )
    assert room.store.dossier(third.id).article.slug.startswith(dossier.article.slug)


def test_a_kept_article_passes_the_gate_like_every_other_when_it_is_reopened(
    room: Room, tmp_path: Path
) -> None:
    data = exported(room, room.published(RICH).id, tmp_path / "keluar")
    other = next(rooms(tmp_path / "lain"))
    article_id = one(other, data, "a.json", by=CHIEF, keep_stage=True, override="Pindahan.").id
    chief = other.desk(CHIEF)
    chief.moves.reopen(article_id, "Tambahan.")
    other.desk(ANI).moves.submit(article_id, to="Budi Editor")
    with pytest.raises(MoveRefused, match="Cici Chief wrote the draft last"):
        chief.moves.publish(article_id)
    assert other.desk("Budi Editor").moves.publish(article_id).article.sign_offs[-1].override == ""


@pytest.mark.parametrize("forged", ["text", "hash", "none", "plain"])
def test_what_was_not_published_so_is_not_kept_so(room: Room, tmp_path: Path, forged: str) -> None:
    document = json.loads(exported(room, room.published(RICH).id, tmp_path / "keluar"))
    article = document["article"]
    if forged == "text":
        article["text"]["headline"] = "Palsu"
    elif forged == "hash":
        article["sign_offs"][-1]["sha256"] = "0" * 64
    elif forged == "none":
        article["sign_offs"] = []
    data = COPY.encode() if forged == "plain" else json.dumps(document).encode()
    before = tree(room.folder)
    with pytest.raises(BadInput):
        one(
            room,
            data,
            "a.json" if forged != "plain" else "a.txt",
            by=CHIEF,
            keep_stage=True,
            again=True,
            override="Arsip.",
        )
    assert tree(room.folder) == before


def test_pasted_text_that_a_killed_program_had_taken_is_not_taken_twice(room: Room) -> None:
    taken = one(room, b"Judul\n\nIsi.\n")
    with closing(sqlite3.connect(room.folder / ".index.sqlite")) as index, index:
        index.execute("DELETE FROM articles")
        index.execute("DELETE FROM files")
    assert one(room, b"Judul\n\nIsi.\n").id == taken.id


def test_whatever_goes_wrong_with_one_file_is_its_refusal_and_the_others_come_in(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox = tmp_path / "masuk"
    inbox.mkdir()
    for number in range(4):
        (inbox / f"{number}.txt").write_text(f"Judul {number} Hari Ini\n\nIsi {number}.\n")
    (inbox / "1.eml").write_bytes(
        # A fault of the mail library.
        b"Subject: Satu\nContent-Type: multipart/mixed; boundary*=x; boundary*0=y\n\nIsi.\n"
    )
    faults = iter([ZeroDivisionError, MemoryError])

    def failing(context: Context, dossier: Dossier, act: Act, claim: Collection[Claim]) -> Dossier:
        if dossier.article.text.headline.startswith(("Judul 0", "Judul 2")):
            raise next(faults)
        return create(context, dossier, act, claim)

    monkeypatch.setattr("redaksi.desk.imports.create", failing)
    arrivals = folder(room, inbox)
    assert outcomes(arrivals) == ["failed", "failed", "imported", "failed", "imported"]
    assert [arrival.exit_code for arrival in arrivals] == [6, 6, 0, 6, 0]
    assert all(
        Path(one.path).name in one.message
        for one in arrivals
        if one.outcome is ImportOutcome.FAILED
    )
