"""What an exporter gets and gives: a sealed article in, the content of its files out.

Exporters know no store.
"""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Protocol

import msgspec

from redaksi.domain.article import Article, SignOff, Stage, Text


class Sealed(msgspec.Struct, frozen=True, kw_only=True):
    """What leaves the newsroom: the last sealed text, its sign-off, and the article it belongs
    to (with its slug).

    `article.text` may already be a newer draft: exporters read `text` only.
    """

    article: Article
    text: Text
    sign_off: SignOff

    @property
    def published_at(self) -> datetime:
        """When the article first went out; `sign_off.at` is when this text did."""
        return self.article.published_at or self.sign_off.at

    @property
    def editor(self) -> str:
        """Who answers for the published text: the editor of that stage, else whoever signed it
        off.
        """
        return self.article.editor(Stage.PUBLISHED) or self.sign_off.editor


class Exporter(Protocol):
    """One format: the files of one article as relative path to bytes.

    Each module of a format is one.
    """

    def files(self, sealed: Sealed, name: str, zone: tzinfo) -> Mapping[str, bytes]:
        """The files of `sealed`, by path below the output folder; times are written in `zone`.

        `name` is the file name without suffix: safe, and no other article's.
        """
