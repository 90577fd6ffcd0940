"""The cost of a large team, beside a team of one: the board, the Team screen, part of a name."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from msgspec.structs import replace

from bench.startup import in_turn, installed, paint, redaksi
from bench.table import Line, Options
from bench.terminal import Terminal, program
from redaksi.desk import open_desk, system_identity
from redaksi.desk.newsroom import create
from redaksi.domain.article import Member, Text

PEOPLE = 5_000
HEADLINE = b"Rapat"
ME = "Ana"
TIMES = 7
AT_MOST = 0.05
"""Seconds that a key may take: no act holds up the screen for longer."""


def lines(options: Options) -> Iterator[Line]:
    """The lines of this part."""
    environment = installed(options.folder)
    few, many = (
        [*redaksi(), "--newsroom", str(_newsroom(options.folder / f"team-{count}", count))]
        for count in (0, PEOPLE)
    )
    beside, measured = in_turn(
        paint(few, HEADLINE, environment), paint(many, HEADLINE, environment)
    )
    team = f"a team of {PEOPLE:,}"
    yield Line(f"first paint of the board, {team}", measured, "a team of one", beside, most=1.1)
    with program(few, environment) as small, program(many, environment) as large:
        for desk in (small, large):
            desk.until(HEADLINE)
            desk.rest()
        pairs = [(_team(small), _team(large)) for _ in range(TIMES)]
        beside, measured = (median(one) for one in zip(*pairs, strict=True))
        yield Line(f"the team opened, {team}", measured, "a team of one", beside)
        large.press(b"a")
        typed = median(_letter(large) for _ in range(TIMES))
        yield Line(f"a letter of a name typed, {team}", typed, most=AT_MOST)


def _newsroom(folder: Path, others: int) -> Path:
    """Make a newsroom with one article and a team of `ME` and `others` more."""
    create(folder, system_identity(ME))
    with open_desk(folder, ME) as desk:
        desk.copy.new(Text(headline=HEADLINE.decode()))
        team = desk.store.team()
        more = tuple(Member(name=f"Redaktur {number:04}") for number in range(others))
        desk.store.commit_team(replace(team, members=(*team.members, *more)))
    return folder


def _team(desk: Terminal) -> float:
    """The seconds until the list of the team is shown, which begins with `ME`."""
    opened = desk.press(b"T", ME.encode())
    desk.press(b"\x1b")
    return opened


def _letter(desk: Terminal) -> float:
    typed = desk.press(b"r")
    desk.press(b"\x7f")
    return typed
