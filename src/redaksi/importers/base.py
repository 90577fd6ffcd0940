"""The result of an importer, which turns bytes into one piece of copy.

Importers use neither a store nor a clock.
"""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from redaksi.domain.article import Article, Text


class Comment(msgspec.Struct, frozen=True, kw_only=True):
    """A comment of a document by the person called `by`; "" for nobody named.

    `paragraph` is the place of its paragraph in the body, from 0; None for the whole article.
    """

    text: str
    by: str = ""
    paragraph: int | None = None


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of imported copy, already clean (`article.cleaned`).

    `format` is the name of the importer. `editor` is the editor named in the copy, or "". `remark`
    tells the person how the file was read. Only our own JSON sets `article`: the whole article as
    it was exported, as evidence of its history in another newsroom. `photos` tells where the
    files of its photos lie, by the hash of the original: paths that the file names, beside it.
    `pictures` holds the photos that the file itself contains, by the SHA-256 of their bytes in
    hexadecimal. `comments` are those of a document. `written` is the time of publication or of
    writing that the copy tells; without a zone, it is the newsroom's time.
    """

    text: Text
    format: str
    editor: str = ""
    remark: str = ""
    article: Article | None = None
    photos: Mapping[str, str] = {}
    pictures: Mapping[str, bytes] = {}
    comments: tuple[Comment, ...] = ()
    written: datetime | None = None
