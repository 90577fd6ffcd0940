"""What an importer gives: bytes in, one piece of copy out.

Importers know no store and no clock.
"""

import msgspec

from redaksi.domain.article import Article, Text


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of copy as it arrived, already clean (`article.cleaned`).

    `format` names the importer. `editor` is the editor named in the copy, "" if none. `remark` is
    what the person should know about how the file was read. `article` is set only by our own JSON:
    the whole article as it was exported, which is evidence of its past elsewhere.
    """

    text: Text
    format: str
    editor: str = ""
    remark: str = ""
    article: Article | None = None
