"""Several processes work on fifty articles for a while.

No text is lost, and no temporary file or lock is left behind.
"""

import fcntl
import logging
import os
import random
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from msgspec.structs import replace

from redaksi.desk import Desk, open_desk
from redaksi.domain.article import Dossier, Role, Stage, Text
from redaksi.errors import BadInput, NotFound, Refused, StaleRevision
from redaksi.store.query import Query
from tests.forking import fork
from tests.safety import scenes
from tests.safety.scale import share

log = logging.getLogger(__name__)
ARTICLES = 50
PEOPLE = (scenes.CHIEF, scenes.EDITOR, "Budi Editor", "Gita Guest")
PROCESSES, SECONDS = 8, share(10, 60)


def begin(folder: Path) -> None:
    scenes.begin(folder)
    with scenes.desk(folder) as chief:
        chief.team.add("Budi Editor")
        for number in range(1, ARTICLES):
            chief.copy.new(
                Text(
                    headline=f"Judul {number % 7}",
                    body=tuple(f"Alinea {part}." for part in range(5)),
                )
            )


class Worker:
    """A process with a desk for every person.

    `told` gets a line for each acknowledged text.
    """

    def __init__(self, folder: Path, name: int, told: TextIO) -> None:
        self._folder = folder
        self._name = name
        self._told = told
        self._dice = random.Random(f"{name} {os.getpid()}")
        self._desks = [open_desk(folder, person) for person in PEOPLE]
        self._ids = list(self._desks[0].store.ids())
        self._saves = 0
        self.done: Counter[str] = Counter()

    def work(self, seconds: float) -> None:
        verbs = (
            list(self.verbs().items())
            + [("edit", self.edit)] * 6
            + [("edit over", self.edit_over)] * 4
        )
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            name, verb = self._dice.choice(verbs)
            try:
                verb(self._dice.choice(self._desks), self._dice.choice(self._ids))
            except (Refused, StaleRevision, BadInput, NotFound):
                self.done[f"{name}, refused"] += 1
            else:
                self.done[name] += 1

    def verbs(self) -> dict[str, Callable[[Desk, str], object]]:
        any_of = self._dice.choice
        return {
            "submit": lambda desk, id_: desk.moves.submit(id_, to=any_of(PEOPLE[:3])),
            "return": lambda desk, id_: desk.moves.return_(id_, "Tambah sumber."),
            "publish": lambda desk, id_: desk.moves.publish(id_),
            "publish, overriding": lambda desk, id_: desk.moves.publish(id_, override="Mendesak."),
            "reopen": lambda desk, id_: desk.moves.reopen(id_, "Ralat."),
            "assign": lambda desk, id_: desk.moves.assign(
                id_, any_of(list(Stage)), any_of(PEOPLE)
            ),
            "spike": lambda desk, id_: desk.moves.spike(id_),
            "unspike": lambda desk, id_: desk.moves.unspike(id_),
            "undo": lambda desk, id_: desk.moves.undo(id_),
            "set": lambda desk, id_: desk.copy.set(
                id_, {"due": any_of(("", "2026-12-01")), "rubric": any_of("ab")}
            ),
            "restore": lambda desk, id_: desk.revisions.restore(id_, str(any_of(range(1, 6)))),
            "role": lambda desk, _id: desk.team.role(PEOPLE[3], any_of((Role.GUEST, Role.EDITOR))),
            "search": lambda desk, _id: desk.reading.search(
                any_of(("alinea", "judul", "simpanan"))
            ),
            "look": lambda desk, _id: (
                desk.reading.rows(limit=50),
                desk.reading.counts(),
                desk.reading.refresh(),
            ),
            "delete the index": self.delete_the_index,
        }

    def edit(self, desk: Desk, article_id: str) -> None:
        typed = self.typed()
        with desk.reading.editing(article_id):
            self.tell(
                desk.copy.edit(article_id, lambda text: changed(text, typed, self._dice)), typed
            )

    def edit_over(self, desk: Desk, article_id: str) -> None:
        """Edit an article from a version that may be stale."""
        seen = desk.reading.article(article_id)
        time.sleep(self._dice.random() * 0.02)
        typed = self.typed()
        mine = changed(seen.article.text, typed, self._dice)
        self.tell(desk.copy.save(article_id, mine, seen.version), typed)

    def typed(self) -> str:
        self._saves += 1
        return f"Simpanan {self._name}.{self._saves}."

    def tell(self, saved: Dossier, typed: str) -> None:
        assert typed in saved.article.text.body
        self._told.write(f"{saved.id} {saved.version} {saved.article.text.sha256()} {typed}\n")
        self._told.flush()

    def delete_the_index(self, _desk: Desk, _id: str) -> None:
        if self._dice.random() < 0.05:
            (self._folder / ".index.sqlite").unlink(missing_ok=True)


