"""The messages between this program and the child process that decodes pictures."""

import msgspec


class Task(msgspec.Struct, frozen=True):
    """A picture in `data`, to be made ready with sides of at most `longest` pixels.

    With 0 as `longest` it is only looked at, and made small if `preview` is the most pixels of a
    preview, in width and height.
    """

    data: bytes
    longest: int = 0
    preview: tuple[int, int] | None = None


class Thumbnail(msgspec.Struct, frozen=True):
    """A small picture: its sides in pixels, and its rows from the top, 3 bytes for each pixel."""

    width: int
    height: int
    rgb: bytes


class PictureFacts(msgspec.Struct, frozen=True, tag=True):
    """The name of the picture's format, its sides in pixels as people see it, and its words.

    The words are those of IPTC and XMP, exactly as they are in the picture.
    """

    format: str
    width: int
    height: int
    caption: str = ""
    credit: str = ""
    alt: str = ""
    preview: Thumbnail | None = None


class WebFiles(msgspec.Struct, frozen=True, tag=True):
    """The picture as a JPEG and a WebP file, without metadata; its sides in pixels."""

    width: int
    height: int
    jpeg: bytes
    webp: bytes


class Undecodable(msgspec.Struct, frozen=True, tag=True):
    """The picture is not taken: `why` is "format", "broken", "pixels" or "memory"."""

    why: str


Reply = PictureFacts | WebFiles | Undecodable
