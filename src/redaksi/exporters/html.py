"""HTML export: one page per article with its photos, without scripts, style sheets or fonts."""

from collections.abc import Mapping

from redaksi.domain.article import Photo
from redaksi.domain.markdown_dialect import source
from redaksi.exporters import notices, photo_files, words
from redaksi.exporters.base import Sealed, Site
from redaksi.exporters.markup import ShownPhoto, address, body, template
from redaksi.exporters.moments import spoken, stamp


def files(sealed: Sealed, name: str, site: Site) -> Mapping[str, bytes]:
    """One `.html` file."""
    page = template("article.html").render(
        text=sealed.text,
        words=words.of("id"),
        figures=[_figure(sealed, photo, site) for photo in sealed.text.photos],
        body=body(source(sealed.text)),
        editor=sealed.editor,
        published=(stamp(sealed.published_at, site.zone), spoken(sealed.published_at, site.zone)),
        notices=notices.lines(sealed, site),
        updated=(stamp(sealed.sign_off.at, site.zone), spoken(sealed.sign_off.at, site.zone)),
    )
    return {f"{name}.html": page.encode()}


def _figure(sealed: Sealed, photo: Photo, site: Site) -> ShownPhoto:
    found = photo_files.paths(sealed, photo, site)
    return ShownPhoto(photo, *found) if found else ShownPhoto(photo, address(photo.url))
