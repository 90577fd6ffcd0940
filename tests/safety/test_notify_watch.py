"""`redaksi notify --watch` as a real process: killed, alone, and with settings that change."""

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from redaksi import config
from redaksi.desk import Desk, Identity
from redaksi.domain import concerns
from redaksi.domain.article import Stage
from redaksi.store.dossiers.formats import FORMAT
from redaksi.store.files import FileStore
from tests.delivery.mail.receiver import Letter, Receiver, running
from tests.desk.rooms import CHIEF, LOGIN, TEXT, Room
from tests.safety.scale import share
from tests.store.test_processes import ends_well, in_a_child
from tests.waiting import soon

PEOPLE = [f"Redaktur {letter}" for letter in "ABCDEFGH"]
ARTICLES = share(3, 32)
"""The articles that each of the eight desks makes; each has two events."""
KILLS = share(4, 20)
APPEND = 'printf "%s\\n" "$(cat)" >> "$0"; sleep 0.05'
"""A command of the shell that appends its input to a file, in one piece.

Its end comes a moment later, so that many a kill falls between the message and its outcome.
"""
HANG = ["/bin/sleep", "600"]

Occasion = tuple[str, str, str, str]
"""The article, the kind, the person and the time of an event that somebody is told of."""


class Scene:
    """A newsroom of eight people who are told by a command and by mail."""

    def __init__(self, folder: Path) -> None:
        self.room = Room(folder / "ruang")
        self.folder = self.room.folder
        self.told_file = folder / "told"
        self.errors = folder / "errors"
        kept = {key: one for key, one in os.environ.items() if not key.startswith("XDG_")}
        self._environment = {**kept, "HOME": str(folder / "home"), "LC_ALL": "C.UTF-8"}
        self._settings = (self.folder / "newsroom.toml").read_text("utf-8")
        for name in PEOPLE:
            self.room.desk(CHIEF).team.add(name)

    def settle(self, port: int = 0, *words: str, **commands: list[str]) -> None:
        """Tell by the command, with more `words`, and by the mail server at `port`.

        Some kinds of events have `commands` of their own.
        """
        commands["any"] = ["/bin/sh", "-c", APPEND, str(self.told_file), *words]
        lines = ["[notify.commands]"]
        lines += [f"{kind} = {json.dumps(command)}" for kind, command in commands.items()]
        if port:
            lines += ["[notify.mail]", f'url = "smtp://127.0.0.1:{port}"']
            lines += ['sender = "meja@contoh.id"']
        whole = "\n".join((self._settings, *lines, ""))
        (self.folder / "newsroom.toml").write_text(whole, "utf-8")

    def redaksi(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self._line(*words), env=self._environment, capture_output=True, text=True, check=False
        )

    def _line(self, *words: str) -> list[str]:
        return [
            *(sys.executable, "-m", "redaksi", "--newsroom", str(self.folder)),
            *("--as", CHIEF, *words),
        ]

    def watch(self) -> subprocess.Popen[bytes]:
        with self.errors.open("ab") as errors:
            return subprocess.Popen(
                self._line("notify", "--watch"), env=self._environment, stderr=errors
            )

    def told(self) -> list[dict[str, Any]]:
        if not self.told_file.exists():
            return []
        return [json.loads(line) for line in self.told_file.read_bytes().splitlines()]

    def wanted(self) -> set[Occasion]:
        """Every event that concerns somebody, with its person."""
        return {
            (one.article, one.kind.value, one.person, one.at.isoformat())
            for article in self.room.store.ids()
            for one in concerns.of_record(self.room.store.dossier(article))
        }


