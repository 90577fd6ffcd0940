"""`python -m bench.export FORMAT NUMBER FOLDER` exports NUMBER articles of 4 KB into FOLDER.

It prints the seconds, and the peak memory of it and its children together in MB. With `bare`
behind the folder nobody watches the memory of the children, which would take time.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from zoneinfo import ZoneInfo

from msgspec.structs import replace
from tests.memory import most_megabytes

from bench.memory import of_children
from bench.newsroom import OPENED, RUBRICS, SEED, vocabulary
from redaksi.domain.article import Article, Photo, SignOff, Stage, Text
from redaksi.exporters import Sealed, Site, folder

SIZE = 4_000
"""Characters of a body."""
PARAGRAPHS = 8
TEXTS = 200
"""Different texts; further articles repeat them under other headlines."""
SITE = Site(zone=ZoneInfo("Asia/Jakarta"), url="https://contoh.id", title="Contoh", uuid="ab" * 16)


def articles(count: int, texts: Sequence[Text]) -> Iterator[Sealed]:
    """`count` articles with `texts` in turn, one an hour."""
    for number in range(count):
        at = OPENED + timedelta(hours=number)
        text = replace(texts[number % len(texts)], headline=f"Warga Kota Menanam Bakau {number}")
        sign_off = SignOff(editor="Ana", at=at, revision=1, sha256="")
        article = Article(
            id=f"{at:%y%m%d}-{number:05}",
            stage=Stage.PUBLISHED,
            stage_since=at,
            text=text,
            created_at=at,
            updated_at=at,
            published_at=at,
            slug=f"warga-kota-menanam-bakau-{number}",
            sign_offs=(sign_off,),
        )
        yield Sealed(article=article, text=text, sign_off=sign_off)


def made_up() -> list[Text]:
    """`TEXTS` texts."""
    dice = random.Random(SEED)
    words = vocabulary(dice)[:2_000]
    return [
        Text(
            deck=" ".join(dice.choices(words, k=12)),
            body=tuple(_paragraph(dice, words) for _ in range(PARAGRAPHS)),
            byline="Rini Wulandari",
            dateline="SIDOARJO",
            rubric=dice.choice(RUBRICS),
            tags=tuple(dice.sample(words[:50], k=3)),
            photos=(Photo(url="https://contoh.id/a.jpg", alt="Air", caption="Air", credit="Ana"),),
        )
        for _ in range(TEXTS)
    ]


def _paragraph(dice: random.Random, words: list[str]) -> str:
    """About `SIZE` / `PARAGRAPHS` characters, with a few marks."""
    made = ["**Warga**", '"Kami', 'pulang,"', "kata", "_dia_."]
    while sum(map(len, made)) + len(made) < SIZE // PARAGRAPHS:
        made.append(dice.choice(words))
    return " ".join(made)


def main(format_name: str, count: int, out: Path, watched: bool) -> None:
    texts = made_up()
    began = perf_counter()
    with of_children() if watched else nullcontext([0.0]) as children:
        report = folder.write(out, format_name, articles(count, texts), SITE)
    taken = perf_counter() - began
    assert report.written
    print(f"{taken} {most_megabytes() + children[0]}")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), watched=sys.argv[4:] != ["bare"])
