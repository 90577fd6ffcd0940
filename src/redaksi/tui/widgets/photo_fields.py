"""The fields of one photo: its file with a preview, its words and its address."""

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import DescendantFocus
from textual.widgets import Input, Static, TextArea

from redaksi.desk import Desk
from redaksi.desk.photos import WORDS, FoundPhoto
from redaksi.domain.article import Photo
from redaksi.i18n import _
from redaksi.tui.commands.photos import TakeOut
from redaksi.tui.widgets.completion import Completion, Memory
from redaksi.tui.widgets.form_line import FormLine, field_id
from redaksi.tui.widgets.line_field import LineField
from redaksi.tui.widgets.photo_field import PhotoField
from redaksi.tui.widgets.photo_preview import PhotoPreview
from redaksi.tui.widgets.remark import forgive, remark
from redaksi.tui.widgets.wrapped_field import WrappedField

Divert = Callable[["PhotoFields", str], bool]
"""Takes a paste into the fields of a photo that is a picture, and returns whether it did."""


class PhotoFields(Vertical):
    """One photo of the form.

    A photo that is taken out shows one line, from which it is brought back; the save removes it.
    """

    def __init__(
        self, photo: Photo, number: int, desk: Desk, memory: Memory, divert: Divert
    ) -> None:
        """`number` tells the names of the fields from those of other photos.

        `memory` completes the credit.
        """
        super().__init__(classes="photo-fields")
        self._number = number
        self._stored = photo
        taking = partial(divert, self)
        self.file = PhotoField(photo, desk, self._took, self.name_of("file"))
        self.words = {
            name: WrappedField(getattr(photo, name), taking, id=field_id(self.name_of(name)))
            for name in WORDS
        }
        self.words["credit"].suggester = Completion(memory, "credit")
        self._address = LineField(photo.url, id=field_id(self.name_of("url")))
        self.file.divert = self._address.divert = taking
        self._preview = PhotoPreview(photo, desk)
        self._heading = _Heading()
        self._offered: dict[WrappedField, str] = {}
        """The fields with words from the file of the photo."""
        self.is_out = False
        """Whether the save takes the photo out of the article."""

    def compose(self) -> ComposeResult:
        yield self._heading
        yield FormLine("photo.file", self.file)
        yield self._preview
        for name, field in self.words.items():
            yield FormLine(f"photo.{name}", field)
        yield FormLine("photo.url", self._address)

    def name_of(self, field: str) -> str:
        """The name in the form of the field of `Photo` called `field`."""
        return f"photo.{field}" if self._number == 1 else f"photo.{self._number}.{field}"

    @property
    def photo(self) -> Photo:
        """The photo that a save stores. A path whose picture was not found is left out."""
        found = self.file.picture
        return replace(self.kept, file=found.name, sha256=found.sha256) if found else self.kept

    @property
    def kept(self) -> Photo:
        """The photo as the fields show it, without the picture of a typed path."""
        words = {name: field.value for name, field in self.words.items()}
        file = {"file": self.file.name_kept, "sha256": self.file.sha256_kept}
        return replace(self._stored, **words, **file, url=self._address.value)

    def show(self, photo: Photo, path: str = "") -> None:
        """Show `photo`, with the typed `path` of its picture.

        Without one, a path that is typed already and whose picture was not found stays.
        """
        self._stored = photo
        self._preview.follow(photo)
        self.file.show(photo, path)
        if self._address.value != photo.url:
            self._address.value = photo.url
        for name, field in self.words.items():
            if field.value != getattr(photo, name):
                field.value = getattr(photo, name)
        offered, self._offered = self._offered, {}
        for field in offered:
            remark(field, "")

    def head(self, place: int, count: int) -> None:
        """Say in the heading that this is photo `place` of `count`."""
        if self.is_out:
            sentence = _("The save takes {photo} out. {key} brings it back.")
            named = self.file.value or _("this photo")
            self._heading.update(sentence.format(photo=named, key=TakeOut.key()))
        else:
            self._heading.update(
                _("Photo {number} of {count}").format(number=place, count=count)
                if count > 1
                else ""
            )
        self._heading.set_class(self.is_out or count > 1, "-shown")

    def take_out(self, *, is_out: bool) -> None:
        """Let the save take the photo out, or bring it back."""
        self.is_out = is_out
        self.set_class(is_out, "-out")
        self._heading.can_focus = is_out

    def take_focus(self) -> None:
        """Put the focus on this photo."""
        self.screen.set_focus(self._heading if self.is_out else self.file)

    def _took(self, found: FoundPhoto) -> None:
        """Show the picture `found`, and offer the words in its file for the fields without any."""
        self._preview.show(found.facts, found.sha256, len(found.data))
        for name, words in found.words.items():
            field = self.words[name]
            if not field.value.strip():
                self._offered[field] = field.value = words

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _changed_again(self, event: Input.Changed | TextArea.Changed) -> None:
        field = event.control
        if not isinstance(field, WrappedField) or field not in self._offered:
            forgive(field)
        elif self._is_as_offered(field):
            remark(field, _("from the file: check it"))
            # Below the preview the words would be out of sight in a small terminal.
            self.call_after_refresh(field.scroll_visible, animate=False)
        else:
            remark(field, "")

    def _is_as_offered(self, field: WrappedField) -> bool:
        """Whether `field` holds the words that the file brought."""
        return field.value == self._offered.get(field)

    @on(DescendantFocus)
    def _select_offered(self, event: DescendantFocus) -> None:
        """Select words that the file brought: what is typed there takes their place."""
        if isinstance(event.widget, WrappedField) and self._is_as_offered(event.widget):
            event.widget.select_all()


class _Heading(Static):
    """The line above the fields of a photo, where there are several."""

    def __init__(self) -> None:
        super().__init__("", classes="photo-heading", markup=False)
