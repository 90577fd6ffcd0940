"""`redaksi agenda` for people, for programs and for calendars."""

import json
import os
import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.cli.conftest import Cli

ANI, BUDI = "Ani Editor", "Budi Editor"
HARD = "Judul; dengan, koma \\ dan BEGIN:VEVENT " + "é" * 80
"""A headline with everything that iCalendar escapes, longer than a line of it may be."""

KHAL = """
[calendars]
[[redaksi]]
path = {folder}/calendar
type = calendar
[sqlite]
path = {folder}/khal.db
[locale]
local_timezone = Asia/Jakarta
default_timezone = Asia/Jakarta
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""


def events(cli: Cli) -> list[Any]:
    """The events of the calendar, in its order."""
    return list(Calendar.from_ical(cli("agenda", "--ics").out).walk("VEVENT"))


def soon(**by: int) -> str:
    return (datetime.now(UTC) + timedelta(**by)).isoformat()


@pytest.fixture
def planned(cli: Cli) -> dict[str, str]:
    """The ids of an overdue article of Ani, one under an embargo, and one due in three weeks."""
    late, held = cli.new(HARD, by=ANI), cli.published("Tayang nanti")
    later = cli.new("Bulan depan", by=BUDI)
    cli("assign", late, "draft", ANI)
    cli("set", late, f"due={soon(hours=-2)}", "rubric=Kota, Desa")
    cli("set", held, f"embargo={soon(days=2)}")
    cli("set", later, f"due={soon(days=21)}")
    return {"late": late, "held": held, "later": later}


def test_people_see_what_is_overdue_first(cli: Cli, planned: dict[str, str]) -> None:
    told = cli("agenda").out.splitlines()
    assert ["overdue 2 hours" in told[1], "Judul; dengan" in told[1]] == [True, True]
    assert ["embargo → live" in told[2], "Tayang nanti" in told[2]] == [True, True]
    assert "Bulan depan" not in "\n".join(told)
    assert planned["later"] in cli("agenda", "--days", "30").out


def test_a_narrow_terminal_keeps_the_id_and_no_time_is_told_twice(
    cli: Cli, planned: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    told = cli("agenda", "--days", "30").out.splitlines()
    assert all(len(line) <= 80 for line in told)
    assert [line.split()[0] for line in told[1:]] == [
        planned[name] for name in ("late", "held", "later")
    ]
    (clock,) = re.findall(r"\d\d:\d\d", told[3])
    assert f"{clock}  due  " in told[3], "and not the same time once more"


def test_person_and_rubric_narrow_it(cli: Cli, planned: dict[str, str]) -> None:
    def ids(*options: str) -> list[str]:
        return [one["id"] for one in cli("agenda", *options, "--json").json]

    assert ids() == [planned["late"], planned["held"]]
    assert ids("--person", "ani editor") == ids("--rubric", "kota, desa") == [planned["late"]]
    assert ids("--rubric", "Tani") == []
    assert cli("agenda", "--rubric", "Tani").out == "Nothing is planned.\n"
    assert "Tono" in cli.fails(3, "agenda", "--person", "Tono")


def test_programs_get_kind_and_urgency(cli: Cli, planned: dict[str, str]) -> None:
    late, held = cli("agenda", "--json").json
    assert (late["kind"], late["urgency"], late["at"]) == ("due", "overdue", late["due"])
    assert (held["kind"], held["urgency"], held["at"]) == ("embargo", "", held["embargo"])
    assert held["sealed"]
    assert planned["held"] == held["id"]


@pytest.mark.parametrize("options", [("--days", "0"), ("--days", "367"), ("--ics", "--json")])
def test_what_cannot_be_is_refused(cli: Cli, options: tuple[str, ...]) -> None:
    cli.fails(6, "agenda", *options)


def test_the_calendar_escapes_headlines_and_keeps_its_uids(
    cli: Cli, planned: dict[str, str]
) -> None:
    first, held = events(cli)
    assert [one["summary"] for one in (first, held)] == [
        f"Due: {HARD}",
        "Embargo ends: Tayang nanti",
    ]
    assert first["categories"].cats == ["Kota, Desa"]
    cli("set", planned["late"], f"due={soon(hours=5)}")
    second, again = events(cli)
    assert (first["uid"], held["uid"]) == (second["uid"], again["uid"])
    assert first["uid"] != held["uid"]
    assert first["uid"].startswith(f"{planned['late']}.due@")
    assert second["sequence"] > first["sequence"]
    assert second["dtstart"].dt > first["dtstart"].dt


def test_a_line_end_that_somebody_wrote_into_a_file_adds_nothing(
    cli: Cli, planned: dict[str, str]
) -> None:
    before = len(events(cli))
    (file,) = cli.newsroom.rglob(f"{planned['late']}.json")
    hostile = json.dumps("Kota, Desa\r\nBEGIN:VALARM\r\nATTENDEE:mailto:x@contoh.id\r\nX:")
    written = file.read_text("utf-8")
    file.write_text(written.replace(json.dumps("Kota, Desa"), hostile), "utf-8")
    assert file.read_text("utf-8") != written
    done = cli("agenda", "--ics")
    assert "Kota\\, Desa BEGIN:VALARM" in done.out.replace("\r\n ", "").replace("\n ", "")
    assert not [one for one in done.out.splitlines() if one.startswith(("BEGIN:VALARM", "ATT"))]
    assert len(events(cli)) == before


def listed(folder: Path, calendar: str) -> str:
    """What khal lists of `calendar`, one event per line."""
    (folder / "calendar").mkdir(parents=True)
    (folder / "config").write_text(KHAL.format(folder=folder), "utf-8")
    (folder / "agenda.ics").write_text(calendar, "utf-8", newline="")
    khal = ("khal", "-c", folder / "config")
    read = (*khal, "import", "--batch", "-a", "redaksi", folder / "agenda.ics")
    surroundings = {**os.environ, "LC_ALL": "C.UTF-8"}
    subprocess.run(read, check=False, capture_output=True, env=surroundings)
    shape = "{start-date} {start-time}|{title}|{uid}"
    found = subprocess.run(
        (*khal, "list", "--format", shape, "today", "8d"),
        check=False,
        capture_output=True,
        text=True,
        env=surroundings,
    )
    return found.stdout


@pytest.mark.skipif(not shutil.which("khal"), reason="khal is not installed (apt install khal)")
@pytest.mark.usefixtures("planned")
def test_khal_reads_the_calendar(cli: Cli, tmp_path: Path) -> None:
    cli("set", cli.new("Besok pagi", by=ANI), f"due={soon(days=1)}")
    calendar = cli("agenda", "--ics").out
    told = listed(tmp_path / "khal", calendar)
    for summary in ("Due: Besok pagi", "Embargo ends: Tayang nanti"):
        assert f"|{summary}|" in told
    damaged = calendar.replace("DTSTART", "DTSTRAT")
    assert "Besok pagi" not in listed(tmp_path / "damaged", damaged), "khal would take anything"
