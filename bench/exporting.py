"""The speed of each export format, beside what Hugo and Pelican take to read the same articles."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.table import Line, Options, timed
from redaksi.exporters import FORMATS

MEMORY = 150
"""The goal: the most memory in MB, whatever the number of articles."""
LAYOUT = "<html><title>{{ .Title }}</title><main>{{ .Content }}</main></html>"
PELICAN = """
SITENAME, PATH, THEME, TIMEZONE = "Situs", "content", "simple", "Asia/Jakarta"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""


def lines(options: Options) -> Iterator[Line]:
    """The lines of this part."""
    for size in options.sizes:
        for name in FORMATS:
            place = options.folder / f"export-{name}-{size}"
            seconds, memory = _exported(name, size, place / "content")
            build = {"hugo": _hugo, "pelican": _pelican}.get(name)
            named = f"export of {size:,} articles: {name}"
            if build:
                built = timed(lambda: build(place))  # noqa: B023 - called at once
                yield Line(named, seconds, f"{name} reads it", built, most=1)
            else:
                yield Line(named, seconds, f"{size / seconds:,.0f} articles a second")
            yield Line(f"{named}: memory", memory, most=MEMORY, unit="MB")
            shutil.rmtree(place)


def _exported(name: str, size: int, out: Path) -> tuple[float, float]:
    """The seconds and the MB that an export takes in a process of its own."""
    command = [sys.executable, "-m", "bench.export", name, str(size), str(out)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(said[0]), float(said[1])


def _hugo(place: Path) -> None:
    (place / "hugo.toml").write_text('baseURL = "https://contoh.id/"\n')
    (place / "layouts").mkdir()
    for kind in ("single", "list", "home", "taxonomy", "term"):
        (place / "layouts" / f"{kind}.html").write_text(LAYOUT)
    _run(place, "hugo", "--quiet")


def _pelican(place: Path) -> None:
    (place / "pelicanconf.py").write_text(PELICAN)
    _run(place, "pelican", "--quiet", "-s", "pelicanconf.py")


def _run(place: Path, name: str, *arguments: str) -> None:
    program = Path(sys.executable).with_name(name)
    subprocess.run([program, *arguments], cwd=place, check=True, capture_output=True)
