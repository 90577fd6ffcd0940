"""The wheel is complete: Redaksi works in an empty environment, away from the checkout."""

import json
import os
import subprocess
import sys
import venv
from pathlib import Path
from shutil import which

import pytest

CHECKOUT = Path(__file__).parents[1]


def _run(*command: str | Path, cwd: Path, **environment: str) -> str:
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(cwd),
        "LANG": "C.UTF-8",
        **_pip_settings(),
        **environment,
    }
    return subprocess.run(
        command, cwd=cwd, env=env, check=True, capture_output=True, text=True
    ).stdout


def _pip_settings() -> dict[str, str]:
    """The settings of pip for package indexes on this machine."""
    return {
        name: value
        for name, value in os.environ.items()
        if name.startswith(("PIP_", "SSL_", "REQUESTS_"))
    }


def test_the_repository_holds_no_built_thing() -> None:
    if not (CHECKOUT / ".git").exists():
        pytest.skip("no checkout of git")
    tracked = _run("git", "-c", "safe.directory=*", "ls-files", cwd=CHECKOUT).splitlines()
    assert not [name for name in tracked if name.endswith((".whl", ".pyc", ".so"))]


def test_a_wheel_in_an_empty_environment_makes_the_sample_newsroom(tmp_path: Path) -> None:
    _run(
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        tmp_path,
        CHECKOUT,
        cwd=tmp_path,
    )
    (wheel,) = tmp_path.glob("redaksi-*.whl")
    venv.create(tmp_path / "empty", with_pip=True)
    python = tmp_path / "empty" / "bin" / "python"
    _run(python, "-m", "pip", "install", "--quiet", wheel, cwd=tmp_path)
    redaksi = tmp_path / "empty" / "bin" / "redaksi"
    _run(redaksi, "demo", "room", cwd=tmp_path)
    rows = json.loads(_run(redaksi, "--newsroom", "room", "list", "--json", cwd=tmp_path))
    assert len(rows) >= 12
    assert {row["stage"] for row in rows} == {"draft", "review", "published"}
    _run(redaksi, "--newsroom", "room", "export", "--to", "html", "--out", "web", cwd=tmp_path)
    assert list((tmp_path / "web").glob("*.html"))
    assert all(
        (tmp_path / "empty" / "share" / "man" / part / "redaksi.1").exists()
        for part in ("man1", "id/man1")
    )
    spoken = _run(redaksi, "--newsroom", "room", "list", cwd=tmp_path, LANG="id_ID.UTF-8")
    assert "tinjauan" in spoken


def _planned(target: str, folder: Path) -> str:
    """The commands that `make` would run for `target` in a fresh checkout in `folder`."""
    for name in ("Makefile", "pyproject.toml"):
        (folder / name).write_bytes((CHECKOUT / name).read_bytes())
    return _run("make", "--dry-run", target, cwd=folder)


@pytest.mark.skipif(not which("make"), reason="make is not here")
def test_running_installs_only_what_running_needs_and_says_so(tmp_path: Path) -> None:
    planned = _planned("run", tmp_path)
    assert "pip install" in planned
    assert "--group dev" not in planned
    assert planned.index("echo") < planned.index("pip install")
    assert planned.rstrip().endswith("redaksi --newsroom data/newsroom")


@pytest.mark.skipif(not which("make"), reason="make is not here")
@pytest.mark.parametrize("target", ["test", "check", "bench", "i18n"])
def test_what_developers_do_installs_the_tools_besides(tmp_path: Path, target: str) -> None:
    assert "--group dev" in _planned(target, tmp_path)
