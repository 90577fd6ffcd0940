"""`python -m tests.safety.fuzz_files KIND COUNT FOLDER` tries randomly changed files.

The program puts COUNT pieces in the place of a file of a newsroom, runs some commands with each
piece and prints the outcomes as JSON. The same number of a kind always gives the same piece and
the same commands.
"""

import io
import json
import os
import random
import shutil
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from redaksi.cli import run as command_line
from redaksi.config import settings_file
from redaksi.desk import open_desk, recovery
from redaksi.desk.exports import FORMATS
from redaksi.domain.article import Photo, Stage, Text
from tests.desk.rooms import BEGIN, CHIEF
from tests.memory import most_megabytes
from tests.safety.fuzz import MEGABYTES, SECONDS, Told
from tests.safety.planted import DOCUMENTED
from tests.safety.test_links import RULE

__all__ = ["KINDS", "MEGABYTES", "run"]

_SETTINGS = """
name = "Kabar Brantas"
language = "en"
time_zone = "Asia/Jakarta"
[rules]
four_eyes = true
gate = ["galat", "etik"]
[people]
identity = "free"
[copydesk]
off = ["mubazir"]
rules = ["aturan/gaya.toml"]
words = ["Brantas", "rob"]
[copydesk.severity]
gaya = "saran"
[copydesk.limit]
"""
_OWN = """
name = "Cici Chief"
language = "en"
theme = "nord"
newsroom = "~/ruang"
[keys]
publish = "P"
"""
FAR = "0001-01-01T00:00:00+07:00"


class Ground(NamedTuple):
    """A newsroom with an export and an article `article_id` that went through many acts."""

    folder: Path
    article_id: str

    @property
    def newsroom(self) -> Path:
        return self.folder / "ruang"

    @property
    def out(self) -> Path:
        return self.folder / "keluar"

    def command(self, *command: str, stdin: bytes = b"") -> tuple[int, str]:
        """The exit code of `command` and its standard error, or 70 and a traceback."""
        out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
        before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(stdin))
        try:
            with redirect_stdout(out), redirect_stderr(err):
                code = command_line(["--newsroom", str(self.newsroom), "--as", CHIEF, *command])
        except Exception:  # noqa: BLE001 - $REDAKSI_DEBUG lets errors through; reported
            return 70, traceback.format_exc(limit=-6)
        finally:
            sys.stdin = before
        return code, err.getvalue()


def begin(folder: Path) -> Ground:
    """Make the newsroom, its export and its unsaved text in `folder`."""
    ground = Ground(folder, "")
    commands: tuple[tuple[str, ...], ...] = (("--as", CHIEF, "init", str(ground.newsroom)),)
    for one in commands:
        with redirect_stdout(io.StringIO()):
            assert command_line([*one]) == 0
    (ground.newsroom / "newsroom.toml").write_text(_SETTINGS)
    (ground.newsroom / "aturan").mkdir()
    (ground.newsroom / "aturan" / "gaya.toml").write_text(RULE)
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text(_OWN)
    for name in ("Ani Editor", "Budi Editor"):
        assert ground.command("team", "add", name) == (0, "")
    with open_desk(ground.newsroom, "Ani Editor") as ani:
        dossier = ani.copy.new(_text("Banjir Surut"))
        article_id = dossier.id
        ani.notes.add(article_id, "Periksa angka ini.", paragraph=dossier.article.paragraph_ids[0])
        ani.moves.submit(article_id, to="Budi Editor")
    with open_desk(ground.newsroom, "Budi Editor") as budi:
        budi.moves.publish(article_id, "Mendesak.")
        budi.moves.reopen(article_id, "Ralat.")
        other = budi.copy.new(_text("Naskah Lain")).id
        budi.moves.assign(other, Stage.DRAFT, "Ani Editor")
    ground = Ground(folder, article_id)
    assert ground.command("set", article_id, "due=2027-01-05 10:00")[0] == 0
    assert (
        ground.command("edit", article_id, "--body", "-", stdin=b"Isi baru.\n\nAlinea lagi.\n")[0]
        == 0
    )
    assert ground.command("export", "--to", "text", "--out", str(ground.out))[0] == 0
    _left_behind(ground)
    return ground


def _text(headline: str) -> Text:
    body = ("Air surut sejak pagi, kata pejabat itu.", "Warga membersihkan rumah.")
    return Text(
        headline=headline,
        body=body,
        tags=("banjir",),
        photos=(Photo(file="a.jpg", caption="Air"),),
    )


def _left_behind(ground: Ground) -> None:
    buffer = recovery.Buffer.begin(str(ground.newsroom), ground.article_id)
    with open_desk(ground.newsroom, CHIEF) as desk:
        seen = desk.reading.article(ground.article_id).article.text
    buffer.keep(
        recovery.Typed(
            newsroom=str(ground.newsroom),
            article=ground.article_id,
            base=1,
            by=CHIEF,
            at=BEGIN,
            fields={"headline": "Judul Baru", "body": "Isi."},
            seen=seen,
        )
    )
    buffer.release()


