"""The package has no cycle of imports: no module needs the modules that use it."""

import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

BACK = {
    "in_a_function": "def later() -> None:\n    from in_a_function.above import top\n",
    "for_types": "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from for_types "
    "import above\n",
}
"""Modules that import each other, by the name of their package."""


def _ring(package: str) -> list[str]:
    """The modules of an import cycle in `package`, [] where there is none.

    Imports inside functions and under TYPE_CHECKING count as well.
    """
    graph = grimp.build_graph(package, cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        cycle: list[str] = error.args[1]
        return cycle
    return []


def test_the_package_has_no_import_cycle() -> None:
    assert _ring("redaksi") == []


@pytest.mark.parametrize("name", BACK)
def test_a_cycle_is_found_wherever_the_import_stands(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "__init__.py").touch()
    (tmp_path / name / "above.py").write_text(f"from {name} import below\n")
    (tmp_path / name / "below.py").write_text(BACK[name])
    monkeypatch.syspath_prepend(tmp_path)
    assert set(_ring(name)) == {f"{name}.above", f"{name}.below"}
    (tmp_path / name / "below.py").write_text("")
    assert _ring(name) == []


def test_the_first_paint_loads_no_screen_but_the_board_and_no_verb_of_the_desk() -> None:
    code = "import sys, redaksi.tui.app; print(*sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    loaded = answer.stdout.split()
    assert [name for name in loaded if name.startswith("redaksi.tui.screens.")] == [
        "redaksi.tui.screens.board"
    ]
    assert not {"redaksi.desk.bulk", "redaksi.desk.moves", "redaksi.copydesk.rule"}.intersection(
        loaded
    )
