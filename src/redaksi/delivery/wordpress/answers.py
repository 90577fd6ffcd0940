"""The answers of WordPress, with the fields that Redaksi reads.

Reference: https://developer.wordpress.org/rest-api/reference/
"""

from typing import Any, TypeVar

import msgspec

from redaksi.domain.harmless import harmless

_Answer = TypeVar("_Answer")


class PostField(msgspec.Struct, frozen=True):
    """A field of a post: as it is stored (only in the context `edit`), and as HTML."""

    body: str = msgspec.field(name="raw", default="")
    text: str = msgspec.field(name="rendered", default="")
    protected: bool = False


class Term(msgspec.Struct, frozen=True):
    """A category or a tag."""

    id: int = 0
    name: str = ""


class Media(msgspec.Struct, frozen=True):
    """An attachment: a photo."""

    id: int = 0
    slug: str = ""
    source_url: str = ""


class Post(msgspec.Struct, frozen=True):
    """A post."""

    id: int
    status: str = ""
    slug: str = ""
    link: str = ""
    date_gmt: str | None = None
    title: PostField = PostField()
    content: PostField = PostField()
    excerpt: PostField = PostField()
    featured_media: int = 0
    categories: tuple[int, ...] = ()
    tags: tuple[int, ...] = ()


class User(msgspec.Struct, frozen=True):
    """A user; `capabilities` is what their role allows (only for oneself)."""

    id: int
    slug: str = ""
    roles: tuple[str, ...] = ()
    capabilities: dict[str, Any] = {}


class ApiIndex(msgspec.Struct, frozen=True):
    """The description of an API."""

    namespaces: tuple[str, ...] = ()
    authentication: Any = None


class Failure(msgspec.Struct, frozen=True):
    """Why a request failed."""

    code: str = ""
    message: str = ""
    data: Any = None

    @property
    def term(self) -> int:
        """The id of the term that exists already; 0 in other failures."""
        number = self.data.get("term_id", 0) if isinstance(self.data, dict) else 0
        return number if isinstance(number, int) else 0


def decoded(content: bytes, kind: type[_Answer]) -> _Answer:
    """`content` as a `kind`, with every string in it clean.

    Raises:
        ValueError: when the content is no JSON, of another form, or nested too deeply.
    """
    try:
        return harmless(msgspec.json.decode(content, type=kind))
    except (msgspec.MsgspecError, RecursionError) as error:
        raise ValueError(str(error)) from error
