"""Sitemaps for search engines (https://www.sitemaps.org/protocol.html), also Google's of news."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import islice

from redaksi.exporters.base import Site
from redaksi.exporters.elements import HEAD, element, end, start
from redaksi.exporters.moments import stamp
from redaksi.exporters.site import paths
from redaksi.exporters.site.edition import Edition

MOST = 50_000
"""The most addresses of one sitemap, by the protocol."""
MOST_NEWS = 1_000
"""The most articles of a sitemap of news, by Google's rules."""
NEWS_AGE = timedelta(days=2)
"""How old the articles of a sitemap of news may be, by Google's rules."""

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def files(edition: Edition, site: Site, home: str) -> Iterator[tuple[str, bytes]]:
    """The sitemaps of the site at `home`; several and an index of them where one is too small."""
    addresses = _addresses(edition, site, home)
    parts = list(iter(lambda: "".join(islice(addresses, MOST)), ""))
    for number, part in enumerate(parts, start=1):
        path = paths.SITEMAP if len(parts) == 1 else f"sitemap-{number}.xml"
        yield path, _set(part)
    if len(parts) > 1:
        places = (
            _entry("sitemap", f"{home}sitemap-{number}.xml") for number in range(1, len(parts) + 1)
        )
        index = [HEAD, start("sitemapindex", {"xmlns": _SITEMAP}), *places, end("sitemapindex")]
        yield paths.SITEMAP, "".join(index).encode()
    yield paths.NEWS, _news(edition, site, home)


def robots(home: str, sitemaps: Iterable[str]) -> bytes:
    """`robots.txt`: every robot may read everything, and finds the `sitemaps` of `home`."""
    lines = ["User-agent: *", "Disallow:", *(f"Sitemap: {home}{path}" for path in sitemaps)]
    return "\n".join([*lines, ""]).encode()


def _addresses(edition: Edition, site: Site, home: str) -> Iterator[str]:
    """The entry of every page with articles."""
    yield _entry("url", home)
    for path, _published, updated in edition.moments():
        yield _entry("url", home + path, stamp(updated, site.zone))
    for lists in edition.lists.values():
        for path in lists:
            yield _entry("url", home + path)


def _entry(name: str, address: str, changed: str = "") -> str:
    lastmod = element("lastmod", changed) if changed else ""
    return f"{start(name)}{element('loc', address)}{lastmod}{end(name)}"


def _set(entries: str, more: Sequence[tuple[str, str]] = ()) -> bytes:
    head = start("urlset", {"xmlns": _SITEMAP, **dict(more)})
    return f"{HEAD}{head}{entries}{end('urlset')}".encode()


def _news(edition: Edition, site: Site, home: str) -> bytes:
    since = site.now - NEWS_AGE if site.now else None
    entries = []
    for number, (path, published, _updated) in enumerate(edition.moments()):
        if number == MOST_NEWS or (since and published < since):
            break
        entries += [
            start("url"),
            element("loc", home + path),
            start("news:news"),
            start("news:publication"),
            element("news:name", site.title),
            element("news:language", site.language),
            end("news:publication"),
            element("news:publication_date", stamp(published, site.zone)),
            element("news:title", edition.card(number).headline),
            end("news:news"),
            end("url"),
        ]
    return _set("".join(entries), [("xmlns:news", _NEWS)])
