"""Names by login, with real system users.

The kernel identifies a person, whatever name the person claims.
"""

import json
import os
import shutil
from pathlib import Path

import pytest

from redaksi import config
from tests.safety.test_foreign_newsroom import Place, place

__all__ = ["place"]  # a fixture

ANI, BUDI = 61001, 61002
CHIEF = "Tamu Asing"

pytestmark = [
    pytest.mark.skipif(os.geteuid() != 0, reason="only root can become other system users"),
    pytest.mark.skipif(shutil.which("setpriv") is None, reason="setpriv is not installed"),
]


@pytest.fixture
def shared(place: Place) -> Place:
    """A newsroom to which everybody may write.

    The chief is root, and two names are bound to the system user of Ani.
    """
    place.belongs(0, 0, 0o777)

    def chief(*line: str) -> None:
        done = place.run("--newsroom", place.room, "--as", CHIEF, *line, user=0)
        assert done.returncode == 0, done

    for name, login in (("Ani", ANI), ("Ani Dua", ANI), ("Budi", BUDI)):
        chief("team", "add", name, "--login", str(login))
    chief("team", "bind", CHIEF, "root")
    return place


def know_by_login(room: Path) -> None:
    file = room / config.FILE
    file.write_text(file.read_text().replace('identity = "free"', 'identity = "login"'))


def run(
    shared: Place, user: int, *line: str, stdin: str = "", **environment: str
) -> tuple[int, str]:
    done = shared.run(
        "--newsroom", shared.room, *line, user=user, where=None, stdin=stdin, **environment
    )
    return done.returncode, done.stdout or done.stderr


def test_nobody_acts_under_a_name_of_another_system_user(shared: Place) -> None:
    know_by_login(shared.room)
    code, me = run(shared, ANI, "whoami", "--json", USER="61002", LOGNAME="61002")
    assert (code, json.loads(me)["name"], json.loads(me)["login"]) == (0, "Ani", str(ANI))
    for name in ("Budi", CHIEF):
        assert run(shared, ANI, "--as", name, "new", "--headline", "Judul")[0] == 4
        assert run(shared, ANI, "whoami", REDAKSI_EDITOR=name)[0] == 4
    assert run(shared, ANI, "--guest", "--as", "Siapa", "new", "--headline", "Judul")[0] == 4
    assert run(shared, ANI, "team", "bind", "Budi", str(ANI))[0] == 4
    assert run(shared, BUDI, "new", "--headline", "Judul")[0] == 0


@pytest.mark.parametrize(("identity", "code"), [("free", 0), ("login", 4)])
def test_two_names_of_one_system_user_publish_together_only_where_names_are_free(
    shared: Place, identity: str, code: int
) -> None:
    if identity == "login":
        know_by_login(shared.room)
    _code, made = run(shared, ANI, "new", "--headline", "Judul", "--body", "-", stdin="Isi.")
    article = made.strip()
    assert run(shared, ANI, "submit", article, "--to", "Budi")[0] == 0
    done, said = run(shared, ANI, "--as", "Ani Dua", "publish", article)
    assert done == code, said
    assert ("Four eyes: Ani, who is the system user 61001 as you are," in said) is (
        identity == "login"
    )
