"""A photo in half cells: each character shows two pixels, one above the other."""

import asyncio
from itertools import zip_longest

from textual.color import Color
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from redaksi.desk import Desk, wording
from redaksi.domain.article import Photo
from redaksi.errors import RedaksiError
from redaksi.pictures.exchange import PictureFacts, Thumbnail

MOST = (36, 20)
"""The most pixels of a preview, in width and height: 10 lines."""


class PhotoPreview(Static):
    """The picture of a photo, with its format and sides; empty without one."""

    class Grown(Message):
        """The preview has another height."""

    def __init__(self, photo: Photo, desk: Desk) -> None:
        super().__init__("", classes="photo-preview", markup=False)
        self._photo = photo
        self._desk = desk
        self._shown = ""
        """The hash of the shown picture."""

    def on_show(self) -> None:
        """Look at the stored picture when it can be seen for the first time."""
        if self._photo.attachment != self._shown:
            self.run_worker(self._look(self._photo), exclusive=True)

    def follow(self, photo: Photo) -> None:
        """Show the stored picture of `photo` from now on."""
        self._photo = photo
        if not photo.attachment:
            self._shown = ""
            self.update("")
        elif self.is_on_screen:
            self.on_show()

    async def _look(self, photo: Photo) -> None:
        self._shown = photo.attachment
        try:
            facts = await asyncio.to_thread(self._desk.photos.look, photo, MOST)
        except RedaksiError as error:
            self.update(error.sentence)
        else:
            self.show(facts, photo.attachment)

    def show(self, facts: PictureFacts, sha256: str, size: int = 0) -> None:
        """Show the picture `sha256` with `facts`, whose file has `size` bytes (0: not told)."""
        told = [facts.format, f"{wording.number(facts.width)} × {wording.number(facts.height)}"]
        told += [wording.size(size)] if size else []
        picture = [half_cells(facts.preview)] if facts.preview else []
        self._shown = sha256
        self.update(Content("\n").join([Content(" · ".join(told)), *picture]))
        self.post_message(self.Grown())


def half_cells(preview: Thumbnail) -> Content:
    """`preview` in characters."""
    step = 3 * preview.width
    rows = [preview.rgb[start : start + step] for start in range(0, len(preview.rgb), step)]
    return Content("\n").join(
        Content.assemble(
            *(Content.styled("▀", _style(upper, lower, at)) for at in range(0, step, 3))
        )
        for upper, lower in zip_longest(rows[::2], rows[1::2])
    )


def _style(upper: bytes, lower: bytes | None, at: int) -> Style:
    """The colours of the two pixels at the byte `at` of their rows."""
    below = Color(*lower[at : at + 3]) if lower else None
    return Style(foreground=Color(*upper[at : at + 3]), background=below)
