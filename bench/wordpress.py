"""Deliveries to a real WordPress beside raw requests to the same server.

Nothing is measured where no WordPress can be had (see `tests.wordpress`).
"""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

import httpx
from msgspec.structs import replace
from tests.wordpress.server import Website, missing, running

from bench.table import Line, Options, timed
from redaksi.desk import Desk, open_desk, system_identity
from redaksi.desk.newsroom import create
from redaksi.domain.article import Role, Text
from redaksi.domain.delivery import State

CHIEF, WRITER = "Ana", "Budi"
ROUNDS, TIMES = 3, 15
SLOWEST = 2.0
"""The goal: at least half as many deliveries in a second as pairs of raw requests."""
PARAGRAPH = "Air yang menggenangi *tiga RW* surut, kata [warga](https://contoh.example/warga). "
TEXT = Text(
    headline="Banjir Surut",
    deck="Tiga pompa menyala semalaman",
    body=tuple(f"{number} {PARAGRAPH * 5}".strip() for number in range(1, 11)),
    byline="Rini Wulandari",
    rubric="Peristiwa",
    tags=("banjir", "rob"),
)
"""An article of 4 KB."""
TARGET = """
[[target]]
name = "situs"
kind = "wordpress"
url = "{url}"
user = "editor"
secret = "env:REDAKSI_BENCH_SECRET"
"""


def lines(options: Options) -> Iterator[Line]:
    """The lines of this part."""
    if missing():
        return
    folder = options.folder / "wordpress"
    with running() as website:
        home = {
            "XDG_CONFIG_HOME": str(options.folder / "home"),
            "REDAKSI_BENCH_SECRET": website.secrets["editor"],
        }
        with patch.dict(os.environ, home):
            yield from _compared(folder, website)


def _compared(folder: Path, website: Website) -> Iterator[Line]:
    """Deliveries and raw requests in turn, so that both meet the same machine."""
    create(folder, system_identity(CHIEF))
    settings = folder / "newsroom.toml"
    settings.write_text(settings.read_text("utf-8") + TARGET.format(url=website.url), "utf-8")
    numbers = count(1)
    delivered: list[float] = []
    pairs: list[float] = []
    singles: list[float] = []
    raw = httpx.Client(
        base_url=f"{website.url}/wp-json/wp/v2/",
        auth=("editor", website.secrets["editor"]),
        timeout=60,
    )
    with raw, open_desk(folder, CHIEF) as chief:
        chief.team.add(WRITER, Role.EDITOR)
        chief.deliveries.trust(chief.deliveries.target("situs"))
        _publish(chief, folder, next(numbers))
        _deliver(chief)  # which makes the category and the tags
        fields = _fields(raw)
        for _ in range(ROUNDS):
            for _ in range(TIMES):
                _publish(chief, folder, next(numbers))
            delivered.append(timed(lambda: _deliver(chief)) / TIMES)
            pairs.extend(timed(lambda: _pair(raw, fields, next(numbers))) for _ in range(TIMES))
            singles.extend(timed(lambda: _send(raw, "posts", fields)) for _ in range(TIMES))
    usual = median(delivered)
    yield Line("a delivery to WordPress", usual, "two raw POSTs", median(pairs), most=SLOWEST)
    yield Line("a delivery to WordPress", usual, "one raw POST", median(singles))


def _publish(chief: Desk, folder: Path, number: int) -> None:
    with open_desk(folder, WRITER) as writer:
        made = writer.copy.new(replace(TEXT, headline=f"Banjir {number} Surut"))
        writer.moves.submit(made.id, CHIEF)
    chief.moves.publish(made.id)


def _deliver(chief: Desk) -> None:
    report = chief.deliveries.deliver()
    assert not report.troubles
    assert {one.state for one in report.outcomes} == {State.DELIVERED}


def _fields(raw: httpx.Client) -> dict[str, Any]:
    """What the last delivery sent, as fields of a raw request, without the marks of Redaksi."""
    post = raw.get("posts", params={"context": "edit"}).json()[0]
    texts = {
        name: post[name]["raw"].replace("redaksi-", "mentah-")
        for name in ("title", "content", "excerpt")
    }
    others = ("date_gmt", "tags", "categories", "featured_media", "status")
    return texts | {name: post[name] for name in others}


def _pair(raw: httpx.Client, fields: dict[str, Any], number: int) -> None:
    """A draft, then all else: the two writes without which a delivery is not safe."""
    draft = {"title": "x", "slug": f"mentah-{number}", "status": "draft"}
    made = _send(raw, "posts", draft)
    _send(raw, f"posts/{made}", {**fields, "slug": f"mentah-banjir-{number}"})


def _send(raw: httpx.Client, path: str, fields: dict[str, Any]) -> int:
    """The number of the post that `path` makes or changes."""
    answer = raw.post(path, json=fields)
    answer.raise_for_status()
    return int(answer.json()["id"])