KINDS: dict[str, Callable[[Ground], Path]] = {
    "dossier": lambda ground: next(ground.newsroom.glob(f"articles/*/{ground.article_id}.json")),
    "record": lambda ground: next(ground.newsroom.glob(f"articles/*/{ground.article_id}.json")),
    "team": lambda ground: ground.newsroom / "team.json",
    "settings": lambda ground: ground.newsroom / "newsroom.toml",
    "rules": lambda ground: ground.newsroom / "aturan" / "gaya.toml",
    "export": lambda ground: ground.out / ".redaksi-text.json",
    "buffer": lambda _ground: next(recovery.place().glob("*.json")),
    "own settings": lambda _ground: settings_file(),
}


def _acts(ground: Ground) -> tuple[tuple[str, ...], ...]:
    one, aside = ground.article_id, str(ground.folder)
    exports = (("export", "--to", kind, "--out", f"{aside}/{kind}") for kind in FORMATS)
    return (
        *(
            ("list",),
            ("list", "--json"),
            ("search", "banjir"),
            ("show", one),
            ("show", one, "--json"),
        ),
        *(
            ("history", one),
            ("revisions", one),
            ("diff", one),
            ("check", one),
            ("note", "list", one),
            ("rules",),
        ),
        *(
            ("verify",),
            ("reindex",),
            ("doctor",),
            ("doctor", "--fix"),
            ("team", "list"),
            ("team", "history"),
        ),
        *(
            ("set", one, "due=2027-02-05 10:00"),
            ("edit", one, "--body", "-"),
            ("note", "add", one, "Lagi."),
        ),
        *(
            ("submit", one, "--to", "Budi Editor"),
            ("undo", one),
            ("waive", one, "gaya", "--reason", "Kutipan."),
        ),
        *(
            ("restore", one, "1"),
            ("assign", one, "draft", "Ani Editor"),
            ("spike", one),
            ("note", "resolve", one, "1"),
        ),
        *(
            ("export", "--to", "text", "--out", str(ground.out)),
            ("team", "add", "Dewi Editor"),
            ("whoami",),
            *exports,
        ),
        *(
            ("anchor", f"{aside}/jangkar", "--force"),
            ("backup", f"{aside}/x.tar.gz", "--force"),
            ("keys",),
        ),
        *(("new", "--headline", "Judul Lagi"), ("publish", one, "--override", "Uji.")),
    )


def _chosen(ground: Ground, kind: str, dice: random.Random) -> list[tuple[str, ...]]:
    """Two random commands, and a command that reads the file of `kind` for certain."""
    export, one = ("export", "--to", "text", "--out", str(ground.out)), ground.article_id
    certain: dict[str, tuple[tuple[str, ...], ...]] = {
        "export": (export,),
        "rules": (("check", one), ("rules",), ("publish", one, "--override", "Uji."), ("doctor",)),
        "record": (
            ("undo", one),
            ("history", one),
            ("restore", one, "1"),
            ("publish", one, "--override", "Uji."),
        ),
        "own settings": (("keys",), ("doctor",), ("list",)),
    }
    return [
        *dice.sample(_acts(ground), 2),
        dice.choice(certain.get(kind, (("show", one), ("list",), ("verify",)))),
    ]


_VALUES: dict[type, tuple[Any, ...]] = {
    str: (
        "",
        FAR,
        "9999-12-31T23:59:59Z",
        "2024-01-01T00:00:00",
        "x" * 70_000,
        "\x1b[2J",
        "../../x",
        "draft",
        "1",
        "\u202e",
    ),
    int: (0, -1, 1, 2**31, 2**53, 2**64, 10**30, True),
    bool: (True, False, 2),
    float: (0.0, 1e308),
    list: ([], [[]], [""], [None]),
    dict: ({}, {"": {}}, {"1": {}}),
    type(None): (FAR, "", 0, [], {}),
}
_TOLD = ("data", "before")
"""The parts of an event that may hold any JSON."""
_TOKENS = (
    *(
        b"\0",
        b"\xff",
        b"\xed\xa0\x80",
        b'"\\ud800"',
        b"1e999",
        b"NaN",
        b"-0",
        b"9" * 400,
        b"[" * 3_000,
        b'{"a":' * 3_000,
    ),
    *(
        b"null",
        b"true",
        b"{}",
        b"[]",
        b"\n",
        b"=",
        b"[[rule]]\n",
        b"'''",
        b'"""',
        b"a.b.c = 1\n",
        b"inf",
        b"1979-05-27",
    ),
    *(
        b"off = ['x']\n",
        b"rules = ['../x']\n",
        b"rules = ['/dev/zero']\n",
        b"(a+)+$",
        b"(?",
        b"\\",
        b"{replacement}",
    ),
)


def piece(kind: str, data: bytes, dice: random.Random) -> bytes:
    """`data` of `kind` with random changes of JSON values or of bytes.

    In a record, the values of events are changed.
    """
    for _change in range(dice.choice((1, 1, 1, 2, 3, 8))):
        changed = _in_values(data, dice, kind) if kind == "record" or dice.random() < 0.7 else None
        data = changed if changed is not None else _in_bytes(data, dice)
    return data


