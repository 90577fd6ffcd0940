"""Atom export (RFC 4287): the newest articles, each as a whole."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from redaksi.exporters import links, pictures, story
from redaksi.exporters.base import Sealed, Site
from redaksi.exporters.elements import HEAD, element, end, start
from redaksi.exporters.moments import stamp
from redaksi.exporters.newest import newest, updated

FILE = "atom.xml"


def collection(articles: Iterable[Sealed], site: Site) -> Iterator[tuple[str, bytes]]:
    """The file `atom.xml`."""
    entries = newest(articles)
    yield FILE, "".join(_head(site, updated(entries))).encode()
    for sealed in entries:
        yield FILE, "".join(_entry(sealed, site)).encode()
    yield FILE, end("feed").encode()


def _head(site: Site, at: datetime) -> Iterator[str]:
    home = links.home(site)
    yield HEAD
    yield start("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": site.language})
    yield element("id", links.site_id(site))
    yield element("title", site.title)
    yield element("updated", stamp(at, site.zone))
    if home:
        yield element("link", attributes={"rel": "alternate", "type": "text/html", "href": home})
        here = {"rel": "self", "type": "application/atom+xml", "href": home + FILE}
        yield element("link", attributes=here)
    yield _person("author", site.title)
    yield element("generator", "Redaksi")


def _entry(sealed: Sealed, site: Site) -> Iterator[str]:
    text = sealed.text
    yield start("entry")
    yield element("id", links.permanent_id(sealed, site))
    yield element("title", text.headline)
    page = {"rel": "alternate", "type": "text/html", "href": links.page(sealed, site)}
    yield element("link", attributes=page)
    yield element("published", stamp(sealed.published_at, site.zone))
    yield element("updated", stamp(sealed.sign_off.at, site.zone))
    if text.byline:
        yield _person("author", text.byline)
    if sealed.editor:
        yield _person("contributor", sealed.editor)
    for label in story.labels(text):
        yield element("category", attributes={"term": label})
    for picture in pictures.of(sealed, site):
        yield element("link", attributes=_enclosure(picture))
    if text.deck:
        yield element("summary", text.deck)
    yield element("content", story.html(sealed, site), {"type": "html"})
    yield end("entry")


def _person(role: str, name: str) -> str:
    return f"<{role}>{element('name', name).rstrip()}</{role}>\n"


def _enclosure(picture: pictures.Enclosure) -> dict[str, str]:
    title = {"title": picture.title} if picture.title else {}
    return {"rel": "enclosure", "type": picture.type, "href": picture.url, **title}
