"""Hugo export: YAML front matter, and the body in a form that Hugo shows exactly.

See `text.hugo_form`.
"""

import re
from collections.abc import Mapping
from typing import Any

from redaksi.domain.article import Photo, Related
from redaksi.domain.markdown_dialect import source
from redaksi.exporters.base import Sealed, Site
from redaksi.exporters.front_matter import front_matter
from redaksi.exporters.terms import terms
from redaksi.text.hugo_form import KEYS, written
from redaksi.text.plain_text import escaped

# The addresses that Hugo's own template for social networks can parse: any other address would
# stop the build of the whole site.
_ADDRESS = re.compile(
    r"https?://[\w.-]+(?::\d{1,5})?(?:[/?#](?:[^\s%<>\"\\^`{|}]|%[0-9A-Fa-f]{2})*)?"
)


def files(sealed: Sealed, name: str, site: Site) -> Mapping[str, bytes]:
    """One `.md` file; its front matter is described in `_matter`."""
    matter = front_matter(_matter(sealed, name, site))
    return {f"{name}.md": f"{matter}\n{written(source(sealed.text))}\n".encode()}


def _matter(sealed: Sealed, name: str, site: Site) -> dict[str, Any]:
    """The front matter, without empty values.

    Hugo reads the summary as Markdown. A rubric with several names comes from a site where copy
    has several categories. `images` holds addresses only, because Hugo's embedded templates
    (opengraph, twitter_cards, schema) fail on anything else. The pictures with caption and credit
    are in `photos`.
    """
    text = sealed.text
    values = (
        *(
            text.headline,
            sealed.published_at.astimezone(site.zone),
            sealed.sign_off.at.astimezone(site.zone),
            name,
        ),
        *(
            text.deck,
            written(escaped(text.deck)),
            text.byline,
            sealed.editor,
            text.dateline,
            text.source,
        ),
        *(terms(text.rubric.split(", ")), terms(text.tags)),
        [photo.url for photo in text.photos if _ADDRESS.fullmatch(photo.url)],
        [_photo(photo) for photo in text.photos],
        [_related(story) for story in text.related],
    )
    return {key: value for key, value in zip(KEYS, values, strict=True) if value}


def _photo(photo: Photo) -> dict[str, str]:
    return {
        "src": photo.url or photo.file,
        "alt": photo.alt,
        "caption": photo.caption,
        "credit": photo.credit,
    }


def _related(story: Related) -> dict[str, str]:
    return {"title": story.title, "url": story.url}