def changed(text: Text, typed: str, dice: random.Random) -> Text:
    place = dice.randrange(6)
    return replace(text, body=(*text.body[:place], typed, *text.body[place + 1 :]))


def start(folder: Path, name: int, logs: Path) -> int:
    """Start a working process; returns its id.

    The process exits with 0 if it met only errors that a person may meet.
    """
    child = fork()
    if child:
        return child
    code = 1
    try:
        with (logs / f"{name}.saves").open("w") as told:
            worker = Worker(folder, name, told)
            worker.work(SECONDS)
        (logs / f"{name}.counts").write_text(
            "\n".join(f"{verb}\t{count}" for verb, count in worker.done.items())
        )
        code = 0
    except BaseException:  # noqa: BLE001 - the parent shows the error
        (logs / f"{name}.error").write_text(traceback.format_exc())
    finally:
        os._exit(code)


def saved_by(logs: Path) -> list[list[str]]:
    return [
        line.split(maxsplit=3)
        for file in logs.glob("*.saves")
        for line in file.read_text().splitlines()
    ]


def missing(folder: Path, saves: list[list[str]]) -> list[str]:
    """The acknowledged texts that the revision of their version does not hold word for word."""
    with scenes.desk(folder) as reader:
        dossiers = {
            article_id: reader.store.dossier(article_id) for article_id in reader.store.ids()
        }
    lost = []
    for article_id, version, sha256, typed in saves:
        found = [
            one.number
            for one in dossiers[article_id].revisions
            if (one.version, one.sha256) == (int(version), sha256)
        ]
        if len(found) != 1 or typed not in dossiers[article_id].text_of(found[0]).body:
            lost.append(f"{article_id} version {version}: {typed}")
    return lost


def locked(folder: Path) -> list[str]:
    """The locks that are still held."""
    held = []
    for path in (folder / ".locks").iterdir():
        with path.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                held.append(path.name)
    return held


def answers(folder: Path) -> object:
    with scenes.desk(folder) as reader:
        reader.reading.refresh()
        board = [
            reader.reading.rows(Query(stage=stage, spiked=spiked))
            for stage in Stage
            for spiked in (False, True)
        ]
        found = [
            reader.reading.search(word, 1000) for word in ("alinea", "judul", "simpanan", "1")
        ]
        return board, reader.reading.counts(), found


def test_processes_that_do_anything_lose_nothing(tmp_path: Path) -> None:
    folder, logs = tmp_path / "ruang", tmp_path / "logs"
    logs.mkdir()
    begin(folder)
    children = [start(folder, name, logs) for name in range(PROCESSES)]
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert codes == [0] * PROCESSES, "\n".join(error.read_text() for error in logs.glob("*.error"))

    saves = saved_by(logs)
    counts: Counter[str] = Counter()
    for file in logs.glob("*.counts"):
        counts.update(
            {
                verb: int(count)
                for verb, count in (line.split("\t") for line in file.read_text().splitlines())
            }
        )
    log.info(
        "%d processes, %d s: %d verbs, %d saves: %s",
        PROCESSES,
        SECONDS,
        counts.total(),
        len(saves),
        dict(counts),
    )
    assert len(saves) > PROCESSES
    assert missing(folder, saves) == []
    assert scenes.temporaries(folder) == []
    assert locked(folder) == []
    assert not list((folder / ".open").iterdir())
    with scenes.desk(folder) as reader:
        reader.reading.refresh()
        assert reader.checking.verify() == ()
        assert reader.reading.problems() == []
        assert len(reader.store.ids()) == ARTICLES
    before = answers(folder)
    for part in folder.glob(".index.sqlite*"):
        part.unlink()
    assert answers(folder) == before


def test_a_save_that_was_not_made_would_be_missed(tmp_path: Path) -> None:
    scenes.begin(tmp_path / "ruang")
    with scenes.desk(tmp_path / "ruang") as reader:
        (article_id,) = reader.store.ids()
    assert missing(tmp_path / "ruang", [[article_id, "2", "0" * 64, "Simpanan 1.1."]])
