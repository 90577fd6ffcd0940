"""Sealed articles for the tests of the exporters."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from redaksi.domain.article import Article, Assignment, Photo, Related, SignOff, Stage, Text
from redaksi.exporters import FORMATS, ArticleExporter, CollectionExporter, Sealed, Site, get

SITE = Site(zone=ZoneInfo("Asia/Jakarta"))
ARTICLE_FORMATS = [name for name in FORMATS if isinstance(get(name), ArticleExporter)]
COLLECTION_FORMATS = [name for name in FORMATS if isinstance(get(name), CollectionExporter)]
FIRST = datetime(2024, 6, 3, 3, 30, tzinfo=UTC)
"""The first publication of the pieces: 10.30 WIB."""

FLOOD = Text(
    headline="Banjir Surut, Warga Bungurasih Pulang",
    deck="Tiga pompa menyala semalaman",
    body=(
        "Air yang menggenangi *tiga RW* sejak Sabtu surut pada Senin pagi.",
        (
            'Ketua RW 04 Sumarni berkata, "Kami **pulang** hari ini." Lihat '
            "[peta](https://example.org/peta)."
        ),
    ),
    byline="Rini Wulandari",
    dateline="SIDOARJO",
    source="warta-sidoarjo.example",
    rubric="Peristiwa",
    tags=("banjir", "Sidoarjo"),
    photos=(
        Photo(
            url="https://example.org/pompa.jpg",
            alt="Pompa di tepi kali",
            caption="Pompa menyala di Kali Buntung",
            credit="Dok. Warga",
        ),
    ),
    related=(
        Related(title="Pompa Baru Tiba", url="https://example.org/pompa"),
        Related(title="Sekolah Diliburkan"),
    ),
)


def piece(
    text: Text = FLOOD, number: int = 1, slug: str | None = None, days: int = 0, **fields: Any
) -> Sealed:
    """`text` as article `number`, first published at `FIRST`.

    With `days` above 0, the article was published again that many days later.
    """
    at = FIRST + timedelta(days=days)
    assigned = {Stage.DRAFT: "Yanuar D", Stage.REVIEW: "Sinta", Stage.PUBLISHED: "Bagus P"}
    sign_offs = [SignOff(editor="Bagus P", at=FIRST, revision=1, sha256=text.sha256())]
    if days:
        sign_offs.append(SignOff(editor="Sinta", at=at, revision=2, sha256=text.sha256()))
    article = Article(
        id=f"240603-k7f{number:02}",
        version=5,
        stage=Stage.PUBLISHED,
        stage_since=at,
        text=text,
        paragraph_ids=tuple(f"p{position}" for position, _ in enumerate(text.body)),
        assignments={
            stage: Assignment(editor=name, by="Sinta", at=FIRST)
            for stage, name in assigned.items()
        },
        created_at=FIRST - timedelta(hours=2),
        updated_at=at,
        slug=f"artikel-{number}" if slug is None else slug,
        published_at=FIRST,
        sign_offs=tuple(sign_offs),
    )
    return Sealed(article=replace(article, **fields), text=text, sign_off=sign_offs[-1])


def pieces(count: int) -> Sequence[Sealed]:
    """`count` different articles."""
    return [piece(number=number) for number in range(1, count + 1)]


def exported(sealed: Sealed, format_name: str) -> bytes:
    """The only file of `sealed` in a format with files for each article."""
    exporter = get(format_name)
    assert isinstance(exporter, ArticleExporter)
    (content,) = exporter.files(sealed, "nama", SITE).values()
    return content


def collected(format_name: str, articles: Iterable[Sealed], site: Site = SITE) -> bytes:
    """The only file about all `articles` in a format of this kind."""
    exporter = get(format_name)
    assert isinstance(exporter, CollectionExporter)
    parts = list(exporter.collection(articles, site))
    assert len({path for path, _part in parts}) == 1
    return b"".join(part for _path, part in parts)
