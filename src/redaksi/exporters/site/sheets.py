"""The files of a site: which pages there are, and which data each of them shows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from urllib.parse import urlsplit

import msgspec

from redaksi.exporters import links
from redaksi.exporters.base import FolderFile, Sealed, Site
from redaksi.exporters.site import paths, templates
from redaksi.exporters.site.data import (
    ContentsData,
    FrameData,
    FrontData,
    ListData,
    MissingData,
    SectionData,
)
from redaksi.exporters.site.edition import Edition, List
from redaksi.exporters.site.press import Order, Press
from redaksi.exporters.site.spool import Spool
from redaksi.i18n import _

ON_A_PAGE = 40
"""The number of articles on a page of a list; the first page has up to twice as many."""
IN_NAV = 8
"""The most rubrics in the menu of every page."""
MOST_TERMS = 1_000
"""The most rubrics or tags of a table of contents."""
_BESIDE, _LATEST, _IN_SECTION = 5, 8, 4


def remarks(site: Site) -> Sequence[str]:
    """What the folder lacks, a sentence each."""
    if links.home(site):
        return ()
    return (_("Without `url` in [site] of newsroom.toml the site has no sitemaps."),)


def pages(
    articles: Iterable[Sealed], site: Site, is_current: Callable[[str, str], bool]
) -> Iterator[FolderFile]:
    """Every file of the site; see `FolderExporter`.

    Raises:
        BadInput: when a template of the house has an error.
    """
    with Spool() as spool, Press() as press:
        edition = Edition(articles, site, spool)
        house = _house(edition, site)
        yield from press.pages(house, _orders(edition), is_current)
        yield from _plain_files(edition, site, house)


def _house(edition: Edition, site: Site) -> FrameData:
    home = links.home(site)
    style = templates.style(site.templates)
    return FrameData(
        title=site.title,
        url=home,
        # "//name" would lead to another server.
        root="/" + urlsplit(home).path.lstrip("/"),
        zone=str(site.zone),
        language=site.language,
        nav=tuple(
            msgspec.structs.replace(one.term, count=0)
            for one in edition.by_size(paths.RUBRIC)[:IN_NAV]
        ),
        style=templates.mark(style),
        templates=dict(site.templates),
    )


def _orders(edition: Edition) -> Iterator[Order]:
    """Every page that a template makes."""
    for article, path, story in edition.stories():
        yield Order(path, "article", story, article)
    for data in _made(edition):
        yield Order(data.path, _TEMPLATES[type(data)], msgspec.msgpack.encode(data))
    yield Order(paths.FRONT, "front", msgspec.msgpack.encode(_front(edition)))


_TEMPLATES: dict[type, str] = {ListData: "list", ContentsData: "contents", MissingData: "404"}


def _made(edition: Edition) -> Iterator[ListData | ContentsData | MissingData]:
    for folder, kind in (
        (paths.RUBRIC, "rubric"),
        (paths.TAG, "tag"),
        (paths.MONTH, "month"),
    ):
        for one in edition.lists[folder].values():
            yield from _sheets(edition, one, kind)
    yield _contents(edition, paths.RUBRIC, "rubrics")
    yield _contents(edition, paths.TAG, "tags")
    yield _months(edition)
    yield MissingData(paths.MISSING)


def _sheets(edition: Edition, of: List, kind: str) -> Iterator[ListData]:
    """The pages of one list.

    All but the first are full and numbered from the oldest: a new article changes the first alone.
    """
    total = len(of.numbers)
    older = max(0, total // ON_A_PAGE - 1)
    for number in range(older + 1, 0, -1):
        end = total - (number - 1) * ON_A_PAGE
        start = end - ON_A_PAGE if number <= older else 0
        yield ListData(
            path=_path(of, number, older),
            kind=kind,
            name=of.name,
            cards=edition.cards(of.numbers[start:end]),
            total=total if number > older else 0,
            number=number,
            newer=_path(of, number + 1, older) if number <= older else "",
            older=_path(of, number - 1, older) if number > 1 else "",
        )


def _path(of: List, number: int, older: int) -> str:
    return of.path if number > older else paths.numbered(of.path, number)


def _contents(edition: Edition, folder: str, kind: str) -> ContentsData:
    terms = sorted(
        (one.term for one in edition.by_size(folder)[:MOST_TERMS]),
        key=lambda term: term.name.casefold(),
    )
    return ContentsData(path=paths.contents(folder), kind=kind, groups=(("", tuple(terms)),))


def _months(edition: Edition) -> ContentsData:
    """All months, the newest first, by year."""
    years: dict[str, list[List]] = {}
    for one in edition.lists[paths.MONTH].values():
        years.setdefault(one.path.partition("/")[2][:4], []).append(one)
    groups = tuple((year, tuple(one.term for one in months)) for year, months in years.items())
    return ContentsData(path=paths.contents(paths.MONTH), kind="months", groups=groups)


def _front(edition: Edition) -> FrontData:
    shown = set(range(1 + _BESIDE))
    sections = []
    for one in edition.by_size(paths.RUBRIC)[:IN_NAV]:
        numbers = [number for number in one.numbers[:20] if number not in shown][:_IN_SECTION]
        if numbers:
            sections.append(SectionData(one.term, edition.cards(numbers)))
    count = len(edition)
    return FrontData(
        lead=edition.card(0),
        beside=edition.cards(range(1, min(1 + _BESIDE, count))),
        sections=tuple(sections),
        latest=edition.cards(range(1 + _BESIDE, min(1 + _BESIDE + _LATEST, count))),
    )


def _plain_files(edition: Edition, site: Site, house: FrameData) -> Iterator[FolderFile]:
    """The files that no template makes."""
    # Not loaded by the children, which import this package: they make no feeds and no sitemaps.
    from redaksi.exporters import atom, jsonfeed, rss  # noqa: PLC0415
    from redaksi.exporters.site import sitemaps  # noqa: PLC0415

    yield FolderFile(paths.STYLE, "", templates.style(site.templates))
    for feed in (rss, atom, jsonfeed):
        content = b"".join(part for _path, part in feed.collection(edition.newest, site))
        yield FolderFile(feed.FILE, "", content)
    listed = []
    if house.url:
        for path, content in sitemaps.files(edition, site, house.url):
            listed.append(path)
            yield FolderFile(path, "", content)
    yield FolderFile(paths.ROBOTS, "", sitemaps.robots(house.url, listed))