def _in_values(data: bytes, dice: random.Random, kind: str) -> bytes | None:
    """`data` with one JSON value changed; None where `data` is not JSON."""
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        return None
    places: list[tuple[Any, Any]] = []
    level = (
        [document]
        if kind != "record"
        else [event[part] for event in document["events"].values() for part in _TOLD]
    )
    while level:
        one = level.pop()
        keys = (
            list(one)
            if isinstance(one, dict)
            else range(len(one))
            if isinstance(one, list)
            else ()
        )
        places += ((one, key) for key in keys)
        level += (one[key] for key in keys)
    if not places:
        return None
    container, key = dice.choice(places)
    other, its_key = dice.choice(places)
    match dice.randrange(6):
        case 0:
            del container[key]
        case 1:
            container[key] = other[its_key] if other[its_key] is not container else None
        case 2 if isinstance(container, list):
            container.extend(container[:1] * dice.choice((1, 40, 5_000)))
        case _:
            container[key] = dice.choice(_VALUES[type(container[key])])
    try:
        return json.dumps(document).encode()
    except (ValueError, RecursionError):  # the change made a value contain itself
        return None


def _in_bytes(data: bytes, dice: random.Random) -> bytes:
    place = dice.randrange(len(data) + 1)
    end = min(len(data), place + dice.choice((0, 1, 5, 60, 5_000)))
    lines = data.splitlines(keepends=True) or [b""]
    return dice.choice(
        (
            lambda: data[:place] + dice.choice(_TOKENS) + data[end:],
            lambda: data[:place] + dice.randbytes(dice.choice((1, 30))) + data[end:],
            lambda: data[:place],
            lambda: data[:place] + data[end:],
            lambda: b"".join(dice.sample(lines, len(lines))),
            lambda: data[:place] + data[place:end] * dice.choice((2, 30, 900)) + data[end:],
            lambda: b"",
        )
    )()


def run(kind: str, count: int, folder: Path) -> Told:
    """Put `count` pieces of `kind` into a newsroom in `folder` and run commands with each."""
    os.environ |= {
        f"XDG_{name}_HOME": str(folder / "orang" / name.lower())
        for name in ("CONFIG", "DATA", "STATE", "CACHE")
    }
    os.environ["REDAKSI_DEBUG"] = "1"
    folder.mkdir(parents=True, exist_ok=True)
    told = Told({}, [], 0)
    ground = begin(folder / "satu")
    whole = folder / "utuh"
    shutil.copytree(ground.folder, whole, symlinks=True)
    buffers = {path: path.read_bytes() for path in recovery.place().glob("*.json")}
    data, target = KINDS[kind](ground).read_bytes(), KINDS[kind](ground)
    for number in range(count):
        dice = random.Random(f"{kind} {number}")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(piece(kind, data, dice))
        for act in _chosen(ground, kind, dice):
            _tried(ground, kind, number, act, told)
        if kind == "buffer":
            _offered(ground, number, told)
        if not number % 20:  # the effects of the commands must not pile up
            shutil.rmtree(ground.folder)
            shutil.copytree(whole, ground.folder, symlinks=True)
        else:
            _put_back(whole, ground.folder)
        for path, content in buffers.items():
            path.write_bytes(content)
        settings_file().write_text(_OWN)
    told.megabytes = int(most_megabytes())
    return told


def _put_back(whole: Path, folder: Path) -> None:
    """Restore the settings and JSON files of `folder` from the copy `whole`."""
    for path in whole.rglob("*"):
        if path.suffix in {".json", ".toml"} and path.is_file():
            there = folder / path.relative_to(whole)
            there.parent.mkdir(parents=True, exist_ok=True)
            there.write_bytes(path.read_bytes())


def _tried(ground: Ground, kind: str, number: int, act: tuple[str, ...], told: Told) -> None:
    began = time.process_time()
    code, said = ground.command(*act, stdin=b"Isi baru.\n")
    told.counts[str(code)] = told.counts.get(str(code), 0) + 1
    if code not in DOCUMENTED or "Traceback" in said:
        told.faults.append(f"{kind} {number}, {' '.join(act)}: {code}: {said}")
    if (took := time.process_time() - began) > SECONDS:
        told.faults.append(f"{kind} {number}, {' '.join(act)}: {took:.1f} s")


def _offered(ground: Ground, number: int, told: Told) -> None:
    """Read the unsaved text that was left behind, as a desk does at its start."""
    with open_desk(ground.newsroom, CHIEF) as desk:
        try:
            for buffer in desk.recovery.left_behind(
                lambda error: told.counts.update(named=told.counts.get("named", 0) + 1)
            ):
                if buffer.typed:
                    desk.recovery.opened(buffer.typed)
                buffer.release()
        except Exception as error:  # noqa: BLE001 - reported as a fault
            told.faults.append(f"buffer {number}: {error!r}")


if __name__ == "__main__":
    print(msgspec.json.encode(run(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))).decode())  # noqa: T201
