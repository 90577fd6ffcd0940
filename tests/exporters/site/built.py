"""Sites for the tests of the format `site`."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from redaksi.domain.article import Text
from redaksi.exporters import Sealed, Site, folder
from redaksi.exporters.folder import FolderReport
from tests.exporters.pieces import FLOOD, piece

NOW = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)
URL = "https://contoh.id"
SITE = Site(zone=ZoneInfo("Asia/Jakarta"), url=URL, title="Warta Delta", uuid="ab" * 16, now=NOW)
ODD = """& < > " ' [ ] { } * _ # \\ | ~ {{ 7*7 }} {% raw %} </script><b>é 🦀"""
RUBRICS = ("Peristiwa", "Ekonomi", "Kota")


def story(number: int, text: Text = FLOOD, hours: int | None = None, **fields: Any) -> Sealed:
    """`text` as article `number`, published so many `hours` ago."""
    at = NOW - timedelta(hours=number if hours is None else hours)
    made = piece(text, number=number, **{"published_at": at, **fields})
    sign_off = replace(made.sign_off, at=at)
    return replace(
        made,
        article=replace(made.article, id=f"261130-{number:05x}", sign_offs=(sign_off,)),
        sign_off=sign_off,
    )


def stories(count: int) -> Sequence[Sealed]:
    """`count` articles, the newest first, in three rubrics."""
    return [
        story(number, replace(FLOOD, rubric=RUBRICS[number % 3], headline=f"Naskah {number}"))
        for number in range(1, count + 1)
    ]


def build(out: Path, articles: Iterable[Sealed], site: Site = SITE) -> FolderReport:
    return folder.write(out, "site", articles, site)


def page(out: Path, path: str) -> str:
    return (out / path).read_text("utf-8")
