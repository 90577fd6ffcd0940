"""The photos while one writes: a picture that is dropped anywhere is one of them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from redaksi import config
from redaksi.desk.dropped_path import pictures_in
from redaksi.errors import NotFound
from redaksi.i18n import _
from redaksi.tui.commands.editing import Save, Switch
from redaksi.tui.commands.photos import TakeOut
from redaksi.tui.widgets.manuscript import PARTICULARS, Manuscript
from redaksi.tui.widgets.photo_preview import MOST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from redaksi.tui.desk_screen import DeskScreen
    from redaksi.tui.widgets.photo_fields import PhotoFields
    from redaksi.tui.widgets.photo_list import PhotoList


class WritingPhotos:
    """Does the commands on photos, and takes the pictures that are dropped on the text."""

    def __init__(self, screen: DeskScreen[Any]) -> None:
        self._screen = screen

    def begin(self) -> None:
        """Take the pictures that are dropped on headline and body."""
        manuscript = self._screen.query_one(Manuscript)
        manuscript.headline.divert = manuscript.body.divert = self._take

    @property
    def _photos(self) -> PhotoList:
        return self._screen.query_one(Manuscript).form.photos

    @property
    def here(self) -> PhotoFields | None:
        """The photo at the cursor."""
        return self._photos.of(self._screen.focused)

    def _take(self, pasted: str) -> bool:
        """Whether `pasted` on the text names pictures: they become photos of the article."""
        paths = pictures_in(pasted)
        if paths:
            self._screen.run_worker(self._attach(paths), exit_on_error=False)
        return bool(paths)

    async def _attach(self, paths: Sequence[str]) -> None:
        """Show the pictures in `paths` in the particulars, and say so; the focus stays.

        Raises:
            RedaksiError: when one cannot be read; those before it are taken.
        """
        photos, find = self._photos, self._screen.desk.photos.find
        told: list[str] = []
        try:
            for path in paths:
                found = await asyncio.to_thread(find, config.expanded(path), MOST)
                number = await photos.attach(path, found)
                sentence = _("{file} is photo {number}.")
                told.append(sentence.format(file=found.name, number=number))
        finally:
            if told:
                keys = {"save": Save.key(), "particulars": Switch.key(), "out": TakeOut.key()}
                told.append(
                    _("{save} keeps it; {particulars} shows it, {out} there takes it out.").format(
                        **keys
                    )
                )
                self._screen.host.say(" ".join(told))

    async def do_addphoto(self) -> None:
        group = await self._photos.add()
        self._screen.query_one(Manuscript).active = PARTICULARS
        group.take_focus()
        self._show(group)  # the fields have no place yet when the focus comes

    def do_takeout(self) -> None:
        self._photos.turn_out(self._at_cursor())

    def do_photoup(self) -> None:
        self._move(-1)

    def do_photodown(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        group = self._at_cursor()
        if self._photos.move(group, step):
            self._show(group)
        else:
            self._screen.host.say(
                _("This is the last photo.") if step > 0 else _("This is the first photo.")
            )

    def _show(self, group: PhotoFields) -> None:
        """Bring all fields of `group` into view."""
        self._screen.call_after_refresh(group.scroll_visible, animate=False)

    def _at_cursor(self) -> PhotoFields:
        """The photo at the cursor.

        Raises:
            NotFound: when the cursor is on no photo.
        """
        if here := self.here:
            return here
        raise NotFound(
            _("The cursor is on no photo."), _("Go to a photo of the particulars first.")
        )
