"""The particulars of an article as a form. `desk.particulars` validates them."""

from collections.abc import Mapping
from datetime import datetime

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.events import DescendantFocus
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from redaksi.desk import Desk, particulars, wording
from redaksi.desk.dropped_path import picture_in
from redaksi.desk.moments import echo, written
from redaksi.desk.photos import FoundPhoto, with_picture, without_picture
from redaksi.desk.reading import COMPLETED
from redaksi.domain.article import Article, Dossier, Photo, Text
from redaksi.errors import BadInput, RedaksiError, about
from redaksi.i18n import _
from redaksi.tui.widgets.completion import Completion, Memory
from redaksi.tui.widgets.line_field import LineField
from redaksi.tui.widgets.photo_field import NAME as FILE
from redaksi.tui.widgets.photo_field import PhotoField
from redaksi.tui.widgets.photo_preview import PhotoPreview
from redaksi.tui.widgets.remark import forgive, remark
from redaksi.tui.widgets.text_box import TextBox
from redaksi.tui.widgets.time_field import TimeField
from redaksi.tui.widgets.wrapped_field import WrappedField

LINES = ("deck", "byline", "dateline", "source", "rubric", "tags", *particulars.TIMES)
WRAPPED = ("photo.caption", "photo.credit", "photo.alt")
"""The fields whose texts are often longer than a line."""
PHOTO = ("photo.file", *WRAPPED, "photo.url")

Values = dict[str, str]


