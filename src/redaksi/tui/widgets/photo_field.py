"""The field for the file of a photo: a path, which is typed, pasted or dropped there."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import UNSET, UnsetType

from redaksi import config
from redaksi.desk import Desk
from redaksi.desk.dropped_path import path_in
from redaksi.desk.photos import FoundPhoto
from redaksi.domain.article import Photo
from redaksi.errors import RedaksiError, about
from redaksi.i18n import _
from redaksi.tui.widgets.form_line import field_id
from redaksi.tui.widgets.line_field import LineField
from redaksi.tui.widgets.photo_preview import MOST
from redaksi.tui.widgets.remark import WRONG, remark

if TYPE_CHECKING:
    from textual.timer import Timer

SOON = 0.4
"""Seconds from a typed character until the picture is looked at."""


class PhotoField(LineField):
    """A field that looks at the picture of its path, in a thread.

    A name alone is not looked at: it names a file outside the newsroom.
    """

    def __init__(
        self, photo: Photo, desk: Desk, took: Callable[[FoundPhoto], None], field: str
    ) -> None:
        """`took` is called with the picture that was found; `field` is the name in the form."""
        self._desk = desk
        self._took = took
        self._field = field
        self._soon: Timer | None = None
        self._one_at_a_time = asyncio.Lock()
        self.picture: FoundPhoto | None = None
        """The picture of the present path, once it was looked at."""
        self._stored = photo
        self._is_dropped = False
        self._kept = {photo.file: photo.sha256}
        """The hashes of the pictures that were kept, by the names of their files."""
        hint = _("a path: type it, paste it or drop the file")
        super().__init__(photo.file, placeholder=hint, id=field_id(field))

    @property
    def path(self) -> str:
        """The path that the person typed or dropped; "" for none.

        A path that is stored may be anybody's: nothing is read from there.
        """
        return path_in(self.value) if self._is_dropped or self.value != self._stored.file else ""

    @property
    def is_awaited(self) -> bool:
        """Whether the picture of the present path was not found yet."""
        return bool(self.path) and self.picture is None

    @property
    def name_kept(self) -> str:
        """The name of the file, which a path does not change."""
        return self._stored.file if self.path else self.value

    @property
    def sha256_kept(self) -> str | UnsetType:
        """The hash of the kept picture that the present value stands for; a path changes none."""
        if self.name_kept == self._stored.file:
            return self._stored.sha256
        return self._kept.get(self.value, self._stored.sha256) if self.value.strip() else UNSET

    def show(self, photo: Photo, path: str = "") -> None:
        """Show the name of the file of `photo`, or the typed `path`.

        Without one, a path that is typed already and whose picture was not found stays.
        """
        stays = self.is_awaited and not path
        self._stored = photo
        self._kept[photo.file] = photo.sha256
        if not stays:
            self._is_dropped = False
            self.value = path or photo.file

    def drop(self, path: str) -> None:
        """Show `path`, which the person gave, and look at its picture in a moment."""
        self.value = path
        self._is_dropped = True
        self._look_soon()

    def watch_value(self, before: str, value: str) -> None:
        super().watch_value(before, value)
        self.picture, self._is_dropped = None, False
        if self.is_mounted:
            is_name = bool(value) and self.has_focus and not self.path and value not in self._kept
            hint = _("A name alone brings no picture: write the path of its file.")
            remark(self, hint if is_name else "")
            self._look_soon()

    def _look_soon(self) -> None:
        if self._soon:
            self._soon.stop()
        self._soon = self.set_timer(SOON, self._look) if self.path else None

    def take(self, text: str) -> None:
        if self.divert(text):
            return
        if path := path_in(text):
            self.drop(path)
            self._look()
        else:
            super().take(text)

    def accept(self, path: str, found: FoundPhoto) -> None:
        """Take the picture `found` in `path`."""
        self.drop(path)
        if self._soon:
            self._soon.stop()
        self.picture = found
        self._took(found)

    def _look(self) -> None:
        self.run_worker(self.settle(), exclusive=True)

    async def settle(self) -> RedaksiError | None:
        """Look at the picture of the present path, unless that was done; return its error."""
        if self._soon:
            self._soon.stop()
        async with self._one_at_a_time:
            path = self.path
            return await self._find(path) if self.is_awaited else None

    async def _find(self, path: str) -> RedaksiError | None:
        is_wrong = self.has_class(WRONG)  # the save marked it: the reason stays
        if not is_wrong:
            remark(self, _("Reading the picture …"))
        try:
            with about(self._field):
                found = await asyncio.to_thread(
                    self._desk.photos.find, config.expanded(path), MOST
                )
        except RedaksiError as error:
            if path == self.path:
                remark(self, f"{error.sentence} {error.hint}".strip(), wrong=is_wrong)
            return error
        if path == self.path:
            self.picture = found
            remark(self, "")
            self._took(found)
        return None

    async def keep(self) -> None:
        """Keep the picture that was found in the newsroom.

        Raises:
            StorageError: when it cannot be written.
        """
        if self.picture:
            await asyncio.to_thread(self._desk.photos.keep, self.picture)
