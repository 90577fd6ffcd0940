"""All articles of a site, in the order of readers, and the lists that they stand in."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from heapq import heappush, heappushpop
from typing import NamedTuple

import msgspec

from redaksi.exporters import links, newest, photo_files, story, words
from redaksi.exporters.base import Sealed, Site
from redaksi.exporters.site import paths
from redaksi.exporters.site.data import ArticleData, CardData, NoticeData, PictureData, TermData
from redaksi.exporters.site.spool import Spool


class _Entry(NamedTuple):
    """An article: when it was published, its id, its place in the spool, its packed card.

    `updated` is in seconds since 1970.
    """

    at: datetime
    id: str
    place: tuple[int, int]
    card: bytes
    path: str
    updated: datetime
    terms: tuple[tuple[str, str], ...]
    """The lists that it stands in: the path of each, and its name as the article writes it."""


class List(NamedTuple):
    """A rubric, a tag or a month; `numbers` are those of its articles, the newest first."""

    name: str
    path: str
    numbers: "array[int]"

    @property
    def term(self) -> TermData:
        return TermData(self.name, self.path, len(self.numbers))


class Edition:
    """The articles of a site, numbered from the newest (0) to the oldest."""

    def __init__(self, articles: Iterable[Sealed], site: Site, spool: Spool) -> None:
        """Read `articles` once; whole articles go into `spool`."""
        self.newest: list[Sealed] = []
        """The articles of the feeds, the newest first."""
        self._site = site
        self._spool = spool
        self._entries = sorted(self._read(articles), key=lambda one: one[:2], reverse=True)
        self.lists: dict[str, dict[str, List]] = {
            folder: {} for folder in (paths.RUBRIC, paths.TAG, paths.MONTH)
        }
        for number, entry in enumerate(self._entries):
            for path, name in entry.terms:
                of_kind = self.lists[path.partition("/")[0]]
                of_kind.setdefault(path, List(name, path, array("l"))).numbers.append(number)

    def __len__(self) -> int:
        return len(self._entries)

    def card(self, number: int) -> CardData:
        """What lists show of the article `number`."""
        return msgspec.msgpack.decode(self._entries[number].card, type=CardData)

    def cards(self, numbers: Iterable[int]) -> tuple[CardData, ...]:
        return tuple(map(self.card, numbers))

    def stories(self) -> Iterator[tuple[str, str, bytes]]:
        """The id, the path and the packed `ArticleData` of every article."""
        for entry in self._entries:
            yield entry.id, entry.path, self._spool.get(entry.place)

    def moments(self) -> Iterator[tuple[str, datetime, datetime]]:
        """The path of every article, when it was published, and when it was changed."""
        for entry in self._entries:
            yield entry.path, entry.at, entry.updated

    def by_size(self, folder: str) -> Sequence[List]:
        """The lists in `folder`, those with the most articles first."""
        return sorted(self.lists[folder].values(), key=lambda one: (-len(one.numbers), one.path))

    def _read(self, articles: Iterable[Sealed]) -> Iterator[_Entry]:
        latest: list[tuple[datetime, str, Sealed]] = []
        for sealed in articles:
            one = (sealed.published_at, sealed.article.id, sealed)
            if len(latest) < newest.MOST:
                heappush(latest, one)
            else:
                heappushpop(latest, one)
            yield self._entry(sealed)
        latest.sort(key=lambda one: one[:2], reverse=True)
        self.newest = [sealed for _at, _id, sealed in latest]

    def _entry(self, sealed: Sealed) -> _Entry:
        path = links.page(sealed, msgspec.structs.replace(self._site, url=""))
        article = _article(sealed, path, self._site)
        return _Entry(
            at=article.published,
            id=sealed.article.id,
            place=self._spool.add(msgspec.msgpack.encode(article)),
            card=msgspec.msgpack.encode(_card(article)),
            path=path,
            updated=article.updated,
            terms=tuple(self._terms(article)),
        )

    def _terms(self, article: ArticleData) -> Iterator[tuple[str, str]]:
        """The lists of the article, each once."""
        local = article.published.astimezone(self._site.zone)
        yield paths.month(local), words.month(local, self._site.language)
        seen = {""}
        for one in (*article.rubrics, *article.tags):
            if one.path not in seen:
                seen.add(one.path)
                yield one.path, one.name


def _article(sealed: Sealed, path: str, site: Site) -> ArticleData:
    text = sealed.text
    return ArticleData(
        path=path,
        text=text,
        published=sealed.published_at,
        updated=sealed.sign_off.at,
        editor=sealed.editor,
        rubrics=tuple(_term(paths.RUBRIC, name) for name in story.rubrics(text)),
        tags=tuple(_term(paths.TAG, name) for name in text.tags),
        notices=tuple(NoticeData(one.kind.value, one.at, one.sentence) for one in sealed.notices),
        pictures=tuple(_pictures(sealed, site)),
    )


def _card(article: ArticleData) -> CardData:
    text = article.text
    return CardData(
        path=article.path,
        headline=text.headline,
        deck=text.deck,
        byline=text.byline,
        rubric=next(iter(article.rubrics), TermData("", "")),
        at=article.published,
        picture=next((one for one in article.pictures if one.src), None),
    )


@lru_cache(maxsize=4_000)
def _term(folder: str, name: str) -> TermData:
    return TermData(name, paths.term(folder, name))


def _pictures(sealed: Sealed, site: Site) -> Iterator[PictureData]:
    """The photos of the article that have something to show."""
    for photo in sealed.text.photos:
        found = photo_files.paths(sealed, photo, site)
        src = found.jpeg if found else links.web(photo.url)
        if src or photo.caption or photo.credit:
            yield PictureData(
                src=src,
                webp=found.webp if found else "",
                alt=photo.alt,
                caption=photo.caption,
                credit=photo.credit,
            )
