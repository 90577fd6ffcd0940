"""Hugo's content files: YAML front matter and the body as Markdown that can start neither a shortcode nor HTML.

The price: inside marks for code, `{` shows as `&#123;` and `<b` as `&lt;b`.
"""

import re
import sys
from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Any

import yaml

from redaksi.article import Photo, Related
from redaksi.exporters.base import Sealed
from redaksi.exporters.markdown import source

# `{` opens shortcodes, and attributes of headings and code, of which a wrong one stops the whole site; `<` counts where
# it could open a tag, a comment or the like, not where it opens a link such as <https://example.org>.
_TAG = re.compile(r"<(?=[A-Za-z/!?])(?!https?://[^\s<>]*>)")
# What Hugo's own template for social networks can parse: an address that it cannot would stop the whole site.
_ADDRESS = re.compile(r"https?://[\w.-]+(?::\d{1,5})?(?:[/?#](?:[^\s%<>\"\\^`{|}]|%[0-9A-Fa-f]{2})*)?")


def files(sealed: Sealed, name: str, zone: tzinfo) -> Mapping[str, bytes]:
    """One `.md` file. Its front matter is described in `_matter`."""
    # Not safe_dump itself, which takes no representer; the dumper below is the safe one with two of its own.
    matter = yaml.dump(
        _matter(sealed, name, zone), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=sys.maxsize
    )
    body = _TAG.sub("&lt;", source(sealed.text)).replace("{", "&#123;")
    return {f"{name}.md": f"---\n{matter}---\n\n{body}\n".encode()}


def _matter(sealed: Sealed, name: str, zone: tzinfo) -> dict[str, Any]:
    """The front matter; what the article does not have is left out.

    `images` holds addresses only, since Hugo's embedded templates (opengraph, twitter_cards, schema) fail on anything
    else; the pictures with caption and credit are in `photos`.
    """
    text = sealed.text
    fields = {
        "title": text.headline,
        "date": sealed.published_at.astimezone(zone),
        "lastmod": sealed.sign_off.at.astimezone(zone),
        "slug": name,
        "description": text.deck,
        "summary": text.deck,
        "author": text.byline,
        "editor": sealed.editor,
        "dateline": text.dateline,
        "source": text.source,
        "categories": [text.rubric] if text.rubric else [],
        "tags": list(text.tags),
        "images": [photo.url for photo in text.photos if _ADDRESS.fullmatch(photo.url)],
        "photos": [_photo(photo) for photo in text.photos],
        "related": [_related(story) for story in text.related],
    }
    return {key: value for key, value in fields.items() if value}


def _photo(photo: Photo) -> dict[str, str]:
    return {"src": photo.url or photo.file, "alt": photo.alt, "caption": photo.caption, "credit": photo.credit}


def _related(story: Related) -> dict[str, str]:
    return {"title": story.title, "url": story.url}


class _Dumper(yaml.SafeDumper):
    """Quotes all but plain words: Hugo reads YAML 1.2, and PyYAML, of 1.1, does not know all its numbers (`1e3`)."""

    def ignore_aliases(self, data: Any) -> bool:
        return True  # the same moment twice (date, lastmod) is written twice


def _string(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None if text.isidentifier() else "'" if text.isprintable() else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _time(dumper: yaml.SafeDumper, at: datetime) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", at.isoformat("T", "seconds"))


_Dumper.add_representer(str, _string)
_Dumper.add_representer(datetime, _time)
