"""HTML export: one self-contained page per article, without scripts, style sheets or fonts."""

from collections.abc import Mapping

from redaksi.domain.markdown_dialect import source
from redaksi.exporters.base import Sealed, Site
from redaksi.exporters.markup import body, template
from redaksi.exporters.moments import spoken, stamp


def files(sealed: Sealed, name: str, site: Site) -> Mapping[str, bytes]:
    """One `.html` file."""
    page = template("article.html").render(
        text=sealed.text,
        body=body(source(sealed.text)),
        editor=sealed.editor,
        published=(stamp(sealed.published_at, site.zone), spoken(sealed.published_at, site.zone)),
        updated=(stamp(sealed.sign_off.at, site.zone), spoken(sealed.sign_off.at, site.zone)),
    )
    return {f"{name}.html": page.encode()}
