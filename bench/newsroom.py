"""Generated newsrooms of any size.

The articles hold made-up Indonesian words, distributed by Zipf's law. Most are published.
"""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import accumulate
from pathlib import Path

from msgspec import to_builtins
from msgspec.structs import replace

from redaksi.domain import record
from redaksi.domain.article import (
    Article,
    Assignment,
    Dossier,
    Person,
    Revision,
    Role,
    SignOff,
    Stage,
    Text,
)
from redaksi.store.dossiers import dossier as dossiers
from redaksi.store.dossiers.layout import path_of
from redaksi.store.files import FileStore

EDITORS = ("Ana", "Budi", "Cici", "Dodi", "Endah", "Fajar", "Gita", "Hadi")
RUBRICS = ("Kota", "Ekonomi", "Olahraga", "Budaya", "Hukum", "Pendidikan")
COMMON = [
    *("yang", "dan", "di", "dengan", "untuk", "dari", "pada", "itu", "ini", "dalam"),
    *("akan", "tidak", "telah", "oleh", "juga", "kepada", "saat", "warga", "kota"),
]
SYLLABLES = [consonant + vowel for consonant in "bcdgjklmnprstw" for vowel in "aiueo"]
PREFIXES = ("", "", "", "ber", "di", "ke", "me", "pe", "ter")
SUFFIXES = ("", "", "", "an", "kan", "i", "nya")
OPENED = datetime(2015, 1, 1, tzinfo=UTC)
WORDS = 20_000
SEED = 1


def vocabulary(dice: random.Random) -> list[str]:
    """`WORDS` words, the most frequent first."""
    words = dict.fromkeys(COMMON)
    while len(words) < WORDS:
        root = "".join(dice.choices(SYLLABLES, k=dice.randint(2, 3))) + dice.choice(
            ("", "n", "ng", "s", "r", "k")
        )
        words[dice.choice(PREFIXES) + root + dice.choice(SUFFIXES)] = None
    return list(words)


def articles(count: int, seed: int = SEED) -> Iterator[Dossier]:
    """`count` dossiers over ten years, the oldest first; 94 % are published."""
    dice = random.Random(seed)
    words = vocabulary(dice)
    weights = list(accumulate(1 / (rank + 2) for rank in range(WORDS)))
    step = timedelta(days=3650) / count
    for number in range(count):
        at = OPENED + number * step + timedelta(seconds=dice.random())
        body = [_sentence(dice, words, weights, 40) for _ in range(dice.randint(5, 11))]
        yield _dossier(dice, number, at, _sentence(dice, words, weights, 9), body)


def build(folder: Path, count: int) -> None:
    """Make a newsroom of `count` articles in `folder`.

    Nothing is synced, because the newsroom serves only for measurements.
    """
    folder.mkdir()
    FileStore.create(folder).close()
    fill(folder, count)


def fill(folder: Path, count: int) -> None:
    """Write `count` articles into the existing newsroom `folder`."""
    for dossier in articles(count):
        path = path_of(folder / "articles", dossier.id)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(dossiers.encode(dossier))


def _sentence(dice: random.Random, words: list[str], weights: list[float], length: int) -> str:
    return " ".join(dice.choices(words, cum_weights=weights, k=length)).capitalize() + "."


def _dossier(
    dice: random.Random, number: int, at: datetime, headline: str, body: list[str]
) -> Dossier:
    editor = dice.choice(EDITORS)
    person = Person(name=editor, role=Role.EDITOR, login="bench", host="bench")
    text = Text(
        headline=headline,
        rubric=dice.choice(RUBRICS),
        byline=editor,
        tags=(RUBRICS[number % 6], editor),
    )
    revisions: list[Revision] = []
    pool: dict[str, str] = {}
    for revision in range(1, dice.randint(2, 7)):
        body[dice.randrange(len(body))] += " Diperbaiki."
        hashes = [sha256(part.encode()).hexdigest() for part in body]
        pool.update(zip(hashes, body, strict=True))
        whole = replace(text, body=tuple(body)).sha256()
        revisions.append(
            Revision(
                number=revision,
                version=revision,
                at=at,
                by=editor,
                stage=Stage.DRAFT,
                sha256=whole,
                text=text,
                body=tuple(hashes),
            )
        )
    stage = Stage.PUBLISHED if dice.random() < 0.94 else dice.choice((Stage.DRAFT, Stage.REVIEW))
    article = Article(
        id=f"{at:%y%m%d}-{number:06x}",
        version=len(revisions),
        stage=stage,
        stage_since=at,
        text=replace(text, body=tuple(body)),
        paragraph_ids=tuple(f"p{index}" for index in range(len(body))),
        assignments={stage: Assignment(editor=editor, by=editor, at=at)},
        created_at=at,
        updated_at=at,
    )
    if stage is Stage.PUBLISHED:
        seal = SignOff(editor=editor, at=at, revision=len(revisions), sha256=revisions[-1].sha256)
        article = replace(article, slug=f"artikel-{number}", sign_offs=(seal,))
    dossier = Dossier(article=replace(article, version=0), pool=pool)
    for saved in revisions:
        dossier = replace(dossier, revisions=(*dossier.revisions, saved))
        dossier = record.log(dossier, "edited", at, person, revision=saved.number, fields=["body"])
        dossier = replace(dossier, article=replace(dossier.article, version=saved.version))
    for sign_off in article.sign_offs:
        dossier = record.log(dossier, "published", at, person, **to_builtins(sign_off))
        dossier = replace(dossier, article=replace(dossier.article, version=dossier.version + 1))
    return record.seal(dossier)
