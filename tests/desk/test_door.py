"""`redaksi.desk` loads few modules at the start and makes the sample newsroom."""

import subprocess
import sys
from pathlib import Path

from redaksi.desk import Identity, open_desk
from redaksi.desk.demo import TEAM, create, samples
from redaksi.domain import audit
from redaksi.domain.article import Stage
from tests.desk.rooms import BEGIN


def loaded_by(statement: str) -> set[str]:
    code = (
        f"import sys\n{statement}\nprint(*{{name.partition('.')[0] for name in sys.modules}}, "
        f"file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_the_desk_loads_no_screen_and_no_command_line() -> None:
    loaded = loaded_by("import redaksi.desk")
    assert "redaksi" in loaded
    assert not loaded & {"textual", "rich", "click", "babel"}


def test_the_copy_desk_is_loaded_only_when_it_is_asked_for() -> None:
    code = "import sys, redaksi.desk; sys.exit('redaksi.copydesk.rule' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_version_loads_next_to_nothing() -> None:
    loaded = loaded_by("from redaksi.cli import run\nassert run(['--version']) == 0")
    assert "click" in loaded
    assert not loaded & {
        "msgspec",
        "rich",
        "textual",
        "tinydb",
        "sqlite3",
        "yaml",
        "jinja2",
        "asyncio",
        "babel",
    }


def test_the_demo_is_a_newsroom_with_a_whole_record(tmp_path: Path) -> None:
    count = create(
        tmp_path / "demo", Identity(name="Cici", login="meja", host="host"), lambda: BEGIN
    )
    assert count == len(samples()) >= 12
    with open_desk(tmp_path / "demo", "Cici", lambda: BEGIN) as desk:
        rows = desk.reading.rows()
        assert len(rows) == count
        assert set(desk.reading.counts()) == set(Stage)
        assert min(desk.reading.counts().values()) >= 2
        dossiers = [desk.reading.article(row.id) for row in rows]
        assert {member.name for member in desk.team.list()} >= set(TEAM)
        assert audit.team_faults(desk.store.team()) == ()
    assert [audit.faults(dossier) for dossier in dossiers] == [()] * count
    assert all(event.at <= BEGIN for dossier in dossiers for event in dossier.events)
    assert any(note.is_open for dossier in dossiers for note in dossier.notes)
    assert any(
        dossier.article.sign_offs and dossier.article.stage is Stage.DRAFT for dossier in dossiers
    )
