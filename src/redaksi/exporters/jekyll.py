"""Jekyll export: posts with YAML front matter, and the whole article as HTML.

Jekyll reads Markdown by kramdown, which differs from CommonMark in lists, tables, quotation marks
and more. A post in HTML shows exactly what our own page shows.
"""

from collections.abc import Mapping
from html import escape
from typing import Any

from redaksi.exporters import pictures, story
from redaksi.exporters.base import Sealed, Site
from redaksi.exporters.front_matter import front_matter
from redaksi.exporters.terms import terms


def files(sealed: Sealed, name: str, site: Site) -> Mapping[str, bytes]:
    """One post, `DATE-NAME.html`: Jekyll takes the date from the name of the file."""
    day = sealed.published_at.astimezone(site.zone)
    # A brace could open a tag of Liquid, which Jekyll runs in every post.
    content = story.html(sealed, site, top="/").replace("{", "&#123;")
    post = f"{front_matter(_matter(sealed, name, site))}{content}"
    return {f"{day:%Y-%m-%d}-{name}.html": post.encode()}


def _matter(sealed: Sealed, name: str, site: Site) -> dict[str, Any]:
    """The front matter, without empty values.

    All are plain text but `excerpt`, which themes show as HTML. `description`, `image` and
    `last_modified_at` are the words of Jekyll's own plugins for search engines and feeds.
    """
    text = sealed.text
    shown = next(pictures.of(sealed, site, top="/"), None)
    image = {"path": shown.url, "alt": shown.alt or shown.caption} if shown else {}
    values = {
        "layout": "post",
        "title": text.headline,
        "date": sealed.published_at.astimezone(site.zone),
        "last_modified_at": sealed.sign_off.at.astimezone(site.zone),
        "slug": name,
        "description": text.deck,
        "excerpt": escape(text.deck),
        "author": text.byline,
        "editor": sealed.editor,
        "dateline": text.dateline,
        "source": text.source,
        "categories": _categories(text.rubric),
        "tags": terms(text.tags),
        "image": image,
    }
    return {key: value for key, value in values.items() if value}


def _categories(rubric: str) -> list[str]:
    """The names of `rubric`, which Jekyll writes into addresses.

    It would drop a full stop before a slash, and the slash with it.
    """
    names = (name.rstrip(". ") for name in terms(rubric.split(", ")))
    return list(dict.fromkeys(filter(None, names)))
