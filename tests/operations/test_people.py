"""The findings of the doctor about names and logins."""

import os
from pathlib import Path

import pytest

from redaksi import config
from redaksi.cli import run
from redaksi.desk.doctor import Ailment
from redaksi.system import logins
from tests.operations.conftest import CHIEF, GUEST, OTHER, desk_of, dossiers
from tests.store.test_processes import STRANGER, needs_root


def ailments(newsroom: Path) -> dict[str, Ailment]:
    with desk_of(newsroom) as desk:
        return {ailment.kind: ailment for ailment in desk.doctor.examine()}


def know_by_login(newsroom: Path) -> None:
    file = newsroom / config.FILE
    file.write_text(file.read_text().replace('identity = "free"', 'identity = "login"'))


def bind(newsroom: Path, *names: str) -> None:
    with desk_of(newsroom) as desk:
        for name in names:
            desk.team.bind(name, desk.person.login)


@needs_root
def test_where_articles_have_several_owners_login_is_advised(
    newsroom: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "owners" not in ailments(newsroom)
    newsroom.chmod(0o777)
    os.chown(dossiers(newsroom)[0], STRANGER, -1)
    advice = ailments(newsroom)["owners"]
    assert advice.names == tuple(sorted(["root", str(STRANGER)]))
    assert 'identity = "login"' in advice.remedy
    assert advice.is_harmless
    bind(newsroom, CHIEF, OTHER, GUEST)
    know_by_login(newsroom)
    assert "owners" not in ailments(newsroom)
    capsys.readouterr()


def test_by_login_names_that_nobody_can_use_are_told(newsroom: Path) -> None:
    assert {"unled", "unbound"}.isdisjoint(ailments(newsroom))
    bind(newsroom, OTHER)
    know_by_login(newsroom)
    found = ailments(newsroom)
    assert "unbound" not in found
    assert not found["unled"].is_harmless
    assert 'identity = "free"' in found["unled"].remedy
    assert run(["--newsroom", str(newsroom), "doctor"]) == 8
    (newsroom / config.FILE).write_text('name = "Ruang"\n')
    bind(newsroom, CHIEF)
    (newsroom / config.FILE).write_text('[people]\nidentity = "login"\n')
    assert ailments(newsroom)["unbound"].names == (GUEST,)
    assert run(["--newsroom", str(newsroom), "doctor"]) == 0
    bind(newsroom, GUEST)
    assert {"unled", "unbound"}.isdisjoint(ailments(newsroom))


@pytest.mark.parametrize("identity", ["free", "login"])
def test_who_is_bound_to_a_system_user_that_is_not_there_is_told(
    newsroom: Path, identity: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bind(newsroom, CHIEF, GUEST)
    with desk_of(newsroom) as desk:
        desk.team.bind(OTHER, "tidak-ada")
    (newsroom / config.FILE).write_text(f'[people]\nidentity = "{identity}"\n')
    found = ailments(newsroom)
    assert found["unknown_login"].names == (f"{OTHER} (tidak-ada)",)
    assert "unled" not in found
    assert run(["--newsroom", str(newsroom), "doctor"]) == 0
    monkeypatch.setattr(logins, "is_known", lambda _login: False)  # as on another machine
    unled = ailments(newsroom)["unled"]
    assert unled.names == (logins.own(),)
    assert "Make that system user" in unled.remedy
    assert run(["--newsroom", str(newsroom), "doctor"]) == 8
