"""The sample newsroom is made for everybody, whatever they are called."""

from pathlib import Path

import pytest

from redaksi.desk import Identity, demo, open_desk
from redaksi.domain.article import Role
from redaksi.errors import BadInput

SAMPLE = tuple(demo.TEAM)


@pytest.mark.parametrize(
    "name", ["Cici Chief", "Yanuar D", "sari wulandari", "Dimas A", "Dimas 4"]
)
def test_somebody_called_like_a_member_of_the_sample_is_its_chief(
    name: str, tmp_path: Path
) -> None:
    identity = Identity(name=name, login="", host="")
    count = demo.create(tmp_path / "ruang", identity)
    assert count == len(demo.samples())
    with open_desk(tmp_path / "ruang", identity) as desk:
        assert desk.me.role is Role.CHIEF
        names = {member.name for member in desk.team.list()}
    assert names >= {one for one in SAMPLE if one.casefold() != name.casefold()}


def test_a_sample_newsroom_that_cannot_be_made_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        demo, "TEAM", {**demo.TEAM, "Yanuar D\N{CYRILLIC SMALL LETTER A}": Role.EDITOR}
    )
    with pytest.raises(BadInput):
        demo.create(tmp_path / "ruang", Identity(name="Cici Chief", login="", host=""))
    assert not list(tmp_path.iterdir())
