"""The systemd units of the docs are valid."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(r"```ini\n(.*?)```", re.DOTALL)
NAME = re.compile(r"redaksi-[a-z]+\.(?:service|timer)")


def units(page: str) -> dict[str, str]:
    """The units in the `ini` blocks of `page`, by file name.

    A name stands in a comment above the unit, or as the last one in the text before the block.
    """
    text = (DOCS / page).read_text("utf-8")
    found: dict[str, str] = {}
    for block in BLOCK.finditer(text):
        parts = re.split(r"^# (\S+)\n", block[1], flags=re.MULTILINE)
        if len(parts) > 1:
            found |= {
                Path(name).name: unit for name, unit in zip(parts[1::2], parts[2::2], strict=True)
            }
        elif names := NAME.findall(text[: block.start()]):
            found[names[-1]] = block[1]
    return found


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("delivering.md", {"redaksi-deliver.service", "redaksi-deliver.timer"}),
        ("notifying.md", {"redaksi-notify.service"}),
        ("administration.md", {"redaksi-nightly.service", "redaksi-nightly.timer"}),
    ],
)
def test_the_units_of_the_docs_are_valid(page: str, names: set[str], tmp_path: Path) -> None:
    found = units(page)
    assert found.keys() == names
    (tmp_path / "program").write_text("#!/bin/sh\n")
    (tmp_path / "program").chmod(0o755)
    for name, unit in found.items():
        there = re.sub(r"(?m)^ExecStart=\S+", f"ExecStart={tmp_path / 'program'}", unit)
        (tmp_path / name).write_text(re.sub(r"(?m)^(?:User|Group)=.*\n", "", there))
    assert verified(tmp_path, sorted(names)) == ""
    broken = min(names)
    (tmp_path / broken).write_text("[Service]\nTypo=oneshot\nExecStart=/no/such/program\n")
    assert "Typo" in verified(tmp_path, [broken])


def verified(folder: Path, names: list[str]) -> str:
    """What `systemd-analyze verify` says about the units `names` in `folder`."""
    program = shutil.which("systemd-analyze")
    if not program:
        pytest.skip("systemd-analyze is not installed")
    done = subprocess.run(
        [program, "verify", "--man=no", *(str(folder / name) for name in names)],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "SYSTEMD_LOG_LEVEL": "warning"},
    )
    return "\n".join(
        line for line in done.stderr.splitlines() if str(folder) in line or "Typo" in line
    )
