"""The particulars of an article as a form. `desk.particulars` validates them."""

from collections.abc import Callable, Mapping
from datetime import datetime

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from redaksi.desk import particulars, wording
from redaksi.desk.moments import Clock, echo, written
from redaksi.desk.reading import COMPLETED
from redaksi.domain.article import Article, Dossier, Photo, Text
from redaksi.errors import BadInput, RedaksiError
from redaksi.i18n import _
from redaksi.tui.widgets.completion import Completion, Memory
from redaksi.tui.widgets.line_field import LineField
from redaksi.tui.widgets.remark import forgive
from redaksi.tui.widgets.text_box import TextBox
from redaksi.tui.widgets.time_field import TimeField

LINES = ("deck", "byline", "dateline", "source", "rubric", "tags", *particulars.TIMES)
PHOTO = ("photo.caption", "photo.credit", "photo.alt", "photo.file", "photo.url")

Values = dict[str, str]


class Form(VerticalScroll, can_focus=False):
    """A column of fields. Only the first photo has fields; the others stay unchanged."""

    def __init__(self, article: Article, clock: Callable[[], Clock], memory: Memory) -> None:
        super().__init__()
        self._memory = memory
        self._clock = clock
        self._first = self.stored(article)

    def compose(self) -> ComposeResult:
        for name in LINES:
            yield self._line(name)
        yield Static(field_label("related"), classes="form-wide-label", markup=False)
        yield TextBox(self._first["related"], id=field_id("related"))
        for name in PHOTO:
            yield self._line(name)

    def _line(self, name: str) -> Widget:
        field = (
            self._time_field(name)
            if name in particulars.TIMES
            else LineField(self._first[name], id=field_id(name))
        )
        if name in COMPLETED or name == "tags":
            field.suggester = Completion(self._memory, name, is_list=name == "tags")
        return Horizontal(
            Static(field_label(name), classes="form-label", markup=False),
            field,
            classes="form-line",
        )

    def _time_field(self, name: str) -> TimeField:
        return TimeField(
            self._first[name],
            lambda value: echo(value, self._clock(), end_of_day=name == "due"),
            placeholder=_("e.g. {example}").format(example=_("tomorrow 17.00")),
            id=field_id(name),
        )

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _changed_again(self, event: Input.Changed | TextArea.Changed) -> None:
        forgive(event.control)

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
        values = {
            name: self.query_one(f"#{field_id(name)}", Input).value for name in (*LINES, *PHOTO)
        }
        values["related"] = self.query_one(f"#{field_id('related')}", TextBox).text
        return values

    def put(self, values: Mapping[str, str]) -> None:
        """Show `values`; fields that are not named stay unchanged."""
        for name in (*LINES, *PHOTO, "related"):
            field = self.query_one(f"#{field_id(name)}")
            value = values.get(name)
            if isinstance(field, Input) and value is not None:
                field.value = value
            elif isinstance(field, TextBox) and value not in {None, field.text}:
                field.text = value or ""

    def text(self, dossier: Dossier) -> Text:
        """The text of `dossier` with the changes of the form."""
        fields: dict[str, str | list[str]] = dict(self._changed(dossier))
        if "related" in fields:
            fields["related"] = str(fields["related"]).splitlines()
        return particulars.compose(dossier.article.text, fields)

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