def ended(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    one = Scene(tmp_path)
    yield one
    one.room.store.close()


def work(folder: Path, number: int) -> None:
    """Make articles as one desk, each assigned to somebody else and with a note for them."""
    store, name = FileStore(folder), PEOPLE[number]
    desk = Desk(store, config.load_house(folder), Identity(name=name, login=LOGIN, host="host"))
    for count in range(ARTICLES):
        article = desk.copy.new(TEXT).id
        other = PEOPLE[(number + 1 + count % (len(PEOPLE) - 1)) % len(PEOPLE)]
        desk.moves.assign(article, Stage.DRAFT, other)
        desk.notes.add(article, "Cek.")
    store.close()


def test_eight_desks_and_a_killed_watcher_tell_each_event_once(scene: Scene) -> None:
    receiver = Receiver()
    for name in PEOPLE:
        scene.room.desk(name).reach.address(name, address(name))
    with running(receiver):
        scene.settle(receiver.port)
        assert scene.redaksi("trust", "notify", "--yes").returncode == 0
        assert scene.redaksi("notify").returncode == 0
        chance = random.Random(13)
        watcher = scene.watch()
        desks = [in_a_child(partial(work, scene.folder, number)) for number in range(len(PEOPLE))]
        for _kill in range(KILLS):
            time.sleep(chance.uniform(0.4, 2.0))
            ended(watcher)
            watcher = scene.watch()
        assert [ends_well(desk) for desk in desks] == [True] * len(desks)
        time.sleep(chance.uniform(0.4, 2.0))
        ended(watcher)
        assert soon(lambda: scene.redaksi("notify").returncode == 0)
    wanted = scene.wanted()
    assert len(wanted) == len(PEOPLE) * ARTICLES * 2
    check_told(scene.told(), wanted)
    check_letters(receiver.letters, wanted)
    assert scene.redaksi("verify").returncode == 0
    assert scene.redaksi("doctor").returncode == 0


def check_told(told: Sequence[dict[str, Any]], wanted: set[Occasion]) -> None:
    """Check that `told` holds each of `wanted` once, or as the same message after a kill."""
    messages: dict[Occasion, set[str]] = {}
    for one in told:
        at = one["at"].replace("Z", "+00:00")
        event = one["id"], one["kind"], one["person"], at
        messages.setdefault(event, set()).add(one["message"])
    assert messages.keys() == wanted, "none is lost, and no other is told"
    assert all(len(ids) == 1 for ids in messages.values()), "what is told again is the same"
    assert len(set.union(*messages.values())) == len(wanted), "and no two are taken for one"
    assert len(told) <= len(wanted) + KILLS + 1, "a kill leaves at most one unknown"


def check_letters(letters: Sequence[Letter], wanted: set[Occasion]) -> None:
    """Check that the different `letters` tell of each of `wanted` once."""
    different = {str(one.message["Message-ID"]): one for one in letters}
    same = {(one.message["Message-ID"], one.recipients, one.part("plain")) for one in letters}
    assert len(same) == len(different), "a letter that is sent again is the same"
    assert len(letters) <= len(different) + KILLS + 1, "a kill leaves at most one unknown"
    lines = Counter(
        (recipient, line)
        for one in different.values()
        for recipient in one.recipients
        for line in re.findall(r"(?m)^- .*", one.part("plain"))
    )
    assert max(lines.values(), default=1) == 1, "no event is told by two letters"
    articles = {article for article, _kind, _person, _at in wanted}
    told = Counter((to, one) for to, line in lines for one in articles if one in line)
    due = Counter((address(person), article) for article, _kind, person, _at in wanted)
    assert told == due, "none is lost, and no other is told"


def address(name: str) -> str:
    return f"{name[-1].lower()}@contoh.id"


SAMPLE = {("a", "noted", PEOPLE[0], "1"), ("b", "noted", PEOPLE[0], "2")}


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ([("a", "x")], "none is lost"),
        ([("a", "x"), ("b", "y"), ("a", "z")], "what is told again is the same"),
        ([("a", "x"), ("b", "x")], "no two are taken for one"),
        ([("a", "x"), ("b", "y")] * (KILLS + 2), "at most one unknown"),
    ],
)
def test_the_check_of_this_file_finds_what_is_lost_doubled_or_mixed_up(
    told: list[tuple[str, str]], error: str
) -> None:
    at = {id_: at for id_, _kind, _person, at in SAMPLE}
    documents = [
        {"id": id_, "kind": "noted", "person": PEOPLE[0], "at": at[id_], "message": message}
        for id_, message in told
    ]
    with pytest.raises(AssertionError, match=error):
        check_told(documents, SAMPLE)


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ([("1", "- a\n")], "none is lost"),
        ([("1", "- a\n- b\n"), ("2", "- a\n")], "by two letters"),
        ([("1", "- a\n"), ("1", "- b\n")], "sent again is the same"),
        ([("1", "- a\n- b\n")] * (KILLS + 3), "at most one unknown"),
        ([("1", "- a\n- a lagi\n")], "none is lost"),
    ],
)
def test_the_check_of_the_letters_finds_what_is_lost_doubled_or_mixed_up(
    told: list[tuple[str, str]], error: str
) -> None:
    letters = []
    for number, body in told:
        message = EmailMessage()
        message["Message-ID"] = f"<{number}@contoh.id>"
        message.set_content(body)
        letters.append(Letter("", (address(PEOPLE[0]),), message.as_bytes()))
    with pytest.raises(AssertionError, match=error):
        check_letters(letters, SAMPLE)


