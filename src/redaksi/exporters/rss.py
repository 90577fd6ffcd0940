"""RSS 2.0 export: the newest articles, each as a whole.

RSS has no words for the whole text, for the byline, and for captions. They are in elements of
other vocabularies that readers know: Content, Dublin Core, Media RSS, Atom.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from email.utils import format_datetime
from html import escape

from redaksi.exporters import links, pictures, story
from redaksi.exporters.base import Sealed, Site
from redaksi.exporters.elements import HEAD, element, end, start
from redaksi.exporters.moments import stamp
from redaksi.exporters.newest import newest, updated

FILE = "rss.xml"

_RSS = {
    "version": "2.0",
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}


def collection(articles: Iterable[Sealed], site: Site) -> Iterator[tuple[str, bytes]]:
    """The file `rss.xml`."""
    items = newest(articles)
    yield FILE, "".join(_head(site, updated(items))).encode()
    for sealed in items:
        yield FILE, "".join(_item(sealed, site)).encode()
    yield FILE, (end("channel") + end("rss")).encode()


def _head(site: Site, at: datetime) -> Iterator[str]:
    home = links.home(site)
    yield HEAD
    yield start("rss", _RSS)
    yield start("channel")
    yield element("title", site.title)
    yield element("link", home or "./")
    yield element("description", site.title)  # RSS wants one, and a newsroom has a title only
    yield element("language", site.language)
    yield element("lastBuildDate", format_datetime(at.astimezone(site.zone)))
    yield element("generator", "Redaksi")
    if home:
        here = {"rel": "self", "type": "application/rss+xml", "href": home + FILE}
        yield element("atom:link", attributes=here)


def _item(sealed: Sealed, site: Site) -> Iterator[str]:
    text = sealed.text
    yield start("item")
    yield element("title", text.headline)
    yield element("link", links.page(sealed, site))
    is_link = "true" if links.home(site) else "false"
    yield element("guid", links.permanent_id(sealed, site), {"isPermaLink": is_link})
    yield element("pubDate", format_datetime(sealed.published_at.astimezone(site.zone)))
    yield element("atom:updated", stamp(sealed.sign_off.at, site.zone))
    if text.byline:
        yield element("dc:creator", text.byline)
    for label in story.labels(text):
        yield element("category", label)
    if text.deck:
        yield element("description", escape(text.deck, quote=False))  # it is HTML
    yield element("content:encoded", story.html(sealed, site))
    yield from _media(list(pictures.of(sealed, site)))
    yield end("item")


def _media(shown: list[pictures.Enclosure]) -> Iterator[str]:
    """The first picture as the enclosure, of which RSS allows one, and all as Media RSS."""
    for picture in shown[:1]:
        # The length is asked for; 0 says that nobody measured the file.
        enclosure = {"url": picture.url, "length": "0", "type": picture.type}
        yield element("enclosure", attributes=enclosure)
    for picture in shown:
        content = {"url": picture.url, "type": picture.type, "medium": "image"}
        yield start("media:content", content)
        if picture.alt:
            yield element("media:title", picture.alt)
        if picture.caption:
            yield element("media:description", picture.caption)
        if picture.credit:
            yield element("media:credit", picture.credit)
        yield end("media:content")
