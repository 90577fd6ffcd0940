"""The result of an importer, which turns bytes into one piece of copy.

Importers use neither a store nor a clock.
"""

from collections.abc import Mapping

import msgspec

from redaksi.domain.article import Article, Text


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of imported copy, already clean (`article.cleaned`).

    `format` is the name of the importer. `editor` is the editor named in the copy, or "". `remark`
    tells the person how the file was read. Only our own JSON sets `article`: the whole article as
    it was exported, as evidence of its history in another newsroom. `photos` tells where the
    files of its photos lie, by the hash of the original: paths that the file names, beside it.
    """

    text: Text
    format: str
    editor: str = ""
    remark: str = ""
    article: Article | None = None
    photos: Mapping[str, str] = {}