class Form(VerticalScroll, can_focus=False):
    """A column of fields. Only the first photo has fields; the others stay unchanged."""

    def __init__(self, article: Article, desk: Desk) -> None:
        super().__init__()
        self._memory = Memory(desk.reading.known)
        self._clock = desk.clock
        self._first = self.stored(article)

        photo = next(iter(article.text.photos), None)
        self.photo = PhotoField(self._first[FILE], desk, self._took, id=field_id(FILE))
        self._preview = PhotoPreview(photo, desk)
        self._offered: dict[Widget, str] = {}
        """The fields with words from the file of the photo."""

    def compose(self) -> ComposeResult:
        for name in LINES:
            yield self._line(name)
        yield Static(field_label("related"), classes="form-wide-label", markup=False)
        yield TextBox(self._first["related"], id=field_id("related"))
        for name in PHOTO:
            yield self._line(name)
            if name == FILE:
                yield self._preview

    def _line(self, name: str) -> Widget:
        line = Horizontal(
            Static(field_label(name), classes="form-label", markup=False),
            self._field(name),
            classes="form-line",
        )
        return line.add_class("-wrapped") if name in WRAPPED else line

    def _field(self, name: str) -> Widget:
        if name == FILE:
            return self.photo
        suggester = (
            Completion(self._memory, name, is_list=name == "tags") if name in COMPLETED else None
        )
        if name in WRAPPED:
            return WrappedField(self._first[name], self._divert, suggester, id=field_id(name))
        field = (
            self._time_field(name)
            if name in particulars.TIMES
            else LineField(self._first[name], id=field_id(name))
        )
        field.divert = self._divert
        field.suggester = suggester
        return field

    def _time_field(self, name: str) -> TimeField:
        return TimeField(
            self._first[name],
            lambda value: echo(value, self._clock(), end_of_day=name == "due"),
            placeholder=_("e.g. {example}").format(example=_("tomorrow 17.00")),
            id=field_id(name),
        )

    def _divert(self, pasted: str) -> bool:
        """Whether `pasted` is the path of a picture, which goes to its own field."""
        path = picture_in(pasted)
        if path:
            self.photo.drop(path)
        return bool(path)

    def _took(self, found: FoundPhoto) -> None:
        """Show the picture `found`, and offer the words in its file for the fields without any."""
        self._preview.show(found.facts, len(found.data))
        for name, words in found.words.items():
            field = self.query_one(f"#{field_id(f'photo.{name}')}", WrappedField)
            if not field.value.strip():
                self._offered[field] = field.value = words

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _changed_again(self, event: Input.Changed | TextArea.Changed) -> None:
        field = event.control
        if field not in self._offered:
            forgive(field)
        elif self._is_as_offered(field):
            remark(field, _("from the file: check it"))
            # Below the preview the words would be out of sight in a small terminal.
            self.call_after_refresh(self.scroll_to_widget, field, animate=False)
        else:
            remark(field, "")

    def _is_as_offered(self, field: Widget) -> bool:
        """Whether `field` holds the words that the file of the photo brought."""
        return isinstance(field, WrappedField) and field.value == self._offered.get(field)

    @on(DescendantFocus)
    def _select_offered(self, event: DescendantFocus) -> None:
        """Select words that the file brought: what is typed there takes their place."""
        if isinstance(event.widget, WrappedField) and self._is_as_offered(event.widget):
            event.widget.select_all()

    @on(Input.Submitted)
    def _go_on(self, event: Input.Submitted) -> None:
        """Go to the next field; the field took its completion before."""
        event.stop()
        self.screen.focus_next()

    def stored(self, article: Article) -> Values:
        """The fields of `article` as the form shows them."""
        text = article.text
        photo = text.photos[0] if text.photos else Photo()
        values = {name: getattr(text, name) for name in LINES if name in particulars.LINES}
        values |= {name: particulars.spelled(text, name) for name in particulars.LISTS}
        values |= {name: getattr(photo, name.removeprefix("photo.")) for name in PHOTO}
        values |= {name: self._time(getattr(article, name)) for name in particulars.TIMES}
        return values

    def _time(self, at: datetime | None) -> str:
        return written(at, self._clock().zone) if at else ""

    def values(self) -> Values:
        """The contents of the fields."""
        values = {name: self._input(name).value for name in (*LINES, *PHOTO)}
        values["related"] = self.query_one(f"#{field_id('related')}", TextBox).text
        return values

    def _input(self, name: str) -> Input | WrappedField:
        field = self.query_one(f"#{field_id(name)}")
        assert isinstance(field, Input | WrappedField)  # noqa: S101
        return field

    def put(self, values: Mapping[str, str]) -> None:
        """Show `values`; fields that are not named stay unchanged."""
        for name in (*LINES, *PHOTO, "related"):
            field = self.query_one(f"#{field_id(name)}")
            value = values.get(name)
            if isinstance(field, Input) and value is not None:
                field.value = value
            elif isinstance(field, TextBox) and value not in {None, field.text}:
                field.text = value or ""

    async def settle(self, dossier: Dossier) -> list[RedaksiError]:
        """Wait for the picture of a new path; return its error, if there is one."""
        if FILE not in self._changed(dossier):
            return []
        if error := await self.photo.settle():
            return [error]
        try:
            with about(FILE):
                self.text(dossier)
        except BadInput as error:
            self.photo.picture = None
            return [error]
        return []

    def text(self, dossier: Dossier) -> Text:
        """The text of `dossier` with the changes of the form.

        A path whose picture was not found is left out.

        Raises:
            BadInput: when another photo of the text shows the new picture.
        """
        fields: dict[str, str | list[str]] = dict(self._changed(dossier))
        file = fields.pop(FILE, None)
        if "related" in fields:
            fields["related"] = str(fields["related"]).splitlines()
        text = particulars.compose(dossier.article.text, fields)
        return text if file is None else self._with_file(text, str(file))

    def _with_file(self, text: Text, file: str) -> Text:
        """`text` with what stands in the field of the file."""
        photo = self.photo
        if photo.picture:
            return with_picture(text, photo.picture.name, photo.picture.sha256)
        if file in photo.kept:
            return with_picture(text, file, photo.kept[file])
        if photo.path:
            return text
        if file.strip() or not text.photos:
            return particulars.compose(text, {FILE: file})
        return without_picture(text)

    def times(self, dossier: Dossier) -> tuple[Values, list[RedaksiError]]:
        """The due time and the embargo, where they differ from those of `dossier`.

        A value that is no time is left out, and its error is in the list.
        """
        times: Values = {}
        wrong: list[RedaksiError] = []
        for name, value in self._changed(dossier).items():
            if name in particulars.TIMES:
                try:
                    particulars.time(name, value, self._clock())
                    times[name] = value
                except BadInput as error:
                    wrong.append(error)
        return times, wrong

    def _changed(self, dossier: Dossier) -> Values:
        before, typed = self.stored(dossier.article), self.values()
        return {name: typed[name] for name in typed if typed[name] != before[name]}


def field_id(name: str) -> str:
    """The id of the widget of the field `name`."""
    return f"field-{name.replace('.', '-')}"


def field_label(name: str) -> str:
    """The label of the field `name`."""
    labels = {
        "photo.caption": _("photo caption"),
        "photo.credit": _("photo credit"),
        "photo.alt": _("photo alt text"),
        "photo.file": _("photo file"),
        "photo.url": _("photo address"),
        "related": _("related (one a line: title | address)"),
    }
    return labels.get(name) or wording.field_name(name)
