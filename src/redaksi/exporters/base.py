"""What an exporter gets and gives: a sealed article in, the content of its files out. Exporters know no store."""

from collections.abc import Mapping
from datetime import tzinfo
from typing import Protocol

import msgspec

from redaksi.article import Article, SignOff, Text


class Sealed(msgspec.Struct, frozen=True, kw_only=True):
    """What leaves the newsroom: the last sealed text, its sign-off, and the article it belongs to (with its slug).

    `article.text` may already be a newer draft: exporters read `text` only.
    """

    article: Article
    text: Text
    sign_off: SignOff


class Exporter(Protocol):
    """One format: the files of one article as relative path to bytes. Each module of a format is one."""

    def files(self, sealed: Sealed, name: str, zone: tzinfo) -> Mapping[str, bytes]:
        """The files of SEALED, by path below the output folder; times are written in ZONE.

        NAME is the file name without suffix: safe, and no other article's.
        """
