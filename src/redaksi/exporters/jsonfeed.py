"""JSON Feed 1.1 export: the newest articles, each as a whole (https://www.jsonfeed.org)."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from redaksi.exporters import links, pictures, story
from redaksi.exporters.base import Sealed, Site
from redaksi.exporters.moments import stamp
from redaksi.exporters.newest import newest

FILE = "feed.json"


def collection(articles: Iterable[Sealed], site: Site) -> Iterator[tuple[str, bytes]]:
    """The file `feed.json`."""
    home = links.home(site)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": site.title,
        "home_page_url": home,
        "feed_url": home and home + FILE,
        "language": site.language,
        "authors": [{"name": site.title}],
        "items": [_item(sealed, site) for sealed in newest(articles)],
    }
    yield FILE, msgspec.json.format(msgspec.json.encode(_filled(feed)), indent=1) + b"\n"


def _item(sealed: Sealed, site: Site) -> dict[str, Any]:
    text = sealed.text
    shown = [one for one in pictures.of(sealed, site) if ":" in one.url]  # whole ones
    item = {
        "id": links.permanent_id(sealed, site),
        # An address must be a whole one here.
        "url": links.page(sealed, site) if links.home(site) else "",
        "title": text.headline,
        "summary": text.deck,
        "date_published": stamp(sealed.published_at, site.zone),
        "date_modified": stamp(sealed.sign_off.at, site.zone),
        "authors": [{"name": text.byline}] if text.byline else [],
        "tags": story.labels(text),
        "image": shown[0].url if shown else "",
        "attachments": [_attachment(picture) for picture in shown],
        "_redaksi": _filled(
            {
                "editor": sealed.editor,
                "dateline": text.dateline,
                "source": text.source,
                "rubric": text.rubric,
            }
        ),
    }
    return {**_filled(item), "content_html": story.html(sealed, site)}


def _attachment(picture: pictures.Enclosure) -> dict[str, str]:
    return _filled({"url": picture.url, "mime_type": picture.type, "title": picture.title})


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    """`values` without the empty ones."""
    return {key: value for key, value in values.items() if value}
