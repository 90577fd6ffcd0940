"""No process that Redaksi starts imports a module that lies in the current folder."""

import subprocess
import sys
from pathlib import Path

import pytest

from redaksi.pictures.studio import Studio
from redaksi.system import workers
from tests.pictures.pieces import picture, saved

MODULES = ("json", "pickle", "msgspec", "PIL", "redaksi", "sitecustomize")


@pytest.fixture
def ran(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that exists once a module of the current folder was imported."""
    ran = tmp_path / "ran"
    folder = tmp_path / "unduhan"
    folder.mkdir()
    for name in MODULES:
        code = f"open({str(ran)!r}, 'w').close()\n"
        (folder / f"{name}.py").write_text(code)
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text(code)
    monkeypatch.chdir(folder)
    return ran


def doubled(numbers: list[int]) -> list[int]:
    return [2 * number for number in numbers]


def test_a_worker_imports_nothing_of_the_current_folder(
    ran: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))  # where `doubled` is
    monkeypatch.setattr("os.sched_getaffinity", lambda _process: {0, 1}, raising=False)
    worker = workers._Helper(doubled)
    assert worker.does([1, 2]) == [2, 4]
    assert worker._process is not None, "the work was done by this process"
    worker.end()
    count = workers.FEW + 1
    assert list(workers.each(doubled, range(count))) == doubled(list(range(count)))
    assert not ran.exists()


def test_the_decoder_of_photos_imports_nothing_of_the_current_folder(ran: Path) -> None:
    made = Studio().web_files(saved(picture()), 100)
    assert made.jpeg.startswith(b"\xff\xd8")
    assert not ran.exists()


@pytest.mark.parametrize("module", ["redaksi.system.workers", "redaksi.pictures.child"])
def test_without_the_option_the_module_would_be_imported(ran: Path, module: str) -> None:
    """The control."""
    subprocess.run(
        [sys.executable, "-m", module, "en"], input=b"", capture_output=True, check=False
    )
    assert ran.exists()
