"""JSON export, without loss: the article with its signed-off text, for other newsrooms."""

from collections.abc import Mapping

import msgspec
from msgspec.structs import replace

from redaksi.domain.article import Stage
from redaksi.exporters.base import Sealed, Site


def files(sealed: Sealed, name: str, site: Site) -> Mapping[str, bytes]:
    """One `.json` file: `{"redaksi": 1, "article": ...}`.

    The article's text is the one that was signed off. The notice of a newer draft stays here.
    """
    article = replace(sealed.article, stage=Stage.PUBLISHED, text=sealed.text, notice=None)
    if sealed.article.text.body != sealed.text.body:
        # A newer draft is in progress, and the paragraph ids belong to that draft.
        article = replace(article, paragraph_ids=())
    document = msgspec.json.encode({"redaksi": 1, "article": article}, order="deterministic")
    return {f"{name}.json": msgspec.json.format(document, indent=2) + b"\n"}
