"""Two members and a guest work on one article over slow lines.

Keys and presses of the mouse come in batches, and sequences of the terminal cut in two.
"""

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from redaksi.desk import Desk
from redaksi.domain.article import Dossier, Stage
from redaksi.store.query import Query
from tests.tui.conftest import CHIEF, WRITER
from tests.tui.slow_line import ESC, Keys
from tests.tui.tmux import Session, Tmux, terminals

STRANGER = "Sri Wahyuni"
HISTORY = [
    ("created", STRANGER),
    ("assigned", STRANGER),
    ("edited", STRANGER),
    ("assigned", CHIEF),
    ("edited", WRITER),
    ("edited", CHIEF),
    ("noted", CHIEF),
    ("answered", WRITER),
    ("assigned", WRITER),
    ("submitted", WRITER),
    ("returned", CHIEF),
    ("edited", WRITER),
    ("submitted", WRITER),
    ("assigned", CHIEF),
    ("published", CHIEF),
]
"""Every act, and nobody did anything else."""


class People(NamedTuple):
    """The terminals of the three."""

    chief: Session
    writer: Session
    guest: Session


def begun(tmux: Tmux, room: Path, *words: str) -> Session:
    """The desk of a person in Indonesian, whose line is slow."""
    session = tmux.desk(room, *words, language="id", slow=True)
    session.see("Draf")
    return session


def only_article(desk: Desk) -> Dossier:
    desk.reading.refresh()
    (row,) = (row for stage in Stage for row in desk.store.page(Query(stage=stage)))
    return desk.reading.article(row.id)


def is_verified(room: Path) -> bool:
    command = [sys.executable, "-m", "redaksi", "--newsroom", str(room), "verify"]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def assigned(people: People) -> None:
    """The guest writes, and the chief gives the article to the editor, who is told."""
    chief, writer, guest = people
    guest.type("nBanjir Surut\rAir surut sejak pagi.\r\rWarga pulang.\x13\x1b")
    guest.see("Tersimpan sebagai revisi 2")
    chief.see("Banjir Surut", STRANGER)
    chief.type("aYanuar D\r")
    chief.see("Tahap draf kini dipegang Yanuar D.")
    writer.see("Untuk Anda 1", "◆ Banjir Surut")


def written_by_two(people: People) -> None:
    """Both members write on the article, and the chief has a question."""
    chief, writer, _guest = people
    writer.click("Banjir Surut")
    writer.type("e")
    writer.see("revisi 2")
    chief.type("e")
    chief.see("! sedang disunting Yanuar D")
    writer.see("! sedang disunting Rina")
    writer.keys("C-End")
    writer.type(" Semua selamat.\x13")
    writer.see("Tersimpan sebagai revisi 3")
    chief.see("Yanuar D mengubah naskah ini")
    chief.keys("C-Home")
    chief.type("Kabar: \x13")
    chief.see("digabungkan dengan perubahan Yanuar D.")
    chief.type("\x1b\r]N")
    chief.see("sekadar catatan")
    chief.type("Berapa orang?\x13")
    chief.see("Catatan ditulis.")


def answered(people: People) -> None:
    """The editor answers the note, and submits."""
    chief, writer, _guest = people
    writer.see("Untuk Anda 1", "Catatan 1")
    writer.keys("C-n")
    writer.see("Berapa orang?")
    writer.type("A")
    writer.see("Jawab")
    writer.type("Empat ratus.\x13")
    chief.see("Empat ratus.")
    writer.type("\x1b\x1bs")
    writer.see("Ajukan untuk ditinjau")
    writer.type("Rina\r")
    writer.see("Tinjauan 1")


def published(people: People) -> None:
    """The chief returns the article once, and then publishes."""
    chief, writer, guest = people
    chief.type("r")
    chief.see("Kembalikan ke draf")
    chief.type("Sebut jumlahnya.\x13")
    writer.see("dikembalikan")
    writer.type("he")
    writer.see("revisi 4")
    writer.keys("C-End")
    writer.type(" Empat ratus orang.\x13\x1bsRina\r")
    writer.see("Tinjauan 1")
    chief.type("p")
    chief.see("disegel")
    chief.type("\r")
    guest.see("Tayang 1")


def test_two_members_and_a_guest_work_on_one_article_over_slow_lines(
    tmp_path: Path, room: Path, desk: Desk
) -> None:
    with terminals(tmp_path) as tmux:
        people = People(
            begun(tmux, room, "--as", CHIEF),
            begun(tmux, room, "--as", WRITER),
            begun(tmux, room, "--guest", "--as", STRANGER),
        )
        assigned(people)
        written_by_two(people)
        answered(people)
        published(people)
        for one in people:
            one.type("\x1b\x1b\x1bq")
            one.gone()

    article = only_article(desk)
    assert article.article.stage is Stage.PUBLISHED
    assert article.article.text.body == (
        "Kabar: Air surut sejak pagi.",
        "Warga pulang. Semua selamat. Empat ratus orang.",
    )
    assert [(event.kind, event.editor) for event in article.events] == HISTORY
    assert is_verified(room)


def test_the_line_of_this_test_cuts_a_sequence_anywhere_and_loses_nothing() -> None:
    keys, sequence = Keys(), ESC + b"[1;5F"
    cuts = set()
    for _batch in range(len(sequence)):
        keys.add(b"a" + sequence)
        first = keys.batch()
        assert first + keys.batch() == b"a" + sequence
        cuts.add(len(first) - 1)
    assert cuts == set(range(1, len(sequence)))
    keys.add(b"a" + ESC)
    assert keys.batch() == b"a" + ESC, "a key of its own"