def event(scene: Scene) -> str:
    """The id of a new article that is assigned to somebody."""
    desk = scene.room.desk(PEOPLE[0])
    article = desk.copy.new(TEXT).id
    desk.moves.assign(article, Stage.DRAFT, PEOPLE[1])
    return article


def test_a_watch_tells_at_once_and_is_the_only_one_until_it_dies(scene: Scene) -> None:
    scene.settle()
    scene.redaksi("trust", "notify", "--yes")
    scene.redaksi("notify")
    watcher = scene.watch()
    first = event(scene)
    assert soon(lambda: [one["id"] for one in scene.told()] == [first])
    second = scene.redaksi("notify", "--watch")
    assert second.returncode == 4
    assert "Another program tells the people of this newsroom already." in second.stderr
    assert CHIEF in second.stderr
    ended(watcher)
    event(scene)
    assert scene.redaksi("notify").returncode == 0
    assert len(scene.told()) == 2


def test_settings_that_change_under_a_watch_are_not_obeyed_until_they_are_trusted(
    scene: Scene,
) -> None:
    scene.settle()
    scene.redaksi("trust", "notify", "--yes")
    scene.redaksi("notify")
    watcher = scene.watch()
    event(scene)
    assert soon(lambda: len(scene.told()) == 1)
    scene.settle(0, "lain")
    event(scene)
    changed = "The notifications were changed since you trusted them."
    assert soon(lambda: changed in scene.errors.read_text("utf-8"))
    assert len(scene.told()) == 1
    scene.redaksi("trust", "notify", "--yes")
    event(scene)
    assert soon(lambda: len(scene.told()) == 3)
    assert scene.errors.read_text("utf-8").count(changed) == 1
    ended(watcher)


def test_a_command_that_hangs_and_a_server_that_is_away_hold_up_neither_others_nor_the_desk(
    scene: Scene,
) -> None:
    scene.room.desk(PEOPLE[1]).reach.address(PEOPLE[1], address(PEOPLE[1]))
    scene.settle(9, noted=HANG)
    scene.redaksi("trust", "notify", "--yes")
    assert scene.redaksi("notify").returncode == 0
    watcher = scene.watch()
    first = event(scene)
    scene.room.desk(PEOPLE[0]).notes.add(first, "Cek.")
    assert soon(lambda: [one["id"] for one in scene.told()] == [first])
    second = event(scene)  # the desk writes while the command hangs
    assert soon(lambda: [one["id"] for one in scene.told()] == [first, second])
    said = scene.errors.read_text("utf-8")
    for sentence in ("127.0.0.1:9 cannot be reached", "sleep did not end within 30 seconds."):
        assert said.count(sentence) == 1
    assert "Traceback" not in said
    assert watcher.poll() is None
    ended(watcher)
    with running(Receiver()) as receiver:
        scene.settle(receiver.port)
        scene.redaksi("trust", "notify", "--yes")
        assert scene.redaksi("notify").returncode == 0
    check_told(scene.told(), scene.wanted())
    check_letters(receiver.letters, scene.wanted())


def test_a_team_file_of_another_version_is_named_and_nothing_is_lost(scene: Scene) -> None:
    scene.settle()
    scene.redaksi("trust", "notify", "--yes")
    scene.redaksi("notify")
    watcher = scene.watch()
    first = event(scene)
    assert soon(lambda: [one["id"] for one in scene.told()] == [first])
    second, team = event(scene), scene.folder / "team.json"
    assert soon(lambda: len(scene.told()) == 2)
    ours = team.read_text("utf-8")
    newer = ours.replace(f'"format":{FORMAT}', f'"format":{FORMAT + 1}')
    assert newer != ours
    team.write_text(newer, "utf-8")
    for command in (("notify",), ("team", "list"), ("inbox",)):
        done = scene.redaksi(*command)
        assert done.returncode in {4, 7}, done  # the lease of the watch is looked at first
        assert "Traceback" not in done.stderr
    assert team.read_text("utf-8") == newer, "it is left alone"
    assert watcher.poll() is None
    team.write_text(ours, "utf-8")
    third = event(scene)
    assert soon(lambda: [one["id"] for one in scene.told()] == [first, second, third])
    ended(watcher)


def test_a_watch_without_trust_or_settings_ends_with_a_sentence(scene: Scene) -> None:
    assert scene.redaksi("notify", "--watch").returncode == 6
    scene.settle()
    done = scene.redaksi("notify", "--watch")
    assert done.returncode == 4
    assert "redaksi trust notify" in done.stderr
