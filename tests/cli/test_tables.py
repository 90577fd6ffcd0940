"""Tables take time in proportion to their rows and are never wider than the terminal."""

import time

import pytest
from rich.cells import cell_len

from redaksi.cli import output

MANY = 40_000
SECONDS = 4
"""The time limit in seconds; a table of Rich took 10 s."""


def test_a_table_of_very_many_rows_is_not_waited_for(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [(f"Nama {number}", "redaktur", "–") for number in range(MANY)]
    begun = time.process_time()
    output.table(("name", "role", "login"), rows, flexible=0)
    assert time.process_time() - begun < SECONDS
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == MANY + 1
    assert lines[0].split() == ["name", "role", "login"]
    assert lines[-1].split() == ["Nama", str(MANY - 1), "redaktur", "–"]


@pytest.mark.parametrize("wraps", [False, True])
@pytest.mark.parametrize("width", [20, 40, 80])
def test_a_table_is_as_wide_as_the_terminal_and_wraps_or_cuts(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int, wraps: bool
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    rows = [("Ani", "漢字 banjir 🌊 " * 9, "x" * 90), ("Budi", "surut", "")]
    output.table(("who", "what", "login"), rows, flexible=1, wraps=wraps)
    lines = capsys.readouterr().out.splitlines()
    assert all(cell_len(line) <= width for line in lines)
    assert any("…" in line for line in lines)
    assert (len(lines) > 3) == wraps
    output.table(("who", "what"), [("[b]Ani[/b]", "surut")], flexible=1, wraps=wraps)
    assert "[b]Ani[/b]  surut" in capsys.readouterr().out
