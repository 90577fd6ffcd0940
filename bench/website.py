"""A whole site made from nothing and made again unchanged, beside Pelican's own build."""

import resource
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench import newsroom, startup
from bench.export import articles, made_up
from bench.table import Line, Options, timed
from redaksi import config

PELICAN = """
SITENAME, SITEURL, PATH, TIMEZONE = "Situs", "https://contoh.id", "content", "Asia/Jakarta"
FEED_ALL_ATOM, DEFAULT_PAGINATION = "feeds/all.atom.xml", 10
"""
"""What `pelican-quickstart` sets, with feeds."""
MARKDOWN = """Title: {headline}
Date: {at:%Y-%m-%d %H:%M}
Category: {rubric}
Tags: {tags}
Author: {byline}
Slug: {slug}
Summary: {deck}

![Air](https://contoh.id/a.jpg)

{body}
"""
TIMES = 3


class Cost(NamedTuple):
    """The seconds of a program, and the seconds of processor time of it and its children."""

    seconds: float
    processor: float


def lines(options: Options) -> Iterator[Line]:
    """The lines of this part."""
    for size in options.sizes:
        place = options.folder / f"site-{size}"
        place.mkdir()
        named = f"site of {size:,} articles"
        program = [sys.executable, "-m", "bench.export", "site", str(size)]
        ours = _cost([*program, str(place / "out"), "bare"])
        _write_markdown(place / "content", size)
        pelican = _pelican(place)
        yield Line(named, ours.seconds, "Pelican, Markdown", pelican.seconds, most=1 / 5)
        yield Line(f"{named}: processor", ours.processor, "Pelican, Markdown", pelican.processor)
        yield from _unchanged(options.folder, size)


def _unchanged(folder: Path, size: int) -> Iterator[Line]:
    """The export of a newsroom whose site is there, and a start that does nothing else."""
    room, out = folder / f"site-room-{size}", folder / f"site-out-{size}"
    newsroom.build(room, size)
    (room / config.FILE).write_bytes(config.new_house("Bench"))
    environment = startup.installed(folder)
    program = [*startup.redaksi(), "--newsroom", str(room)]
    export = [*program, "export", "--to", "site", "--out", str(out)]

    def run(command: Sequence[str]) -> float:
        return timed(
            lambda: subprocess.run(command, env=environment, check=True, capture_output=True)
        )

    run(export)
    again = min(run(export) for _ in range(TIMES))
    start = min(run([*program, "whoami"]) for _ in range(TIMES))
    yield Line(f"unchanged site of {size:,} articles, above a start", again - start, most=1)


def _write_markdown(content: Path, size: int) -> None:
    content.mkdir()
    for sealed in articles(size, made_up()):
        text, slug = sealed.text, sealed.article.slug
        page = MARKDOWN.format(
            headline=text.headline,
            at=sealed.published_at,
            rubric=text.rubric,
            tags=", ".join(text.tags),
            byline=text.byline,
            slug=slug,
            deck=text.deck,
            body="\n\n".join(text.body),
        )
        (content / f"{slug}.md").write_text(page)


def _pelican(place: Path) -> Cost:
    (place / "pelicanconf.py").write_text(PELICAN)
    program = Path(sys.executable).with_name("pelican")
    return _cost([str(program), "--quiet", "-s", "pelicanconf.py"], place)


def _cost(command: Sequence[str], place: Path | None = None) -> Cost:
    def used() -> float:
        found = resource.getrusage(resource.RUSAGE_CHILDREN)
        return found.ru_utime + found.ru_stime

    before = used()
    seconds = timed(lambda: subprocess.run(command, cwd=place, check=True, capture_output=True))
    return Cost(seconds, used() - before)
