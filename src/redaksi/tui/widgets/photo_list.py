"""The photos of an article in the form, in their order; the first one leads."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget

from redaksi.desk import Desk
from redaksi.desk.dropped_path import pictures_in
from redaksi.desk.photos import FoundPhoto, check_new, place_of
from redaksi.domain.article import Photo
from redaksi.errors import BadInput, RedaksiError, about
from redaksi.tui.widgets.completion import Memory
from redaksi.tui.widgets.photo_fields import PhotoFields
from redaksi.tui.widgets.photo_preview import PhotoPreview

Photos = tuple[Photo, ...]
Typed = tuple[tuple[Photo, str], ...]
"""Photos, each with the path of a new picture as the person typed it; "" for none."""


class PhotoList(Vertical):
    """The fields of each photo; without a photo, empty fields for the first."""

    class Rearranged(Message):
        """A photo was moved, taken out or brought back."""

    def __init__(self, photos: Photos, desk: Desk, memory: Memory) -> None:
        super().__init__()
        self._desk = desk
        self._memory = memory
        self._count = 0
        self._groups: list[PhotoFields] = []
        for photo in photos or (Photo(),):
            self._make(photo)

    def compose(self) -> ComposeResult:
        yield from self._groups

    def on_mount(self) -> None:
        self._number()

    @on(PhotoPreview.Grown)
    def _keep_in_view(self) -> None:
        """Keep the field of a photo in view that has the cursor: a picture above it has grown."""
        focused = self.screen.focused
        if focused and self.of(focused):
            self.call_after_refresh(focused.scroll_visible, animate=False)

    def _make(self, photo: Photo) -> PhotoFields:
        self._count += 1
        group = PhotoFields(photo, self._count, self._desk, self._memory, self._divert)
        self._groups.append(group)
        return group

    def _number(self) -> None:
        """Show in each heading which photo it is."""
        staying = self._staying()
        for group in self._groups:
            place = staying.index(group) + 1 if group in staying else 0
            group.head(place, len(staying))

    def _staying(self) -> list[PhotoFields]:
        return [group for group in self._groups if not group.is_out]

    @property
    def typed(self) -> str:
        """The photos as the fields show them, in JSON; see `written`."""
        return written(self._typed)

    @property
    def _typed(self) -> Typed:
        return tuple((group.kept, group.file.path) for group in self._staying())

    @property
    def photos(self) -> Photos:
        """The photos that a save stores."""
        return tuple(group.photo for group in self._staying())

    def put(self, typed: str) -> None:
        """Show the photos that are `written` in `typed`; paths without a picture stay typed."""
        photos = list(read(typed, self._typed))
        surplus = [group for group in self._groups if group.is_out]
        for group in self._staying():
            if group.file.is_awaited and group.photo == Photo():
                continue
            if photos:
                group.show(*photos.pop(0))
            else:
                surplus.append(group)
        for photo, path in photos:
            group = self._make(photo)
            self.mount(group)
            if path:
                group.call_after_refresh(group.file.drop, path)
        if len(surplus) == len(self._groups):
            last = surplus.pop()
            last.show(Photo())
            last.take_out(is_out=False)
        for group in surplus:
            self._groups.remove(group)
            group.remove()
        self._number()

    async def add(self) -> PhotoFields:
        """Empty fields for another photo, behind the others."""
        empty = (one for one in self._staying() if one.kept == Photo() and not one.file.path)
        group = next(empty, None)
        if group is None:
            group = self._make(Photo())
            await self.mount(group)
            self._number()
        return group

    def of(self, widget: Widget | None) -> PhotoFields | None:
        """The photo to which `widget` belongs."""
        return next(
            (group for group in self._groups if widget and group in widget.ancestors), None
        )

    def at(self, item: int) -> PhotoFields | None:
        """The photo with the index `item` in the article."""
        filled = [group for group in self._staying() if group.photo != Photo()]
        return filled[item] if item < len(filled) else None

    def move(self, group: PhotoFields, step: int) -> bool:
        """Move `group` by one place, down or up; returns whether there is a place."""
        place = self._groups.index(group)
        if not 0 <= place + step < len(self._groups):
            return False
        other = self._groups[place + step]
        self._groups[place], self._groups[place + step] = other, group
        if step > 0:
            self.move_child(group, after=other)
        else:
            self.move_child(group, before=other)
        self._number()
        self.post_message(self.Rearranged())
        return True

    def turn_out(self, group: PhotoFields) -> None:
        """Take `group` out, or bring it back."""
        group.take_out(is_out=not group.is_out)
        self._number()
        self.post_message(self.Rearranged())
        self.call_after_refresh(group.take_focus)  # what was hidden takes no focus

    def _divert(self, group: PhotoFields, pasted: str) -> bool:
        """Whether `pasted` into a field of `group` is a picture, which goes to its own field."""
        return self.take(pasted, group)

    def take(self, pasted: str, near: PhotoFields | None = None) -> bool:
        """Take `pasted` if it names pictures; returns whether it does. See `drop`."""
        paths = pictures_in(pasted)
        if paths:
            self.run_worker(self._drop(paths, near), exit_on_error=False)
        return bool(paths)

    async def _drop(self, paths: Sequence[str], near: PhotoFields | None) -> None:
        """Look at the pictures in `paths`, each in the fields of a photo that waits for one.

        The first belongs to `near`, if that waits, or the cursor is in the field of its file.
        """
        for number, path in enumerate(paths):
            takes = near and (near.file.has_focus or _place([near], path) == 0)
            group = near if near and takes else await self._waiting(path)
            near = None
            group.file.drop(path)
            if not number:
                group.file.focus()
            await group.file.settle()

    async def attach(self, path: str, found: FoundPhoto) -> int:
        """Show the picture `found` in `path`; returns the number of its photo."""
        group = await self._waiting(path)
        group.file.accept(path, found)
        return self._staying().index(group) + 1

    async def _waiting(self, path: str) -> PhotoFields:
        """The fields of the first photo that waits for the picture in `path`, else new ones."""
        staying = self._staying()
        place = _place(staying, path)
        return await self.add() if place is None else staying[place]

    @property
    def is_awaited(self) -> bool:
        """Whether the picture of a present path was not found yet."""
        return any(group.file.is_awaited for group in self._staying())

    async def settle(self) -> list[RedaksiError]:
        """Wait for the pictures of new paths; return the error of each that is not taken."""
        looked = [await group.file.settle() for group in self._staying()]
        return [*filter(None, looked), *self._twice()]

    def _twice(self) -> Iterator[RedaksiError]:
        """The error of each new picture that another photo shows; it is not taken."""
        for group in self._staying():
            others = enumerate(self.photos, start=1)
            here = self._staying().index(group) + 1
            if found := group.file.picture:
                try:
                    with about(group.name_of("file")):
                        check_new([one for one in others if one[0] != here], found.sha256)
                except BadInput as error:
                    group.file.picture = None
                    yield error

    async def keep(self) -> None:
        """Keep the pictures that were found in the newsroom.

        Raises:
            StorageError: when one cannot be written.
        """
        for group in self._staying():
            await group.file.keep()


def _place(groups: Sequence[PhotoFields], path: str) -> int | None:
    """The index of the first of `groups` that waits for the picture in `path` (see `place_of`)."""
    present = [replace(one.kept, file=one.file.path or one.kept.file) for one in groups]
    return place_of(present, Path(path).name)


def written(photos: Typed) -> str:
    """`photos` in JSON, without those that say nothing."""
    return msgspec.json.encode([one for one in photos if one != (Photo(), "")]).decode()


def read(typed: str, otherwise: Typed) -> Typed:
    """The photos that are `written` in `typed`; `otherwise` if a file was damaged that held it."""
    try:
        return msgspec.json.decode(typed, type=Typed)
    except msgspec.DecodeError:
        return otherwise
