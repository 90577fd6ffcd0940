"""Hugo export: YAML front matter, and the body in a form that Hugo shows exactly.

See `text.hugo_form`.
"""

import re
from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

from redaksi.domain.article import Photo, PublishedNotice, Related
from redaksi.domain.markdown_dialect import PARSER, source
from redaksi.exporters import photo_files
from redaksi.exporters.base import Sealed, Site
from redaksi.exporters.front_matter import front_matter
from redaksi.exporters.moments import spoken
from redaksi.exporters.notices import LABELS
from redaksi.exporters.terms import terms
from redaksi.text.hugo_form import KEYS, notice, written
from redaksi.text.plain_text import escaped

# The addresses that Hugo's own template for social networks can parse: any other address would
# stop the build of the whole site.
_ADDRESS = re.compile(
    r"https?://[\w.-]+(?::\d{1,5})?(?:[/?#](?:[^\s%<>\"\\^`{|}]|%[0-9A-Fa-f]{2})*)?"
)


def files(sealed: Sealed, name: str, site: Site) -> Mapping[str, bytes]:
    """One `.md` file; its front matter is described in `_matter`."""
    matter = front_matter(_matter(sealed, name, site))
    return {f"{name}.md": f"{matter}\n{written(_content(sealed, site.zone))}\n".encode()}


def _content(sealed: Sealed, zone: tzinfo) -> str:
    """The body and, below it, the notices; a theme shows its summary from the beginning."""
    body = source(sealed.text)
    notices = [
        notice(LABELS[one.kind], spoken(one.at, zone), one.sentence) for one in sealed.notices
    ]
    return "\n\n".join([_closed(body), *notices]) if notices else body


def _closed(markdown: str) -> str:
    """`markdown` with an end for a last block of code that has none."""
    last = PARSER.parse(f"{markdown}\n\n.")[-1]
    return f"{markdown}\n{last.markup}" if last.type == "fence" else markdown


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
        [_photo(sealed, photo, site) for photo in text.photos],
        [_related(story) for story in text.related],
        [_notice(one, site.zone) for one in sealed.notices],
    )
    return {key: value for key, value in zip(KEYS, values, strict=True) if value}


def _photo(sealed: Sealed, photo: Photo, site: Site) -> dict[str, str]:
    """The photo for the front matter: `src` is a path below the output folder, or an address.

    A photo without either has the name of its file as `file`, which is no link.
    """
    found = photo_files.paths(sealed, photo, site)
    src = found.jpeg if found else photo.url
    return {
        **({"src": src} if src or not photo.file else {"file": photo.file}),
        **({"webp": found.webp} if found else {}),
        "alt": photo.alt,
        "caption": photo.caption,
        "credit": photo.credit,
    }


def _related(story: Related) -> dict[str, str]:
    return {"title": story.title, "url": story.url}


def _notice(notice: PublishedNotice, zone: tzinfo) -> dict[str, Any]:
    return {
        "kind": notice.kind.value,
        "date": notice.at.astimezone(zone),
        "sentence": notice.sentence,
    }
