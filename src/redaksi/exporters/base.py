"""The interface of exporters: signed-off articles in, the content of files out.

Exporters do not read the store.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import NamedTuple, Protocol, runtime_checkable

import msgspec

from redaksi.domain.article import Article, Photo, PublishedNotice, SignOff, Stage, Text
from redaksi.pictures.renditions import Rendition


class Sealed(msgspec.Struct, frozen=True, kw_only=True):
    """The text to be exported: the last signed-off text, its sign-off and its article.

    Exporters read `text` only, because `article.text` may already be a newer draft. The slug comes
    from `article`.
    """

    article: Article
    text: Text
    sign_off: SignOff

    @property
    def published_at(self) -> datetime:
        """When the article was first published; `sign_off.at` is when this text was signed off."""
        return self.article.published_at or self.sign_off.at

    @property
    def editor(self) -> str:
        """The person responsible for the published text.

        It is the editor of the stage published, else the person who signed the text off.
        """
        return self.article.editor(Stage.PUBLISHED) or self.sign_off.editor

    @property
    def notices(self) -> tuple[PublishedNotice, ...]:
        """The notices about changes that stand with the text, the newest first.

        Every format shows each with its kind and its time (see `PublishedNotice`). A sentence is
        plain text.
        """
        return self.sign_off.notices


def no_renditions(_photo: Photo) -> Rendition | None:
    """The renditions of a publication without photos of its own."""
    return None


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """The publication that the articles belong to; its times are written in `zone`.

    `url` is its address without a slash at the end, or "": then links are relative. `uuid` is the
    newsroom's, in 32 hexadecimal digits: ids of articles are made of it where there is no address.
    `language` is that of the articles (id, en). `now` is the time of the export. `templates` are
    the house's own templates and style of the format `site`, by file name.

    `rendition` gives a photo of an article as it leaves; None when its bytes are not in the
    newsroom. An exporter asks for it when it has the article, and writes only links: the files
    are at the paths of `photo_files`.
    """

    zone: tzinfo
    url: str = ""
    title: str = "Redaksi"
    uuid: str = ""
    language: str = "id"
    now: datetime | None = None
    templates: Mapping[str, str] = {}
    rendition: Callable[[Photo], Rendition | None] = no_renditions


@runtime_checkable
class ArticleExporter(Protocol):
    """A format with files of its own for each article; a module implements this protocol."""

    def files(self, sealed: Sealed, name: str, site: Site) -> Mapping[str, bytes]:
        """The files of `sealed`: content in bytes by path below the output folder.

        `name` is the file name without suffix; it is safe, and unique among the articles.
        """


@runtime_checkable
class CollectionExporter(Protocol):
    """A format with files about all articles of a run; a module implements this protocol."""

    def collection(self, articles: Iterable[Sealed], site: Site) -> Iterator[tuple[str, bytes]]:
        """The files about `articles`, in parts: the path below the output folder, and bytes.

        All parts of a file come one after another. `articles` is a stream that is read once; it
        has at least one article, and each article only once. An archive does not fit into memory,
        so a part is yielded as soon as it is complete.
        """


class FolderFile(NamedTuple):
    """A file of a whole folder; without `content` it stays as it is.

    `made_of` is the hash of everything that it is made of; "" for a file that is always made anew.
    `article` is the id of the article that it is about, or "".
    """

    path: str
    made_of: str
    content: bytes | None = None
    article: str = ""


@runtime_checkable
class FolderExporter(Protocol):
    """A format whose files make up the whole folder, such as a website; a module implements it.

    Files of an earlier run that are about no single article, and are no pages any more, are
    removed. The page of an article stays until the article is withdrawn.
    """

    def pages(
        self, articles: Iterable[Sealed], site: Site, is_current: Callable[[str, str], bool]
    ) -> Iterator[FolderFile]:
        """Every file of the folder, each once.

        `articles` is a stream that is read once. `is_current` tells whether the file at a path is
        still as it was when it was made of the same, so that it need not be made again.
        """

    def remarks(self, site: Site) -> Sequence[str]:
        """What the folder lacks by the settings of `site`, a sentence each."""


Exporter = ArticleExporter | CollectionExporter | FolderExporter
