"""The particulars of an article as a form. `desk.particulars` validates them."""

from collections.abc import Mapping
from datetime import datetime

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input, Static, TextArea

from redaksi.desk import Desk, particulars
from redaksi.desk.moments import echo, written
from redaksi.desk.reading import COMPLETED
from redaksi.domain.article import Article, Dossier, Text
from redaksi.errors import BadInput, RedaksiError
from redaksi.i18n import _
from redaksi.tui.widgets import photo_list
from redaksi.tui.widgets.completion import Completion, Memory
from redaksi.tui.widgets.form_line import FormLine, field_id, field_label
from redaksi.tui.widgets.line_field import LineField
from redaksi.tui.widgets.photo_list import PhotoList
from redaksi.tui.widgets.remark import forgive
from redaksi.tui.widgets.text_box import TextBox
from redaksi.tui.widgets.time_field import TimeField

LINES = ("deck", "byline", "dateline", "source", "rubric", "tags", *particulars.TIMES)
PHOTOS = "photos"
"""The name of the value of all photos."""

Values = dict[str, str]


class Form(VerticalScroll, can_focus=False):
    """A column of fields, with a group of them for each photo."""

    def __init__(self, article: Article, desk: Desk) -> None:
        super().__init__()
        self._memory = Memory(desk.reading.known)
        self._clock = desk.clock
        self._first = self.stored(article)
        self.photos = PhotoList(article.text.photos, desk, self._memory)

    def compose(self) -> ComposeResult:
        for name in LINES:
            yield FormLine(name, self._field(name))
        yield Static(field_label("related"), classes="form-wide-label", markup=False)
        yield TextBox(self._first["related"], id=field_id("related"))
        yield self.photos

    def _field(self, name: str) -> LineField:
        field = (
            self._time_field(name)
            if name in particulars.TIMES
            else LineField(self._first[name], id=field_id(name))
        )
        field.divert = self.photos.take
        if name in COMPLETED or name == "tags":
            field.suggester = Completion(self._memory, name, is_list=name == "tags")
        return field

    def _time_field(self, name: str) -> TimeField:
        return TimeField(
            self._first[name],
            lambda value: echo(value, self._clock(), end_of_day=name == "due"),
            placeholder=_("e.g. {example}").format(example=_("tomorrow 17.00")),
            id=field_id(name),
        )

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _mended(self, event: Input.Changed | TextArea.Changed) -> None:
        forgive(event.control)

    @on(Input.Submitted)
    def _go_on(self) -> None:
        self.screen.focus_next()

    def stored(self, article: Article) -> Values:
        """The fields of `article` as the form shows them."""
        text = article.text
        values = {name: getattr(text, name) for name in LINES if name in particulars.LINES}
        values |= {name: particulars.spelled(text, name) for name in particulars.LISTS}
        values |= {name: self._time(getattr(article, name)) for name in particulars.TIMES}
        values[PHOTOS] = photo_list.written(tuple((photo, "") for photo in text.photos))
        return values

    def _time(self, at: datetime | None) -> str:
        return written(at, self._clock().zone) if at else ""

    def values(self) -> Values:
        """The contents of the fields; those of photos in JSON."""
        values = {name: self.query_one(f"#{field_id(name)}", Input).value for name in LINES}
        values["related"] = self.query_one(f"#{field_id('related')}", TextBox).text
        values[PHOTOS] = self.photos.typed
        return values

    def put(self, values: Mapping[str, str]) -> None:
        """Show `values`; fields that are not named stay unchanged."""
        for name in LINES:
            if name in values:
                self.query_one(f"#{field_id(name)}", Input).value = values[name]
        related = self.query_one(f"#{field_id('related')}", TextBox)
        if values.get("related", related.text) != related.text:
            related.text = values["related"]
        if PHOTOS in values:
            self.photos.put(values[PHOTOS])

    def text(self, dossier: Dossier) -> Text:
        """The text of `dossier` with the changes of the form.

        A path whose picture was not found is left out.
        """
        fields: dict[str, str | list[str]] = dict(self._changed(dossier))
        if "related" in fields:
            fields["related"] = str(fields["related"]).splitlines()
        text = particulars.compose(dossier.article.text, fields)
        return replace(text, photos=self.photos.photos) if PHOTOS in fields else text

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
