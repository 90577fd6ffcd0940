"""The data of one page, as they travel to the child that renders it."""

from datetime import datetime

import msgspec

from redaksi.domain.article import Text


class TermData(msgspec.Struct, frozen=True):
    """A rubric, a tag or a month: its name, its page below the site, its number of articles.

    A name that no address can be made of has no page, and the path "".
    """

    name: str
    path: str
    count: int = 0


class NoticeData(msgspec.Struct, frozen=True):
    """A notice about a change: its kind (ralat, koreksi, pembaruan), its time, its sentence."""

    kind: str
    at: datetime
    sentence: str


class PictureData(msgspec.Struct, frozen=True, kw_only=True):
    """A photo: `src` is its address, or its path below the site; "" for words alone.

    `webp` is the path of a smaller form, or "".
    """

    src: str = ""
    webp: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""


class ArticleData(msgspec.Struct, frozen=True, kw_only=True):
    """A whole article; `path` is its page below the site."""

    path: str
    text: Text
    published: datetime
    updated: datetime
    editor: str = ""
    rubrics: tuple[TermData, ...] = ()
    tags: tuple[TermData, ...] = ()
    notices: tuple[NoticeData, ...] = ()
    pictures: tuple[PictureData, ...] = ()


class CardData(msgspec.Struct, frozen=True, kw_only=True):
    """What lists show of an article; `picture` is the first of its photos that can be shown."""

    path: str
    headline: str
    deck: str
    byline: str
    rubric: TermData
    at: datetime
    picture: PictureData | None = None


class SectionData(msgspec.Struct, frozen=True):
    """A rubric on the front page, with its newest articles."""

    term: TermData
    cards: tuple[CardData, ...]


class FrontData(msgspec.Struct, frozen=True, kw_only=True):
    """The front page: the newest article, the next ones, the rubrics, and the latest besides."""

    lead: CardData
    beside: tuple[CardData, ...]
    sections: tuple[SectionData, ...]
    latest: tuple[CardData, ...]


class ListData(msgspec.Struct, frozen=True, kw_only=True):
    """One page of a list: its articles, and the paths of the pages with newer and older ones.

    `number` counts from the oldest page; the first page that readers see has the highest number,
    and alone tells the `total` of articles: the others stay as they are when one is added.
    """

    path: str
    kind: str
    name: str
    cards: tuple[CardData, ...]
    total: int
    number: int = 1
    newer: str = ""
    older: str = ""


class ContentsData(msgspec.Struct, frozen=True, kw_only=True):
    """A list of lists: all rubrics, tags or months."""

    path: str
    kind: str
    groups: tuple[tuple[str, tuple[TermData, ...]], ...]


class MissingData(msgspec.Struct, frozen=True):
    """A page without articles."""

    path: str


class FrameData(msgspec.Struct, frozen=True, kw_only=True):
    """What every page shows: the site, and the rubrics that readers go to.

    `templates` are the house's own, by name. `root` is the path of the site on its server.
    """

    title: str
    url: str
    root: str
    zone: str
    language: str
    nav: tuple[TermData, ...]
    style: str
    templates: dict[str, str] = {}


PageData = ArticleData | FrontData | ListData | ContentsData | MissingData
"""The data of one page."""
