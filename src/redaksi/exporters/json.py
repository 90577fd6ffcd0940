"""JSON export, without loss: the article with its signed-off text, for other newsrooms."""

from collections.abc import Mapping

import msgspec
from msgspec.structs import replace

from redaksi.domain.article import Stage
from redaksi.exporters import photo_files
from redaksi.exporters.base import Sealed, Site


def files(sealed: Sealed, name: str, site: Site) -> Mapping[str, bytes]:
    """One `.json` file: `{"redaksi": 1, "article": ..., "photos": {...}}`.

    The article's text is the one that was signed off. The notice of a newer draft stays here.
    `photos` tells the path of each photo that has files beside this one, by the hash of its
    original.
    """
    article = replace(sealed.article, stage=Stage.PUBLISHED, text=sealed.text, notice=None)
    if sealed.article.text.body != sealed.text.body:
        # A newer draft is in progress, and the paragraph ids belong to that draft.
        article = replace(article, paragraph_ids=())
    found = {
        photo.attachment: paths.jpeg
        for photo in sealed.text.photos
        if (paths := photo_files.paths(sealed, photo, site))
    }
    photos = {"photos": found} if found else {}
    document = msgspec.json.encode(
        {"redaksi": 1, "article": article, **photos}, order="deterministic"
    )
    return {f"{name}.json": msgspec.json.format(document, indent=2) + b"\n"}
